"""What every test may ask for: two page trees, both languages, and somebody signed in."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_save
from django.test import Client
from django.utils import translation
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from pytest_django import DjangoDbBlocker
from wagtail.models import Site
from wagtail.signal_handlers import disconnect_reference_index_signal_handlers

from home.models import HomePage
from home.roles import ROLES
from portal.models import User
from tests.databases import django_db_keepdb, django_db_modify_db_settings  # noqa: F401  # fixtures
from tests.factories import UserFactory
from tests.trees import plant

Made = TypeVar("Made")
Planted = Callable[[Callable[["Trees"], Made]], Made]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass
class Trees:
    """The site with its Danish and English trees."""

    site: Site
    danish: HomePage
    english: HomePage

    def home(self, language: str) -> HomePage:
        """Return the front page in a language."""
        return self.danish if language == "da" else self.english

    def translate(self, page: Any, *, live: bool = True, **texts: Any) -> Any:
        """Return the page's English version with these texts, published unless `live` is off."""
        english = page.copy_for_translation(self.english.locale, copy_parents=True)
        for name, text in texts.items():
            setattr(english, name, text)
        english.live = live
        english.save()
        return english

    def alias(self, page: Any) -> Any:
        """Return the page's stand-in in the English tree, which shows the Danish text."""
        return page.copy_for_translation(self.english.locale, copy_parents=True, alias=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a committing test beside others: it leaves an empty database to the files after its own.

    Raises:
        pytest.UsageError: a file holds both.
    """
    kinds: dict[Path, set[bool]] = {}
    for item in items:
        mark = item.get_closest_marker("django_db")
        kinds.setdefault(item.path, set()).add(bool(mark and mark.kwargs.get("transaction")))
    if mixed := [path.name for path, found in kinds.items() if len(found) > 1]:
        raise pytest.UsageError(f"tests with transaction=True need a file of their own: {', '.join(sorted(mixed))}")


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among the modules: a tenth of the run goes into it otherwise."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _no_indexes_of_wagtail(django_db_setup: None) -> None:
    """Leave Wagtail's indexes of references and for the editor's own search alone: a fifth of every save."""
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
    disconnect_reference_index_signal_handlers()


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Let no test see another's cached menus or language."""
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield
    cache.clear()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run the test in each language of the portal."""
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def reader(db: None) -> User:
    """Return somebody who is signed in and may read."""
    return UserFactory.create(username="reader")


@pytest.fixture
def reader_client(client: Client, reader: User) -> Client:
    """Return a browser in which the reader is signed in."""
    client.force_login(reader)
    return client


def both_trees() -> Trees:
    """Return the site with a published front page in each language."""
    # The test database comes set up; a test that commits leaves it empty behind.
    if not HomePage.objects.exists():
        plant()
    danish, english = (HomePage.objects.get(locale__language_code=code) for code in ("da", "en"))
    return Trees(Site.objects.get(), danish, english)


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Planted[Any]]:
    """Return a function that makes rows for all tests of a module, which are gone after the last of them.

    A test works on a copy of the objects, so that it leaves the next one's as they were.
    """

    def make(maker: Callable[[Trees], Made]) -> Made:
        with django_db_blocker.unblock(), translation.override(settings.LANGUAGE_CODE):
            return maker(both_trees())

    with django_db_blocker.unblock(), transaction.atomic():
        with django_db_blocker.block():
            yield make
        transaction.set_rollback(True)


@pytest.fixture
def trees(db: None) -> Trees:
    """Return the site with a published front page in each language and nothing below."""
    return both_trees()


@pytest.fixture
def site(trees: Trees) -> HomePage:
    """Return the Danish front page of a portal set up."""
    return trees.danish


@pytest.fixture
def client_as(site: HomePage) -> Callable[[str], Client]:
    """Return a function that gives a client signed in with a role."""

    def sign_in(role: str) -> Client:
        user = UserFactory.create(username=role)
        user.groups.add(Group.objects.get(name=ROLES[role].name))
        client = Client()
        client.force_login(user)
        return client

    return sign_in
