"""Countries that django-countries has no Danish of; the names are those of the Unicode locale data."""

from django.utils.translation import gettext_noop as _

COUNTRIES = (
    _("Bahamas (The)"),
    _("Democratic Republic of the Congo"),
    _("Falkland Islands (Malvinas)"),
    _("Vatican City"),
    _("Micronesia"),
    _("Naoero"),
    _("Palestine"),
    _("Saint Helena"),
    _("South Georgia"),
)
