"""The report list and a report with everything it is tied to."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from focusareas.filters import ReportFilters, named, numbered, years
from focusareas.reading.contacts import has_cards, with_contacts
from focusareas.reading.named import named_rows, read_named, references, themes
from focusareas.reading.related import related_reports
from focusareas.reading.sharing import citations, mail_link
from focusareas.reading.trials import read_trials
from networks.maps import draw
from networks.models import NetworkPage, Person, Place, SourceReference, Theme
from portal.alphabet import Alphabetical
from portal.languages import active_language
from portal.listing import paginate, sort_key
from portal.models import User

ORDERS: dict[str, tuple[str, ...]] = {"date": (), "-date": (), "title": (), "-title": ()}


def read_report_list(reports: Any, focus_areas: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of the report list, of the reports the reader may open.

    Args:
        reports: all Danish reports.
        focus_areas: all Danish pages of focus areas.
        request: the request with filters, sort order and page in its address.
    """
    reports, focus_areas = reports.opened_to(request.user), focus_areas.opened_to(request.user)
    networks = NetworkPage.objects.danish().opened_to(request.user).filter(pk__in=reports.values("networks"))
    areas = focus_areas.filter(pk__in=reports.values("focus_areas")).order_by("number").in_reader_language()
    form = ReportFilters(
        request.GET,
        kind=[("trip", _("Trip reports")), ("activity", _("Activity reports"))],
        theme=named(Theme.objects.filter(pk__in=reports.values("themes"))),
        year=years(day.year for day in reports.dates("start_date", "year")),
        focus_area=numbered(areas),
        place=named(Place.objects.filter(pk__in=reports.values("places"))),
        network=networks.values_list("slug", "title"),
    )
    sort = sort_key(request, ORDERS, "-date")
    page = paginate(request, _sorted(_narrowed(reports, form.chosen), sort))
    found: Any = page.object_list
    page.object_list = found.prefetch_related("places", "themes").in_reader_language()
    return {"form": form, "sort": sort, "page_obj": page}


def read_report(page: Any, user: User | AnonymousUser, *, is_draft: bool = False) -> dict[str, Any]:
    """Return the template variables of a report in one of its languages.

    Visitors who are not signed in see neither persons nor closed attachments and pages.

    Args:
        page: the report, in the language it is read in.
        user: who reads it.
        is_draft: whether the page is a version that is being looked at, which is tied to other things than the page is.
    """
    report = page.source

    def tied(name: str) -> dict[str, Any]:
        return {"pk__in": [row.pk for row in getattr(report, name).all()]} if is_draft else {"reports": report}

    activities = report.activities.model.objects.filter(**tied("activities"))
    areas = report.focus_areas.model.objects.danish().opened_to(user).filter(**tied("focus_areas"))
    networks = NetworkPage.objects.danish().opened_to(user).filter(**tied("networks"))
    networks = networks.order_by("title__alphabetical").in_reader_language()
    places = list(Place.objects.filter(**tied("places")))
    authors = list(Person.objects.filter(**tied("authors"))) if user.is_authenticated else []
    contacts = with_contacts(networks) if user.is_authenticated else []
    named = read_named(
        [
            named_rows(
                "themes", Theme.objects.filter(**tied("themes")), name_da="name_da", name_en="name_en", slug="slug"
            ),
            named_rows(
                "sources",
                SourceReference.objects.filter(pk__in=_keys(report.sources, is_draft=is_draft)),
                kind="document__number",
                name_da="document__title_da",
                name_en="document__title_en",
                source="section",
            ),
        ]
    )
    attachments = report.attachments.all()
    if not is_draft:
        attachments = attachments.select_related("document")
    return {
        "places": places,
        "panels": draw(places),
        "themes": themes(named["themes"]),
        "authors": authors,
        "office": report.office,
        "attachments": attachments if user.is_authenticated else attachments.filter(document__is_public=True),
        "sources": references(named["sources"]),
        "trials": read_trials(report, is_draft=is_draft),
        "activities": activities.select_related("office").prefetch_related("places").newest_first(),
        "focus_areas": areas.order_by("number").in_reader_language(),
        "networks": networks,
        "network_contacts": contacts,
        "has_cards": not is_draft and has_cards(authors, contacts),
        "related_reports": related_reports(report, user),
        "citations": citations(page, authors, user),
        "mail_link": mail_link(page),
    }


def _keys(rows: Any, *, is_draft: bool) -> Any:
    """Return the keys of related rows: of a draft, which has its own, read; of a page within another query."""
    return [row.pk for row in rows.all()] if is_draft else rows.order_by().values("pk")


def _narrowed(reports: Any, chosen: dict[str, Any]) -> Any:
    lookups = {
        "theme": "themes__slug",
        "year": "start_date__year",
        "focus_area": "focus_areas__number",
        "place": "places__slug",
        "network": "networks__slug",
    }
    reports = reports.filter(**{lookups[name]: value for name, value in chosen.items() if name in lookups})
    if "kind" in chosen:
        reports = reports.filter(tripreportpage__isnull=chosen["kind"] != "trip")
    return reports


def _sorted(reports: Any, sort: str) -> Any:
    backwards = sort.startswith("-")
    if sort.removeprefix("-") == "date":
        return reports.order_by("-start_date" if backwards else "start_date", "pk")
    translated = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=active_language(), live=True
    )
    title = Alphabetical(Coalesce(Subquery(translated.values("title")[:1]), "title"))
    return reports.order_by(title.desc() if backwards else title.asc(), "pk")
