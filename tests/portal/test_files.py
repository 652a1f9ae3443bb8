"""Who may open an uploaded file to everyone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["wagtailimages:add", "wagtaildocs:add"])
@pytest.mark.parametrize(("role", "may"), [("staff", False), ("office_editor", False), ("communications", True)])
def test_only_those_who_may_open_pages_are_offered_to_open_a_file(
    client_as: Callable[[str], Client], address: str, role: str, may: bool
) -> None:
    form = client_as(role).get(reverse(address)).content.decode()
    assert ("is_public" in form) == may
