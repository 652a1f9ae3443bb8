from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from networks.models import Office, Person, SourceReference
from networks.models.source import CitedModel
from portal.languages import Bilingual


class CoordinationRole(CitedModel):
    """Somebody with a part in the international work, and what the documents give them to do."""

    slug = models.SlugField(_("code"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_da = models.CharField(_("name (Danish)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    tasks_da = models.TextField(_("tasks (Danish)"))
    tasks_en = models.TextField(_("tasks (English)"), blank=True)
    # Without an index, which a dozen roles do not need and whose making would lock the table.
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="coordination_roles",
        verbose_name=_("person"),
        help_text=_("Who has the role now and can be asked; shown to staff."),
    )

    name = Bilingual()
    tasks = Bilingual()

    class Meta:
        ordering = ["position"]
        verbose_name = _("role in the work")
        verbose_name_plural = _("roles in the work")

    def __str__(self) -> str:
        return self.name


class CoordinationDuty(ClusterableModel):
    """A duty of the office that coordinates, with each document's wording."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    text_da = models.CharField(_("duty (Danish)"), max_length=250)
    text_en = models.CharField(_("duty (English)"), max_length=250, blank=True)

    text = Bilingual()

    class Meta:
        ordering = ["code"]
        verbose_name = _("duty of the coordination")
        verbose_name_plural = _("duties of the coordination")

    def __str__(self) -> str:
        return self.text


class DutyWording(Orderable):
    """What a document says of a duty."""

    duty = ParentalKey(CoordinationDuty, on_delete=models.CASCADE, related_name="wordings")
    source = models.ForeignKey(
        SourceReference, on_delete=models.PROTECT, related_name="duty_wordings", verbose_name=_("source")
    )
    text_da = models.CharField(_("wording (Danish)"), max_length=250)
    text_en = models.CharField(_("wording (English)"), max_length=250, blank=True)

    text = Bilingual()

    class Meta(Orderable.Meta):
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return f"{self.source}: {self.text}"


class ContactGroupMember(models.Model):
    """An office's member of the international contact group over a period."""

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="contact_group_members", verbose_name=_("office")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_group_memberships",
        verbose_name=_("person"),
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["office__name_da__alphabetical"]
        verbose_name = _("member of the contact group")
        verbose_name_plural = _("members of the contact group")

    def __str__(self) -> str:
        return f"{self.office}: {self.person or '–'}"

    def clean(self) -> None:
        """Check the order of the dates.

        Raises:
            ValidationError: the membership ends before it begins.
        """
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The end cannot be before the beginning.")})
