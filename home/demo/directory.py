"""Places, themes, offices, persons, source documents, networks and the editions of the directory."""

from typing import Any

from home.demo.content import Text, cited, columns, day, in_language, read, rich
from home.demo.store import Store
from networks.models import (
    DirectoryEdition,
    DocumentDifference,
    EditionEntry,
    NetworkIndexPage,
    NetworkPage,
    Office,
    Person,
    Place,
    SourceDocument,
    Theme,
)


def load_documents(store: Store) -> None:
    """Load the source documents, which every fact refers to."""
    for item in read("sources.yaml")["documents"]:
        document = store.keep(
            SourceDocument,
            {"number": item["number"]},
            {
                **columns("title", item["title"]),
                **columns("dating", item["dating"]),
                **columns("description", item.get("description")),
                "kind": item["kind"],
                "dating_is_stated": item["dating_is_stated"],
                "sections": "\n".join(item["sections"]),
            },
        )
        store.remember("document", item["number"], document)
    store.say(f"{SourceDocument.objects.count()} source documents")


def load_differences(store: Store) -> None:
    """Load the points where the documents differ."""
    for item in read("differences.yaml")["differences"]:
        store.keep(
            DocumentDifference,
            {"code": item["code"]},
            {
                **columns("subject", item["subject"]),
                **columns("resolution", item["resolution"]),
                "kind": item["kind"],
            },
            rows={
                "statements": [
                    {"reference": statement["reference"], **columns("text", statement["text"])}
                    for statement in item["statements"]
                ]
            },
        )
    store.say(f"{DocumentDifference.objects.count()} differences between documents")


def load_places_and_themes(store: Store) -> None:
    """Load the places and the themes."""
    for item in read("places.yaml"):
        place = store.keep(
            Place,
            {"slug": item["slug"]},
            {
                **columns("name", item["name"]),
                "country": item["country"],
                "latitude": str(item["latitude"]),
                "longitude": str(item["longitude"]),
            },
            many={"sources": store.references(item.get("sources"))},
        )
        store.remember("place", item["slug"], place)
    for item in read("themes.yaml"):
        theme = store.keep(Theme, {"slug": item["slug"]}, columns("name", item["name"]))
        store.remember("theme", item["slug"], theme)
    store.say(f"{Place.objects.count()} places, {Theme.objects.count()} themes")


def load_offices_and_persons(store: Store) -> None:
    """Load the offices, then who succeeds whom, then the made-up persons."""
    offices = read("offices.yaml")
    for item in offices:
        office = store.keep(
            Office,
            {"slug": item["slug"]},
            {
                **columns("name", item["name"]),
                **columns("role", item.get("role")),
                **columns("closing_note", item.get("closing_note")),
                "valid_from": day(item.get("valid_from")),
                "valid_to": day(item.get("valid_to")),
            },
            many={"sources": store.references(item["sources"])},
            rows={"other_names": [{"name": name} for name in item.get("variants", [])]},
        )
        store.remember("office", item["slug"], office)
    for item in offices:
        Office.objects.filter(slug=item["slug"]).update(successor=store.get("office", item.get("successor")))
    for item in read("persons.yaml"):
        person = store.keep(
            Person,
            {"slug": item["slug"]},
            {
                **columns("title", item["title"]),
                "name": item["name"],
                "office": store.get("office", item["office"]),
                "email": item["email"],
                "phone": item["phone"],
            },
        )
        store.remember("person", item["slug"], person)
    store.say(f"{Office.objects.count()} offices, {Person.objects.count()} contact persons")


def load_networks(store: Store) -> None:
    """Load the directory page and the networks, parents before their groups."""
    content = read("networks.yaml")
    index = content["index"]
    page = store.keep_page(
        NetworkIndexPage,
        store.home,
        lambda language: {
            "slug": {"da": index.get("slug", "netvaerk"), "en": index.get("slug_en", "networks")}[language],
            "title": index["title"][language],
            "summary": index["summary"][language],
            "body": rich(index["body"], language),
        },
        values={"show_in_menus": True},
    )
    store.remember("page", "networks", page)
    waiting = list(content["networks"])
    while waiting:
        item = waiting.pop(0)
        if item.get("parent") and item["parent"] not in store.found.get("network", {}):
            waiting.append(item)
            continue
        store.remember("network", item["slug"], _keep_network(store, page, item))
    store.say(f"{NetworkPage.objects.danish().count()} networks")


def load_editions(store: Store) -> None:
    """Load the editions of the directory, each entry with the contacts of its day."""
    editions = sorted(read("networks.yaml")["editions"], key=lambda item: bool(item["is_current"]))
    for item in editions:
        edition = store.keep(
            DirectoryEdition,
            {"year": item["year"]},
            {
                **columns("note", item.get("note")),
                "is_current": item["is_current"],
                "dating_is_stated": item["dating_is_stated"],
            },
            many={"sources": store.references(item["sources"])},
        )
        for position, entry in enumerate(item["entries"]):
            store.keep(
                EditionEntry,
                {"edition": edition, "network": store.get("network", entry["network"])},
                {
                    **columns("group_heading", entry.get("group_heading")),
                    **columns("theme", entry.get("theme")),
                    **columns("purpose", entry.get("purpose")),
                    "position": position,
                    "printed_name": entry["printed_name"],
                    "office": store.get("office", entry.get("office")),
                },
                rows={"contacts": [_contact(person) for person in store.several("person", entry.get("contacts"))]},
            )
    store.say(f"{DirectoryEdition.objects.count()} editions, {EditionEntry.objects.count()} entries")


def _contact(person: Person) -> dict[str, Any]:
    """Return what an edition prints of a person, who may change afterwards."""
    return {
        "person": person,
        "name": person.name,
        "title_da": person.title_da,
        "title_en": person.title_en,
        "office_name_da": person.office.name_da,
        "office_name_en": person.office.name_en,
        "email": person.email,
        "phone": person.phone,
    }


def _keep_network(store: Store, index: NetworkIndexPage, item: dict[str, Any]) -> NetworkPage:
    title: Text = item["title"]
    page: NetworkPage = store.keep_page(
        NetworkPage,
        index,
        lambda language: {
            "slug": item["slug"],
            "title": title[language],
            "summary": in_language(item["summary"], language),
            "purpose": rich(item.get("purpose"), language),
            "value": rich(item.get("value"), language),
        },
        values={
            "abbreviation": item.get("abbreviation") or "",
            "kind": item["kind"],
            "in_directory": item["in_directory"],
            "parent_network": store.get("network", item.get("parent")),
            "office": store.get("office", item.get("office")),
            "other_administrations": "\n".join(item.get("other_administrations") or []),
        },
        many={
            "member_places": store.several("place", item.get("member_places")),
            "named_places": store.several("place", item.get("named_places")),
            "themes": store.several("theme", item.get("themes")),
            "sources": store.references(item["sources"]),
        },
        rows={
            "other_names": [
                {"name": variant["name"], "source": variant.get("source") or ""}
                for variant in item.get("name_variants") or []
            ],
            "meetings": [_meeting(store, meeting) for meeting in item.get("meetings") or []],
        },
    )
    return page


def _meeting(store: Store, item: dict[str, Any]) -> dict[str, Any]:
    return {
        **columns("period_text", item["period_text"]),
        **columns("text", item["text"]),
        "start": day(item.get("start")),
        "end": day(item.get("end")),
        "place": store.get("place", item.get("place")),
        "is_held": item["is_held"],
        "source": cited(item.get("sources")),
    }
