"""Panels the editing forms share."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel


def bilingual_panels(name: str, **options: Any) -> FieldRowPanel:
    """Return the fields of a bilingual text side by side, the options given to each."""
    return FieldRowPanel([FieldPanel(f"{name}_{code}", **options) for code, _label in settings.LANGUAGES])


def choice_panel(name: str, **options: Any) -> FieldPanel:
    """Return the panel of a many-to-many field with a box to tick for each choice."""
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple, **options)


def sources_panel(**options: Any) -> MultiFieldPanel:
    """Return the folded panel of the source references a fact was read from."""
    return MultiFieldPanel([choice_panel("sources", **options)], heading=_("Sources"), classname="collapsed")
