"""What a document comes to in the index: a row for readers who are signed in, and one for everybody where it is open."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from search.analysis import ANALYSER_VERSION
from search.documents import Document, Text
from search.engines.vectors import Vector
from search.facets import VALUE_BITS, Facet, FacetValue
from search.models import SearchDocument

Audience = SearchDocument.Audience
# Raise it when the same document would be kept in another way.
FORMAT = 2
# What a thing belongs to is found as well by these choices' names.
TAGS = {Facet.THEME, Facet.PLACE}
LONGEST_KIND = 40
LONGEST_VALUE = 80
VALUE_MASK = (1 << VALUE_BITS) - 1

Key = tuple[str, int]


@dataclass(slots=True)
class Entry:
    """A row to be written.

    Args:
        whole: the row for readers who are signed in, where this one has the same words.
    """

    model: str
    object_id: int
    audience: Audience
    texts: Mapping[str, Text]
    names: list[str]
    internal: str
    kind: str
    on: date | None
    edition: int | None
    is_current: bool
    facets: frozenset[FacetValue]
    whole: "Entry | None" = None
    checksum: str = field(init=False, default="")
    _vector: Vector | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        content = [
            ANALYSER_VERSION,
            FORMAT,
            self.kept_texts,
            self.names,
            self.internal,
            self.kind,
            str(self.on),
            self.edition,
            self.is_current,
            self.tags,
            sorted((facet.facet, facet.value) for facet in self.facets),
        ]
        self.checksum = hashlib.blake2b(json.dumps(content).encode(), digest_size=16).hexdigest()

    @property
    def kept_texts(self) -> dict[str, dict[str, Any]]:
        """Return what is shown of a hit, by language."""
        return {
            language: {"title": text.title, "url": text.url, "body": text.body}
            | ({"file": list(text.file)} if text.file else {})
            | ({"period": text.period} if text.period else {})
            | ({"names": self.names} if self.names else {})
            for language, text in sorted(self.texts.items())
        }

    @property
    def is_part(self) -> bool:
        """Say whether it is read as a part of a page, in every language it has a text in."""
        return bool(self.texts) and all("#" in text.url for text in self.texts.values())

    @property
    def tags(self) -> list[str]:
        """Return the names of what it belongs to, in every language."""
        return sorted({clean(label) for value in self.facets if value.facet in TAGS for label in value.labels.values()})

    def vector(self) -> Vector:
        """Return the words of the row."""
        if self.whole:
            return self.whole.vector()
        if self._vector is None:
            self._vector = self._analysed()
        return self._vector

    def _analysed(self) -> Vector:
        vector = Vector(is_part=self.is_part)
        languages = sorted(self.texts)
        for title in dict.fromkeys([*(self.texts[language].title for language in languages), *self.names]):
            vector.add_title(title)
        for tag in self.tags:
            vector.add_tag(tag)
        for body in dict.fromkeys(self.texts[language].body for language in languages):
            vector.add_body(body)
        vector.add_body(self.internal)
        return vector


def entries(document: Document) -> list[Entry]:
    """Return the rows of a document, that for everybody last and only where some language is open."""
    texts = {language: _clean_text(text) for language, text in document.texts.items()}
    opened = {language: text for language, text in texts.items() if text.is_open}
    facets = frozenset(value for value in document.facets if is_value(value.value))
    closed = texts.keys() - opened.keys()
    open_facets = frozenset(
        value
        for value in facets
        if not value.for_staff and not (value.facet == Facet.LANGUAGE and value.value in closed)
    )
    rows = [_entry(document, Audience.STAFF, texts, facets, clean(document.internal))]
    if opened:
        rows.append(_entry(document, Audience.EVERYBODY, opened, open_facets, ""))
        is_same = not closed and not rows[0].internal.strip() and rows[0].tags == rows[1].tags
        rows[1].whole = rows[0] if is_same else None
    return rows


def _entry(
    document: Document, audience: Audience, texts: Mapping[str, Text], facets: frozenset[FacetValue], internal: str
) -> Entry:
    kinds = sorted(value.value for value in facets if value.facet == Facet.KIND)
    return Entry(
        model=document.model,
        object_id=document.pk,
        audience=audience,
        texts=texts,
        names=[clean(name) for name in document.names],
        internal=internal,
        kind=kinds[0][:LONGEST_KIND] if kinds else "",
        on=document.on,
        edition=document.edition,
        is_current=document.is_current,
        facets=facets,
    )


def clean(text: str) -> str:
    """Return the text without what a database cannot keep: the character zero and halves of characters."""
    text = text.replace("\0", " ")
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def _clean_text(text: Text) -> Text:
    return replace(text, title=clean(text.title), url=clean(text.url), body=clean(text.body), period=clean(text.period))


def is_value(value: str) -> bool:
    """Say whether a choice in a facet can be kept, and so be found."""
    return len(value) <= LONGEST_VALUE and clean(value) == value


def facet_number(facet: int, pk: int) -> int:
    """Return the number of a choice in the index."""
    return facet << VALUE_BITS | pk


def as_date(value: Any) -> date | None:
    """Return the day that a database gave as text."""
    return date.fromisoformat(value) if value else None
