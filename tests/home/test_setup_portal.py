import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from pytest_django import Settings
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from home.models import ContentPage, HomePage
from home.roles import ROLES

pytestmark = pytest.mark.django_db


def setup() -> str:
    printed = io.StringIO()
    call_command("setup_portal", stdout=printed)
    return printed.getvalue()


def test_gives_an_empty_database_a_front_page_in_each_language() -> None:
    for page in Page.objects.filter(depth=2):
        Page.objects.get(pk=page.pk).delete()
    LocaleSynchronization.objects.all().delete()
    setup()
    danish, english = HomePage.objects.order_by("path")
    assert [danish.locale.language_code, english.locale.language_code] == ["da", "en"]
    assert english.alias_of_id == danish.pk, "Danish stands in until somebody translates"
    assert danish.live
    assert english.live
    assert Page.objects.filter(depth=2).count() == 2, "Wagtail's welcome page is gone"
    assert LocaleSynchronization.objects.get().locale.language_code == "en"


def test_names_the_site_and_takes_its_address_from_the_settings(settings: Settings) -> None:
    settings.PORTAL_BASE_URL = "https://udsyn.example.dk"
    setup()
    site = Site.objects.get()
    assert (site.site_name, site.hostname, site.port) == ("Udsyn", "udsyn.example.dk", 443)
    assert site.root_page.specific == HomePage.objects.get(locale__language_code="da")
    settings.PORTAL_BASE_URL = "http://127.0.0.1:8123"
    setup()
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("127.0.0.1", 8123)


def test_says_what_it_did() -> None:
    printed = setup()
    assert "da, en" in printed
    for role in ROLES.values():
        assert role.name in printed


def test_can_be_run_again_and_keeps_what_people_wrote() -> None:
    setup()
    home = HomePage.objects.get(locale__language_code="da")
    home.title = "Vores internationale arbejde"
    home.save_revision().publish()
    home.add_child(instance=ContentPage(title="Om os"))
    setup()
    setup()
    assert HomePage.objects.get(locale__language_code="da").title == "Vores internationale arbejde"
    assert HomePage.objects.count() == 2
    assert ContentPage.objects.filter(alias_of=None).count() == 1
    assert ContentPage.objects.filter(locale__language_code="en").count() == 1, "pages made by imports get a stand-in"
    assert Group.objects.filter(name__in=[role.name for role in ROLES.values()]).count() == len(ROLES)


def test_a_language_added_to_the_settings_gets_its_tree(settings: Settings) -> None:
    setup()
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "German")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    setup()
    german = HomePage.objects.get(locale=Locale.objects.get(language_code="de"))
    assert german.alias_of == HomePage.objects.get(locale__language_code="da").page_ptr


def test_the_root_of_the_pages_has_the_portals_name() -> None:
    setup()
    assert Page.get_first_root_node().get_admin_display_title() == "Udsyn"
