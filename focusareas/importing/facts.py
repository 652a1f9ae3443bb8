"""When it was and what sort of activity it was, as a file tells it."""

import re
from collections.abc import Sequence

from focusareas.importing.dates import Period, dates_a_letter, is_only_a_period, periods_in, year_in
from focusareas.importing.found import Fact, Found, words_of
from focusareas.models import Activity

# Days that are named one by one and belong together lie no further apart.
LONGEST_JOURNEY = 31
SHORTEST_MONTH = 28
# How many lines or headings are asked for days.
MOST_LINES = 40
TYPES = (
    (Activity.Type.EU_OFFICE_MEETING, r"eu[- ]kontor|eu office"),
    (Activity.Type.EU_DAY, r"eu[- ]dag|eu day"),
    (Activity.Type.NETWORK_MEETING, r"netværksmøde|network meeting|arbejdsgruppemøde|working group meeting|generalforsamling|general assembly"),
    (Activity.Type.INFORMATION_MEETING, r"informationsmøde|orienteringsmøde|briefing"),
    (Activity.Type.VISIT_RECEIVED, r"besøg fra|besøg af|gæster fra|delegation fra|delegation from|visit from|visitors from|visit by"),
    (Activity.Type.STUDY_TOUR, r"studie(?:tur|rejse|besøg|ophold)|study (?:tour|trip|visit)"),
    (Activity.Type.CONFERENCE, r"konference|conference|kongres|congress|topmøde|summit"),
    (Activity.Type.SEMINAR, r"seminar|workshop|symposi|temadag"),
    (Activity.Type.COURSE, r"\bkursus|kurset|\bcourse|sommerskole|summer school|training"),
    (Activity.Type.EXCHANGE, r"udveksling|exchange|praktik|placement|jobswap"),
    (Activity.Type.TALK, r"foredrag|\boplæg\b|\btalk\b|lecture"),
)  # fmt: skip


def period_of(found: Found) -> Period | None:
    """Return when it was: as a line says, else the title, the beginning, the days of the programme, or any of the text."""
    said = "\n".join(found.said("dates"))
    year = next(filter(None, map(year_in, (said, found.title, found.beginning, found.words))), None)
    told = [period for line in said.split("\n")[:MOST_LINES] for period in periods_in(line, year)]
    if told:
        return _together(told)
    if days := periods_in(found.title, year):
        return days[0]
    lines = [periods_in(line, year) for line in found.beginning.split("\n") if not dates_a_letter(line)]
    journeys = [day for days in lines for day in days if 0 < (day.end - day.start).days < SHORTEST_MONTH - 1]
    if journeys:
        return min(journeys, key=lambda journey: journey.is_uncertain)
    if named_together := next((days for days in lines if len(days) > 1), None):
        return _together(named_together)
    headings = [words_of(piece) for piece in found.details if piece["kind"] == "heading"]
    programme = [day for heading in headings[:MOST_LINES] for day in periods_in(heading, year)]
    if len(programme) > 1:
        return _together(programme)
    days = [*(day for days in lines for day in days), *periods_in(found.words, year)]
    return next((day for day in days if not day.is_uncertain), days[0] if days else None)


def type_of(found: Found) -> str:
    """Return what sort of activity it was, "" where the file does not tell."""
    for text in ("\n".join(found.said("type")), found.title, found.beginning):
        for kind, words in TYPES:
            if re.search(words, text, re.IGNORECASE):
                return kind
    return ""


def left_over(facts: Sequence[Fact], names: set[str]) -> list[Fact]:
    """Return the facts that say more than a field of the form can: all that is no period, list of people or known name.

    Args:
        facts: what lines of the file say.
        names: the names of the places, people and networks that are known or suggested, in lower case.
    """
    return [fact for fact in facts if not _is_told(fact, names)]


def _is_told(fact: Fact, names: set[str]) -> bool:
    if fact.field == "participants" or fact.text.strip().lower() in names:
        return True
    return fact.field == "dates" and is_only_a_period(fact.text)


def _together(days: Sequence[Period]) -> Period:
    """Return the period from the first to the last of the days that belong to the one named first."""
    first = days[0]
    near = [day for day in days if abs((day.start - first.start).days) <= LONGEST_JOURNEY]
    return Period(
        min(day.start for day in near), max(day.end for day in near), any(day.is_uncertain for day in near), 0, 0
    )
