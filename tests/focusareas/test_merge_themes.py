"""A theme that is renamed or merged into another stays to be found, and links to it lead on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from focusareas.models import ReportPage
from networks.merging import merge, with_uses
from networks.models import Theme
from portal.models import FormerAddress
from portal.viewsets import snippet_address
from search.curation import BestBet
from search.digests import send_due
from search.models import SavedSearch
from search.saving import finds, keep
from tests.conftest import LANGUAGES
from tests.factories import UserFactory
from tests.focusareas.plan import Plan


@pytest.fixture
def homeless(plan: Plan) -> Theme:
    return Theme.objects.create(slug="hjemloese", name_da="Hjemløse", name_en="Homeless people")


@pytest.fixture
def homelessness(plan: Plan) -> Theme:
    return Theme.objects.create(slug="hjemloeshed", name_da="Hjemløshed", name_en="Homelessness")


def test_pages_are_marked_with_the_other_theme_once(plan: Plan, homeless: Theme, homelessness: Theme) -> None:
    one, both = plan.add_report("En"), plan.add_report("Begge")
    one.themes = [homeless]
    both.themes = [homeless, homelessness]
    plan.area.themes = [homeless]
    for page in (one, both, plan.area):
        page.save()
    merge(homeless, homelessness)
    assert not Theme.objects.filter(slug="hjemloese").exists()
    for page in (one, both, plan.area):
        assert list(type(page).objects.get(pk=page.pk).themes.all()) == [homelessness]


def test_a_draft_keeps_its_mark(plan: Plan, homeless: Theme, homelessness: Theme) -> None:
    report = plan.add_report("Kladde")
    report.themes = [homeless, homelessness]
    first = report.save_revision()
    report.themes = [homeless]
    report.save_revision()
    merge(homeless, homelessness)
    draft = ReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    assert list(draft.themes.all()) == [homelessness]
    first.refresh_from_db()
    assert first.content["themes"] == [homelessness.pk]


def test_it_cannot_be_merged_into_itself(homeless: Theme) -> None:
    with pytest.raises(ValueError, match="itself"):
        merge(homeless, homeless)


def test_a_new_theme_at_a_former_address_is_its_own(
    plan: Plan, reader_client: Client, homeless: Theme, homelessness: Theme
) -> None:
    merge(homeless, homelessness)
    old, new = plan.add_report("Rapport om hjem"), plan.add_report("Rapport om noget nyt")
    old.themes, new.themes = [homelessness], [Theme.objects.create(slug="hjemloese", name_da="Noget nyt")]
    for report in (old, new):
        report.save()
    content = reader_client.get(plan.address(plan.index, "da"), {"theme": "hjemloese"}).content.decode()
    assert "Rapport om noget nyt" in content
    assert "Rapport om hjem" not in content


def test_the_one_that_stays_keeps_what_was_changed_meanwhile(homeless: Theme, homelessness: Theme) -> None:
    Theme.objects.filter(pk=homelessness.pk).update(name_en="Life without a home")
    merge(homeless, homelessness)
    assert Theme.objects.get(pk=homelessness.pk).name_en == "Life without a home"


def test_a_theme_that_is_gone_already_cannot_be_merged(homeless: Theme, homelessness: Theme) -> None:
    Theme.objects.filter(pk=homeless.pk).delete()
    with pytest.raises(Theme.DoesNotExist):
        merge(homeless, homelessness)


def test_the_list_of_themes_is_searched_by_other_names(reader_client: Client, homeless: Theme) -> None:
    Theme.objects.create(slug="andet", name_da="Noget andet")
    homeless.name_da = "Mennesker uden bolig"
    homeless.save()
    content = reader_client.get(reverse("themes"), {"q": "HJEMLØSE"}).content.decode()
    assert "Mennesker uden bolig" in content
    assert "Noget andet" not in content


def test_no_address_leads_to_a_fact_that_is_gone(homeless: Theme, homelessness: Theme) -> None:
    homeless.slug = "uden-bolig"
    homeless.save()
    merge(homeless, homelessness)
    assert set(FormerAddress.objects.values_list("slug", "current")) == {
        ("hjemloese", "hjemloeshed"),
        ("uden-bolig", "hjemloeshed"),
    }
    Theme.objects.filter(pk=homelessness.pk).delete()
    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_the_other_theme(
    reader_client: Client, homeless: Theme, homelessness: Theme, language: str
) -> None:
    merge(homeless, homelessness)
    with override(language):
        old, new = reverse("theme", args=["hjemloese"]), reverse("theme", args=["hjemloeshed"])
    response = reader_client.get(old)
    assert (response.status_code, response["Location"]) == (302, new)
    assert reader_client.get(old, {"page": "2"})["Location"] == f"{new}?page=2"
    content = reader_client.get(new).content.decode()
    assert "Hjemløse, Homeless people" in content
    with override(language):
        assert reader_client.get(reverse("theme", args=["findes-ikke"])).status_code == 404


def test_filtered_lists_know_a_former_address(
    plan: Plan, reader_client: Client, homeless: Theme, homelessness: Theme
) -> None:
    report = plan.add_report("Rapport om hjem")
    report.themes = [homeless]
    report.save()
    plan.add_report("Uden tema")
    merge(homeless, homelessness)
    content = reader_client.get(plan.address(plan.index, "da"), {"theme": "hjemloese"}).content.decode()
    assert "Rapport om hjem" in content
    assert "Uden tema" not in content


def test_what_readers_and_the_coordinator_kept_follows(homeless: Theme, homelessness: Theme) -> None:
    owner = UserFactory.create()
    search = SavedSearch.objects.create(
        owner=owner, name="Hjem", parameters={"theme": ["hjemloese", "hjemloeshed"], "q": ["hjem"]}
    )
    bet = BestBet.objects.create(phrases="hjem", model="networks.theme", object_id=homeless.pk)
    merge(homeless, homelessness)
    search.refresh_from_db()
    bet.refresh_from_db()
    assert search.parameters == {"theme": ["hjemloeshed"], "q": ["hjem"]}
    assert bet.object_id == homelessness.pk


@pytest.mark.parametrize("followed", ["hjemloese", "hjemloeshed"])
def test_mail_tells_of_what_is_new_and_not_of_a_merge(
    plan: Plan, homeless: Theme, homelessness: Theme, followed: str, django_capture_on_commit_callbacks: Any
) -> None:
    def mark(title: str, theme: Theme) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            report = plan.add_report(title)
            report.themes = [theme]
            report.save()

    mark("Gammel om hjemløse", homeless)
    mark("Gammel om hjemløshed", homelessness)
    search = SavedSearch(owner=UserFactory.create(), parameters={"theme": [followed]}, frequency="at_once")
    keep(search)
    mark("Kom lige før", homeless if followed == "hjemloese" else homelessness)
    with django_capture_on_commit_callbacks(execute=True):
        merge(homeless, homelessness)
    # The reports and the theme.
    assert len(finds(SavedSearch.objects.get())) == 4
    send_due()
    (letter,) = mail.outbox
    assert "Kom lige før" in letter.body
    assert "Gammel" not in letter.body
    mark("Kom bagefter", homelessness)
    send_due()
    assert "Kom bagefter" in mail.outbox[1].body


def test_a_renamed_theme_is_found_by_its_old_name_and_address(homeless: Theme) -> None:
    homeless.name_da, homeless.slug = "Mennesker uden bolig", "uden-bolig"
    homeless.save()
    assert homeless.also_called == ["Hjemløse"]
    assert FormerAddress.objects.get(kind="theme", slug="hjemloese").current == "uden-bolig"
    homeless.slug = "bolig"
    homeless.save()
    assert FormerAddress.objects.get(kind="theme", slug="hjemloese").current == "bolig"
    homeless.name_da, homeless.slug = "Hjemløse", "hjemloese"
    homeless.save()
    assert homeless.also_called == ["Mennesker uden bolig"]
    assert not FormerAddress.objects.filter(slug="hjemloese").exists()


def test_the_coordinator_merges_in_the_editing_interface(
    plan: Plan, client_as: Callable[[str], Client], homeless: Theme, homelessness: Theme
) -> None:
    report = plan.add_report("Rapport")
    report.themes = [homeless]
    report.save()
    client = client_as("coordinator")
    address = snippet_address(Theme, "merge", homeless.pk)
    assert address in client.get(snippet_address(Theme, "list")).content.decode()
    assert address in client.get(snippet_address(Theme, "edit", homeless.pk)).content.decode()
    assert client.get(address).context["marked"] == [f"1 {ReportPage._meta.verbose_name}"]
    for wrong in ("", homeless.pk, 0):
        response = client.post(address, {"into": wrong})
        assert response.status_code == 200
        assert response.context["form"].errors["into"]
    response = client.post(address, {"into": homelessness.pk})
    assert response["Location"] == snippet_address(Theme, "list")
    assert [str(message) for message in get_messages(response.wsgi_request)]
    assert list(ReportPage.objects.get(pk=report.pk).themes.all()) == [homelessness]
    assert client.get(response["Location"]).status_code == 200
    logged = set(ModelLogEntry.objects.filter(content_type__model="theme").values_list("action", "object_id"))
    assert {("wagtail.delete", str(homeless.pk)), ("wagtail.edit", str(homelessness.pk))} <= logged


def test_uses_are_counted_without_multiplying_kinds(plan: Plan, homeless: Theme, homelessness: Theme) -> None:
    for number in range(2):
        report = plan.add_report(f"Rapport {number}")
        report.themes = [homeless]
        report.save()
    plan.area.themes = [homeless]
    plan.area.save()
    themes: Any = with_uses(Theme.objects.order_by("pk"))
    counted = dict(themes.values_list("slug", "uses"))
    assert (counted["hjemloese"], counted["hjemloeshed"]) == (3, 0)
    # A join of every kind with every other would be counted, and grows with their product.
    assert list(themes.query.alias_map) == [Theme._meta.db_table]


@pytest.mark.parametrize("role", ["staff", "office_editor", "communications"])
def test_others_may_not_merge(role: str, client_as: Callable[[str], Client], homeless: Theme) -> None:
    assert client_as(role).get(snippet_address(Theme, "merge", homeless.pk)).status_code in (302, 403)
