from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FocusAreasConfig(AppConfig):
    """Strategy, action plan, focus areas, goals, activities and reports."""

    name = "focusareas"
    verbose_name = _("Plan")
