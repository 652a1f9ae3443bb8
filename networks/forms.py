"""The filters of the directory and of the sources."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from networks.models.office import Office
from networks.models.source import DocumentDifference, SourceDocument
from networks.models.theme import Theme
from portal.alphabet import alphabetical, sorting_key
from portal.listing import FilterForm, containing


class SlugChoiceField(forms.ModelChoiceField):
    """A choice among facts by their address, in the order of their names in the reader's language."""

    def __init__(self, model: type[Any], **kwargs: Any) -> None:
        self.model = model
        super().__init__(model._default_manager.all(), to_field_name="slug", required=False, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "SlugChoiceField":
        """Copy the field into a form, where the reader's language is known."""
        field = super().__deepcopy__(memo)
        field.queryset = self.model._default_manager.order_by(alphabetical("name"))
        return field


class DirectoryFilterForm(FilterForm):
    """What the directory can be filtered by; the edition is chosen beside the form and kept in it."""

    q = forms.CharField(
        label=_("Name, subject or contact"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    theme = SlugChoiceField(Theme, label=_("Theme"), empty_label=_("All themes"))
    office = SlugChoiceField(Office, label=_("Responsible office"), empty_label=_("All offices"))
    edition = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, ties in {"theme": ["networks"], "office": ["networks", "edition_entries"]}.items():
            field: Any = self.fields[name]
            is_used = Q(*[(f"{tie}__isnull", False) for tie in ties], _connector=Q.OR)
            field.queryset = field.queryset.filter(pk__in=field.model.objects.filter(is_used).values("pk"))

    @property
    def asked_edition(self) -> str:
        """Return the edition named in the address, known or not."""
        return str(super().chosen.get("edition", ""))

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the filters that are set; the edition is none of them."""
        return {name: value for name, value in super().chosen.items() if name != "edition"}

    def entries(self, entries: Any) -> QuerySet[Any]:
        """Return the entries of an edition that the filters let through."""
        chosen = self.chosen
        if "q" in chosen:
            entries = entries.containing(chosen["q"])
        if "theme" in chosen:
            entries = entries.filter(network__themes=chosen["theme"])
        if "office" in chosen:
            entries = entries.filter(office=chosen["office"])
        return entries

    def networks(self, pages: Any) -> QuerySet[Any]:
        """Return the network pages that the filters let through."""
        chosen = self.chosen
        if "q" in chosen:
            pages = pages.named(chosen["q"])
        if "theme" in chosen:
            pages = pages.filter(themes=chosen["theme"])
        if "office" in chosen:
            pages = pages.filter(office=chosen["office"])
        return pages


class DifferenceFilterForm(FilterForm):
    """What the differences between the documents can be filtered by."""

    q = forms.CharField(
        label=_("Text"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    document = forms.ModelChoiceField(
        SourceDocument.objects.all(),
        label=_("Document"),
        required=False,
        to_field_name="number",
        empty_label=_("All documents"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(value, capfirst(str(label))) for value, label in DocumentDifference.Kind.choices]
        field: Any = self.fields["kind"]
        field.choices = [("", _("All kinds")), *sorted(kinds, key=lambda kind: sorting_key(kind[1]))]

    def differences(self) -> QuerySet[DocumentDifference]:
        """Return the differences that the filters let through, by kind."""
        rows = DocumentDifference.objects.prefetch_related("statements").order_by("kind", "code")
        chosen = self.chosen
        if "q" in chosen:
            texts = ("code", "subject_da", "subject_en", "resolution_da", "resolution_en")
            statements = ("statements__text_da", "statements__text_en")
            rows = rows.filter(pk__in=rows.filter(containing(chosen["q"], *texts, *statements)).values("pk"))
        if "kind" in chosen:
            rows = rows.filter(kind=chosen["kind"])
        if "document" in chosen:
            about = rows.filter(statements__reference__contains=chosen["document"].number)
            rows = rows.filter(pk__in=about.values("pk"))
        return rows
