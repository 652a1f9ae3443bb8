"""What the headings and labels of reports from elsewhere mean, in Danish and English."""

import re
from collections.abc import Mapping

# Fields of the report's form, and what is told of them in a line; beginnings of words, and whole ones with a space behind.
MEANINGS: Mapping[str, str] = {
    "learning": (
        "lært lærte nøgle fik_vi_ud ud_af_det ud_af_turen ud_af_rejsen ud_af_besøget hæfter_vi hæftede_vi overraske overraskede surprised_us vi_tænker main_point get_out_of got_out_of lærer læring lærings udbytte erfaring hovedpoint pointer vigtigste konklu sammenfat opsummer opsaml "
        "resum resultat evaluer vurdering refleksion indsigt tog_vi_med tager_vi_med key_learn learn lesson takeaway "
        "take-away finding outcome conclu summar insight evaluation reflection"
    ),
    "usable": (
        "kan_bruge kan_vi_bruge bruges kan_det_bruge bring_home take_home means_for_us mean_for_us betyder_for_os tager_vi_med_til tager_vi_med_hjem kunne_bruge kan_anvend anvend brugbar værd_at_bruge relevan overfør inspiration anbefal perspektiv "
        "idéer ideer kontakter can_use can_we_use usable useful use_at_home use_here applicab recommend implication contacts ideas relevance"
    ),
    "next_steps": (
        "næste_skridt næste_trin opfølg skal_der_ske sker_der_nu gør_vi_nu gør_ved_det vi_vil_ vil_vi_ afprøv handleplan handlinger handlingsplan det_videre videre_arbejde videre_forløb "
        "videre_proces beslutning fremad next_step follow-up follow_up way_forward action will_try to_do what_next"
    ),
    "purpose": (
        "formål baggrund anledning indledning introduktion hvorfor hvad_vi_ville what_we_wanted mål_med mål_for målet målsætning purpose background aim objective "
        "introduction why goal_of rationale"
    ),
    "participants": (
        "deltager deltog rejsende til_stede hvem_vi_var team_ rejsehold rejsedeltager delegation hvem_deltog hvem_var med_på_turen participant attendee people_ "
        "who_took who_went travellers"
    ),
    "details": (
        "program programme indhold dagsorden forløb agenda content dag_1 dag_2 dag_3 day_1 day_2 day_3 dagens first_day"
    ),
    "dates": "dato tid_ tidspunkt periode hvornår rejsedato rejseperiode rejsetid date dates when time_ period",
    "places": "sted_ sted/by byer rejsemål hvor_ lokation destination place places where city cities location venue",
    "type": "type aktivitetstype art_ kind_of",
    "title": "titel title emne_ subject vedr angående",
    "authors": "forfatter udarbejdet_af skrevet_af rapport_af rapportør author written_by reported_by",
    "networks": "netværk network",
}
# What may stand for a fact in a line of its own.
FACTS = frozenset({"dates", "places", "type", "title", "authors", "participants", "networks"})
TEXTS = ("learning", "usable", "next_steps", "purpose")
# Too short to be looked for among other words.
ALONE = {
    "hvem": "participants",
    "who": "participants",
    "af": "authors",
    "by": "authors",
    "fra": "authors",
    "from": "authors",
}
LONGEST_LABEL = 5
NUMBER = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.):]|\d{1,2}(?:\.\d{1,2})*\s|[•\-–*])\s*", re.IGNORECASE
)


def _expression(words: str) -> re.Pattern[str]:
    beginnings = "|".join(
        re.escape(word.rstrip("_")).replace("_", r"\s+") + (r"\b" if word.endswith("_") else "")
        for word in words.split()
    )
    return re.compile(rf"\b(?:{beginnings})")


_EXPRESSIONS = {field: _expression(words) for field, words in MEANINGS.items()}


def field_of(heading: str) -> str | None:
    """Return the field that a heading names, "details" for a programme, or nothing where it names none."""
    text = NUMBER.sub("", heading).strip().lower()
    if alone := ALONE.get(text.rstrip(" :?")):
        return alone
    # Of several the one named first is meant, and of those that begin together the longest.
    matches = [
        (match.start(), -match.end(), field) for field, way in _EXPRESSIONS.items() if (match := way.search(text))
    ]
    return min(matches)[2] if matches else None


def label_of(text: str) -> str | None:
    """Return the field that the words before a colon name, or nothing where they are no label."""
    words = NUMBER.sub("", text).split()
    if not 0 < len(words) <= LONGEST_LABEL:
        return None
    field = field_of(" ".join(words))
    if len(words) == 1 or field is None:
        return field
    match = _EXPRESSIONS[field].search(" ".join(words).lower())
    # A label begins with what it names, apart from short words such as "vores".
    return field if match and match.start() <= len(words[0]) + 1 else None
