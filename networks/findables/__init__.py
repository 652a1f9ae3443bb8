"""How networks, offices, persons, places, themes and the documents behind them describe themselves to the search."""

from networks.findables.networks import EntryFindable, NetworkFindable, NetworkIndexFindable
from networks.findables.offices import OfficeFindable, PersonFindable
from networks.findables.sources import DifferenceFindable, PlaceFindable, SourceDocumentFindable, ThemeFindable
from networks.models import (
    DocumentDifference,
    EditionEntry,
    NetworkIndexPage,
    NetworkPage,
    Office,
    Person,
    Place,
    SourceDocument,
    Theme,
)

FINDABLES = [
    NetworkIndexFindable(NetworkIndexPage),
    NetworkFindable(NetworkPage),
    EntryFindable(EditionEntry),
    OfficeFindable(Office),
    PersonFindable(Person),
    PlaceFindable(Place),
    ThemeFindable(Theme),
    SourceDocumentFindable(SourceDocument),
    DifferenceFindable(DocumentDifference),
]
