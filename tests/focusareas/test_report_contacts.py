"""The contact cards of a report, for staff."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.mail import absolute
from tests.focusareas.plan import Plan
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkPageFactory,
    PersonFactory,
)


def cards(client: Client, report: Any) -> str:
    """Return the file of cards."""
    response = client.get(reverse("report_contacts", args=[report.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{report.slug}.vcf"'
    return response.content.decode()


def names(text: str) -> list[str]:
    """Return whom the file has cards of."""
    return [line.removeprefix("FN:") for line in text.split("\r\n") if line.startswith("FN:")]


def entry_of(network: Any, year: int = 2008) -> Any:
    """Return the network's entry in an edition of the directory; that of 2008 is the current one."""
    return EditionEntryFactory(edition=DirectoryEditionFactory(year=year), network=network)


def test_authors_and_contacts_each_once(plan: Plan, reader_client: Client) -> None:
    network, author = NetworkPageFactory(parent=plan.directory), PersonFactory(name="Signe Holm")
    report = plan.add_report("Rejsen")
    report.authors.add(author)
    report.networks.add(network)
    report.save()
    entry = entry_of(network)
    EditionContactFactory(entry=entry, person=author, name="Signe Holm")
    EditionContactFactory(entry=entry, person=None, name="Kim Eksempel", email="kim@example.dk")
    EditionContactFactory(entry=entry_of(network, 2007), person=None, name="Tidligere Kontakt")
    text = cards(reader_client, report)
    assert names(text) == ["Signe Holm", "Kim Eksempel"]
    assert author.email in text
    assert f"URL:{absolute(author.get_absolute_url())}" in text


def test_nobody_who_has_left(plan: Plan, reader_client: Client) -> None:
    report = plan.add_report("Rejsen")
    report.authors.add(PersonFactory(name="Har Forladt", is_active=False))
    report.save()
    address = reverse("report_contacts", args=[report.pk])
    assert reader_client.get(address).status_code == 404
    assert address not in reader_client.get(plan.address(report, "da")).content.decode()


def test_the_page_leads_staff_to_the_cards_and_visitors_not(plan: Plan, reader_client: Client) -> None:
    report = plan.add_report("Rejsen")
    report.authors.add(PersonFactory())
    report.save()
    plan.trees.translate(report, title="The journey", is_public=True)
    page, link = plan.address(report, "en"), f"/{report.pk}/contacts.vcf"
    assert link in reader_client.get(page).content.decode()
    assert link not in Client().get(page).content.decode()
    response = Client().get(reverse("report_contacts", args=[report.pk]))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_no_cards_of_what_is_not_published(plan: Plan, reader_client: Client) -> None:
    report = plan.add_report("Rejsen", live=False)
    report.authors.add(PersonFactory())
    report.save()
    assert reader_client.get(reverse("report_contacts", args=[report.pk])).status_code == 404


def test_as_many_queries_for_many(plan: Plan, reader_client: Client) -> None:
    report, counts = plan.add_report("Rejsen"), []
    for _round in range(2):
        report.authors.add(*PersonFactory.create_batch(3))
        report.save()
        with CaptureQueriesContext(connection) as queries:
            cards(reader_client, report)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4
