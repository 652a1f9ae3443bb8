"""Uploaded documents, with what the reports say that they are attached to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from focusareas.attachments import withheld
from focusareas.findables.reports import ReportFindable
from focusareas.models import ReportAttachment, ReportPage
from portal.models import PortalDocument
from search.describing import for_staff, kind, languages, unique, years
from search.documents import EVERYTHING, Document, File, Findable, Text
from search.facets import FacetValue
from search.languages import language_of
from search.pages import Readable

REPORTS = ReportFindable(ReportPage)


class DocumentFindable(Findable):
    """Files to download, found by their own text in the language it is written in."""

    is_long: ClassVar[bool] = True

    def keys(self) -> Iterator[int]:
        """Return the keys of all documents but those that not everybody signed in may see."""
        yield from self._rows().order_by("pk").values_list("pk", flat=True)

    def documents(self, pks: Collection[int]) -> Iterable[Document]:
        """Return a document for each of them."""
        files = list(self._rows().filter(pk__in=pks).select_related("reading").order_by("pk"))
        choices = _choices_of_reports([file.pk for file in files])
        return [self._document(file, choices.get(file.pk, [])) for file in files]

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a document: its text, and its reports with all that their choices are made of."""
        report = "attachments__report"
        return {
            "portal.documenttext": ["reading"],
            "wagtailcore.collectionviewrestriction": [EVERYTHING],
            "focusareas.reportattachment": ["attachments"],
            "focusareas.reportpage": [report],
            "focusareas.focusareapage": [f"{report}__focus_areas"],
            "networks.networkpage": [f"{report}__networks"],
            "networks.office": [f"{report}__office"],
            "networks.place": [f"{report}__places"],
            "networks.theme": [f"{report}__themes"],
        }

    def expired(self) -> Iterable[int]:
        """Return the keys of documents in closed collections: nothing tells when a collection is moved into one."""
        return PortalDocument.objects.filter(_is_closed()).values_list("pk", flat=True)

    def _rows(self) -> QuerySet[PortalDocument]:
        return PortalDocument.objects.exclude(_is_closed())

    def _document(self, file: PortalDocument, of_reports: list[FacetValue]) -> Document:
        reading = getattr(file, "reading", None)
        body = reading.text if reading else ""
        language = language_of(body or file.title)
        uploaded = timezone.localdate(file.created_at)
        shown = File(file.kind, file.file_size or 0)
        return Document(
            model=self.label,
            pk=file.pk,
            texts={language: Text(file.title, file.url, body, file.is_public, shown)},
            facets=[
                kind("document", PortalDocument._meta.verbose_name, 14),
                *languages([language]),
                *(of_reports or years(uploaded)),
            ],
            names=[Path(file.filename).stem],
            on=uploaded,
        )


def _is_closed() -> Q:
    """Return what holds for documents of unpublished reports, in a collection that is closed to some, or in one below it."""
    closed = Q(pk__in=withheld())
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(collection__path__startswith=path)
    return closed


def _choices_of_reports(pks: Collection[int]) -> dict[int, list[FacetValue]]:
    """Return the choices of the live reports that documents are attached to, closed ones for staff, by the document's key."""
    attached = ReportAttachment.objects.filter(document__in=pks).order_by("report", "pk")
    pairs = list(attached.values_list("document", "report"))
    reports = Readable(ReportPage, [report for _document, report in pairs])
    live = {pk: reports.danish(pk) for _document, pk in pairs if pk in reports}
    prefetch_related_objects(list(live.values()), "office", "places", "themes", "focus_areas", "networks")
    REPORTS.load(list(live.values()))
    choices: dict[int, list[FacetValue]] = defaultdict(list)
    for document, pk in pairs:
        if pk in live:
            own = REPORTS.facets(live[pk], {})
            choices[document] = unique(choices[document], own if reports.is_open(pk) else for_staff(own))
    return choices
