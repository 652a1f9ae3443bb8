"""What is answered and decided after a journey."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from focusareas.models import Activity, TrialOutcome


class AnswerForm(forms.ModelForm[TrialOutcome]):
    """What came of something that was to be tried."""

    class Meta:
        model = TrialOutcome
        fields = ("state", "note")
        widgets = {"state": forms.RadioSelect(attrs={"class": "form-radio"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states: Any = self.fields["state"]
        states.choices = [(value, capfirst(str(label))) for value, label in TrialOutcome.State.choices]
        if self.instance.answered_at is None:
            # Nothing is chosen for somebody who has not chosen.
            self.initial["state"] = None
            states.initial = None


class ExcuseForm(forms.ModelForm[Activity]):
    """Why an activity needs no report."""

    no_report_because = forms.CharField(
        label=_("No report is needed, because"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Activity
        fields = ("no_report_because",)
