"""The things to try in the form of a report and in the editing interface."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from focusareas.models import Trial, TrialOutcome
from networks.models import Office, Person
from portal.models import User
from tests.focusareas.writing.sending import FormData, address_of, form_of, only_report, send
from tests.networks.factories import OfficeFactory, PersonFactory


@pytest.fixture
def office(db: None) -> Office:
    """Return an office."""
    return OfficeFactory.create(name_da="Projektkontoret")


@pytest.fixture
def rosa(office: Office) -> Person:
    """Return a colleague."""
    return PersonFactory.create(name="Rosa Lund", office=office)


def row(number: int, text: str, owner: Any = "", office: Any = "", key: Any = "") -> FormData:
    """Return what the form sends of a row."""
    values = {
        "key": str(key),
        "text": text,
        "owner": getattr(owner, "pk", owner),
        "office": getattr(office, "pk", office),
    }
    return {f"trials-{number}-{name}": value for name, value in values.items()}


def kept() -> list[Trial]:
    """Return the things to try as the latest version of the only report has them."""
    return list(only_report().get_latest_revision_as_object().trials.all())


def texts() -> list[str]:
    """Return their texts."""
    return [trial.text_da for trial in kept()]


def test_rows_are_kept_in_their_order_and_empty_ones_left_out(
    author_client: Client, complete: FormData, rosa: Person, office: Office
) -> None:
    rows = row(0, "Aften", rosa, office) | row(1, " ", rosa) | row(10, "Nat") | row(2, "Morgen")
    send(author_client, complete | rows)
    assert texts() == ["Aften", "Morgen", "Nat"]
    assert (kept()[0].owner, kept()[0].office) == (rosa, office)


def test_what_is_tried_keeps_its_key_and_its_answer_when_the_report_is_published_again(
    author_client: Client, complete: FormData
) -> None:
    send(author_client, complete | row(0, "Aften", key=uuid.uuid4()), "publish")
    report, first = only_report(), Trial.objects.get()
    TrialOutcome.objects.create(report=report, key=first.key, state="adopted", answered_at=timezone.now())
    Trial.objects.update(text_en="Evening")
    report.get_latest_revision_as_object().save_revision()
    rows = row(0, "Nat") | row(1, "Sen aften", key=first.key)
    send(author_client, complete | rows, "publish", report)
    night, evening = Trial.objects.with_outcomes().order_by("sort_order")
    assert (night.text_da, night.state) == ("Nat", "open")
    assert (evening.text_da, evening.key, evening.state) == ("Sen aften", first.key, "adopted")


def test_rows_that_are_emptied_go(author_client: Client, complete: FormData) -> None:
    send(author_client, complete | row(0, "Aften") | row(1, "Nat"))
    send(author_client, complete | row(0, "") | row(1, "Nat"), report=only_report())
    assert texts() == ["Nat"]


def test_a_form_without_rows_leaves_them_alone(author_client: Client, complete: FormData) -> None:
    send(author_client, complete | row(0, "Aften"))
    send(author_client, complete, report=only_report())
    assert texts() == ["Aften"]


def test_keys_are_nobodys_twice(author_client: Client, complete: FormData) -> None:
    key = uuid.uuid4()
    send(author_client, complete | row(0, "Aften", key=key) | row(1, "Nat", key=key) | row(2, "Morgen", key="x"))
    assert len({trial.key for trial in kept()}) == 3


def test_what_cannot_be_kept_is_told_and_the_rest_is_saved(
    author_client: Client, complete: FormData, rosa: Person
) -> None:
    left = PersonFactory.create(is_active=False)
    for wrong in (row(0, "x" * 301), row(0, "Aften", left), row(0, "Aften", "x"), row(0, "Aften", office=0)):
        data = complete | wrong
        response = send(author_client, data, report=only_report() if "version" in data else None)
        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"trials"}
        only_report().delete()


def test_the_form_shows_the_rows_and_an_empty_one_with_the_author(
    author: User, author_client: Client, complete: FormData, rosa: Person
) -> None:
    rosa.user = author
    rosa.save()
    send(author_client, complete | row(0, "Aften", rosa) | {"authors": [rosa.pk]})
    html = author_client.get(address_of(only_report())).content.decode()
    assert ">Aften</textarea>" in html
    assert 'name="trials-1-text"' in html
    assert html.count(f'<option value="{rosa.pk}" selected>') >= 2


def test_somebody_elses_rows_are_compared(author_client: Client, complete: FormData, rosa: Person) -> None:
    send(author_client, complete | row(0, "Aften", rosa))
    stale = form_of(author_client, only_report())
    send(author_client, complete | row(0, "Nat"), report=only_report())
    response = author_client.post(
        address_of(only_report()), stale | complete | row(0, "Morgen", rosa) | {"action": "save"}
    )
    assert response.status_code == 409
    differences = response.context["conflict"]["differences"]
    assert ("Nat", "Morgen – Rosa Lund") in [(theirs, mine) for _label, theirs, mine in differences]
    assert texts() == ["Nat"]


def test_the_editing_interface_keeps_what_it_does_not_show(
    client_as: Any, author_client: Client, complete: FormData, rosa: Person
) -> None:
    send(author_client, complete | row(0, "Aften"), "publish")
    report, first = only_report(), Trial.objects.get()
    path, client = reverse("wagtailadmin_pages:edit", args=[report.pk]), client_as("coordinator")
    shown = client.get(path)
    data = querydict_from_html(shown.content.decode(), form_id="page-edit-form").copy()
    data.update({"trials-TOTAL_FORMS": "3", "trials-0-owner": str(rosa.pk), "body-count": "0", "action-publish": "1"})
    # Rows added in the browser are copies of one, with one key.
    copied = str(shown.context["form"].formsets["trials"].empty_form["key"].value())
    for number in (1, 2):
        data.update({f"trials-{number}-text_da": f"Ny {number}", f"trials-{number}-key": copied})
    response = client.post(path, data)
    assert response.status_code == 302, response.context["form"].errors
    trials = list(Trial.objects.order_by("sort_order", "pk"))
    assert [trial.text_da for trial in trials] == ["Aften", "Ny 1", "Ny 2"]
    assert trials[0].key == first.key
    assert trials[0].owner == rosa
    assert len({trial.key for trial in trials}) == 3
