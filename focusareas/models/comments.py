from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportCommentQuerySet(models.QuerySet["ReportComment"]):
    """Comments by what is shown of them."""

    def with_authors(self) -> Self:
        """Fetch who wrote the comments, and their office."""
        return self.select_related("author__person__office")


class ReportComment(models.Model):
    """What a colleague says or asks about a report, the same on its Danish and its English page; for staff only."""

    report = models.ForeignKey(
        "focusareas.ReportPage", on_delete=models.CASCADE, related_name="comments", verbose_name=_("report")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="report_comments",
        verbose_name=_("author"),
    )
    text = models.TextField(_("your comment or question"), max_length=5000)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)

    objects: ClassVar[Any] = ReportCommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return self.text
