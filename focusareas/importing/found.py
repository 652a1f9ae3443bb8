"""What of a report is found in the pieces of a file: its title, facts and texts; what fits nowhere goes to the details."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from focusareas.importing.dates import dates_a_letter
from focusareas.importing.headings import FACTS, TEXTS, field_of, label_of

Piece = dict[str, Any]

LONGEST_TITLE = 150
LONGEST_HEADING = 70
# Levels of what is a heading by its looks only, below those of real ones.
BY_LOOKS = 7
BEGINNING = 1500
# Among how many pieces a title may be, and how long somebody in a list of people is.
AT_THE_TOP = 8
LONGEST_PERSON = 100
BOLD = re.compile(r"<p>\s*<strong>(?:(?!</?strong>).)*</strong>\s*:?\s*</p>", re.DOTALL)
LABELLED = re.compile(r"^([^:]{2,50}?)\s*:\s+(?=\S)|^([^:]{2,50}?)\s*:$")
# Whom a letter is to.
ADDRESSED = re.compile(r"(?:til|to|kære|dear|att)\b", re.IGNORECASE)
TO = re.compile(r"(?:til|to|att)\s*:", re.IGNORECASE)
# Titles that say what it is and not what it is about.
GENERIC = re.compile(
    r"(?:(?:rejse|tur|møde|studietur|deltager)?(?:rapport|referat|notat)|(?:trip|travel|meeting)?\s*report|notes?)\W*",
    re.IGNORECASE,
)
# How a paragraph begins that belongs to a field without a heading's saying so.
CUES = (
    (
        "purpose",
        re.compile(r"(?:formålet|baggrunden|anledningen|the (?:purpose|aim|objective)|målet med)\b", re.IGNORECASE),
    ),
    (
        "next_steps",
        re.compile(
            r"(?:vi vil|næste skridt|som næste|vi foreslår, at vi|we will|next,? we|the next step)\b", re.IGNORECASE
        ),
    ),
    (
        "usable",
        re.compile(
            r"(?:vi kan bruge|hos os kan|herhjemme kan|vi anbefaler|we can use|at home we can|we recommend)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "learning",
        re.compile(
            r"(?:vi lærte|det vigtigste|vores vigtigste|vi tager|we learned|we learnt|the main lesson|our main)\b",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True)
class Fact:
    """Something that a file says of the journey in a line: what it is about, how the line is called, and what it says."""

    field: str
    label: str
    text: str


@dataclass
class Found:
    """What is found in a file, as pieces and words; nothing is matched with the portal's own names yet."""

    title: str = ""
    facts: list[Fact] = field(default_factory=list)
    texts: dict[str, list[Piece]] = field(default_factory=lambda: {name: [] for name in TEXTS})
    details: list[Piece] = field(default_factory=list)
    beginning: str = ""
    words: str = ""

    def said(self, name: str) -> list[str]:
        """Return what the file says of a fact."""
        return [fact.text for fact in self.facts if fact.field == name]


def find(pieces: Iterable[Piece], title: str, file_name: str) -> Found:
    """Return what is found in a file.

    Args:
        pieces: as `portal/documents/pieces.py` cuts them.
        title: what the file's properties say that it is called.
        file_name: its name.
    """
    finder = _Finder(list(pieces))
    found = finder.found
    stem = re.sub(r"[_\s]+", " ", Path(file_name).stem).strip()
    found.title = (finder.title() or title or stem)[:255]
    finder.divide()
    return found


def words_of(piece: Piece) -> str:
    """Return the words of a piece, each line on its own."""
    if piece["kind"] == "table":
        return "\n".join(" – ".join(filter(None, row)).replace("\n", ", ") for row in piece["rows"])
    return "\n".join(lines_of(piece)) or str(piece.get("text", ""))


def lines_of(piece: Piece) -> list[str]:
    """Return the lines of a text, without their marks."""
    soup = BeautifulSoup(re.sub(r"<br>|<li>|</p>", "\n", piece.get("html", "")), "html.parser")
    return [line for line in map(str.strip, soup.get_text().split("\n")) if line]


class _Finder:
    def __init__(self, pieces: list[Piece]) -> None:
        self.found = Found()
        self._pieces = [piece for piece in pieces if piece["kind"] != "notes"]
        self._notes = [piece for piece in pieces if piece["kind"] == "notes"]
        self.found.words = "\n".join(map(words_of, pieces))
        self.found.beginning = self.found.words[:BEGINNING]
        # Where the text that is read now goes, what heading sends it there, and of which level.
        self._field, self._heading, self._level = "", "", 0
        self._before = ""
        self._lead: list[Piece] = []

    def title(self) -> str:
        """Return the title, taken out of the pieces; "" where none of them is one."""
        place = self._place_of_title()
        if place is None:
            return ""
        title = words_of(self._pieces.pop(place))
        following = self._pieces[place] if place < len(self._pieces) else {"kind": ""}
        is_heading = following["kind"] in ("title", "heading") and field_of(following["text"]) is None
        if GENERIC.fullmatch(title) and (is_heading or self._is_title(following)):
            return words_of(self._pieces.pop(place))
        return title

    def _place_of_title(self) -> int | None:
        first = list(enumerate(self._pieces[:AT_THE_TOP]))
        titles = [place for place, piece in first if piece["kind"] == "title"]
        headings = [place for place, piece in first if piece["kind"] == "heading"][:1]
        headings = [place for place in headings if field_of(self._pieces[place]["text"]) is None]
        before = next((place for place, piece in first if piece["kind"] == "heading"), len(first))
        lines = [place for place in range(before) if self._is_title(self._pieces[place])]
        levels = [piece["level"] for piece in self._pieces if piece["kind"] == "heading"]
        if headings and lines and levels.count(self._pieces[headings[0]]["level"]) > 1:
            # One heading among others is less of a title than the line at the top.
            headings = []
        return next(iter([*titles, *headings, *lines]), None)

    def _is_title(self, piece: Piece) -> bool:
        lines = lines_of(piece) if piece["kind"] == "text" else []
        if len(lines) != 1 or not piece["html"].startswith("<p>") or len(lines[0]) > LONGEST_TITLE:
            return False
        # A line that begins with a number is a date far more often than a title.
        is_no_title = dates_a_letter(lines[0]) or ADDRESSED.match(lines[0]) or lines[0][0].isdigit()
        is_bold = bool(BOLD.fullmatch(piece["html"]))
        is_short = len(lines[0].split()) <= 3
        names_a_field = (is_short and label_of(lines[0])) or (is_bold and field_of(lines[0]) in TEXTS)
        is_sentence = lines[0].endswith((".", ";", ",")) and not is_bold
        return not (is_sentence or names_a_field or _label(lines[0]) or is_no_title) and len(lines[0]) > 3

    def divide(self) -> None:
        """Send each piece where it belongs."""
        has_headings = any(piece["kind"] == "heading" for piece in self._pieces)
        for piece in self._pieces:
            if piece["kind"] in ("heading", "title"):
                self._go_to(piece["text"], piece["level"])
            elif (heading := _heading_by_looks(piece, is_only_way=not has_headings)) is not None:
                self._go_to(heading, BY_LOOKS)
            else:
                self._take(piece)
        if self._lead:
            self._place_lead()
        if self._notes:
            self.found.details += [{"kind": "heading", "text": "Noter", "level": 1}, *self._notes]

    def _go_to(self, heading: str, level: int) -> None:
        """Begin a section; one below a text's own heading stays with it, unless it is one of looks and names another."""
        named = field_of(heading)
        is_inside = self._field in TEXTS and level > self._level and (level < BY_LOOKS or named is None)
        if is_inside:
            self.found.texts[self._field].append(
                {"kind": "heading", "text": heading, "level": 4 if level - self._level > 1 else 3}
            )
            return
        self._before = self._field if self._field not in FACTS else self._before
        self._heading, self._level = heading, level
        if named in TEXTS:
            if self.found.texts[named]:
                self.found.texts[named].append({"kind": "heading", "text": heading, "level": 3})
            self._field = named
        elif named in FACTS and named != "title":
            self._field = named
        else:
            self._field = "details"
            self.found.details.append({"kind": "heading", "text": heading, "level": level})

    def _take(self, piece: Piece) -> None:
        if self._field in FACTS and self._level == BY_LOOKS and not _is_listed(piece):
            # The list below a label is over.
            self._field = self._before
        if not self._field:
            self._take_lead(piece)
        elif self._field in TEXTS and piece["kind"] == "text":
            self.found.texts[self._field].append(piece)
        elif self._field in FACTS and piece["kind"] in ("text", "table"):
            lines = words_of(piece).split("\n")
            self.found.facts += [Fact(self._field, self._heading, line) for line in lines if line.strip()]
        else:
            if self._field in TEXTS and piece["kind"] == "table":
                self.found.details.append({"kind": "heading", "text": self._heading, "level": 2})
            self.found.details.append(piece)

    def _take_lead(self, piece: Piece) -> None:
        """Read the lines of facts before the first heading, and put aside what is none."""
        if piece["kind"] == "table" and (rows := _rows_of_facts(piece)):
            for label, text in rows:
                self._take_fact(label, text)
            return
        if piece["kind"] != "text" or not piece["html"].startswith("<p>"):
            self._lead.append(piece)
            return
        lines = re.split(r"<br>", piece["html"].removeprefix("<p>").removesuffix("</p>"))
        kept = []
        for line in lines:
            label, text = _label(_plain(line)) or ("", "")
            if label and text and not (label_of(label) in TEXTS and len(lines) > 1):
                self._take_fact(label, text)
            else:
                kept.append(line)
        if any(map(_plain, kept)):
            self._lead.append({"kind": "text", "html": f"<p>{'<br>'.join(kept)}</p>"})

    def _take_fact(self, label: str, text: str) -> None:
        named = label_of(label)
        if named in TEXTS:
            html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n"))
            self.found.texts[named].append({"kind": "text", "html": html})
        elif named == "title":
            self.found.title = text
        else:
            self.found.facts.append(Fact(named if named in FACTS else "", label, text))

    def _place_lead(self) -> None:
        """Send what stands before the first heading to the details, or where a text has no headings to where it may belong."""
        if self._field:
            self.found.details[:0] = self._lead
            return
        left = []
        for piece in self._lead:
            words = words_of(piece)
            meant = next((name for name, cue in CUES if piece["kind"] == "text" and cue.match(words)), None)
            if meant:
                self.found.texts[meant].append(piece)
            else:
                left.append(piece)
        if not self.found.texts["learning"]:
            self.found.texts["learning"] = [piece for piece in left if piece["kind"] == "text"]
            left = [piece for piece in left if piece["kind"] != "text"]
        self.found.details[:0] = left


def _is_listed(piece: Piece) -> bool:
    """Tell whether a piece may be of a list: of people, for instance."""
    lines = lines_of(piece)
    is_short = all(len(line) <= LONGEST_PERSON and not line.endswith(".") for line in lines)
    return piece["kind"] == "table" or (piece["kind"] == "text" and is_short)


def _heading_by_looks(piece: Piece, *, is_only_way: bool) -> str | None:
    """Return the heading that a paragraph is by its looks: in bold, in capitals or with a colon, or one that says a field."""
    lines = lines_of(piece) if piece["kind"] == "text" and piece["html"].startswith("<p>") else []
    if len(lines) != 1 or len(lines[0]) > LONGEST_HEADING or TO.match(lines[0]):
        return None
    text = lines[0].rstrip(":").strip()
    looks = bool(BOLD.fullmatch(piece["html"])) or lines[0].endswith(":") or (text.isupper() and len(text) > 3)
    if looks and (is_only_way or label_of(text)) and not _label_with_text(lines[0]):
        return text
    is_bare = not re.search(r"[.!?,;:\d]", text) and len(text.split()) <= 4
    return text if is_bare and label_of(text) in (*TEXTS, "participants", "details") else None


def _label_with_text(line: str) -> bool:
    label = _label(line)
    return bool(label and label[1])


def _label(line: str) -> tuple[str, str] | None:
    """Return the words before a colon and those behind it, where the former name a field."""
    match = LABELLED.match(line)
    if match is None:
        return None
    label = (match[1] or match[2]).strip()
    return (label, line[match.end() :].strip()) if label_of(label) else None


def _rows_of_facts(table: Piece) -> list[tuple[str, str]]:
    """Return the labels and texts of a table of facts; nothing where it is one of something else."""
    rows = [[cell.strip() for cell in row if cell.strip()] for row in table["rows"]]
    filled = [(row[0].rstrip(":").strip(), "\n".join(row[1:])) for row in rows if len(row) > 1]
    known = sum(label_of(label) is not None for label, _text in filled)
    is_wide = any(len(row) > 2 for row in rows)
    return filled if known >= 2 and known * 2 >= len(filled) and not is_wide else []


def _plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())
