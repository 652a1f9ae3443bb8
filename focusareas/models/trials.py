"""What a report says will be tried at home, and what came of it."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import CharField, DateTimeField, OuterRef, PositiveSmallIntegerField, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from networks.models import Office, Person
from portal.languages import SOURCE_LANGUAGE, Bilingual


class TrialOutcome(models.Model):
    """What came of something a report said would be tried, and how often its owner was asked.

    It stands beside the report's versions, so that publishing one of them changes no answer. An item is told by the
    report and the item's own key: its row is made anew whenever the report is published.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("still open")
        ADOPTED = "adopted", _("adopted")
        ADAPTED = "adapted", _("adapted")
        DROPPED = "dropped", _("dropped")

    report = models.ForeignKey(
        "focusareas.ReportPage", on_delete=models.CASCADE, related_name="trial_outcomes", verbose_name=_("report")
    )
    key = models.UUIDField(editable=False)
    state = models.CharField(_("what came of it"), max_length=10, choices=State.choices, default=State.OPEN)
    note = models.CharField(_("in a sentence"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    asked_after = models.PositiveSmallIntegerField(_("last asked after (months)"), default=0, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_outcome_of_a_trial")]
        verbose_name = _("outcome of a trial")
        verbose_name_plural = _("outcomes of trials")

    def __str__(self) -> str:
        return str(self.get_state_display())


class TrialQuerySet(models.QuerySet["Trial"]):
    """Things to try, by report and by what came of them."""

    def shown(self) -> Self:
        """Return those of reports that are on the site."""
        return self.filter(report__live=True, report__locale__language_code=SOURCE_LANGUAGE)

    def with_outcomes(self) -> Self:
        """Return each with the `state`, `note`, `answered_at` and `asked_after` of its outcome."""
        outcomes = TrialOutcome.objects.filter(report=OuterRef("report"), key=OuterRef("key"))
        found: dict[str, Any] = {
            name: Subquery(outcomes.values(name)[:1], output_field=field)
            for name, field in {
                "state": CharField(),
                "note": CharField(),
                "answered_at": DateTimeField(),
                "asked_after": PositiveSmallIntegerField(),
            }.items()
        }
        found["state"] = Coalesce(found["state"], Value(TrialOutcome.State.OPEN.value))
        found["asked_after"] = Coalesce(found["asked_after"], Value(0))
        return self.annotate(**found)

    def with_owners(self) -> Self:
        """Return each with its owner and office."""
        return self.select_related("owner__user", "office")


class Trial(Orderable):
    """Something a report says will be tried at home, with somebody who sees to it."""

    # What `with_outcomes` adds, and the shape it is drawn with.
    state: str
    note: str
    answered_at: Any
    asked_after: int
    SHAPES: ClassVar[dict[str, str]] = {
        TrialOutcome.State.OPEN: "planned",
        TrialOutcome.State.ADOPTED: "achieved",
        TrialOutcome.State.ADAPTED: "partly",
        TrialOutcome.State.DROPPED: "dropped",
    }

    report = ParentalKey("focusareas.ReportPage", on_delete=models.CASCADE, related_name="trials")
    # Stays the same through all versions of the report, which the row's own key does not.
    key = models.UUIDField(_("key"), default=uuid.uuid4, blank=True)
    text_da = models.CharField(_("what we will try (Danish)"), max_length=300)
    text_en = models.CharField(_("what we will try (English)"), max_length=300, blank=True)
    owner = models.ForeignKey(
        Person,
        # A version that is not published may name somebody who has been deleted since.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="trials",
        verbose_name=_("owner"),
        help_text=_("Is asked by mail what came of it, 6 and 12 months after it was published."),
    )
    office = models.ForeignKey(
        Office, on_delete=models.SET_NULL, null=True, blank=True, related_name="trials", verbose_name=_("office")
    )
    added_on = models.DateField(_("added"), default=timezone.localdate, blank=True)

    text = Bilingual()

    objects: ClassVar[Any] = TrialQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("thing we will try")
        verbose_name_plural = _("things we will try")

    def __str__(self) -> str:
        return self.text

    @property
    def state_label(self) -> str:
        """Return what became of it, in the reader's words."""
        return str(TrialOutcome.State(self.state).label)

    @property
    def shape(self) -> str:
        """Return the name of the shape its state is drawn with."""
        return self.SHAPES[self.state]
