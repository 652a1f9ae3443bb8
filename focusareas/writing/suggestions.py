"""Themes and places that authors suggest: kept beside the report until the coordinator has decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from focusareas.models import ReportPage, Suggestion
from networks.models import Place, Theme
from portal.models import User

FIELDS = {Suggestion.Kind.THEME: "themes", Suggestion.Kind.PLACE: "places"}


def waiting_names(report: ReportPage) -> dict[Suggestion.Kind, list[str]]:
    """Return the names suggested with a report that nobody has decided on, by what they name."""
    names: dict[Suggestion.Kind, list[str]] = defaultdict(list)
    if report.pk is not None:
        for row in report.suggestions.filter(state=Suggestion.State.WAITING).order_by("pk"):
            names[Suggestion.Kind(row.kind)].append(row.name)
    return names


def keep(report: ReportPage, suggested: Mapping[Suggestion.Kind, Sequence[str]], user: User) -> None:
    """Let the suggestions that wait with a report be these, leaving those decided on alone."""
    for kind, names in suggested.items():
        rows = Suggestion.objects.filter(report_id=report.pk, kind=kind)
        known = dict(rows.values_list("name", "state"))
        gone = [name for name, state in known.items() if state == Suggestion.State.WAITING and name not in names]
        if gone:
            rows.filter(name__in=gone).delete()
        Suggestion.objects.bulk_create(
            Suggestion(report_id=report.pk, kind=kind, name=name, suggested_by=user)
            for name in names
            if name not in known
        )


def to_decide() -> QuerySet[Suggestion]:
    """Return the suggestions that wait for the coordinator: of reports that are published or submitted, oldest first."""
    submitted = WorkflowState.objects.filter(
        base_content_type__app_label=Page._meta.app_label,
        base_content_type__model=Page._meta.model_name,
        object_id=Cast(OuterRef("report_id"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    waiting = Suggestion.objects.filter(state=Suggestion.State.WAITING)
    return waiting.filter(Q(report__live=True) | Exists(submitted)).order_by("suggested_at", "pk")


@transaction.atomic
def accept(suggestion: Suggestion, meant: Theme | Place, user: User) -> None:
    """Mark the report with the theme or place that a suggestion stands for, on the site and in its draft."""
    report: Any = suggestion.report.specific
    field = FIELDS[Suggestion.Kind(suggestion.kind)]
    has_draft = report.has_unpublished_changes
    if report.live and has_draft:
        setattr(report, field, [*getattr(report, field).all(), meant])
        report.save()
    draft = report.get_latest_revision_as_object()
    setattr(draft, field, [*getattr(draft, field).all(), meant])
    revision = draft.save_revision(user=user, clean=False, log_action=True)
    if report.live and not has_draft:
        revision.publish(user=user)
    _decide(suggestion, Suggestion.State.ACCEPTED)


def decline(suggestion: Suggestion) -> None:
    """Note that a suggestion is not followed; the report stays as it is."""
    _decide(suggestion, Suggestion.State.DECLINED)


def _decide(suggestion: Suggestion, state: Suggestion.State) -> None:
    suggestion.state = state
    suggestion.save(update_fields=["state"])
