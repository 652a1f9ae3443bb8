"""What the coordinator sets for the search: words that mean the same, and what stands first for which searches."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _

from portal.languages import Bilingual
from search.analysis import is_stop_word, words_in
from search.folding import fold
from search.glossary import MOST_WORDS
from search.words import glossary_groups

MOST_EXPRESSIONS = 50
LONGEST_EXPRESSION = 100
SHOWN_EXPRESSIONS = 4
_SEPARATOR = re.compile(r"[\r\n,;]+")


def expressions_of(text: str) -> list[str]:
    """Return the expressions of a text that has one a line, or commas between them."""
    return [" ".join(part.split()) for part in _SEPARATOR.split(text) if part.strip()]


def check_expressions(expressions: Iterable[str]) -> None:
    """Check what holds of words that mean the same and of searches alike.

    Raises:
        ValidationError: one is written twice, is too long, or says nothing that could be searched by.
    """
    expressions = list(expressions)
    errors = []
    if len(expressions) > MOST_EXPRESSIONS:
        errors.append(_("At most %(most)d lines.") % {"most": MOST_EXPRESSIONS})
    for text, times in Counter(expression.casefold() for expression in expressions).items():
        words = words_in(text)
        if times > 1:
            errors.append(_("“%(text)s” stands here more than once.") % {"text": text})
        if not any(map(fold, words)):
            errors.append(_("“%(text)s” has no words.") % {"text": text})
        elif all(map(is_stop_word, words)):
            errors.append(_("“%(text)s” is too common to search by.") % {"text": text})
        elif len(words) > MOST_WORDS or len(text) > LONGEST_EXPRESSION:
            errors.append(_("“%(text)s” is too long.") % {"text": text})
    if errors:
        raise ValidationError(errors)


def shortened(expressions: list[str]) -> str:
    """Return the first expressions as one line."""
    more = " …" if len(expressions) > SHOWN_EXPRESSIONS else ""
    return ", ".join(expressions[:SHOWN_EXPRESSIONS]) + more


class CurationVersion(models.Model):
    """A mark that changes with every change below, so that each process knows when to read anew. There is one row."""

    token = models.UUIDField()

    class Meta:
        default_permissions = ()
        verbose_name = _("version of the search's words")
        verbose_name_plural = _("versions of the search's words")

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def renew(cls) -> None:
        """Let every process read the glossary and the best bets anew."""
        # Not a number: one that is rolled back would come again.
        cls.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})


class GlossaryGroup(models.Model):
    """Words and expressions, Danish and English, that mean the same to somebody who searches."""

    words = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One word or expression a line, Danish and English in any order, and names in all their spellings. "
            "Other forms of a word need not be listed: hjemløs stands for hjemløse too."
        ),
    )
    may_overlap = models.BooleanField(
        _("may share words with other groups"),
        default=False,
        help_text=_("For a word with several meanings. A search for it finds what all its groups find."),
    )

    class Meta:
        ordering = [Lower("words")]
        verbose_name = _("group of words")
        verbose_name_plural = _("groups of words")

    def __str__(self) -> str:
        return shortened(self.expressions)

    @property
    def expressions(self) -> list[str]:
        """Return the words and expressions."""
        return expressions_of(self.words)

    def clean(self) -> None:
        """Check the words and write them one a line.

        Raises:
            ValidationError: there are fewer than two, one will not do, or one stands in another group.
        """
        self.words = "\n".join(self.expressions)
        try:
            check_expressions(self.expressions)
        except ValidationError as error:
            raise ValidationError({"words": error.error_list}) from None
        if len(self.expressions) < 2:
            raise ValidationError({"words": _("Write at least two words that mean the same.")})
        if not self.may_overlap and (shared := self._shared()):
            raise ValidationError({"words": shared})

    def _shared(self) -> list[str]:
        own = {fold(expression): expression for expression in self.expressions}
        return [
            _("“%(text)s” stands in the group “%(group)s” already. Add the other words there, or tick the box below.")
            % {"text": own[folded], "group": group}
            for group in type(self).objects.exclude(pk=self.pk)
            for folded in sorted({fold(expression) for expression in group.expressions} & own.keys())
        ]


class BestBet(models.Model):
    """What stands first for certain searches, because the coordinator says so."""

    phrases = models.TextField(
        _("searches"),
        help_text=_(
            "One a line, in both languages. The order of the words, their endings, and æ, ø and å make no difference."
        ),
    )
    # The document in the index that is recommended, which has its title, address and readers.
    model = models.CharField(max_length=60, editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    note_da = models.CharField(_("note (Danish)"), max_length=200, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=200, blank=True)

    note = Bilingual()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")

    def __str__(self) -> str:
        return shortened(self.searches)

    @property
    def searches(self) -> list[str]:
        """Return the searches it stands first for."""
        return expressions_of(self.phrases)

    def clean(self) -> None:
        """Check the searches and write them one a line.

        Raises:
            ValidationError: one will not do.
        """
        self.phrases = "\n".join(self.searches)
        try:
            check_expressions(self.searches)
        except ValidationError as error:
            raise ValidationError({"phrases": error.error_list}) from None


@transaction.atomic
def seed_glossary(apps: Apps = apps, **kwargs: Any) -> None:
    """Give a portal the groups it starts with, once: a coordinator may take them all out again.

    Args:
        apps: the models there are, which after migrating back may not be all.
    """
    if "curationversion" not in apps.all_models["search"] or CurationVersion.objects.exists():
        return
    groups = [GlossaryGroup(words="\n".join(expressions)) for expressions in glossary_groups()]
    times = Counter(folded for group in groups for folded in {fold(expression) for expression in group.expressions})
    for group in groups:
        group.may_overlap = any(times[fold(expression)] > 1 for expression in group.expressions)
    GlossaryGroup.objects.bulk_create(groups)
    CurationVersion.renew()


def listen() -> None:
    """Renew the version with every change, and begin once the tables are there."""
    post_migrate.connect(seed_glossary, sender=apps.get_app_config("search"), dispatch_uid="search.curation.seed")
    for model in (GlossaryGroup, BestBet):
        for signal in (post_save, post_delete):
            signal.connect(_renew, sender=model, dispatch_uid=f"search.curation.{model.__name__}")


def _renew(**kwargs: Any) -> None:
    CurationVersion.renew()
