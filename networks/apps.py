from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from search.documents import registry


class NetworksConfig(AppConfig):
    """Offices, contact persons and places; networks and the directory."""

    name = "networks"
    verbose_name = _("Networks")

    def ready(self) -> None:
        from networks import renaming  # noqa: F401, PLC0415  listens to models
        from networks.findables import FINDABLES  # noqa: PLC0415  needs the models

        registry.register(*FINDABLES)
