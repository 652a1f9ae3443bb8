from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.models import ContactGroupMember, CoordinationDuty, CoordinationRole, DutyWording
from networks.models import SourceDocument, SourceReference


@require_safe
def coordination(request: HttpRequest) -> HttpResponse:
    """Show who does what in the international work, what each document says of it, and the contact group."""
    return render(request, "home/coordination.html", coordination_page())


def coordination_page() -> dict[str, Any]:
    """Return the template variables of the coordination page."""
    cited = Prefetch("sources", SourceReference.objects.select_related("document"))
    wordings = Prefetch("wordings", DutyWording.objects.select_related("source__document"))
    duties = list(CoordinationDuty.objects.prefetch_related(wordings))
    documents = _documents(duties)
    today = timezone.localdate()
    roles = list(CoordinationRole.objects.select_related("person").prefetch_related(cited))
    return {
        "roles": roles,
        "held_roles": [role for role in roles if role.person],
        "documents": documents,
        "duties": [(duty, [_wordings_in(duty, document) for document in documents]) for duty in duties],
        "members": ContactGroupMember.objects.filter(Q(until__isnull=True) | Q(until__gte=today)).select_related(
            "office", "person"
        ),
    }


def _documents(duties: list[CoordinationDuty]) -> list[SourceDocument]:
    documents = {
        wording.source.document_id: wording.source.document for duty in duties for wording in duty.wordings.all()
    }
    return sorted(documents.values(), key=lambda document: document.number)


def _wordings_in(duty: CoordinationDuty, document: SourceDocument) -> list[DutyWording]:
    return [wording for wording in duty.wordings.all() if wording.source.document_id == document.pk]
