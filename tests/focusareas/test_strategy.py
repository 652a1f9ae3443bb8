from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from focusareas.models import (
    Alignment,
    Benchmark,
    Commitment,
    StrategicAim,
    StrategicObjective,
    StrategyChapter,
    StrategyPage,
    StrategyPrinciple,
    VisionPoint,
)
from tests.conftest import Trees
from tests.focusareas.factories import (
    ActionPlanPageFactory,
    FocusAreaPageFactory,
    StrategicObjectiveFactory,
    StrategyPageFactory,
)
from tests.networks.factories import (
    NetworkIndexPageFactory,
    NetworkPageFactory,
    SourceDocumentFactory,
    SourceReferenceFactory,
)

Pages = dict[str, Any]
# Making a translation takes long, and a few are enough: the rest come in Danish.
TRANSLATED = 3


def make_city_strategy(trees: Trees, rows: int) -> Pages:
    """Return the city's strategy in both languages, with focus areas that two documents map alike but one."""
    page = StrategyPageFactory(parent=trees.danish)
    english = trees.translate(page, title="The international strategy")
    references = [SourceReferenceFactory(document=SourceDocumentFactory(number=f"90{number}")) for number in range(2)]
    objectives = [
        StrategicObjective.objects.create(
            strategy=page, slug=f"maal-{number}", position=number, name_da=f"Mål {number}", gist_da="Kort"
        )
        for number in range(2)
    ]
    for number in range(1, rows + 1):
        VisionPoint.objects.create(strategy=page, number=number, text_da="En vision").sources.set(references)
        StrategicAim.objects.create(strategy=page, number=number, text_da="En målsætning").sources.set(references)
    plan = ActionPlanPageFactory(parent=trees.danish)
    trees.translate(plan)
    for number in range(1, rows + 1):
        focus_area = FocusAreaPageFactory(parent=plan, number=number, primary_objective=objectives[0])
        if number <= TRANSLATED:
            trees.translate(focus_area, title=f"Focus area {number}")
        for reference in references:
            Alignment.objects.create(focus_area=focus_area, objective=objectives[0], source=reference)
            Alignment.objects.create(focus_area=focus_area, aim=StrategicAim.objects.get(number=1), source=reference)
        if number == 1:
            Alignment.objects.create(
                focus_area=focus_area, objective=objectives[1], source=references[1], is_stated=False
            )
    return {"da": page, "en": english}


def make_social_strategy(trees: Trees, rows: int) -> Pages:
    """Return the Social Strategy in both languages, its benchmarks with a suggested focus area and network each."""
    page = StrategyPageFactory(parent=trees.danish, title="Socialstrategien", slug="socialstrategien")
    english = trees.translate(page, title="The Social Strategy")
    reference = SourceReferenceFactory()
    objective = StrategicObjectiveFactory(strategy=StrategyPageFactory(parent=trees.danish))
    plan = ActionPlanPageFactory(parent=trees.danish)
    index = NetworkIndexPageFactory(parent=trees.danish)
    for number in range(1, rows + 1):
        principle = StrategyPrinciple.objects.create(
            strategy=page, number=number, name_da=f"Princip {number}", is_stated=number > 1
        )
        chapter = StrategyChapter.objects.create(
            principle=principle, title_da="Et kapitel", example_title_da="Et eksempel"
        )
        chapter.sources.set([reference])
        Commitment.objects.create(chapter=chapter, text_da="En forpligtelse")
        benchmark = Benchmark.objects.create(strategy=page, number=number, name_da=f"Pejlemærke {number}")
        benchmark.sources.set([reference])
        benchmark.possible_focus_areas.add(
            FocusAreaPageFactory(parent=plan, number=number, primary_objective=objective)
        )
        benchmark.possible_networks.add(NetworkPageFactory(parent=index))
    return {"da": page, "en": english}


def test_focus_areas_stand_under_their_objective(trees: Trees, reader_client: Client, language: str) -> None:
    page = make_city_strategy(trees, 3)[language]
    first, second = reader_client.get(page.get_url()).context["objectives"]
    assert [area.source.number for area in first.focus_areas] == [1, 2, 3]
    assert first.focus_areas[0].locale.language_code == language
    assert second.focus_areas == []


def test_both_versions_mappings_are_shown_and_differences_marked(trees: Trees, reader_client: Client) -> None:
    page = make_city_strategy(trees, 3)["en"]
    response = reader_client.get(page.get_url())
    assert [document.number for document in response.context["documents"]] == ["900", "901"]
    assert [row.differs for row in response.context["mapping"]] == [True, False, False]
    html = response.content.decode()
    assert html.count("The versions differ") == 1
    assert html.count("read from the context") == 1


def test_a_document_says_a_thing_once_however_many_sections_say_it(trees: Trees, reader_client: Client) -> None:
    page: StrategyPage = make_city_strategy(trees, 1)["da"]
    alignment = Alignment.objects.filter(objective__slug="maal-0").first()
    assert alignment is not None
    other = SourceReferenceFactory(document=alignment.source.document, section="§99")
    Alignment.objects.create(focus_area=alignment.focus_area, objective=alignment.objective, source=other)
    row = reader_client.get(page.get_url()).context["mapping"][0]
    assert [len(mapping.objectives) for mapping in row.mappings] == [1, 2]


def test_the_social_strategy_has_its_chapters_and_marks_what_the_portal_adds(
    trees: Trees, reader_client: Client
) -> None:
    page = make_social_strategy(trees, 2)["en"]
    response = reader_client.get(page.get_url())
    html = response.content.decode()
    for text in ("Princip 1", "Et kapitel", "En forpligtelse", "Et eksempel", "Pejlemærke 2"):
        assert text in html
    assert "the portal&#x27;s suggestions" in html or "the portal's suggestions" in html
    assert html.count("the portal reads it from their content") == 1
    assert [len(item.focus_areas) + len(item.networks) for item in response.context["benchmarks"]] == [2, 2]


def test_an_unpublished_suggestion_is_left_out(trees: Trees, reader_client: Client) -> None:
    page = make_social_strategy(trees, 1)["da"]
    Benchmark.objects.get().possible_networks.get().unpublish()
    (item,) = reader_client.get(page.get_url()).context["benchmarks"]
    assert item.networks == []


@pytest.mark.parametrize("make", [make_city_strategy, make_social_strategy])
@pytest.mark.parametrize("rows", [5, 15])
def test_it_takes_few_queries_however_much_there_is(
    trees: Trees,
    reader_client: Client,
    language: str,
    make: Any,
    rows: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    address = make(trees, rows)[language].get_url()
    reader_client.get(address)
    with django_assert_max_num_queries(16):
        assert reader_client.get(address).status_code == 200
