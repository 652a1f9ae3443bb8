"""Reading what findables say, and counting how often they ask the database."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from search.documents import Document, Findable, registry
from search.facets import Facet


def findable(model: type[Any]) -> Findable:
    """Return the findable of a model."""
    found = registry.get(model._meta.label_lower)
    assert found is not None
    return found


def document(item: Any) -> Document:
    """Return the document of a Danish page or a fact."""
    found = list(findable_of(item).documents([item.pk]))
    assert len(found) == 1
    return found[0]


def findable_of(item: Any) -> Findable:
    """Return the findable that describes a row."""
    known = [registry.get(model._meta.label_lower) for model in type(item).__mro__ if hasattr(model, "_meta")]
    return next(each for each in known if each is not None)


def choices(found: Document, facet: Facet) -> set[str]:
    """Return a document's choices in a facet."""
    return {value.value for value in found.facets if value.facet == facet}


def open_choices(found: Document, facet: Facet) -> set[str]:
    """Return those of a document's choices in a facet that visitors may see."""
    return {value.value for value in found.facets if value.facet == facet and not value.for_staff}


def queries(model: type[Any], pks: Collection[int]) -> int:
    """Return how many queries the documents take, the site's roots being known as they are in a site in use."""
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as captured:
        assert len(list(findable(model).documents(pks))) == len(pks)
    return len(captured)
