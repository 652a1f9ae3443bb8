"""A network whose page gets another address is still found by the one it had."""

from typing import Any

import pytest
from django.test import Client

from portal.models import FormerAddress
from search.models import SavedSearch
from tests.addresses import address
from tests.conftest import Trees
from tests.factories import UserFactory
from tests.networks.factories import NetworkPageFactory


@pytest.fixture
def publish(django_capture_on_commit_callbacks: Any) -> Any:
    """Return how a page is published with another address, to the commit."""

    def as_slug(page: Any, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return as_slug


@pytest.fixture
def renamed(trees: Trees, publish: Any) -> SavedSearch:
    """Return a search for what is tied to a network, which has been renamed since."""
    network = NetworkPageFactory(parent=trees.danish, title="Forum", slug="forum")
    search = SavedSearch.objects.create(owner=UserFactory.create(), parameters={"network": ["forum"]})
    publish(network, "forum-for-hjem")
    return search


def test_saved_searches_and_links_follow(renamed: SavedSearch, reader_client: Client) -> None:
    renamed.refresh_from_db()
    assert renamed.parameters == {"network": ["forum-for-hjem"]}
    asked = reader_client.get(address("search"), {"network": "forum"}).context["asked"]
    assert [*asked.filters.values()] == [("forum-for-hjem",)]


def test_a_translation_renames_nothing(renamed: SavedSearch, trees: Trees, publish: Any) -> None:
    network = NetworkPageFactory(parent=trees.danish, title="Gruppe", slug="gruppe")
    english = trees.translate(network, title="Group")
    publish(english, "group")
    assert set(FormerAddress.objects.values_list("slug", "current")) == {("forum", "forum-for-hjem")}


def test_a_new_network_has_its_address_to_itself(renamed: SavedSearch, trees: Trees) -> None:
    NetworkPageFactory(parent=trees.danish, title="Forum", slug="forum")
    assert not FormerAddress.objects.exists()


def test_an_address_too_long_to_filter_by_is_no_error(trees: Trees, publish: Any) -> None:
    network = NetworkPageFactory(parent=trees.danish, title="Forum", slug="f" * 200)
    publish(network, "forum")
    assert not FormerAddress.objects.exists()
