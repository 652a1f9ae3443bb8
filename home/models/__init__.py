from home.models.coordination import ContactGroupMember, CoordinationDuty, CoordinationRole, DutyWording
from home.models.pages import ContentPage, HomePage

__all__ = [
    "ContactGroupMember",
    "ContentPage",
    "CoordinationDuty",
    "CoordinationRole",
    "DutyWording",
    "HomePage",
]
