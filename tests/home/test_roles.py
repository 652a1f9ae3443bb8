import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow

from focusareas.models import ReportIndexPage
from home.models import HomePage
from home.roles import FACTS, ROLES, find_permissions, set_up_page_rights, set_up_roles
from portal.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def member(role: str) -> User:
    user = UserFactory.create(username=role)
    user.groups.add(Group.objects.get(name=ROLES[role].name))
    return user


def roles_with(permission: str) -> set[str]:
    return {role for role in ROLES if member(role).has_perm(permission)}


def test_each_role_is_a_group(site: HomePage) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Læsere",
        "Medarbejdere",
        "Kontorredaktører",
        "Kommunikation",
        "Koordinatorer",
        "Administratorer",
    }


def test_a_permission_that_does_not_exist_is_an_error(site: HomePage) -> None:
    with pytest.raises(LookupError, match=r"networks\.fly_office"):
        find_permissions(["networks.fly_office"])


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("wagtailadmin.access_admin", {"staff", "office_editor", "communications", "coordinator", "administrator"}),
        ("wagtail_localize.submit_translation", {"communications", "coordinator", "administrator"}),
        ("home.open_pages", {"communications", "coordinator", "administrator"}),
        ("focusareas.edit_all_offices", {"coordinator", "administrator"}),
        ("focusareas.change_goal", {"office_editor", "coordinator", "administrator"}),
        ("focusareas.publish_goal", {"office_editor", "coordinator", "administrator"}),
        ("focusareas.add_goal", {"coordinator", "administrator"}),
        ("focusareas.delete_goal", {"coordinator", "administrator"}),
        ("focusareas.add_progressnote", {"office_editor", "coordinator", "administrator"}),
        ("focusareas.change_activity", {"office_editor", "coordinator", "administrator"}),
        ("focusareas.change_responsibility", {"coordinator", "administrator"}),
        ("networks.change_person", {"coordinator", "administrator"}),
        ("search.change_glossarygroup", {"coordinator", "administrator"}),
        ("search.view_bestbet", {"coordinator", "administrator"}),
        ("search.view_searchcount", {"coordinator", "administrator"}),
        ("portal.change_user", {"administrator"}),
        ("auth.change_group", {"administrator"}),
    ],
)
def test_who_may(site: HomePage, permission: str, roles: set[str]) -> None:
    assert roles_with(permission) == roles


def test_a_reader_may_read_only(site: HomePage) -> None:
    assert member("reader").get_all_permissions() == set()
    assert not GroupPagePermission.objects.filter(group__name="Læsere").exists()


def test_office_editors_may_see_every_fact(site: HomePage) -> None:
    user = member("office_editor")
    for name in FACTS:
        app, model = name.split(".")
        assert user.has_perm(f"{app}.view_{model}")


@pytest.mark.parametrize("role", ["communications", "coordinator"])
def test_page_rights_reach_both_languages(site: HomePage, role: str) -> None:
    user = member(role)
    for home in HomePage.objects.all():
        rights = home.permissions_for_user(user)
        assert rights.can_edit()
        assert rights.can_publish()
        assert rights.can_add_subpage()


def test_administrators_may_do_everything_on_every_page(site: HomePage) -> None:
    user = member("administrator")
    assert not user.is_superuser
    for page in Page.objects.filter(depth__gt=1):
        assert page.permissions_for_user(user).can_edit()
    assert len(user.get_all_permissions()) == Permission.objects.count()


@pytest.mark.parametrize("role", ["staff", "office_editor"])
def test_staff_may_write_reports_and_nothing_else(site: HomePage, role: str) -> None:
    user = member(role)
    index = site.add_child(instance=ReportIndexPage(title="Rapporter"))
    index.copy_for_translation(HomePage.objects.get(locale__language_code="en").locale, alias=True)
    set_up_page_rights()
    for page in ReportIndexPage.objects.all():
        rights = page.permissions_for_user(user)
        assert "add" in rights.permissions
        # A report is written in Danish and translated afterwards.
        assert rights.can_add_subpage() == (page.locale.language_code == "da")
        assert not rights.can_publish_subpage()
        assert not rights.can_edit()
    for home in HomePage.objects.all():
        assert not home.permissions_for_user(user).can_add_subpage()


def test_rights_given_by_hand_are_taken_back(site: HomePage) -> None:
    readers = Group.objects.get(name="Læsere")
    readers.permissions.add(Permission.objects.get(codename="delete_goal"))
    GroupPagePermission.objects.create(
        group=readers, page=site, permission=Permission.objects.get(codename="publish_page")
    )
    set_up_roles()
    assert not readers.permissions.exists()
    assert not GroupPagePermission.objects.filter(group=readers).exists()


def test_groups_of_the_municipality_are_left_alone(site: HomePage) -> None:
    own = Group.objects.create(name="Socialudvalget")
    own.permissions.add(Permission.objects.get(codename="view_goal"))
    set_up_roles()
    assert own.permissions.count() == 1


def test_wagtails_own_groups_lose_the_grant_of_the_translation_add_on(db: None) -> None:
    # As the migrations of Wagtail and its add-on leave them.
    Group.objects.create(name="Moderators")
    editors = Group.objects.create(name="Editors")
    editors.permissions.add(Permission.objects.get(codename="submit_translation"))
    UserFactory.create().groups.add(editors)
    call_command("setup_portal", verbosity=0)
    assert not editors.permissions.filter(codename="submit_translation").exists()
    assert not Group.objects.filter(name="Moderators").exists()


def test_communications_and_coordinator_approve_what_is_submitted(site: HomePage) -> None:
    task = GroupApprovalTask.objects.get()
    assert set(task.groups.values_list("name", flat=True)) == {"Kommunikation", "Koordinatorer"}
    assert Workflow.objects.get().name == "Godkendelse"
