import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from focusareas.models.strategy import DANISH_PAGES, StrategicAim, StrategicObjective
from focusareas.reading.focus_area import read_focus_area
from networks.models import NetworkPage, Office, Place, SourceReference, Theme
from portal.blocks import RICH_TEXT_FEATURES, BodyStreamBlock
from portal.languages import Bilingual
from portal.pages import SourcedPage
from portal.panels import bilingual_panels, choice_panel, sources_panel


class FocusAreaPage(SourcedPage):
    """A strategic focus area of the action plan, with its purpose, goals and activities."""

    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, unique=True)
    purpose = RichTextField(_("purpose and background"), blank=True, features=RICH_TEXT_FEATURES)
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("more about it"))
    primary_objective = models.ForeignKey(
        StrategicObjective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="primary_focus_areas",
        verbose_name=_("objective it mainly serves"),
    )
    networks = ParentalManyToManyField(
        NetworkPage,
        blank=True,
        related_name="focus_areas",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("networks"),
    )
    themes = ParentalManyToManyField(Theme, blank=True, related_name="focus_areas", verbose_name=_("themes"))
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    source_only = (
        "number",
        "primary_objective",
        "networks",
        "themes",
        "sources",
        "other_names",
        "ties",
        "alignments",
    )
    source_required = ("number", "primary_objective")

    content_panels = [
        *SourcedPage.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("primary_objective")]),
        FieldPanel("purpose"),
        FieldPanel("body"),
        choice_panel("themes"),
        choice_panel("networks"),
        InlinePanel(
            "ties",
            heading=_("Partners, cities and methods"),
            label=_("Partner, city or method"),
            panels=[FieldPanel("kind"), bilingual_panels("name"), FieldPanel("place"), FieldPanel("source")],
        ),
        InlinePanel("alignments", heading=_("Objectives and aims it serves"), label=_("Objective or aim")),
        InlinePanel("other_names", heading=_("Other names"), label=_("Name")),
        sources_panel(),
    ]

    parent_page_types: ClassVar[list[str]] = ["focusareas.ActionPlanPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the goals, the activities and all that is tied to the focus area."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | read_focus_area(self.source, request.user)


class FocusAreaName(Orderable):
    """Another name of a focus area, as a document prints it."""

    focus_area = ParentalKey(FocusAreaPage, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=200)
    source = models.CharField(_("source"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.name


class FocusAreaTie(Orderable):
    """A partner, city, country, method or the like that a focus area names."""

    class Kind(models.TextChoices):
        """What is named."""

        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("city")
        COUNTRY = "country", _("country")
        METHOD = "method", _("method")
        PROJECT = "project", _("project")
        NETWORK = "network", _("network")
        DOCUMENT = "document", _("document")
        CONFERENCE = "conference", _("conference")
        WEBSITE = "website", _("website")

    focus_area = ParentalKey(FocusAreaPage, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name_da = models.CharField(_("name (Danish)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="focus_area_ties", verbose_name=_("place")
    )
    source = models.CharField(_("source"), max_length=250, blank=True)

    name = Bilingual()

    class Meta(Orderable.Meta):
        verbose_name = _("partner, city or method")
        verbose_name_plural = _("partners, cities and methods")

    def __str__(self) -> str:
        return self.name


class Alignment(Orderable):
    """What a document says a focus area serves: an objective of the strategy or an aim of the administration."""

    focus_area = ParentalKey(FocusAreaPage, on_delete=models.CASCADE, related_name="alignments")
    objective = models.ForeignKey(
        StrategicObjective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="alignments",
        verbose_name=_("objective"),
    )
    aim = models.ForeignKey(
        StrategicAim, on_delete=models.PROTECT, null=True, blank=True, related_name="alignments", verbose_name=_("aim")
    )
    source = models.ForeignKey(
        SourceReference, on_delete=models.PROTECT, related_name="alignments", verbose_name=_("source")
    )
    is_stated = models.BooleanField(
        _("stated"), default=True, help_text=_("Leave it off where it is read from the context.")
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=True) ^ Q(aim__isnull=True), name="alignment_with_objective_or_aim"
            )
        ]
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")

    def __str__(self) -> str:
        return f"{self.objective or self.aim} ({self.source})"

    def clean(self) -> None:
        """Check that exactly one of objective and aim is chosen.

        Raises:
            ValidationError: both or neither are chosen.
        """
        if bool(self.objective_id) == bool(self.aim_id):
            raise ValidationError(_("Choose either an objective or an aim."))


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    """Responsibilities by day."""

    def on(self, day: dt.date) -> Self:
        """Return the responsibilities of a day, at most one for a focus area."""
        return self.touching(day, day)

    def touching(self, start: dt.date, end: dt.date | None) -> Self:
        """Return the responsibilities that share a day with a period, which is open where it has no end."""
        rows = self.filter(Q(end__isnull=True) | Q(end__gte=start))
        return rows if end is None else rows.filter(start__lte=end)


class Responsibility(models.Model):
    """An office's responsibility for a focus area over a period; one office has it at a time."""

    focus_area = models.ForeignKey(
        FocusAreaPage,
        on_delete=models.PROTECT,
        related_name="responsibilities",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("focus area"),
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("office")
    )
    role_da = models.CharField(_("responsible role (Danish)"), max_length=200, blank=True)
    role_en = models.CharField(_("responsible role (English)"), max_length=200, blank=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day; empty where none is known."))
    sources = models.ManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    role = Bilingual()

    objects: ClassVar[Any] = ResponsibilityQuerySet.as_manager()

    class Meta:
        ordering = ["focus_area", "-start"]
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area"], condition=Q(end__isnull=True), name="one_open_responsibility"
            ),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="responsibility_dates"),
        ]
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")

    def __str__(self) -> str:
        return f"{self.focus_area}: {self.office}"

    def is_on(self, day: dt.date) -> bool:
        """Tell whether the office is responsible on a day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def clean(self) -> None:
        """Check the dates, and that no other office is responsible for the focus area in the period.

        Raises:
            ValidationError: it ends before it begins, or shares a day with another one.
        """
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end cannot be before the beginning.")})
        if self.focus_area_id and self.start:
            others = Responsibility.objects.filter(focus_area=self.focus_area_id).exclude(pk=self.pk)
            other = others.touching(self.start, self.end).select_related("office").order_by("start").first()
            if other is not None:
                message = _("%(office)s is responsible for the focus area on a day of this period; end that one first.")
                # Mend the end where the other begins later, and the beginning where it began before.
                field = "end" if other.start > self.start else "start"
                raise ValidationError({field: ValidationError(message, params={"office": other.office})})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check nothing more: `clean` has checked the same, and says it in words."""
