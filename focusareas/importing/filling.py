"""A draft filled from a file, as far as the file tells; which fields were, is kept for its author to check."""

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils.html import escape

from focusareas.importing.dates import Period, is_only_a_period, periods_in
from focusareas.importing.facts import left_over, period_of, type_of
from focusareas.importing.found import Found, Piece, words_of
from focusareas.importing.headings import TEXTS
from focusareas.importing.names import Known
from focusareas.models import ReportPage, Suggestion
from focusareas.writing.body import Block, new_block, table_value
from focusareas.writing.files import save_image
from focusareas.writing.texts import cleaned
from networks.models import NetworkPage, Person, Place, Theme
from portal.models import User

# What Word writes of a picture by itself.
NO_WORDS = re.compile(r"\S+\.(?:png|jpe?g|gif|emf|wmf)|(?:billede|picture|image|grafik|graphic) ?\d*", re.IGNORECASE)
BY_MACHINE = re.compile(
    r"\s*(?:automatisk genereret beskrivelse|description automatically generated|ai-generated content may be incorrect\.?|"
    r"indhold genereret af kunstig intelligens kan være forkert\.?)(?: med .*| with .*)?",
    re.IGNORECASE,
)
ENDINGS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


@dataclass
class Pictures:
    """The pictures of a file, saved in the library as they are met.

    Args:
        files: in base64.
        name: what they are called, beside a number.
        user: who uploads them.
    """

    files: list[str]
    name: str
    user: User
    unusable: int = 0
    _saved: dict[int, int] = field(default_factory=dict)

    def block(self, piece: Piece) -> list[Block]:
        """Return a picture's block; none where it turns out to be no picture."""
        number = piece["number"]
        if number not in self._saved:
            image = save_image(self._file(number), self.user, [])
            self.unusable += image is None
            self._saved[number] = image.pk if image else 0
        if not self._saved[number]:
            return []
        words = BY_MACHINE.sub("", piece["words"]).strip()
        shown = {
            "image": self._saved[number],
            "alt_text": "" if NO_WORDS.fullmatch(words) else words[:255],
            "decorative": False,
        }
        return [new_block("figure", {"image": shown, "caption": ""})]

    def _file(self, number: int) -> SimpleUploadedFile:
        data = base64.b64decode(self.files[number])
        ending = next(ending for beginning, ending in ENDINGS.items() if data.startswith(beginning))
        return SimpleUploadedFile(f"{self.name} {number + 1}.{ending}", data)


def fill(draft: ReportPage, found: Found, known: Known, pictures: Pictures) -> list[str]:
    """Write into a new draft what a file tells, and return the form's fields that are filled.

    Args:
        draft: the draft, not saved yet.
        found: what is in the file.
        known: what of the portal's own is named in it.
        pictures: the file's.
    """
    draft.title = found.title
    draft.type = type_of(found)
    filled = ["title", *(["type"] if draft.type else [])]
    period = period_of(found)
    if period:
        draft.start_date, draft.end_date = period.start, period.end
        filled += ["start_date", "end_date"]
    named = _tie(draft, known)
    filled += [name for name, rows in named.items() if rows]
    names = _lower(row for rows in named.values() for row in rows)
    people = [line for line in found.said("participants") if line.strip().lower() not in names]
    draft.participants = "\n".join(people)
    for name in TEXTS:
        setattr(draft, name, cleaned("".join(map(_html, found.texts[name]))))
    lines = [
        f"<p><strong>{escape(fact.label)}:</strong> {escape(fact.text)}</p>" for fact in left_over(found.facts, names)
    ]
    lead = [{"kind": "text", "html": line} for line in lines]
    details = [piece for piece in found.details if not (period and _says_only(piece, period))]
    draft.body = draft.body.stream_block.to_python(list(_blocks([*lead, *details], pictures)))
    filled += [name for name in ("participants", *TEXTS) if getattr(draft, name)]
    return filled + (["details"] if len(draft.body) else [])


def suggested(known: Known) -> Mapping[Suggestion.Kind, list[str]]:
    """Return the places that are named and not known."""
    return {Suggestion.Kind.PLACE: [name[: Suggestion.NAME_LENGTH] for name in known.suggested_places]}


def _says_only(piece: Piece, period: Period) -> bool:
    """Tell whether a piece says when it was and nothing else, which the form's dates say already."""
    if piece["kind"] != "text" or not is_only_a_period(words_of(piece)):
        return False
    return all((day.start, day.end) == (period.start, period.end) for day in periods_in(words_of(piece)))


def _tie(draft: ReportPage, known: Known) -> dict[str, list[Any]]:
    """Tie a draft to what is named in the file, and return the rows by the form's fields, with names that are suggested."""
    rows: dict[str, list[Any]] = {}
    models: tuple[tuple[str, Any, list[int]], ...] = (
        ("places", Place, known.places),
        ("authors", Person, known.authors),
        ("networks", NetworkPage, known.networks),
        ("themes", Theme, known.themes),
    )
    for name, model, keys in models:
        found: dict[int, Model] = model.objects.in_bulk(keys)
        rows[name] = [found[key] for key in keys]
        own = list(getattr(draft, name).all())
        setattr(draft, name, [*own, *(row for row in rows[name] if row not in own)])
    rows["suggested_places"] = list(known.suggested_places)
    return rows


def _lower(rows: Iterable[Any]) -> set[str]:
    names = set()
    for row in rows:
        names |= {str(row), *(str(getattr(row, name, "")) for name in ("name_da", "name_en", "abbreviation"))}
    return {name.lower() for name in names if name}


def _html(piece: Piece) -> str:
    if piece["kind"] == "heading":
        level = 4 if piece["level"] > 3 else 3
        return f"<h{level}>{escape(piece['text'])}</h{level}>"
    return str(piece["html"])


def _blocks(pieces: Iterable[Piece], pictures: Pictures) -> Iterable[Block]:
    """Yield the blocks of what has no field of its own."""
    text = ""
    for piece in pieces:
        if piece["kind"] in ("text", "notes"):
            text += piece["html"]
            continue
        if text:
            yield new_block("text", cleaned(text))
            text = ""
        if piece["kind"] == "heading":
            yield new_block("heading", piece["text"])
        elif piece["kind"] == "table":
            yield new_block("table", table_value(piece["rows"], has_head=piece["has_head"]))
        else:
            yield from pictures.block(piece)
    if text:
        yield new_block("text", cleaned(text))
