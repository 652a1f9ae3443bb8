from django.test import Client

from tests.conftest import Trees


def test_front_page_opens(reader_client: Client, trees: Trees, language: str) -> None:
    response = reader_client.get(trees.home(language).url)
    assert response.status_code == 200
