"""Building the demo from the content files of this folder; docs/content.md tells how."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.demo import activities, directory, plan, reports
from home.demo.accounts import is_demo, load_accounts
from home.demo.store import Store
from home.models import HomePage
from home.roles import set_up_page_rights
from networks.models import Office
from portal.languages import SOURCE_LANGUAGE
from portal.models import User
from search.freshness import paused
from search.rebuilding import rebuild

STEPS: tuple[Callable[[Store], None], ...] = (
    directory.load_documents,
    directory.load_differences,
    directory.load_places_and_themes,
    directory.load_offices_and_persons,
    reports.load_front_page,
    plan.load_strategies,
    directory.load_networks,
    directory.load_editions,
    plan.load_action_plan,
    plan.load_benchmarks,
    activities.load_activities,
    reports.load_reports,
    reports.load_content_pages,
    reports.load_coordination,
    load_accounts,
)


class Refused(Exception):
    """The demo may not be loaded into this site."""


def check() -> None:
    """Check that nobody's site is about to be filled with the demo.

    Raises:
        Refused: debug is off, or the site has content that is not the demo's.
    """
    if not settings.DEBUG:
        raise Refused("The demo has accounts with a known password. It is loaded with DEBUG on only.")
    is_used = Page.objects.filter(depth__gt=2).exists() or Office.objects.exists() or User.objects.exists()
    if is_used and not is_demo():
        raise Refused("The site has pages, offices or accounts of its own. The demo is loaded into an empty site only.")


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Load the demo, or bring it up to date with the content files.

    Raises:
        Refused: the site is not the demo's to fill.
    """
    check()
    home = HomePage.objects.get(depth=2, locale__language_code=SOURCE_LANGUAGE)
    store = Store(say, home)
    # Each page is saved several times; what refers to what, and what is found, is read once, at the end.
    with override(SOURCE_LANGUAGE), disable_reference_index_auto_update(), paused():
        for step in STEPS:
            step(store)
        translated = store.translate()
        set_up_page_rights()
    call_command("rebuild_references_index", verbosity=0)
    say(f"{rebuild().documents} documents to search in")
    say(f"{store.written_pages} Danish and {translated} English pages written")
