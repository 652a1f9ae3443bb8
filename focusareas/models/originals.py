"""The file that a report was begun from, beside the report until all that was taken from it has been checked."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from focusareas.models.reports import ReportPage


class ReportOriginal(models.Model):
    """A text document that filled a report's form: what it says, what was left out, and what nobody has checked yet."""

    EVERYTHING: ClassVar[str] = "all"

    report = models.OneToOneField(
        ReportPage, on_delete=models.CASCADE, related_name="original", verbose_name=_("report")
    )
    file_name = models.CharField(_("file name"), max_length=255)
    pieces = models.JSONField(_("text"), default=list)
    told = models.JSONField(_("left out"), default=dict)
    unchecked = models.JSONField(_("not checked"), default=list)

    class Meta:
        verbose_name = _("original of a report")
        verbose_name_plural = _("originals of reports")

    def __str__(self) -> str:
        return self.file_name

    def check_off(self, names: Iterable[str]) -> None:
        """Note that fields of the form have been checked against the file, by their names or `EVERYTHING`."""
        checked = set(names)
        left = [] if self.EVERYTHING in checked else [name for name in self.unchecked if name not in checked]
        if left != self.unchecked:
            self.unchecked = left
            self.save(update_fields=["unchecked"])
