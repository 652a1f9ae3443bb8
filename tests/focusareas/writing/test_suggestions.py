"""A theme or place that is missing is suggested, never spelt anew; the coordinator accepts or declines it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from focusareas.models import Suggestion
from focusareas.writing.suggestions import to_decide
from networks.models import Place, Theme
from portal.models import User
from portal.viewsets import snippet_address
from tests.focusareas.writing.sending import FormData, address_of, only_report, send
from tests.networks.factories import ThemeFactory

pytestmark = pytest.mark.django_db

WAITING, ACCEPTED, DECLINED = Suggestion.State.WAITING, Suggestion.State.ACCEPTED, Suggestion.State.DECLINED


@pytest.fixture
def coordinator_client(writer: Callable[..., User]) -> Client:
    """Return a browser in which the coordinator is signed in."""
    client = Client()
    client.force_login(writer("koordinator", "coordinator"))
    return client


def decide(client: Client, suggestion: Suggestion, **data: Any) -> Any:
    """Send the coordinator's form."""
    return client.post(snippet_address(Suggestion, "edit", suggestion.pk), data)


def test_a_suggestion_is_enough_to_publish(author_client: Client, complete: FormData) -> None:
    del complete["themes"], complete["places"]
    suggested = {"suggested_themes": " Nabo  skaber \r\n\r\nVærested", "suggested_places": "Malmø"}
    send(author_client, complete | suggested, "publish")
    assert only_report().live
    assert [(row.kind, row.name) for row in to_decide()] == [
        ("place", "Malmø"),
        ("theme", "Nabo skaber"),
        ("theme", "Værested"),
    ]
    assert Theme.objects.count() == 1
    form = author_client.get(address_of(only_report())).context["form"]
    assert form["suggested_themes"].value() == "Nabo skaber\nVærested"


def test_suggestions_follow_the_form_until_they_are_decided(author_client: Client, complete: FormData) -> None:
    send(author_client, complete | {"suggested_themes": "En\nTo"})
    Suggestion.objects.filter(name="En").update(state=DECLINED)
    send(author_client, complete | {"suggested_themes": "En\nTre"}, report=only_report())
    assert set(Suggestion.objects.values_list("name", "state")) == {("En", DECLINED), ("Tre", WAITING)}


def test_suggestions_of_drafts_do_not_bother_the_coordinator(
    author_client: Client, coordinator_client: Client, complete: FormData
) -> None:
    send(author_client, complete | {"suggested_themes": "Naboskaber"})
    assert not to_decide().exists()
    send(author_client, complete | {"suggested_themes": "Naboskaber"}, "publish", only_report())
    html = coordinator_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Naboskaber" in html
    assert "Naboskaber" in coordinator_client.get(snippet_address(Suggestion, "list")).content.decode()
    assert "Naboskaber" not in author_client.get(reverse("wagtailadmin_home")).content.decode()
    assert author_client.get(snippet_address(Suggestion, "list")).status_code == 302


def test_a_new_theme_is_made_and_marks_the_report(
    author_client: Client, coordinator_client: Client, complete: FormData, housing: Theme
) -> None:
    send(author_client, complete | {"suggested_themes": "Naboskab"}, "publish")
    suggestion = Suggestion.objects.get()
    decide(coordinator_client, suggestion, decision="accept", name_da="Naboskaber", name_en="Neighbourhoods")
    theme = Theme.objects.get(slug="naboskaber")
    suggestion.refresh_from_db()
    assert suggestion.state == ACCEPTED
    assert set(only_report().themes.all()) == {housing, theme}
    assert not only_report().has_unpublished_changes


def test_one_there_is_already_marks_draft_and_page_alike(
    author_client: Client, coordinator_client: Client, complete: FormData, housing: Theme
) -> None:
    meant = ThemeFactory.create(name_da="Naboer", slug="naboer")
    send(author_client, complete | {"suggested_themes": "Naboskab"}, "publish")
    send(author_client, complete | {"title": "Ny titel", "suggested_themes": "Naboskab"}, "save", only_report())
    decide(coordinator_client, Suggestion.objects.get(), decision="accept", meant=meant.pk)
    assert only_report().title == complete["title"]
    assert set(only_report().themes.all()) == {housing, meant}
    draft: Any = only_report().get_latest_revision_as_object()
    assert draft.title == "Ny titel"
    assert set(draft.themes.all()) == {housing, meant}


def test_a_place_needs_what_every_place_has(
    author_client: Client, coordinator_client: Client, complete: FormData
) -> None:
    send(author_client, complete | {"suggested_places": "Malmø"}, "publish")
    suggestion = Suggestion.objects.get()
    response = decide(coordinator_client, suggestion, decision="accept", name_da="Malmø")
    assert set(response.context["form"].errors) == {"country", "latitude", "longitude"}
    where = {"country": "SE", "latitude": "55.6050", "longitude": "13.0038"}
    decide(coordinator_client, suggestion, decision="accept", name_da="Malmø", name_en="", **where)
    assert Place.objects.get(name_da="Malmø") in only_report().places.all()


def test_a_theme_that_is_there_is_not_made_again(
    author_client: Client, coordinator_client: Client, complete: FormData
) -> None:
    send(author_client, complete | {"suggested_themes": "Bolig"}, "publish")
    response = decide(coordinator_client, Suggestion.objects.get(), decision="accept", name_da="Bolig")
    assert "name_da" in response.context["form"].errors
    assert Suggestion.objects.get().state == WAITING


def test_a_declined_suggestion_leaves_the_report_alone(
    author_client: Client, coordinator_client: Client, complete: FormData, housing: Theme
) -> None:
    send(author_client, complete | {"suggested_themes": "Naboskab"}, "publish")
    decide(coordinator_client, Suggestion.objects.get(), decision="decline")
    assert list(only_report().themes.all()) == [housing]
    response = decide(coordinator_client, Suggestion.objects.get(), decision="accept", name_da="Naboskab")
    assert response.context["form"].non_field_errors()
    assert not to_decide().exists()
