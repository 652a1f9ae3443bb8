from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from home.models import ContentPage
from home.navigation import Furniture
from portal.models import User
from tests.conftest import Trees
from tests.factories import ContentPageFactory

Titles = dict[str, list[str]]


@pytest.fixture
def work_area(trees: Trees) -> ContentPage:
    """Return a Danish page of the menu."""
    page: ContentPage = ContentPageFactory(parent=trees.danish, title="Arbejdsområdet", show_in_menus=True)
    return page


def furniture(path: str, user: Any, page: Any = None) -> Furniture:
    """Return the furniture around a page or a view."""
    request = RequestFactory().get(path)
    request.user = user
    request.resolver_match = resolve(request.path)
    return Furniture(request, page)


def titles(shown: Furniture) -> Titles:
    """Return the menu as titles."""
    return {entry.title: [link.title for link in entry.links] for entry in shown.menu}


def test_staff_find_pages_and_views_in_the_menu(work_area: ContentPage, reader: User) -> None:
    with override("en"):
        menu = titles(furniture("/en/", reader))
    assert menu["Find"] == ["Before you travel", "Themes", "Places", "Offices", "People"]
    assert menu["About the work"] == ["Arbejdsområdet", "Coordination", "Sources"]


def test_the_menu_speaks_the_readers_language(trees: Trees, work_area: ContentPage, reader: User) -> None:
    trees.translate(work_area, title="The work area", slug="work-area")
    with override("en"):
        assert "The work area" in titles(furniture("/en/", reader))["About the work"]
    cache.clear()
    assert "Arbejdsområdet" in [title for links in titles(furniture("/", reader)).values() for title in links]


def test_a_draft_translation_leaves_the_danish_page_in_the_menu(
    trees: Trees, work_area: ContentPage, reader: User
) -> None:
    draft = trees.translate(work_area, live=False, title="Not yet", slug="not-yet")
    with override("en"):
        links = furniture("/en/", reader).menu[-1].links
        assert links[0].url == draft.get_url()
    assert links[0].title == "Arbejdsområdet"
    assert links[0].is_danish


def test_visitors_find_open_pages_only(trees: Trees, work_area: ContentPage, client: Client) -> None:
    english = trees.translate(work_area, title="The work area", is_public=True)
    closed: ContentPage = ContentPageFactory(parent=trees.danish, title="Lukket", show_in_menus=True)
    trees.translate(closed, title="Closed")
    html = client.get(english.get_url()).content.decode()
    assert "The work area" in html
    assert "Closed" not in html
    with override("en"):
        assert reverse("themes") not in html
        assert f"{reverse('account_login')}?next={english.get_url()}" in html


@pytest.mark.parametrize("change", ["unpublish", "delete", "rename"])
def test_a_change_of_a_page_shows_at_once(work_area: ContentPage, reader: User, change: str) -> None:
    assert titles(furniture("/", reader))
    page = Page.objects.get(pk=work_area.pk).specific
    if change == "rename":
        page.title = "Omdøbt"
        page.save_revision().publish()
    else:
        getattr(page, change)()
    shown = [title for links in titles(furniture("/", reader)).values() for title in links]
    assert "Arbejdsområdet" not in shown
    assert ("Omdøbt" in shown) == (change == "rename")


def test_where_the_reader_is_shows_in_the_menu(work_area: ContentPage, reader: User) -> None:
    path = work_area.get_url()
    link = furniture(path, reader, work_area).menu[-1].links[0]
    assert link.is_current
    assert furniture(f"{path}underside/", reader).menu[-1].links[0].is_active
    assert not furniture("/", reader).menu[-1].links[0].is_active


def test_breadcrumbs_lead_from_the_front_page(trees: Trees, work_area: ContentPage, reader: User) -> None:
    below = ContentPageFactory(parent=work_area, title="Under")
    deep = ContentPageFactory(parent=below, title="Dybt nede")
    crumbs = furniture(deep.get_url(), reader, deep).breadcrumbs
    assert [crumb.title for crumb in crumbs[1:]] == ["Arbejdsområdet", "Under", "Dybt nede"]
    assert crumbs[0].url == trees.danish.get_url()
    assert crumbs[-1].is_current
    assert furniture("/", reader, trees.danish).breadcrumbs == []


def test_breadcrumbs_of_views(trees: Trees, reader: User) -> None:
    with override("en"):
        crumbs = furniture(reverse("theme", args=["housing"]), reader).breadcrumbs
        assert [crumb.title for crumb in crumbs] == ["Front page", "Themes"]
        assert furniture(reverse("themes"), reader).breadcrumbs[-1].is_current


def test_the_language_switch_stays_on_a_translated_page(trees: Trees, work_area: ContentPage, reader: User) -> None:
    english = trees.translate(work_area, title="The work area", slug="work-area")
    shown = furniture(f"{work_area.get_url()}?page=2", reader, work_area)
    assert [language.code for language in shown.languages] == ["da", "en"]
    assert shown.languages[1].url == f"{english.get_url()}?page=2"
    assert [language.code for language in shown.alternates] == ["da", "en"]
    with override("en"):
        assert [language.code for language in furniture(english.get_url(), reader, english).languages] == ["en", "da"]


def test_the_language_switch_of_an_untranslated_page(trees: Trees, work_area: ContentPage, reader: User) -> None:
    to_english = furniture(work_area.get_url(), reader, work_area).languages[1]
    assert (to_english.url, to_english.is_translated) == (trees.english.get_url(), False)
    alias = trees.alias(work_area)
    page = ContentPage.objects.get(pk=work_area.pk)
    shown = furniture(page.get_url(), reader, page)
    assert (shown.languages[1].url, shown.languages[1].is_translated) == (alias.get_url(), False)
    assert shown.alternates == []


def test_the_language_switch_of_a_translation_under_way(trees: Trees, work_area: ContentPage, reader: User) -> None:
    draft = trees.translate(work_area, live=False, slug="begun")
    page = ContentPage.objects.get(pk=work_area.pk)
    to_english = furniture(page.get_url(), reader, page).languages[1]
    assert (to_english.url, to_english.is_translated) == (draft.get_url(), False)
    with override("en"):
        shown = furniture(draft.get_url(), reader, page)
        assert [crumb.title for crumb in shown.breadcrumbs] == ["Front page", page.title]
        assert (shown.languages[1].url, shown.languages[1].is_translated) == (page.get_url(), True)


def test_the_language_switch_of_a_view_keeps_its_filters(trees: Trees, reader: User, language: str) -> None:
    other = "en" if language == "da" else "da"
    with override(other):
        address = reverse("activities")
    shown = furniture(f"{reverse('activities')}?year=2007", reader).languages
    assert shown[1].url == f"{address}?year=2007"


def test_a_visitor_is_not_offered_a_language_in_which_the_page_is_closed(
    trees: Trees, work_area: ContentPage, client: Client
) -> None:
    english = trees.translate(work_area, title="The work area", is_public=True)
    response = client.get(english.get_url())
    html = response.content.decode()
    assert f'href="{work_area.get_url()}"' not in html
    assert 'hreflang="da"' not in html
    assert 'hreflang="da"' in client.get("/en/search/").content.decode()


def test_an_alias_is_danish_text_in_english_furniture(
    trees: Trees, work_area: ContentPage, reader_client: Client
) -> None:
    alias = trees.alias(work_area)
    html = reader_client.get(alias.get_url()).content.decode()
    assert '<html lang="en">' in html
    assert "This page has not been translated" in html
    assert f'<h1 lang="da">{work_area.title}</h1>' in html
    assert "hreflang" not in html.split("</head>")[0]


def test_a_translation_under_way_shows_danish_text_and_says_so(
    trees: Trees, work_area: ContentPage, reader_client: Client
) -> None:
    english = trees.translate(work_area, title="The work area", live=False)
    html = reader_client.get(english.get_url()).content.decode()
    assert '<html lang="en">' in html
    assert "This page has not been translated" in html
    assert f'<h1 lang="da">{work_area.title}</h1>' in html
    assert 'title="This page has no text in that language"' not in html
    assert "hreflang" not in html.split("</head>")[0]


def test_a_translated_page_has_one_language(trees: Trees, work_area: ContentPage, reader_client: Client) -> None:
    english = trees.translate(work_area, title="The work area")
    html = reader_client.get(english.get_url()).content.decode()
    assert "This page has not been translated" not in html
    assert ' lang="da"' not in html.split("<main")[1]
    assert f'hreflang="da" href="http://testserver{work_area.get_url()}"' in html


@pytest.mark.parametrize(("role", "edits"), [("reader", False), ("communications", True), ("office_editor", True)])
def test_the_link_to_edit_is_for_those_who_may(
    client_as: Callable[[str], Client], trees: Trees, work_area: ContentPage, role: str, edits: bool
) -> None:
    html = client_as(role).get(work_area.get_url()).content.decode()
    assert ('href="/admin/' in html) == edits


def test_signing_out_is_a_form(work_area: ContentPage, reader_client: Client) -> None:
    html = reader_client.get(work_area.get_url()).content.decode()
    assert f'<form method="post" action="{reverse("account_logout")}" id="sign-out">' in html
    assert html.count('<button type="submit" form="sign-out"') == 2
    assert f'href="{reverse("account_logout")}"' not in html
    assert reader_client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in reader_client.session


def test_warm_furniture_asks_the_database_nothing_of_its_own(
    work_area: ContentPage, reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (None, 1):
        page = ContentPage.objects.select_related("locale").get(pk=work_area.pk)
        shown = furniture(page.get_url(), reader, page)
        if count is None:
            _ = (shown.menu, shown.breadcrumbs, shown.languages, shown.editing)
            continue
        # The page's own relatives, which the page reads its facts from in any case.
        with django_assert_num_queries(count):
            _ = (shown.menu, shown.breadcrumbs, shown.languages, shown.editing)
