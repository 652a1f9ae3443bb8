"""What writing a report needs beside the report: whether others look at it first, and what its author found missing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from focusareas.models.reports import ReportPage


@register_setting(icon="doc-full", order=300)
class ReportSettings(BaseGenericSetting):
    """How reports written on the site are published; the coordinator decides."""

    needs_review = models.BooleanField(
        _("reports are looked at before they are published"),
        default=False,
        help_text=_("Off: the author publishes at once. On: the author asks for review, and an approver publishes."),
    )

    class Meta:
        verbose_name = _("publishing of reports")


class Suggestion(models.Model):
    """A theme or a place that the author of a report did not find; the coordinator accepts or declines it."""

    class Kind(models.TextChoices):
        """What is missing."""

        THEME = "theme", _("theme")
        PLACE = "place", _("place")

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    NAME_LENGTH: ClassVar[int] = 100

    report = models.ForeignKey(
        ReportPage, on_delete=models.CASCADE, related_name="suggestions", verbose_name=_("report")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("suggested by"),
    )
    suggested_at = models.DateTimeField(_("suggested on"), auto_now_add=True)

    class Meta:
        ordering = ["-suggested_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["report", "kind", "name"], name="suggestion_once_a_report")]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self) -> str:
        return self.name
