"""The calendar of a saved search: the activities it finds, for a program that subscribes to it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from focusareas.calendars import write
from focusareas.models import Activity
from search.feeds import keep_private
from search.models import SavedSearch
from search.saving import finds


@login_not_required
@require_safe
def activity_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give the activities that a saved search finds to whoever has its feed's address, with what its owner may see.

    Raises:
        Http404: nothing has that address, or no longer, or the owner's account is closed.
    """
    try:
        search = SavedSearch.with_feed(token)
    except SavedSearch.DoesNotExist:
        raise Http404 from None
    pks = [pk for model, pk in finds(search) if model == Activity._meta.label_lower]
    activities = Activity.objects.filter(pk__in=pks).prefetch_related("places").newest_first()
    return keep_private(HttpResponse(write(search.name, activities), content_type="text/calendar; charset=utf-8"))
