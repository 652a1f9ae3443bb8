from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.languages import Bilingual


class SourceDocument(models.Model):
    """One of the administration's own documents that the portal's facts are read from."""

    class Kind(models.TextChoices):
        """What the document is."""

        ACTION_PLAN = "action_plan", _("action plan")
        COORDINATION_APPENDIX = "coordination_appendix", _("appendix on coordination")
        STATUS_TABLE = "status_table", _("status table")
        STRATEGY = "strategy", _("strategy")

    number = models.CharField(_("number"), max_length=10, unique=True, help_text=_("The file number, such as 000."))
    title_da = models.CharField(_("title (Danish)"), max_length=250)
    title_en = models.CharField(_("title (English)"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    dating_da = models.CharField(_("dating (Danish)"), max_length=250)
    dating_en = models.CharField(_("dating (English)"), max_length=250, blank=True)
    dating_is_stated = models.BooleanField(
        _("the document states its date"),
        default=False,
        help_text=_("Leave it off where the date is read from the content."),
    )
    sections = models.TextField(_("sections"), blank=True, help_text=_("One a line, as printed."))
    description_da = models.TextField(_("description (Danish)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)

    title = Bilingual()
    dating = Bilingual()
    description = Bilingual()

    class Meta:
        ordering = ["number"]
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class SourceReferenceManager(models.Manager["SourceReference"]):
    """References with their document, which each is called by."""

    def get_queryset(self) -> models.QuerySet["SourceReference"]:
        """Return the references, their documents fetched in the same query."""
        return super().get_queryset().select_related("document")


class SourceReference(models.Model):
    """A place in a source document, cited by the facts that were read there."""

    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, related_name="references", verbose_name=_("document")
    )
    section = models.CharField(_("section"), max_length=120, blank=True)

    objects: ClassVar[Any] = SourceReferenceManager()

    class Meta:
        ordering = ["document__number", "section"]
        constraints = [models.UniqueConstraint(fields=["document", "section"], name="one_reference_per_section")]
        verbose_name = _("source reference")
        verbose_name_plural = _("source references")

    def __str__(self) -> str:
        return f"{self.document.number} {self.section}".strip()


class CitedModel(models.Model):
    """A fact that says where it was read."""

    sources = models.ManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    class Meta:
        abstract = True


class DocumentDifference(ClusterableModel):
    """A point where the source documents differ, what each says, and what the portal uses."""

    class Kind(models.TextChoices):
        """What sort of difference it is."""

        COUNT = "count", _("count")
        MAPPING = "mapping", _("mapping")
        NAME = "name", _("name")
        DATE = "date", _("date")
        NUMBERING = "numbering", _("numbering")
        DUTY = "duty", _("duty")
        DIRECTORY = "directory", _("directory")
        SCOPE = "scope", _("scope")
        WORDING = "wording", _("wording")
        ORGANISATION = "organisation", _("organisation")
        DATA_ERROR = "data_error", _("error in the data")
        GAP = "gap", _("gap")

    code = models.CharField(_("code"), max_length=10, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    subject_da = models.CharField(_("subject (Danish)"), max_length=250)
    subject_en = models.CharField(_("subject (English)"), max_length=250, blank=True)
    resolution_da = models.TextField(_("what the portal uses (Danish)"))
    resolution_en = models.TextField(_("what the portal uses (English)"), blank=True)

    subject = Bilingual()
    resolution = Bilingual()

    class Meta:
        ordering = ["code"]
        verbose_name = _("difference between documents")
        verbose_name_plural = _("differences between documents")

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"


class DocumentStatement(Orderable):
    """What one document says on a point where they differ."""

    difference = ParentalKey(DocumentDifference, on_delete=models.CASCADE, related_name="statements")
    reference = models.CharField(_("where"), max_length=120)
    text_da = models.TextField(_("what it says (Danish)"))
    text_en = models.TextField(_("what it says (English)"), blank=True)

    text = Bilingual()

    class Meta(Orderable.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self) -> str:
        return f"{self.reference}: {self.text}"
