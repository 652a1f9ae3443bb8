from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Load the demo once for the tests of a module, and take it away after the last."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        settings.DEBUG = True
        try:
            call_command("load_demo", verbosity=0)
        finally:
            settings.DEBUG = False
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
