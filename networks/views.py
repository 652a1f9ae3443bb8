"""The page of the documents that the facts are read from."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.forms import DifferenceFilterForm
from networks.models import DocumentDifference, SourceDocument
from portal.listing import paginate


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """Show the source documents, and the points where they differ by kind."""
    form = DifferenceFilterForm(request.GET)
    page_obj = paginate(request, form.differences())
    kinds = dict(DocumentDifference.Kind.choices)
    groups = [(kinds.get(kind, kind), list(rows)) for kind, rows in groupby(page_obj, lambda row: row.kind)]
    context = {
        "documents": SourceDocument.objects.all(),
        "form": form,
        "page_obj": page_obj,
        "groups": groups,
    }
    return render(request, "networks/source_list.html", context)
