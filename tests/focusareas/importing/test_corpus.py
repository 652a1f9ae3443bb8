"""How much of the form is filled rightly from files as people write them; `pytest -s` prints what is not."""

from pathlib import Path
from typing import Any

import pytest

from focusareas.importing.filling import Pictures, fill
from focusareas.importing.found import find
from focusareas.importing.names import known_in
from focusareas.models import TripReportPage
from focusareas.writing.body import body_text
from focusareas.writing.texts import to_text
from portal.documents.converter import convert
from portal.models import User
from tests.factories import UserFactory
from tests.focusareas.importing.conftest import File, corpus

pytestmark = pytest.mark.django_db

TEXTS = ("purpose", "learning", "usable", "next_steps", "participants", "details")
EXACT = ("title", "start", "end", "type", "places", "suggested", "authors", "networks")
# Themes are suggestions: those meant, and not many besides.
MORE_THEMES = 2
LEAST_SHARE = 0.97


def filled(file: File, user: User) -> dict[str, Any]:
    """Return what the form says of a file."""
    state, parts = convert(file.data, file.name.rpartition(".")[2], 10**6)
    assert state == "read", file.name
    found = find(parts["pieces"], parts["title"], file.name)
    known = known_in(found)
    draft = TripReportPage(title="")
    fill(draft, found, known, Pictures(parts["pictures"], "x", user))
    return {
        "title": draft.title,
        "start": draft.start_date,
        "end": draft.end_date,
        "type": draft.type,
        "suggested": known.suggested_places,
        "participants": draft.participants,
        "details": body_text(draft.body),
        **{name: to_text(getattr(draft, name)) for name in ("purpose", "learning", "usable", "next_steps")},
        **{
            name: [str(row) for row in getattr(draft, name).all()]
            for name in ("places", "authors", "networks", "themes")
        },
    }


def is_right(name: str, value: Any, expected: dict[str, Any]) -> bool:
    """Tell whether a field says what it should, and none of what belongs to another."""
    if name == "themes":
        return set(expected.get(name, [])) <= set(value) and len(value) <= len(expected.get(name, [])) + MORE_THEMES
    if name in TEXTS:
        others = [expected[other] for other in TEXTS if other != name and other in expected]
        is_there = expected[name] in value if name in expected else True
        return is_there and not any(other in value for other in others)
    wanted = expected.get(name, "" if name in ("title", "type") else None if name in ("start", "end") else [])
    return sorted(value) == sorted(wanted) if isinstance(wanted, list) else value == wanted


def test_the_share_of_fields_that_are_right(names: None, settings: Any, tmp_path: Path, record_property: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    user = UserFactory.create(is_superuser=True)
    files = list(corpus())
    assert len(files) >= 30
    right: dict[str, list[bool]] = {}
    for file in files:
        values = filled(file, user)
        everything = " ".join(map(str, values.values()))
        assert all(file.expected[name] in everything for name in TEXTS if name in file.expected), file.name
        for name in (*EXACT, *TEXTS, "themes"):
            # A field that is empty and should be is no merit.
            if name not in file.expected and not values[name]:
                continue
            right.setdefault(name, []).append(is_right(name, values[name], file.expected))
            if not right[name][-1]:
                print(f"{file.name}: {name} is {values[name]!r} instead of {file.expected.get(name)!r}")
    shares = {name: sum(each) / len(each) for name, each in right.items()}
    share = sum(map(sum, right.values())) / sum(map(len, right.values()))
    print(
        f"{share:.1%} of the fields of {len(files)} files are right: ",
        {name: f"{one:.0%}" for name, one in shares.items()},
    )
    record_property("share_of_fields_right", round(share, 3))
    assert share >= LEAST_SHARE
