"""Files of reports that nobody has published yet: readers neither find nor get them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex, Revision

from focusareas.models import ReportAttachment, ReportPage
from portal.models import PortalDocument
from search.freshness import note


def withheld() -> set[int]:
    """Return the keys of the documents that are attached to reports, drafts among them, and that no live page shows.

    Takes four queries, whose rows are those of unpublished reports and their files.
    """
    published = ReportPage.objects.filter(live=True).order_by().values("translation_key")
    is_published = Q(report__translation_key__in=published)
    attached = ReportAttachment.objects.order_by()
    closed = set(attached.exclude(is_published).values_list("document", flat=True))
    drafts = ReportPage.objects.filter(has_unpublished_changes=True).order_by().values("latest_revision")
    closed |= attached_in(Revision.objects.filter(pk__in=drafts).order_by())
    closed -= set(attached.filter(is_published, document__in=closed).values_list("document", flat=True))
    return closed - _shown(closed)


def references(pks: Iterable[int]) -> QuerySet[ReferenceIndex]:
    """Return Wagtail's notes of who links to or shows documents, attachments of reports left out."""
    kind = ContentType.objects.get_for_model(PortalDocument)
    found = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=[str(pk) for pk in pks])
    return found.exclude(model_path__startswith="attachments.")


def _shown(pks: set[int]) -> set[int]:
    """Return which of the documents a live page links to or shows."""
    if not pks:
        return set()
    live = Page.objects.filter(live=True).order_by().annotate(key=Cast("pk", CharField())).values("key")
    pages = references(pks).filter(base_content_type=ContentType.objects.get_for_model(Page), object_id__in=live)
    return {int(pk) for pk in pages.values_list("to_object_id", flat=True)}


def attached_in(revisions: Any) -> set[int]:
    """Return the keys of the documents attached in versions of reports."""
    found = revisions.values_list("content__attachments", flat=True)
    return {pk for attachments in found for pk in _documents_of(attachments or ())}


def _documents_of(attachments: Iterable[Mapping[str, Any]]) -> set[int]:
    """Return the keys of the documents of attachments as a version has them."""
    return {row["document"] for row in attachments if row["document"]}


@receiver(pre_save, sender=Revision)
def _note_before(instance: Revision, **kwargs: Any) -> None:
    """Note the documents of a report's draft that another takes the place of."""
    if "attachments" in instance.content:
        drafts = Revision.objects.filter(base_content_type=instance.base_content_type, object_id=instance.object_id)
        _note(attached_in(drafts.order_by("-created_at", "-pk")[:1]))


@receiver(post_save, sender=Revision)
def _note_after(instance: Revision, **kwargs: Any) -> None:
    """Note the documents of a report's draft."""
    if "attachments" in instance.content:
        _note(_documents_of(instance.content["attachments"]))


def _note(pks: set[int]) -> None:
    note((PortalDocument._meta.label_lower, pk) for pk in pks)
