"""Where facts were read, fetched for many facts at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

SOURCE_FIELDS = ("section", "document__number", "document__title_da", "document__title_en")
SOURCE_ORDER = ("sourcereference__document__number", "sourcereference__section")
SOURCE_ROW = tuple(f"sourcereference__{name}" for name in SOURCE_FIELDS)


def by_owner(rows: Iterable[Any], owner: str, wanted: str = "") -> dict[int, list[Any]]:
    """Return the rows under the key of their owner, or what each row points at under `wanted`."""
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, owner)].append(getattr(row, wanted) if wanted else row)
    return dict(grouped)
