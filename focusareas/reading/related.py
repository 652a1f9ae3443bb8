"""Which reports are like one."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from portal.models import User

MOST_REPORTS = 4
# What two reports share weighs more the fewer reports share it.
WEIGHTS = {"themes": 3, "places": 2, "networks": 2, "focus_areas": 1}


def related_reports(report: Any, user: User | AnonymousUser) -> list[Any]:
    """Return the reports that share most with a Danish one and that the user may read, the newest first among equals."""
    model = report.activities.model.reports.rel.related_model
    alike = Q()
    weight: Any = Value(0)
    for name, each in WEIGHTS.items():
        field = model._meta.get_field(name)
        fact, ties = field.m2m_reverse_field_name(), field.remote_field.through.objects.order_by()
        shared = ties.filter(**{f"{fact}__in": ties.filter(reportpage=report.pk).values(fact)})
        alike |= Q(pk__in=shared.values("reportpage"))
        counted = shared.filter(reportpage=OuterRef("pk")).values("reportpage").annotate(number=Count("pk"))
        weight = weight + each * Coalesce(Subquery(counted.values("number")), 0)
    others = model.objects.danish().opened_to(user).exclude(pk=report.pk).filter(alike)
    related: list[Any] = others.order_by(weight.desc(), "-start_date", "pk")[:MOST_REPORTS].in_reader_language()
    return related
