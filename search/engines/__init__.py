"""The index in the database the portal runs on."""

from django.db import DEFAULT_DB_ALIAS, connections

from search.engines.base import Engine

__all__ = ["Engine", "engine"]


def engine() -> Engine:
    """Return the engine for the portal's database."""
    raise NotImplementedError(connections[DEFAULT_DB_ALIAS].vendor)
