"""The trees most tests begin with: a published front page in each language and nothing below."""

from django.core.management import call_command
from wagtail.models import Site


def plant() -> None:
    """Set the portal up as a test's browser finds it, with both front pages written."""
    call_command("setup_portal", verbosity=0)
    danish = Site.objects.get().root_page.specific
    danish.title, danish.slug = "Internationalt arbejde", "forside"
    danish.save()
    english = danish.get_translations().get().specific
    english.title, english.slug, english.alias_of = "International work", "forside-en", None
    english.save()
    Site.objects.update(hostname="testserver", port=80)
