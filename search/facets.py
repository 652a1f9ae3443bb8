"""What results can be narrowed by, and how a choice is kept as one number in the index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

VALUE_BITS = 24


class Facet(IntEnum):
    """A dimension to narrow results by; its name in lower case is the parameter in the address."""

    KIND = 1
    THEME = 2
    FOCUS_AREA = 3
    NETWORK = 4
    PLACE = 5
    OFFICE = 6
    YEAR = 7
    LANGUAGE = 8
    EDITION = 9

    @property
    def parameter(self) -> str:
        """Return the name in the address, such as "focus_area"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice in a facet.

    Args:
        facet: the dimension.
        value: the choice as the address has it, such as a slug, a number or a year; at most 80 characters.
        labels: what readers call it, by language code; left out of comparison.
        order: where it stands among the others; those with the same number stand by label.
        for_staff: whether only signed-in readers may see that the thing has it; left out of comparison.
    """

    facet: Facet
    value: str
    labels: Mapping[str, str] = field(compare=False, hash=False)
    order: int = 0
    for_staff: bool = field(default=False, compare=False)
