"""Admin forms that know whose rows the editor may choose."""

from typing import Any

from django.db import transaction
from wagtail.admin.forms.models import WagtailAdminModelForm

from focusareas.models import Activity, Goal
from focusareas.permissions import editable
from focusareas.responsibilities import check_closing, close_office


class ProgressNoteForm(WagtailAdminModelForm):
    """Offers the goals and activities of the editor's own offices, and writes down who noted it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("goal", Goal), ("activity", Activity)):
            self.fields[name].queryset = editable(model, self.for_user)

    def save(self, commit: bool = True) -> Any:
        """Save the note with its author when it is new."""
        if self.instance.pk is None:
            self.instance.author = self.for_user
        return super().save(commit=commit)


class OfficeForm(WagtailAdminModelForm):
    """Closes the office when it gets a last day: what it was responsible for ends or goes to the successor."""

    @property
    def closes_office(self) -> bool:
        """Tell whether the office that is saved gets another last day than it had."""
        return bool(self.instance.pk and "valid_to" in self.changed_data and self.cleaned_data.get("valid_to"))

    def clean(self) -> Any:
        """Check that the office can close on its last day."""
        cleaned = super().clean()
        if self.closes_office:
            check_closing(self.instance, cleaned["valid_to"], cleaned.get("successor"))
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Save the office, and hand over what it was responsible for when it closes."""
        closes_office = self.closes_office
        office = super().save(commit=commit)
        if commit and closes_office:
            close_office(office, office.valid_to, office.successor)
        return office
