"""Forms of the editing interface."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from networks.models.edition import DirectoryEdition


class EditionForm(WagtailAdminModelForm):
    """An edition of the directory; a new one may begin with the entries of the current one."""

    begins_with_current = forms.BooleanField(
        label=_("begin with the entries of the current edition"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = DirectoryEdition.objects.filter(is_current=True).first()
        if self.instance.pk or self.current is None:
            del self.fields["begins_with_current"]

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Save the edition, with copies of the current one's entries where that was asked for."""
        edition = super().save(commit=commit)
        if commit and self.current and self.cleaned_data.get("begins_with_current"):
            edition.begin_with(self.current)
        return edition
