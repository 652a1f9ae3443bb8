"""Admin forms that know whose rows the editor may choose, and what the editor may change of them."""

from typing import Any

from django import forms
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm, register_form_field_override
from wagtail.admin.panels import InlinePanel

from focusareas.models import Activity, FocusAreaPage, Goal
from focusareas.permissions import editable
from focusareas.responsibilities import check_closing, hand_over, move_responsibilities
from portal.models import User


class FocusAreaField(forms.ModelChoiceField):
    """A choice among the focus areas by their number, in place of a way through the tree of pages."""

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset.order_by("number"), **options)

    def label_from_instance(self, obj: Any) -> str:
        """Return the focus area's number and title."""
        return f"{obj.number}. {obj.title}"


register_form_field_override(
    models.ForeignKey, to=FocusAreaPage, override={"form_class": FocusAreaField, "widget": forms.Select}
)


class AssessmentFormSet(BaseChildFormSet):
    """A goal's assessments, one a year."""

    def get_unique_error_message(self, unique_check: Any) -> str:
        """Return what to say of two assessments of one year."""
        return _("There is an assessment of that year already.")


class AssessmentsPanel(InlinePanel):
    """The assessments in a goal's form."""

    def get_form_options(self) -> dict[str, Any]:
        """Return what the form is made with, the assessments' own words for its errors too."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = AssessmentFormSet
        return options


class GoalForm(WagtailAdminModelForm):
    """Leaves what its fields do not show as it is on the site, so that no draft of it is published along."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = self._meta.field_permissions.keys() - self.fields.keys()
        if self.instance.pk and hidden:
            published = Goal.objects.get(pk=self.instance.pk)
            for name in hidden:
                value = getattr(published, name)
                is_many = Goal._meta.get_field(name).many_to_many
                setattr(self.instance, name, list(value.all()) if is_many else value)


class ActivityForm(WagtailAdminModelForm):
    """Asks for the journey that a briefing tells of."""

    def clean(self) -> Any:
        """Check that a briefing belongs to a journey."""
        cleaned = super().clean()
        is_briefing = cleaned.get("type", self.instance.type) == Activity.Type.INFORMATION_MEETING
        if is_briefing and "related" in cleaned and not cleaned["related"]:
            self.add_error("related", _("A briefing belongs to a journey. Choose it among the related activities."))
        return cleaned


class ActivityOfGoal(forms.Select):
    """A choice among activities under their goals; with JavaScript, those of the goal chosen beside it."""

    class Media:
        js = ["js/activity-of-goal.js"]


class ProgressNoteForm(WagtailAdminModelForm):
    """Offers the goals and activities of the editor's own offices, and writes down who noted it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("goal", Goal), ("activity", Activity)):
            self.fields[name].queryset = editable(model, self.for_user)
            self.fields[name].error_messages["invalid_choice"] = _("Choose one that belongs to an office you edit.")
        activities = self.fields["activity"]
        goals = self.fields["goal"].queryset.prefetch_related(Prefetch("activities", activities.queryset))
        goals = [goal for goal in goals if goal.activities.all()]
        under_goals = [(str(goal), [(one.pk, str(one)) for one in goal.activities.all()]) for goal in goals]
        activities.choices = [("", activities.empty_label), *under_goals]
        activities.widget.attrs["data-goals"] = " ".join(str(goal.pk) for goal in goals)

    def save(self, commit: bool = True) -> Any:
        """Save the note with its author when it is new."""
        if self.instance.pk is None:
            self.instance.author = self.for_user
        return super().save(commit=commit)


class OfficeForm(WagtailAdminModelForm):
    """Moves what the office is responsible for when its last day or its successor changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "editors" in self.fields:
            self.fields["editors"].queryset = _office_editors(self.instance.pk)

    @property
    def moves_responsibilities(self) -> bool:
        """Tell whether the office that is saved gets another last day or successor than it had."""
        return bool(self.instance.pk and {"valid_to", "successor"} & set(self.changed_data))

    def clean(self) -> Any:
        """Check that the office can close on its last day."""
        cleaned = super().clean()
        if self.moves_responsibilities and cleaned.get("valid_to"):
            check_closing(self.instance, cleaned["valid_to"], cleaned.get("successor"))
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Save the office, and hand over what it was responsible for when it closes."""
        if commit and self.moves_responsibilities:
            move_responsibilities(self.instance, self.instance.valid_to, self.instance.successor)
        office = super().save(commit=commit)
        if commit:
            hand_over(office)
        return office


def _office_editors(office: int | None) -> Any:
    """Return the accounts whose role keeps the goals of single offices, and those the office has already."""
    of_plan = Q(groups__permissions__content_type__app_label="focusareas")
    keeps = User.objects.filter(of_plan, groups__permissions__codename="change_goal")
    keeps_all = User.objects.filter(of_plan, groups__permissions__codename="edit_all_offices")
    chosen = User.objects.filter(edited_offices=office)
    wanted = Q(pk__in=keeps.values("pk")) & ~Q(pk__in=keeps_all.values("pk"))
    return User.objects.filter(wanted | Q(pk__in=chosen.values("pk")) if office else wanted).order_by("username")
