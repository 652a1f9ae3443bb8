from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.dependence import own_key
from search.freshness import note
from search.viewsets import SearchViewSetGroup

register_snippet(SearchViewSetGroup)


@hooks.register("after_bulk_action")
def note_files_moved_together(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """Note files that were put into another collection, of which Wagtail sends no signals."""
    if action_type == "add_to_collection":
        note(key for key in map(own_key, objects) if key)
