"""The portal's own page for an address where nothing is, in debug too."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.defaults import page_not_found


class OwnNotFoundMiddleware:
    """Shows in debug what people will see: the demo is shown to people whom Django's list of addresses tells nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer with the portal's page when a view finds nothing."""
        return page_not_found(request, exception) if isinstance(exception, Http404) else None
