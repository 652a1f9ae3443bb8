from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from focusareas.models import FocusAreaPage
from home.benchmark import Measure, Subject, add_rows, make_client, make_title_only_page, measure, subjects
from home.models import HomePage
from portal.models import User


class Command(BaseCommand):
    """Measure the pages of the demo, then again with many more rows; what is added is taken back at the end."""

    help = "Count the queries and the processor time of each kind of page, in both languages, in one run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of rows."""
        parser.add_argument("--rows", type=int, default=500, help="rows added for the second count (500)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print.

        Raises:
            CommandError: there is no demo to measure, or a page takes more queries with more rows.
        """
        user = User.objects.filter(username="medarbejder").first()
        home = HomePage.objects.danish().filter(depth=2).first()
        if user is None or home is None or not FocusAreaPage.objects.danish().exists():
            raise CommandError("Load the demo first: manage.py load_demo")
        with transaction.atomic():
            client = make_client(user)
            title_only = make_title_only_page(home)
            wanted = [
                (language, subject)
                for language, _name in settings.LANGUAGES
                for subject in subjects(title_only, language)
            ]
            before = [measure(client, subject.path) for _language, subject in wanted]
            self.stdout.write(f"Adding {options['rows']} reports and activities, taken back at the end …")
            add_rows(options["rows"])
            cache.clear()
            after = [measure(client, subject.path) for _language, subject in wanted]
            transaction.set_rollback(True)
        cache.clear()
        self.report(wanted, before, after, options["rows"])

    def report(self, wanted: list[tuple[str, Subject]], before: list[Measure], after: list[Measure], rows: int) -> None:
        """Print a line for each page, and fail when one grows or goes over its budget.

        Raises:
            CommandError: one does.
        """
        unit = before[0].seconds
        self.stdout.write(
            f"{'page':<20} {'':2} {'queries':>8} {f'+{rows}':>6} {'budget':>7} {'work':>7} {f'+{rows}':>7}"
        )
        wrong = []
        for (language, subject), first, second in zip(wanted, before, after, strict=True):
            self.stdout.write(
                f"{subject.name:<20} {language} {first.queries:>8} {second.queries:>6} {subject.budget:>7}"
                f" {first.seconds / unit:>6.1f}x {second.seconds / unit:>6.1f}x"
            )
            if second.queries > max(first.queries, subject.budget):
                wrong.append(f"{subject.name} ({language})")
        self.stdout.write(
            f"Work is processor time beside the title-only page's {1000 * unit:.1f} ms, the least of several."
        )
        if wrong:
            raise CommandError(f"Over budget: {', '.join(wrong)}")
