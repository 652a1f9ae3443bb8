"""Pages of lists: every row on one page, and on no other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory

from networks.models import Person
from portal.listing import paginate
from portal.viewsets import snippet_address
from tests.networks.factories import OfficeFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", [None, [], ["name__alphabetical"], ["-name__alphabetical"], ["office"]])
def test_rows_that_are_equal_stand_on_one_page_each(order: list[str] | None) -> None:
    office = OfficeFactory()
    for number in range(7):
        PersonFactory(name="Kim Eksempel", slug=f"kim-{number}", office=office)
    rows = Person.objects.all() if order is None else Person.objects.order_by(*order)
    page = paginate(RequestFactory().get("/", {"page": "2"}), rows, 2)
    listed: Any = page.paginator.object_list
    assert listed.query.order_by[-1] == "pk"
    assert list(page) == list(Person.objects.order_by("pk")[2:4])


def test_lists_in_the_editing_interface_have_an_order_among_equals(client_as: Callable[[str], Client]) -> None:
    PersonFactory()
    client = client_as("coordinator")
    for asked in ({}, {"ordering": "name"}, {"ordering": "-name"}):
        rows = client.get(snippet_address(Person, "list"), asked).context["object_list"]
        assert rows.query.order_by[-1] == "pk", asked
