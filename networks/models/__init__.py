from networks.models.directory import NetworkIndexPage
from networks.models.edition import DirectoryEdition, EditionContact, EditionEntry
from networks.models.network import NetworkMeeting, NetworkName, NetworkPage
from networks.models.office import Office, OfficeName
from networks.models.person import Person
from networks.models.place import Place
from networks.models.source import DocumentDifference, DocumentStatement, SourceDocument, SourceReference
from networks.models.theme import Theme

__all__ = [
    "DirectoryEdition",
    "DocumentDifference",
    "DocumentStatement",
    "EditionContact",
    "EditionEntry",
    "NetworkIndexPage",
    "NetworkMeeting",
    "NetworkName",
    "NetworkPage",
    "Office",
    "OfficeName",
    "Person",
    "Place",
    "SourceDocument",
    "SourceReference",
    "Theme",
]
