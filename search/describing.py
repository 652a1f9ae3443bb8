"""What findables have in common: texts from paired columns, addresses in every language, and the choices of facets."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import override

from portal.languages import SOURCE_LANGUAGE
from search.documents import plain
from search.facets import Facet, FacetValue

LANGUAGES: list[str] = [code for code, _name in settings.LANGUAGES]
# A fact's text stands as its title up to here; a longer one is cut and kept whole in the body.
TITLE_LENGTH = 200
# Danish telephone numbers, and in which groups of digits people type them.
TELEPHONE_DIGITS = 8
TELEPHONE_SPACINGS = ((8,), (4, 4), (2, 2, 2, 2), (2, 3, 3), (3, 3, 2))
COUNTRY_CODE = "45"
# Looked up once: every document has one.
_kinds: dict[str, FacetValue] = {}


def in_language(label: Any, language: str) -> str:
    """Return a translatable text of the interface, or the name of a choice, in a language."""
    with override(language):
        return plain(label() if callable(label) and not isinstance(label, Promise) else label)


def in_every_language(label: Any) -> dict[str, str]:
    """Return a translatable text of the interface as a label by language code, beginning with a capital."""
    return {code: capfirst(in_language(label, code)) for code in LANGUAGES}


def column(item: Any, name: str, language: str) -> str:
    """Return a fact's text in a language, the Danish one where it has none; "" for None in place of a fact."""
    if item is None:
        return ""
    return plain(getattr(item, f"{name}_{language}")) or plain(getattr(item, f"{name}_{SOURCE_LANGUAGE}"))


def columns(items: Iterable[Any], name: str, language: str) -> list[str]:
    """Return a text of several facts in a language."""
    return [column(item, name, language) for item in items]


def every_column(items: Iterable[Any], name: str) -> list[str]:
    """Return a text of several facts in all languages, each wording once."""
    texts = [plain(getattr(item, f"{name}_{code}")) for item in items for code in LANGUAGES]
    return list(dict.fromkeys(text for text in texts if text))


def telephone(number: str) -> str:
    """Return a telephone number as it is written, and in the other spacings it may be typed in, a space between them."""
    digits = "".join(filter(str.isdecimal, number))
    own = digits[-TELEPHONE_DIGITS:]
    if len(own) < TELEPHONE_DIGITS:
        return number
    typed = [own[sum(sizes[:place]) :][:size] for sizes in TELEPHONE_SPACINGS for place, size in enumerate(sizes)]
    return " ".join([number, digits, COUNTRY_CODE, COUNTRY_CODE + own, *dict.fromkeys(typed)])


def title(text: str) -> str:
    """Return a text as a title, cut at a word where it is too long."""
    if len(text) <= TITLE_LENGTH:
        return text
    return text[:TITLE_LENGTH].rsplit(maxsplit=1)[0] + " …"


def addresses(name: str, *args: Any) -> dict[str, str]:
    """Return the address of a view in each language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = reverse(name, args=args)
    return found


def kind(value: str, label: Any, order: int = 0) -> FacetValue:
    """Return what sort of thing a document is.

    Args:
        value: the choice as the address has it; always with the same label and order.
        label: what readers call it, in the language in use.
        order: where it stands among the others.
    """
    if value not in _kinds:
        _kinds[value] = FacetValue(Facet.KIND, value, in_every_language(label), order)
    return _kinds[value]


def languages(codes: Iterable[str]) -> list[FacetValue]:
    """Return the languages a thing has a text in."""
    present = set(codes)
    return [_language(code) for code in LANGUAGES if code in present]


@cache
def _language(code: str) -> FacetValue:
    name = dict(settings.LANGUAGES)[code]
    return FacetValue(Facet.LANGUAGE, code, in_every_language(name), LANGUAGES.index(code))


def own_languages(item: Any, name: str) -> list[FacetValue]:
    """Return the languages a fact has its text in."""
    return languages(code for code in LANGUAGES if code == SOURCE_LANGUAGE or getattr(item, f"{name}_{code}"))


def fact(facet: Facet, item: Any) -> FacetValue:
    """Return a theme, place or office as a choice."""
    return FacetValue(facet, item.slug, {code: column(item, "name", code) for code in LANGUAGES})


def facts(facet: Facet, items: Iterable[Any]) -> list[FacetValue]:
    """Return themes, places or offices as choices; None among them is left out."""
    return [fact(facet, item) for item in items if item is not None]


def for_staff(values: Iterable[FacetValue]) -> list[FacetValue]:
    """Return choices that only signed-in readers may see."""
    return [replace(value, for_staff=True) for value in values]


def year(facet: Facet, number: int) -> FacetValue:
    """Return a year as a choice, the newest standing first."""
    return FacetValue(facet, str(number), dict.fromkeys(LANGUAGES, str(number)), -number)


def years(*days: date | None) -> list[FacetValue]:
    """Return the years of a period as choices, or that of its only day."""
    known = [day.year for day in days if day is not None]
    return [year(Facet.YEAR, number) for number in range(min(known), max(known) + 1)] if known else []


def unique(*groups: Iterable[FacetValue]) -> list[FacetValue]:
    """Return the choices of all groups, each once."""
    return list(dict.fromkeys(value for group in groups for value in group))


def page_choice(
    facet: Facet, value: Any, titles: Mapping[str, str], *, number: int | None = None, is_open: bool = True
) -> FacetValue:
    """Return a page as a choice.

    Args:
        facet: the dimension, such as network.
        value: the choice as the address has it.
        titles: the page's title by language code; the Danish one stands in for others.
        number: the page's number, written before the title and sorted by.
        is_open: whether visitors may read the page, or at least that something belongs to it.
    """
    before = "" if number is None else f"{number}. "
    danish = titles[SOURCE_LANGUAGE]
    labels = {code: before + titles.get(code, danish) for code in LANGUAGES}
    return FacetValue(facet, str(value), labels, number or 0, for_staff=not is_open)
