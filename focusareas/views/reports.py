"""What belongs to a report and is no page of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from focusareas.models import ReportPage
from focusareas.reading.contacts import cards_of
from networks.vcards import write


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
    response = HttpResponse(write(cards), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = str(content_disposition_header(True, f"{report.slug}.vcf"))
    return response
