"""What the furniture offers somebody who edits: this page's form, the own office's goals, a new report."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse
from wagtail.permission_policies.pages import PagePermissionPolicy

from focusareas.models import Goal
from focusareas.permissions import editable, edits_own_offices
from focusareas.writing.rights import may_write
from portal.models import User
from portal.pages import BasePage
from portal.viewsets import snippet_address

# A right given or taken shows within this many seconds.
CACHE_SECONDS = 60


@dataclass(frozen=True)
class Rights:
    """Where somebody may edit: below these paths all pages or the own ones, and these focus areas' goals."""

    edits: bool = False
    changes_below: Sequence[str] = ()
    adds_below: Sequence[str] = ()
    own_areas: frozenset[UUID] = frozenset()
    writes_reports: bool = False

    def may_edit(self, page: BasePage, user: User) -> bool:
        """Tell whether the user may edit the page."""
        is_own = page.owner_id == user.pk and page.path.startswith(tuple(self.adds_below))
        return is_own or page.path.startswith(tuple(self.changes_below))

    @property
    def goals_url(self) -> str:
        """Return the address of the list of the goals somebody may edit."""
        return snippet_address(Goal, "list")

    @property
    def report_url(self) -> str:
        """Return the address where a report is begun; nothing for those who may not."""
        return reverse("write_report") if self.writes_reports else ""


def rights_of(user: User) -> Rights:
    """Return what somebody may edit, from the cache when it was asked for lately."""
    key = f"furniture-rights-{user.pk}"
    rights: Rights | None = cache.get(key)
    if rights is None:
        rights = _read_rights(user) if user.has_perm("wagtailadmin.access_admin") else Rights()
        cache.set(key, rights, CACHE_SECONDS)
    return rights


def _read_rights(user: User) -> Rights:
    return Rights(
        edits=True,
        changes_below=_paths(user, "change_page"),
        adds_below=_paths(user, "add_page"),
        own_areas=_own_areas(user),
        writes_reports=may_write(user),
    )


def _paths(user: User, codename: str) -> list[str]:
    """Return the paths of the pages below which the user has a right; superusers have each everywhere."""
    if user.is_superuser:
        return [""]
    granted = PagePermissionPolicy().get_cached_permissions_for_user(user)
    return [each.page.path for each in granted if each.permission.codename == codename]


def _own_areas(user: User) -> frozenset[UUID]:
    """Return the focus areas whose goals the user may edit because an office is theirs to edit."""
    if not edits_own_offices(user):
        return frozenset()
    return frozenset(editable(Goal, user).values_list("focus_area__translation_key", flat=True))
