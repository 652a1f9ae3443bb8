"""Addresses of views, which are translated."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def address(name: str, *args: str, language: str = settings.LANGUAGE_CODE) -> str:
    """Return the address of a view in a language."""
    with translation.override(language):
        return reverse(name, args=args)
