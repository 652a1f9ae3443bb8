"""Admin forms that know whose rows the editor may choose."""

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from focusareas.models import Activity, Goal
from focusareas.permissions import editable


class ProgressNoteForm(WagtailAdminModelForm):
    """Offers the goals and activities of the editor's own offices, and writes down who noted it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("goal", Goal), ("activity", Activity)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = editable(model, self.for_user)

    def save(self, commit: bool = True) -> Any:
        """Save the note with its author when it is new."""
        if self.instance.pk is None:
            self.instance.author = self.for_user
        return super().save(commit=commit)
