"""The alphabet of the reader's language: what sorts before what, in Python and in either database alike.

Neither a database's own order nor the machine's will do: SQLite has none, and what PostgreSQL has depends on how it was
built. So a text is turned into a key that is in order byte by byte.
"""

import unicodedata
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import CharField, Field, TextField, Transform
from django.dispatch import receiver

from portal.languages import active_language, localized_column

SQLITE_FUNCTION = "udsyn_alphabetical"
# Nobody looks a name up under the mark it is quoted with.
LEFT_OUT = "\"'‘’‚“”„«»‹›"
# Letters that Unicode does not take apart into a letter and a mark.
STROKES = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
ACCENTED = range(0xC0, 0x180)


class Alphabet:
    """What is put in the place of letters to sort by.

    Args:
        letters: letters with a place of their own, and what has that place in ASCII; other letters lose their marks.
        pairs: what is replaced after that and takes two letters or gives two.
    """

    def __init__(self, letters: dict[str, str], pairs: dict[str, str]) -> None:
        places = {}
        for letter in map(chr, ACCENTED):
            plain = unicodedata.normalize("NFD", letter.lower())[0]
            places[letter] = letters.get(letter.lower()) or STROKES.get(plain, plain)
        self.written = "".join(places) + LEFT_OUT
        self.sorted_as = "".join(places.values())
        self.pairs = pairs
        self._table = str.maketrans("".join(places), self.sorted_as, LEFT_OUT)

    def key(self, text: str) -> str:
        """Return the key a text sorts by."""
        key = text.lower().translate(self._table)
        for pair, other in self.pairs.items():
            key = key.replace(pair, other)
        return key


LIGATURES = {"œ": "oe", "ß": "ss", "þ": "th"}
PLAIN = Alphabet({}, {"æ": "ae"} | LIGATURES)
# The signs after z in ASCII stand for the last three letters. As Unicode has it for Danish, aa is å wherever it stands:
# that is how å was written before, and no rule tells the few words apart in which it is not.
ALPHABETS = {
    "da": Alphabet(
        {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "ő": "|", "å": "}", "ü": "y", "ű": "y"}, {"aa": "}"} | LIGATURES
    )
}


def sorting_key(text: object, language: str | None = None) -> str:
    """Return what a text sorts by in a language; the reader's when left out."""
    return ALPHABETS.get(language or active_language(), PLAIN).key(str(text))


@CharField.register_lookup
@TextField.register_lookup
class Alphabetical(Transform):
    """A column or expression as the reader's language sorts it, such as `order_by("title__alphabetical")`."""

    lookup_name = "alphabetical"

    @property
    def output_field(self) -> Field[Any, Any]:
        """Return the kind of field a key is."""
        return TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **options: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the key as PostgreSQL makes it."""
        sql, parameters = compiler.compile(self.lhs)
        alphabet = ALPHABETS.get(active_language(), PLAIN)
        sql, parameters = f"TRANSLATE(LOWER({sql}), %s, %s)", (*parameters, alphabet.written, alphabet.sorted_as)
        for pair in alphabet.pairs.items():
            sql, parameters = f"REPLACE({sql}, %s, %s)", (*parameters, *pair)
        return f'({sql} COLLATE "C")', parameters

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the key as SQLite makes it, with a function of ours that nothing stored depends on."""
        sql, parameters = compiler.compile(self.lhs)
        return f"{SQLITE_FUNCTION}({sql}, %s)", (*parameters, active_language())


def alphabetical(name: str) -> Alphabetical:
    """Return the bilingual text `name` as the reader's language sorts it, such as "name" or "office__name"."""
    return Alphabetical(localized_column(name))


@receiver(connection_created)
def _teach_sqlite(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_FUNCTION, 2, _key_of_column, deterministic=True)


def _key_of_column(text: str | None, language: str) -> str | None:
    return None if text is None else sorting_key(text, language)
