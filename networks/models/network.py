from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager

from networks.models.office import Office
from networks.models.place import Place
from networks.models.source import SourceReference
from networks.models.theme import Theme
from portal.blocks import RICH_TEXT_FEATURES
from portal.languages import SOURCE_LANGUAGE, Bilingual
from portal.listing import containing
from portal.pages import PortalPageQuerySet, SourcedPage
from portal.panels import bilingual_panels, choice_panel, sources_panel

# Of what a network has most of; the lists behind them show the rest.
SHOWN = 50


class NetworkPageQuerySet(PortalPageQuerySet):
    """Networks by name and by what is shown of them."""

    def named(self, text: str) -> Self:
        """Return the networks with the text in their name, abbreviation or one of their other names."""
        return self.filter(
            containing(text, "title", "abbreviation")
            | Q(pk__in=NetworkName.objects.filter(containing(text, "name")).values("network"))
        )

    def tied_to(self, places: models.QuerySet[Place]) -> Self:
        """Return the networks with members in one of the places, that work or have met there."""
        meetings = NetworkMeeting.objects.filter(place__in=places).values("network")
        tied = Q(member_places__in=places) | Q(named_places__in=places) | Q(pk__in=meetings)
        return self.filter(pk__in=self.filter(tied).values("pk"))

    def outside_directory(self) -> Self:
        """Return the Danish pages of the networks named in the documents but not meant for the directory."""
        return self.danish().filter(in_directory=False).select_related("office").order_by("title__alphabetical")

    def family_of(self, network: "NetworkPage") -> Self:
        """Return the Danish pages of a network, of the network it is part of and of its own groups."""
        relatives = Q(pk=network.pk) | Q(pk=network.parent_network_id) | Q(parent_network=network.pk)
        return self.danish().filter(relatives).select_related("office").order_by("title__alphabetical")


class NetworkPage(SourcedPage):
    """A network, forum or working group, one entry through all its names; its title is its official name."""

    class Kind(models.TextChoices):
        """What sort of co-operation it is, as the documents describe it."""

        DIRECTORY = "directory", _("network in the directory")
        PARENT = "parent_network", _("parent network")
        WORKING_GROUP = "working_group", _("working group")
        PLANNED = "planned", _("planned")
        COOPERATION = "cooperation", _("co-operation")
        INFORMAL = "informal", _("informal network")
        TEMPORARY = "temporary", _("temporary group")
        IN_PREPARATION = "in_preparation", _("in preparation")
        PEER_GROUP = "peer_group", _("peer group")
        CONSULTATIVE_BODY = "consultative_body", _("consultative body")

    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.DIRECTORY)
    in_directory = models.BooleanField(
        _("belongs in the directory"), default=True, help_text=_("Leave it off for co-operation named elsewhere only.")
    )
    purpose = RichTextField(_("purpose"), blank=True, features=RICH_TEXT_FEATURES)
    value = RichTextField(_("what it gives us"), blank=True, features=RICH_TEXT_FEATURES)
    parent_network = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subgroups",
        limit_choices_to={"locale__language_code": SOURCE_LANGUAGE},
        verbose_name=_("part of"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="networks",
        verbose_name=_("responsible office"),
    )
    member_places = ParentalManyToManyField(
        Place, blank=True, related_name="member_of_networks", verbose_name=_("member cities")
    )
    named_places = ParentalManyToManyField(
        Place, blank=True, related_name="named_by_networks", verbose_name=_("other cities named")
    )
    other_administrations = models.TextField(
        _("other administrations taking part"), blank=True, help_text=_("One a line, by their official names.")
    )
    themes = ParentalManyToManyField(Theme, blank=True, related_name="networks", verbose_name=_("themes"))
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    source_only = (
        "abbreviation",
        "kind",
        "in_directory",
        "parent_network",
        "office",
        "member_places",
        "named_places",
        "other_administrations",
        "themes",
        "sources",
        "other_names",
        "meetings",
    )

    content_panels = [
        *SourcedPage.content_panels,
        FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("kind"), FieldPanel("in_directory")]),
        FieldPanel("purpose"),
        FieldPanel("value"),
        MultiFieldPanel([FieldPanel("parent_network"), FieldPanel("office")], heading=_("Belongs to")),
        choice_panel("themes"),
        MultiFieldPanel(
            [choice_panel("member_places"), choice_panel("named_places"), FieldPanel("other_administrations")],
            heading=_("Who takes part"),
            classname="collapsed",
        ),
        InlinePanel(
            "meetings",
            heading=_("Meetings"),
            label=_("Meeting"),
            panels=[
                bilingual_panels("period_text"),
                FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("is_held")]),
                FieldPanel("place"),
                bilingual_panels("text"),
                FieldPanel("source"),
            ],
        ),
        InlinePanel("other_names", heading=_("Other names"), label=_("Name")),
        sources_panel(),
    ]
    parent_page_types: ClassVar[list[str]] = ["networks.NetworkIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    objects: ClassVar[Any] = PageManager.from_queryset(NetworkPageQuerySet)()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def clean(self) -> None:
        """Check that the network is not part of itself.

        Raises:
            ValidationError: the parent is the network itself or not a Danish page.
        """
        super().clean()
        if self.parent_network_id and self.parent_network_id == self.pk:
            raise ValidationError({"parent_network": _("A network cannot be part of itself.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows: to visitors who are not signed in no contact, office or closed page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        source = self.source
        family = NetworkPage.objects.family_of(source).in_reader_language_by_id()
        own = family.pop(source.pk, None)
        relatives = [page for page in family.values() if page.is_readable_by(request.user)]
        context |= {
            "parent_network": next((page for page in relatives if page.source.pk == source.parent_network_id), None),
            "subgroups": [page for page in relatives if page.source.pk != source.parent_network_id],
            "other_names": source.other_names.all(),
            "themes": source.themes.all(),
            "places": Place.objects.for_network_page(source),
            "meetings": source.meetings.select_related("place").order_by("is_held", "-start", "sort_order"),
        }
        if request.user.is_authenticated:
            context |= self._internal_context(own.source.office if own else None)
        return context

    def _internal_context(self, office: Office | None) -> dict[str, Any]:
        """Return what only staff may see."""
        source: Any = self.source
        entries = list(source.entries.published().with_contacts().newest_first())
        return {
            "office": office,
            "entries": entries,
            "current_entry": next((entry for entry in entries if entry.edition.is_current), None),
            "focus_areas": source.focus_areas.danish().order_by("number").in_reader_language(),
            "reports": source.reports.danish().order_by("-start_date", "-pk")[:SHOWN].in_reader_language(),
            "activities": source.activities.order_by("-start", "code")[:SHOWN],
            "sources": source.sources.select_related("document"),
        }


class NetworkName(Orderable):
    """Another name of a network, as a document prints it."""

    network = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=200)
    source = models.CharField(_("source"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.name


class NetworkMeeting(Orderable):
    """A meeting of a network, held or planned, with the period as printed."""

    network = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="meetings")
    period_text_da = models.CharField(_("period as printed (Danish)"), max_length=120)
    period_text_en = models.CharField(_("period (English)"), max_length=120, blank=True)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to"), null=True, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="network_meetings", verbose_name=_("place")
    )
    text_da = models.CharField(_("what (Danish)"), max_length=250)
    text_en = models.CharField(_("what (English)"), max_length=250, blank=True)
    is_held = models.BooleanField(_("held"), default=False)
    source = models.CharField(_("source"), max_length=250, blank=True)

    period_text = Bilingual()
    text = Bilingual()

    class Meta(Orderable.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.period_text}: {self.text}"

    def clean(self) -> None:
        """Check the order of the dates.

        Raises:
            ValidationError: the meeting ends before it begins.
        """
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end cannot be before the beginning.")})
