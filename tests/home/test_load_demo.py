"""The demo as it stands in the database: everything there once, in both languages, with its sources."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from focusareas.models import (
    ActionPlanPage,
    Activity,
    Alignment,
    Assessment,
    Benchmark,
    Commitment,
    FocusAreaPage,
    Goal,
    ProgressNote,
    ReportPage,
    Responsibility,
    StrategicAim,
    StrategicObjective,
    StrategyChapter,
    StrategyPage,
    StrategyPrinciple,
    VisionPoint,
)
from home.demo.accounts import ACCOUNTS, PASSWORD
from home.models import ContactGroupMember, ContentPage, CoordinationDuty, CoordinationRole, DutyWording, HomePage
from home.navigation import VIEW_TITLES
from home.roles import ROLES
from networks.models import (
    DirectoryEdition,
    DocumentDifference,
    EditionEntry,
    NetworkPage,
    Office,
    Person,
    Place,
    SourceDocument,
)
from portal.models import DocumentText, PortalDocument, User
from search.models import SearchDocument
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def english_pages() -> list[Any]:
    pages = Page.objects.filter(locale__language_code="en", alias_of=None, depth__gt=1)
    return list(pages.order_by("path").specific())


def danish(page: Page) -> Any:
    return Page.objects.get(translation_key=page.translation_key, locale__language_code="da").specific


def rows() -> dict[str, int]:
    """Return how many rows each model has, leaving out the records of who did what."""
    models = [
        model
        for app in ("portal", "networks", "focusareas", "home", "wagtailcore", "wagtail_localize", "auth")
        for model in apps.get_app_config(app).get_models()
    ]
    return {model._meta.label: model._default_manager.count() for model in models}


def test_the_plan_is_there_with_its_exact_counts() -> None:
    areas = FocusAreaPage.objects.danish().order_by("number")
    assert [area.number for area in areas] == list(range(1, 13))
    by_objective = Counter(areas.values_list("primary_objective__slug", flat=True))
    assert by_objective == {"laerende": 10, "indflydelsesrig": 1, "vaekst": 1}
    assert [area.goals.count() for area in areas] == [2, 2, 1, 1, 1, 2, 1, 2, 1, 1, 3, 1]
    assert [area.activities.filter(origin="plan").count() for area in areas] == [6, 6, 3, 4, 2, 2, 2, 4, 3, 5, 5, 3]
    assert Counter(Activity.objects.values_list("origin", flat=True)) == {"plan": 45, "overview": 19, "status": 17}
    assert Responsibility.objects.filter(end=None).count() == 12


def test_every_goal_is_assessed_for_2007() -> None:
    assert Goal.objects.count() == Assessment.objects.filter(year=2007).count() == 18
    assert Counter(Assessment.objects.values_list("status", flat=True)) == {
        "achieved": 3,
        "partly": 5,
        "postponed": 4,
        "not_met": 3,
        "discontinued": 2,
        "not_due": 1,
    }


def test_the_directory_has_two_editions_of_six_networks_and_thirteen_more_outside_it() -> None:
    editions = {edition.year: edition.entries.count() for edition in DirectoryEdition.objects.all()}
    assert editions == {2007: 4, 2008: 5}
    assert DirectoryEdition.objects.get(is_current=True).year == 2008
    assert EditionEntry.objects.values("network").distinct().count() == 6
    networks = NetworkPage.objects.danish()
    assert networks.filter(in_directory=True).count() == 6
    assert networks.filter(in_directory=False).count() == 13


def test_the_other_facts_have_their_exact_counts() -> None:
    assert Place.objects.count() == 30
    assert SourceDocument.objects.count() == 5
    assert DocumentDifference.objects.count() == 62
    assert StrategyPage.objects.danish().count() == 2
    assert StrategicObjective.objects.count() == 3
    assert StrategicAim.objects.count() == 6
    assert StrategyPrinciple.objects.count() == 4
    assert StrategyChapter.objects.count() == 10
    assert Commitment.objects.count() == 26
    assert StrategyChapter.objects.exclude(example_title_da="").count() == 3
    assert Benchmark.objects.count() == 9
    assert CoordinationDuty.objects.count() == 14
    assert ActionPlanPage.objects.danish().get().strategy == StrategyPage.objects.danish().order_by("path")[0]


def test_both_versions_mappings_are_kept_apart_by_their_source() -> None:
    documents = set(Alignment.objects.values_list("source__document__number", flat=True))
    assert {"000", "003"} <= documents
    for area in FocusAreaPage.objects.danish():
        assert {row.source.document.number for row in area.alignments.all()} >= {"000", "003"}, area


def test_reports_are_dated_tagged_and_linked() -> None:
    reports = ReportPage.objects.danish()
    assert reports.count() >= 8
    for report in reports:
        assert report.first_published_at.date() >= report.end_date, report
        assert report.first_published_at.date() < date(2009, 1, 1)
        assert report.themes.exists(), report
        assert report.activities.exists(), report
    # The documents do not say where the Nordic seminar was held.
    assert sum(report.places.exists() or bool(report.country) for report in reports) >= reports.count() - 1
    # Visits about something outside the plan have neither.
    linked = [report for report in reports if report.focus_areas.exists() or report.networks.exists()]
    assert len(linked) >= 8
    own = [page for page in english_pages() if isinstance(page, ReportPage)]
    assert len(own) * 2 >= reports.count(), "half of them are translated"
    stand_ins = ReportPage.objects.filter(locale__language_code="en", alias_of__isnull=False, live=True)
    assert len(own) + stand_ins.count() == reports.count()


def test_rows_keep_the_order_of_the_files() -> None:
    for area in FocusAreaPage.objects.danish():
        for rows_of_area in (area.ties, area.alignments, area.other_names):
            positions = list(rows_of_area.order_by("pk").values_list("sort_order", flat=True))
            assert positions == list(range(len(positions))), area


FACTS: list[type[Model]] = [
    Activity,
    Benchmark,
    CoordinationRole,
    DirectoryEdition,
    Goal,
    Office,
    Place,
    ProgressNote,
    Responsibility,
    StrategicAim,
    StrategicObjective,
    StrategyChapter,
    VisionPoint,
]


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_every_fact_says_where_it_was_read(model: type[Model]) -> None:
    assert model._default_manager.exists()
    assert not model._default_manager.filter(sources=None).exists()


@pytest.mark.parametrize("model", [StrategyPage, ActionPlanPage, FocusAreaPage, NetworkPage, ReportPage])
def test_every_page_of_facts_says_where_they_were_read(model: type[Any]) -> None:
    assert list(model.objects.danish().filter(sources=None)) == []


def test_rows_with_one_source_have_it() -> None:
    assert not Assessment.objects.filter(source=None).exists()
    assert DutyWording.objects.exists()


def test_every_english_page_is_complete() -> None:
    pages = english_pages()
    assert len(pages) > 50
    for page in pages:
        assert page.live, page
        assert not page.has_unpublished_changes, page
        total, done = Translation.objects.get(source__object_id=page.translation_key, enabled=True).get_progress()
        assert total == done > 0, page


def test_every_text_of_an_english_page_is_english() -> None:
    for page in english_pages():
        source = danish(page)
        for field in page._meta.get_fields():
            if field.name not in ("summary", "participants") and not isinstance(field, RichTextField | StreamField):
                continue
            own, original = (str(field.value_from_object(item)) for item in (page, source))
            assert bool(own) == bool(original), f"{page}: {field.name} is in one language only"
            assert not own or own != original, f"{page}: {field.name} is not translated"


def test_english_pages_have_addresses_of_their_own() -> None:
    for page in english_pages():
        if page.depth > 2 and not isinstance(page, NetworkPage):
            assert page.slug != danish(page).slug or page.title == danish(page).title, page


def test_official_names_of_networks_are_the_same_in_both_languages() -> None:
    for page in english_pages():
        if isinstance(page, NetworkPage) and page.source.in_directory:
            assert page.title == page.source.title


def test_pages_that_are_not_translated_have_a_stand_in() -> None:
    in_danish = set(Page.objects.filter(locale__language_code="da", depth__gt=1).values_list("translation_key"))
    in_english = set(Page.objects.filter(locale__language_code="en").values_list("translation_key"))
    assert in_danish == in_english


def test_the_english_tree_has_the_order_of_the_danish_one() -> None:
    def order(code: str) -> list[Any]:
        pages = Page.objects.filter(locale__language_code=code, depth__gt=1).order_by("path")
        return list(pages.values_list("translation_key", flat=True))

    assert order("da") == order("en")


def test_the_front_page_a_work_area_and_a_good_practice_are_open() -> None:
    english_home = HomePage.objects.get(locale__language_code="en")
    assert english_home.is_public
    opened = {page.slug for page in english_pages() if page.is_public and page != english_home}
    assert "work-areas" in opened
    assert "good-practice" in opened
    closed = (FocusAreaPage, NetworkPage, ReportPage, ActionPlanPage)
    assert not any(page.is_public for page in english_pages() if isinstance(page, closed))
    client = Client()
    for address in ("/en/", "/en/work-areas/", "/en/good-practice/"):
        assert client.get(address).status_code == 200, address
    assert client.get("/en/action-plan/").status_code == 302


def test_pages_do_not_hide_behind_the_portals_own_addresses() -> None:
    for code in ("da", "en"):
        top = Page.objects.filter(locale__language_code=code, depth=3).values_list("slug", flat=True)
        taken = {reverse(name).strip("/").split("/")[-1] for name in VIEW_TITLES}
        assert not taken & set(top)


def test_each_role_has_an_account_that_can_sign_in() -> None:
    assert User.objects.count() == len(ACCOUNTS) == len(ROLES)
    for username, account in ACCOUNTS.items():
        user = User.objects.get(username=username)
        assert user.check_password(PASSWORD)
        assert [group.name for group in user.groups.all()] == [ROLES[account.role].name]
    client = Client()
    answer = client.post(reverse("account_login"), {"login": "medarbejder", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/").status_code == 200


def test_the_office_editor_edits_its_office_and_staff_write_reports() -> None:
    office = Office.objects.get(slug="mr-misbrug")
    assert [user.username for user in office.editors.all()] == ["kontor"]
    assert User.objects.get(username="kontor").person.office == office
    staff = User.objects.get(username="medarbejder")
    assert Page.objects.get(slug="rapporter", depth=3).permissions_for_user(staff).can_add_subpage()
    own = ReportPage.objects.danish().filter(owner=staff)
    assert own.exists()
    assert all(report.permissions_for_user(staff).can_edit() for report in own)
    assert set(own) == set(ReportPage.objects.danish().filter(authors__user=staff))


def test_contacts_are_made_up() -> None:
    for person in Person.objects.all():
        assert person.email.endswith("@example.dk")
        assert not person.name.isupper()
    assert ContactGroupMember.objects.exists()


def test_attached_files_are_found_by_their_text() -> None:
    texts = DocumentText.objects.order_by("document__title").values_list("state", "text")
    assert [(state, len(text.splitlines()) > 5) for state, text in texts] == [("read", True)] * 2
    found = SearchDocument.objects.filter(model="portal.portaldocument")
    assert sorted((*row.texts, row.audience) for row in found) == [("da", 1), ("en", 1)]


def test_loading_again_leaves_documents_of_the_same_title_alone(settings: Settings) -> None:
    settings.DEBUG = True
    title = DocumentText.objects.select_related("document")[0].document.title
    file, user = ContentFile(b"Mit eget", name="mit-eget.txt"), User.objects.get(username="kommunikation")
    own = [PortalDocument.objects.create(title=title, file=file, uploaded_by_user=each) for each in (user, None)]
    own[0].attachments.create(report=ReportPage.objects.danish()[0])
    before = list(PortalDocument.objects.order_by("pk").values())
    PortalDocument.objects.filter(pk__lt=own[0].pk).update(title="Noget andet")
    call_command("load_demo", verbosity=0)
    assert list(PortalDocument.objects.order_by("pk").values()) == before
    for document in own:
        document.file.storage.delete(document.file.name)


def test_loading_again_makes_nothing_twice_and_brings_changed_texts_back(settings: Settings) -> None:
    settings.DEBUG = True
    page = ContentPage.objects.danish().filter(depth=3)[0]
    Page.objects.filter(pk=page.pk).update(title="Noget andet")
    office = Office.objects.get(slug="mr-misbrug")
    Office.objects.filter(pk=office.pk).update(name_en="")
    before, revisions = rows(), list(Revision.objects.values_list("pk", flat=True))
    call_command("load_demo", verbosity=0)
    assert ContentPage.objects.get(pk=page.pk).title == page.title
    assert Office.objects.get(pk=office.pk).name_en == office.name_en
    changed = {label for label, count in rows().items() if count != before[label]}
    assert changed <= {"wagtailcore.Revision", "wagtailcore.PageLogEntry", "wagtail_localize.TranslationLog"}
    both = Page.objects.filter(translation_key=page.translation_key)
    rewritten = Revision.objects.exclude(pk__in=revisions).values_list("object_id", flat=True)
    assert {int(key) for key in rewritten} <= {version.pk for version in both}


def test_is_refused_outside_debug(settings: Settings) -> None:
    assert not settings.DEBUG
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("load_demo", verbosity=0)


def test_is_refused_on_a_site_with_content_of_its_own(settings: Settings) -> None:
    settings.DEBUG = True
    User.objects.all().delete()
    UserFactory.create(username="kirsten")
    with pytest.raises(CommandError, match="of its own"):
        call_command("load_demo", verbosity=0)


def test_what_is_still_planned_has_planned_dates_only() -> None:
    planned = Activity.objects.get(code="E02")
    assert (planned.actual_start, planned.planned_start) == (None, date(2009, 1, 1))
