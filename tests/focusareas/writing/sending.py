"""Sending the form of a report as the browser does."""

from typing import Any

from django.test import Client

from focusareas.models import ReportPage
from tests.addresses import address

FormData = dict[str, Any]


def only_report() -> ReportPage:
    """Return the one Danish report there is, as it is stored."""
    report: ReportPage = ReportPage.objects.filter(locale__language_code="da").specific().get()
    return report


def form_of(client: Client, report: ReportPage | None = None) -> FormData:
    """Return the hidden fields of the form as it is shown for a report, or for a new one."""
    response = client.get(address_of(report))
    context = response.context
    return {"key": str(context["key"]), "version": context["version"], "autosaved": ""}


def address_of(report: ReportPage | None = None) -> str:
    """Return the address of a report's form, or of that of a new one."""
    return address("edit_report", str(report.pk)) if report else address("write_report")


def send(client: Client, data: FormData, action: str = "save", report: ReportPage | None = None) -> Any:
    """Send the form, freshly shown unless the data has its hidden fields."""
    hidden = {} if "version" in data else form_of(client, report)
    return client.post(address_of(report), hidden | data | {"action": action})
