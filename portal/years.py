"""What counts as a year: a slip of the finger such as 207 or 20008 does not."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1990
LAST_YEAR = 2100


def validate_year(value: int) -> None:
    """Check that a number is a year the portal's facts can be about.

    Raises:
        ValidationError: it is too early or too late.
    """
    if not FIRST_YEAR <= value <= LAST_YEAR:
        raise ValidationError(
            _("Enter a year between %(first)s and %(last)s."),
            code="invalid_year",
            params={"first": str(FIRST_YEAR), "last": str(LAST_YEAR)},
        )
