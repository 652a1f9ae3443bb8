from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from focusareas.models.activity import Activity
from focusareas.models.focus_area import FocusAreaPage
from focusareas.models.strategy import DANISH_PAGES
from focusareas.panels import trials_panel
from focusareas.reading.comments import read_comments
from focusareas.reading.reports import read_report, read_report_list
from networks.models import NetworkPage, Office, Person, Place, SourceReference, Theme
from portal.blocks import RICH_TEXT_FEATURES, BodyStreamBlock
from portal.pages import BasePage, SourcedPage
from portal.panels import choice_panel, sources_panel


class ReportIndexPage(BasePage):
    """All reports, newest first."""

    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["focusareas.TripReportPage", "focusareas.ActivityReportPage"]

    class Meta:
        verbose_name = _("report list")
        verbose_name_plural = _("report lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the reports, narrowed and sorted as the address says."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | read_report_list(ReportPage.objects.danish(), FocusAreaPage.objects.danish(), request)


class ReportPage(SourcedPage):
    """What somebody brought home: one table for both kinds of report, so that one query lists them all."""

    start_date = models.DateField(_("from"), null=True, blank=True)
    end_date = models.DateField(_("to"), null=True, blank=True)
    date_is_uncertain = models.BooleanField(_("the date is uncertain"), default=False)
    type = models.CharField(_("type"), max_length=30, choices=Activity.Type.choices, blank=True)
    learning = RichTextField(_("what we learned"), blank=True, features=RICH_TEXT_FEATURES)
    purpose = RichTextField(_("purpose"), blank=True, features=RICH_TEXT_FEATURES)
    usable = RichTextField(_("what we can use here"), blank=True, features=RICH_TEXT_FEATURES)
    next_steps = RichTextField(_("what we will try"), blank=True, features=RICH_TEXT_FEATURES)
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("programme and details"))
    participants = models.TextField(_("participants"), blank=True, help_text=_("Roles and offices, in words."))
    country = CountryField(_("country"), blank=True, help_text=_("The visitors' country, or a country without a city."))
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("office")
    )
    authors = ParentalManyToManyField(Person, blank=True, related_name="reports", verbose_name=_("authors"))
    places = ParentalManyToManyField(Place, blank=True, related_name="reports", verbose_name=_("places"))
    themes = ParentalManyToManyField(Theme, blank=True, related_name="reports", verbose_name=_("themes"))
    focus_areas = ParentalManyToManyField(
        FocusAreaPage, blank=True, related_name="reports", limit_choices_to=DANISH_PAGES, verbose_name=_("focus areas")
    )
    networks = ParentalManyToManyField(
        NetworkPage, blank=True, related_name="reports", limit_choices_to=DANISH_PAGES, verbose_name=_("networks")
    )
    activities = ParentalManyToManyField(Activity, blank=True, related_name="reports", verbose_name=_("activities"))
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    source_only = (
        "start_date",
        "end_date",
        "date_is_uncertain",
        "type",
        "country",
        "office",
        "authors",
        "places",
        "themes",
        "focus_areas",
        "networks",
        "activities",
        "sources",
        "attachments",
        "trials",
    )
    source_required = ("start_date", "end_date")
    joins = ("office",)

    content_panels = [
        *SourcedPage.content_panels,
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date"), FieldPanel("date_is_uncertain")]),
        FieldRowPanel([FieldPanel("type"), FieldPanel("office"), FieldPanel("country")]),
        choice_panel("places"),
        choice_panel("themes"),
        FieldPanel("learning"),
        FieldPanel("purpose"),
        FieldPanel("usable"),
        FieldPanel("next_steps"),
        trials_panel(),
        FieldPanel("body"),
        MultiFieldPanel([choice_panel("authors"), FieldPanel("participants")], heading=_("Who took part")),
        MultiFieldPanel(
            [choice_panel("focus_areas"), choice_panel("networks"), choice_panel("activities")],
            heading=_("Belongs to"),
            classname="collapsed",
        ),
        InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment")),
        sources_panel(),
    ]

    parent_page_types: ClassVar[list[str]] = ["focusareas.ReportIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    is_creatable = False

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["-start_date"])]

    @property
    def kind_label(self) -> str:
        """Return what sort of report it is, in the reader's language."""
        return capfirst(str(self.cached_content_type.model_class()._meta.verbose_name))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the report is tied to."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        is_draft = getattr(request, "is_preview", False)
        context |= read_report(self, request.user, is_draft=is_draft)
        return context if is_draft else context | read_comments(self.source, request)

    def clean(self) -> None:
        """Check the order of the dates.

        Raises:
            ValidationError: the report's period ends before it begins.
        """
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The end cannot be before the beginning.")})


class ReportAttachment(Orderable):
    """A file that belongs to a report."""

    report = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "portal.PortalDocument", on_delete=models.PROTECT, related_name="attachments", verbose_name=_("document")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return str(self.document)


class TripReportPage(ReportPage):
    """A report from a journey: a conference, meeting, course or study tour abroad."""

    parent_page_types: ClassVar[list[str]] = ["focusareas.ReportIndexPage"]
    template = "focusareas/report_page.html"

    class Meta:
        verbose_name = _("trip report")
        verbose_name_plural = _("trip reports")


class ActivityReportPage(ReportPage):
    """A report from an activity at home: a visit received, a seminar held, a briefing."""

    parent_page_types: ClassVar[list[str]] = ["focusareas.ReportIndexPage"]
    template = "focusareas/report_page.html"

    class Meta:
        verbose_name = _("activity report")
        verbose_name_plural = _("activity reports")
