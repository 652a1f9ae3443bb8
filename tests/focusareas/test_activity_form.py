"""What an activity's form asks for: the journey a briefing tells of, and the evaluation of a showing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from focusareas.models import Activity
from home.models import HomePage
from portal.models import User
from portal.viewsets import snippet_address
from tests.focusareas.factories import ActivityFactory
from tests.networks.factories import OfficeFactory

SignIn = Callable[[str], Client]


@pytest.fixture
def tour(site: HomePage) -> Activity:
    """Return a journey."""
    activity: Activity = ActivityFactory.create(code="R08", type=Activity.Type.STUDY_TOUR)
    return activity


def send(client: Client, activity: Activity, **changes: Any) -> Any:
    """Send an activity's form as it is shown, with changes."""
    path = snippet_address(Activity, "edit", activity.pk)
    data = querydict_from_html(client.get(path).content.decode(), form_id="w-editor-form").copy()
    for name, value in changes.items():
        data[name] = str(value)
    return client.post(path, data)


def test_a_briefing_names_its_journey(tour: Activity, client_as: SignIn) -> None:
    briefing: Activity = ActivityFactory.create(code="R09", type=Activity.Type.INFORMATION_MEETING)
    client = client_as("coordinator")
    refused = send(client, briefing)
    assert refused.context["form"].errors.keys() == {"related"}
    assert send(client, briefing, related=tour.pk).status_code == 302
    assert list(briefing.related.all()) == [tour]


def test_an_office_editor_may_evaluate_a_showing_and_then_close_it(site: HomePage, client_as: SignIn) -> None:
    office = OfficeFactory.create()
    showing: Activity = ActivityFactory.create(
        code="11.e", type=Activity.Type.SHOWING, state=Activity.State.PLANNED, actual_start=None, office=office
    )
    client = client_as("office_editor")
    office.editors.add(User.objects.get(username="office_editor"))
    refused = send(client, showing, state="held")
    assert refused.context["form"].errors.keys() == {"evaluation_da"}
    assert send(client, showing, state="held", evaluation_da="Mange spurgte.").status_code == 302
    showing.refresh_from_db()
    assert (showing.state, showing.evaluation_da) == ("held", "Mange spurgte.")
