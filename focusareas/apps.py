from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from search.documents import registry


class FocusAreasConfig(AppConfig):
    """Strategy, action plan, focus areas, goals, activities and reports."""

    name = "focusareas"
    verbose_name = _("Plan")

    def ready(self) -> None:
        from focusareas.findables import FINDABLES  # noqa: PLC0415  needs the models
        from focusareas.writing import stand_ins  # noqa: F401, PLC0415  receives signals

        registry.register(*FINDABLES)
