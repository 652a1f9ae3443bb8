"""How the front page, content pages and the coordination describe themselves to the search."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from focusareas.models import Activity, Trial
from home.models import ContentPage, CoordinationDuty, CoordinationRole, HomePage
from home.navigation import VIEW_TITLES
from networks.models import Office, Person, Place, SourceDocument, Theme
from search.describing import LANGUAGES, addresses, column, columns, in_language, kind, languages, own_languages
from search.documents import Document, Findable, Text
from search.facets import FacetValue
from search.facts import FactFindable
from search.pages import PageFindable
from search.plain_text import rich_text, stream

# The key of a page that is the only one of its kind.
LIST = 1


class HomeFindable(PageFindable):
    """The front page; visitors read an introduction of their own."""

    def kind(self, source: Any) -> FacetValue:
        """Return that it is a page."""
        return kind("page", _("page"), 14)

    def prose(self, page: Any) -> Iterable[str]:
        """Return what visitors read."""
        return [rich_text(page.public_introduction)]

    def staff_prose(self, page: Any) -> Iterable[str]:
        """Return what staff read."""
        return [rich_text(page.introduction)]


class ContentFindable(PageFindable):
    """Pages of running text."""

    def kind(self, source: Any) -> FacetValue:
        """Return that it is a page."""
        return kind("page", _("page"), 14)

    def prose(self, page: Any) -> Iterable[str]:
        """Return the running text."""
        return [stream(page.body)]


class RoleFindable(FactFindable):
    """Those with a part in the international work."""

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a part of the coordination."""
        return kind("coordination", _("coordination"), 15)

    def title(self, item: Any, language: str) -> str:
        """Return who it is."""
        return column(item, "name", language)

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return where the coordination page tells who does what."""
        return {code: f"{address}#roles" for code, address in addresses("coordination").items()}

    def body(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return the tasks."""
        return [column(item, "tasks", language)]


class DutyFindable(FactFindable):
    """Duties of the office that coordinates."""

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a duty's document."""
        return {"home.dutywording": ["wordings"]}

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the duties with each document's wording."""
        return rows.prefetch_related("wordings")

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a part of the coordination."""
        return kind("coordination", _("coordination"), 15)

    def title(self, item: Any, language: str) -> str:
        """Return the duty."""
        return column(item, "text", language)

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return where the coordination page lists the duties."""
        return {code: f"{address}#duties" for code, address in addresses("coordination").items()}

    def languages(self, item: Any) -> list[FacetValue]:
        """Return the languages the duty is given in."""
        return own_languages(item, "text")

    def body(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return each document's wording."""
        return columns(item.wordings.all(), "text", language)


@dataclass(frozen=True)
class ListFindable(Findable):
    """The page that lists the rows of a model, for signed-in readers; there is one, whatever the rows.

    Args:
        view: the name of its address.
    """

    view: str

    @property
    def label(self) -> str:
        """Return a label beside the one of the rows."""
        return f"{self.model._meta.label_lower}.{self.view}"

    def keys(self) -> Iterator[int]:
        """Return the key of the one page."""
        yield LIST

    def documents(self, pks: Collection[int]) -> Iterable[Document]:
        """Return the page by its title in the menu."""
        if LIST in pks:
            by_language = addresses(self.view)
            title = VIEW_TITLES[self.view]
            texts = {code: Text(in_language(title, code), by_language[code]) for code in LANGUAGES}
            yield Document(self.label, LIST, texts, [kind("page", _("page"), 14), *languages(LANGUAGES)])


LISTS = [
    ListFindable(Activity, "activities"),
    ListFindable(Trial, "practice"),
    ListFindable(Place, "before_you_travel"),
    ListFindable(Theme, "themes"),
    ListFindable(Place, "places"),
    ListFindable(Office, "offices"),
    ListFindable(Person, "people"),
    ListFindable(CoordinationRole, "coordination"),
    ListFindable(SourceDocument, "sources"),
]
FINDABLES: list[Findable] = [
    HomeFindable(HomePage),
    ContentFindable(ContentPage),
    RoleFindable(CoordinationRole),
    DutyFindable(CoordinationDuty),
    *LISTS,
]
