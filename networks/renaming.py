"""Links, lists and saved searches that name a network by its page's earlier address still find it."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_slug_changed

from networks.models import NetworkPage
from portal.languages import SOURCE_LANGUAGE
from portal.models import FormerAddress

KIND = "network"


@receiver(page_slug_changed, sender=NetworkPage)
def lead_on(instance: NetworkPage, instance_before: NetworkPage, **kwargs: Any) -> None:
    """Let the address that a network had lead to the one its page is published with."""
    longest = FormerAddress._meta.get_field("slug").max_length or 0
    # By longer ones nothing can be filtered.
    if is_source(instance) and max(len(instance.slug), len(instance_before.slug)) <= longest:
        FormerAddress.lead(KIND, instance_before.slug, instance.slug)


@receiver(post_save, sender=NetworkPage)
def keep_new(instance: NetworkPage, created: bool, **kwargs: Any) -> None:
    """Let a new network have an address that another one had."""
    if created and is_source(instance):
        FormerAddress.release(KIND, instance.slug)


def is_source(page: NetworkPage) -> bool:
    """Say whether it is the Danish page, which networks are known by."""
    return page.locale.language_code == SOURCE_LANGUAGE
