"""The form of a saved search."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.models import User
from search.models import SavedSearch


class SavedSearchForm(forms.Form):
    """What a reader says of a search they keep.

    Args:
        owner: who keeps it.
    """

    name = forms.CharField(label=_("Name"), max_length=120)
    frequency = forms.ChoiceField(label=_("E-mail about new hits"), choices=SavedSearch.Frequency.choices)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._owner = owner

    def clean_name(self) -> str:
        """Return the name as one line, as it stands in letters."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_frequency(self) -> str:
        """Return how often mail is wanted.

        Raises:
            ValidationError: it is wanted and there is no address to send it to.
        """
        frequency: str = self.cleaned_data["frequency"]
        if frequency != SavedSearch.Frequency.NEVER and not self._owner.email:
            raise ValidationError(
                _("Your account has no e-mail address. Choose no e-mail, or ask an administrator to add your address.")
            )
        return frequency
