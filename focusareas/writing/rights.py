"""Who may write reports on the site, and what they may do with which."""

from django.contrib.auth.models import AnonymousUser

from focusareas.models import ReportIndexPage, ReportPage
from portal.models import User


def report_index() -> ReportIndexPage | None:
    """Return the Danish report list, below which reports are written; nothing on a portal without one."""
    index: ReportIndexPage | None = ReportIndexPage.objects.danish().order_by("path").first()
    return index


def may_write(user: User | AnonymousUser) -> bool:
    """Tell whether the user may begin a report."""
    index = report_index()
    return bool(index is not None and user.is_authenticated and index.permissions_for_user(user).can_add_subpage())


def may_edit(report: ReportPage, user: User) -> bool:
    """Tell whether the user may change the report: its author with the right to write, and editors."""
    return bool(report.permissions_for_user(user).can_edit())


def may_publish(report: ReportPage, user: User, *, needs_review: bool) -> bool:
    """Tell whether the user may publish the report: editors always, its author unless reports are reviewed.

    In Wagtail's own terms authors hold the right to add only; this is the portal's path beside it.
    """
    if report.permissions_for_user(user).can_publish():
        return True
    return not needs_review and report.owner_id == user.pk and may_edit(report, user)


def may_delete(report: ReportPage, user: User) -> bool:
    """Tell whether the user may delete the report here: its author, as long as it has never been published."""
    return report.owner_id == user.pk and not report.first_published_at and may_edit(report, user)
