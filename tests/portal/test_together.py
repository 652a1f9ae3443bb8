"""Rows of several models fetched in one statement."""

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from networks.models import Office, Place, Theme
from portal.together import Wanted, fetch_together, fill
from tests.focusareas.factories import ActivityFactory
from tests.networks.factories import OfficeFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_rows_come_as_instances_in_their_order_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ThemeFactory(slug="warm", name_da="Æ", name_en="")
    heir = OfficeFactory(name_da="Centret", slug="centret", valid_from=dt.date(2008, 1, 1))
    OfficeFactory(name_da="Kontoret", slug="kontoret", valid_to=dt.date(2007, 12, 31), successor=heir)
    for slug in ("a", "b"):
        PlaceFactory(slug=slug, name_da=slug)
    fetch_together(themes=Wanted(Theme.objects.all(), ["slug"]))
    with django_assert_num_queries(1):
        found = fetch_together(
            offices=Wanted(
                Office.objects.all(), ["name_da", "name_en", "valid_from", "valid_to", "successor__name_da"]
            ),
            places=Wanted(Place.objects.order_by("-slug"), ["slug", "country"]),
            themes=Wanted(Theme.objects.all(), ["name_da", "name_en"]),
            nothing=Wanted(Theme.objects.none(), ["slug"]),
        )
        first, second = found["offices"]
        assert (first.name, first.valid_from, first.successor) == ("Centret", dt.date(2008, 1, 1), None)
        assert (second.valid_to, second.successor.name_da) == (dt.date(2007, 12, 31), "Centret")
        assert [(place.slug, place.country.code) for place in found["places"]] == [("b", "SE"), ("a", "SE")]
        assert [theme.name for theme in found["themes"]] == ["Æ"]
        assert found["nothing"] == []


def test_a_field_not_asked_for_costs_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ThemeFactory(slug="et", name_da="Et")
    (theme,) = fetch_together(themes=Wanted(Theme.objects.all(), ["slug"]))["themes"]
    with django_assert_num_queries(1):
        assert theme.name_da == "Et"


def test_nothing_wanted() -> None:
    assert fetch_together(themes=Wanted(Theme.objects.none(), ["slug"])) == {"themes": []}


def test_filled_relations_cost_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    place: Any = PlaceFactory()
    activity: Any = ActivityFactory()
    empty: Any = ActivityFactory()
    fill([activity, empty], "places", {activity.pk: [place]})
    with django_assert_num_queries(0):
        assert list(activity.places.all()) == [place]
        assert list(empty.places.all()) == []
