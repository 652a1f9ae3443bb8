import pytest
from django.test import Client

from home.models import ContentPage
from tests.conftest import Trees
from tests.factories import ContentPageFactory

pytestmark = pytest.mark.django_db


def test_search_engines_may_read_open_pages_only(client: Client, trees: Trees) -> None:
    closed, opened = (trees.translate(ContentPageFactory(parent=trees.danish), slug=slug) for slug in ("no", "yes"))
    ContentPage.objects.filter(pk=opened.pk).update(is_public=True)
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /" in lines
    assert f"Allow: {opened.url}$" in lines
    assert f"Allow: {closed.url}$" not in lines
