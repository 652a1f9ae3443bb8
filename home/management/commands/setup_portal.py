from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from home.findables import LIST, LISTS
from home.models import HomePage
from home.roles import set_up_roles
from portal.languages import SOURCE_LANGUAGE
from search import freshness

DEFAULT_PORTS = {"http": 80, "https": 443}
HOME_SLUG = "udsyn"


class Command(BaseCommand):
    """Set up what every portal has: languages, site, front pages, roles. Run it after each upgrade."""

    help = "Set up the languages, the site, a front page in each language, and the roles with their rights."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the database in line; what is already there stays."""
        verbose = options["verbosity"] > 0
        source = self.set_up_languages()
        home = self.set_up_home(source)
        self.set_up_site(home)
        self.set_up_other_languages(source)
        groups = set_up_roles()
        # The only things to be found that no row stands for, whose saving would tell of them.
        freshness.note((listing.label, LIST) for listing in LISTS)
        if verbose:
            self.stdout.write(f"Languages: {', '.join(Locale.objects.values_list('language_code', flat=True))}")
            self.stdout.write(f"Site: {settings.WAGTAIL_SITE_NAME} at {settings.PORTAL_BASE_URL}")
            self.stdout.write(f"Front pages: {HomePage.objects.filter(depth=2).count()}")
            self.stdout.write(f"Roles: {', '.join(group.name for group in groups)}")

    def set_up_languages(self) -> Locale:
        """Make a locale for each language and return the source language's."""
        source, _created = Locale.objects.get_or_create(language_code=SOURCE_LANGUAGE)
        for code, _label in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        return source

    def set_up_home(self, source: Locale) -> HomePage:
        """Return the front page in the source language, made where there is none; Wagtail's welcome page goes."""
        home = HomePage.objects.filter(depth=2, locale=source).first()
        if home is None:
            home = HomePage(title=settings.WAGTAIL_SITE_NAME, slug=HOME_SLUG, locale=source)
            Page.get_first_root_node().add_child(instance=home)
            home.save_revision().publish()
        # Editors meet the root of the tree of pages, which Wagtail calls "Root".
        Page.objects.filter(depth=1).update(title=settings.WAGTAIL_SITE_NAME, draft_title=settings.WAGTAIL_SITE_NAME)
        for welcome in Page.objects.filter(depth=2, numchild=0, content_type__model="page"):
            Site.objects.filter(root_page=welcome).update(root_page=home)
            Page.objects.get(pk=welcome.pk).delete()
        return home

    def set_up_site(self, home: HomePage) -> None:
        """Let the one site show the front page at the portal's address."""
        address = urlsplit(settings.PORTAL_BASE_URL)
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.hostname = address.hostname or "localhost"
        site.port = address.port or DEFAULT_PORTS[address.scheme]
        site.root_page = home
        site.full_clean()
        site.save()

    def set_up_other_languages(self, source: Locale) -> None:
        """Let the other languages' trees follow; a page in the source language stands in until it is translated."""
        for locale in Locale.objects.exclude(pk=source.pk).filter(language_code__in=dict(settings.LANGUAGES)):
            # Saving a new one makes the pages that are missing.
            synchronization, created = LocaleSynchronization.objects.get_or_create(
                locale=locale, defaults={"sync_from": source}
            )
            if not created:
                synchronization.sync_trees()
