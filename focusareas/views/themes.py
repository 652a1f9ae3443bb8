"""The list of themes, and a page for each with what is marked with it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from focusareas.models import Activity, FocusAreaPage, ReportPage
from focusareas.views.counts import number_of
from networks.models import NetworkPage, Theme
from portal.alphabet import alphabetical
from portal.former_addresses import following_former_addresses
from portal.listing import FilterForm, containing, paginate, sort_key

# Of the activities tied to a theme.
SHOWN = 50


class ThemeFilterForm(FilterForm):
    """What the themes can be filtered by."""

    q = forms.CharField(
        label=_("Name"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """Show all themes, and how much is marked with each."""
    form = ThemeFilterForm(request.GET)
    name = alphabetical("name")
    orders: dict[str, list[Any]] = {
        "name": [name.asc()],
        "-name": [name.desc()],
        "reports": ["report_count", name],
        "-reports": ["-report_count", name],
    }
    sort = sort_key(request, orders, "name")
    themes = Theme.objects.annotate(
        focus_area_count=number_of(FocusAreaPage.objects.danish(), "themes"),
        network_count=number_of(NetworkPage.objects.danish(), "themes"),
        report_count=number_of(ReportPage.objects.danish(), "themes"),
    ).order_by(*orders[sort])
    if "q" in form.chosen:
        themes = themes.filter(containing(form.chosen["q"], "name_da", "name_en", "other_names"))
    context = {"form": form, "sort": sort, "page_obj": paginate(request, themes)}
    return render(request, "focusareas/theme_list.html", context)


@require_safe
@following_former_addresses("theme")
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is marked with a theme: focus areas, networks, and reports and activities, the newest first."""
    theme = get_object_or_404(Theme, slug=slug)
    areas = FocusAreaPage.objects.danish().filter(themes=theme)
    reports = ReportPage.objects.danish().filter(themes=theme)
    activities = list(Activity.objects.on_theme(theme).newest_first()[: SHOWN + 1])
    page_obj: Any = paginate(request, reports.order_by("-start_date", "-pk"))
    context = {
        "theme": theme,
        "focus_areas": areas.order_by("number").in_reader_language(),
        "networks": NetworkPage.objects.danish()
        .filter(themes=theme)
        .order_by("title__alphabetical")
        .in_reader_language(),
        "page_obj": page_obj,
        "reports": page_obj.object_list.in_reader_language(),
        "activities": activities[:SHOWN],
        "has_more_activities": len(activities) > SHOWN,
    }
    return render(request, "focusareas/theme_detail.html", context)
