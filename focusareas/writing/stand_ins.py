"""Stand-ins of new reports in the other languages, which Wagtail's editing interface makes when a page begins there."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published
from wagtail_localize.synctree import create_aliases_for_new_page

from focusareas.models import ReportPage


@receiver(page_published)
def make_stand_ins(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Let somebody's report that is published for the first time stand in each language's tree, under its final address.

    What nobody owns was loaded, by a program that makes its own stand-ins.
    """
    is_written = issubclass(sender, ReportPage) and instance.owner_id is not None and instance.alias_of_id is None
    if is_written and not instance.get_translations().exists():
        create_aliases_for_new_page(instance)
