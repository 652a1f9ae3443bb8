"""How much is tied to a fact, counted in the statement that lists the facts."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def number_of(rows: QuerySet, relation: str) -> Coalesce:
    """Return an expression for how many of the rows are tied by `relation` to the fact it is asked of."""
    tied = rows.filter(**{relation: OuterRef("pk")}).order_by().values(relation)
    return Coalesce(Subquery(tied.annotate(found=Count("pk")).values("found"), output_field=IntegerField()), 0)
