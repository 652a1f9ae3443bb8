"""The search page, the same as JSON, and what the box in the header suggests."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from search import counting, engines
from search.asking import Asked, audience, is_typing_on, read
from search.engines.base import HITS_PER_PAGE, Request, Results
from search.facets import Facet
from search.in_force import InForce, in_force
from search.query import Query, parse
from search.recommending import Recommended, recommended
from search.showing import ShownFacet, ShownHit, active_filters, shown_facets, shown_hits
from search.spelling import suggest

# With fewer hits than this a better spelling is looked for.
FEW_HITS = 3
SUGGESTIONS = 8
# Looked through for those.
CONSIDERED = 40
SHORTEST_SUGGESTED = 2


@dataclass(slots=True)
class Found:
    """What a search came to."""

    asked: Asked
    query: Query
    results: Results
    hits: list[ShownHit]
    facets: list[ShownFacet]
    did_you_mean: str | None
    recommended: list[Recommended]

    @property
    def shown(self) -> list[ShownHit]:
        """Return what is recommended, and then the hits."""
        return [*(each.hit for each in self.recommended), *self.hits]

    @property
    def answers(self) -> int:
        """Return how many things answer the search, as it is counted."""
        return max(self.results.total, len(self.recommended))


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found, as a whole page, as the part of it that htmx puts in, or as JSON.

    Visitors who are not signed in find what is open.
    """
    asked = read(request)
    found = find(request, asked)
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(found))
    is_part = wants_part(request)
    # While somebody types, the page itself tells when they have settled.
    if asked.is_plain and "HX-Request" not in request.headers:
        counting.count(
            counting.countable(found.query), hits=found.answers, by_visitor=not request.user.is_authenticated
        )
    response = render(request, "search/found.html" if is_part else "search/search.html", context_of(found))
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type", "HX-History-Restore-Request"])
    if is_part:
        _keep_history(request, response, found.asked)
    return response


@login_not_required
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show what the text typed in the header's box may be meant to find, as the options of its list."""
    asked = read(request)
    hits: list[ShownHit] = []
    if len(asked.text.strip()) >= SHORTEST_SUGGESTED:
        query = parse(asked.text, glossary=in_force().glossary)
        wanted = Request(query, audience(request), facets=(Facet.KIND,), per_page=CONSIDERED)
        results = engines.engine().search(wanted)
        named = [
            hit
            for hit in shown_hits(results, query)
            if hit.is_place_of_its_own and (hit.is_called_so or hit.other_name)
        ]
        hits = sorted(named, key=lambda hit: (not hit.is_current, not hit.begins_as_typed, not hit.is_called_so))[
            :SUGGESTIONS
        ]
    return render(request, "search/suggestions.html", {"hits": hits})


@csrf_exempt
@login_not_required
@require_POST
def counted(request: HttpRequest) -> HttpResponse:
    """Count a search the reader has settled on, or a hit of it that is opened; only what a page of results signed."""
    told = counting.unsealed(request.POST.get("token", ""))
    address = request.POST.get("address", "")
    if told is None or (address and address not in told.addresses):
        return HttpResponse(status=400)
    if address or told.is_search:
        counting.count(
            told.text,
            hits=0 if address else told.hits,
            address=address,
            by_visitor=not request.user.is_authenticated,
        )
    return HttpResponse(status=204)


def find(request: HttpRequest, asked: Asked) -> Found:
    """Return what a reader finds; nothing where nothing is asked for."""
    curated = in_force()
    query = parse(asked.text, glossary=curated.glossary)
    nothing = Results([], 0, {})
    if asked.is_blank:
        return Found(asked, query, nothing, [], [], None, [])
    wanted = Request(
        query,
        audience(request),
        filters=asked.filters,
        facets=tuple(Facet),
        page=asked.page,
        by_date=asked.by_date,
    )
    # Filters alone list what passes them; a text of which nothing can be looked up finds nothing.
    is_senseless = query.is_empty and bool(asked.text.strip())
    results = nothing if is_senseless else engines.engine().search(wanted)
    if not results.hits and results.total:
        asked = replace(asked, page=_last_page(results.total))
        results = engines.engine().search(replace(wanted, page=asked.page))
    bets = [] if asked.filters or query.excluded else curated.bets_for(query.words)
    first = recommended(bets, query, wanted.audience)
    keys = {each.key for each in first}
    others = replace(results, hits=[hit for hit in results.hits if (hit.model, hit.object_id) not in keys])
    return Found(
        asked,
        query,
        results,
        hits=shown_hits(others, query),
        facets=shown_facets(asked, results),
        did_you_mean=None if is_senseless else better_spelling(wanted, results.total, curated),
        recommended=first if asked.page == 1 else [],
    )


def better_spelling(wanted: Request, total: int, curated: InForce) -> str | None:
    """Return another spelling of what was asked for, where that finds more of what the reader may see."""
    if total >= FEW_HITS or not wanted.query.words:
        return None
    engine = engines.engine()
    text = suggest(wanted.query.words, engine.vocabulary(wanted.audience))
    if not text or text == wanted.query.text:
        return None
    other = replace(wanted, query=parse(text, glossary=curated.glossary), facets=(), page=1, per_page=1)
    return text if engine.search(other).total > total else None


def as_json(found: Found) -> dict[str, Any]:
    """Return the results for scripts; docs/search.md describes them."""
    return {
        "count": found.results.total,
        "did_you_mean": found.did_you_mean,
        "facets": {
            facet.parameter: [
                {"value": choice.value, "label": choice.label, "count": choice.hits}
                for choice in (*facet.first, *facet.rest)
            ]
            for facet in found.facets
        },
        "results": [
            {
                "title": hit.plain_title,
                "url": hit.url,
                "kind": hit.kind,
                "language": hit.language,
                "edition": hit.edition,
                "current": hit.is_current,
                "highlight": hit.excerpt,
            }
            for hit in found.shown
        ],
        "recommended": [{"url": each.hit.url, "note": each.note} for each in found.recommended],
    }


def context_of(found: Found) -> dict[str, Any]:
    """Return the template variables of the search page."""
    asked = found.asked
    return {
        "asked": asked,
        "total": found.results.total,
        "hits": found.hits,
        "recommended": found.recommended,
        "count_token": count_token(found),
        "facets": found.facets,
        "filters": active_filters(asked, found.facets),
        "page_obj": _page(asked.page, found.results.total),
        "is_ranked_in_part": found.results.is_ranked_in_part and not asked.by_date,
        "did_you_mean": found.did_you_mean,
        "better_address": asked.spelled(found.did_you_mean or "").address,
        "unfiltered_address": asked.unfiltered().address,
    }


def count_token(found: Found) -> str:
    """Return what the page tells `counted` with, "" where the search is not to be counted."""
    text = counting.countable(found.query)
    if not text:
        return ""
    addresses = tuple(hit.url for hit in found.shown)
    return counting.sealed(counting.Told(text, found.answers, found.asked.is_plain, addresses))


def wants_part(request: HttpRequest) -> bool:
    """Say whether htmx asks for the part of the page that it puts in, and not for a whole page as going back does."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Request-Type") != "full"
        and headers.get("HX-Boosted") != "true"
    )


def _keep_history(request: HttpRequest, response: HttpResponse, asked: Asked) -> None:
    """Give the results a short address in the browser's history: a new entry, or that of the text being typed."""
    before = request.headers.get("HX-Current-URL", "")
    address = f"{request.path}?{asked.address}" if asked.address else request.path
    if before.partition("://")[2].partition("/")[2] == address.removeprefix("/"):
        response["HX-Push-Url"] = "false"
    elif is_typing_on(asked, before):
        response["HX-Replace-Url"] = address
    else:
        response["HX-Push-Url"] = address


def _last_page(total: int) -> int:
    return -(-total // HITS_PER_PAGE)


def _page(number: int, total: int) -> Page:
    """Return the page as the component that links to the others knows it."""
    return Paginator(range(total), HITS_PER_PAGE).get_page(number)
