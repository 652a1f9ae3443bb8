"""The project's own rules as system checks."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from portal.languages import bilingual_texts
from portal.pages import BasePage, SourcedPage


@register()
def check_bilingual_columns(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every bilingual text has a column for each of the site's languages."""
    return [
        Error(f"{model.__name__}.{text.name} lacks the column {column}.", obj=model, id="portal.E001")
        for model in apps.get_models()
        for text in bilingual_texts(model).values()
        for column in text.columns
        if not _has_field(model, column)
    ]


@register()
def check_source_only(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every relation and scalar fact of a SourcedPage is kept to its Danish version."""
    return [
        Error(
            f"{model.__name__}.{name} would be copied into translations and go stale.",
            hint="List it in source_only.",
            obj=model,
            id="portal.E002",
        )
        for model in apps.get_models()
        if issubclass(model, SourcedPage)
        for name in _facts(model)
        if name not in model.source_only
    ]


def _has_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _facts(model: type[SourcedPage]) -> Iterator[str]:
    """Yield the names of the model's own fields that are not prose."""
    shared = {field.name for field in BasePage._meta.get_fields()}
    for field in (*model._meta.fields, *model._meta.many_to_many):
        is_prose = isinstance(field, StreamField | models.TextField | models.CharField) and not field.choices
        is_parent_link = bool(field.remote_field and getattr(field.remote_field, "parent_link", False))
        if field.editable and not is_prose and not is_parent_link and field.name not in shared | _page_fields():
            yield field.name
    yield from (relation.name for relation in get_all_child_relations(model) if relation.name not in _page_fields())


def _page_fields() -> set[str]:
    page = apps.get_model("wagtailcore", "Page")
    return {field.name for field in page._meta.get_fields()} | {
        relation.name for relation in get_all_child_relations(page)
    }
