import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from focusareas.models import ActionPlanPage, FocusAreaPage
from home.models import ContentPage
from portal.models import User
from tests.conftest import Trees
from tests.factories import ContentPageFactory


@pytest.fixture
def page(trees: Trees) -> ContentPage:
    """Return a Danish page."""
    page: ContentPage = ContentPageFactory(parent=trees.danish)
    return page


def test_staff_read_every_live_page_and_visitors_the_open_ones(trees: Trees, page: ContentPage, reader: User) -> None:
    english = trees.translate(page, is_public=True)
    trees.translate(ContentPageFactory(parent=trees.danish))
    nobody = AnonymousUser()
    assert list(ContentPage.objects.all().readable_by(nobody)) == [english]
    assert ContentPage.objects.all().readable_by(reader).count() == 4
    assert english.is_readable_by(nobody)
    assert not page.is_readable_by(nobody)
    assert page.is_readable_by(reader)


def test_pages_come_in_the_readers_language_with_their_danish_source(
    trees: Trees, page: ContentPage, language: str
) -> None:
    english = trees.translate(page, title="Work area")
    alone = ContentPageFactory(parent=trees.danish)
    first, second = ContentPage.objects.danish().order_by("path").in_reader_language()
    assert first == (page if language == "da" else english)
    assert second == alone
    assert [first.source, second.source] == [page, alone]


def test_a_page_is_met_at_the_address_of_its_translation_under_way(
    trees: Trees, page: ContentPage, language: str, reader_client: Client
) -> None:
    draft = trees.translate(page, live=False, slug="begun")
    (found,) = ContentPage.objects.danish().in_reader_language()
    assert found == found.source == page
    assert found.get_url() == (page if language == "da" else draft).get_url()
    assert reader_client.get(found.get_url()).context["page"] == page


def test_the_readers_language_takes_one_query(
    trees: Trees, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(5):
        trees.translate(ContentPageFactory(parent=trees.danish))
    trees.translate(ContentPageFactory(parent=trees.danish), live=False)
    with django_assert_num_queries(1):
        pages = ContentPage.objects.danish().order_by("-path").in_reader_language()
        assert [page.source.pk for page in pages] == sorted((page.source.pk for page in pages), reverse=True)


def test_relatives_are_the_page_in_its_languages(
    trees: Trees, page: ContentPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    english = trees.translate(page)
    page = ContentPage.objects.get(pk=page.pk)
    with django_assert_num_queries(1):
        assert page.relatives == {"da": page, "en": english}
        assert page.translations.keys() == {"da", "en"}
        assert page.source is page
        assert page.language == page.content_language == "da"


def test_a_stand_in_says_that_its_text_is_danish(trees: Trees, page: ContentPage) -> None:
    alias = trees.alias(page)
    assert alias.is_untranslated
    assert (alias.language, alias.content_language) == ("en", "da")
    assert alias.source == page
    assert alias.translations.keys() == {"da"}


def test_facts_stay_with_the_danish_page(trees: Trees) -> None:
    plan = ActionPlanPage(title="Plan", slug="plan", period_start="2007-01-01", period_end="2009-12-31")
    trees.danish.add_child(instance=plan)
    english = trees.translate(ActionPlanPage.objects.get(pk=plan.pk))
    assert english.period_start is None
    assert str(english.source.period_start) == "2007-01-01"


def test_a_danish_page_needs_its_facts_and_a_translation_does_not(trees: Trees) -> None:
    with pytest.raises(ValidationError) as refusal:
        FocusAreaPage(title="Uden nummer", slug="uden", locale=trees.danish.locale, path="x", depth=4).clean()
    assert refusal.value.message_dict.keys() == {"number", "primary_objective"}
    FocusAreaPage(title="No number", slug="no", locale=trees.english.locale, path="x", depth=4).clean()


def test_a_danish_page_cannot_be_opened(page: ContentPage) -> None:
    page.is_public = True
    with pytest.raises(ValidationError, match="is_public"):
        page.clean()


def test_pages_are_found_by_their_address(trees: Trees, page: ContentPage, reader_client: Client) -> None:
    below = ContentPageFactory(parent=page, slug="under")
    english = trees.translate(page, slug="english")
    for found in (trees.danish, trees.english, page, below, english):
        assert reader_client.get(found.get_url()).context["page"].specific == found
    for missing in ("/findes-ikke/", "/en/findes-ikke/", f"/en{page.get_url()}", f"/forside{page.get_url()}"):
        assert reader_client.get(missing).status_code == 404


def test_a_draft_is_not_served(trees: Trees, page: ContentPage, reader_client: Client) -> None:
    address = page.get_url()
    page.unpublish()
    assert reader_client.get(address).status_code == 404


def test_a_content_page_takes_few_queries(
    trees: Trees, reader_client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    danish = ContentPageFactory(parent=trees.danish)
    english = trees.translate(danish)
    for _number in range(8):
        trees.translate(ContentPageFactory(parent=danish))
    address = {"da": danish, "en": english}[language].get_url()
    reader_client.get(address)
    with django_assert_max_num_queries(8):
        assert reader_client.get(address).status_code == 200
