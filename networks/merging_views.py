"""The coordinator merges a theme into another in the editing interface."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import EditView

from networks.merging import merge, uses
from networks.models import Theme
from portal.alphabet import alphabetical
from portal.viewsets import FactIndexView, snippet_address

MERGE = gettext_lazy("Merge with another")


class MergeForm(forms.Form):
    """Which theme is to take the place of one."""

    into = forms.ModelChoiceField(
        Theme.objects.none(), label=gettext_lazy("The theme that stays"), empty_label=gettext_lazy("Choose a theme")
    )

    def __init__(self, theme: Theme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = Theme.objects.exclude(pk=theme.pk).order_by(alphabetical("name"))


def merge_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is marked with a theme and ask for the other one, then merge them.

    Raises:
        PermissionDenied: the user may not both change and delete themes.
        Http404: one of them is gone.
    """
    if not request.user.has_perms(["networks.change_theme", "networks.delete_theme"]):
        raise PermissionDenied
    theme = get_object_or_404(Theme, pk=pk)
    form = MergeForm(theme, request.POST or None)
    if not form.is_valid():
        marked = [f"{number} {kind}" for kind, number in uses(theme)]
        back = snippet_address(Theme, "edit", pk)
        context = {"theme": theme, "form": form, "marked": marked, "back": back}
        return render(request, "networks/admin/merge_theme.html", context)
    into, name = form.cleaned_data["into"], str(theme)
    try:
        merge(theme, into)
    except Theme.DoesNotExist:
        # Somebody else has just merged one of them.
        raise Http404 from None
    log(theme, "wagtail.delete", user=request.user, deleted=True)
    log(into, "wagtail.edit", user=request.user, data={"merged": name})
    button = messages.button(snippet_address(Theme, "edit", into.pk), _("Edit"))
    text = _("“%(theme)s” has been merged into “%(into)s”.") % {"theme": name, "into": into}
    messages.success(request, text, buttons=[button])
    return redirect(snippet_address(Theme, "list"))


class ThemeIndexView(FactIndexView):
    """The list of themes, from which one can be merged."""

    def get_list_more_buttons(self, instance: Theme) -> list[Any]:
        """Return what can be done with a theme."""
        address = snippet_address(Theme, "merge", instance.pk)
        return [*super().get_list_more_buttons(instance), MenuItem(MERGE, address, icon_name="link", priority=25)]


class ThemeEditView(EditView):
    """A theme's form, from which it can be merged."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return what else can be done with the theme."""
        address = snippet_address(Theme, "merge", self.object.pk)
        return [*super().header_more_buttons, Button(MERGE, url=address, icon_name="link", priority=15)]
