"""The report list and a report with everything it is tied to."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from focusareas.filters import ReportFilters, named, numbered, years
from focusareas.reading.activities import PLACE_FIELDS, load_activities
from focusareas.reading.sources import SOURCE_FIELDS
from networks.models import NetworkPage, Office, Person, Place, SourceReference, Theme
from portal.languages import active_language
from portal.listing import paginate, sort_key
from portal.together import Wanted, fetch_together

NAMED = ("slug", "name_da", "name_en")
RELATED_REPORTS = 5
ORDERS: dict[str, tuple[str, ...]] = {"date": (), "-date": (), "title": (), "-title": ()}


def read_report_list(reports: Any, focus_areas: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of the report list.

    Args:
        reports: all Danish reports.
        focus_areas: all Danish pages of focus areas.
        request: the request with filters, sort order and page in its address.
    """
    known = fetch_together(
        themes=Wanted(Theme.objects.filter(pk__in=reports.values("themes")), NAMED),
        places=Wanted(Place.objects.filter(pk__in=reports.values("places")), PLACE_FIELDS),
        networks=Wanted(NetworkPage.objects.filter(pk__in=reports.values("networks")), ["slug", "title"]),
    )
    areas = focus_areas.filter(pk__in=reports.values("focus_areas")).order_by("number").in_reader_language()
    form = ReportFilters(
        request.GET,
        kind=[("trip", _("Trip reports")), ("activity", _("Activity reports"))],
        theme=named(known["themes"]),
        year=years(day.year for day in reports.dates("start_date", "year")),
        focus_area=numbered(areas),
        place=named(known["places"]),
        network=[(network.slug, network.title) for network in known["networks"]],
    )
    sort = sort_key(request, ORDERS, "-date")
    page = paginate(request, _sorted(_narrowed(reports, form.chosen), sort))
    found: Any = page.object_list
    page.object_list = found.in_reader_language()
    _fill_rows([report.source for report in page.object_list])
    return {"form": form, "sort": sort, "page_obj": page}


def read_report(report: Any, *, signed_in: bool) -> dict[str, Any]:
    """Return the template variables of the Danish page of a report.

    Visitors who are not signed in see neither persons nor closed attachments.
    """
    attachments = report.attachments.model.objects.filter(report=report)
    authors = Person.objects.filter(reports=report)
    activities, found = load_activities(
        report.activities.model.objects.filter(reports=report).select_related("office").newest_first(),
        places=Wanted(Place.objects.filter(reports=report), PLACE_FIELDS),
        themes=Wanted(Theme.objects.filter(reports=report), NAMED),
        authors=Wanted(authors if signed_in else authors.none(), ["slug", "name", "title_da", "title_en"]),
        office=Wanted(Office.objects.filter(pk=report.office_id), NAMED),
        attachments=Wanted(
            attachments if signed_in else attachments.filter(document__is_public=True),
            ["sort_order", "document__title", "document__file", "document__file_size"],
        ),
        sources=Wanted(SourceReference.objects.filter(pk__in=report.sources.values("pk")), SOURCE_FIELDS),
    )
    areas = report.focus_areas.model.objects.danish().filter(reports=report)
    networks = NetworkPage.objects.danish().filter(reports=report)
    return {
        "places": found["places"],
        "themes": found["themes"],
        "authors": found["authors"],
        "office": next(iter(found["office"]), None),
        "attachments": found["attachments"],
        "sources": found["sources"],
        "activities": activities,
        "focus_areas": areas.order_by("number").in_reader_language(),
        "networks": networks.order_by("title").in_reader_language(),
        "related_reports": _related(report),
    }


def _related(report: Any) -> list[Any]:
    """Return the reports that share most themes and focus areas with this one, the newest first among equals."""
    model = report.activities.model.reports.rel.related_model
    themes, areas = model.themes.through.objects, model.focus_areas.through.objects
    own_themes = themes.filter(reportpage=report.pk).values("theme")
    own_areas = areas.filter(reportpage=report.pk).values("focusareapage")
    shared = _number(themes.filter(reportpage=OuterRef("pk"), theme__in=own_themes)) + _number(
        areas.filter(reportpage=OuterRef("pk"), focusareapage__in=own_areas)
    )
    alike = Q(pk__in=themes.filter(theme__in=own_themes).values("reportpage")) | Q(
        pk__in=areas.filter(focusareapage__in=own_areas).values("reportpage")
    )
    others = model.objects.danish().exclude(pk=report.pk).filter(alike)
    related: list[Any] = others.order_by(shared.desc(), "-start_date")[:RELATED_REPORTS].in_reader_language()
    return related


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("reportpage").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


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
    title = Coalesce(Subquery(translated.values("title")[:1]), "title")
    return reports.order_by(title.desc() if backwards else title.asc(), "pk")


def _fill_rows(reports: list[Any]) -> None:
    """Give the Danish reports the places and themes that their rows show."""
    if not reports:
        return
    model, keys = reports[0].activities.model.reports.rel.related_model, [report.pk for report in reports]
    found = fetch_together(
        places=Wanted(
            model.places.through.objects.filter(reportpage__in=keys).order_by("pk"),
            ["reportpage", *(f"place__{name}" for name in PLACE_FIELDS)],
        ),
        themes=Wanted(
            model.themes.through.objects.filter(reportpage__in=keys).order_by("pk"),
            ["reportpage", *(f"theme__{name}" for name in NAMED)],
        ),
    )
    for report in reports:
        report.listed_places = [row.place for row in found["places"] if row.reportpage_id == report.pk]
        report.listed_themes = [row.theme for row in found["themes"] if row.reportpage_id == report.pk]
