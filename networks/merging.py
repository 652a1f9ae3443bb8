"""Merging themes: whatever is marked with one is marked with the other from then on, and links to it lead there."""

from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page, Revision

from networks.models import Theme
from portal.models import FormerAddress
from search.dependence import label_of
from search.freshness import note
from search.moving import recommend_instead, tell_nobody


def marked() -> list[Any]:
    """Return the fields by which pages are marked with themes, one for each kind of page."""
    return [relation.field for relation in Theme._meta.related_objects if relation.many_to_many]


def with_uses(themes: QuerySet[Theme]) -> QuerySet[Theme]:
    """Return themes with the number of pages marked with each as `uses`."""
    # Each by itself: joined, they would multiply.
    kinds = [_marks(field, OuterRef("pk")).values("theme").values(number=Count("pk")) for field in marked()]
    return themes.annotate(uses=sum((Coalesce(Subquery(kind), 0) for kind in kinds), start=Value(0)))


def uses(theme: Theme) -> list[tuple[str, int]]:
    """Return what is marked with a theme: each kind of page, as so many are called, and how many; none that are not."""
    counts = [(field.model._meta, _marks(field, theme).count()) for field in marked()]
    return [
        (str(kind.verbose_name if number == 1 else kind.verbose_name_plural), number)
        for kind, number in counts
        if number
    ]


@transaction.atomic
def merge(theme: Theme, into: Theme) -> None:
    """Give everything marked with a theme another one instead, drafts and earlier versions too, and delete the first.

    Its address leads to the other's, which is found by its names.

    Args:
        theme: the one that goes; it is not to be used afterwards.
        into: the one that stays.

    Raises:
        ValueError: both are the same.
        Theme.DoesNotExist: one of them is gone.
    """
    if theme == into:
        raise ValueError("a theme cannot be merged into itself")
    theme, into = _held(theme, into)
    for field in marked():
        _mark_instead(field, theme, into)
    _mark_versions(theme.pk, into.pk)
    recommend_instead(Theme._meta.label_lower, theme.pk, into.pk)
    into.remember(theme.name_da, theme.name_en, *theme.also_called)
    into.save()
    tell_nobody("theme", theme.slug, into.slug)
    FormerAddress.lead("theme", theme.slug, into.slug)
    theme.delete()


def _marks(field: Any, theme: Any) -> QuerySet[Any]:
    """Return the rows that mark pages with a theme, by the pages' field."""
    rows: QuerySet[Any] = field.remote_field.through._base_manager.order_by().filter(theme=theme)
    return rows


def _held(*themes: Theme) -> list[Theme]:
    """Return the themes as they are, which nobody else changes or merges until the end of the transaction.

    Raises:
        Theme.DoesNotExist: one of them is gone.
    """
    pks = [theme.pk for theme in themes]
    # In one order, so that two merges wait for each other and not both for ever.
    held = {theme.pk: theme for theme in Theme.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    if len(held) < len(pks):
        raise Theme.DoesNotExist
    return [held[pk] for pk in pks]


def _mark_instead(field: Any, theme: Theme, into: Theme) -> None:
    """Let the pages of one kind have the other theme, each once; those with both lose the first when it is deleted."""
    page = field.m2m_column_name()
    rows = _marks(field, theme)
    pages = list(rows.values_list(page, flat=True))
    rows.exclude(**{f"{page}__in": _marks(field, into).values(page)}).update(theme=into)
    note((label, pk) for pk in pages if (label := label_of(field.model)))


def _mark_versions(theme: int, into: int) -> None:
    """Let the versions of pages have the other theme, so that publishing one does not lose the mark."""
    versions = Revision.objects.filter(base_content_type__app_label=Page._meta.app_label, content__has_key="themes")
    marks = versions.order_by().values_list("pk", "content__themes")
    marked_versions = Revision.objects.filter(pk__in=[pk for pk, themes in marks if theme in themes])
    # Held, since a version that is written anew meanwhile would be written over.
    for version in marked_versions.select_for_update().iterator():
        themes = (into if pk == theme else pk for pk in version.content["themes"])
        version.content["themes"] = list(dict.fromkeys(themes))
        version.save(update_fields=["content"])
