"""The portal's furniture: the main menu and the language switch of every page."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of the furniture."""
    return {}
