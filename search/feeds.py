"""The feed of a saved search: what it has found, the newest first."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.mail import absolute
from search.models import KnownHit, SavedSearch
from search.saving import NEWEST_FIRST, asked_by, notice, shown_known, trouble_with
from search.showing import ShownHit

MOST_ITEMS = 50
FEED_SECONDS = 300

Item = tuple[KnownHit, ShownHit]


class SavedSearchFeed(Feed):
    """Reads whatever the owner may see, in the language of the address; nothing once the owner may not sign in."""

    feed_type = Atom1Feed
    # Atom asks for one.
    author_name = "Udsyn"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> SavedSearch:
        """Return the saved search at the address.

        Raises:
            SavedSearch.DoesNotExist: there is none, or its owner's account is closed.
        """
        return SavedSearch.with_feed(kwargs["token"])

    def title(self, search: SavedSearch) -> str:
        """Return the search's name."""
        return f"{search.name} – Udsyn"

    def subtitle(self, search: SavedSearch) -> str:
        """Return what the feed is."""
        return trouble_with(search) or _("What your saved search finds in Udsyn, the newest first")

    def link(self, search: SavedSearch) -> str:
        """Return where the search is run."""
        return f"{reverse('search')}?{asked_by(search).address}"

    def feed_guid(self, search: SavedSearch) -> str:
        """Return what the feed is known by, in either language and after its address was renewed."""
        return _identity(search._meta.label_lower, search.pk)

    def items(self, search: SavedSearch) -> list[Item]:
        """Return what it has found, after a look at what is new."""
        notice(search)
        return shown_known(search, search.known_hits.order_by(*NEWEST_FIRST)[:MOST_ITEMS])

    def item_title(self, item: Item) -> str:
        """Return its title, which Atom takes as plain text."""
        return item[1].plain_title or str(item[1].title)

    def item_description(self, item: Item) -> str:
        """Return the stretch of its text that meets the search, as HTML."""
        return item[1].excerpt

    def item_link(self, item: Item) -> str:
        """Return where it is read."""
        return item[1].url

    def item_guid(self, item: Item) -> str:
        """Return what it is known by, whatever becomes of its title and address."""
        known, _hit = item
        return _identity(known.model, known.object_id)

    def item_updateddate(self, item: Item) -> datetime:
        """Return when the search found it."""
        return item[0].found_at

    def item_categories(self, item: Item) -> list[str]:
        """Return what kind it is."""
        return [item[1].kind_label]


def keep_private(response: HttpResponse) -> HttpResponse:
    """Have what is read at a secret address kept for a while by whoever reads it, and by nobody else."""
    patch_cache_control(response, private=True, max_age=FEED_SECONDS)
    response["X-Robots-Tag"] = "noindex"
    return response


def _identity(model: str, pk: int) -> str:
    return uuid5(NAMESPACE_URL, absolute(f"/{model}/{pk}")).urn
