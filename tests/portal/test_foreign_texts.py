"""The texts translated on behalf of packages are texts those packages still have."""

import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from portal import foreign_texts
from scripts.project import LOCALE, ROOT
from scripts.translations import catalogues_by_hand, key, messages_in, read

PACKAGES = ("wagtail", "wagtail_localize", "allauth", "django", "django_countries")
MODULES = sorted(module.name for module in pkgutil.iter_modules(foreign_texts.__path__))


@cache
def texts_of_packages(domain: str) -> frozenset[str]:
    """Return the message ids of the packages' catalogues in a domain."""
    return frozenset(_read_texts(domain))


def _read_texts(domain: str) -> Iterator[str]:
    for package in PACKAGES:
        spec = find_spec(package)
        assert spec
        assert spec.origin
        for language in ("en", "da"):
            for path in Path(spec.origin).parent.rglob(f"locale/{language}/LC_MESSAGES/{domain}.po"):
                with path.open("rb") as file:
                    yield from (key(message)[1] for message in read_po(file))


@pytest.mark.parametrize("name", MODULES)
def test_listed_texts_are_texts_of_packages(name: str) -> None:
    path = ROOT / "portal" / "foreign_texts" / f"{name}.py"
    assert import_module(f"portal.foreign_texts.{name}")
    listed = {text if isinstance(text, str) else text[0] for _line, text, _comments, _context in messages_in(path)}
    assert sorted(listed - texts_of_packages("django")) == []


def test_texts_shown_by_script_are_texts_of_packages_or_of_our_scripts() -> None:
    (path,) = catalogues_by_hand(LOCALE)
    scripts = (ROOT / "static" / "js").glob("*.js")
    own = {text for script in scripts for text in re.findall(r'\bgettext\("([^"]+)"\)', script.read_text())}
    assert sorted({key(message)[1] for message in read(path)} - texts_of_packages("djangojs") - own) == []
