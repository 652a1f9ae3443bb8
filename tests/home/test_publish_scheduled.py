"""What is due goes live, and one translation that lacks texts does not hold up the rest."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale

from home.models import ContentPage, HomePage
from portal.translations import submit

pytestmark = pytest.mark.django_db


def test_an_incomplete_translation_is_named_and_the_rest_is_published(site: HomePage) -> None:
    source = site.add_child(instance=ContentPage(title="Arbejdsområder", slug="arbejdsomraader", summary="Kort."))
    source.save_revision().publish()
    source.refresh_from_db()
    english = source.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    submit(source, english.locale)
    other = site.add_child(instance=ContentPage(title="Besøg", slug="besoeg", live=False))
    for page in (english, other):
        revision = page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1), clean=False)
        assert revision.approved_go_live_at

    said = StringIO()
    call_command("publish_scheduled", stderr=said)

    english.refresh_from_db()
    other.refresh_from_db()
    assert (english.live, other.live) == (False, True)
    assert "Arbejdsområder" in said.getvalue()
    said.truncate(0)
    call_command("publish_scheduled", stderr=said)
    assert said.getvalue().strip("\0") == "", "it is named once"
