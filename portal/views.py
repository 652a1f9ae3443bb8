"""Serving pages and files behind sign-in, and the answers to health checks."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document
from wagtail.models import Site, get_page_models
from wagtail.url_routing import RouteResult
from wagtail.utils.sendfile_streaming_backend import sendfile
from wagtail.views import serve

from portal.languages import active_language
from portal.models import PortalImage, PortalRendition
from portal.pages import BasePage, with_relatives
from portal.translations import page_at


def sign_in(request: HttpRequest) -> HttpResponse:
    """Send the visitor to sign-in, and back to the same address afterwards."""
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


@login_not_required
def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a page; for visitors who are not signed in a closed page and a missing one look the same.

    Raises:
        Http404: a signed-in visitor asked for a page that is not there.
    """
    try:
        remember_route(request, path)
        return serve(request, path)
    except Http404:
        if request.user.is_authenticated:
            raise
        return sign_in(request)


def remember_route(request: HttpRequest, path: str) -> None:
    """Find the page at a path without reading the site's front page and language first, as Wagtail does.

    Raises:
        Http404: no live page is there.
    """
    roots = [root.root_path for root in Site.get_site_root_paths() if root.language_code == active_language()]
    if len(roots) != 1:
        return
    components = [component for component in path.split("/") if component]
    url_path = "/".join([roots[0].rstrip("/"), *components, ""])
    page = page_at(url_path)
    if page is None:
        raise Http404
    request._wagtail_route_for_request = RouteResult(with_relatives(page))  # type: ignore[attr-defined]  # Wagtail's own cache


@login_not_required
@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture, as uploaded to staff only and its renditions to anyone when it is open.

    Documents have their own address, which records downloads and asks for the same rights.

    Raises:
        Http404: a signed-in visitor asked for a file that no picture has.
    """
    if request.user.is_authenticated:
        is_picture = (
            PortalRendition.objects.filter(file=path).exists() or PortalImage.objects.filter(file=path).exists()
        )
        if not is_picture:
            raise Http404
    else:
        rendition = PortalRendition.objects.filter(file=path, image__is_public=True).first()
        if rendition is None:
            return sign_in(request)
    file = Path(settings.MEDIA_ROOT) / path
    if not file.is_file():
        raise Http404
    response = sendfile(request, str(file))
    _leave_out_no_encoding(response)
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@login_not_required
def serve_file(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Serve a document, as Wagtail does; its hook asks for sign-in where the document is not open."""
    response: HttpResponseBase = serve_document(request, document_id, document_filename)
    _leave_out_no_encoding(response)
    return response


def _leave_out_no_encoding(response: HttpResponseBase) -> None:
    """Take away the header in which Wagtail says of a file without an encoding that it is encoded as "None"."""
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines that they may read the open pages, and nothing else."""
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    opened = [page.get_url() for model in models for page in model.objects.readable_by(AnonymousUser())]
    lines = ["User-agent: *", "Disallow: /", *(f"Allow: {address}$" for address in sorted(filter(None, opened)))]
    return HttpResponse("\n".join([*lines, "Allow: /static/", ""]), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process is alive."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether the portal can serve: its database is there with every migration applied."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        return HttpResponse(f"{len(pending)} migrations are not applied", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")
