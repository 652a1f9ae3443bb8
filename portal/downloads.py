"""What a view gives to be kept as a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    """Return content as a file to be kept.

    Args:
        content: what is in it; a text is encoded in UTF-8.
        content_type: its kind, without the encoding.
        name: its name.
    """
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
