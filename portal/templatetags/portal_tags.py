"""Template tags of the portal."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.dates import tidy_period
from portal.languages import SOURCE_LANGUAGE, active_language
from portal.translation_views import may_open

register = template.Library()
register.filter(tidy_period)
register.filter("may_be_opened_by", may_open)

CONTROL_CLASSES: Mapping[type[forms.Widget], str] = {
    forms.Select: "form-select",
    forms.Textarea: "form-textarea",
    forms.CheckboxInput: "form-checkbox",
    forms.CheckboxSelectMultiple: "form-checkbox",
    forms.RadioSelect: "form-radio",
}


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Draw an icon of static/img/icons.svg; it says nothing to a screen reader, the words beside it do."""
    return format_html(
        '<svg class="icon-svg {}" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        classes,
        static("img/icons.svg"),
        name,
    )


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw a form field's control with the design system's class, tied to its help text and its errors."""
    attributes: dict[str, Any] = {"class": control_class(field.field.widget)}
    described_by = []
    if field.help_text:
        described_by.append(f"{field.id_for_label}-hint")
    if field.errors:
        described_by.append(f"{field.id_for_label}-error")
        attributes["aria-invalid"] = "true"
    if described_by:
        attributes["aria-describedby"] = " ".join(described_by)
    return field.as_widget(attrs=attributes)


@register.filter
def is_group(field: BoundField) -> bool:
    """Tell whether a form field is drawn as several controls, which need a legend instead of a label."""
    return bool(field.field.widget.use_fieldset)


def control_class(widget: forms.Widget) -> str:
    """Return the design system's class for a form control."""
    for kind in type(widget).__mro__:
        if kind in CONTROL_CLASSES:
            return CONTROL_CLASSES[kind]
    return "form-input"


@register.filter
def page_numbers(page: Page) -> Iterator[int | str]:
    """Return the numbers to link to around a page of a list, with the paginator's ellipsis for those left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def lang(item: Any, text: str = "") -> SafeString:
    """Mark a Danish text in another interface: `lang="da"` where the item has none in the reader's language.

    Args:
        item: a page, or a fact with bilingual texts.
        text: the name of the fact's text, such as "name".
    """
    return format_html('lang="{}"', SOURCE_LANGUAGE) if _is_danish(item, text) else SafeString("")


@register.simple_tag
def in_danish(page: Any) -> SafeString:
    """Say after the title of a page in a list that the page is in Danish, where the list is not."""
    return format_html("<small>{}</small>", gettext("(in Danish)")) if _is_danish(page) else SafeString("")


def _is_danish(item: Any, text: str = "") -> bool:
    """Tell whether a page, or a fact's text, is in Danish in an interface of another language."""
    language = active_language()
    if language == SOURCE_LANGUAGE or item is None:
        return False
    if text:
        return not getattr(item, f"{text}_{language}")
    if "relatives" in vars(item):
        return bool(item.content_language == SOURCE_LANGUAGE)
    return getattr(item, "alias_of_id", None) is not None or vars(item).get("source") is item
