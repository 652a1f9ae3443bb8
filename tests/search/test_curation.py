"""What the coordinator sets for the search: words that mean the same, and best bets."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.state import StateApps
from django.db.models.signals import post_migrate
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from home.models import HomePage
from home.roles import ROLES
from portal.viewsets import snippet_address
from search.counting import SearchCount
from search.curation import BestBet, CurationVersion, GlossaryGroup, seed_glossary
from search.documents import Document, Text
from search.engines import engine
from search.facets import Facet, FacetValue
from search.in_force import in_force
from tests.addresses import address
from tests.conftest import Trees

pytestmark = pytest.mark.django_db

EDITORS = {"coordinator", "administrator"}
KIND = FacetValue(Facet.KIND, "network", {"da": "Netværk", "en": "Network"})


def group(words: str, **more: Any) -> GlossaryGroup:
    made = GlossaryGroup(words=words, **more)
    made.full_clean()
    made.save()
    return made


def index(pk: int, danish: Text, english: Text | None = None) -> None:
    texts = {"da": danish} | ({"en": english} if english else {})
    engine().index([Document("x.network", pk, texts, [KIND])])


def urls(client: Client, query: str, language: str = "da", **more: str) -> list[str]:
    response = client.get(address("search", language=language), {"q": query, "format": "json", **more})
    return [each["url"] for each in response.json()["results"]]


@pytest.fixture
def no_words(trees: Trees) -> None:
    GlossaryGroup.objects.all().delete()


@pytest.mark.usefixtures("no_words")
def test_a_group_holds_for_the_next_search_and_no_longer(reader_client: Client) -> None:
    index(1, Text("Om kattekonger", "/katte/"))
    assert urls(reader_client, "rat king") == []
    made = group("kattekonge\nrat king")
    assert urls(reader_client, "rat king") == ["/katte/"]
    made.words = "kattekonge\nmouse king"
    made.save()
    assert urls(reader_client, "rat king") == []
    assert urls(reader_client, "mouse kings") == ["/katte/"]
    GlossaryGroup.objects.filter(pk=made.pk).delete()
    assert urls(reader_client, "mouse king") == []


@pytest.mark.usefixtures("no_words")
def test_the_glossary_costs_a_query_while_it_stays_as_it_is() -> None:
    group("hjemløs\nhomeless")
    kept = in_force()
    with CaptureQueriesContext(connection) as captured:
        assert in_force() is kept
    assert len(captured) == 1


@pytest.mark.usefixtures("no_words")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("hjemløs", "at least two"),
        ("hjemløs\nHJEMLØS", "more than once"),
        ("hjemløs\nog", "too common"),
        ("hjemløs\n---", "no words"),
        ("hjemløs\n" + "ord " * 20, "too long"),
        ("bolig\nhousing", "stands in the group"),
        ("dwelling\nHOUSING", "stands in the group"),
    ],
)
def test_a_group_that_will_not_do_is_refused_beside_its_words(words: str, says: str) -> None:
    group("bolig, housing, home")
    with translation.override("en"), pytest.raises(ValidationError) as error:
        group(words)
    assert set(error.value.message_dict) == {"words"}
    with translation.override("en"):
        assert says in " ".join(error.value.messages)


@pytest.mark.usefixtures("no_words")
def test_a_word_with_two_meanings_may_stand_in_two_groups() -> None:
    group("bolig\nhousing")
    assert group(" dwelling ,housing\n\n", may_overlap=True).words == "dwelling\nhousing"


def test_the_first_glossary_comes_once_and_would_be_accepted(site: HomePage) -> None:
    for each in GlossaryGroup.objects.all():
        each.full_clean()
    assert in_force().glossary.meanings(("homeless",))
    GlossaryGroup.objects.all().delete()
    seed_glossary()
    assert not GlossaryGroup.objects.exists()
    assert CurationVersion.objects.count() == 1


@pytest.mark.parametrize("there_is", [True, False], ids=["migrated", "migrated back"])
def test_migrating_alone_fills_the_glossary(db: None, there_is: bool) -> None:
    GlossaryGroup.objects.all().delete()
    CurationVersion.objects.all().delete()
    models = apps if there_is else StateApps([], {})
    post_migrate.send(
        apps.get_app_config("search"),
        app_config=apps.get_app_config("search"),
        apps=models,
        using=DEFAULT_DB_ALIAS,
        verbosity=0,
        interactive=False,
        plan=[],
    )
    assert GlossaryGroup.objects.exists() == there_is
    assert bool(in_force().glossary.meanings(("homeless",))) == there_is


@pytest.fixture
def bet(trees: Trees) -> BestBet:
    index(1, Text("Hjemløsegruppen", "/gruppen/"), Text("Homelessness group", "/en/group/", is_open=True))
    index(2, Text("En hjemløs", "/en-hjemløs/"))
    return BestBet.objects.create(
        phrases="herberger i Europa", model="x.network", object_id=1, note_da="Begynd her", note_en="Start here"
    )


@pytest.mark.parametrize("query", ["herberger i europa", "Europas herberg", '"herberg europa"', "HERBERGERNE  EUROPA "])
def test_a_best_bet_stands_first_however_its_search_is_written(reader_client: Client, bet: BestBet, query: str) -> None:
    assert urls(reader_client, query) == ["/gruppen/"]


@pytest.mark.parametrize("query", ["herberger", "herberger i Europa og Asien", "herberger europa -asien"])
def test_another_search_has_no_best_bet(reader_client: Client, bet: BestBet, query: str) -> None:
    assert urls(reader_client, query) == []


def test_a_best_bet_is_marked_and_stands_there_once(reader_client: Client, bet: BestBet) -> None:
    BestBet.objects.filter(pk=bet.pk).update(phrases="hjemløs")
    CurationVersion.renew()
    answer = reader_client.get("/search/?q=hjemløse&format=json").json()
    assert [each["url"] for each in answer["results"]] == ["/gruppen/", "/en-hjemløs/"]
    assert answer["recommended"] == [{"url": "/gruppen/", "note": "Begynd her"}]
    html = reader_client.get("/en/search/?q=hjemløse").content.decode()
    assert html.index("Recommended") < html.index("Start here") < html.index("/en-hjemløs/")
    assert html.count('href="/en/group/"') == 1
    assert "Begynd her" not in html
    filtered = reader_client.get("/en/search/?q=hjemløse&kind=network").content.decode()
    assert "Recommended" not in filtered
    assert filtered.count('href="/en/group/"') == 1


def test_a_best_bet_answers_a_search_without_hits(reader_client: Client, bet: BestBet) -> None:
    html = reader_client.get("/en/search/?q=herberger i Europa").content.decode()
    assert "No other hits" in html
    assert "Nothing fits this search." not in html
    assert SearchCount.objects.get().hits == 1


def test_a_visitor_sees_of_a_best_bet_what_is_open(client: Client, bet: BestBet) -> None:
    assert urls(client, "herberger i Europa") == ["/en/group/"]
    index(1, Text("Hjemløsegruppen", "/gruppen/"), Text("Homelessness group", "/en/group/"))
    html = client.get("/search/?q=herberger i Europa").content.decode()
    assert "Anbefalet" not in html
    assert "Begynd her" not in html


def post(client: Client, **fields: str) -> Any:
    data = {"phrases": "eurocities", "address": "/gruppen/", "note_da": "", "note_en": "", **fields}
    return client.post(reverse(BestBet.snippet_viewset.get_url_name("add")), data)  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["/gruppen/", " /en/group ", "http://127.0.0.1:8000/gruppen/?q=x"])
def test_a_best_bet_is_given_by_its_address(
    bet: BestBet, client_as: Callable[[str], Client], typed: str, settings: Any
) -> None:
    settings.PORTAL_BASE_URL = "http://127.0.0.1:8000"
    client = client_as("coordinator")
    assert post(client, address=typed).status_code == 302
    made = BestBet.objects.latest("pk")
    assert (made.model, made.object_id) == ("x.network", 1)
    shown = client.get(reverse(BestBet.snippet_viewset.get_url_name("list")))  # type: ignore[attr-defined]
    assert "Hjemløsegruppen" in shown.content.decode()


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("/hjeml%C3%B8s/", "/hjemløs/"),
        ("/hjeml%C3%B8s/", "/hjeml%C3%B8s"),
        ("/hjemløs/", "/hjeml%c3%b8s/"),
        ("/netvaerk/?edition=2008&q=By+og+b%C3%B8rn#entry-5", "/netvaerk/?edition=2008&q=By+og+b%C3%B8rn#entry-5"),
        ("/netvaerk/?edition=2008&q=By+og+b%C3%B8rn#entry-5", "/netvaerk?edition=2008&q=By%20og%20børn#entry-5"),
    ],
)
def test_an_address_is_met_however_it_is_written(
    bet: BestBet, client_as: Callable[[str], Client], kept: str, typed: str
) -> None:
    index(7, Text("En anden", "/netvaerk/"))
    index(8, Text("Den her", kept))
    client = client_as("coordinator")
    assert post(client, address=typed).status_code == 302
    made = BestBet.objects.latest("pk")
    assert made.object_id == 8
    form = client.get(snippet_address(BestBet, "edit", made.pk)).context["form"]
    assert form["address"].value() == kept
    assert client.post(snippet_address(BestBet, "edit", made.pk), form.initial | {"note_da": "x"}).status_code == 302


@pytest.mark.parametrize(
    "typed", ["/findes-ikke/", "/gruppen/#findes-ikke", "https://example.org/gruppen/", "//[", "gruppen"]
)
def test_an_address_where_nothing_is_stays_typed_with_a_message(
    bet: BestBet, client_as: Callable[[str], Client], typed: str
) -> None:
    response = post(client_as("coordinator"), address=typed)
    assert response.status_code == 200
    assert "address" in response.context["form"].errors
    assert f'value="{typed}"' in response.content.decode()


@pytest.mark.parametrize("role", [name for name, role in ROLES.items() if role.permissions])
def test_who_sets_what_the_search_says(role: str, client_as: Callable[[str], Client]) -> None:
    client = client_as(role)
    for model in (GlossaryGroup, BestBet):
        viewset = cast("Any", model).snippet_viewset
        for view in ("list", "add"):
            status = client.get(reverse(viewset.get_url_name(view))).status_code
            assert (status == 200) == (role in EDITORS), view
    assert (client.get(reverse("search_report:index")).status_code == 200) == (role in EDITORS)
