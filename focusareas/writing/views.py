"""Writing reports on the site: the author's list, the form, its preview, and the way out of a draft."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from focusareas.models import Activity, ReportPage
from focusareas.writing.drafts import begin, in_turn, remove
from focusareas.writing.lists import own_reports as reports_of
from focusareas.writing.lists import with_states
from focusareas.writing.rights import may_delete, may_edit, may_write, report_index
from focusareas.writing.saving import CONFLICT, Saving
from portal.languages import SOURCE_LANGUAGE
from portal.listing import paginate
from portal.models import User
from portal.requests import reader_of, shown_or_sent

View = Callable[..., HttpResponse]
# Longer keys do not fit the database.
MOST_DIGITS = 18


def writers_only(view: View) -> View:
    """Let in those who may write reports; others who are signed in are refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_write(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@writers_only
@require_safe
def own_reports(request: HttpRequest) -> HttpResponse:
    """Show the author's drafts and reports."""
    page_obj: Any = paginate(request, reports_of(reader_of(request)))
    return render(
        request, "focusareas/writing/own_reports.html", {"page_obj": page_obj, "reports": with_states(page_obj)}
    )


@writers_only
@never_cache
@shown_or_sent
def write_report(request: HttpRequest) -> HttpResponse:
    """Begin a report; the first save makes its page, and sent twice it makes no second one."""
    author = reader_of(request)
    if request.method != "POST":
        return Saving(request, author, begin(author, uuid.uuid4(), _activity(request))).show()
    with transaction.atomic():
        if index := report_index():
            in_turn(index.pk)
        key, begun = begun_report(request, author)
        return Saving(request, author, begun or begin(author, key)).carry_out()


@writers_only
@never_cache
@shown_or_sent
def edit_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a report: its author, and editors; while it waits for review it is shown as waiting."""
    author = reader_of(request)
    with transaction.atomic():
        if request.method == "POST":
            in_turn(pk)
        report = _editable_or_404(pk, author)
        if report.permissions_for_user(author).page_locked():
            return _waiting(request, report, author)
        saving = Saving(request, author, report)
        return saving.carry_out() if request.method == "POST" else saving.show()


@writers_only
@never_cache
@require_safe
def preview_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report as it will look, from its latest text."""
    draft = _editable_or_404(pk, reader_of(request)).get_latest_revision_as_object()
    request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail's own preview says it
    response: HttpResponse = draft.serve_preview(request, draft.default_preview_mode)
    return response


@writers_only
@shown_or_sent
def delete_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a report that was never published once its author has said so again."""
    author = reader_of(request)
    report = _editable_or_404(pk, author)
    if not may_delete(report, author):
        raise PermissionDenied
    if request.method == "POST":
        title = report.draft_title
        remove(report, author)
        messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": title})
        return redirect("own_reports")
    return render(request, "focusareas/writing/delete_report.html", {"report": report})


def begun_report(request: HttpRequest, author: User) -> tuple[uuid.UUID, ReportPage | None]:
    """Return the key that a form for a new report sends, and the report where it has been sent before.

    Raises:
        PermissionDenied: the report is somebody else's.
    """
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    begun = _danish().filter(translation_key=key).first()
    if begun is not None and begun.owner_id != author.pk:
        raise PermissionDenied
    return key, begun


def _waiting(request: HttpRequest, report: ReportPage, author: User) -> HttpResponse:
    """Show that a report is locked, and let its author take it back from review."""
    state = report.current_workflow_state
    is_own = state is not None and state.requested_by_id == author.pk
    action = request.POST.get("action")
    if action == "autosave":
        said = _("Not saved: the report is waiting for review.")
        return JsonResponse({"said": said}, status=CONFLICT)
    if action == "withdraw" and is_own and state is not None:
        state.cancel(user=author)
        messages.info(request, _("The report is yours again. Send it to review when it is ready."))
        return redirect("edit_report", report.pk)
    context = {"report": report, "is_own": is_own, "is_in_review": state is not None}
    status = CONFLICT if request.method == "POST" else 200
    return render(request, "focusareas/writing/report_waiting.html", context, status=status)


def _activity(request: HttpRequest) -> Activity | None:
    """Return the activity that the address says is reported on."""
    asked = request.GET.get("activity", "")
    return Activity.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < MOST_DIGITS else None


def _danish() -> Any:
    """Return the reports that carry facts, each as the kind of page it is."""
    danish = ReportPage.objects.filter(locale__language_code=SOURCE_LANGUAGE, alias_of=None)
    return danish.select_related("latest_revision__user").specific()


def _editable_or_404(pk: int, author: User) -> ReportPage:
    """Return a report.

    Raises:
        Http404: there is none with this key.
        PermissionDenied: it is somebody else's.
    """
    report: ReportPage = get_object_or_404(_danish(), pk=pk)
    if not may_edit(report, author):
        raise PermissionDenied
    return report
