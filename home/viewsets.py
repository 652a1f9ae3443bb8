"""The coordination of the work in the editing interface."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from home.models import ContactGroupMember, CoordinationDuty, CoordinationRole
from portal.panels import bilingual_panels, position_panel, sources_panel
from portal.viewsets import FactViewSet


class ContactGroupMemberViewSet(FactViewSet):
    """The international contact group."""

    model = ContactGroupMember
    icon = "group"
    menu_label = _("Contact group")
    list_display = ["office", "person", "since", "until"]
    list_filter = ["office"]
    panels = [FieldPanel("office"), FieldPanel("person"), FieldRowPanel([FieldPanel("since"), FieldPanel("until")])]


class CoordinationRoleViewSet(FactViewSet):
    """Who has a part in the work."""

    model = CoordinationRole
    icon = "user"
    menu_label = _("Roles in the work")
    list_display = [Column("name", label=_("Name")), "position"]
    search_fields = ["name_da", "name_en"]
    panels = [
        bilingual_panels("name"),
        FieldRowPanel([FieldPanel("slug"), position_panel()]),
        bilingual_panels("tasks"),
        FieldPanel("person"),
        sources_panel(),
    ]


class CoordinationDutyViewSet(FactViewSet):
    """What the coordinating office does."""

    model = CoordinationDuty
    icon = "tasks"
    menu_label = _("Duties")
    list_display = ["code", Column("text", label=_("Duty"))]
    panels = [
        FieldPanel("code"),
        bilingual_panels("text"),
        InlinePanel(
            "wordings",
            heading=_("What the documents say"),
            label=_("Wording"),
            panels=[FieldPanel("source"), bilingual_panels("text")],
        ),
    ]


class CoordinationViewSetGroup(SnippetViewSetGroup):
    """The menu of the coordination."""

    menu_label = _("Coordination")
    menu_icon = "tasks"
    menu_name = "coordination"
    menu_order = 170
    items = (ContactGroupMemberViewSet, CoordinationRoleViewSet, CoordinationDutyViewSet)
