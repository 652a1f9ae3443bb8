"""The index in the database the portal runs on."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from search.engines.base import Engine
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine

__all__ = ["Engine", "engine"]

_ENGINES: dict[str, Engine] = {"postgresql": PostgresqlEngine(), "sqlite": SqliteEngine()}


def engine() -> Engine:
    """Return the engine for the portal's database.

    Raises:
        ImproperlyConfigured: there is none.
    """
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    try:
        return _ENGINES[vendor]
    except KeyError as error:
        raise ImproperlyConfigured(f"The search needs PostgreSQL or SQLite, not {vendor}.") from error
