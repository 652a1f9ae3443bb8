"""What people search for and open, for the coordinator: only what was searched for often enough to say nothing of one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Max, Model, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.permission_policies import ModelPermissionPolicy

from portal.viewsets import snippet_address
from search.counting import KEPT, SHOWN_FROM, SearchCount
from search.curation import BestBet, GlossaryGroup, expressions_of

PERIODS: Mapping[int, Any] = {30: _("30 days"), 90: _("3 months"), KEPT.days: _("13 months")}
DEFAULT_PERIOD = 90
MOST_ROWS = 200
MOST_OPENED = 3
# A spreadsheet takes what begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Opened:
    """A page opened from the hits, and how often."""

    address: str
    times: int

    def __str__(self) -> str:
        return f"{self.address} ({self.times})"


@dataclass(slots=True)
class Searched:
    """A text searched for, how often, the most hits it had, and what was opened from them."""

    text: str
    language: str
    times: int
    hits: int
    opened: list[Opened] = field(default_factory=list)

    @property
    def language_name(self) -> str:
        """Return the language of the interface it was searched in."""
        return str(get_language_info(self.language)["name_translated"])

    @property
    def address(self) -> str:
        """Return where its hits are shown."""
        with override(self.language):
            return f"{reverse('search')}?{urlencode({'q': self.text})}"

    @property
    def group_address(self) -> str:
        """Return where a group of words is made of it."""
        return self._filled(GlossaryGroup, "words")

    @property
    def bet_address(self) -> str:
        """Return where a best bet is set for it."""
        return self._filled(BestBet, "phrases")

    def _filled(self, model: type[Model], field: str) -> str:
        # Commas would make several expressions of it.
        return f"{snippet_address(model, 'add')}?{urlencode({field: ' '.join(expressions_of(self.text))})}"


class Report:
    """The numbers of some days.

    Args:
        days: how many, up to today.
    """

    def __init__(self, days: int) -> None:
        rows = SearchCount.objects.filter(day__gt=timezone.localdate() - timedelta(days=days)).order_by()
        self._opened = rows.exclude(address="")
        asked = (
            rows.filter(address="")
            .values("text", "language")
            .annotate(all_times=Sum("times"), most_hits=Max("hits"))
            .order_by("-all_times", "text")
        )
        self.seldom = asked.filter(all_times__lt=SHOWN_FROM).count()
        often = asked.filter(all_times__gte=SHOWN_FROM)
        self.unanswered = self._searched(often.filter(most_hits=0))
        self.answered = self._searched(often.filter(most_hits__gt=0))
        self._add_opened(self.answered)

    @property
    def opened(self) -> list[Opened]:
        """Return what was opened most, whatever was searched for."""
        found = self._opened.values("address").annotate(all_times=Sum("times")).order_by("-all_times", "address")
        return [Opened(row["address"], row["all_times"]) for row in found.filter(all_times__gte=SHOWN_FROM)[:MOST_ROWS]]

    def __iter__(self) -> Iterator[Searched]:
        yield from (*self.unanswered, *self.answered)

    def _searched(self, rows: Any) -> list[Searched]:
        return [Searched(row["text"], row["language"], row["all_times"], row["most_hits"]) for row in rows[:MOST_ROWS]]

    def _add_opened(self, searched: Iterable[Searched]) -> None:
        by_text = {(each.text, each.language): each for each in searched}
        found = self._opened.filter(text__in={text for text, _language in by_text}).values(
            "text", "language", "address"
        )
        for row in found.annotate(all_times=Sum("times")).order_by("-all_times", "address"):
            each = by_text.get((row["text"], row["language"]))
            if each and len(each.opened) < MOST_OPENED:
                each.opened.append(Opened(row["address"], row["all_times"]))


def harmless(value: Any) -> str:
    """Return a value for a CSV file, so that no spreadsheet takes it for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


class SearchReportView(SpreadsheetExportMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Searches that found nothing, those that found something, and what was opened; on screen and as a spreadsheet."""

    permission_policy = ModelPermissionPolicy(SearchCount)
    permission_required = "view"
    template_name = "search/admin/report.html"
    page_title = _("What people search for")
    header_icon = "search"
    export_filename = "searches"
    list_export: ClassVar[list[str]] = ["text", "language", "times", "hits", "opened"]
    export_headings: ClassVar[dict[str, Any]] = {
        "text": _("Searched for"),
        "language": _("Language"),
        "times": _("Times"),
        "hits": _("Hits"),
        "opened": _("Opened"),
    }
    custom_value_preprocess: ClassVar[dict[Any, Any]] = {
        str: {"csv": harmless},
        list: {"csv": lambda value: "; ".join(map(str, value)), "xlsx": lambda value: "; ".join(map(str, value))},
    }

    @property
    def days(self) -> int:
        """Return the period chosen, the usual one where the address names none there is."""
        asked = self.request.GET.get("days", "")
        return next((days for days in PERIODS if str(days) == asked), DEFAULT_PERIOD)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, which the header takes the page's name from."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the numbers and the periods to choose from."""
        may_add = self.request.user.has_perm
        return super().get_context_data(
            may_add_group=may_add("search.add_glossarygroup"),
            may_add_bet=may_add("search.add_bestbet"),
            report=Report(self.days),
            periods=[(days, label, days == self.days) for days, label in PERIODS.items()],
            shown_from=SHOWN_FROM,
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the numbers, or send them as a spreadsheet."""
        if self.is_export:
            response: HttpResponse = self.as_spreadsheet(Report(self.days), request.GET["export"])
            return response
        return super().get(request, *args, **kwargs)
