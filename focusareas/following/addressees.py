"""Whom the portal writes to about something: who sees to it, else the office, else the coordinator."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from focusareas.permissions import EDIT_ALL_OFFICES
from networks.models import Office, Person
from portal.languages import SOURCE_LANGUAGE
from portal.mail import preferred_language
from portal.models import User

# Who gives the rights sees to the accounts, not to the plan.
GIVES_RIGHTS = "auth.change_group"


@dataclass(frozen=True)
class Addressee:
    """Somebody to write to, and in which language."""

    email: str
    language: str


def addressees_of(persons: Iterable[Person], office: Office | None) -> list[Addressee]:
    """Return those of the persons who work here and can be written to, else who answers for the office.

    That is its editors, the successor's where it is closed; where there is nobody, the coordinators.
    """
    own = [found for person in persons if (found := _of_person(person))]
    return list(dict.fromkeys(own)) or _of_office(office) or _of_coordinators()


def _of_person(person: Person) -> Addressee | None:
    if not person.is_active or (person.user is not None and not person.user.is_active):
        return None
    if person.user is not None and person.user.email:
        return _of_user(person.user)
    return Addressee(person.email, SOURCE_LANGUAGE) if person.email else None


def _of_user(user: User) -> Addressee:
    return Addressee(user.email, preferred_language(user) or SOURCE_LANGUAGE)


def _of_office(office: Office | None) -> list[Addressee]:
    passed: set[int] = set()
    while office is not None and office.pk not in passed:
        passed.add(office.pk)
        if office.successor is None:
            return [_of_user(user) for user in _reachable(office.editors.all())]
        office = office.successor
    return []


def _of_coordinators() -> list[Addressee]:
    users = _reachable(User.objects.filter(_may(EDIT_ALL_OFFICES)))
    coordinators = users.exclude(_may(GIVES_RIGHTS))
    return [_of_user(user) for user in coordinators or users]


def _reachable(users: Any) -> Any:
    return users.filter(is_active=True).exclude(email="").select_related("wagtail_userprofile").order_by("pk")


def _may(permission: str) -> Exists:
    app, _dot, codename = permission.partition(".")
    right = {"group__permissions__content_type__app_label": app, "group__permissions__codename": codename}
    return Exists(User.groups.through.objects.filter(user=OuterRef("pk"), **right))
