"""The accounts of the demo, one for each role, and whose they are."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.models import Page

from focusareas.models import ReportPage
from home.demo.store import Store
from home.roles import ROLES
from networks.models import Person
from portal.models import User

PASSWORD = "international"  # noqa: S105  # the accounts exist in debug only


@dataclass(frozen=True)
class Account:
    """An account: its role, whose it is or what it is called, and the office it edits."""

    role: str
    person: str = ""
    first_name: str = ""
    last_name: str = ""
    edits: str = ""


ACCOUNTS = {
    "laeser": Account("reader", first_name="Læser", last_name="Demo"),
    "medarbejder": Account("staff", person="jonas-abildskov"),
    "kontor": Account("office_editor", person="karim-vestergren", edits="mr-misbrug"),
    "kommunikation": Account("communications", person="nadia-hedelykke"),
    "koordinator": Account("coordinator", person="freja-lindholt"),
    "admin": Account("administrator", first_name="Administrator", last_name="Demo"),
}


def is_demo() -> bool:
    """Tell whether the site has the demo's accounts."""
    return User.objects.filter(username__in=ACCOUNTS).count() == len(ACCOUNTS)


def load_accounts(store: Store) -> None:
    """Make the accounts, tie them to their persons, and let the office editor edit its office."""
    # Made once: it is slow by design.
    password = make_password(PASSWORD)
    for username, account in ACCOUNTS.items():
        user, is_new = User.objects.get_or_create(username=username)
        person: Person | None = store.get("person", account.person or None)
        if person:
            user.first_name, _space, user.last_name = person.name.partition(" ")
        else:
            user.first_name, user.last_name = account.first_name, account.last_name
        user.email = f"{username}@example.dk"
        if is_new:
            user.password = password
        user.save()
        user.groups.set(Group.objects.filter(name=ROLES[account.role].name))
        if person:
            Person.objects.filter(user=user).exclude(pk=person.pk).update(user=None)
            Person.objects.filter(pk=person.pk).update(user=user)
            # People edit the reports they own.
            reports = ReportPage.objects.danish().filter(authors=person)
            Page.objects.filter(pk__in=reports.values("pk"), owner=None).update(owner=user)
        if account.edits:
            store.get("office", account.edits).editors.add(user)
    store.say(f"{len(ACCOUNTS)} accounts, password {PASSWORD}")
