"""The portal's furniture: main menu, breadcrumbs, language switch and the reader's own menu."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from focusareas.models import ActionPlanPage, ReportIndexPage, ReportPage, StrategyPage
from home.editing import Rights, rights_of
from home.models import ContentPage, HomePage
from networks.models import NetworkIndexPage
from portal.languages import SOURCE_LANGUAGE, active_language
from portal.models import User
from portal.pages import BasePage

HOME_DEPTH = 2
# A change shows at once in the process it is made in, and within this many seconds in the others.
CACHE_SECONDS = 60

VIEW_TITLES: dict[str, Promise] = {
    "activities": _("Activities"),
    "themes": _("Themes"),
    "places": _("Places"),
    "offices": _("Offices"),
    "people": _("People"),
    "coordination": _("Coordination"),
    "sources": _("Sources"),
    "before_you_travel": _("Before you travel"),
    "practice": _("From learning to practice"),
    "missing_reports": _("Activities without a report"),
    "own_reports": _("My drafts and reports"),
    # Before the search, whose address theirs begins with.
    "saved_searches": _("My searches"),
    "search": _("Search"),
}


@dataclass(frozen=True)
class Section:
    """An entry of the main menu: page types and views, a list to open unless `is_single`."""

    title: Promise
    page_types: tuple[type[BasePage], ...] = ()
    views: tuple[str, ...] = ()
    is_single: bool = False


SECTIONS = (
    Section(_("Strategy and plan"), (StrategyPage, ActionPlanPage), ("practice",)),
    Section(_("Activities"), views=("activities",), is_single=True),
    Section(_("Reports"), (ReportIndexPage,), is_single=True),
    Section(_("Networks"), (NetworkIndexPage,), is_single=True),
    Section(_("Find"), views=("before_you_travel", "themes", "places", "offices", "people")),
    Section(_("About the work"), (ContentPage,), ("coordination", "sources")),
)


@dataclass(frozen=True)
class Link:
    """A link of the furniture, and whether the reader is at it or below it."""

    title: str
    url: str
    is_current: bool = False
    is_active: bool = False
    is_danish: bool = False


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the main menu with the links under it."""

    title: str
    links: Sequence[Link]
    is_single: bool

    @property
    def is_active(self) -> bool:
        """Tell whether the reader is somewhere under the entry."""
        return any(link.is_active for link in self.links)


@dataclass(frozen=True)
class LanguageLink:
    """The way to this page in a language; to the front page where it does not exist there."""

    code: str
    name: str
    url: str
    is_current: bool
    is_translated: bool


@dataclass(frozen=True)
class TopPage:
    """What the furniture keeps of a front page or a page right under it."""

    title: str
    url: str
    path: str
    model_name: str
    in_menu: bool
    is_danish: bool


class Furniture:
    """What surrounds a page's content, for one request."""

    def __init__(self, request: HttpRequest, page: BasePage | None = None) -> None:
        self.request = request
        self.page = page
        self.user: User | AnonymousUser = getattr(request, "user", AnonymousUser())

    @cached_property
    def menu(self) -> list[MenuEntry]:
        """Return the main menu; for visitors who are not signed in the open pages only."""
        entries = []
        for section in SECTIONS:
            names = {model._meta.model_name for model in section.page_types}
            links = [
                self._link(page.title, page.url, is_danish=page.is_danish)
                for page in self._top_pages
                if page.in_menu and page.model_name in names
            ]
            if self.user.is_authenticated:
                links += [self._link(str(VIEW_TITLES[name]), reverse(name)) for name in section.views]
            if links:
                is_single = section.is_single and len(links) == 1
                entries.append(MenuEntry(str(section.title), links, is_single))
        return entries

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """Return the way from the front page to this page, itself last where its title is known."""
        if self.page is None:
            return self._breadcrumbs_of_view()
        # While the translation is being made the page shown stands in the Danish tree.
        place = self.page.relatives.get(active_language(), self.page)
        paths = (self.page.path, place.path)
        ancestors = [page for page in self._top_pages if any(path.startswith(page.path) for path in paths)]
        crumbs = [
            Link(str(_("Front page")) if len(page.path) == self._home_path_length else page.title, page.url)
            for page in ancestors
            if page.path not in paths
        ]
        if self.page.depth > HOME_DEPTH + 2:
            between = place.get_ancestors().filter(depth__gt=HOME_DEPTH + 1).live().select_related("locale")
            if not self.user.is_authenticated:
                between = [page for page in between.specific() if page.is_readable_by(self.user)]
            crumbs += [Link(page.title, page.get_url()) for page in between]
        if not crumbs:
            return []
        return [*crumbs, Link(self.page.title, "", is_current=True)]

    @cached_property
    def urls(self) -> dict[str, str]:
        """Return the address of the first page of each type right under the front page, by model name."""
        return {page.model_name: page.url for page in reversed(self._top_pages)}

    @cached_property
    def home_url(self) -> str:
        """Return the address of the front page in the reader's language."""
        return reverse("wagtail_serve", args=[""])

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """Return the way to this page in each language, the reader's first; to visitors none that is closed."""
        current = active_language()
        codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != current)
        links = [self._language_link(code, is_current=code == current) for code in codes]
        if self.user.is_authenticated:
            return links
        return [link for link in links if link.is_current or link.is_translated]

    @cached_property
    def alternates(self) -> list[LanguageLink]:
        """Return the languages a search engine may be told of: those with a text of their own."""
        own = [language for language in self.languages if language.is_translated]
        return own if len(own) > 1 else []

    @cached_property
    def editing(self) -> Link | None:
        """Return the way to edit what the reader is at, or to the editing interface; nothing for others."""
        if not isinstance(self.user, User) or not self._rights.edits:
            return None
        if self.page and self.page.pk:
            if isinstance(self.page, ReportPage) and self.page.source.owner_id == self.user.pk and self.report_url:
                return Link(str(_("Edit the report")), reverse("edit_report", args=[self.page.source.pk]))
            if self._rights.may_edit(self.page, self.user):
                return Link(str(_("Edit")), reverse("wagtailadmin_pages:edit", args=[self.page.pk]))
            if self.page.translation_key in self._rights.own_areas:
                return Link(str(_("Edit the goals")), self._rights.goals_url)
        return Link(str(_("Edit the portal")), reverse("wagtailadmin_home"))

    @property
    def report_url(self) -> str:
        """Return the address where the reader may write a report; nothing for those who may not."""
        return self._rights.report_url

    @cached_property
    def _top_pages(self) -> list[TopPage]:
        key = _top_pages_key(active_language(), is_signed_in=self.user.is_authenticated)
        pages = cache.get(key)
        if pages is None:
            pages = _read_top_pages(self.user)
            cache.set(key, pages, CACHE_SECONDS)
        return pages

    @cached_property
    def _home_path_length(self) -> int:
        return HOME_DEPTH * Page.steplen

    @cached_property
    def _rights(self) -> Rights:
        return rights_of(self.user) if isinstance(self.user, User) else Rights()

    def _link(self, title: str, url: str, *, is_danish: bool = False) -> Link:
        path = self.request.path
        return Link(title, url, is_current=path == url, is_active=path.startswith(url), is_danish=is_danish)

    def _breadcrumbs_of_view(self) -> list[Link]:
        match = self.request.resolver_match
        if not match or not self.user.is_authenticated:
            return []
        home = Link(str(_("Front page")), self.home_url)
        for name, title in VIEW_TITLES.items():
            url = reverse(name)
            if self.request.path == url:
                return [home, Link(str(title), "", is_current=True)]
            if self.request.path.startswith(url):
                return [home, Link(str(title), url)]
        return []

    def _language_link(self, code: str, *, is_current: bool) -> LanguageLink:
        url, is_translated = self._address_in(code, is_current=is_current)
        return LanguageLink(code, capfirst(get_language_info(code)["name_local"]), url, is_current, is_translated)

    def _address_in(self, code: str, *, is_current: bool) -> tuple[str, bool]:
        """Return the address of this page in a language, and whether its text is in that language."""
        address = self.request.get_full_path()
        if self.page is None:
            match = self.request.resolver_match
            if match and match.url_name != "wagtail_serve":
                return translate_url(address, code), True
            return self._home_in(code), False
        if is_current:
            return address, self.page.content_language == code
        query = self.request.META.get("QUERY_STRING", "")
        other = self.page.relatives.get(code)
        # At the address of a translation under way staff meet the Danish page.
        danish = self.page.relatives.get(SOURCE_LANGUAGE)
        is_shown = other is not None and (other.live or (danish is not None and danish.live))
        if other is None or not other.is_readable_by(self.user) or not is_shown:
            return self._home_in(code), False
        url = other.get_url() or self._home_in(code)
        return f"{url}?{query}" if query else url, other.live and not other.is_untranslated

    def _home_in(self, code: str) -> str:
        with override(code):
            return reverse("wagtail_serve", args=[""])


def forget_furniture() -> None:
    """Forget the menus when a page changes, is moved or is deleted."""
    cache.delete_many(
        [
            _top_pages_key(code, is_signed_in=is_signed_in)
            for code in dict(settings.LANGUAGES)
            for is_signed_in in (True, False)
        ]
    )


def _top_pages_key(language: str, *, is_signed_in: bool) -> str:
    return f"furniture-pages-{language}-{'staff' if is_signed_in else 'visitor'}"


def _read_top_pages(user: User | AnonymousUser) -> list[TopPage]:
    """Return the front pages and those right under them as the reader meets them, in one query.

    A Danish page is replaced by its page in the reader's language where there is a live one, and found at
    that page's address while it is being made.
    """
    language = active_language()
    found = Page.objects.filter(
        depth__in=[HOME_DEPTH, HOME_DEPTH + 1], locale__language_code__in={SOURCE_LANGUAGE, language}
    )
    if not user.is_authenticated:
        found = found.live().filter(_is_open(), alias_of__isnull=True)
    pages = list(found.select_related("locale").order_by("path"))
    drafts = {page.translation_key: page for page in pages if not page.live and page.locale.language_code == language}
    chosen: dict[Any, TopPage] = {}
    for page in pages:
        if not page.live:
            continue
        in_language = page.locale.language_code == language
        if page.translation_key in chosen and not in_language:
            continue
        chosen[page.translation_key] = TopPage(
            title=page.title,
            url=drafts.get(page.translation_key, page).get_url() or "",
            path=page.path,
            model_name=page.cached_content_type.model,
            in_menu=page.show_in_menus and page.depth > HOME_DEPTH,
            is_danish=language != SOURCE_LANGUAGE and (not in_language or page.alias_of_id is not None),
        )
    return list(chosen.values())


def _is_open() -> Q:
    models: Iterable[type[Page]] = [HomePage, *HomePage.allowed_subpage_models()]
    is_open = Q()
    for model in models:
        is_open |= Q(**{f"{model._meta.model_name}__is_public": True})
    return is_open
