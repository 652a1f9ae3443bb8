from typing import Any

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.rich_text import expand_db_html

from home.models import ContentPage
from tests.conftest import Trees
from tests.factories import ContentPageFactory


@pytest.fixture
def page(trees: Trees) -> ContentPage:
    """Return a Danish page to link to."""
    page: ContentPage = ContentPageFactory(parent=trees.danish, title="Målet", slug="maalet")
    return page


def link(page: Any) -> str:
    """Return rich text with a link to a page as the database keeps it."""
    return f'<p><a linktype="page" id="{page.pk}">Læs mere</a></p>'


def test_a_link_follows_the_readers_language(trees: Trees, page: ContentPage) -> None:
    english = trees.translate(page, slug="the-goal")
    assert expand_db_html(link(page)) == f'<p><a href="{page.get_url()}">Læs mere</a></p>'
    with override("en"):
        assert f'href="{english.get_url()}"' in expand_db_html(link(page))
    assert f'href="{page.get_url()}"' in expand_db_html(link(english))


def test_a_link_leads_to_where_the_danish_page_is_shown_while_the_translation_is_a_draft(
    trees: Trees, page: ContentPage
) -> None:
    draft = trees.translate(page, live=False)
    with override("en"):
        assert f'href="{draft.get_url()}"' in expand_db_html(link(page))
    page.unpublish()
    with override("en"):
        assert expand_db_html(link(page)) == "<p><a>Læs mere</a></p>"


def test_a_link_leads_to_the_stand_in(trees: Trees, page: ContentPage) -> None:
    alias = trees.alias(page)
    with override("en"):
        assert f'href="{alias.get_url()}"' in expand_db_html(link(page))


def test_nothing_links_to_an_unpublished_page(trees: Trees, page: ContentPage) -> None:
    page.unpublish()
    assert expand_db_html(link(page)) == "<p><a>Læs mere</a></p>"


@pytest.mark.parametrize("pk", ["999999", "", "1 or 1=1", "²"])
def test_a_link_to_nothing_is_only_its_words(trees: Trees, pk: str) -> None:
    assert expand_db_html(f'<a linktype="page" id="{pk}">Ord</a>') == "<a>Ord</a>"


def test_all_links_of_a_text_take_one_query(
    trees: Trees, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pages = [ContentPageFactory(parent=trees.danish) for _number in range(8)]
    for page in pages[:4]:
        trees.translate(page)
    expand_db_html(link(pages[0]))
    with django_assert_max_num_queries(1):
        html = expand_db_html("".join(link(page) for page in pages))
    assert html.count("href=") == 8
