"""The coordinator's answer to what an author suggested."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from focusareas.models import Suggestion
from focusareas.writing.suggestions import accept, decline
from networks.models import Place, Theme
from portal.alphabet import alphabetical
from portal.viewsets import FactViewSet

MODELS: dict[str, type[Theme] | type[Place]] = {Suggestion.Kind.THEME: Theme, Suggestion.Kind.PLACE: Place}
OF_PLACES = ("country", "latitude", "longitude")


class SuggestionForm(WagtailAdminModelForm):
    """Accepts a suggestion, as one there is already or as a new one, or declines it."""

    ACCEPT, DECLINE = "accept", "decline"

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(ACCEPT, _("Accept: mark the report with it")), (DECLINE, _("Decline: leave the report as it is"))],
        widget=forms.RadioSelect,
    )
    meant = forms.ModelChoiceField(
        Theme.objects.none(), label=_("One there is already"), required=False, empty_label=_("None: make a new one")
    )
    name_da = forms.CharField(label=_("name (Danish)"), max_length=Suggestion.NAME_LENGTH, required=False)
    name_en = forms.CharField(label=_("name (English)"), max_length=Suggestion.NAME_LENGTH, required=False)
    country = Place._meta.get_field("country").formfield(required=False)
    latitude = Place._meta.get_field("latitude").formfield(required=False)
    longitude = Place._meta.get_field("longitude").formfield(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model = MODELS[self.instance.kind or Suggestion.Kind.THEME]
        self.fields["meant"].queryset = self.model._default_manager.order_by(alphabetical("name"))
        self.fields["name_da"].initial = self.instance.name
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
        if self.model is Theme:
            for name in OF_PLACES:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Make the new theme or place where none is chosen, and check it as its own form does.

        Raises:
            ValidationError: somebody has decided already.
        """
        cleaned: dict[str, Any] = super().clean()
        if self.instance.state != Suggestion.State.WAITING:
            raise ValidationError(_("This has been decided already."))
        self.answer: Any = cleaned.get("meant")
        if cleaned.get("decision") == self.ACCEPT and self.answer is None:
            names = [name for name in ("name_da", "name_en", *OF_PLACES) if name in self.fields]
            self.answer = self.model(**{name: cleaned.get(name) for name in names})
            try:
                self.answer.full_clean()
            except ValidationError as error:
                for name, messages in error.message_dict.items():
                    self.add_error(name if name in self.fields else None, messages)
        return cleaned

    def save(self, commit: bool = True) -> Suggestion:
        """Carry the decision out."""
        if self.cleaned_data["decision"] == self.ACCEPT:
            self.answer.save()
            accept(self.instance, self.answer, self.for_user)
        else:
            decline(self.instance)
        suggestion: Suggestion = self.instance
        return suggestion


class SuggestionViewSet(FactViewSet):
    """What authors of reports suggest."""

    model = Suggestion
    icon = "tag"
    menu_label = _("Suggestions")
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind")),
        "report",
        "suggested_by",
        "suggested_at",
        "state",
    ]
    list_filter = ["state", "kind"]
    ordering = ["-suggested_at"]
    edit_handler = ObjectList(
        [
            FieldPanel("decision"),
            FieldPanel("meant"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("name_da"), FieldPanel("name_en")]),
                    FieldPanel("country"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                ],
                heading=_("A new one"),
            ),
        ],
        base_form_class=SuggestionForm,
    )
