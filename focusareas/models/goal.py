from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, RevisionMixin

from focusareas.models.focus_area import FocusAreaPage
from focusareas.models.strategy import DANISH_PAGES
from focusareas.querysets import GoalQuerySet
from networks.models import SourceReference
from portal.languages import SOURCE_LANGUAGE, Bilingual
from portal.years import validate_year


class Goal(DraftStateMixin, RevisionMixin, ClusterableModel):
    """A goal of a focus area, assessed once a year; its code stays, whatever number a document prints."""

    code = models.CharField(_("code"), max_length=10, unique=True, help_text=_("Such as 1.2; it never changes."))
    focus_area = models.ForeignKey(
        FocusAreaPage,
        on_delete=models.PROTECT,
        related_name="goals",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("focus area"),
    )
    text_da = models.TextField(_("goal (Danish)"))
    text_en = models.TextField(_("goal (English)"), blank=True)
    number_in_plan = models.CharField(_("number in the plan's text"), max_length=10, blank=True)
    number_in_annex = models.CharField(_("number in the plan's appendix"), max_length=10, blank=True)
    number_in_status = models.CharField(_("number in the status table"), max_length=10, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    target_count = models.PositiveSmallIntegerField(_("target"), null=True, blank=True, help_text=_("How many a year."))
    target_is_minimum = models.BooleanField(_("at least that many"), default=False)
    target_from_year = models.PositiveSmallIntegerField(
        _("target from the year"), null=True, blank=True, validators=[validate_year]
    )
    target_to_year = models.PositiveSmallIntegerField(
        _("target to the year"), null=True, blank=True, validators=[validate_year]
    )
    changed_in = models.PositiveSmallIntegerField(
        _("changed in the year"), null=True, blank=True, validators=[validate_year]
    )
    changed_to_da = models.TextField(_("changed to (Danish)"), blank=True)
    changed_to_en = models.TextField(_("changed to (English)"), blank=True)
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    text = Bilingual()
    changed_to = Bilingual()

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["focus_area__number", "code"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        permissions = [("edit_all_offices", gettext_noop("Can edit the plan of every office"))]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    def clean(self) -> None:
        """Check that the focus area is the Danish page and that the years are in order.

        Raises:
            ValidationError: it is a translation, or the target ends before it begins.
        """
        if self.focus_area_id and self.focus_area.locale.language_code != SOURCE_LANGUAGE:
            raise ValidationError({"focus_area": _("Choose the Danish page.")})
        if self.target_from_year and self.target_to_year and self.target_to_year < self.target_from_year:
            raise ValidationError({"target_to_year": _("The end cannot be before the beginning.")})


class Assessment(models.Model):
    """How far a goal was reached in a year, and why."""

    class Status(models.TextChoices):
        """The six answers a status report gives."""

        ACHIEVED = "achieved", _("achieved")
        PARTLY = "partly", _("partly achieved")
        POSTPONED = "postponed", _("postponed")
        NOT_MET = "not_met", _("not met")
        DISCONTINUED = "discontinued", _("discontinued")
        NOT_DUE = "not_due", _("not due yet")

    goal = ParentalKey(Goal, on_delete=models.CASCADE, related_name="assessments")
    year = models.PositiveSmallIntegerField(_("year"), validators=[validate_year])
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    reason_da = models.TextField(_("reason (Danish)"))
    reason_en = models.TextField(_("reason (English)"), blank=True)
    is_stated = models.BooleanField(
        _("stated"), default=True, help_text=_("Off where the status is read from the context, not stated in words.")
    )
    source = models.ForeignKey(
        SourceReference,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("source"),
    )

    reason = Bilingual()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["goal", "year"], name="one_assessment_per_year")]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    def __str__(self) -> str:
        return f"{self.year}: {self.get_status_display()}"
