"""Front page, content pages, reports, and the coordination of the work."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from focusareas.following.asking import ROUNDS
from focusareas.models import ActivityReportPage, ReportIndexPage, ReportPage, TrialOutcome, TripReportPage
from home.demo.attachments import keep_document
from home.demo.content import BLOCK_IDS, Text, columns, day, in_language, read, read_folder, rich, stream
from home.demo.store import Store
from home.models import ContactGroupMember, ContentPage, CoordinationDuty, CoordinationRole, HomePage

REPORT_TYPES: dict[str, type[ReportPage]] = {"trip": TripReportPage, "activity": ActivityReportPage}
REPORT_RELATIONS = {
    "places": "place",
    "focus_areas": "focus_area",
    "networks": "network",
    "activities": "activity",
    "themes": "theme",
    "authors": "person",
}
FRONT_PAGE = "home"
ENGLISH_HOME_SLUG = "udsyn-en"


def load_front_page(store: Store) -> None:
    """Load the texts of the front page."""
    item = _content_pages()[FRONT_PAGE]
    title: Text = item["title"]
    store.keep_page(
        HomePage,
        store.home,
        lambda language: {
            "slug": store.home.slug if language == "da" else ENGLISH_HOME_SLUG,
            "title": title[language],
            "summary": in_language(item.get("summary"), language),
            "introduction": rich(item.get("intro"), language),
            "public_introduction": rich(item.get("public_intro"), language),
        },
        is_public=item.get("is_public", True),
    )


def load_content_pages(store: Store) -> None:
    """Load the pages of running text, those at the top before those under them."""
    waiting = [item for slug, item in _content_pages().items() if slug != FRONT_PAGE]
    while waiting:
        item = waiting.pop(0)
        parent = item.get("parent") or FRONT_PAGE
        if parent != FRONT_PAGE and parent not in store.found.get("content page", {}):
            waiting.append(item)
            continue
        above = store.home if parent == FRONT_PAGE else store.get("content page", parent)
        store.remember("content page", item["slug"], _keep_content_page(store, above, item))
    store.say(f"{ContentPage.objects.danish().count()} content pages")


def load_reports(store: Store) -> None:
    """Load the report list and the reports."""
    item = read("report_index.yaml")
    title: Text = item["title"]
    index = store.keep_page(
        ReportIndexPage,
        store.home,
        lambda language: {
            "slug": item["slug"] if language == "da" else item["slug_en"],
            "title": title[language],
            "summary": in_language(item["summary"], language),
            "body": rich(item["body"], language),
        },
        values={"show_in_menus": True},
    )
    reports = read_folder("reports")
    for report in sorted(reports, key=lambda content: str(content["published"])):
        _keep_report(store, index, report)
    store.say(f"{ReportPage.objects.danish().count()} reports")


def load_coordination(store: Store) -> None:
    """Load who has a part in the work, the duties of the coordination and the contact group."""
    content = read("coordination.yaml")
    for position, item in enumerate(content["roles"]):
        store.keep(
            CoordinationRole,
            {"slug": item["slug"]},
            {
                **columns("name", item["name"]),
                **columns("tasks", item["tasks"]),
                "position": position,
                "person": store.get("person", item.get("person")),
            },
            many={"sources": store.references(item["sources"])},
        )
    for item in content["duties"]:
        store.keep(
            CoordinationDuty,
            {"code": item["code"]},
            columns("text", item["text"]),
            rows={
                "wordings": [
                    {**columns("text", wording["text"]), "source": store.reference(wording["source"])}
                    for wording in item["wordings"]
                ]
            },
        )
    for item in content["contact_group"]:
        store.keep(
            ContactGroupMember,
            {"office": store.get("office", item["office"])},
            {"person": store.get("person", item.get("person"))},
        )
    store.say(
        f"{CoordinationRole.objects.count()} roles in the work, {CoordinationDuty.objects.count()} duties, "
        f"{ContactGroupMember.objects.count()} members of the contact group"
    )


def _content_pages() -> dict[str, dict[str, Any]]:
    """Return the content pages of the files by slug, the coordination's among them."""
    pages: dict[str, dict[str, Any]] = {}
    for item in read_folder("pages"):
        pages[FRONT_PAGE if "intro" in item else item["slug"]] = item
    coordination = read("coordination.yaml")
    note: Text = coordination.get("contact_group_note") or {}
    page = coordination["page"]
    pages["om-koordineringen"] = {
        "slug": "om-koordineringen",
        "slug_en": "about-the-coordination",
        "title": page["title"],
        "summary": page["summary"],
        "body": {code: text + (f"<p>{note[code]}</p>" if note else "") for code, text in page["body"].items()},
        "translated": True,
        "show_in_menus": False,
        "sources": page.get("sources") or [],
    }
    return pages


def _keep_content_page(store: Store, parent: Any, item: dict[str, Any]) -> ContentPage:
    title: Text = item["title"]
    page: ContentPage = store.keep_page(
        ContentPage,
        parent,
        lambda language: {
            "slug": item["slug"] if language == "da" else item["slug_en"],
            "title": title[language],
            "summary": in_language(item["summary"], language),
            "body": stream(item["body"], language, item["slug"]),
        },
        values={"show_in_menus": item.get("show_in_menus", False)},
        many={"sources": store.references(item.get("sources"))},
        is_translated=item["translated"],
        is_public=item.get("is_public", False),
    )
    return page


def _keep_report(store: Store, index: ReportIndexPage, item: dict[str, Any]) -> ReportPage:
    title: Text = item["title"]

    def prose(language: str) -> dict[str, Any]:
        return {
            "slug": item["slug"] if language == "da" else item["slug_en"],
            "title": title[language],
            "summary": in_language(item["summary"], language),
            "participants": in_language(item.get("participants"), language),
            **{name: rich(item.get(name), language) for name in ("purpose", "learning", "usable", "next_steps")},
            "body": stream(item.get("body"), language, item["slug"]),
        }

    trials = read("trials.yaml").get(item["slug"], [])
    attached = [keep_document(file, date.fromisoformat(item["published"])) for file in item.get("attachments", [])]
    page: ReportPage = store.keep_page(
        REPORT_TYPES[item["kind"]],
        index,
        prose,
        values={
            "start_date": day(item["start_date"]),
            "end_date": day(item["end_date"]),
            "date_is_uncertain": item.get("date_is_uncertain", False),
            "type": item.get("type") or "",
            "country": item.get("country") or "",
            "office": store.get("office", item.get("office")),
        },
        many={name: store.several(kind, item.get(name)) for name, kind in REPORT_RELATIONS.items()}
        | {"sources": store.references(item["sources"])},
        rows={
            "attachments": [{"document": document} for document in attached],
            "trials": [_trial(store, item, number, trial) for number, trial in enumerate(trials)],
        },
        published=day(item["published"]),
        is_translated=item["translated"],
        is_public=item.get("is_public", False),
    )
    for number, trial in enumerate(trials):
        _keep_outcome(page, number, trial.get("outcome"))
    return page


def _trial(store: Store, report: dict[str, Any], number: int, item: dict[str, Any]) -> dict[str, Any]:
    return columns("text", item["text"]) | {
        "key": _trial_key(report["slug"], number),
        "owner": store.get("person", item["owner"]),
        "office": store.get("office", item["office"]),
        "added_on": day(report["published"]),
    }


def _keep_outcome(page: ReportPage, number: int, item: dict[str, Any] | None) -> None:
    """Keep what came of something to try, unless it has been answered since."""
    if item:
        answered = datetime.combine(date.fromisoformat(item["answered"]), time(9))
        TrialOutcome.objects.get_or_create(
            report=page,
            key=_trial_key(page.slug, number),
            defaults={
                "state": item["state"],
                "note": item["note"],
                "answered_at": timezone.make_aware(answered),
                "asked_after": max(ROUNDS),
            },
        )


def _trial_key(slug: str, number: int) -> UUID:
    """Return the key of a thing to try, the same whenever the demo is loaded."""
    return uuid5(BLOCK_IDS, f"trial {slug} {number}")
