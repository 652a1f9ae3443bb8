"""The comments and questions under a report."""

from typing import Any

from django.http import HttpRequest

from focusareas.comments import CommentForm, removes_all
from focusareas.models.comments import ReportComment
from portal.models import User

# The newest, in the order they were written; the others are a click away.
SHOWN = 20


def read_comments(report: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of the comments on a Danish page, in two queries at most; none for visitors.

    Args:
        report: the page.
        request: with `comments=all` in its address it shows them all.
    """
    if not isinstance(request.user, User):
        return {}
    newest = ReportComment.objects.filter(report=report).with_authors().order_by("-written_at", "-pk")
    shows_all = request.GET.get("comments") == "all"
    found = list(newest if shows_all else newest[: SHOWN + 1])
    comments = found if shows_all else found[:SHOWN]
    is_by_others = any(comment.author_id != request.user.pk for comment in comments)
    return {
        "comments": comments[::-1],
        "has_earlier_comments": len(found) > len(comments),
        "removes_all": is_by_others and removes_all(report, request.user),
        "comment_form": CommentForm(),
    }
