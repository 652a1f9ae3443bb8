"""Template tag of the furniture around a page."""

from django import template
from django.template import Context

from home.navigation import Furniture
from portal.pages import BasePage

register = template.Library()


@register.simple_tag(takes_context=True)
def furniture(context: Context) -> Furniture | None:
    """Return the menus and links around the page being rendered; nothing outside a request."""
    request = context.get("request")
    if request is None:
        return None
    page = context.get("page")
    return Furniture(request, page if isinstance(page, BasePage) else None)
