"""The editing interface speaks Danish: no text is looked up that has none."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real
from wagtail.models import Collection

from tests.conftest import Trees
from tests.factories import PortalImageFactory
from tests.focusareas.factories import GoalFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import PersonFactory

pytestmark = pytest.mark.django_db

# How a filter compares, which its form does not show.
UNSEEN = {"exact"}


@pytest.fixture
def without_danish(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the set that fills with the texts looked up in vain."""
    found: set[str] = set()

    def noting(name: str) -> Callable[..., str]:
        look_up = getattr(trans_real.DjangoTranslation, name)

        def noted(self: Any, text: str, *plural: object) -> str:
            known = text in self._catalog or (text, 0) in self._catalog
            if self.language() == "da" and not known and any(letter.isalpha() for letter in text):
                found.add(text)
            return str(look_up(self, text, *plural))

        return noted

    for name in ("gettext", "ngettext"):
        monkeypatch.setattr(trans_real.DjangoTranslation, name, noting(name))
    return found


def test_no_text_of_the_editing_interface_is_left_in_english(
    trees: Trees, client_as: Callable[[str], Client], without_danish: set[str]
) -> None:
    plan = Plan(trees)
    goal, image = GoalFactory(focus_area=plan.area), PortalImageFactory(collection=Collection.get_first_root_node())
    client = client_as("administrator")
    addresses = [
        "/admin/",
        f"/admin/pages/{trees.danish.pk}/",
        f"/admin/pages/{plan.area.pk}/edit/",
        f"/admin/pages/{plan.area.pk}/history/",
        f"/admin/pages/{plan.area.pk}/delete/",
        f"/admin/bulk/wagtailcore/page/unpublish/?id={plan.area.pk}",
        reverse("wagtailsnippets_focusareas_goal:list"),
        reverse("wagtailsnippets_focusareas_goal:edit", args=[goal.pk]),
        "/admin/images/",
        f"/admin/images/{image.pk}/",
        "/admin/redirects/add/",
        "/admin/reports/site-history/",
    ]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    assert client.post(reverse("wagtailusers_users:add")).status_code == 200
    assert sorted(without_danish - UNSEEN) == []


def test_lists_say_yes_and_no(client_as: Callable[[str], Client]) -> None:
    for is_active in (True, False):
        PersonFactory(is_active=is_active)
    rows = client_as("coordinator").get(reverse("wagtailsnippets_networks_person:list")).content.decode()
    assert [len(re.findall(rf"<td[^>]*>\s*{word}\s*</td>", rows)) for word in ("Ja", "Nej", "True", "False")] == [
        1,
        1,
        0,
        0,
    ]


def test_lists_sort_by_the_danish_alphabet(client_as: Callable[[str], Client]) -> None:
    names = ["Zenia", "Øjvind", "Aage"]
    for name in names:
        PersonFactory(name=name)
    rows = client_as("coordinator").get(reverse("wagtailsnippets_networks_person:list"), {"ordering": "-name"})
    assert [person.name for person in rows.context["object_list"]] == names[::-1]
