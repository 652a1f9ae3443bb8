from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from focusareas.models.focus_area import FocusAreaPage
from focusareas.models.goal import Goal
from focusareas.models.strategy import DANISH_PAGES
from focusareas.querysets import ActivityQuerySet
from networks.models import NetworkPage, Office, Person, Place
from networks.models.source import CitedModel
from portal.languages import SOURCE_LANGUAGE, Bilingual


class Activity(CitedModel):
    """Something the administration planned or did abroad or with foreign guests.

    The period is kept as printed, beside dates to sort by; planned and actual dates are kept apart.
    """

    class Origin(models.TextChoices):
        """Which list the activity stands in."""

        PLAN = "plan", _("activity plan")
        OVERVIEW = "overview", _("the Project Office's overview")
        STATUS = "status", _("told only in the status document")
        PORTAL = "portal", _("entered in the portal")

    class Type(models.TextChoices):
        """What sort of activity it is."""

        STUDY_TOUR = "study_tour", _("study tour")
        VISIT_RECEIVED = "visit_received", _("visit received")
        CONFERENCE = "conference", _("conference")
        NETWORK_MEETING = "network_meeting", _("network meeting")
        SEMINAR = "seminar", _("seminar")
        COURSE = "course", _("course")
        EXCHANGE = "exchange", _("exchange and placement")
        EU_DAY = "eu_day", _("EU day")
        TALK = "talk", _("talk")
        INFORMATION_MEETING = "information_meeting", _("briefing")
        EU_OFFICE_MEETING = "eu_office_meeting", _("meeting with the EU office")
        SHOWING = "showing", _("showing abroad")

    class State(models.TextChoices):
        """Where the activity stands."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("carried out")
        POSTPONED = "postponed", _("postponed")
        DROPPED = "dropped", _("dropped")
        REPLACED = "replaced", _("replaced")
        NOT_REPORTED = "not_reported", _("not reported")

    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("Such as 1.a; it never changes."))
    origin = models.CharField(_("list"), max_length=20, choices=Origin.choices, default=Origin.PORTAL)
    type = models.CharField(_("type"), max_length=30, choices=Type.choices, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.PLANNED)
    stage_is_preparation = models.BooleanField(_("preparation only"), default=False)
    text_da = models.TextField(_("activity (Danish)"))
    text_en = models.TextField(_("activity (English)"), blank=True)
    outcome_da = models.TextField(_("outcome (Danish)"), blank=True)
    outcome_en = models.TextField(_("outcome (English)"), blank=True)
    evaluation_da = models.TextField(
        _("short evaluation (Danish)"),
        blank=True,
        default="",
        db_default="",
        help_text=_("A showing abroad is carried out once it has been evaluated."),
    )
    evaluation_en = models.TextField(_("short evaluation (English)"), blank=True, default="", db_default="")
    focus_area = models.ForeignKey(
        FocusAreaPage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        limit_choices_to=DANISH_PAGES,
        verbose_name=_("focus area"),
    )
    focus_area_is_stated = models.BooleanField(
        _("the focus area is stated"), default=True, help_text=_("Off where it is read from the subject.")
    )
    goals = models.ManyToManyField(Goal, blank=True, related_name="activities", verbose_name=_("goals"))
    goals_are_stated = models.BooleanField(
        _("the goals are stated"), default=True, help_text=_("Off where they are read from the subject.")
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("office"),
        help_text=_("Leave it empty when it is the office responsible for the focus area."),
    )
    period_text_da = models.CharField(_("period as printed (Danish)"), max_length=150, blank=True)
    period_text_en = models.CharField(_("period (English)"), max_length=150, blank=True)
    planned_start = models.DateField(_("planned from"), null=True, blank=True)
    planned_end = models.DateField(_("planned to"), null=True, blank=True)
    actual_start = models.DateField(_("held from"), null=True, blank=True)
    actual_end = models.DateField(_("held to"), null=True, blank=True)
    start = models.GeneratedField(
        expression=Coalesce("actual_start", "planned_start", "actual_end", "planned_end"),
        output_field=models.DateField(),
        db_persist=True,
    )
    end = models.GeneratedField(
        expression=Coalesce("actual_end", "actual_start", "planned_end", "planned_start"),
        output_field=models.DateField(),
        db_persist=True,
    )
    date_is_uncertain = models.BooleanField(_("the date is uncertain"), default=False)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    places = models.ManyToManyField(Place, blank=True, related_name="activities", verbose_name=_("places"))
    place_text = models.CharField(_("place as printed"), max_length=100, blank=True)
    country = CountryField(_("country"), blank=True, help_text=_("The visitors' country, or a country without a city."))
    venue = models.CharField(_("venue"), max_length=150, blank=True)
    conference = models.CharField(_("conference"), max_length=200, blank=True)
    programme = models.CharField(_("programme"), max_length=150, blank=True)
    visitor = models.CharField(_("visitor"), max_length=150, blank=True)
    networks = models.ManyToManyField(
        NetworkPage, blank=True, related_name="activities", limit_choices_to=DANISH_PAGES, verbose_name=_("networks")
    )
    related = models.ManyToManyField(
        "self",
        blank=True,
        verbose_name=_("related activities"),
        help_text=_("For a briefing: the journey it tells of."),
    )
    participants = models.ManyToManyField(
        Person,
        blank=True,
        related_name="activities",
        verbose_name=_("participants"),
        help_text=_("They are reminded while the report is missing."),
    )
    no_report_because = models.TextField(
        _("no report is needed, because"),
        blank=True,
        default="",
        db_default="",
        help_text=_("Takes it off the coordinator's list of activities without a report."),
    )
    reminded_at = models.DateTimeField(_("last reminded of the report"), null=True, editable=False)

    text = Bilingual()
    outcome = Bilingual()
    evaluation = Bilingual()
    period_text = Bilingual()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["start", "code"]
        indexes = [models.Index(fields=["start"]), models.Index(fields=["origin", "start"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_start__isnull=True)
                | Q(planned_end__isnull=True)
                | Q(planned_end__gte=F("planned_start")),
                name="activity_planned_dates",
            ),
            models.CheckConstraint(
                condition=Q(actual_start__isnull=True)
                | Q(actual_end__isnull=True)
                | Q(actual_end__gte=F("actual_start")),
                name="activity_actual_dates",
            ),
        ]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def list_address(self) -> str:
        """Return where the list of activities, narrowed by what it is, shows it."""
        narrowed = {"origin": self.origin, "type": self.type, "year": self.start.year if self.start else ""}
        query = urlencode({name: value for name, value in narrowed.items() if value})
        return f"{reverse('activities')}?{query}#activity-{quote(self.code)}"

    def clean(self) -> None:
        """Check the dates against each other and the state, and that the focus area is the Danish page.

        Raises:
            ValidationError: a period ends before it begins, what is planned has been held, a showing has been held and
                not evaluated, or the focus area is a translation.
        """
        errors = {}
        for kind in ("planned", "actual"):
            start, end = getattr(self, f"{kind}_start"), getattr(self, f"{kind}_end")
            if start and end and end < start:
                errors[f"{kind}_end"] = _("The end cannot be before the beginning.")
        if self.state == self.State.PLANNED and (self.actual_start or self.actual_end):
            errors["state"] = _("It has a day it was held. Choose another state, or clear the dates.")
        if self.type == self.Type.SHOWING and self.state == self.State.HELD and not self.evaluation_da.strip():
            errors["evaluation_da"] = _("Write a short evaluation of the showing before it is carried out.")
        if self.focus_area is not None and self.focus_area.locale.language_code != SOURCE_LANGUAGE:
            errors["focus_area"] = _("Choose the Danish page.")
        if errors:
            raise ValidationError(errors)


class ProgressNote(CitedModel):
    """What an office noted about the progress of a goal, and of one of its activities."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="progress_notes", verbose_name=_("goal"))
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="progress_notes",
        verbose_name=_("activity"),
    )
    noted_on = models.DateField(_("date"), default=timezone.localdate)
    text_da = models.TextField(_("progress (Danish)"))
    text_en = models.TextField(_("progress (English)"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="progress_notes",
        verbose_name=_("written by"),
    )

    text = Bilingual()

    class Meta:
        ordering = ["-noted_on", "-pk"]
        verbose_name = _("progress note")
        verbose_name_plural = _("progress notes")

    def __str__(self) -> str:
        return f"{self.goal.code}: {self.text}"

    def clean(self) -> None:
        """Check that the activity belongs to the goal.

        Raises:
            ValidationError: it does not.
        """
        if self.activity is not None and self.goal_id and not self.activity.goals.filter(pk=self.goal_id).exists():
            raise ValidationError({"activity": _("The activity does not belong to the goal.")})
