"""How a report is cited, and passed on by mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.models import Person
from portal.mail import absolute
from portal.models import User


@dataclass(frozen=True, slots=True)
class Citation:
    """How a version of a report is cited in its own language."""

    language: str
    text: str


def citations(page: Any, authors: Iterable[Person], user: User | AnonymousUser) -> list[Citation]:
    """Return how each version of a report that the user may read is cited, the page's own first.

    Args:
        page: the version that is read.
        authors: those the user may see.
        user: who reads it.
    """
    names = [person.name for person in authors]
    versions = {page.content_language: page}
    for language, version in page.translations.items():
        if version.is_readable_by(user):
            versions.setdefault(language, version)
    return [_citation(version, language, page.source, names) for language, version in versions.items()]


def _citation(version: Any, language: str, source: Any, names: list[str]) -> Citation:
    with translation.override(language):
        who = [*names, *([source.office.name] if source.office else [])]
        text = _("%(who)s (%(year)s): %(title)s. %(kind)s in Udsyn, %(address)s. Read on %(day)s.") % {
            "who": ", ".join(who) or "Udsyn",
            "year": source.end_date.year if source.end_date else _("no year"),
            "title": version.title.rstrip("."),
            "kind": source.kind_label,
            "address": absolute(version.get_url()),
            "day": date_format(timezone.localdate(), "DATE_FORMAT"),
        }
    return Citation(language, text)


def mail_link(page: Any) -> str:
    """Return the address that opens a letter about a report in the reader's own mail program."""
    body = "\r\n\r\n".join(part for part in (page.title, page.summary, absolute(page.get_url())) if part)
    return f"mailto:?subject={quote(page.title)}&body={quote(body)}"
