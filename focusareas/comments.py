"""Comments on reports: how they are written, and who may remove them."""

from typing import Any

from django import forms

from focusareas.models.comments import ReportComment
from portal.models import User


class CommentForm(forms.ModelForm[ReportComment]):
    """What a colleague writes under a report."""

    class Meta:
        model = ReportComment
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


def removes_all(report: Any, user: User) -> bool:
    """Tell whether the user may remove everybody's comments on a report: whoever may publish it may."""
    return bool(report.permissions_for_user(user).can_publish())


def may_remove(comment: ReportComment, user: User) -> bool:
    """Tell whether the user may remove a comment: its author may, and whoever may publish the report."""
    return comment.author_id == user.pk or removes_all(comment.report, user)
