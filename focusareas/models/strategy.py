from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from focusareas.strategies import strategy_page
from networks.models import NetworkPage, SourceReference
from networks.models.source import CitedModel
from portal.blocks import RICH_TEXT_FEATURES
from portal.languages import SOURCE_LANGUAGE, Bilingual
from portal.pages import SourcedPage
from portal.panels import sources_panel

DANISH_PAGES = {"locale__language_code": SOURCE_LANGUAGE}


class StrategyPage(SourcedPage):
    """A strategy the committee or the council adopted: the city's international one or the Social Strategy of 2014."""

    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)
    editorial_note = models.TextField(
        _("editorial note"), blank=True, help_text=_("What the portal adds that the document does not say.")
    )
    adopted_text = models.CharField(_("adopted, as printed"), max_length=100, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=150, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    period_start = models.DateField(_("in force from"), null=True, blank=True)
    period_end = models.DateField(_("in force to"), null=True, blank=True)
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    source_only = ("adopted_on", "period_start", "period_end", "sources")

    content_panels = [
        *SourcedPage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("adopted_on"), FieldPanel("adopted_text"), FieldPanel("adopted_by")]),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            ],
            heading=_("Adoption and period"),
        ),
        FieldPanel("editorial_note"),
        sources_panel(),
    ]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")

    def clean(self) -> None:
        """Check the order of the dates.

        Raises:
            ValidationError: the strategy ends before it begins.
        """
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("The end cannot be before the beginning.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the strategy says and how the plan's focus areas serve it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | strategy_page(self.source, request.user)


class VisionPoint(CitedModel):
    """A point of a strategy's vision."""

    strategy = models.ForeignKey(
        StrategyPage,
        on_delete=models.PROTECT,
        related_name="vision_points",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("strategy"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text_da = models.TextField(_("text (Danish)"))
    text_en = models.TextField(_("text (English)"), blank=True)

    text = Bilingual()

    class Meta:
        ordering = ["number"]
        verbose_name = _("vision point")
        verbose_name_plural = _("vision points")

    def __str__(self) -> str:
        return self.text


class StrategicObjective(CitedModel):
    """An objective of the international strategy (strategimål), such as "Den lærende by"."""

    strategy = models.ForeignKey(
        StrategyPage,
        on_delete=models.PROTECT,
        related_name="objectives",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("strategy"),
    )
    slug = models.SlugField(_("code"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_da = models.CharField(_("name (Danish)"), max_length=150)
    name_en = models.CharField(_("name (English)"), max_length=150, blank=True)
    gist_da = models.TextField(_("what it is about (Danish)"))
    gist_en = models.TextField(_("what it is about (English)"), blank=True)
    administration_part_da = models.TextField(_("the administration's part (Danish)"), blank=True)
    administration_part_en = models.TextField(_("the administration's part (English)"), blank=True)

    name = Bilingual()
    gist = Bilingual()
    administration_part = Bilingual()

    class Meta:
        ordering = ["position"]
        verbose_name = _("strategic objective")
        verbose_name_plural = _("strategic objectives")

    def __str__(self) -> str:
        return self.name


class StrategicAim(CitedModel):
    """One of the administration's six aims (målsætninger) under its mission."""

    strategy = models.ForeignKey(
        StrategyPage,
        on_delete=models.PROTECT,
        related_name="aims",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("strategy"),
    )
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    text_da = models.TextField(_("text (Danish)"))
    text_en = models.TextField(_("text (English)"), blank=True)

    text = Bilingual()

    class Meta:
        ordering = ["number"]
        verbose_name = _("aim")
        verbose_name_plural = _("aims")

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class StrategyPrinciple(models.Model):
    """A principle of the Social Strategy."""

    strategy = models.ForeignKey(
        StrategyPage,
        on_delete=models.PROTECT,
        related_name="principles",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("strategy"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name_da = models.CharField(_("name (Danish)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    is_stated = models.BooleanField(
        _("its chapters are stated"),
        default=True,
        help_text=_("Off where the chapters under it are read from the content."),
    )

    name = Bilingual()

    class Meta:
        ordering = ["number"]
        verbose_name = _("principle")
        verbose_name_plural = _("principles")

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class StrategyChapter(ClusterableModel):
    """A sub-chapter under a principle, with its commitments and, in some, an example of good practice."""

    principle = models.ForeignKey(
        StrategyPrinciple, on_delete=models.PROTECT, related_name="chapters", verbose_name=_("principle")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title_da = models.CharField(_("title (Danish)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    example_title_da = models.CharField(_("title of the example (Danish)"), max_length=200, blank=True)
    example_title_en = models.CharField(_("title of the example (English)"), max_length=200, blank=True)
    example_text_da = models.TextField(_("example (Danish)"), blank=True)
    example_text_en = models.TextField(_("example (English)"), blank=True)
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    title = Bilingual()
    example_title = Bilingual()
    example_text = Bilingual()

    class Meta:
        ordering = ["principle__number", "position"]
        verbose_name = _("sub-chapter")
        verbose_name_plural = _("sub-chapters")

    def __str__(self) -> str:
        return self.title


class Commitment(Orderable):
    """Something the Social Strategy commits the administration to."""

    chapter = ParentalKey(StrategyChapter, on_delete=models.CASCADE, related_name="commitments")
    text_da = models.TextField(_("text (Danish)"))
    text_en = models.TextField(_("text (English)"), blank=True)

    text = Bilingual()

    class Meta(Orderable.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return self.text


class Benchmark(CitedModel):
    """A benchmark (pejlemærke) of the Social Strategy; its links to the plan are the portal's own suggestion."""

    strategy = models.ForeignKey(
        StrategyPage,
        on_delete=models.PROTECT,
        related_name="benchmarks",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("strategy"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name_da = models.CharField(_("name (Danish)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    possible_focus_areas = models.ManyToManyField(
        "focusareas.FocusAreaPage",
        blank=True,
        related_name="possible_benchmarks",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("possible focus areas"),
        help_text=_("An editorial suggestion; the documents do not link them."),
    )
    possible_networks = models.ManyToManyField(
        NetworkPage,
        blank=True,
        related_name="possible_benchmarks",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("possible networks"),
    )

    name = Bilingual()

    class Meta:
        ordering = ["number"]
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"
