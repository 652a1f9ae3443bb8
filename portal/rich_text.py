"""Links in rich text: kept to the Danish page, followed to the reader's."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from portal.languages import SOURCE_LANGUAGE, active_language


class ReaderPageLinkHandler(PageLinkHandler):
    """Turns links to pages into addresses in the reader's language, all links of a text in one query."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tag of each link; one without an address where the page is not published."""
        addresses = page_addresses(attrs.get("id", "") for attrs in attrs_list)
        tags = []
        for attrs in attrs_list:
            address = addresses.get(attrs.get("id", ""))
            tags.append(f'<a href="{escape(address)}">' if address else "<a>")
        return tags


def page_addresses(ids: Iterable[str]) -> dict[str, str]:
    """Return where the pages of these ids are read: in the reader's language, else as linked, else in Danish.

    Where a translation is being made, its address shows the Danish page. Pages that are not published in
    any of these are left out.
    """
    wanted = {int(pk) for pk in ids if pk.isdecimal()}
    if not wanted:
        return {}
    language = active_language()
    linked = Page.objects.filter(pk__in=wanted)
    pages = Page.objects.filter(translation_key__in=linked.values("translation_key")).select_related("locale")
    keys, by_language = {}, {}
    for page in pages:
        if page.pk in wanted:
            keys[page.pk] = page
        by_language[page.translation_key, page.locale.language_code] = page
    addresses = {}
    for pk, page in keys.items():
        own = by_language.get((page.translation_key, language))
        danish = by_language.get((page.translation_key, SOURCE_LANGUAGE))
        is_shown_meanwhile = danish is not None and danish.live
        candidates = ((own, is_shown_meanwhile), (page, False), (danish, False))
        target = next(
            (candidate for candidate, is_shown in candidates if candidate and (candidate.live or is_shown)), None
        )
        if target is not None and (address := target.get_url()):
            addresses[str(pk)] = address
    return addresses
