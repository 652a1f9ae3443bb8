"""Panels of the editing interface that keep what they do not show."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from portal.panels import bilingual_panels

# What tells a thing to try in all versions of its report.
KEPT = ("key", "added_on")


class TrialFormSet(BaseChildFormSet):
    """The things to try of a report, each with a key of its own: rows added in the browser all begin with the same."""

    def clean(self) -> None:
        """Give each row that has another's key a new one."""
        super().clean()
        keys: set[uuid.UUID] = set()
        for form in self.forms:
            if form.instance.key in keys:
                form.instance.key = uuid.uuid4()
            keys.add(form.instance.key)


class TrialsPanel(InlinePanel):
    """The things to try in a report's form; their keys go along unseen."""

    def get_form_options(self) -> dict[str, Any]:
        """Return what the form is made with."""
        options: dict[str, Any] = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["fields"] = [*rows["fields"], *KEPT]
        rows["widgets"] = rows["widgets"] | dict.fromkeys(KEPT, forms.HiddenInput)
        rows["formset"] = TrialFormSet
        return options


def trials_panel() -> TrialsPanel:
    """Return the panel of what a report says will be tried."""
    return TrialsPanel(
        "trials",
        heading=_("What we will try, point by point"),
        label=_("Thing we will try"),
        panels=[bilingual_panels("text"), FieldRowPanel([FieldPanel("owner"), FieldPanel("office")])],
    )
