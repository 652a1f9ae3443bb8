"""What a reader meets on a report's page: its order, the map, where to go on, and how to cite it."""

import datetime as dt
from typing import Any
from urllib.parse import unquote

from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.formats import date_format

from focusareas.models import TripReportPage
from portal.models import User
from tests.focusareas.plan import Plan
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkPageFactory,
    PersonFactory,
    PlaceFactory,
    ThemeFactory,
)


def tied(report: Any, **relations: Any) -> Any:
    """Tie the report to a fact of each relation."""
    for name, fact in relations.items():
        getattr(report, name).add(fact)
    report.save()
    return report


def opened(plan: Plan, report: Any, **texts: Any) -> str:
    """Return the address of the report's English version, open to everybody."""
    plan.trees.translate(report, is_public=True, **texts)
    return plan.address(report, "en")


def test_learning_first_then_what_comes_of_it_then_the_rest(plan: Plan, reader_client: Client, language: str) -> None:
    texts: dict[str, Any] = {
        name: f"<p>Her står {name}</p>" for name in ("learning", "usable", "next_steps", "purpose")
    }
    report = plan.add_report("Rejsen", **texts)
    plan.trees.translate(report, title="The journey", **texts)
    html = reader_client.get(plan.address(report, language)).content.decode()
    places = [html.index(text) for text in ("Her står learning", 'id="facts"', *list(texts.values())[1:])]
    assert places == sorted(places)


def test_a_map_where_there_are_places(plan: Plan, reader_client: Client) -> None:
    address = plan.address(plan.add_report("Hjemme"), "da")
    assert "map__panel" not in reader_client.get(address).content.decode()
    report = tied(plan.add_report("Ude"), places=PlaceFactory(name_da="Malmø"))
    html = reader_client.get(plan.address(report, "da")).content.decode()
    assert html.count("map__panel") > 0
    assert html.index("map__panel") < html.rindex(">Malmø</a>")


def test_what_fewer_reports_share_counts_more(plan: Plan, reader_client: Client) -> None:
    theme, place = ThemeFactory(), PlaceFactory()
    network = NetworkPageFactory(parent=plan.directory)
    report = tied(plan.add_report("Rejsen"), themes=theme, places=place, networks=network, focus_areas=plan.area)
    tied(plan.add_report("Indsats", start_date=dt.date(2009, 1, 1)), focus_areas=plan.area)
    tied(plan.add_report("Netværk", start_date=dt.date(2008, 2, 1)), networks=network)
    tied(plan.add_report("Sted", start_date=dt.date(2008, 1, 1)), places=place)
    tied(plan.add_report("Tema", start_date=dt.date(2007, 1, 1)), themes=theme)
    tied(plan.add_report("Tema og indsats", start_date=dt.date(2006, 1, 1)), themes=theme, focus_areas=plan.area)
    related = reader_client.get(plan.address(report, "da")).context["related_reports"]
    assert [one.title for one in related] == ["Tema og indsats", "Tema", "Netværk", "Sted"]


def test_visitors_are_led_to_open_reports_only(plan: Plan, client: Client) -> None:
    theme = ThemeFactory()
    tied(plan.add_report("Lukket"), themes=theme)
    opened(plan, tied(plan.add_report("Åben"), themes=theme), title="Open")
    address = opened(plan, tied(plan.add_report("Rejsen"), themes=theme), title="The journey")
    assert [one.title for one in client.get(address).context["related_reports"]] == ["Open"]


def test_contacts_in_networks_by_the_current_edition_for_staff(
    plan: Plan, client: Client, reader_client: Client
) -> None:
    network = NetworkPageFactory(parent=plan.directory)
    for year, name in ((2007, "Forrige Kontakt"), (2008, "Nuværende Kontakt")):
        edition = DirectoryEditionFactory(year=year, is_current=year == 2008)
        EditionContactFactory(entry=EditionEntryFactory(edition=edition, network=network), name=name)
    address = opened(plan, tied(plan.add_report("Rejsen"), networks=network), title="The journey")
    html = reader_client.get(address).content.decode()
    assert "Nuværende Kontakt" in html
    assert "Forrige Kontakt" not in html
    assert "Nuværende Kontakt" not in Client().get(address).content.decode()


def test_cited_in_every_language_it_is_read_in(plan: Plan, reader_client: Client, settings: Any) -> None:
    settings.PORTAL_BASE_URL = "https://udsyn.example.dk"
    report = plan.add_report("Rejsen", start_date=dt.date(2007, 8, 1), office=plan.office)
    tied(report, authors=PersonFactory(name="Signe Holm"))
    plan.trees.translate(report, title="The journey")
    citations = reader_client.get(plan.address(report, "en")).context["citations"]
    address, today = settings.PORTAL_BASE_URL + plan.address(report, "en"), timezone.localdate()
    assert citations[0].text == (
        f"Signe Holm, Project Office (2007): The journey. Trip report in Udsyn, {address}. "
        f"Read on {date_format(today, 'j F Y')}."
    )
    assert citations[1].language == "da"
    assert citations[1].text.startswith("Signe Holm, Projektkontoret (2007): Rejsen. Rejserapport i Udsyn, https://")


def test_visitors_cite_what_they_may_read(plan: Plan, client: Client) -> None:
    report = tied(plan.add_report("Rejsen", office=plan.office), authors=PersonFactory(name="Signe Holm"))
    citations = client.get(opened(plan, report, title="The journey")).context["citations"]
    assert [citation.language for citation in citations] == ["en"]
    assert citations[0].text.startswith("Project Office (")


def test_a_page_in_danish_in_the_english_tree_is_cited_once(plan: Plan, reader_client: Client) -> None:
    report = plan.add_report("Rejsen")
    plan.trees.alias(report)
    citations = reader_client.get(plan.address(report, "en")).context["citations"]
    assert [citation.language for citation in citations] == ["da"]


def test_a_letter_about_the_report(plan: Plan, reader_client: Client, settings: Any) -> None:
    settings.PORTAL_BASE_URL = "https://udsyn.example.dk"
    report = plan.add_report("Børn & unge?", summary="Kort fortalt.")
    address = plan.address(report, "da")
    link = reader_client.get(address).context["mail_link"]
    assert link.startswith("mailto:?subject=B%C3%B8rn%20%26%20unge%3F&body=")
    body = unquote(link.partition("&body=")[2])
    assert body == f"Børn & unge?\r\n\r\nKort fortalt.\r\n\r\nhttps://udsyn.example.dk{address}"


def test_a_report_that_was_never_saved_is_previewed(plan: Plan, rf: RequestFactory, reader: User) -> None:
    report = TripReportPage(title="Ny rapport", learning="<p>Lærdom</p>", start_date=dt.date(2007, 1, 1))
    report.authors, report.places, report.themes = [PersonFactory()], [PlaceFactory()], [ThemeFactory()]
    # As the editing interface places a page that is about to be made.
    report.locale, report.depth, report.path = plan.index.locale, plan.index.depth + 1, f"{plan.index.path}0001"
    report.set_url_path(plan.index)
    request = rf.get("/")
    request.user = reader
    response = report.make_preview_request(request, report.default_preview_mode)
    html = response.content.decode()
    assert "Lærdom" in html
    assert "map__panel" in html
    assert "vcf" not in html
    assert "comments-heading" not in html


def test_visitors_get_no_links_that_ask_for_sign_in(plan: Plan, client: Client, reader_client: Client) -> None:
    report = tied(plan.add_report("Rejsen", office=plan.office), places=PlaceFactory(), themes=ThemeFactory())
    address = opened(plan, report, title="The journey")
    closed = [f'href="/en/{name}/' for name in ("places", "themes", "offices")]
    staff, visitor = reader_client.get(address).content.decode(), Client().get(address).content.decode()
    assert [link for link in closed if link not in staff] == []
    assert [link for link in closed if link in visitor] == []
    assert "map__panel" in visitor
