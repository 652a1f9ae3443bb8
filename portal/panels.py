"""Panels the editing forms share."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel


def bilingual_panels(name: str, **options: Any) -> FieldRowPanel:
    """Return the fields of a bilingual text side by side, the options given to each."""
    return FieldRowPanel([FieldPanel(f"{name}_{code}", **options) for code, _label in settings.LANGUAGES])


class ManyChoices(forms.CheckboxSelectMultiple):
    """Boxes to tick in a list that scrolls: those ticked stand first, and others are found by typing a part of them."""

    class Media:
        js = ["js/choices.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the list shows, the ticked choices first."""
        context = super().get_context(name, value, attrs)
        options = [option for _group, group, _index in context["widget"]["optgroups"] for option in group]
        return context | {"options": sorted(options, key=lambda option: not option["selected"])}

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the list; without JavaScript it is there whole."""
        return render_to_string("components/choices.html", self.get_context(name, value, attrs))


def choice_panel(name: str, **options: Any) -> FieldPanel:
    """Return the panel of a many-to-many field with a list to tick choices in."""
    return FieldPanel(name, widget=ManyChoices, **options)


def position_panel() -> FieldPanel:
    """Return the panel of where a row stands among its like."""
    return FieldPanel("position", help_text=_("The lowest number comes first."))


def sources_panel(**options: Any) -> MultiFieldPanel:
    """Return the folded panel of the source references a fact was read from."""
    return MultiFieldPanel([choice_panel("sources", **options)], heading=_("Sources"), classname="collapsed")
