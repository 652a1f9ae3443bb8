"""What readers and the coordinator keep of the search follows a fact that is renamed or merged into another."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.models import FormerAddress
from search.curation import BestBet
from search.models import SavedSearch
from search.saving import finds, remember


def recommend_instead(model: str, merged: int, into: int) -> None:
    """Let the best bets that recommend a thing recommend another one.

    Args:
        model: the label of both, as in `Document`.
        merged: the key of the thing that is going.
        into: the key of the other.
    """
    for bet in BestBet.objects.filter(model=model, object_id=merged):
        bet.object_id = into
        bet.save(update_fields=["object_id"])


def tell_nobody(kind: str, merged: str, into: str) -> None:
    """Let mail keep silent on what saved searches find only because a thing is merged into another.

    To be called in the transaction that merges them, before the index knows of it.

    Args:
        kind: the parameter that searches are filtered by.
        merged: its value for the thing that is going.
        into: its value for the other.
    """
    mailed = SavedSearch.objects.filter(parameters__has_key=kind, mail_due_at__isnull=False)
    for search in mailed.select_related("owner"):
        values = search.parameters[kind]
        if merged in values or into in values:
            before = set(finds(search))
            search.parameters = search.parameters | {kind: [*values, merged, into]}
            remember(search, [key for key in finds(search) if key not in before], is_told=True)


@receiver(post_save, sender=FormerAddress, dispatch_uid="search.moving.saved_searches")
def _follow(instance: FormerAddress, **kwargs: Any) -> None:
    """Have the saved searches filtered by a former address ask for the present one."""
    for search in SavedSearch.objects.filter(parameters__has_key=instance.kind):
        values = search.parameters[instance.kind]
        if instance.slug in values:
            present = [instance.current if value == instance.slug else value for value in values]
            search.parameters = search.parameters | {instance.kind: list(dict.fromkeys(present))}
            search.save(update_fields=["parameters"])
