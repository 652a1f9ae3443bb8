"""A report list, somebody who writes below it, and what the form sends."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from focusareas.models import ReportIndexPage
from home.roles import ROLES, set_up_page_rights
from networks.models import Place, Theme
from portal.models import User
from tests.conftest import Trees
from tests.factories import UserFactory
from tests.focusareas.factories import ReportIndexPageFactory
from tests.focusareas.writing.sending import FormData
from tests.networks.factories import PlaceFactory, ThemeFactory


@pytest.fixture
def report_list(trees: Trees) -> ReportIndexPage:
    """Return the report list, with the rights of all roles."""
    index = ReportIndexPageFactory(parent=trees.danish)
    trees.alias(index)
    set_up_page_rights()
    return index


@pytest.fixture
def writer(report_list: ReportIndexPage) -> Callable[..., User]:
    """Return a function that makes somebody with a role, staff unless another is named."""

    def make(username: str, role: str = "staff") -> User:
        user = UserFactory.create(username=username)
        user.groups.add(Group.objects.get(name=ROLES[role].name))
        return user

    return make


@pytest.fixture
def author(writer: Callable[..., User]) -> User:
    """Return somebody who writes reports."""
    return writer("forfatter")


@pytest.fixture
def author_client(author: User) -> Client:
    """Return a browser in which the author is signed in."""
    client = Client()
    client.force_login(author)
    return client


@pytest.fixture
def berlin(db: None) -> Place:
    """Return a city abroad."""
    return PlaceFactory.create(name_da="Berlin", slug="berlin", country="DE")


@pytest.fixture
def housing(db: None) -> Theme:
    """Return a theme."""
    return ThemeFactory.create(name_da="Bolig", slug="bolig")


@pytest.fixture
def complete(berlin: Place, housing: Theme) -> FormData:
    """Return what the form sends when all six that are needed are filled in."""
    return {
        "title": "Studietur til Berlin",
        "start_date": "2007-05-01",
        "end_date": "2007-05-03",
        "type": "study_tour",
        "places": [berlin.pk],
        "learning": "Vi lærte **meget**.",
        "themes": [housing.pk],
    }
