from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from search.documents import registry


class HomeConfig(AppConfig):
    """Front page, content pages, coordination and the demo content."""

    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from home import signals  # noqa: F401, PLC0415  listens to the pages once the models are loaded
        from home.findables import FINDABLES  # noqa: PLC0415  needs the models

        registry.register(*FINDABLES)
