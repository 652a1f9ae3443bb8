"""Two hundred broken and hostile files: none breaks anything, and each is filled in or refused with a reason."""

import random
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from focusareas.importing.filling import Pictures, fill
from focusareas.importing.found import find
from focusareas.importing.names import known_in
from focusareas.models import TripReportPage
from focusareas.writing.told import REFUSED
from portal.documents.converter import convert
from portal.models import DocumentText
from tests.factories import UserFactory
from tests.focusareas.importing import styles
from tests.focusareas.importing.styles import Line
from tests.portal.documents.files import zipped

pytestmark = pytest.mark.django_db

State = DocumentText.State
SEED = 2007
FILES = 200
TEXT: list[Line] = [
    ("title", "Studietur til Berlin"),
    ("p", "Dato: 12.-14. maj 2008"),
    ("h1", "Formål"),
    ("p", "At lære om hjemløshed."),
    ("li", "Et"),
    ("nr", "To"),
    ("table", [["Dag", "Sted"], ["Mandag", "Rådhuset"]]),
    ("picture", "Et hus"),
    ("h1", "Det lærte vi"),
    ("note", "Meget|En note"),
]
BASES = [("docx", styles.danish_word(TEXT)), ("docx", styles.google(TEXT)), ("odt", styles.libre(TEXT))]
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(parts: dict[str, bytes]) -> str:
    """Return the name of the part that the text stands in."""
    return "word/document.xml" if "word/document.xml" in parts else "content.xml"


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _time in range(chance.choice((1, 5, 50))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def flipped_inside(data: bytes, chance: random.Random) -> bytes:
    """Change letters of a part, so that the archive itself is whole."""
    parts = parts_of(data)
    name = chance.choice(sorted(parts))
    changed = bytearray(parts[name])
    for _time in range(chance.choice((1, 3, 10))):
        changed[chance.randrange(len(changed))] = chance.choice(b'<>&"/= \0\xff7x')
    return zipped(parts | {name: bytes(changed)})


def without_a_part(data: bytes, chance: random.Random) -> bytes:
    parts = parts_of(data)
    for _time in range(chance.choice((1, 2))):
        del parts[chance.choice(sorted(parts))]
    return zipped(parts)


def with_parts_mixed_up(data: bytes, chance: random.Random) -> bytes:
    parts = parts_of(data)
    one, other = chance.sample(sorted(parts), 2)
    return zipped(parts | {one: parts[other], other: parts[one]})


def without_elements(data: bytes, chance: random.Random) -> bytes:
    """Cut a stretch between two tags out of the text."""
    parts = parts_of(data)
    name = text_of(parts)
    text = parts[name]
    tags = [place for place in range(len(text)) if text[place] == ord("<")]
    start, end = sorted(chance.sample(tags, 2))
    return zipped(parts | {name: text[:start] + text[end:]})


def with_entities(data: bytes, chance: random.Random) -> bytes:
    parts = parts_of(data)
    name = chance.choice([name for name in sorted(parts) if name.endswith((".xml", ".rels"))])
    text = parts[name]
    entity = chance.choice((b"&b;", b"&c;"))
    return zipped(parts | {name: ENTITIES + text.replace(b"Studietur", entity)})


def with_odd_numbers(data: bytes, chance: random.Random) -> bytes:
    """Put numbers nobody writes where numbers stand."""
    parts = parts_of(data)
    name = text_of(parts)
    text = parts[name]
    odd = chance.choice((b'"-1"', b'"99999999999"', b'"x"', b'""', b'"1e9"'))
    for number in (b'"1"', b'"2"', b'"0"'):
        if chance.random() < 0.7:
            text = text.replace(number, odd)
    return zipped(parts | {name: text})


def deep(data: bytes, chance: random.Random) -> bytes:
    parts = parts_of(data)
    name = text_of(parts)
    text = parts[name]
    depth = chance.choice((300, 3_000))
    begin, end, body = (
        (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", b"<w:body>")
        if name.startswith("word")
        else (b"<text:section>", b"</text:section>", b"<office:text>")
    )
    return zipped(parts | {name: text.replace(body, body + begin * depth + end * depth)})


def swollen(data: bytes, chance: random.Random) -> bytes:
    """Let a part unpack to far more than it is."""
    parts = parts_of(data)
    name = chance.choice(sorted(parts))
    text = parts[name]
    return zipped(parts | {name: text + b" " * 3_000_000})


WAYS: list[Callable[[bytes, random.Random], bytes]] = [
    truncated,
    flipped,
    flipped_inside,
    without_a_part,
    with_parts_mixed_up,
    without_elements,
    with_entities,
    with_odd_numbers,
    deep,
    swollen,
]


def test_two_hundred_broken_files(names: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    for module in ("word", "opendocument"):
        monkeypatch.setattr(f"portal.documents.{module}.MOST_UNPACKED", 1_000_000)
    user = UserFactory.create(is_superuser=True)
    chance = random.Random(SEED)
    states: Counter[str] = Counter()
    for number in range(FILES):
        extension, base = BASES[number % len(BASES)]
        way = WAYS[number % len(WAYS)]
        state, parts = convert(way(base, chance), extension, 10**6)
        states[state] += 1
        if state == State.READ:
            found = find(parts["pieces"], parts["title"], f"fil.{extension}")
            fill(TripReportPage(title=""), found, known_in(found), Pictures(parts["pictures"], "x", user))
        else:
            assert str(REFUSED[State(state)]), (way.__name__, state)
        if way is with_entities:
            assert state == State.BROKEN
    print(dict(states))  # to be read
    assert states[State.READ]
    assert states[State.BROKEN]
    assert states[State.TOO_LARGE]
