from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from networks.models.office import Office
from networks.models.place import Place
from networks.models.source import SourceReference
from networks.models.theme import Theme
from portal.blocks import RICH_TEXT_FEATURES
from portal.languages import SOURCE_LANGUAGE, Bilingual
from portal.pages import BasePage, SourcedPage
from portal.panels import bilingual_panels, choice_panel, sources_panel


class NetworkIndexPage(BasePage):
    """The directory: the networks the administration takes part in, edition by edition."""

    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.NetworkPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("network directory")
        verbose_name_plural = _("network directories")


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
