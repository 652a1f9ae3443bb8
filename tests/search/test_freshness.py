"""The index follows the content: each test changes something and looks at what the index says after the commit."""

import datetime as dt

import pytest

from focusareas.models import Activity, FocusAreaPage, Goal, ReportPage
from home.models import ContentPage
from networks.models import EditionEntry, Person, Theme
from search.facets import Facet
from search.models import FacetLabel, SearchDocument, StaleDocument
from tests.conftest import Trees
from tests.factories import ContentPageFactory
from tests.focusareas.factories import AssessmentFactory
from tests.focusareas.gathering import Gathering
from tests.networks.factories import NetworkMeetingFactory, OfficeFactory, PlaceFactory
from tests.search.finding import Committed, assert_true, row, settle, text

pytestmark = pytest.mark.django_db


def test_published_page_is_found_and_unpublished_one_is_not(trees: Trees, committed: Committed) -> None:
    page = ContentPageFactory(parent=trees.danish, live=False)
    settle()
    assert row(page) is None
    with committed():
        page.save_revision().publish()
    assert "Brødtekst." in text(page)
    with committed():
        ContentPage.objects.get(pk=page.pk).unpublish()
    assert row(page) is None
    assert_true()


def test_draft_changes_nothing(trees: Trees, committed: Committed) -> None:
    page = ContentPageFactory(parent=trees.danish)
    settle()
    with committed():
        page.title = "Kladde"
        page.save_revision()
        assert not StaleDocument.objects.exists()


def test_published_translation_is_found(trees: Trees, committed: Committed) -> None:
    page = ContentPageFactory(parent=trees.danish)
    english = trees.translate(page, live=False, title="In English")
    settle()
    with committed():
        english.save_revision().publish()
    assert "In English" in text(page, "en")
    english = ContentPage.objects.get(pk=english.pk)
    with committed():
        english.is_public = True
        english.save()
    assert SearchDocument.objects.get(object_id=page.pk, audience=SearchDocument.Audience.EVERYBODY)
    with committed():
        english.unpublish()
    found = row(page)
    assert found is not None
    assert set(found.texts) == {"da"}
    assert_true()


def test_moved_page_takes_along_what_is_below(trees: Trees, committed: Committed) -> None:
    one = ContentPageFactory(parent=trees.danish, slug="et")
    other = ContentPageFactory(parent=trees.danish, slug="to")
    below = ContentPageFactory(parent=one, slug="under")
    deeper = ContentPageFactory(parent=below, slug="dybere")
    settle()
    with committed():
        ContentPage.objects.get(pk=below.pk).move(other, pos="last-child")
    assert "/to/under/dybere/" in text(deeper)
    assert "/to/under/" in text(below)
    assert_true()


def test_new_address_reaches_what_is_below(gathering: Gathering, committed: Committed) -> None:
    with committed():
        gathering.plan.slug = "planen"
        gathering.plan.save()
    goal = Goal.objects.get()
    assert f"/planen/{goal.focus_area.slug}/#goal-1.1" in text(goal)
    assert_true()


def test_deleted_page_is_not_found(trees: Trees, committed: Committed) -> None:
    page = ContentPageFactory(parent=trees.danish)
    below = ContentPageFactory(parent=page)
    settle()
    with committed():
        ContentPage.objects.get(pk=page.pk).delete()
    assert not SearchDocument.objects.filter(object_id__in=[page.pk, below.pk]).exists()
    assert_true()


def test_deleted_translation_is_not_found(trees: Trees, committed: Committed) -> None:
    page = ContentPageFactory(parent=trees.danish)
    english = trees.translate(page)
    settle()
    with committed():
        ContentPage.objects.get(pk=english.pk).delete()
    assert_true()


def test_renamed_person_reaches_networks_entries_and_reports(gathering: Gathering, committed: Committed) -> None:
    with committed():
        gathering.person.name = "Karla Storm"
        gathering.person.save()
    for item in (gathering.person, gathering.networks[0], ReportPage.objects.danish().get()):
        assert "Karla Storm" in text(item)
    assert_true()


def test_person_is_found_under_new_number(gathering: Gathering, committed: Committed) -> None:
    with committed():
        gathering.person.email = "ny@example.dk"
        gathering.person.save()
    assert_true()


def test_renamed_office_reaches_all_that_names_it(gathering: Gathering, committed: Committed) -> None:
    with committed():
        gathering.office.name_da = "Udsynskontoret"
        gathering.office.save()
    area = FocusAreaPage.objects.danish().get()
    for item in (
        gathering.office,
        gathering.person,
        gathering.networks[0],
        area,
        Goal.objects.get(),
        Activity.objects.get(),
    ):
        assert "Udsynskontoret" in text(item)
    assert FacetLabel.objects.get(facet=Facet.OFFICE, value="projekt").labels["da"] == "Udsynskontoret"
    assert_true()


def test_closed_office_gives_its_name_to_the_successor(gathering: Gathering, committed: Committed) -> None:
    successor = OfficeFactory(name_da="Efterfølgeren")
    settle()
    with committed():
        gathering.office.valid_to, gathering.office.successor = dt.date(2009, 12, 31), successor
        gathering.office.save()
    assert "Efterfølgeren" in text(gathering.office)
    found = row(gathering.office)
    assert found is not None
    assert not found.is_current
    assert_true()


@pytest.mark.parametrize("name", ["theme", "place"])
def test_renamed_theme_or_place_reaches_facets_and_documents(
    name: str, gathering: Gathering, committed: Committed
) -> None:
    item = getattr(gathering, name)
    with committed():
        item.name_da = "Noget andet"
        item.save()
    assert "Noget andet" in text(gathering.networks[0])
    assert FacetLabel.objects.get(facet=Facet[name.upper()], value=item.slug).labels["da"] == "Noget andet"
    assert_true()


def test_renamed_focus_area_reaches_goals_and_activities(gathering: Gathering, committed: Committed) -> None:
    area = FocusAreaPage.objects.danish().get()
    with committed():
        area.title = "Hjemløse"
        area.save_revision().publish()
    for item in (area, Goal.objects.get(), Activity.objects.get()):
        assert "Hjemløse" in text(item)
    assert_true()


def test_renamed_translation_reaches_what_names_it(gathering: Gathering, committed: Committed) -> None:
    area = FocusAreaPage.objects.get(locale__language_code="en")
    with committed():
        area.title = "Homeless people"
        area.save()
    assert "Homeless people" in text(Goal.objects.get(), "en")
    assert_true()


def test_renamed_network_reaches_entries_and_persons(gathering: Gathering, committed: Committed) -> None:
    network = gathering.networks[0]
    with committed():
        network.title = "Byforum"
        network.save()
    for item in (network, gathering.person, Activity.objects.get(), EditionEntry.objects.first()):
        assert "Byforum" in text(item)
    assert_true()


def test_new_tie_and_cut_tie(gathering: Gathering, committed: Committed) -> None:
    activity, place = Activity.objects.get(), PlaceFactory(name_da="London")
    settle()
    with committed():
        activity.places.add(place)
    assert "London" in text(activity)
    with committed():
        place.activities.remove(activity)
    assert "London" not in text(activity)
    assert_true()
    with committed():
        place.activities.add(activity)
    with committed():
        place.activities.clear()
    assert "London" not in text(activity)
    assert_true()


def test_network_gains_the_focus_area_tied_to_it(gathering: Gathering, committed: Committed) -> None:
    area = FocusAreaPage.objects.danish().get()
    with committed():
        area.networks.clear()
        area.save()
    assert_true()
    with committed():
        area.networks.add(gathering.networks[0])
        area.save()
    assert_true()


def test_child_rows(gathering: Gathering, committed: Committed) -> None:
    network, goal = gathering.networks[0], Goal.objects.get()
    with committed():
        meeting = NetworkMeetingFactory(network=network, text_da="Fællesmøde")
        AssessmentFactory(goal=goal, reason_da="Det lykkedes.")
    assert "Fællesmøde" in text(network)
    assert "Det lykkedes." in text(goal)
    with committed():
        meeting.delete()
    assert "Fællesmøde" not in text(network)
    assert_true()


def test_contact_who_passes_the_post_on(gathering: Gathering, committed: Committed) -> None:
    """Both the person before and the one after change."""
    entry = EditionEntry.objects.get(edition__is_current=True)
    contact, successor = entry.contacts.get(), Person.objects.exclude(pk=gathering.person.pk).get()
    assert gathering.networks[0].title in text(gathering.person)
    with committed():
        contact.person = successor
        contact.save()
    assert gathering.networks[0].title not in text(gathering.person)
    assert gathering.networks[0].title in text(successor)
    assert_true()


def test_other_current_edition(gathering: Gathering, committed: Committed) -> None:
    with committed():
        for edition, is_current in ((gathering.current, False), (gathering.earlier, True)):
            edition.is_current = is_current
            edition.save()
    found = row(EditionEntry.objects.get(edition=gathering.earlier))
    assert found is not None
    assert found.is_current
    assert_true()


def test_new_directory_page_reaches_all_entries(gathering: Gathering, committed: Committed) -> None:
    with committed():
        gathering.directory.slug = "fortegnelse"
        gathering.directory.save()
    assert "/fortegnelse/?edition=2008" in text(EditionEntry.objects.get(edition__is_current=True))
    assert_true()


def test_deleted_fact(gathering: Gathering, committed: Committed) -> None:
    activity = Activity.objects.get()
    with committed():
        activity.delete()
    assert row(activity) is None
    theme = Theme.objects.get(pk=gathering.theme.pk)
    with committed():
        theme.delete()
    assert "Hjemløshed" not in text(gathering.networks[0])
    assert_true()
