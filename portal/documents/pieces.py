"""A converted document as pieces in reading order: headings, text, tables and pictures, with nothing in them but words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

Piece = dict[str, Any]

SPACE = re.compile(r"\s+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
HEADING = re.compile(r"h([1-6])")
ADDRESS = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
# From a note back to where it is named.
BACK = re.compile(r"#(?:foot|end)note-ref-")
NOTE = re.compile(r"(?:foot|end)note-")
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
LISTS = ("ol", "ul")
BLOCKS = ("p", "ol", "ul", "table", "div", *(f"h{level}" for level in range(1, 7)))
MOST_COLUMNS = 60


def pieces_of(html: str, told: Counter[str]) -> Iterator[Piece]:
    """Yield the pieces of a document.

    Args:
        html: simple HTML that need not be safe.
        told: counts the links that are left out, under "links".

    Each piece has a `kind`: "title" and "heading" have `text` and `level`; "text" and "notes" have `html` made of
    p, ul, ol, li, br, strong, em and a with an address of the web or of mail; "table" has `rows` of texts and `has_head`;
    "picture" has `number` and `words`.
    """
    return _Cutter(told).blocks(BeautifulSoup(html, "html.parser"))


class _Cutter:
    def __init__(self, told: Counter[str]) -> None:
        self._told = told
        self._pictures: list[Piece] = []

    def blocks(self, parent: Tag) -> Iterator[Piece]:
        """Yield the pieces in an element, words outside any block among them."""
        loose: list[PageElement] = []
        for child in [*parent.children, None]:
            is_block = isinstance(child, Tag) and child.name in BLOCKS
            if child is not None and not is_block:
                loose.append(child)
                continue
            yield from self._paragraph(loose)
            loose = []
            if isinstance(child, Tag):
                yield from self._block(child)

    def _block(self, block: Tag) -> Iterator[Piece]:
        if found := HEADING.fullmatch(block.name):
            if text := plain(self._inline(list(block.children))):
                is_title = "title" in (block.get("class") or ())
                yield {"kind": "title" if is_title else "heading", "text": text, "level": int(found[1])}
            yield from self._taken_pictures()
        elif block.name in LISTS:
            is_notes = "notes" in (block.get("class") or ()) or bool(block.find(id=NOTE))
            if html := self._list(block):
                yield {"kind": "notes" if is_notes else "text", "html": html}
            yield from self._taken_pictures()
        elif block.name == "table":
            yield from self._table(block)
        elif block.find(BLOCKS):
            yield from self.blocks(block)
        else:
            yield from self._paragraph(list(block.children))

    def _paragraph(self, children: list[PageElement]) -> Iterator[Piece]:
        if html := self._inline(children):
            yield {"kind": "text", "html": f"<p>{html}</p>"}
        yield from self._taken_pictures()

    def _taken_pictures(self) -> list[Piece]:
        taken, self._pictures = self._pictures, []
        return taken

    def _inline(self, children: list[PageElement]) -> str:
        """Return what stands in a line, without space around it; pictures are put aside."""
        html = "".join(map(self._inline_of, children))
        return SPACE.sub(" ", html).strip().removesuffix("<br>").strip()

    def _inline_of(self, node: PageElement) -> str:
        if isinstance(node, NavigableString):
            is_text = not isinstance(node, PreformattedString)
            return escape(clean(node), quote=False) if is_text else ""
        if not isinstance(node, Tag):
            return ""
        if node.name == "img":
            self._put_aside(node)
            return ""
        if node.name == "br":
            return "<br>"
        inside = "".join(map(self._inline_of, node.children))
        if node.name in BLOCKS:
            return f" {inside} "
        if node.name in MARKS and inside.strip():
            return f"<{MARKS[node.name]}>{inside}</{MARKS[node.name]}>"
        return self._link(node, inside) if node.name == "a" else inside

    def _put_aside(self, image: Tag) -> None:
        name, _colon, number = str(image.get("src", "")).partition(":")
        if name == "picture" and number.isdecimal():
            words = clean(str(image.get("alt", ""))).strip()
            self._pictures.append({"kind": "picture", "number": int(number), "words": words})

    def _link(self, link: Tag, inside: str) -> str:
        address = clean(str(link.get("href", ""))).strip()
        if BACK.match(address):
            return ""
        if ADDRESS.match(address) and inside.strip():
            return f'<a href="{escape(address)}">{inside}</a>'
        self._told["links"] += bool(address) and not address.startswith("#")
        return inside

    def _list(self, block: Tag) -> str:
        items = ""
        for item in block.find_all("li", recursive=False):
            inner = [child for child in item.children if isinstance(child, Tag) and child.name in LISTS]
            lines = list(map(self._inline, _lines(item)))
            text = "<br>".join(line for line in lines if line) + "".join(map(self._list, inner))
            items += f"<li>{text}</li>" if text else ""
        return f"<{block.name}>{items}</{block.name}>" if items else ""

    def _table(self, table: Tag) -> Iterator[Piece]:
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [row.find_all(("td", "th"), recursive=False) for row in rows]
        if all(len(row) <= 1 for row in cells):
            # A frame around text.
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell)
            return
        grid = _grid([[(self._cell(cell), *_span(cell)) for cell in row] for row in cells])
        bold = [bool(cell.find(("strong", "b"))) for cell in cells[0] if cell.get_text(strip=True)]
        if any(map(any, grid)):
            has_head = bool(table.find("thead") and cells[0][0].find_parent("thead")) or (len(bold) > 1 and all(bold))
            yield {"kind": "table", "rows": grid, "has_head": has_head}
        yield from self._taken_pictures()

    def _cell(self, cell: Tag) -> str:
        lines = [line for part in [cell, *cell.find_all("li")] for line in _lines(part)]
        texts = [plain(text) for line in lines for text in self._inline(line).split("<br>")]
        return "\n".join(filter(None, texts))


def _lines(parent: Tag) -> list[list[PageElement]]:
    """Return what stands on lines of their own in a cell or an item of a list, whose inner lists are left out."""
    lines: list[list[PageElement]] = [[]]
    for child in parent.children:
        if not isinstance(child, Tag) or child.name not in BLOCKS:
            lines[-1].append(child)
        elif child.name not in LISTS:
            lines += [[child], []]
    return lines


def _span(cell: Tag) -> tuple[int, int]:
    """Return how many columns and rows a cell takes."""
    numbers = [str(cell.get(name, "1")) for name in ("colspan", "rowspan")]
    columns, rows = (int(number) if number.isdecimal() else 1 for number in numbers)
    return min(max(columns, 1), MOST_COLUMNS), max(rows, 1)


def _grid(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """Return a table whose rows are equally long; where cells were merged, the others are empty."""
    taken: dict[int, int] = {}
    grid = []
    for row in rows:
        line: list[str] = []
        for text, columns, height in row:
            while taken.get(len(line), 0):
                line.append("")
            for offset in range(columns):
                taken[len(line)] = height
                line.append("" if offset else text)
        line = line[:MOST_COLUMNS]
        while taken.get(len(line), 0) and len(line) < MOST_COLUMNS:
            line.append("")
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        grid.append(line)
    width = max(map(len, grid))
    return [line + [""] * (width - len(line)) for line in grid]


def clean(text: str) -> str:
    """Return a text without characters that are not seen, its letters in one piece with their marks."""
    return CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\xa0", " ")


def plain(html: str) -> str:
    """Return the words of a line of HTML."""
    text = BeautifulSoup(html.replace("<br>", " "), "html.parser").get_text()
    return SPACE.sub(" ", text).strip()
