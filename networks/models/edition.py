from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from networks.models.network import NetworkPage
from networks.models.office import Office
from networks.models.person import Person, validate_phone
from networks.models.source import CitedModel
from portal.alphabet import alphabetical
from portal.languages import SOURCE_LANGUAGE, Bilingual
from portal.listing import containing
from portal.years import LAST_YEAR, validate_year


class DirectoryEditionQuerySet(models.QuerySet["DirectoryEdition"]):
    """Editions by what is shown of them."""

    def published(self) -> Self:
        """Return the editions for readers: one newer than the current edition is still being prepared."""
        current = DirectoryEdition.objects.filter(is_current=True).values("year")[:1]
        return self.filter(year__lte=Coalesce(Subquery(current), LAST_YEAR))

    def for_directory_page(self) -> Self:
        """Return the editions, the current one first, each with the number of its entries and whether readers see it."""
        is_published = Q(pk__in=DirectoryEdition.objects.published().values("pk"))
        return self.annotate(entry_count=Count("entries"), is_published=is_published).order_by("-is_current", "-year")


class DirectoryEdition(CitedModel):
    """The network directory of one year, kept as it was printed that year."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True, validators=[validate_year])
    is_current = models.BooleanField(_("current edition"), default=False)
    dating_is_stated = models.BooleanField(_("the edition states its year"), default=False)
    note_da = models.TextField(_("note (Danish)"), blank=True)
    note_en = models.TextField(_("note (English)"), blank=True)

    note = Bilingual()

    objects: ClassVar[Any] = DirectoryEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="one_current_edition")
        ]
        verbose_name = _("edition of the directory")
        verbose_name_plural = _("editions of the directory")

    def __str__(self) -> str:
        return str(self.year)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the only current edition to `save`, which takes the mark off the one before."""

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the edition; when it is current, the one that was so before is not any more."""
        if self.is_current:
            for before in DirectoryEdition.objects.filter(is_current=True).exclude(pk=self.pk):
                before.is_current = False
                before.save(update_fields=["is_current"])
        super().save(*args, **kwargs)

    def begin_with(self, earlier: "DirectoryEdition") -> None:
        """Copy the entries of an earlier edition, with their contacts, to go on from."""
        for entry in earlier.entries.all():
            contacts = list(entry.contacts.all())
            entry.pk, entry.edition = None, self
            for contact in contacts:
                contact.pk = None
            entry.contacts.set(contacts)
            entry.save()


def entry_orders() -> Mapping[str, Sequence[Any]]:
    """Return the orders of a directory by their name in the address; a minus turns one round."""
    theme, office = alphabetical("theme"), alphabetical("office__name")
    return {
        "printed": ["position", "pk"],
        "theme": [theme.asc(), "position", "pk"],
        "-theme": [theme.desc(), "position", "pk"],
        "name": ["network__title__alphabetical", "pk"],
        "-name": ["-network__title__alphabetical", "pk"],
        "office": [office.asc(nulls_last=True), "network__title__alphabetical", "pk"],
        "-office": [office.desc(nulls_last=True), "network__title__alphabetical", "pk"],
    }


class EditionEntryQuerySet(models.QuerySet["EditionEntry"]):
    """Entries by what is shown of them."""

    def published(self) -> Self:
        """Return the entries of the editions that are for readers."""
        return self.filter(edition__in=DirectoryEdition.objects.published())

    def containing(self, text: str) -> Self:
        """Return the entries whose network, subject or contacts contain a text."""
        return self.filter(
            containing(
                text,
                "printed_name",
                *("theme_da", "theme_en", "purpose_da", "purpose_en"),
                *("office__name_da", "office__name_en"),
            )
            | Q(network__in=NetworkPage.objects.named(text).values("pk"))
            | Q(pk__in=EditionContact.objects.filter(containing(text, "name", "email")).values("entry"))
        )

    def with_contacts(self) -> Self:
        """Fetch what a table of entries shows: edition, office, and the contacts with their persons."""
        contacts = EditionContact.objects.select_related("person")
        return self.select_related("edition", "office").prefetch_related(Prefetch("contacts", queryset=contacts))

    def newest_first(self) -> Self:
        """Order the entries by edition, the newest first."""
        return self.order_by("-edition__year", "position")


class EditionEntry(ClusterableModel):
    """A network in one edition of the directory, with the texts and contacts of that day."""

    edition = models.ForeignKey(
        DirectoryEdition, on_delete=models.PROTECT, related_name="entries", verbose_name=_("edition")
    )
    network = models.ForeignKey(
        NetworkPage,
        on_delete=models.PROTECT,
        related_name="entries",
        limit_choices_to={"locale__language_code": SOURCE_LANGUAGE},
        verbose_name=_("network"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    printed_name = models.CharField(_("name as printed"), max_length=200)
    group_heading_da = models.CharField(_("group heading (Danish)"), max_length=200, blank=True)
    group_heading_en = models.CharField(_("group heading (English)"), max_length=200, blank=True)
    theme_da = models.CharField(_("theme (Danish)"), max_length=150, blank=True)
    theme_en = models.CharField(_("theme (English)"), max_length=150, blank=True)
    purpose_da = models.TextField(_("purpose (Danish)"), blank=True)
    purpose_en = models.TextField(_("purpose (English)"), blank=True)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="edition_entries",
        verbose_name=_("responsible office"),
    )

    group_heading = Bilingual()
    theme = Bilingual()
    purpose = Bilingual()

    objects: ClassVar[Any] = EditionEntryQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "network"], name="network_once_per_edition"),
        ]
        verbose_name = _("directory entry")
        verbose_name_plural = _("directory entries")

    def __str__(self) -> str:
        return f"{self.printed_name} ({self.edition})"

    def clean(self) -> None:
        """Check that the network is the Danish page.

        Raises:
            ValidationError: it is a translation.
        """
        if self.network_id and self.network.locale.language_code != SOURCE_LANGUAGE:
            raise ValidationError({"network": _("Choose the Danish page.")})


class EditionContact(Orderable):
    """A contact as an edition gives it: name, office and numbers of that day, whatever the person's are now."""

    entry = ParentalKey(EditionEntry, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="edition_contacts",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    title_da = models.CharField(_("job title (Danish)"), max_length=150, blank=True)
    title_en = models.CharField(_("job title (English)"), max_length=150, blank=True)
    office_name_da = models.CharField(_("office (Danish)"), max_length=150, blank=True)
    office_name_en = models.CharField(_("office (English)"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_phone])

    title = Bilingual()
    office_name = Bilingual()

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name
