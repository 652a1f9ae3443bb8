"""What came of what was to be tried, where it is answered, and the reports that are missing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from focusareas.filters import MissingReportFilters, PracticeFilters, named, numbered, years
from focusareas.following.asking import answer_path, asked_by
from focusareas.following.forms import AnswerForm, ExcuseForm
from focusareas.following.reminding import missing_reports as activities_without_report
from focusareas.models import Activity, FocusAreaPage, ReportPage, Trial, TrialOutcome
from focusareas.permissions import EDIT_ALL_OFFICES
from focusareas.reading.trials import CountRow, area_rows, count_by
from networks.models import Office
from portal.listing import paginate
from portal.models import User
from portal.requests import reader_of, shown_or_sent

LOOKUPS = {
    "focus_area": "report__focus_areas__number",
    "year": "report__start_date__year",
    "state": "state",
    "office": "office__slug",
}
EXCUSED = "excused"

coordinators_only = permission_required(EDIT_ALL_OFFICES, raise_exception=True)


@never_cache
@login_not_required
@shown_or_sent
def answer_trial(request: HttpRequest, token: str) -> HttpResponse:
    """Take in what came of one thing to try from whoever has the address in a letter; it shows nothing else."""
    trial = asked_by(token)
    if trial is None:
        return render(request, "focusareas/following/answer.html", {"trial": None}, status=404)
    outcome = TrialOutcome.objects.filter(report=trial.report_id, key=trial.key).first()
    form = AnswerForm(request.POST or None, instance=outcome or TrialOutcome(report=trial.report, key=trial.key))
    if form.is_valid():
        TrialOutcome.objects.update_or_create(
            report=trial.report, key=trial.key, defaults=form.cleaned_data | {"answered_at": timezone.now()}
        )
        messages.success(request, _("Thank you. Your answer is kept; you can change it here."))
        return redirect(request.path)
    return render(request, "focusareas/following/answer.html", {"trial": trial, "form": form})


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """Show what came of everything that was to be tried, by focus area and year."""
    trials = Trial.objects.shown().with_outcomes()
    areas = FocusAreaPage.objects.danish().filter(reports__trials__in=Trial.objects.shown().values("pk")).distinct()
    pages = areas.order_by("number").in_reader_language()
    shown_years = set(trials.order_by().values_list("report__start_date__year", flat=True).distinct())
    form = PracticeFilters(
        request.GET,
        focus_area=numbered(pages),
        year=years(year for year in shown_years if year),
        state=TrialOutcome.State.choices,
        office=named(Office.objects.filter(trials__in=Trial.objects.shown().values("pk")).distinct()),
    )
    chosen = form.chosen
    found = trials.filter(**{LOOKUPS[name]: value for name, value in chosen.items()})
    page: Any = paginate(request, found.with_owners().order_by("-report__start_date", "report", "sort_order"))
    _give_reports(page)
    _give_answer_paths(page, reader_of(request))
    context = {
        "form": form,
        "page_obj": page,
        "trials": page.object_list,
        "states": TrialOutcome.State.choices,
        "area_rows": area_rows(found, pages),
        "year_rows": _year_rows(found),
    }
    return render(request, "focusareas/following/practice.html", context)


@coordinators_only
@require_safe
def missing_reports(request: HttpRequest) -> HttpResponse:
    """Show the coordinator which activities are over and have no report, or need none and why."""
    today = timezone.localdate()
    without = Activity.objects.without_report(today)
    form = MissingReportFilters(
        request.GET,
        year=years(day.year for day in without.filter(end__isnull=False).dates("end", "year")),
        type=Activity.Type.choices,
        shown=[(EXCUSED, _("No report is needed"))],
    )
    chosen = form.chosen
    is_excused = chosen.get("shown") == EXCUSED
    found = without.exclude(no_report_because="") if is_excused else activities_without_report()
    if "year" in chosen:
        found = found.in_year(int(chosen["year"]))
    if "type" in chosen:
        found = found.filter(type=chosen["type"])
    page: Any = paginate(
        request, found.newest_first().select_related("office").prefetch_related("places", "participants")
    )
    context = {"form": form, "page_obj": page, "activities": page.object_list, "is_excused": is_excused}
    return render(request, "focusareas/following/missing_reports.html", context)


@coordinators_only
@shown_or_sent
def excuse_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activity off the list of missing reports with a reason, or put it back."""
    activity = get_object_or_404(Activity, pk=pk)
    is_put_back = request.POST.get("action") == "put_back"
    form = ExcuseForm(None if is_put_back else request.POST or None, instance=activity)
    if is_put_back or form.is_valid():
        if is_put_back:
            activity.no_report_because = ""
        activity.save(update_fields=["no_report_because"])
        log(activity, "wagtail.edit", user=reader_of(request), content_changed=True)
        said = _("The activity is on the list again.") if is_put_back else _("The activity is off the list.")
        messages.success(request, said)
        return redirect("missing_reports")
    return render(request, "focusareas/following/excuse_report.html", {"activity": activity, "form": form})


def _year_rows(trials: Any) -> list[CountRow]:
    counted = count_by(trials, "report__start_date__year")
    return [CountRow(year, year, counted[year]) for year in sorted((one for one in counted if one), reverse=True)]


def _give_reports(trials: Any) -> None:
    """Give each thing to try the report that names it, in the reader's language, in one query."""
    reports = ReportPage.objects.danish().filter(pk__in={trial.report_id for trial in trials})
    by_pk = reports.in_reader_language_by_id()
    for trial in trials:
        trial.page = by_pk[trial.report_id]


def _give_answer_paths(trials: Any, reader: User) -> None:
    """Give the things to try that the reader may answer for the address: their owner, their office, the coordinator."""
    sees_all = reader.has_perm(EDIT_ALL_OFFICES)
    offices = set() if sees_all else set(reader.edited_offices.values_list("pk", flat=True))
    for trial in trials:
        is_own = trial.owner is not None and trial.owner.user_id == reader.pk
        trial.answer_path = answer_path(trial) if sees_all or is_own or trial.office_id in offices else ""
