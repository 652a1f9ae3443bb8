"""The directory: editions, groups, filters, order, and what visitors may see."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from networks.models import DirectoryEdition, NetworkPage
from tests.conftest import LANGUAGES
from tests.networks.conftest import Directory
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkPageFactory,
    OfficeFactory,
    SourceReferenceFactory,
    ThemeFactory,
)


def entry_for(directory: Directory, title: str, **fields: object) -> None:
    EditionEntryFactory(
        network=NetworkPageFactory(parent=directory.index, title=title),
        **{"edition": directory.current, **fields},
    )


def shown(response: object) -> list[str]:
    return [row.page.title for group in response.context["groups"] for row in group.rows]  # type: ignore[attr-defined]


def test_current_edition_comes_first_with_its_contacts(
    directory: Directory, reader_client: Client, language: str
) -> None:
    directory.add(2)
    response = reader_client.get(directory.url(language))
    html = response.content.decode()
    assert response.context["edition"] == directory.current
    assert "mark--current" in html
    assert html.count("mailto:dengang") == 2
    assert "tel:+4533170009" in html


def test_earlier_edition_is_marked_and_kept_as_printed(
    directory: Directory, reader_client: Client, language: str
) -> None:
    earlier = DirectoryEditionFactory(year=2007)
    (network,) = directory.add(edition=earlier)
    contact = network.entries.get().contacts.get()
    contact.person.email = "nu@example.dk"
    contact.person.save()
    html = reader_client.get(directory.url(language), {"edition": "2007"}).content.decode()
    assert "mark--earlier" in html
    assert contact.email in html
    assert "nu@example.dk" not in html


def test_an_edition_that_is_unknown_falls_back_to_the_current(directory: Directory, reader_client: Client) -> None:
    directory.add()
    for wrong in ("1066", "x", "", "2008'"):
        response = reader_client.get("/netvaerk/", {"edition": wrong, "theme": wrong, "sort": wrong, "page": wrong})
        assert response.status_code == 200
        assert response.context["edition"] == directory.current


def test_a_network_of_another_edition_is_pointed_to(directory: Directory, reader_client: Client, language: str) -> None:
    entry_for(directory, "Eurocities")
    for year in (2006, 2007):
        entry_for(directory, f"FEANTSA {year}", edition=DirectoryEditionFactory(year=year))
    entry_for(directory, "FEANTSA Youth", edition=DirectoryEdition.objects.get(year=2007))
    links = {
        text: [
            year
            for year in (2006, 2007)
            if f"edition={year}&amp;q={text}" in html or f"q={text}&amp;edition={year}" in html
        ]
        for text in ("feantsa", "2006", "eurocities", "nowhere")
        for html in [reader_client.get(directory.url(language), {"q": text}).content.decode().split("result-count")[1]]
    }
    assert links == {"feantsa": [2006, 2007], "2006": [2006], "eurocities": [], "nowhere": []}


def test_current_edition_is_grouped_by_theme(directory: Directory, reader_client: Client, language: str) -> None:
    entry_for(directory, "B", theme_da="Narko", theme_en="Drugs", position=1)
    entry_for(directory, "A", theme_da="Børn", theme_en="Children", position=2)
    entry_for(directory, "C", theme_da="Narko", theme_en="Drugs", position=3)
    groups = reader_client.get(directory.url(language)).context["groups"]
    expected = [("Børn", 1), ("Narko", 2)] if language == "da" else [("Children", 1), ("Drugs", 2)]
    assert [(group.heading, len(group.rows)) for group in groups] == expected


def test_edition_printed_under_headings_is_shown_under_them(directory: Directory, reader_client: Client) -> None:
    earlier = DirectoryEditionFactory(year=2007)
    entry_for(directory, "Z", edition=earlier, group_heading_da="Under MR-Misbrug", position=1)
    entry_for(directory, "Y", edition=earlier, group_heading_da="Under MR-Misbrug", position=2)
    entry_for(directory, "X", edition=earlier, group_heading_da="Under Projektkontoret", position=3)
    response = reader_client.get("/netvaerk/", {"edition": "2007"})
    assert [group.heading for group in response.context["groups"]] == ["Under MR-Misbrug", "Under Projektkontoret"]
    assert shown(response) == ["Z", "Y", "X"]


@pytest.mark.parametrize(("sort", "titles"), [("name", ["A", "B"]), ("-name", ["B", "A"]), ("office", ["B", "A"])])
def test_sorting(directory: Directory, reader_client: Client, sort: str, titles: list[str]) -> None:
    entry_for(directory, "A", office=OfficeFactory(name_da="Ø-kontoret"))
    entry_for(directory, "B", office=OfficeFactory(name_da="Børnekontoret"))
    response = reader_client.get("/netvaerk/", {"sort": sort})
    assert shown(response) == titles
    assert ('aria-sort="descending"' if sort[0] == "-" else 'aria-sort="ascending"') in response.content.decode()


@pytest.mark.parametrize("text", ["FORUM NR", "forum nr", "ørebro", "ØREBRO", "ABC", "Hjemløs", "homeless"])
def test_filter_finds_name_variant_abbreviation_and_theme(
    directory: Directory, reader_client: Client, text: str
) -> None:
    (page,) = directory.add()
    NetworkPage.objects.filter(pk=page.pk).update(title="Ørebro Forum", abbreviation="ABC")
    entry_for(directory, "Andet", theme_da="Narko", theme_en="Drugs", printed_name="ANDET")
    assert shown(reader_client.get("/netvaerk/", {"q": text})) == ["Ørebro Forum"]


def test_filters_offer_what_some_network_has(directory: Directory, reader_client: Client) -> None:
    ThemeFactory(slug="unused")
    OfficeFactory(slug="unused")
    entry_for(directory, "A", office=OfficeFactory(slug="used"))
    form = reader_client.get("/netvaerk/").context["form"]
    assert "unused" not in form.fields["theme"].queryset.values_list("slug", flat=True)
    offered = form.fields["office"].queryset.values_list("slug", flat=True)
    assert "used" in offered
    assert "unused" not in offered


def test_filter_by_contact_theme_and_office(directory: Directory, reader_client: Client) -> None:
    first, _second = directory.add(2)
    entry = first.entries.get()
    EditionContactFactory(entry=entry, name="Karla Vind")
    assert first.office is not None
    filters = [{"q": "karla"}, {"theme": first.themes.get().slug}, {"office": first.office.slug}]
    for chosen in filters:
        assert shown(reader_client.get("/netvaerk/", chosen)) == [first.title]
    assert shown(reader_client.get("/netvaerk/", {"q": "findes ikke"})) == []


def test_networks_outside_the_directory_are_listed_apart_and_marked(
    directory: Directory, reader_client: Client, language: str
) -> None:
    directory.add()
    directory.add_outside("Urban Security")
    response = reader_client.get(directory.url(language))
    assert [page.title for page in response.context["outside_pages"]] == ["Urban Security"]
    assert "mark--outside" in response.content.decode()
    assert "Urban Security" not in shown(response)
    alone = reader_client.get(directory.url(language), {"edition": "outside"})
    assert "groups" not in alone.context
    assert "Urban Security" in alone.content.decode()


def test_visitors_see_open_networks_only_and_no_contact(directory: Directory, client: Client) -> None:
    pages = directory.add(2)
    english = pages[0].get_translation(directory.trees.english.locale)
    type(english).objects.filter(pk=english.pk).update(is_public=True)
    index = directory.index.get_translation(directory.trees.english.locale)
    type(index).objects.filter(pk=index.pk).update(is_public=True)
    assert client.get("/netvaerk/").status_code == 302
    html = client.get("/en/netvaerk/", {"q": "signe"}).content.decode()
    assert english.title in html
    assert pages[1].title not in html
    assert "example.dk" not in html
    assert "Signe" not in html


def test_directory_keeps_its_budget(
    directory: Directory, reader_client: Client, django_assert_max_num_queries: Any
) -> None:
    ways: list[dict[str, str]] = [{}, {"edition": "outside"}, {"q": "forum", "sort": "office"}]
    counts: list[list[int]] = []
    for number in (5, 20):
        directory.add(number)
        for outside in range(number // 2):
            directory.add_outside(f"Udenfor {number} {outside}", OfficeFactory())
        counts.append([])
        for language, way in product(LANGUAGES, ways):
            reader_client.get(directory.url(language), way)
            with django_assert_max_num_queries(20) as queries:
                reader_client.get(directory.url(language), way)
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]


def test_an_edition_in_preparation_is_for_those_who_prepare_it(
    directory: Directory, reader_client: Client, client_as: Callable[[str], Client]
) -> None:
    (network,) = directory.add()
    client_as("coordinator").post(
        reverse("wagtailsnippets_networks_directoryedition:add"),
        {"year": 2009, "begins_with_current": "on", "note_da": "", "note_en": ""},
    )
    edition = DirectoryEdition.objects.get(year=2009)
    begun = edition.entries.get()
    assert (begun.network, begun.contacts.count()) == (network, 1)
    assert directory.current.entries.get().contacts.count() == 1
    address = f"{directory.url('da')}?edition=2009"
    html = client_as("communications").get(address).content.decode() + reader_client.get(address).content.decode()
    assert "Udgave 2009" not in html
    assert len(reader_client.get(network.get_url()).context["entries"]) == 1
    prepared = client_as("coordinator").get(address)
    assert prepared.context["edition"] == edition
    assert "Under udarbejdelse" in prepared.content.decode()
    assert "Tidligere udgave" not in prepared.content.decode()
    edition.is_current = True
    edition.save()
    assert reader_client.get(directory.url("da")).context["edition"] == edition
    assert len(reader_client.get(network.get_url()).context["entries"]) == 2


def test_only_a_printed_edition_tells_of_its_date(directory: Directory, reader_client: Client) -> None:
    directory.current.dating_is_stated = False
    directory.current.save()
    note = "Udgaven har ingen trykt dato"
    assert note not in reader_client.get(directory.url("da")).content.decode()
    directory.current.sources.add(SourceReferenceFactory())
    assert note in reader_client.get(directory.url("da")).content.decode()
