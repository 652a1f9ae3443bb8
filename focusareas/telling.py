"""The letter that tells the authors of a report that somebody has commented on it."""

import logging
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation
from django_tasks import task

from focusareas.models import ReportComment
from portal.languages import SOURCE_LANGUAGE
from portal.mail import letter, preferred_language, what_failed
from portal.models import User

logger = logging.getLogger(__name__)


@task()
def tell_authors(pk: int) -> None:
    """Tell the authors of a report that somebody else has commented on it, each in their language.

    Args:
        pk: of the comment; nothing is sent about one that is gone, or whose report is not published any more.
    """
    comments = ReportComment.objects.with_authors().select_related("report")
    comment = comments.filter(pk=pk, report__live=True).first()
    if comment is None:
        return
    for reader in _authors_with_mail(comment):
        try:
            _send(comment, reader)
        except Exception as error:
            # Neither the address nor the error's own words, which may hold it.
            logger.error("Comment %s could not be sent to user %s: %s", pk, reader.pk, what_failed(error))


def _send(comment: ReportComment, reader: User) -> None:
    language = preferred_language(reader) or SOURCE_LANGUAGE
    with translation.override(language):
        page = comment.report.translations.get(language, comment.report)
        message = letter(
            "new_comment",
            {"comment": comment, "page": page},
            reader=reader,
            identity=f"comment {comment.pk} {reader.pk}",
        )
        message.send()


def _authors_with_mail(comment: ReportComment) -> QuerySet[User]:
    """Return the users who began the report or stand as its authors, without the comment's own author."""
    report: Any = comment.report
    is_author = Q(owned_pages=report.pk) | Q(person__in=report.authors.all())
    readers = User.objects.filter(is_author, is_active=True).exclude(email="").exclude(report_comments=comment)
    return readers.select_related("wagtail_userprofile").order_by("pk").distinct()
