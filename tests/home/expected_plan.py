"""What the documents say the plan holds, written out for the tests of the demo's content."""

GOALS_PER_AREA = [2, 2, 1, 1, 1, 2, 1, 2, 1, 1, 3, 1]
ACTIVITIES_PER_AREA = [6, 6, 3, 4, 2, 2, 2, 4, 3, 5, 5, 3]
STATUS_2007 = {"achieved": 3, "partly": 5, "postponed": 4, "not_met": 3, "discontinued": 2, "not_due": 1}
STATUS_BY_GOAL = {
    "1.1": "postponed",
    "1.2": "postponed",
    "2.1": "postponed",
    "2.2": "postponed",
    "3.1": "partly",
    "4.1": "not_met",
    "5.1": "achieved",
    "6.1": "not_met",
    "6.2": "partly",
    "7.1": "achieved",
    "8.1": "partly",
    "8.2": "partly",
    "9.1": "discontinued",
    "10.1": "discontinued",
    "11.1": "achieved",
    "11.2": "not_due",
    "11.3": "not_met",
    "12.1": "partly",
}
STATUS_READ_FROM_CONTEXT = {"3.1", "6.2", "9.1", "10.1"}
OFFICES = {
    "mr-voksne": [1, 2],
    "mr-boern": [3, 4],
    "mr-misbrug": [5, 6, 7, 8],
    "kvalitetskontoret": [9],
    "projektkontoret": [10, 11],
    "sekretariatet": [12],
}
NETWORKS = {
    "social-affairs-forum",
    "working-group-on-homelessness",
    "pompidougruppen",
    "feantsa",
    "ecacp",
    "nordisk-storby",
    "eurocities",
    "urban-security",
    "nordisk-netvaerksgruppe-unge",
    "netvaerksgruppe-familiebehandling",
    "mosaik-services",
    "nokta",
    "nordiske-storbyer-prostitution",
    "skaanske-kommuner",
    "arbejdsgruppe-malmoe",
    "nordisk-dokumentation",
    "seks-byer-handicap",
    "internationale-koordinatorer",
    "eus-regionaludvalg",
}
PLACES = {
    "berlin",
    "boston",
    "goeteborg",
    "koebenhavn",
    "lillehammer",
    "london",
    "lund",
    "malmoe",
    "new-york",
    "odense",
    "rotterdam",
    "stockholm",
}
THEMES = {
    "beboerinddragelse",
    "beskaeftigelse",
    "boern-og-unge",
    "bolig",
    "dobbeltdiagnoser",
    "evidens-og-effektmaaling",
    "familiebehandling",
    "handicap",
    "hjemloeshed",
    "kriminalitetsforebyggelse",
    "kvalitet",
    "prostitution",
    "psykisk-sygdom",
    "stofmisbrug",
    "synliggoerelse",
}
TYPES = {
    "study_tour",
    "visit_received",
    "conference",
    "network_meeting",
    "seminar",
    "course",
    "exchange",
    "eu_day",
    "talk",
    "information_meeting",
    "showing",
}
STATES = {"planned", "held", "postponed", "dropped", "replaced", "not_reported"}
TIE_KINDS = {
    "organisation",
    "place",
    "country",
    "method",
    "project",
    "network",
    "document",
    "conference",
    "website",
}

ALL_THREE = {"laerende", "indflydelsesrig", "vaekst"}
# What each version of the plan says an area serves, by area: in its text and in its appendix.
OBJECTIVES_IN_TEXT: list[set[str]] = [
    *[ALL_THREE] * 7,
    *[{"laerende"}] * 3,
    {"indflydelsesrig"},
    {"vaekst"},
]
OBJECTIVES_IN_APPENDIX: dict[str, list[set[str]]] = {
    "000": [
        {"laerende"},
        {"laerende"},
        {"laerende"},
        set(),
        {"laerende", "indflydelsesrig"},
        {"laerende"},
        {"laerende"},
        {"laerende", "indflydelsesrig"},
        {"laerende"},
        {"laerende"},
        {"laerende", "indflydelsesrig"},
        {"indflydelsesrig", "vaekst"},
    ],
    "003": [*[{"laerende"}] * 10, {"indflydelsesrig"}, {"indflydelsesrig", "vaekst"}],
}
AREAS_BY_AIM_IN_TEXT: dict[str, dict[int, list[int]]] = {
    "000": {1: [3, 5, 8], 2: [1, 2, 4, 6], 3: [7], 4: [9], 5: [8, 10, 11, 12], 6: [4]},
    "003": {
        1: [1, 2, 3, 4, 5, 6, 7, 8],
        2: [1, 2, 3, 4, 5, 6, 7, 8],
        3: [1, 2, 3, 4, 5, 6, 7, 8],
        4: [9],
        5: [8, 10, 11, 12],
        6: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    },
}
AIMS_IN_APPENDIX: dict[str, list[set[int]]] = {
    "000": [{5}, set(), {5}, set(), set(), {2, 5}, {2, 5}, {5}, {4, 5}, {5}, {5}, {5}],
    "003": [
        {1, 2, 3},
        {1, 2, 3},
        {1, 2, 3, 5},
        {1, 2, 3},
        {1, 2, 3},
        {1, 2, 3},
        {1, 2, 3},
        {1, 2, 3, 5},
        {4},
        {5},
        {5},
        {5},
    ],
}
