"""Keeps the furniture's cached menus true to the pages."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from home.navigation import forget_furniture


@receiver([post_save, post_delete])
def forget_after_change(sender: type[Any], **kwargs: Any) -> None:
    """Forget the menus when a page is saved, which publishing does too, or deleted."""
    if issubclass(sender, Page):
        forget_furniture()


@receiver(post_page_move)
def forget_after_move(sender: type[Any], **kwargs: Any) -> None:
    """Forget the menus when a page is moved."""
    forget_furniture()
