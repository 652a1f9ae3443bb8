"""Writing under a report, and changing or removing what was written."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from focusareas.comments import CommentForm, may_remove
from focusareas.models import ReportComment, ReportPage
from focusareas.telling import tell_authors
from portal.languages import active_language
from portal.models import User
from portal.requests import reader_of, shown_or_sent, take_turns


@shown_or_sent
def write_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a comment under a report and tell its authors; what cannot be taken stays in the form."""
    report = get_object_or_404(ReportPage.objects.danish(), pk=pk)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        comment = _keep(report, reader_of(request), form.cleaned_data["text"])
        messages.success(request, _("Your comment is under the report."))
        return _back(report, f"comment-{comment.pk}")
    return _ask(request, report, form, _("Write a comment or a question"))


@shown_or_sent
def edit_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody change their own comment."""
    comment = _comment_or_404(pk, author=reader_of(request))
    form = CommentForm(request.POST or None, instance=comment)
    if form.is_valid():
        if form.has_changed():
            form.instance.edited_at = timezone.now()
            form.save()
        messages.success(request, _("Your comment is changed."))
        return _back(comment.report, f"comment-{comment.pk}")
    return _ask(request, comment.report, form, _("Change your comment"))


@shown_or_sent
def delete_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a comment once its author, or somebody who may publish the report, has said so again.

    Raises:
        PermissionDenied: the comment is somebody else's.
    """
    comment = _comment_or_404(pk)
    if not may_remove(comment, reader_of(request)):
        raise PermissionDenied
    if request.method == "POST":
        comment.delete()
        messages.success(request, _("The comment is deleted."))
        return _back(comment.report, "comments")
    context = {"comment": comment, "report": _shown(comment.report)}
    return render(request, "focusareas/delete_comment.html", context)


def _keep(report: ReportPage, author: User, text: str) -> ReportComment:
    """Return the comment, which is kept once where the button was pressed twice."""
    with transaction.atomic():
        take_turns(author)
        last: ReportComment | None = ReportComment.objects.filter(report=report).last()
        if last and last.author_id == author.pk and last.text == text:
            return last
        comment: ReportComment = ReportComment.objects.create(report=report, author=author, text=text)
        transaction.on_commit(partial(tell_authors.enqueue, comment.pk), robust=True)
    return comment


def _ask(request: HttpRequest, report: ReportPage, form: CommentForm, title: str) -> HttpResponse:
    context = {"report": _shown(report), "form": form, "title": title}
    return render(request, "focusareas/comment_form.html", context)


def _back(report: ReportPage, anchor: str) -> HttpResponse:
    return redirect(f"{_shown(report).url}#{anchor}")


def _shown(report: ReportPage) -> ReportPage:
    """Return the report in the reader's language, in Danish where it is not translated."""
    return report.translations.get(active_language(), report)


def _comment_or_404(pk: int, **conditions: Any) -> ReportComment:
    comments = ReportComment.objects.with_authors().select_related("report")
    comment: ReportComment = get_object_or_404(comments, pk=pk, report__live=True, **conditions)
    return comment
