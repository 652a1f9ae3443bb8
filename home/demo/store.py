"""Keeping rows and pages in line with the content files: made the first time, brought up to date afterwards."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import Locale, Orderable, Page

from home.models import HomePage
from networks.models import SourceDocument, SourceReference
from portal.languages import SOURCE_LANGUAGE
from portal.pages import BasePage
from portal.translations import enter, publish, submit

ENGLISH = "en"
Rows = Mapping[str, Sequence[dict[str, Any]]]


@dataclass
class English:
    """The English texts of a page, which wait until every Danish page is there."""

    texts: dict[str, Any]
    is_public: bool


@dataclass
class Store:
    """What has been loaded so far, by the keys the content files use."""

    say: Callable[[str], None]
    home: HomePage
    found: dict[str, dict[Any, Any]] = field(default_factory=dict)
    english: dict[UUID, English] = field(default_factory=dict)
    written_pages: int = 0

    def remember(self, kind: str, key: Any, item: Any) -> Any:
        """Keep an item so that other files can refer to it."""
        self.found.setdefault(kind, {})[key] = item
        return item

    def get(self, kind: str, key: Any) -> Any:
        """Return the item of a key.

        Raises:
            LookupError: no file has it.
        """
        if key is None:
            return None
        if key not in self.found.get(kind, {}):
            raise LookupError(f"The content files refer to {kind} {key!r}, which none of them has.")
        return self.found[kind][key]

    def several(self, kind: str, keys: Iterable[Any] | None) -> list[Any]:
        """Return the items of some keys."""
        return [self.get(kind, key) for key in keys or []]

    def reference(self, text: str) -> SourceReference:
        """Return the source reference written as "000 §4a"."""
        number, _space, section = text.partition(" ")
        known = self.found.setdefault("reference", {})
        if text not in known:
            document: SourceDocument = self.get("document", number)
            known[text], _created = SourceReference.objects.get_or_create(document=document, section=section)
        reference: SourceReference = known[text]
        return reference

    def references(self, texts: Iterable[str] | None) -> list[SourceReference]:
        """Return the source references of a fact, each once."""
        return [self.reference(text) for text in dict.fromkeys(texts or [])]

    def keep(
        self,
        model: type[Model],
        key: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        many: Mapping[str, Iterable[Model]] | None = None,
        rows: Rows | None = None,
    ) -> Any:
        """Return the row of a key with these values, relations and child rows."""
        item = model._default_manager.filter(**key).first() or model(**key)
        for name, value in values.items():
            setattr(item, name, value)
        for name, items in (rows or {}).items():
            set_rows(item, name, items)
        # A clusterable model saves its relations with itself, others need a key first.
        is_cluster = isinstance(item, ClusterableModel)
        if is_cluster:
            set_many(item, many)
        item.full_clean()
        item.save()
        if not is_cluster:
            set_many(item, many)
        return item

    def keep_page(
        self,
        model: type[BasePage],
        parent: BasePage,
        prose: Callable[[str], dict[str, Any]],
        *,
        values: Mapping[str, Any] | None = None,
        many: Mapping[str, Iterable[Model]] | None = None,
        rows: Rows | None = None,
        published: date | None = None,
        is_translated: bool = True,
        is_public: bool = False,
    ) -> Any:
        """Return the live Danish page, and remember its English texts.

        Args:
            model: the page's type.
            parent: the Danish page above it, or the page itself where it is a front page.
            prose: gives the page's texts in a language, its title and slug among them.
            values: the facts it holds besides.
            many: its many-to-many relations.
            rows: its child rows.
            published: the day it is to have been published first.
            is_translated: whether it has English texts.
            is_public: whether the English page is open without sign-in.
        """
        texts = prose(SOURCE_LANGUAGE)
        page: Any = self._find(model, parent, texts["slug"])
        before = _content(page) if page.pk else None
        for name, value in {**texts, **(values or {})}.items():
            setattr(page, name, value)
        for name, items in (rows or {}).items():
            set_rows(page, name, items)
        set_many(page, many)
        if published and before is None:
            page.first_published_at = timezone.make_aware(datetime.combine(published, time(9)))
        if before is None:
            parent.add_child(instance=page)
        if before != _content(page) or page.latest_revision_id is None:
            page.save_revision().publish()
            self.written_pages += 1
        if is_translated:
            self.english[page.translation_key] = English(prose(ENGLISH), is_public)
        return page

    def translate(self) -> int:
        """Put the English text of every page live and let Danish stand in for the others; return how many were written.

        The pages come in the order of the Danish tree, which the English one takes over.
        """
        locale = Locale.objects.get(language_code=ENGLISH)
        danish = Page.objects.descendant_of(self.home, inclusive=True).order_by("path")
        there = set(Page.objects.filter(locale=locale).values_list("translation_key", flat=True))
        written = 0
        for page in danish.specific():
            if page.translation_key in self.english:
                written += self._translate_page(page, locale, self.english[page.translation_key])
            elif page.translation_key not in there:
                page.copy_for_translation(locale, alias=True)
        return written

    def _translate_page(self, page: BasePage, locale: Locale, english: English) -> bool:
        """Put the English text of a page live where anything is new; return whether it was."""
        translation, is_new = submit(page, locale)
        entered = enter(translation, english.texts)
        translated = type(page).objects.filter(translation_key=page.translation_key, locale=locale)
        settled = translated.filter(live=True, alias_of__isnull=True, is_public=english.is_public)
        if not is_new and not entered and settled.exists():
            return False
        publish(translation, is_public=english.is_public, first_published_at=page.first_published_at)
        return True

    def _find(self, model: type[BasePage], parent: BasePage, slug: str) -> BasePage:
        if isinstance(parent, model) and model is HomePage:
            return parent
        page: BasePage | None = model.objects.child_of(parent).filter(slug=slug).first()
        return page or model(locale=parent.locale, live=True)


def set_many(item: Any, many: Mapping[str, Iterable[Model]] | None) -> None:
    """Set many-to-many relations, in the order the database will give them back."""
    for name, items in (many or {}).items():
        getattr(item, name).set(sorted(set(items), key=lambda related: related.pk))


def set_rows(owner: Any, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Set the child rows of an item, keeping the rows that are there in their order."""
    manager = getattr(owner, name)
    parent = manager.rel_field.name if hasattr(manager, "rel_field") else owner._meta.get_field(name).field.name
    existing = list(manager.all())
    kept = []
    for index, values in enumerate(rows):
        row = existing[index] if index < len(existing) else manager.model()
        for column, value in values.items():
            setattr(row, column, value)
        # Only the editing form numbers them; without a number PostgreSQL gives them in any order.
        if isinstance(row, Orderable):
            row.sort_order = index
        row.full_clean(exclude=[parent], validate_unique=False, validate_constraints=False)
        kept.append(row)
    manager.set(kept)


def _content(page: BasePage) -> dict[str, Any]:
    """Return a page's content in a form to compare."""
    content: dict[str, Any] = page.serializable_data()
    for column in page._meta.get_fields():
        if isinstance(column, StreamField):
            # PostgreSQL gives the keys of a block in an order of its own.
            content[column.name] = json.loads(content[column.name])
    for ignored in ("latest_revision", "live_revision", "last_published_at", "latest_revision_created_at"):
        content.pop(ignored, None)
    return {
        name: sorted(value) if isinstance(value, list) and all(isinstance(item, int) for item in value) else value
        for name, value in content.items()
    }
