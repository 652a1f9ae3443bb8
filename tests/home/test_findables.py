"""What the search gets to know of content pages, the front page and the coordination."""

import pytest
from django.utils import timezone

from home.models import ContentPage, CoordinationDuty, CoordinationRole, HomePage
from search.facets import Facet
from tests.conftest import Trees
from tests.factories import ContentPageFactory
from tests.search.finding import choices, document, findable, queries

pytestmark = pytest.mark.django_db


def test_content_page_is_found_by_its_blocks(trees: Trees) -> None:
    page = ContentPageFactory(
        parent=trees.danish,
        body=[
            {"type": "heading", "value": "Fra Malmø"},
            {"type": "text", "value": "<p>Byen &amp; havnen</p><p>Broen<br/>til <b>Skåne</b></p>"},
            {"type": "quote", "value": {"text": "Tag med.", "attribution": "Borgmesteren"}},
            {"type": "table", "value": {"data": [["År", "Rejser"], ["2007", None]]}},
            {"type": "figure", "value": {"image": {"image": None, "alt_text": "Udsigt"}, "caption": "Havnen"}},
        ],
    )
    found = document(ContentPage.objects.get(pk=page.pk))
    words = ["Kort fortalt.", "Fra Malmø", "Byen & havnen", "Broen", "til Skåne", "Tag med.", "Borgmesteren"]
    assert found.texts["da"].body.splitlines() == [*words, "År", "Rejser", "2007", "Udsigt", "Havnen"]
    assert choices(found, Facet.KIND) == {"page"}


def test_translation_is_a_text_of_the_same_document(trees: Trees) -> None:
    page = ContentPageFactory(parent=trees.danish, slug="hvad")
    english = trees.translate(page, title="What", slug="what")
    found = document(page)
    assert found.texts["en"].url == "/en/what/"
    assert not found.texts["en"].is_open
    ContentPage.objects.filter(pk=english.pk).update(is_public=True)
    assert document(page).texts["en"].is_open
    assert english.pk not in list(findable(ContentPage).keys())


def test_a_page_that_tells_of_no_day_has_none(trees: Trees) -> None:
    page = ContentPageFactory(parent=trees.danish, first_published_at=timezone.now())
    assert document(page).on is None


def test_translation_in_draft_is_no_text(trees: Trees) -> None:
    page = ContentPageFactory(parent=trees.danish)
    trees.translate(page, live=False)
    assert set(document(page).texts) == {"da"}


def test_front_page_shows_visitors_only_what_is_theirs(trees: Trees) -> None:
    HomePage.objects.update(introduction="<p>Til os</p>", public_introduction="<p>Til alle</p>")
    HomePage.objects.filter(pk=trees.english.pk).update(is_public=True)
    found = document(trees.danish)
    assert found.texts["da"].url == "/"
    assert "Til os" in found.texts["da"].body
    assert found.texts["en"].url == "/en/"
    assert "Til os" not in found.texts["en"].body
    assert "Til alle" in found.texts["en"].body


def test_coordination_is_found() -> None:
    role = CoordinationRole.objects.create(slug="a", name_da="Kontaktgruppen", tasks_da="Deler viden.")
    assert document(role).texts["en"].url == "/en/coordination/#roles"
    duty = CoordinationDuty.objects.create(code="a", text_da="Samler gruppen")
    assert document(duty).texts["da"].title == "Samler gruppen"


def test_queries_do_not_grow(trees: Trees) -> None:
    """The number is of a batch, whatever its size."""
    for number in range(15):
        page = ContentPageFactory(parent=trees.danish)
        if number % 2:
            trees.translate(page)
    keys = list(findable(ContentPage).keys())
    assert queries(ContentPage, keys[:5]) == queries(ContentPage, keys) == 1
