from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from portal.document_list import DocumentIndexView
from portal.models import PortalDocument
from portal.pages import BasePage
from portal.rich_text import ReaderPageLinkHandler
from portal.translation_views import SyncView, may_open, open_page, refuse_to_publish, refuse_to_publish_many
from portal.views import sign_in

BEFORE_LOCALIZE = -10
AFTER_WAGTAIL = 10


@hooks.register("before_serve_page")
def ask_for_sign_in(page: BasePage, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Send visitors who may not read the page to sign-in."""
    if page.is_readable_by(request.user):
        return None
    return sign_in(request)


@hooks.register("before_serve_document")
def ask_for_sign_in_to_document(document: PortalDocument, request: HttpRequest) -> HttpResponse | None:
    """Send visitors who may not read the document to sign-in."""
    if request.user.is_authenticated or document.is_public:
        return None
    return sign_in(request)


@hooks.register("register_rich_text_features", order=AFTER_WAGTAIL)
def link_in_reader_language(features: FeatureRegistry) -> None:
    """Let links to pages lead to the reader's language, in place of Wagtail's own handler."""
    features.register_link_type(ReaderPageLinkHandler)


hooks.register("before_edit_page", refuse_to_publish, order=BEFORE_LOCALIZE)
hooks.register("before_bulk_action", refuse_to_publish_many)


@hooks.register("register_admin_urls", order=BEFORE_LOCALIZE)
def translation_urls() -> list[URLPattern]:
    """Return the addresses of the portal's own views of translations, one of them in place of the add-on's."""
    return [
        path("localize/update/<int:translation_source_id>/", SyncView.as_view(), name="sync_translations"),
        path("pages/<int:page_id>/open/", open_page, name="open_page"),
    ]


@hooks.register("register_admin_urls", order=BEFORE_LOCALIZE)
def document_list_urls() -> list[URLPattern]:
    """Return the addresses of the portal's own list of documents, in place of Wagtail's."""
    return [
        path("documents/", DocumentIndexView.as_view(), name="document_list"),
        path("documents/results/", DocumentIndexView.as_view(results_only=True), name="document_list_results"),
    ]


@hooks.register("insert_global_admin_js")
def leave_typed_dates_alone() -> str:
    """Keep the date picker from turning a date it cannot read into today's."""
    return format_html('<script src="{}"></script>', static("js/dates.js"))


@hooks.register("insert_editor_js")
def translation_words() -> str:
    """Say in the reader's words what the translation editor has in English only."""
    return format_html('<script src="{}" defer></script>', static("js/translation-words.js"))


@hooks.register("insert_global_admin_css")
def editing_styles() -> str:
    """Return the link to what the editing forms look like beside Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editing.css"))


@hooks.register("register_page_header_buttons")
def opening_button(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """Offer to open a translated page to everyone, or to close it again."""
    specific = page.specific
    if may_open(specific, user):
        label = _("Close to visitors") if specific.is_public else _("Open without sign-in")
        address = reverse("open_page", args=[page.pk], query={"next": next_url} if next_url else None)
        yield Button(label, address, icon_name="view", priority=70)
