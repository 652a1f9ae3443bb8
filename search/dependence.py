"""Which documents a change reaches: that of the thing itself, and those that say something of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, QuerySet, Value
from wagtail.models import Page

from portal.languages import SOURCE_LANGUAGE
from search.documents import EVERYTHING, Findable, registry

# The model's label and a primary key, as in `Document`.
Key = tuple[str, int]


def own_key(instance: Any) -> Key | None:
    """Return the label and key that a row is known by; for a page those of its Danish page, in at most one query.

    Returns:
        None where neither the row nor anything that says something of it can be found.
    """
    label = label_of(instance.specific_class if isinstance(instance, Page) else type(instance))
    if label is None or instance.pk is None:
        return None
    if isinstance(instance, Page) and instance.locale.language_code != SOURCE_LANGUAGE:
        danish = Page.objects.filter(
            translation_key=instance.translation_key, locale__language_code=SOURCE_LANGUAGE
        ).order_by("pk")
        pk = danish.values_list("pk", flat=True).first()
        return (label, pk) if pk else None
    return label, int(instance.pk)


def label_of(model: type[Model] | None) -> str | None:
    """Return the label that rows of a model are known by: its own, or that of the model it specialises."""
    for each in model.__mro__ if model else ():
        options = getattr(each, "_meta", None)
        if options is not None and not options.abstract and options.label_lower in _known():
            return str(options.label_lower)
    return None


def reached(changed: Collection[Key]) -> set[Key]:
    """Return the documents of changed things and of all that depends on them, in one query."""
    by_label: dict[str, set[int]] = defaultdict(set)
    for label, pk in changed:
        by_label[label].add(pk)
    found = {(label, pk) for label, pk in changed if registry.get(label)}
    dependent = [rows for label, pks in by_label.items() for rows in _dependent(label, pks)]
    if dependent:
        found.update(dependent[0].union(*dependent[1:]))
    return found


def _dependent(label: str, pks: Collection[int]) -> Iterable[QuerySet[Any, Any]]:
    for findable in registry:
        for path in findable.depends_on().get(label, ()):
            rows = findable.model._base_manager.order_by()
            if path != EVERYTHING:
                rows = rows.filter(**{f"{path}__in": pks})
            yield rows.values_list(Value(findable.label), "pk")


def _known() -> Collection[str]:
    """Return the labels of everything whose changes reach a document."""
    if _known_for.findables != list(registry):
        _known_for.findables = list(registry)
        _known_for.labels = {findable.label for findable in registry}.union(
            *(findable.depends_on() for findable in registry)
        )
    return _known_for.labels


class _Known:
    findables: list[Findable]
    labels: set[str]

    def __init__(self) -> None:
        self.findables, self.labels = [], set()


_known_for = _Known()
