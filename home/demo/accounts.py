"""The accounts of the demo, one for each role, and whose they are."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from home.demo.store import Store
from home.roles import ROLES
from networks.models import Office, Person
from portal.models import User

PASSWORD = "international"  # noqa: S105  # the accounts exist in debug only


@dataclass(frozen=True)
class Account:
    """An account: its role, and the office whose contact person it is or the name it has without one."""

    role: str
    office: str = ""
    first_name: str = ""
    last_name: str = ""


ACCOUNTS = {
    "laeser": Account("reader", first_name="Læser", last_name="Demo"),
    "medarbejder": Account("staff", office="mr-voksne"),
    "kontor": Account("office_editor", office="mr-misbrug"),
    "kommunikation": Account("communications", office="sekretariatet"),
    "koordinator": Account("coordinator", office="projektkontoret"),
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
        person = Person.objects.filter(office__slug=account.office).order_by("pk").first()
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
        if account.role == "office_editor":
            Office.objects.get(slug=account.office).editors.add(user)
    store.say(f"{len(ACCOUNTS)} accounts, password {PASSWORD}")
