"""The running text of a report as the form shows it, in the light Markdown of its other texts with tables and pictures."""

import re
import uuid
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from focusareas.writing.texts import to_rich_text, to_text

Block = dict[str, Any]

PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
HEADING = re.compile(r"#{1,2} +(\S.*)")
PICTURE = re.compile(r"!\[.*\]\(picture:(\d+)\)")
RULE = re.compile(r"\|(?: *:?-+:? *\|)+")
CELL = re.compile(r"(?<!\\)\|")
BREAK = re.compile(r" *<br> *")
WHOSE = "– "


def body_text(body: Any) -> str:
    """Return a report's running text as the form shows it."""
    return "\n\n".join(map(_text_of, blocks_of(body)))


def changed_body(text: str, body: Any) -> Any:
    """Return the running text to keep: the blocks there are, to the byte, except for those that say something else now.

    A picture stays, at the end where it has lost its place: it may have come while the text was being written, and is
    taken away by its own box.

    Args:
        text: what the form says.
        body: what there is, as a value of the stream field.
    """
    before = blocks_of(body)
    typed = "\n".join(text.splitlines()).strip()
    if typed == body_text(body).strip():
        return body
    figures = {id(block): block for block in before if block["type"] == "figure"}
    after: list[Block] = []
    for paragraphs, kept in _aligned(before, [part for part in PARAGRAPHS.split(typed) if part]):
        new = [kept] if kept else list(_blocks_of(paragraphs, figures))
        for block in new:
            figures.pop(id(block), None)
        after += new
    return body.stream_block.to_python([*after, *figures.values()])


def blocks_of(body: Any) -> list[Block]:
    """Return the blocks of a stream field as they are stored."""
    return [dict(block) for block in body.get_prep_value()]


def new_block(kind: str, value: Any) -> Block:
    """Return a block as it is stored, with a key of its own."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def table_value(rows: list[list[str]], *, has_head: bool) -> dict[str, Any]:
    """Return a table as its block keeps it."""
    choice = "row" if has_head else "neither"
    return {
        "data": rows,
        "first_row_is_table_header": has_head,
        "first_col_is_header": False,
        "table_header_choice": choice,
        "table_caption": "",
        "cell": [],
        "mergeCells": [],
    }


def _text_of(block: Block) -> str:
    value = block["value"]
    if block["type"] == "heading":
        return f"## {value}"
    if block["type"] == "figure":
        image = value["image"] or {}
        return f"![{_in_line(image.get('alt_text') or '')}](picture:{image.get('image')})"
    if block["type"] == "quote":
        lines = [*value["text"].split("\n"), *([WHOSE + value["attribution"]] if value["attribution"] else [])]
        return "\n".join(f"> {line}".rstrip() for line in lines)
    if block["type"] == "table":
        return _table_text(value)
    if block["type"] == "document":
        return f"[{value}](document:{value})"
    return to_text(value)


def _table_text(value: dict[str, Any]) -> str:
    lines = ["| " + " | ".join(_in_cell(cell or "") for cell in row) + " |" for row in value["data"]]
    if value.get("first_row_is_table_header") and lines:
        lines.insert(1, "|" + " --- |" * len(value["data"][0]))
    return "\n".join(lines)


def _in_line(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())


def _in_cell(text: str) -> str:
    return text.strip().replace("|", "\\|").replace("\n", "<br>")


def _aligned(before: list[Block], typed: list[str]) -> Iterator[tuple[list[str], Block | None]]:
    """Yield what was typed, as a block that is there with the same text or as paragraphs that are new."""
    known = [(part, number) for number, block in enumerate(before) for part in PARAGRAPHS.split(_text_of(block))]
    sizes = [sum(number == each for _part, number in known) for each in range(len(before))]
    matcher = SequenceMatcher(None, [part for part, _number in known], typed)
    owner: dict[int, tuple[int, int]] = {}
    for start, place, size in matcher.get_matching_blocks():
        offset = 0
        while offset < size:
            number = known[start + offset][1]
            is_first = start + offset == 0 or known[start + offset - 1][1] != number
            if is_first and offset + sizes[number] <= size:
                owner[place + offset] = (number, sizes[number])
                offset += sizes[number]
            else:
                offset += 1
    new: list[str] = []
    place = 0
    while place < len(typed):
        if place not in owner:
            new.append(typed[place])
            place += 1
            continue
        if new:
            yield new, None
            new = []
        number, size = owner[place]
        yield [], before[number]
        place += size
    if new:
        yield new, None


def _blocks_of(paragraphs: Iterable[str], figures: dict[int, Block]) -> Iterator[Block]:
    """Yield the blocks of new paragraphs; a picture's line brings a picture there is to where it stands."""
    text: list[str] = []
    for paragraph in _parts(paragraphs):
        special = _special(paragraph, figures)
        if special is None:
            text.append(paragraph)
            continue
        if text:
            yield new_block("text", to_rich_text("\n\n".join(text)))
            text = []
        yield from special
    if text:
        yield new_block("text", to_rich_text("\n\n".join(text)))


def _parts(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield paragraphs, a heading on the line before one as one of its own."""
    for paragraph in paragraphs:
        first, _end, rest = paragraph.partition("\n")
        if HEADING.fullmatch(first.strip()) and rest.strip():
            yield first
            yield rest
        else:
            yield paragraph


def _special(paragraph: str, figures: dict[int, Block]) -> list[Block] | None:
    """Return the blocks of a paragraph that is more than text, nothing of one that is no more."""
    if found := HEADING.fullmatch(paragraph.strip()):
        return [new_block("heading", found[1])]
    if found := PICTURE.fullmatch(paragraph.strip()):
        wanted = int(found[1])
        meant = [block for block in figures.values() if (block["value"]["image"] or {}).get("image") == wanted]
        return meant[:1]
    lines = [line.strip() for line in paragraph.split("\n")]
    if all(line.startswith("|") and line.endswith("|") and len(line) > 1 for line in lines):
        return [new_block("table", _table_of(lines))]
    if all(line.startswith(">") for line in lines):
        words = [line[1:].strip() for line in lines]
        whose = words.pop().removeprefix(WHOSE) if len(words) > 1 and words[-1].startswith(WHOSE) else ""
        return [new_block("quote", {"text": "\n".join(words), "attribution": whose})]
    return None


def _table_of(lines: list[str]) -> dict[str, Any]:
    has_head = len(lines) > 1 and bool(RULE.fullmatch(lines[1]))
    rows = [CELL.split(line)[1:-1] for number, line in enumerate(lines) if not (has_head and number == 1)]
    width = max(map(len, rows))
    cells = [[BREAK.sub("\n", cell.strip().replace("\\|", "|")) for cell in row] for row in rows]
    return table_value([row + [""] * (width - len(row)) for row in cells], has_head=has_head)
