"""The log has no keys that open something without sign-in, and nobody's mail address."""

import io
import logging
import logging.config
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from portal.models import User
from tests.addresses import address

pytestmark = pytest.mark.django_db


def formatter() -> logging.Formatter:
    """Return what the settings have lines written with."""
    configuration = logging.config.DictConfigurator(deepcopy(settings.LOGGING))
    made: logging.Formatter = configuration.configure_formatter(configuration.config["formatters"]["line"])
    return made


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Return what Django's requests write to the log while the test runs, as the settings have it written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.parametrize("name", ["search_feed", "unsubscribe_search", "answer_trial"])
def test_the_log_has_no_keys(client: Client, logged: io.StringIO, name: str, language: str) -> None:
    path = address(name, "geheim.x:y-z", language=language)
    assert client.get(path).status_code == 404
    assert f"Not Found: {path.removesuffix('geheim.x:y-z/')}-/" in logged.getvalue()


def test_a_traceback_has_no_address(
    client: Client, reader: User, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: mail.EmailMessage, *args: object, **options: object) -> int:
        raise OSError(f"{self.to[0]} is unknown")

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    client.raise_request_exception = False
    assert client.post(address("account_reset_password"), {"email": reader.email}).status_code == 500
    assert "OSError: -@- is unknown" in logged.getvalue()
    assert reader.email not in logged.getvalue()


def test_a_line_as_long_as_somebody_likes_is_written_at_once() -> None:
    """Tried at each letter, this would take hours."""
    line = "/" + "x" * 1_000_000
    record = logging.makeLogRecord({"msg": f"{line} <a.b+c@example.dk>,d@example.dk"})
    assert formatter().format(record).endswith(f"{line} <-@->,-@-")


def test_other_addresses_are_logged_as_they_are(reader_client: Client, logged: io.StringIO) -> None:
    reader_client.get("/search/saved/999/")
    assert "Not Found: /search/saved/999/" in logged.getvalue()
