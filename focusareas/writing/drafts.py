"""Keeping a report as Wagtail keeps it in its editing interface: each save is a revision of the page."""

from datetime import UTC
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision

from focusareas.models import Activity, ActivityReportPage, ReportPage, TripReportPage
from focusareas.writing.files import attached_ever, forget_files
from focusareas.writing.rights import report_index
from networks.models import Person
from portal.languages import SOURCE_LANGUAGE
from portal.models import User
from portal.slugs import slug_of

HOME_COUNTRY = "DK"
AT_HOME = {Activity.Type.VISIT_RECEIVED, Activity.Type.INFORMATION_MEETING, Activity.Type.EU_DAY}
# Stands in lists for the title of a report that has none yet.
UNTITLED = gettext_noop("Report without a title")


def untitled() -> str:
    """Return what a report is called before it has a title."""
    with override(SOURCE_LANGUAGE):
        return _(UNTITLED)


def begin(author: User, key: UUID, activity: Activity | None = None) -> ReportPage:
    """Return a new report that is not saved, with what is known of its author and of what it reports on.

    Args:
        author: who writes it.
        key: the translation key it gets, so that a save sent twice makes one page.
        activity: what it reports on, where that is known.
    """
    report = TripReportPage(title="", owner=author, translation_key=key, live=False, has_unpublished_changes=True)
    try:
        person: Person = author.person
    except ObjectDoesNotExist:
        pass
    else:
        report.office = person.office
        report.authors = [person]
    if activity:
        _report_on(report, activity)
    return report


def _report_on(report: ReportPage, activity: Activity) -> None:
    """Write into a new report what is known of the activity it reports on."""
    report.activities = [activity]
    report.type, report.country = activity.type, activity.country
    report.start_date, report.end_date = activity.start, activity.end
    report.office = activity.office or report.office
    report.places, report.networks = list(activity.places.all()), list(activity.networks.all())
    report.focus_areas = [activity.focus_area] if activity.focus_area else []
    report.authors = list(dict.fromkeys([*report.authors.all(), *activity.participants.all()]))


def version_of(revision: Revision | None) -> str:
    """Return what tells this text of a report from every other: a revision that is overwritten gets a new one."""
    return f"{revision.pk}-{revision.created_at.astimezone(UTC):%Y%m%d%H%M%S%f}" if revision else ""


def in_turn(pk: int) -> None:
    """Hold a report until the transaction ends, so that two saves are compared and made one after the other."""
    list(Page.objects.select_for_update().filter(pk=pk).values_list("pk"))


@transaction.atomic
def store(draft: ReportPage, user: User, overwritten: Revision | None = None) -> Revision:
    """Save a report that is being written, and return the revision.

    Args:
        draft: the report, new or as its latest revision has it.
        user: who saves.
        overwritten: the user's own autosaved revision that this one takes the place of.
    """
    draft.title = draft.title or untitled()
    if draft.pk is None:
        index = report_index()
        draft.slug = find_available_slug(index, slug_of(draft.title))
        draft = index.add_child(instance=draft)  # type: ignore[union-attr]  # who may write has a list
    if not draft.first_published_at:
        draft = _turned_into(draft, _kind_of(draft))
    revision: Revision = draft.save_revision(user=user, clean=False, log_action=True, overwrite_revision=overwritten)
    return revision


def overwritable(report: ReportPage, user: User, autosaved: str) -> Revision | None:
    """Return the latest revision where it is one the user's form autosaved and nothing else refers to.

    Args:
        report: the report as it is stored.
        user: whose form it is.
        autosaved: the key of the revision that the form says it made.
    """
    latest = report.latest_revision
    if latest is None or str(latest.pk) != autosaved or latest.user_id != user.pk:
        return None
    is_kept = latest.pk == report.live_revision_id or latest.task_states.exists()
    return None if is_kept else latest


def publish(draft: ReportPage, user: User, overwritten: Revision | None = None) -> None:
    """Save a report and put it on the site; whether the user may has been asked before."""
    _give_address(draft)
    store(draft, user, overwritten).publish(user=user, skip_permission_checks=True)


def ask_for_review(draft: ReportPage, user: User, overwritten: Revision | None = None) -> None:
    """Save a report and hand it to those who approve, again when they have sent it back.

    Raises:
        PermissionDenied: the portal has no workflow for reports.
    """
    _give_address(draft)
    report = store(draft, user, overwritten).as_object()
    state, workflow = report.current_workflow_state, report.get_workflow()
    if state is not None:
        state.resume(user=user)
    elif workflow is not None:
        workflow.start(report, user)
    else:
        raise PermissionDenied


@transaction.atomic
def remove(report: ReportPage, user: User) -> None:
    """Delete a report that was never published, its stand-ins in other languages and the files uploaded for it."""
    files = attached_ever(report)
    for alias in report.aliases.all():
        alias.specific.delete(user=user)
    page: Any = report
    page.delete(user=user)
    forget_files(files, user)


@transaction.atomic
def take_theirs(draft: ReportPage, user: User, theirs: Revision) -> None:
    """Keep what the user typed as a version, and go on with somebody else's text on top of it."""
    store(draft, user)
    theirs.as_object().save_revision(user=user, clean=False, log_action=True, previous_revision=theirs)


def _give_address(draft: ReportPage) -> None:
    """Give a report that is about to be published for the first time its address."""
    if not draft.first_published_at:
        slug = slug_of(draft.title) or "rapport"
        draft.slug = find_available_slug(report_index(), slug, ignore_page_id=draft.pk)


def _kind_of(draft: ReportPage) -> type[ReportPage]:
    """Return whether the report is of a journey or of an activity at home, as its type and its places tell."""
    countries = {str(place.country) for place in draft.places.all()}
    at_home = draft.type in AT_HOME or countries == {HOME_COUNTRY}
    return ActivityReportPage if at_home else TripReportPage


def _turned_into(draft: ReportPage, kind: type[ReportPage]) -> ReportPage:
    """Return a saved report as another kind of page, its versions kept: both kinds have the same columns.

    One that stands in another language's tree already stays what it is, as its translations do.
    """
    if isinstance(draft, kind) or draft.get_translations().exists():
        return draft
    data = draft.serializable_data()
    content_type = ContentType.objects.get_for_model(kind)
    # The row of the one kind goes and that of the other comes, with the report's own row left alone between them.
    rows = type(draft)._base_manager.filter(pk=draft.pk)
    rows._raw_delete(rows.db)
    row: Any = kind(pk=draft.pk)
    row.save_base(raw=True)
    Page.objects.filter(pk=draft.pk).update(content_type=content_type)
    Revision.objects.for_instance(draft).update(content_type=content_type)
    turned: ReportPage = kind.objects.get(pk=draft.pk).with_content_json(data)
    return turned
