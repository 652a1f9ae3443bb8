from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from focusareas.models.strategy import DANISH_PAGES, StrategyPage
from focusareas.reading.plan import read_action_plan
from networks.models import SourceReference
from portal.blocks import RICH_TEXT_FEATURES
from portal.pages import SourcedPage
from portal.panels import sources_panel


class ActionPlanPage(SourcedPage):
    """The international action plan: its focus areas, and all goals and activities in four columns."""

    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)
    strategy = models.ForeignKey(
        StrategyPage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_plans",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("strategy"),
    )
    period_start = models.DateField(_("in force from"), null=True, blank=True)
    period_end = models.DateField(_("in force to"), null=True, blank=True)
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    source_only = ("strategy", "period_start", "period_end", "sources")
    source_required = ("period_start", "period_end")

    content_panels = [
        *SourcedPage.content_panels,
        FieldPanel("body"),
        FieldPanel("strategy"),
        FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
        sources_panel(),
    ]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["focusareas.FocusAreaPage"]

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")

    def clean(self) -> None:
        """Check the order of the dates.

        Raises:
            ValidationError: the plan ends before it begins.
        """
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("The end cannot be before the beginning.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the activity plan, narrowed by the filters in the address."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | read_action_plan(self.source, request.user, request.GET)
