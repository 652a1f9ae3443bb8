from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from focusareas.models import ReportIndexPage
from home.roles import set_up_page_rights
from home.start import BeginningsPanel, MissingReportsPanel, OwnGoalsPanel, SuggestionsPanel, UntranslatedPanel
from home.viewsets import CoordinationViewSetGroup

register_snippet(CoordinationViewSetGroup)


# After the translation add-on's hook, which makes the page in the other languages.
@hooks.register("after_create_page", order=10)
def let_staff_write_reports(request: HttpRequest, page: Page) -> None:
    """Give staff their rights to a new report list."""
    if isinstance(page, ReportIndexPage):
        set_up_page_rights()


@hooks.register("after_copy_page", order=10)
def let_staff_write_copied_reports(request: HttpRequest, page: Page, copy: Page) -> None:
    """Give staff their rights to the copy of a report list, or to those copied with the pages above them."""
    set_up_page_rights()


@hooks.register("after_edit_page")
def tell_that_approving_published(request: HttpRequest, page: Page) -> None:
    """Say that a page is published by its last approval; Wagtail says only that it is saved."""
    is_approved = request.POST.get("workflow-action-name") == "approve"
    if is_approved and not Page.objects.get(pk=page.pk).has_unpublished_changes:
        words = gettext("Page '%(page_title)s' has been published.")
        messages.success(request, words % {"page_title": page.get_admin_display_title()})


@hooks.register("construct_homepage_panels")
def show_each_their_own(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits for somebody first on the first page, and then what they may begin with."""
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = 0
    panels += [BeginningsPanel(), OwnGoalsPanel(), SuggestionsPanel(), MissingReportsPanel(), UntranslatedPanel()]


@hooks.register("construct_main_menu")
def tell_lists_from_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Call Wagtail's reports otherwise than the reports of journeys."""
    for item in menu_items:
        if item.name == "reports":
            item.label = _("Overviews")
