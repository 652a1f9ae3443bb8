"""Saved searches: keeping one, what it has found already, and what is new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from search import engines
from search.asking import PARAMETERS, Asked, audience_of, understood
from search.engines.base import Request, Results
from search.engines.entries import Key
from search.facets import Facet
from search.in_force import in_force
from search.models import KnownHit, SavedSearch
from search.query import Query, parse
from search.showing import NAMES, ShownHit, names_of, shown_documents

# Who saves a search with more hits than this is asked to narrow it down; one that grows on is read twice as far.
MOST_HITS = 5_000
BATCH = 500
# Things found at the same time were noted the newest first.
NEWEST_FIRST = ("-found_at", "pk")

Frequency = SavedSearch.Frequency


class CannotBeSaved(Exception):
    """A search finds too much to be saved, or can find nothing; its text says so to the reader."""


def asked_by(search: SavedSearch) -> Asked:
    """Return what a saved search asks for."""
    return understood(MultiValueDict(search.parameters))


def trouble_with(search: SavedSearch) -> str:
    """Return in words why a search can find nothing any more, "" while it can."""
    asked = asked_by(search)
    if search.parameters.keys() - PARAMETERS:
        return _("This search finds nothing any more: it is narrowed down by something the portal no longer knows.")
    if asked.text.strip() and parse(asked.text).is_empty:
        return _("This search finds nothing: there is no word in it that can be searched for.")
    return ""


def keep(search: SavedSearch) -> None:
    """Save a new search; what it finds today is known from the start.

    Raises:
        CannotBeSaved: it finds more than `MOST_HITS`, or never anything.
    """
    if trouble := trouble_with(search):
        raise CannotBeSaved(trouble)
    results = _results(search)
    if results.total > MOST_HITS:
        raise CannotBeSaved(
            _("This search has more than %(most)s hits. Write more words or choose filters, and save it then.")
            % {"most": intcomma(MOST_HITS)}
        )
    with transaction.atomic():
        _set_due(search)
        search.save()
        remember(search, _keys(results), is_told=True)


def change(search: SavedSearch, frequency: str) -> None:
    """Save a search's name, and how often mail is to come; mail that begins again tells of what is new from then on."""
    fields = ["name"]
    begins = search.frequency == Frequency.NEVER != frequency
    if frequency != search.frequency:
        search.frequency = frequency
        _set_due(search)
        # Left alone otherwise: a letter may be under way.
        fields += ["frequency", "mail_due_at"]
    with transaction.atomic():
        search.save(update_fields=fields)
        if begins:
            remember(search, finds(search), is_told=True)


def finds(search: SavedSearch) -> list[Key]:
    """Return the keys of what a search finds today of what its owner may see, the newest first."""
    return _keys(_results(search))


def new_hits(search: SavedSearch) -> list[Key]:
    """Return the keys of what a search finds today of what its owner may see, and mail has not told of; newest first."""
    told = set(search.known_hits.filter(is_told=True).values_list("model", "object_id"))
    return [key for key in finds(search) if key not in told]


def notice(search: SavedSearch) -> None:
    """Note what a search finds that was not known, for the feed; mail has yet to tell of it."""
    known = set(search.known_hits.values_list("model", "object_id"))
    remember(search, [key for key in finds(search) if key not in known], is_told=False)


def remember(search: SavedSearch, keys: Iterable[Key], *, is_told: bool) -> None:
    """Note that a search has found these things; what is noted already is at most told now."""
    now = timezone.now()
    rows = [KnownHit(search=search, model=model, object_id=pk, found_at=now, is_told=is_told) for model, pk in keys]
    if is_told:
        KnownHit.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["search", "model", "object_id"],
            update_fields=["is_told"],
        )
    else:
        KnownHit.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def forget_told(search: SavedSearch, keys: Sequence[Key]) -> None:
    """Note that mail has yet to tell of things a search has found."""
    by_model: dict[str, list[int]] = defaultdict(list)
    for model, pk in keys:
        by_model[model].append(pk)
    for model, pks in by_model.items():
        for start in range(0, len(pks), BATCH):
            search.known_hits.filter(model=model, object_id__in=pks[start : start + BATCH]).update(is_told=False)


def shown(search: SavedSearch, keys: Sequence[Key]) -> list[tuple[Key, ShownHit]]:
    """Return things a search has found as its owner sees them, in the active language; without those now gone or closed.

    Args:
        search: whose words are marked.
        keys: which; a page full at most.
    """
    found = shown_documents(keys, _query_of(asked_by(search)), audience_of(search.owner))
    return list(found.items())


def shown_known(search: SavedSearch, known: Iterable[KnownHit]) -> list[tuple[KnownHit, ShownHit]]:
    """Return the same of things noted as found, with the notes; a page full at most."""
    by_key = {(hit.model, hit.object_id): hit for hit in known}
    return [(by_key[key], hit) for key, hit in shown(search, list(by_key))]


def labels_for(searches: Iterable[Asked]) -> dict[tuple[Facet, str], str]:
    """Return what the filters of the searches are called, in one query."""
    values: dict[Facet, list[str]] = defaultdict(list)
    for asked in searches:
        for facet, chosen in asked.filters.items():
            values[facet] += chosen
    return names_of(values)


def described(asked: Asked, labels: Mapping[tuple[Facet, str], str]) -> list[str]:
    """Return what is asked for in words: the text, then each filter with its name."""
    filters = [
        f"{NAMES[facet]}: {', '.join(labels.get((facet, value), value) for value in values)}"
        for facet, values in asked.filters.items()
    ]
    return [text for text in (asked.text.strip(), *filters) if text]


def suggested_name(asked: Asked) -> str:
    """Return a name for a search: its text, and the filters' choices."""
    labels = labels_for([asked])
    parts = [
        asked.text,
        *(labels.get((facet, value), value) for facet, some in asked.filters.items() for value in some),
    ]
    return ", ".join(filter(None, (" ".join(part.split()) for part in parts)))


def _results(search: SavedSearch) -> Results:
    """Return what a search finds today of what its owner may see, the newest first, without texts."""
    asked = asked_by(search)
    if asked.is_blank or trouble_with(search):
        return Results([], 0, {})
    return engines.engine().search(
        Request(
            _query_of(asked),
            audience_of(search.owner),
            asked.filters,
            per_page=2 * MOST_HITS,
            by_date=True,
            with_texts=False,
        )
    )


def _keys(results: Results) -> list[Key]:
    return [(hit.model, hit.object_id) for hit in results.hits]


def _query_of(asked: Asked) -> Query:
    return parse(asked.text, glossary=in_force().glossary)


def _set_due(search: SavedSearch) -> None:
    search.mail_due_at = None if search.frequency == Frequency.NEVER else timezone.now()
