from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    """Offices, contact persons and places; networks and the directory."""

    name = "networks"
    verbose_name = _("Networks")
