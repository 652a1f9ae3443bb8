"""The words in files of each kind that can be uploaded.

Runs in the process that `portal/documents/reader.py` is, since no parser is to be trusted with a stranger's file; so nothing
here may import Django or more of the portal than what stands beside it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from pypdf import PdfReader

from portal.documents.archives import MOST_UNPACKED, Broken, Budget, Counted, Encrypted, opened


class Office(NamedTuple):
    """Where a kind of zipped XML keeps its words.

    Args:
        parts: the beginnings of its parts' names, in reading order; a number and `.xml` follow.
        blocks: the elements whose words stand on a line of their own; without their namespace, as all names here.
        words: the element that words stand in, "" where they stand anywhere in a block.
    """

    parts: tuple[str, ...]
    blocks: frozenset[str]
    words: str = "t"


OFFICE: Mapping[str, Office] = {
    "docx": Office(
        ("word/document", "word/footnotes", "word/endnotes", "word/header", "word/footer"), frozenset({"p"})
    ),
    "pptx": Office(("ppt/slides/slide", "ppt/notesSlides/notesSlide"), frozenset({"p"})),
    "xlsx": Office(("xl/sharedStrings", "xl/worksheets/sheet"), frozenset({"si", "is"})),
    "odt": Office(("content",), frozenset({"h", "p"}), words=""),
}
# Stand for a space or the end of a line.
SPACES = frozenset({"br", "cr", "line-break", "s", "tab"})
# What was deleted or remarked, codes of fields, numbers of notes, and what is there a second time.
LEFT_OUT = frozenset({"annotation", "delText", "Fallback", "instrText", "note-citation", "rPh", "tracked-changes"})
BROKEN_WORD = re.compile(r"(?<=[a-zæøåéöäü])-\n(?=[a-zæøåéöäü])")


def texts(data: bytes, extension: str) -> Iterator[str]:
    """Yield the words of a file in reading order, some lines at a time.

    Args:
        data: the file.
        extension: the end of its name in lower case.

    Raises:
        Encrypted: it is locked.
        Broken: it cannot be read, or is of a kind that is not known.
        TooLarge: it unpacks to more than anybody writes.
    """
    if extension in OFFICE:
        return _office(data, OFFICE[extension])
    if extension in OTHERS:
        return OTHERS[extension](data)
    raise Broken


def _plain(data: bytes) -> Iterator[str]:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            yield text
            return
    raise Broken


def _pdf(data: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(data))
    # Many a file may be read by everybody and has a password against changes only.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted
    for page in reader.pages:
        yield BROKEN_WORD.sub("", page.extract_text())


OTHERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {"csv": _plain, "pdf": _pdf, "txt": _plain}


def _office(data: bytes, office: Office) -> Iterator[str]:
    with opened(data) as archive:
        names = [name for part in office.parts for name in _numbered(part, archive.namelist())]
        if not names:
            raise Broken
        budget = Budget(MOST_UNPACKED)
        for name in names:
            with archive.open(name) as part:
                yield from _lines(Counted(part, budget), office)


def _numbered(part: str, names: list[str]) -> list[str]:
    """Return the names that are the part's with a number or none, in the order of the numbers."""
    found = [(match, name) for name in set(names) if (match := re.fullmatch(rf"{part}(\d{{0,6}})\.xml", name))]
    return [name for match, name in sorted(found, key=lambda pair: int(pair[0][1] or 0))]


def _lines(part: Counted, office: Office) -> Iterator[str]:
    """Yield the words of each block of an XML file, and keep nothing of it."""
    above: list[Element] = []
    left_out = in_blocks = 0
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        step = 1 if event == "start" else -1
        left_out += step * (name in LEFT_OUT)
        in_blocks += step * (name in office.blocks)
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if left_out or name in LEFT_OUT:
            _empty(element)
        elif name in SPACES:
            element.text = " "
        elif name in office.blocks:
            found = (each.text for each in element.iter()) if office.words else element.itertext()
            yield "".join(filter(None, found))
            _empty(element)
        elif office.words and name != office.words:
            element.text = None
        if above and not in_blocks:
            above[-1].remove(element)


def _empty(element: Element) -> None:
    """Leave of an element only what stands behind it."""
    tail = element.tail
    element.clear()
    element.tail = tail
