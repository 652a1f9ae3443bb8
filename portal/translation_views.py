"""What the editing interface does otherwise than wagtail-localize: it never publishes with texts missing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from portal.languages import SOURCE_LANGUAGE
from portal.models import PUBLISH_OPENLY
from portal.pages import BasePage
from portal.translations import fill_address, missing_message, missing_texts, translation_into


def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send somebody who publishes a translation back to it when texts are missing."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_into(page)
    if translation is None:
        return None
    if missing := missing_texts(translation):
        messages.error(request, missing_message(missing))
        return redirect(request.path)
    fill_address(translation)
    return None


def refuse_to_publish_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse to publish pages from the page overview when a translation among them or below has texts missing."""
    if action_type != "publish" or not all(isinstance(item, Page) for item in objects):
        return None
    for chosen in objects:
        drafts = Page.objects.descendant_of(chosen, inclusive=True).filter(has_unpublished_changes=True)
        for page in drafts.exclude(locale__language_code=SOURCE_LANGUAGE):
            translation = translation_into(page)
            if translation and (missing := missing_texts(translation)):
                messages.error(request, f"{page.title}: {missing_message(missing)}")
                return redirect("wagtailadmin_explore", chosen.get_parent().pk)
    return None


class SyncView(UpdateTranslationsView):
    """Bring changes of a Danish page into its translations, which are published one by one when complete."""

    def get_form(self) -> UpdateTranslationsForm:
        """Return the form without its choice to publish at once, which would put Danish text live."""
        form = super().get_form()
        form.fields["publish_translations"].disabled = True
        form.fields["publish_translations"].widget = forms.HiddenInput()
        return form


def may_open(page: Any, user: Any) -> bool:
    """Tell whether the user may open the page to people who are not signed in, or close it again."""
    return (
        isinstance(page, BasePage)
        and page.is_translation
        and page.live
        and not page.is_untranslated
        and bool(user.has_perm(PUBLISH_OPENLY))
        and bool(page.permissions_for_user(user).can_publish())
    )


def open_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, and then open the translated page to everyone, or close it again.

    Raises:
        PermissionDenied: the page or the user is not the kind that may.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_open(page, request.user):
        raise PermissionDenied
    back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    if request.method != "POST":
        return render(request, "portal/admin/open_page.html", {"page": page, "back": back})
    page.is_public = request.POST.get("is_public") == "on"
    page.save(clean=False, update_fields=["is_public"])
    log(page, "wagtail.edit", user=request.user, data={"is_public": page.is_public})
    if page.is_public:
        messages.success(request, _("“%(page)s” is open to everyone.") % {"page": page.title})
    else:
        messages.success(request, _("“%(page)s” is for signed-in staff only.") % {"page": page.title})
    return redirect(back)
