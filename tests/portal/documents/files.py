"""Small real files of each kind with the same words, and such as nobody should be able to do harm with."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from pypdf import PdfWriter

from home.demo.files import docx, pdf

WORDS = "Hjemløse børn i Århus & Malmö"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of the parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    book.active.append([WORDS, 2007])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def slide(words: str) -> str:
    return f"<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>"


def locked_pdf(password: str) -> bytes:
    """Return a PDF that nobody may change without a password, and nobody open without this one."""
    writer = PdfWriter(clone_from=BytesIO(pdf([WORDS])))
    writer.encrypt(password, owner_password="only-for-owners", algorithm="AES-256")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


ESCAPED = WORDS.replace("&", "&amp;")
ODT = f"""<o xmlns:text='text'><text:tracked-changes><text:p>Slettet</text:p></text:tracked-changes>
<text:h>{ESCAPED[:9]}<text:s/>{ESCAPED[9:]}</text:h></o>"""
FILES = {
    "pdf": pdf([WORDS]),
    "docx": docx([WORDS]),
    "pptx": zipped({"ppt/slides/slide10.xml": slide("Sidst"), "ppt/slides/slide2.xml": slide(ESCAPED)}),
    "xlsx": xlsx(),
    "odt": zipped({"content.xml": ODT}),
    "txt": WORDS.encode("cp1252"),
    "csv": WORDS.encode("utf-8-sig"),
}
LOCKED = {
    "pdf": locked_pdf("hemmelig"),
    "docx": bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
    "odt": zipped({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
}
ENTITIES = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;'>]><w><p><t>&b;</t></p></w>"
