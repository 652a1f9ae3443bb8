"""A small directory in the Danish tree."""

from copy import deepcopy
from dataclasses import dataclass

import pytest

from networks.models import DirectoryEdition, NetworkIndexPage, NetworkPage, Office
from tests.conftest import Planted, Trees
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkIndexPageFactory,
    NetworkNameFactory,
    NetworkPageFactory,
    OfficeFactory,
    ThemeFactory,
)


@dataclass
class Directory:
    """The directory page with its current edition, and how to add to them."""

    trees: Trees
    index: NetworkIndexPage
    english_index: NetworkIndexPage
    current: DirectoryEdition

    def url(self, language: str) -> str:
        """Return the directory's address in a language."""
        return "/netvaerk/" if language == "da" else "/en/netvaerk/"

    def add(self, count: int = 1, edition: DirectoryEdition | None = None) -> list[NetworkPage]:
        """Add networks with a page in both languages, an entry, an office, a contact, a name and a theme."""
        pages = []
        for _number in range(count):
            office = OfficeFactory()
            page = NetworkPageFactory(parent=self.index, office=office)
            page.themes.add(ThemeFactory())
            page.save()
            NetworkNameFactory(network=page)
            entry = EditionEntryFactory(network=page, edition=edition or self.current, office=office)
            EditionContactFactory(entry=entry)
            self.add_english(page)
            pages.append(page)
        return pages

    def add_english(self, page: NetworkPage) -> NetworkPage:
        """Add the page's English version, without the cost of an editor's translation."""
        english = NetworkPage(
            title=page.title,
            slug=page.slug,
            purpose="<p>Exchange of knowledge.</p>",
            locale=self.trees.english.locale,
            translation_key=page.translation_key,
        )
        added: NetworkPage = self.english_index.add_child(instance=english)
        return added

    def add_outside(self, title: str, office: Office | None = None) -> NetworkPage:
        """Add a network named outside the directory, in Danish only."""
        page: NetworkPage = NetworkPageFactory(
            parent=self.index, title=title, in_directory=False, kind=NetworkPage.Kind.INFORMAL, office=office
        )
        return page


def make(trees: Trees) -> Directory:
    """Make an empty directory with a current edition."""
    index = NetworkIndexPageFactory(parent=trees.danish)
    english = trees.translate(index, title="Networks")
    return Directory(trees, index, NetworkIndexPage.objects.get(pk=english.pk), DirectoryEditionFactory(year=2008))


@pytest.fixture(scope="module")
def made(planted: Planted[Directory]) -> Directory:
    return planted(make)


@pytest.fixture
def directory(made: Directory, db: None) -> Directory:
    """Return an empty directory with a current edition."""
    return deepcopy(made)
