"""The views of the activity overview and of the pages that gather what is tied to one fact."""

from focusareas.views.activities import activity_list
from focusareas.views.calendar import activity_calendar
from focusareas.views.comments import delete_comment, edit_comment, write_comment
from focusareas.views.offices import office_detail, office_list
from focusareas.views.persons import person_detail, person_list
from focusareas.views.places import place_detail, place_list
from focusareas.views.reports import report_contacts
from focusareas.views.themes import theme_detail, theme_list

__all__ = [
    "activity_calendar",
    "activity_list",
    "delete_comment",
    "edit_comment",
    "office_detail",
    "office_list",
    "person_detail",
    "person_list",
    "place_detail",
    "place_list",
    "report_contacts",
    "theme_detail",
    "theme_list",
    "write_comment",
]
