from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The portal's own search: text analysis, the index, its engines and views."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import curation, freshness, moving  # noqa: F401, PLC0415  need the models

        freshness.listen()
        curation.listen()
