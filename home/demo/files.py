"""Small files to attach, made from lines of text; the same lines give the same file."""

import textwrap
import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

LINE_WIDTH = 88
LINES_A_PAGE = 44
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
LONG_AGO = (2008, 1, 1, 0, 0, 0)


def pdf(paragraphs: Sequence[str]) -> bytes:
    """Return a PDF of the paragraphs, the first of them as its heading; its letters are those of Western Europe."""
    lines = [line for text in paragraphs for line in (*textwrap.wrap(text, LINE_WIDTH), "")]
    pages = [lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)]
    kids = [4 + 2 * number for number in range(len(pages))]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for kid, page in zip(kids, pages, strict=True):
        shown = b"\n".join(b"(" + _pdf_text(line) + b") '" for line in page)
        content = b"BT /F1 11 Tf 16 TL 60 790 Td\n" + shown + b"\nET"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            + f" /Contents {kid + 1} 0 R >>".encode(),
            f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream",
        ]
    return _pdf_of(objects)


def _pdf_text(line: str) -> bytes:
    for special in ("\\", "(", ")"):
        line = line.replace(special, f"\\{special}")
    return line.encode("cp1252")


def _pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF file of the objects, which are numbered from 1, the first being its catalogue."""
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return bytes(file) + end.encode()


def docx(paragraphs: Sequence[str]) -> bytes:
    """Return a Word file of the paragraphs."""
    text = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE_DOCUMENT}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>',
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return file.getvalue()
