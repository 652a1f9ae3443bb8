"""Addresses where nothing is."""

from typing import Any

import pytest
from django.test import Client

from tests.conftest import Trees


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/findes-ikke/", "Siden er her ikke"),
        ("/personer/ingen/", "Siden er her ikke"),
        ("/en/people/nobody/", "The page is not here"),
        ("/en/no-such/", "The page is not here"),
    ],
)
def test_the_portals_own_page_is_shown(
    trees: Trees, reader_client: Client, settings: Any, debug: bool, address: str, text: str
) -> None:
    settings.DEBUG = debug
    response = reader_client.get(address)
    assert response.status_code == 404
    assert text in response.content.decode()
    assert "URLconf" not in response.content.decode()
