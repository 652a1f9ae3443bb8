"""Reading what findables say, and counting how often they ask the database."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from search import freshness
from search.documents import Document, Findable, registry
from search.facets import Facet
from search.models import SearchDocument, StaleDocument
from search.rebuilding import compare, rebuild

Committed = Callable[[], AbstractContextManager[Any]]


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


def settle() -> None:
    """Bring the index up to date."""
    rebuild()
    freshness.update()


def row(item: Any) -> SearchDocument | None:
    """Return what signed-in readers may find of a Danish page or a fact."""
    return SearchDocument.objects.filter(
        model=findable_of(item).label, object_id=item.pk, audience=SearchDocument.Audience.STAFF
    ).first()


def text(item: Any, language: str = "da") -> str:
    """Return what the index holds of a thing in a language, title, address and body."""
    found = row(item)
    assert found is not None
    return "\n".join(found.texts[language][part] for part in ("title", "url", "body"))


def assert_true() -> None:
    """Check that the index is what a rebuild would make of the content."""
    assert not compare()
    assert not StaleDocument.objects.exists()
