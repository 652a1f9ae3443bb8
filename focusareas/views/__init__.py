"""The views of the activity overview and of the pages that gather what is tied to one fact."""

from focusareas.views.activities import activity_list
from focusareas.views.gather import (
    office_detail,
    office_list,
    person_detail,
    person_list,
    place_detail,
    place_list,
    theme_detail,
    theme_list,
)

__all__ = [
    "activity_list",
    "office_detail",
    "office_list",
    "person_detail",
    "person_list",
    "place_detail",
    "place_list",
    "theme_detail",
    "theme_list",
]
