"""The list of offices, and a page for each with what it is and was responsible for."""

from typing import Any

from django import forms
from django.db.models import F, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from focusareas.models import Activity, FocusAreaPage, ReportPage, Responsibility
from focusareas.views.counts import number_of
from networks.models import NetworkPage, Office, Person
from portal.alphabet import alphabetical
from portal.former_addresses import following_former_addresses
from portal.listing import FilterForm, containing, paginate, sort_key

# Of what an office has most of; the plan and the overview of activities show the rest.
SHOWN = 50


class OfficeFilterForm(FilterForm):
    """What the offices can be filtered by."""

    q = forms.CharField(
        label=_("Name"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=_("Open or closed"),
        required=False,
        choices=[("", _("All offices")), ("open", _("Open offices")), ("closed", _("Closed offices"))],
    )


@require_safe
def office_list(request: HttpRequest) -> HttpResponse:
    """Show the offices with their other names and the focus areas they are responsible for now."""
    form = OfficeFilterForm(request.GET)
    chosen = form.chosen
    name = alphabetical("name")
    orders: dict[str, list[Any]] = {
        "name": [name.asc()],
        "-name": [name.desc()],
        "people": ["person_count", name],
        "-people": ["-person_count", name],
    }
    sort = sort_key(request, orders, "name")
    today = timezone.localdate()
    now = Responsibility.objects.on(today).order_by("focus_area__number")
    offices = (
        Office.objects.annotate(
            person_count=number_of(Person.objects.filter(is_active=True), "office"),
            network_count=number_of(NetworkPage.objects.danish(), "office"),
        )
        .select_related("successor")
        .prefetch_related("other_names", Prefetch("responsibilities", now, to_attr="responsibilities_now"))
        .order_by(*orders[sort])
    )
    if "q" in chosen:
        named = Office.objects.filter(containing(chosen["q"], "name_da", "name_en", "other_names__name"))
        offices = offices.filter(pk__in=named.values("pk"))
    if "state" in chosen:
        closed = Q(valid_to__isnull=False, valid_to__lt=today)
        offices = offices.filter(closed if chosen["state"] == "closed" else ~closed)
    page_obj = paginate(request, offices)
    ids = {row.focus_area_id for office in page_obj for row in office.responsibilities_now}
    pages = FocusAreaPage.objects.danish().filter(pk__in=ids).in_reader_language_by_id()
    for office in page_obj:
        found = (pages.get(row.focus_area_id) for row in office.responsibilities_now)
        office.focus_areas_now = [page for page in found if page is not None]
    context = {"form": form, "sort": sort, "page_obj": page_obj, "today": today}
    return render(request, "focusareas/office_list.html", context)


@require_safe
@following_former_addresses("office")
def office_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is tied to an office, now and earlier.

    Raises:
        Http404: there is no such office.
    """
    family = Office.objects.filter(Q(slug=slug) | Q(successor__slug=slug)).select_related("successor")
    offices = list(family.prefetch_related("other_names"))
    office = next((each for each in offices if each.slug == slug), None)
    if office is None:
        raise Http404
    page_obj: Any = paginate(request, ReportPage.objects.danish().filter(office=office).order_by("-start_date", "-pk"))
    context = {
        "office": office,
        "predecessors": [each for each in offices if each is not office],
        "today": timezone.localdate(),
        "persons": office.persons.filter(is_active=True),
        "members": office.contact_group_members.select_related("person"),
        "activities": _activities(office).order_by("-start", "code")[:SHOWN],
        "page_obj": page_obj,
        "reports": page_obj.object_list.in_reader_language(),
        "sources": office.sources.select_related("document"),
    }
    return render(
        request,
        "focusareas/office_detail.html",
        context | _responsibilities(office) | _networks(office),
    )


def _responsibilities(office: Office) -> dict[str, Any]:
    """Return the focus areas of an office, those of now and those it handed over."""
    rows = list(office.responsibilities.order_by(F("end").desc(nulls_first=True), "focus_area__number"))
    pages = FocusAreaPage.objects.danish().filter(pk__in={row.focus_area_id for row in rows})
    by_id = pages.in_reader_language_by_id()
    today = timezone.localdate()
    responsibilities = [(row, by_id.get(row.focus_area_id)) for row in rows]
    return {
        "responsibilities": [pair for pair in responsibilities if pair[0].is_on(today)],
        "earlier_responsibilities": [pair for pair in responsibilities if pair[0].end and pair[0].end < today],
    }


def _activities(office: Office) -> QuerySet[Activity]:
    """Return the activities of an office: its own, and those of its focus areas that name no other."""
    areas = Responsibility.objects.on(timezone.localdate()).filter(office=office).values("focus_area")
    return Activity.objects.filter(Q(office=office) | Q(office__isnull=True, focus_area__in=areas))


def _networks(office: Office) -> dict[str, Any]:
    """Return the networks an office is responsible for, and those it stands beside in an edition."""
    printed: Any = office.edition_entries
    entries = list(printed.published().select_related("edition").newest_first())
    ids = {entry.network_id for entry in entries}
    pages = NetworkPage.objects.danish().filter(Q(office=office) | Q(pk__in=ids)).order_by("title__alphabetical")
    by_id = pages.in_reader_language_by_id()
    return {
        "networks": [page for page in by_id.values() if page.source.office_id == office.pk],
        "entries": [(entry, by_id.get(entry.network_id)) for entry in entries],
    }
