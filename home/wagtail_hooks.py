from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from focusareas.models import ReportIndexPage
from home.roles import set_up_page_rights
from home.start import BeginningsPanel, OwnGoalsPanel, SuggestionsPanel, UntranslatedPanel
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


@hooks.register("construct_homepage_panels")
def show_each_their_own(request: HttpRequest, panels: list[Component]) -> None:
    """Put what somebody may begin with on the first page."""
    panels += [BeginningsPanel(), OwnGoalsPanel(), SuggestionsPanel(), UntranslatedPanel()]
