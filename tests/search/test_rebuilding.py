"""Rebuilding the index, and finding out where it differs from the content."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from home.findables import LISTS
from networks.models import Theme
from search import freshness
from search.engines import engine
from search.facets import Facet
from search.management.progress import ProgressBar
from search.models import FacetLabel, SearchDocument, SearchTerm
from search.rebuilding import compare, rebuild
from tests.conftest import Trees
from tests.factories import ContentPageFactory
from tests.networks.factories import PlaceFactory

pytestmark = pytest.mark.django_db

# The front page, and the lists of facts.
FROM_THE_START = 1 + len(LISTS)


def output(name: str, *args: str) -> str:
    """Return what a command prints."""
    out = StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


def check() -> str:
    """Return what check_search prints; it has to fail."""
    out = StringIO()
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("check_search", stdout=out)
    return out.getvalue()


def test_rebuild_finds_everything_and_leaves_alone_what_has_not_changed(trees: Trees) -> None:
    ContentPageFactory(parent=trees.danish)
    PlaceFactory()
    # The front page and the lists are there from the start.
    assert f"{FROM_THE_START + 2} documents, 2 rows changed" in output("rebuild_search")
    before = dict(SearchDocument.objects.values_list("pk", "checksum"))
    assert len(before) == FROM_THE_START + 2
    assert f"{FROM_THE_START + 2} documents, 0 rows changed, 0 taken out" in output("rebuild_search")
    assert dict(SearchDocument.objects.values_list("pk", "checksum")) == before
    assert "true to the content" in output("check_search")


def test_rebuild_goes_on_where_it_was_stopped(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each batch stands for itself."""
    rebuild()
    monkeypatch.setattr("search.rebuilding.BATCH", 2)
    for _number in range(5):
        PlaceFactory()
    asked: list[int] = []

    def refresh(keys: list[Any]) -> int:
        asked.append(len(keys))
        if len(asked) == FROM_THE_START + 2:
            raise KeyboardInterrupt
        return freshness.refresh(keys)

    monkeypatch.setattr("search.rebuilding.refresh", refresh)
    with pytest.raises(KeyboardInterrupt):
        rebuild()
    assert SearchDocument.objects.count() == FROM_THE_START + 2
    monkeypatch.setattr("search.rebuilding.refresh", freshness.refresh)
    assert rebuild().changed == 3
    assert not compare()


def test_rebuild_takes_out_what_ought_not_to_be_there(trees: Trees) -> None:
    place = PlaceFactory()
    rebuild()
    with freshness.paused():
        pk = place.pk
        place.delete()
    SearchDocument.objects.filter(model="home.homepage").update(model="gone.model")
    printed = check()
    assert f"networks.place:{pk}" in printed
    assert "gone.model:" in printed
    assert rebuild().removed == 2
    assert not compare()


@pytest.mark.parametrize(
    ("values", "sort"),
    [({"checksum": "other"}, "different"), ({"analyser_version": 0}, "of an older analyser")],
)
def test_check_finds_rows_that_are_not_what_they_should_be(trees: Trees, values: dict[str, Any], sort: str) -> None:
    rebuild()
    SearchDocument.objects.update(**values)
    printed = check()
    assert f"{FROM_THE_START} {sort}" in printed
    assert f"home.homepage:{trees.danish.pk}" in printed


def test_check_finds_what_is_missing(trees: Trees) -> None:
    rebuild()
    engine().delete([("home.homepage", trees.danish.pk)])
    assert "1 missing" in check()
    rebuild()
    assert not compare()


def test_check_finds_a_facet_with_another_name(trees: Trees) -> None:
    place = PlaceFactory(slug="wien")
    rebuild()
    FacetLabel.objects.filter(facet=Facet.PLACE, value=place.slug).update(labels={"da": "Et andet"})
    assert "place=wien" in check()
    rebuild()
    assert not compare()


def test_check_lists_no_more_than_it_is_asked(trees: Trees) -> None:
    for _number in range(4):
        PlaceFactory()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_search", "--list=2", stdout=out)
    assert "… and 2 more" in out.getvalue()


def test_check_tells_of_notes_that_wait(trees: Trees) -> None:
    rebuild()
    freshness.update()
    freshness.note([("home.homepage", trees.danish.pk)])
    assert "1 notes of changes wait" in output("check_search")
    assert "1 notes seen to, 0 left" in output("update_search")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_only() -> None:
    terminal, file = Terminal(), StringIO()
    for stream in (terminal, file):
        bar = ProgressBar(OutputWrapper(stream))
        bar(0, 4)
        bar(2, 4)
        bar(4, 4)
    assert "[####################--------------------]  50 % 2/4" in terminal.getvalue()
    assert terminal.getvalue().endswith("100 % 4/4\n")
    assert file.getvalue() == ""


def test_the_words_of_the_texts_are_known_after_a_rebuild() -> None:
    Theme.objects.create(slug="hjemloeshed", name_da="Hjemløshed", name_en="Homelessness")
    call_command("rebuild_search", verbosity=0)
    assert SearchTerm.objects.filter(word__in=["hjemløshed", "homelessness"]).count() == 2
