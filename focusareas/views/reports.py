"""What belongs to a report and is no page of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from focusareas.models import ReportPage
from focusareas.reading.contacts import cards_of
from networks.vcards import write
from portal.downloads import as_file


@require_safe
def report_contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the contact cards of a report's authors and of our contacts in its networks, as one file.

    Raises:
        Http404: no such report is published, or it has nobody.
    """
    report = get_object_or_404(ReportPage.objects.danish(), pk=pk)
    cards = cards_of(report)
    if not cards:
        raise Http404
    return as_file(write(cards), "text/vcard", f"{report.slug}.vcf")
