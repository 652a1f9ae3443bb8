from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """What every room of the house stands on: users, files, page bases and languages."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import checks, dates  # noqa: F401, PLC0415  register themselves once the models are loaded
        from portal.documents import reading  # noqa: F401, PLC0415  listens to documents, a model
        from portal.former_addresses import listen  # noqa: PLC0415  listens to models

        listen()
