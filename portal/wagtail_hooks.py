from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks

from portal.models import PortalDocument
from portal.pages import BasePage
from portal.views import sign_in


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
