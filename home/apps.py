from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Front page, content pages, coordination and the demo content."""

    name = "home"
    verbose_name = _("Pages")
