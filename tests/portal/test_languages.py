import pytest
from django.utils.translation import override

from networks.models import Theme
from portal.languages import Bilingual, active_language, bilingual_texts, localized_column


def test_the_text_is_in_the_readers_language(language: str) -> None:
    theme = Theme(name_da="Hjemløshed", name_en="Homelessness")
    assert theme.name == {"da": "Hjemløshed", "en": "Homelessness"}[language]


def test_danish_stands_in_where_there_is_no_english(language: str) -> None:
    assert Theme(name_da="Hjemløshed", name_en="").name == "Hjemløshed"


def test_the_class_gives_the_descriptor() -> None:
    assert isinstance(Theme.name, Bilingual)
    assert bilingual_texts(Theme)["name"].columns == ["name_da", "name_en"]


@pytest.mark.parametrize(("activated", "language"), [("en-gb", "en"), ("fr", "da"), (None, "da")])
def test_other_languages_read_one_of_the_portals(activated: str | None, language: str) -> None:
    with override(activated):
        assert active_language() == language


def test_rows_sort_by_the_text_that_is_shown(db: None, language: str) -> None:
    Theme.objects.create(slug="a", name_da="Alderdom", name_en="Old age")
    Theme.objects.create(slug="b", name_da="Børn")
    names = [theme.name for theme in Theme.objects.filter(slug__in="ab").order_by(localized_column("name"))]
    assert names == sorted(names)
    assert localized_column("name", "en") != localized_column("name", "da")
