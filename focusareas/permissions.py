"""Who may edit what in the plan: an office editor the rows of the own offices, and nobody else's."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from wagtail.admin.views.generic.mixins import RevisionsRevertMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import RevisionsUnscheduleView, UnpublishView

from focusareas.models import Activity, Goal, ProgressNote, Responsibility
from networks.models import Office
from portal.models import User
from portal.viewsets import FactViewSet

EDIT_ALL_OFFICES = "focusareas.edit_all_offices"
INSTANCE_ACTIONS = ("change", "delete", "publish")
# They change the plan's wording or take it off the site, whatever fields the form shows.
PLAN_VIEWS = (RevisionsRevertMixin, RevisionsUnscheduleView, UnpublishView)


def responsible_offices(path: str, offices: Collection[Any] | QuerySet[Office]) -> Q:
    """Return the condition that one of the offices is responsible today for the focus area at `path`."""
    today = Responsibility.objects.on(timezone.localdate()).filter(office__in=offices)
    return Q(**{f"{path}__in": today.values("focus_area")})


def _of_offices(model: type[Model], offices: QuerySet[Office]) -> Q:
    """Return the condition that a row of the model belongs to one of the offices."""
    if model is Goal:
        # A goal that is not published is the coordinator's work still.
        return Q(live=True) & responsible_offices("focus_area", offices)
    if model is ProgressNote:
        return responsible_offices("goal__focus_area", offices)
    if model is Activity:
        return Q(office__in=offices) | Q(office__isnull=True) & responsible_offices("focus_area", offices)
    raise TypeError(f"{model.__name__} belongs to no office.")


def edits_own_offices(user: User | AnonymousUser) -> bool:
    """Tell whether the user edits the goals of some offices, and not of all."""
    return user.has_perm("focusareas.change_goal") and not user.has_perm(EDIT_ALL_OFFICES)


def editable(model: type[Model], user: User | AnonymousUser) -> QuerySet[Any]:
    """Return the rows of the model that belong to an office the user edits, or all for those who edit all."""
    rows = model._default_manager.all()
    if user.has_perm(EDIT_ALL_OFFICES):
        return rows
    if not user.is_authenticated:
        return rows.none()
    own = model._default_manager.filter(_of_offices(model, Office.objects.filter(editors=user)))
    return rows.filter(pk__in=own.values("pk"))


class OfficePermissionPolicy(ModelPermissionPolicy):
    """The model's permissions, and for each row whether its office is one the user edits."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Collection[str], instance: Any) -> bool:
        """Tell whether the user may do one of the actions, and to this row."""
        return (
            self.user_has_any_permission(user, actions) and editable(self.model, user).filter(pk=instance.pk).exists()
        )

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Tell whether the user may do the action, and to this row."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        """Return the rows the user may do one of the actions to."""
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return editable(self.model, user)


class OfficeSnippetViewSet(FactViewSet):
    """A snippet whose views are closed to those who may not edit the row, whatever the view.

    Wagtail's own views ask for the model's permission only, so that an office editor could open the
    rows of every office; here each view with a row in its address checks that row first.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """List the rows the user may edit."""
        rows = self.permission_policy.instances_user_has_any_permission_for(request.user, INSTANCE_ACTIONS)
        return self.with_shown_relations(rows)

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        """Return the view behind the check of its row."""
        view = super().construct_view(view_class, **kwargs)
        is_for_the_plan = issubclass(view_class, PLAN_VIEWS)

        def guarded(request: HttpRequest, *args: Any, **view_kwargs: Any) -> HttpResponseBase:
            if is_for_the_plan and not request.user.has_perm(EDIT_ALL_OFFICES):
                raise PermissionDenied
            if "pk" in view_kwargs:
                row = get_object_or_404(self.model, pk=view_kwargs["pk"])
                policy = self.permission_policy
                if not policy.user_has_any_permission_for_instance(request.user, INSTANCE_ACTIONS, row):
                    raise PermissionDenied
            return view(request, *args, **view_kwargs)

        return guarded
