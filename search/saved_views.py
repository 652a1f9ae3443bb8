"""Searches that readers keep: their list, the ways to change them, the feed, and the way out of the mail."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.languages import active_language
from portal.listing import paginate
from portal.requests import reader_of, shown_or_sent, take_turns
from search.asking import read
from search.digests import unsubscribed_by
from search.facets import Facet
from search.feeds import SavedSearchFeed, keep_private
from search.models import SavedSearch
from search.saved_forms import SavedSearchForm
from search.saving import (
    NEWEST_FIRST,
    CannotBeSaved,
    asked_by,
    change,
    described,
    keep,
    labels_for,
    notice,
    shown_known,
    suggested_name,
    trouble_with,
)

MOST_SEARCHES = 50
# The kind that a calendar is made of.
ACTIVITY = "activity"


@require_safe
def saved_searches(request: HttpRequest) -> HttpResponse:
    """Show the reader's saved searches."""
    searches = list(_own(request))
    asked = [asked_by(search) for search in searches]
    labels = labels_for(asked)
    rows = [
        {
            "search": search,
            "address": each.address,
            "described": described(each, labels),
            "trouble": trouble_with(search),
            "finds_activities": ACTIVITY in each.filters.get(Facet.KIND, (ACTIVITY,)),
        }
        for search, each in zip(searches, asked, strict=True)
    ]
    return render(request, "search/saved_searches.html", {"rows": rows})


@shown_or_sent
def save_search(request: HttpRequest) -> HttpResponse:
    """Ask for a name and how often to send mail, and save the search at the address."""
    with _in_turn(request):
        return _save_search(request)


def _save_search(request: HttpRequest) -> HttpResponse:
    asked = read(request)
    if earlier := next((search for search in _own(request) if asked_by(search).subject == asked.subject), None):
        messages.info(request, _("You have saved this search already."))
        return redirect("saved_search", earlier.pk)
    reader = reader_of(request)
    frequency = SavedSearch.Frequency.WEEKLY if reader.email else SavedSearch.Frequency.NEVER
    # A link that follows a thing names it; a search is named by what it asks for.
    followed = request.GET.get("name", "")
    name = followed or suggested_name(asked)
    initial = {"name": Truncator(name).chars(120), "frequency": frequency}
    form = SavedSearchForm(request.POST or None, initial=initial, owner=reader)
    if not asked.is_blank and form.is_valid() and _has_room(request, form):
        search = SavedSearch(owner=reader, parameters=asked.parameters, language=active_language(), **form.cleaned_data)
        try:
            keep(search)
        except CannotBeSaved as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("The search “%(name)s” is saved."), search)
    context = {
        "asked": asked,
        "form": form,
        "described": described(asked, labels_for([asked])),
        "followed": followed,
    }
    return render(request, "search/save_search.html", context)


@shown_or_sent
def saved_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the owner change a saved search's name and how often mail comes."""
    search = _own_or_404(request, pk)
    initial = {"name": search.name, "frequency": search.frequency}
    form = SavedSearchForm(request.POST or None, initial=initial, owner=reader_of(request))
    if form.is_valid():
        search.name = form.cleaned_data["name"]
        change(search, form.cleaned_data["frequency"])
        return _back(request, _("The search “%(name)s” is changed."), search)
    asked = asked_by(search)
    context = {"asked": asked, "form": form, "search": search, "described": described(asked, labels_for([asked]))}
    return render(request, "search/save_search.html", context)


@require_safe
def saved_search_hits(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the owner all that a saved search has found and they may still read, what was found last first."""
    search = _own_or_404(request, pk)
    notice(search)
    page = paginate(request, search.known_hits.order_by(*NEWEST_FIRST))
    hits = shown_known(search, page)
    days = [
        (day, [hit for _known, hit in some])
        for day, some in groupby(hits, key=lambda found: timezone.localdate(found[0].found_at))
    ]
    context = {"search": search, "days": days, "page_obj": page, "trouble": trouble_with(search)}
    return render(request, "search/saved_search_hits.html", context)


@shown_or_sent
def delete_saved_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved search once its owner has said so again."""
    search = _own_or_404(request, pk)
    if request.method == "POST":
        search.delete()
        return _back(request, _("The search “%(name)s” is deleted."), search)
    return render(request, "search/delete_saved_search.html", {"search": search})


@shown_or_sent
def renew_search_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a saved search's feed a new address once its owner has said so again."""
    search = _own_or_404(request, pk)
    if request.method == "POST":
        search.renew_feed()
        return _back(request, _("The feed of “%(name)s” has a new address."), search)
    return render(request, "search/renew_search_feed.html", {"search": search})


@login_not_required
@require_safe
def search_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a saved search's feed to whoever has its address.

    Raises:
        Http404: nothing has that address, or no longer, or the owner's account is closed.
    """
    return keep_private(SavedSearchFeed()(request, token=token))


@csrf_exempt
@login_not_required
@shown_or_sent
def unsubscribe_search(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mail about the searches of a letter's link: after a question for people, at once for mail programs' POST."""
    linked = unsubscribed_by(token)
    if linked is None:
        return render(request, "search/unsubscribe.html", {"state": "unknown"}, status=404)
    mailed = linked.exclude(frequency=SavedSearch.Frequency.NEVER)
    if request.method == "POST":
        mailed.update(frequency=SavedSearch.Frequency.NEVER, mail_due_at=None)
    asked = list(mailed)
    searches = asked or list(linked)
    state = "ask" if asked else "stopped" if searches else "deleted"
    return render(request, "search/unsubscribe.html", {"state": state, "searches": searches})


@contextmanager
def _in_turn(request: HttpRequest) -> Iterator[None]:
    """Let what a reader sends wait for what they sent before, so that a button pressed twice saves once."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        take_turns(reader_of(request))
        yield


def _back(request: HttpRequest, message: str, search: SavedSearch) -> HttpResponse:
    """Return to the list, and say there what has become of a search."""
    messages.success(request, message % {"name": search.name})
    return redirect("saved_searches")


def _own(request: HttpRequest) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(owner=reader_of(request))


def _own_or_404(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(_own(request), pk=pk)


def _has_room(request: HttpRequest, form: SavedSearchForm) -> bool:
    """Say whether the reader may save one more, and tell them if not."""
    has_room = _own(request).count() < MOST_SEARCHES
    if not has_room:
        form.add_error(
            None,
            _("You have saved %(most)s searches, which is as many as fit. Delete one first.") % {"most": MOST_SEARCHES},
        )
    return has_room
