"""Names that the portal knows, found in a text in whatever form they stand there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from focusareas.importing.found import Found
from networks.models import NetworkName, NetworkPage, Person, Place, Theme
from search.analysis import DEFAULT_SPLITTER, index_terms, part_terms, tokenise
from search.in_force import in_force
from search.query import Query, parse

MOST_THEMES = 4
MOST_NETWORKS = 3
# How often a name must come up to be meant, where the title does not have it.
OFTEN = 2
IN_TITLE = 3
HOME_COUNTRY = "DK"
ALTERNATIVES = re.compile(r"\s+(?:og|and|&)\s+")
# What follows "to" or "in" and begins like a name.
SOMEWHERE = re.compile(r"\b(?:til|i|to|in|at)\s+([A-ZÆØÅÄÖÜ][a-zæøåäöüéß]{2,}(?:[ -][A-ZÆØÅÄÖÜ][a-zæøåäöüéß]+)*)")
BEHIND_A_PLACE = re.compile(r"[,(;/]| - | – ")


@dataclass
class Known:
    """What of the portal's own is named in a file, by its keys."""

    places: list[int] = field(default_factory=list)
    suggested_places: list[str] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)
    networks: list[int] = field(default_factory=list)
    themes: list[int] = field(default_factory=list)


def known_in(found: Found) -> Known:
    """Return what is named in a file, in seven queries."""
    known = Known()
    places = {place.pk: place for place in Place.objects.all()}
    find_place = _Names({pk: [place.name_da, place.name_en] for pk, place in places.items()})
    known.places, known.suggested_places = _places(found, find_place, places)
    find_person = _Names({person.pk: [person.name] for person in Person.objects.filter(is_active=True)})
    people = "\n".join([*found.said("participants"), *found.said("authors")]) or found.beginning
    known.authors = list(find_person.count(people))
    known.networks = _networks(found)
    known.themes = _themes(found)
    return known


def _places(found: Found, names: "_Names", places: Mapping[int, Place]) -> tuple[list[int], list[str]]:
    """Return where it was, and the name of a place that is not known: told in a line, in the title or in the beginning."""
    said = "\n".join(found.said("places"))
    for text in filter(None, (said, found.title)):
        if pks := list(names.count(text)):
            return pks, []
    named = [BEHIND_A_PLACE.split(line)[0].strip() for line in found.said("places")]
    somewhere = [match[1] for match in SOMEWHERE.finditer(found.title)]
    if unknown := [name for name in named or somewhere if name]:
        return [], unknown[:1]
    for text in (found.beginning, found.words):
        abroad = [pk for pk, _count in names.count(text).most_common() if str(places[pk].country) != HOME_COUNTRY]
        if abroad:
            return abroad[:1], []
    return [], []


def _networks(found: Found) -> list[int]:
    named: dict[int, list[str]] = {
        page.pk: [page.title, page.abbreviation] for page in NetworkPage.objects.danish().filter(live=True)
    }
    for network, name in NetworkName.objects.filter(network__in=named).values_list("network", "name"):
        named[network].append(name)
    names = _Names(named)
    top = names.count("\n".join([found.title, *found.said("networks"), found.beginning]))
    often = Counter({pk: count for pk, count in names.count(found.words).items() if count >= OFTEN or pk in top})
    return [pk for pk, _count in often.most_common(MOST_NETWORKS)]


def _themes(found: Found) -> list[int]:
    """Return the themes that the text is about: of the title, or coming up in several of its lines."""
    glossary = in_force().glossary
    wanted = {
        theme.pk: [
            parse(part + " ", glossary=glossary)
            for name in (theme.name_da, theme.name_en)
            for part in ALTERNATIVES.split(name)
            if part
        ]
        for theme in Theme.objects.all()
    }
    counts: Counter[int] = Counter()
    for weight, line in [(IN_TITLE, found.title), *((1, line) for line in found.words.split("\n"))]:
        words = _Line(line)
        counts.update({pk: weight for pk, queries in wanted.items() if any(map(words.has, queries))})
    return [pk for pk, count in counts.most_common(MOST_THEMES) if count >= OFTEN]


class _Line:
    """The words of a line, as the search holds them."""

    def __init__(self, text: str) -> None:
        tokens = list(tokenise(text, DEFAULT_SPLITTER))
        self._terms = {term for token in tokens for term in (*index_terms(token.word), *part_terms(token.parts))}
        self._plain = f" {' '.join(token.term for token in tokens if not token.is_joined)} "

    def has(self, query: Query) -> bool:
        """Tell whether all that a query asks for is in the line."""
        return bool(query.groups) and all(
            group.terms & self._terms or any(f" {' '.join(phrase)} " in self._plain for phrase in group.phrases)
            for group in query.groups
        )


class _Names:
    """Finds names of people, places and networks, which begin with a capital letter.

    Args:
        named: the names of each thing by its key.
    """

    def __init__(self, named: Mapping[int, Iterable[str]]) -> None:
        self._by_first: defaultdict[str, list[tuple[int, list[frozenset[str]]]]] = defaultdict(list)
        for pk, names in named.items():
            for words in filter(None, map(_words, names)):
                forms = [frozenset(index_terms(word.lower())) for word in words]
                for form in forms[0]:
                    self._by_first[form].append((pk, forms))

    def count(self, text: str) -> Counter[int]:
        """Return how often each thing is named, in the order in which they come; of names that overlap the longest counts."""
        words = list(_words(text))
        forms = [index_terms(word.lower()) for word in words]
        counts: Counter[int] = Counter()
        place = 0
        while place < len(words):
            best = max(self._at(words, forms, place), key=lambda match: match[1], default=None)
            if best:
                counts[best[0]] += 1
            place += best[1] if best else 1
        return counts

    def _at(self, words: list[str], forms: list[tuple[str, ...]], place: int) -> Iterator[tuple[int, int]]:
        if not words[place][0].isupper():
            return
        for form in forms[place]:
            for pk, wanted in self._by_first.get(form, ()):
                end = place + len(wanted)
                if end <= len(forms) and all(
                    not want.isdisjoint(have) for want, have in zip(wanted, forms[place:end], strict=True)
                ):
                    yield pk, len(wanted)


def _words(text: str) -> list[str]:
    """Return the words of a text as they stand there, parts of hyphened ones each for itself."""
    return [text[token.start : token.end] for token in tokenise(text) if not token.is_joined]
