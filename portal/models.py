"""The user and the files: the models every room of the house refers to."""

from itertools import count
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from portal.slugs import slug_of

PUBLISH_OPENLY = "home.open_pages"


class User(AbstractUser):
    """Somebody who signs in: an employee of the administration, with rights from the groups of their roles."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class PublicFlag(models.Model):
    """Something that can be opened to people who are not signed in; closed until somebody says so."""

    is_public = models.BooleanField(
        _("open without sign-in"),
        default=False,
        help_text=_("Anyone on the internet can see it. Leave it off for everything meant for staff."),
    )

    class Meta:
        abstract = True


class FormerAddress(models.Model):
    """The last part of a web address that a fact had earlier; it leads on to where the fact is now."""

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=80)
    current = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_address_leads_to_one")]
        indexes = [models.Index(fields=["kind", "current"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.slug}"

    @classmethod
    def lead(cls, kind: str, before: str, now: str) -> None:
        """Let an address lead to another one from now on, and those that led to it as well.

        Args:
            kind: the parameter of lists filtered by such facts, as "theme"; for an `AddressedModel` its name in lower case.
            before: the earlier last part of the address.
            now: what it is now.
        """
        cls.release(kind, now)
        former = cls._default_manager.filter(kind=kind)
        former.filter(current=before).update(current=now)
        former.update_or_create(kind=kind, slug=before, defaults={"current": now})

    @classmethod
    def release(cls, kind: str, slug: str) -> None:
        """Let an address lead nowhere else any more, since a fact has it now."""
        cls._default_manager.filter(kind=kind, slug=slug).delete()


class AddressedModel(models.Model):
    """A fact with a web address of its own, made from its name when nobody gives one; an earlier one leads to it."""

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("The last part of the web address. Leave it empty to have it made from the name."),
    )
    slug_from: ClassVar[str] = "name_da"
    _slug_before: str | None = None

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the fact; the address it had before leads to the new one, which leads to nothing else any more."""
        kind, before = str(self._meta.model_name), self._slug_before
        if before == self.slug:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before is None:
                FormerAddress.release(kind, self.slug)
            else:
                FormerAddress.lead(kind, before, self.slug)
        self._slug_before = self.slug

    def clean(self) -> None:
        """Make the address from the name where none is given."""
        super().clean()
        if not self.slug:
            name = slug_of(getattr(self, self.slug_from))[:70]
            others = type(self)._default_manager.exclude(pk=self.pk)
            candidates = (name if number == 1 else f"{name}-{number}" for number in count(1))
            self.slug = next(slug for slug in candidates if not others.filter(slug=slug).exists())

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Return a row as the database has it, which remembers its address."""
        fact = super().from_db(*args, **kwargs)
        fact._slug_before = fact.__dict__.get("slug")
        return fact


class PortalImage(PublicFlag, AbstractImage):
    """A picture; its renditions are served to signed-in staff, and to anyone when it is open."""

    admin_form_fields = (*Image.admin_form_fields, "is_public")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class PortalRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class PortalDocument(PublicFlag, AbstractDocument):
    """A file to download; for signed-in staff, and for anyone when it is open."""

    admin_form_fields = (*Document.admin_form_fields, "is_public")

    # What readers know its kinds by; others go by the end of the file's name.
    KINDS: ClassVar[dict[str, str]] = {
        "docx": "Word",
        "odt": "OpenDocument",
        "pptx": "PowerPoint",
        "xlsx": "Excel",
    }

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def kind(self) -> str:
        """Return what kind of file it is, such as PDF or Word."""
        extension = self.file_extension.lower()
        return self.KINDS.get(extension, extension.upper())

    @property
    def kind_and_size(self) -> str:
        """Return what kind of file it is and its size, in the reader's words."""
        return f"{self.kind}, {filesizeformat(self.file_size)}" if self.file_size else self.kind

    @property
    def reading_note(self) -> str:
        """Return in words what the search knows of the file, "" for a document that is not saved."""
        reading = getattr(self, "reading", None)
        state = reading.state if reading else DocumentText.State.WAITING
        return str(DocumentText.State(state).label) if self.pk else ""


class DocumentText(models.Model):
    """What a document's file says, for the search, or why it could not be read."""

    class State(models.TextChoices):
        """How reading the file went, in words for the editor."""

        WAITING = "waiting", _("Its text is about to be read, so that the search can find it.")
        READ = "read", _("The search finds its text.")
        CUT = (
            "cut",
            _("Partly read: the search finds the first part of its text. The rest is too long or cannot be read."),
        )
        EMPTY = "empty", _("The search finds only its title: there is no text in it. It may be scanned.")
        ENCRYPTED = "encrypted", _("The search finds only its title: it is locked with a password.")
        BROKEN = "broken", _("The search finds only its title: its text cannot be read. The file may be broken.")
        TOO_LARGE = "too_large", _("The search finds only its title: the file is too large for its text to be read.")
        TOO_HARD = "too_hard", _("The search finds only its title: its text takes too long to read.")

    document = models.OneToOneField(
        PortalDocument, on_delete=models.CASCADE, primary_key=True, related_name="reading", verbose_name=_("document")
    )
    # The file this is about; a document whose file has another name or checksum has been given a new one since.
    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=40, blank=True, default="", db_default="")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return str(self.document)
