"""Addresses that facts had before they were renamed or merged: links and filters that carry them still work."""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.validators import slug_re
from django.db.models import Q
from django.db.models.signals import post_delete
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from portal.models import AddressedModel, FormerAddress

# The facts that lists and searches are filtered by, each under the parameter of the same name.
KINDS = ("theme", "place", "office", "person", "network")
# Of one kind in one address; whoever writes more finds them unknown.
MOST = 60


def listen() -> None:
    """Listen to facts that are deleted, however that is done."""
    for model in apps.get_models():
        if issubclass(model, AddressedModel):
            post_delete.connect(_forget, sender=model, dispatch_uid="portal.former_addresses")


def _forget(sender: type[AddressedModel], instance: AddressedModel, **kwargs: Any) -> None:
    """Forget the addresses that led to a fact that is gone; those of a person have their name in them."""
    FormerAddress.objects.filter(kind=sender._meta.model_name, current=instance.slug).delete()


def current_values(values: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """Return what former addresses have become, by kind and former address, in one query at most.

    Args:
        values: the addresses to look up by kind; kinds without an address of their own are left out.
    """
    slugs = {kind: [value for value in values.get(kind, ()) if slug_re.match(value)][:MOST] for kind in KINDS}
    asked = [Q(kind=kind, slug__in=some) for kind, some in slugs.items() if some]
    if not asked:
        return {}
    rows = FormerAddress.objects.filter(Q(*asked, _connector=Q.OR))
    return {(row.kind, row.slug): row.current for row in rows}


def with_current_values(data: MultiValueDict[str, str]) -> MultiValueDict[str, str]:
    """Return the parameters of a list with former addresses replaced by those of today."""
    current = current_values({kind: data.getlist(kind) for kind in KINDS})
    if not current:
        return data
    data = data.copy()
    for kind in {kind for kind, _slug in current}:
        data.setlist(kind, [current.get((kind, value), value) for value in data.getlist(kind)])
    return data


def following_former_addresses(kind: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view of one fact, given its `slug`, lead on from an address that the fact had earlier.

    Args:
        kind: the model's name in lower case.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def follow(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, slug=slug, **kwargs)
            except Http404:
                current = current_values({kind: [slug]}).get((kind, slug))
                if current is None or request.resolver_match is None:
                    raise
                # Not for good: the address may be given to another fact one day.
                address = reverse(request.resolver_match.view_name, kwargs={"slug": current})
                asked = request.META.get("QUERY_STRING")
                return redirect(f"{address}?{asked}" if asked else address)

        return follow

    return decorate
