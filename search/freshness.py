"""Keeping the index true to the content.

A change notes what it makes stale in the transaction that makes it; after the commit the documents are made anew.
What is noted stays noted until that is done, so that nothing is lost when a process ends in between.
"""

import logging
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from wagtail.models import Page

from search.dependence import Key, label_of, own_key, reached
from search.documents import Document, registry
from search.engines import engine
from search.models import SearchDocument, StaleDocument

logger = logging.getLogger(__name__)

BATCH = 500
# How many documents a change makes anew before its request is answered, and of long ones; `update_search` does the rest.
AT_ONCE = 500
LONG_AT_ONCE = 10
# A save of these alone changes nothing that readers see.
UNSEEN = frozenset(
    {
        "approval_schedule",
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_login",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
    }
)
# Documents made at the same moment by several processes are told apart by this many locks.
LOCKS = 1024
LOCK_SPACE = 7_301_945

_is_paused: ContextVar[bool] = ContextVar("search_is_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Note no changes meanwhile; whoever changes much at once rebuilds the index afterwards."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def note(keys: Iterable[Key]) -> None:
    """Note that documents are stale, in the transaction under way; they are made anew after its commit.

    Args:
        keys: the labels and primary keys of the things, as in `Document`.
    """
    _note(set(keys), at_once=True)


def update(at_most: int | None = None, *, is_long: bool | None = None) -> int:
    """Make the stale documents anew, in batches; several processes may do so at once.

    A document that fails is logged and stays noted.

    Args:
        at_most: how many notes to work off; all of them when left out.
        is_long: whether to work off those of kinds that may be long, or those of the others; both when left out.

    Returns:
        how many notes were worked off.
    """
    notes = StaleDocument.objects.order_by("pk").values_list("pk", flat=True)
    if is_long is not None:
        notes = notes.filter(model__in=[findable.label for findable in registry if findable.is_long == is_long])
    last = done = 0
    left = at_most
    while left is None or left > 0:
        size = BATCH if left is None else min(BATCH, left)
        pks = list(notes.filter(pk__gt=last)[:size])
        if not pks:
            break
        last = pks[-1]
        done += _work_off(pks)
        left = None if left is None else left - len(pks)
    return done


def refresh(keys: Collection[Key]) -> int:
    """Make documents anew from the content, and take out those that ought not to be there.

    Returns:
        how many rows of the index changed.
    """
    by_label: dict[str, set[int]] = defaultdict(set)
    for label, pk in keys:
        by_label[label].add(pk)
    with transaction.atomic():
        _hold(keys)
        documents: list[Document] = []
        for label, pks in by_label.items():
            findable = registry.get(label)
            documents += findable.documents(pks) if findable else ()
        changed = engine().index(documents)
        gone = set(keys).difference((document.model, document.pk) for document in documents)
        if gone:
            engine().delete(gone)
    return changed + len(gone)


def note_expired() -> None:
    """Note what no longer holds though nobody changed it, such as offices whose last day has passed."""
    for findable in registry:
        expired = list(findable.expired())
        rows = SearchDocument.objects.filter(model=findable.label, object_id__in=expired, is_current=True)
        if expired:
            note((findable.label, pk) for pk in rows.values_list("object_id", flat=True).distinct())


def listen() -> None:
    """Listen to everything that is saved and deleted."""
    for signal, receiver in (
        (pre_save, _before_save),
        (post_save, _after_save),
        (pre_delete, _before_delete),
        (m2m_changed, _after_tie),
    ):
        signal.connect(receiver, dispatch_uid=f"search.freshness.{receiver.__name__}")


def _before_save(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Note what says something of the row as it was; a page that moves takes along what is below it."""
    if not _is_seen(sender, kwargs) or instance.pk is None or instance._state.adding:
        return
    _note_change([instance], at_once=False)
    if isinstance(instance, Page):
        before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        if before is not None and before != instance.url_path:
            below = Page.objects.filter(path__startswith=instance.path).exclude(pk=instance.pk)
            _note_change(below.select_related("locale").order_by("path"), at_once=False)


def _after_save(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Note what says something of the row as it is now."""
    if _is_seen(sender, kwargs):
        _note_change([instance], at_once=True)


def _before_delete(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Note the row and what says something of it while the ties are still there."""
    if not _is_paused.get() and label_of(sender):
        _note_change([instance], at_once=True)


def _after_tie(sender: Any, instance: Any, action: str, model: type[Model], pk_set: Any, **kwargs: Any) -> None:
    """Note both ends of a tie that is made or cut."""
    if _is_paused.get() or action not in ("post_add", "post_remove", "pre_clear", "post_clear"):
        return
    own, other = own_key(instance), label_of(model)
    keys = {own} if own else set()
    if other and registry.get(other):
        if action == "pre_clear":
            pk_set = _tied(sender, instance, model)
        keys |= {(other, pk) for pk in pk_set or ()}
    _note({key for key in keys if registry.get(key[0])}, at_once=action != "pre_clear")


def _tied(through: Any, instance: Any, model: type[Model]) -> list[int]:
    """Return the keys of the rows of a model that a row is tied to."""
    ends = [field for field in through._meta.fields if field.is_relation]
    own = next(field for field in ends if isinstance(instance, field.related_model))
    other = next(field for field in reversed(ends) if issubclass(model, field.related_model))
    rows = through._default_manager.filter(**{own.name: instance.pk})
    return list(rows.values_list(other.attname, flat=True))


def _is_seen(sender: type[Model], kwargs: dict[str, Any]) -> bool:
    """Tell whether a save changes anything that is found."""
    if _is_paused.get() or kwargs.get("raw"):
        return False
    fields = kwargs.get("update_fields")
    if fields and UNSEEN.issuperset(fields):
        return False
    return sender is Page or label_of(sender) is not None


def _note_change(instances: Iterable[Any], *, at_once: bool) -> None:
    keys = {key for key in map(own_key, instances) if key}
    if keys:
        _note(reached(keys), at_once=at_once)


def _note(keys: set[Key], *, at_once: bool) -> None:
    """Write down keys not yet noted in this transaction, and see to them after its commit.

    Args:
        keys: the labels and primary keys.
        at_once: whether to see to them when no transaction is under way; what is about to be saved is not there yet.
    """
    if _is_paused.get():
        return
    waiting = _waiting()
    keys = keys.difference(*(each.keys for _sids, each in waiting))
    if not keys:
        return
    StaleDocument.objects.bulk_create(
        [StaleDocument(model=label, object_id=pk) for label, pk in sorted(keys)], batch_size=BATCH
    )
    if not connection.in_atomic_block:
        if at_once:
            _AfterCommit()()
        return
    # Django forgets callbacks with the savepoint they were made in, so what is rolled back will be noted again.
    savepoints = set(connection.savepoint_ids)
    callback = next((each for sids, each in waiting if sids == savepoints), None)
    if callback is None:
        callback = _AfterCommit()
        transaction.on_commit(callback, robust=True)
    callback.keys |= keys


class _AfterCommit:
    """Makes what was noted anew after the commit; a failure is logged and the notes stay."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()

    def __call__(self) -> None:
        try:
            update(at_most=AT_ONCE, is_long=False)
            update(at_most=LONG_AT_ONCE, is_long=True)
        except Exception:
            logger.exception("The search index could not be brought up to date; update_search will try again")


def _waiting() -> list[tuple[Any, _AfterCommit]]:
    """Return what waits for the commit of the transaction under way, each with the savepoints it was noted in."""
    return [
        (item[0], item[1]) for item in connection.run_on_commit if isinstance(item[1], _AfterCommit) and item[1].keys
    ]


def _work_off(pks: Sequence[int]) -> int:
    """Make the documents of these notes anew; one by one where that fails, so that the others are made."""
    try:
        with transaction.atomic():
            rows = list(StaleDocument.objects.select_for_update(skip_locked=True).filter(pk__in=pks).order_by("pk"))
            refresh({(row.model, row.object_id) for row in rows})
            StaleDocument.objects.filter(pk__in=[row.pk for row in rows]).delete()
        # What changes once more in the transaction under way, if there is one, has to be noted once more.
        for _savepoints, callback in _waiting():
            callback.keys.difference_update((row.model, row.object_id) for row in rows)
        return len(rows)
    except Exception:
        if len(pks) == 1:
            logger.exception("A search document could not be made; its note %s stays", pks[0])
            return 0
    return sum(_work_off([pk]) for pk in pks)


def _hold(keys: Iterable[Key]) -> None:
    """Wait until no other process makes one of these documents, so that none puts older content over newer.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    locks = sorted({zlib.crc32(f"{label}:{pk}".encode()) % LOCKS for label, pk in keys})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, number) FROM unnest(%s::int[]) number", [LOCK_SPACE, locks])
