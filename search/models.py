"""The search's own tables."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models import User
from portal.personal_addresses import FeedMixin
from search.facets import Facet


class SearchDocument(models.Model):
    """What the index holds of a thing, for signed-in readers or for everybody.

    Analysed terms and facets stand beside it where the engine of the database keeps them: in two more columns on
    PostgreSQL, in a full-text table with the same row numbers on SQLite. Engines alone write here.
    """

    class Audience(models.IntegerChoices):
        """Who may find it. A thing open in some language has a row of each kind."""

        STAFF = 1, _("signed-in readers")
        EVERYBODY = 2, _("everybody")

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    audience = models.PositiveSmallIntegerField(choices=Audience.choices)
    # {"da": {"title": …, "url": …, "body": …}}, with only the languages this audience may read.
    texts = models.JSONField(default=dict)
    kind = models.CharField(max_length=40)
    on = models.DateField(null=True)
    edition = models.PositiveSmallIntegerField(null=True)
    is_current = models.BooleanField(default=True)
    analyser_version = models.PositiveSmallIntegerField()
    # Of everything above and of the terms, to tell a row that has not changed.
    checksum = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["model", "object_id", "audience"], name="search_document_once"),
        ]
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")

    def __str__(self) -> str:
        return f"{self.model}:{self.object_id}"


class FacetLabel(models.Model):
    """A choice in a facet; its number in the index is its primary key beside the facet's number."""

    facet = models.PositiveSmallIntegerField(choices=[(facet.value, facet.parameter) for facet in Facet])
    value = models.CharField(max_length=80)
    labels = models.JSONField(default=dict)
    order = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["facet", "value"], name="search_facet_value_once"),
        ]
        verbose_name = _("facet value")
        verbose_name_plural = _("facet values")

    def __str__(self) -> str:
        return f"{Facet(self.facet).parameter}={self.value}"


class StaleDocument(models.Model):
    """A thing whose document has to be made anew, noted in the transaction that changed it."""

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stale search document")
        verbose_name_plural = _("stale search documents")

    def __str__(self) -> str:
        return f"{self.model}:{self.object_id}"


class SearchTerm(models.Model):
    """A word of the texts as it is written, in lower case, for what is suggested while somebody types and afterwards.

    Words are counted for each audience of its own, so that nobody is offered one that only others may find.
    """

    audience = models.PositiveSmallIntegerField(choices=SearchDocument.Audience.choices)
    word = models.CharField(max_length=64)
    # Without Nordic letters and accents, for a beginning typed on any keyboard.
    plain = models.CharField(max_length=96)
    documents = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["audience", "word"], name="search_term_once"),
        ]
        verbose_name = _("search term")
        verbose_name_plural = _("search terms")

    def __str__(self) -> str:
        return self.word


class SavedSearch(FeedMixin):
    """A search that somebody keeps, to be told of what it finds from then on, by mail or in a feed."""

    class Frequency(models.TextChoices):
        """How often mail may come."""

        NEVER = "never", _("No e-mail")
        AT_ONCE = "at_once", _("As soon as there are new hits")
        DAILY = "daily", _("Every day with new hits")
        WEEKLY = "weekly", _("Every Monday, if there are new hits")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=120)
    # `Asked.parameters`: the values by parameter of the address.
    parameters = models.JSONField(default=dict)
    # Mail comes in it where the owner has not said which language they prefer.
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    frequency = models.CharField(_("e-mail"), max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY)
    # When the next mail may be made; none where there is to be none. Whoever makes one puts it off meanwhile.
    mail_due_at = models.DateTimeField(null=True, db_index=True)
    mailed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def with_feed(cls, token: str) -> Self:
        """Return the saved search that is read with a token.

        Raises:
            DoesNotExist: nothing has it, or no longer, or its owner's account is closed.
        """
        search = super().with_feed(token)
        if not search.owner.is_active:
            raise cls.DoesNotExist
        return search


class KnownHit(models.Model):
    """A thing that a saved search has found: there from the start, told of by mail, or only shown in the feed so far.

    A page and its translations are one thing, and a thing that is edited or published again stays the same.
    """

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="known_hits")
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    found_at = models.DateTimeField()
    # False while a mail has yet to tell of it.
    is_told = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["search", "model", "object_id"], name="search_hit_known_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["search", "-found_at"], name="search_hit_newest")]
        verbose_name = _("known hit")
        verbose_name_plural = _("known hits")

    def __str__(self) -> str:
        return f"{self.model}:{self.object_id}"


# Models of their own modules, where Django looks for them.
from search.counting import SearchCount  # noqa: E402
from search.curation import BestBet, CurationVersion, GlossaryGroup  # noqa: E402

__all__ = [
    "BestBet",
    "CurationVersion",
    "FacetLabel",
    "GlossaryGroup",
    "KnownHit",
    "SavedSearch",
    "SearchCount",
    "SearchDocument",
    "SearchTerm",
    "StaleDocument",
]
