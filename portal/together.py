"""Rows of several models in one query: a page shows a dozen small lists, and each need not be a round trip."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import CharField, F, Model, QuerySet, Value, Window
from django.db.models.functions import JSONArray, RowNumber


class Wanted(NamedTuple):
    """Rows to fetch and the fields of them that are needed; a related model's are written `place__name_da`."""

    rows: QuerySet[Any]
    fields: Sequence[str]


def fetch_together(**wanted: Wanted) -> dict[str, list[Any]]:
    """Return the rows of each queryset under its name, in its order, all of them fetched in one statement.

    They are instances of their models. Fields not asked for are deferred, so that reading one costs a query.
    """
    statements, plans = [], {}
    for name, (rows, fields) in wanted.items():
        plan = _Plan(rows.model, fields)
        statement = _statement(name, rows, plan)
        if not rows.query.is_empty():
            statements.append(statement)
        plans[name] = plan
    found: dict[str, list[Any]] = {name: [] for name in wanted}
    if statements:
        first, *others = statements
        database = first.db
        together = first.union(*others, all=True) if others else first
        for name, _place, values in sorted(together, key=lambda row: row[:2]):
            found[name].append(plans[name].instance(database, iter(values)))
    return found


def fill(owners: Iterable[Model], relation: str, rows: dict[int, list[Any]]) -> None:
    """Give each owner the rows of its key as if `prefetch_related` had fetched them for the relation."""
    for owner in owners:
        fetched = getattr(owner, relation).get_queryset()
        fetched._result_cache = rows.get(owner.pk, [])
        fetched._prefetch_done = True
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = fetched


def _statement(name: str, rows: QuerySet[Any], plan: "_Plan") -> QuerySet[Any]:
    ordering: Any = rows.query.order_by or rows.model._meta.ordering
    place = Window(RowNumber(), order_by=list(ordering)) if ordering else Value(0)
    return rows.order_by().values_list(
        Value(name, output_field=CharField()), place, JSONArray(*(F(path) for path in plan.paths))
    )


class _Plan:
    """How the values of a row become an instance with its related instances."""

    def __init__(self, model: type[Model], fields: Sequence[str], prefix: str = "") -> None:
        self.model = model
        own: list[str] = []
        related: dict[str, list[str]] = {}
        for path in fields:
            name, _separator, rest = path.partition("__")
            own.append(name)
            if rest:
                related.setdefault(name, []).append(rest)
        names = dict.fromkeys([model._meta.pk.attname, *own])
        self.fields: list[Any] = [model._meta.get_field(name) for name in names]
        self.relations = {
            name: _Plan(_related(model, name), rest, f"{prefix}{name}__") for name, rest in related.items()
        }
        self.paths = [f"{prefix}{field.attname}" for field in self.fields]
        for plan in self.relations.values():
            self.paths += plan.paths

    def instance(self, database: str, values: Any) -> Model:
        """Return the instance that the next values describe."""
        own = {field.attname: field.to_python(next(values)) for field in self.fields}
        names = [field.attname for field in self.model._meta.concrete_fields if field.attname in own]
        instance = self.model.from_db(database, names, [own[name] for name in names])
        for name, plan in self.relations.items():
            related = plan.instance(database, values)
            field: Any = self.model._meta.get_field(name)
            field.set_cached_value(instance, related if own[field.attname] is not None else None)
        return instance


def _related(model: type[Model], relation: str) -> type[Model]:
    field: Any = model._meta.get_field(relation)
    related: type[Model] = field.related_model
    return related
