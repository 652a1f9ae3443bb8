"""Names sort as the reader's language has it, the same in Python and in either database."""

import pytest
from django.db.models import F
from django.utils import translation

from networks.models import Person
from portal.alphabet import Alphabetical, sorting_key
from tests.networks.factories import OfficeFactory

IN_ORDER = {
    "da": [
        "”Bromøde”",
        "Café Rosa",
        "Cafeen",
        "Émile",
        "Erik",
        "Jeppe",
        "MR-Børn",
        "Oehler",
        "Œuvre",
        "Oslo",
        "Straße",
        "Strasser",
        "Thor",
        "Þórdis",
        "Tyge",
        "Türk",
        "Tysk",
        "zebra",
        "Zoo",
        "Ægir",
        "Äland",
        "Örebro",
        "Øresund",
        "Aabenraa",
        "Århus",
    ],
    "en": [
        "Aabenraa",
        "Ægir",
        "Äland",
        "Århus",
        "”Bromøde”",
        "Café Rosa",
        "Cafeen",
        "Émile",
        "Erik",
        "Jeppe",
        "MR-Børn",
        "Oehler",
        "Œuvre",
        "Örebro",
        "Øresund",
        "Oslo",
        "Straße",
        "Strasser",
        "Thor",
        "Þórdis",
        "Türk",
        "Tyge",
        "Tysk",
        "zebra",
        "Zoo",
    ],
}


def test_python_sorts_as_the_language_does(language: str) -> None:
    another = IN_ORDER["da" if language == "en" else "en"]
    assert sorted(another, key=sorting_key) == IN_ORDER[language]


@pytest.mark.django_db
def test_the_database_sorts_as_python_does(language: str) -> None:
    names = IN_ORDER[language]
    office = OfficeFactory()
    Person.objects.bulk_create(
        Person(name=name, slug=f"person-{number}", office=office) for number, name in enumerate(reversed(names))
    )
    assert list(Person.objects.values_list("name", flat=True)) == names
    assert list(Person.objects.order_by("-name__alphabetical").values_list("name", flat=True)) == names[::-1]
    keys = Person.objects.annotate(key=Alphabetical(F("name"))).values_list("name", "key")
    assert [key for _name, key in keys] == [sorting_key(name) for name in names]
    with translation.override("da" if language == "en" else "en"):
        assert list(Person.objects.values_list("name", flat=True)) != names
