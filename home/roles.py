"""The six roles as groups, and what each may do; setup_portal puts the database in line with this file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext_noop
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page, Workflow

from focusareas.models import ReportIndexPage
from home.models import HomePage

WAGTAIL_GROUPS = ("Editors", "Moderators")
WAGTAIL_WORKFLOW = "Moderators approval"
WORKFLOW = "Godkendelse"
EVERYTHING = "*"

PLAN = ("focusareas.goal", "focusareas.activity", "focusareas.progressnote", "focusareas.responsibility")
STRATEGY = (
    "focusareas.strategicobjective",
    "focusareas.strategicaim",
    "focusareas.visionpoint",
    "focusareas.strategyprinciple",
    "focusareas.strategychapter",
    "focusareas.benchmark",
)
DIRECTORY = (
    "networks.directoryedition",
    "networks.editionentry",
    "networks.office",
    "networks.person",
    "networks.place",
    "networks.theme",
)
SOURCES = ("networks.sourcedocument", "networks.sourcereference", "networks.documentdifference")
COORDINATION = ("home.contactgroupmember", "home.coordinationrole", "home.coordinationduty")
# What the coordinator sets for the search.
SEARCH = ("search.glossarygroup", "search.bestbet")
# How reports are published, and what their authors found missing.
REPORTS = ("focusareas.suggestion", "focusareas.reportsettings")
FACTS = (*PLAN, *STRATEGY, *DIRECTORY, *SOURCES, *COORDINATION)
# Wagtail keeps the rights to pictures and documents under its own names, whatever model holds them.
FILES = ("wagtailimages.image", "wagtaildocs.document")
KEEP = ("add", "change", "delete", "view")


def rights(models: Iterable[str], actions: Iterable[str]) -> tuple[str, ...]:
    """Return the permissions to do the actions to the models, such as "networks.change_office"."""
    actions = tuple(actions)
    return tuple(f"{app}.{action}_{model}" for app, model in (name.split(".") for name in models) for action in actions)


@dataclass(frozen=True)
class Role:
    """A role: its group's name, its permissions, and its rights to pages, to reports and to files."""

    name: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


# Names that packages give to permissions and do not mark; the form of a group translates what it shows.
PERMISSION_NAMES = (gettext_noop("Can publish"), gettext_noop("Can submit translations"))
ADMIN_ACCESS = ("wagtailadmin.access_admin",)
WEB = (*ADMIN_ACCESS, "wagtail_localize.submit_translation", "home.open_pages")

ROLES = {
    "reader": Role("Læsere"),
    # With `add` alone people edit their own reports; publishing them is asked of focusareas/writing/rights.py.
    "staff": Role("Medarbejdere", ADMIN_ACCESS, reports=("add",), files=("add", "choose")),
    # Which goals and activities is decided row by row, in focusareas/permissions.py.
    "office_editor": Role(
        "Kontorredaktører",
        (
            *ADMIN_ACCESS,
            *rights(FACTS, ["view"]),
            *rights(["focusareas.goal"], ["change", "publish"]),
            *rights(["focusareas.activity"], ["change"]),
            *rights(["focusareas.progressnote"], ["add", "change", "delete"]),
        ),
        reports=("add",),
        files=("add", "choose"),
    ),
    "communications": Role(
        "Kommunikation",
        (*WEB, *rights(FACTS, ["view"]), *rights(["wagtailredirects.redirect"], KEEP)),
        pages=("add", "change", "publish"),
        files=("add", "change", "choose"),
    ),
    "coordinator": Role(
        "Koordinatorer",
        (
            *WEB,
            *rights(FACTS, KEEP),
            *rights(["focusareas.goal"], ["publish"]),
            "focusareas.edit_all_offices",
            *rights(SEARCH, KEEP),
            *rights(REPORTS, ["view", "change"]),
            *rights(["search.searchcount"], ["view"]),
            *rights(["wagtailredirects.redirect"], KEEP),
        ),
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=("add", "change", "choose"),
    ),
    "administrator": Role(
        "Administratorer",
        (EVERYTHING,),
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=("add", "change", "choose"),
    ),
}
APPROVERS = ("communications", "coordinator")


def find_permissions(names: Iterable[str]) -> list[Permission]:
    """Return the permissions of these names.

    Raises:
        LookupError: one does not exist.
    """
    names = set(names)
    if EVERYTHING in names:
        return list(Permission.objects.all())
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(wanted).select_related("content_type")
    }
    if missing := names - found.keys():
        raise LookupError(f"There is no permission {', '.join(sorted(missing))}.")
    return list(found.values())


def set_up_roles() -> list[Group]:
    """Make each role's group with exactly the rights stated here, and return the groups.

    Rights given to these groups by hand are taken away again: a municipality's own additions belong in
    groups of its own. Wagtail's two groups go, since an add-on grants them rights nobody here decided.
    """
    groups = []
    for role in ROLES.values():
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(find_permissions(role.permissions))
        groups.append(group)
    set_up_page_rights()
    set_up_file_rights()
    set_up_approval()
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user__isnull=True).delete()
    for group in Group.objects.filter(name__in=WAGTAIL_GROUPS):
        group.permissions.remove(*find_permissions(["wagtail_localize.submit_translation"]))
    return groups


def set_up_page_rights() -> None:
    """Give each role its rights to pages: in every language's tree, since they do not cross from one to another."""
    homes = list(HomePage.objects.filter(depth=2))
    reports = list(ReportIndexPage.objects.all())
    kinds = {
        permission.codename.removesuffix("_page"): permission
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", content_type__model="page")
    }
    for role in ROLES.values():
        group = Group.objects.get(name=role.name)
        granted = [(page, kind) for page in homes for kind in role.pages]
        granted += [(page, kind) for page in reports for kind in role.reports]
        if EVERYTHING in role.permissions:
            granted = [(Page.get_first_root_node(), kind) for kind in role.pages]
        kept = [
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=kinds[kind])[0].pk
            for page, kind in granted
        ]
        GroupPagePermission.objects.filter(group=group).exclude(pk__in=kept).delete()


def set_up_file_rights() -> None:
    """Give each role its rights to pictures and documents."""
    root = Collection.get_first_root_node()
    for role in ROLES.values():
        group = Group.objects.get(name=role.name)
        names = rights(FILES, role.files)
        kept = [
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)[0].pk
            for permission in find_permissions(names)
        ]
        GroupCollectionPermission.objects.filter(group=group).exclude(pk__in=kept).delete()


def set_up_approval() -> None:
    """Let communications and the coordinator approve what others submit."""
    approvers = Group.objects.filter(name__in=[ROLES[name].name for name in APPROVERS])
    for task in GroupApprovalTask.objects.filter(name__in=[WAGTAIL_WORKFLOW, WORKFLOW]):
        task.groups.set(approvers)
    for model in (GroupApprovalTask, Workflow):
        model.objects.filter(name=WAGTAIL_WORKFLOW).update(name=WORKFLOW)
