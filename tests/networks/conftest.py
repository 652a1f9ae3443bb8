"""A small directory in the Danish tree."""

from dataclasses import dataclass

import pytest

from networks.models import DirectoryEdition, NetworkIndexPage, NetworkPage, Office
from tests.conftest import Trees
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
            self.trees.translate(page, purpose="<p>Exchange of knowledge.</p>")
            pages.append(page)
        return pages

    def add_outside(self, title: str, office: Office | None = None) -> NetworkPage:
        """Add a network named outside the directory, in Danish only."""
        page: NetworkPage = NetworkPageFactory(
            parent=self.index, title=title, in_directory=False, kind=NetworkPage.Kind.INFORMAL, office=office
        )
        return page


@pytest.fixture
def directory(trees: Trees) -> Directory:
    """Return an empty directory with a current edition."""
    index = NetworkIndexPageFactory(parent=trees.danish)
    trees.translate(index, title="Networks")
    return Directory(trees, index, DirectoryEditionFactory(year=2008))
