from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """What every room of the house stands on: users, files, page bases and languages."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import checks  # noqa: F401, PLC0415  registers the project's rules once the models are loaded
