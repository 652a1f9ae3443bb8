"""Danish text never goes live as English: through the editing interface, and whichever way a page is saved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from focusareas.models import (
    ActionPlanPage,
    FocusAreaPage,
    ReportIndexPage,
    StrategicObjective,
    StrategyPage,
    TripReportPage,
)
from home.models import ContentPage, HomePage
from networks.models import SourceDocument, SourceReference
from portal.translations import TextsDiffer, count_missing, enter, publish, submit

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]
DANISH = {"title": "Arbejdsområder", "slug": "arbejdsomraader", "summary": "Det gør vi."}
ENGLISH = {"title": "Work areas", "slug": "work-areas", "summary": "This is what we do."}
BODY = '[{"type": "text", "value": "<p>%s</p><p>%s</p>", "id": "0b2e5f3e-6ff4-4a7e-9f6d-0d2f7c8a1b11"}]'
DANISH_BODY = BODY % ("Vi hjælper hjemløse.", "Vi lærer af andre.")
ENGLISH_BODY = BODY % ("We help homeless people.", "We learn from others.")


@pytest.fixture
def english(site: HomePage) -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def work_area(site: HomePage) -> ContentPage:
    """Return a published Danish page whose stand-in is live in the English tree."""
    page = ContentPage(**DANISH, body=DANISH_BODY)
    site.add_child(instance=page)
    page.save_revision().publish()
    page.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    return ContentPage.objects.get(pk=page.pk)


def translated(page: Any) -> Any:
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code="en")


def send_for_translation(client: Client, work_area: ContentPage, english: Locale) -> Translation:
    address = reverse("wagtail_localize:submit_page_translation", args=[work_area.pk])
    answer = client.post(address, {"locales": [english.pk]})
    assert answer.status_code == 302
    return Translation.objects.get(source__object_id=work_area.translation_key)


def press_publish(client: Client, work_area: ContentPage) -> str:
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[translated(work_area).pk]), {"action": "publish"}, follow=True
    )
    return str(answer.content.decode())


def test_a_page_sent_for_translation_leaves_the_english_site_until_it_is_published(
    client_as: SignIn, work_area: ContentPage, english: Locale
) -> None:
    assert translated(work_area).live
    client = client_as("communications")
    send_for_translation(client, work_area, english)
    draft = translated(work_area)
    assert draft.alias_of_id is None
    assert not draft.live
    answer = client.get("/en/arbejdsomraader/")
    assert answer.status_code == 200, "the Danish page is shown at the address meanwhile"
    assert "Vi hjælper hjemløse." in answer.content.decode()


def test_publishing_with_texts_missing_is_refused_with_their_number(
    client_as: SignIn, work_area: ContentPage, english: Locale
) -> None:
    client = client_as("communications")
    translation = send_for_translation(client, work_area, english)
    missing = count_missing(translation)
    assert missing == 4
    enter_one(translation, "title", "Work areas")
    answered = press_publish(client, work_area)
    assert str(missing - 1) in answered
    assert "oversat" in answered or "not translated" in answered
    assert "Resumé, Tekst (2)." in answered
    assert not translated(work_area).live


def enter_one(translation: Translation, path: str, text: str) -> None:
    segment = translation.source.stringsegment_set.get(context__path=path)
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale, data=text
    )


def test_publishing_goes_through_when_every_text_is_translated(
    client_as: SignIn, work_area: ContentPage, english: Locale, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_as("communications")
    translation = send_for_translation(client, work_area, english)
    enter(translation, {**ENGLISH, "body": ENGLISH_BODY})
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(client, work_area)
    live = translated(work_area)
    assert live.live
    assert live.alias_of_id is None
    assert (live.title, live.slug, live.summary) == tuple(ENGLISH.values())
    assert live.body[0].value.source == "<p>We help homeless people.</p><p>We learn from others.</p>"
    assert client.get("/en/work-areas/").status_code == 200


def test_the_address_is_made_from_the_translated_title(
    client_as: SignIn, work_area: ContentPage, english: Locale, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_as("communications")
    translation = send_for_translation(client, work_area, english)
    enter(translation, {**ENGLISH, "body": ENGLISH_BODY})
    StringTranslation.objects.filter(context__path="slug").delete()
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(client, work_area)
    assert (translated(work_area).live, translated(work_area).slug) == (True, "work-areas")


def test_publishing_several_pages_at_once_is_refused_too(
    client_as: SignIn, work_area: ContentPage, english: Locale
) -> None:
    client = client_as("communications")
    send_for_translation(client, work_area, english)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for chosen in (translated(work_area), translated(work_area).get_parent()):
        answer = client.post(f"{address}?id={chosen.pk}&next=/admin/", {"include_descendants": "on"}, follow=True)
        assert answer.status_code == 200
        assert "Arbejdsområder: 4" in answer.content.decode()
    assert not translated(work_area).live


def test_whoever_publishes_past_the_interface_is_refused_too(work_area: ContentPage, english: Locale) -> None:
    translation, _is_new = submit(work_area, english)
    translation.save_target(publish=False)
    with pytest.raises(ValidationError):
        publish(translation)
    with pytest.raises(ValidationError):
        translated(work_area).get_latest_revision().publish()
    assert not translated(work_area).live


def test_a_change_of_the_danish_page_never_reaches_the_english_one_untranslated(
    client_as: SignIn, work_area: ContentPage, english: Locale
) -> None:
    translation, _is_new = submit(work_area, english)
    enter(translation, {**ENGLISH, "body": ENGLISH_BODY})
    publish(translation)
    changed = ContentPage.objects.get(pk=work_area.pk)
    changed.summary = "Det gør vi nu."
    changed.save_revision().publish()
    assert translated(work_area).summary == "This is what we do."

    client = client_as("communications")
    source = TranslationSource.objects.get_for_instance(changed)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert "publish_translations" not in client.get(address).context["form"].visible_fields()
    client.post(address, {"publish_translations": "on"})
    translation.refresh_from_db()
    assert count_missing(translation) == 1
    assert translated(work_area).summary == "This is what we do."
    assert translated(work_area).live

    press_publish(client, work_area)
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)
    assert translated(work_area).summary == "This is what we do."
    assert translated(work_area).live


def test_a_stand_in_made_an_ordinary_page_leaves_the_site(client_as: SignIn, work_area: ContentPage) -> None:
    client = client_as("coordinator")
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[translated(work_area).pk]))
    assert translated(work_area).alias_of_id is None
    assert not translated(work_area).live


def test_a_stand_in_follows_its_danish_page(work_area: ContentPage) -> None:
    work_area.title = "Vores arbejdsområder"
    work_area.save_revision().publish()
    assert translated(work_area).title == "Vores arbejdsområder"
    assert translated(work_area).is_untranslated


def test_a_translation_has_to_have_the_same_paragraphs(work_area: ContentPage, english: Locale) -> None:
    translation, _is_new = submit(work_area, english)
    with pytest.raises(TextsDiffer, match="Arbejdsområder: body"):
        enter(translation, {**ENGLISH, "body": ENGLISH_BODY.replace("</p><p>", " ")})


def test_entering_the_same_texts_again_changes_nothing(work_area: ContentPage, english: Locale) -> None:
    translation, is_new = submit(work_area, english)
    assert is_new
    assert enter(translation, {**ENGLISH, "body": ENGLISH_BODY}) == 5
    assert enter(translation, {**ENGLISH, "body": ENGLISH_BODY}) == 0
    _translation, is_new = submit(ContentPage.objects.get(pk=work_area.pk), english)
    assert not is_new


@pytest.fixture
def focus_area(site: HomePage) -> FocusAreaPage:
    """Return a focus area with facts of each kind."""
    plan = site.add_child(
        instance=ActionPlanPage(title="Handlingsplan", period_start="2007-01-01", period_end="2009-12-31")
    )
    document = SourceDocument.objects.create(number="000", title_da="Plan", kind="action_plan", dating_da="2007")
    reference = SourceReference.objects.create(document=document, section="§1")
    strategy = site.add_child(instance=StrategyPage(title="Strategi"))
    objective = StrategicObjective.objects.create(strategy=strategy, slug="laerende", name_da="Lære", gist_da="Lære")
    area = FocusAreaPage(title="Hjemløse", number=7, primary_objective=objective)
    area.sources.set([reference])
    area.alignments.add(area.alignments.model(objective=objective, source=reference))
    plan.add_child(instance=area)
    area.save_revision().publish()
    return area


def is_bare(page: FocusAreaPage) -> bool:
    page = FocusAreaPage.objects.get(pk=page.pk)
    return (
        page.number is None
        and page.primary_objective is None
        and not page.sources.exists()
        and not page.alignments.exists()
    )


def test_facts_stay_on_the_danish_page_whatever_makes_the_english_one(
    focus_area: FocusAreaPage, english: Locale
) -> None:
    # A copied number would break its uniqueness, a copied source would go stale.
    alias = focus_area.copy_for_translation(english, copy_parents=True, alias=True)
    assert is_bare(alias)
    focus_area.save_revision().publish()
    assert is_bare(alias), "publishing the Danish page updates its stand-in"
    translation, _is_new = submit(focus_area, english)
    enter(translation, {"title": "Homeless people", "slug": "homeless-people"})
    assert is_bare(publish(translation))
    assert publish(translation).source == focus_area
    assert FocusAreaPage.objects.get(pk=focus_area.pk).sources.count() == 1


def test_a_page_begins_in_danish(site: HomePage, english: Locale) -> None:
    index = site.add_child(instance=ReportIndexPage(title="Rapporter"))
    stand_in = index.copy_for_translation(english, alias=True)
    assert TripReportPage.can_create_at(index)
    assert not TripReportPage.can_create_at(stand_in)


@pytest.mark.parametrize("role", ["communications", "office_editor", "staff"])
def test_opening_a_page_to_everyone_is_for_those_who_may(
    client_as: SignIn, work_area: ContentPage, english: Locale, role: str
) -> None:
    translation, _is_new = submit(work_area, english)
    enter(translation, {**ENGLISH, "body": ENGLISH_BODY})
    live = publish(translation)
    client_as(role).post(reverse("open_page", args=[live.pk]), {"is_public": "on"})
    assert translated(work_area).is_public == (role == "communications")
    answer = Client().get("/en/work-areas/")
    assert answer.status_code == (200 if role == "communications" else 302)


def test_the_way_to_open_a_page_is_where_it_is_translated(
    client_as: SignIn, work_area: ContentPage, english: Locale
) -> None:
    client = client_as("communications")
    send_for_translation(client, work_area, english)
    page = translated(work_area)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    switch = f"{reverse('open_page', args=[page.pk])}?next={editor}"
    assert switch not in client.get(editor).content.decode(), "a draft has nothing to open"
    translation = Translation.objects.get(source__object_id=work_area.translation_key)
    enter(translation, {**ENGLISH, "body": ENGLISH_BODY})
    publish(translation)
    assert switch in client.get(editor).content.decode()
    assert client.post(switch, {"is_public": "on"})["Location"] == editor
    assert translated(work_area).is_public
    for edited in (page, work_area):
        form = client.get(reverse("wagtailadmin_pages:edit", args=[edited.pk])).content.decode()
        assert reverse("wagtailadmin_pages:set_privacy", args=[edited.pk]) not in form
        assert 'name="is_public"' not in form


def test_publishing_an_older_draft_leaves_an_opened_page_open(work_area: ContentPage, english: Locale) -> None:
    translation, _is_new = submit(work_area, english)
    enter(translation, {**ENGLISH, "body": ENGLISH_BODY})
    live = publish(translation)
    draft = live.save_revision()
    ContentPage.objects.filter(pk=live.pk).update(is_public=True)
    Revision.objects.get(pk=draft.pk).publish()
    assert translated(work_area).is_public


def test_an_opened_page_stays_open_when_it_is_published_again(
    client_as: SignIn, work_area: ContentPage, english: Locale
) -> None:
    translation, _is_new = submit(work_area, english)
    enter(translation, {**ENGLISH, "body": ENGLISH_BODY})
    live = publish(translation)
    client = client_as("communications")
    address = reverse("open_page", args=[live.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"is_public": "on"})
    assert publish(translation).is_public
    client.post(address, {})
    assert not publish(translation).is_public


def test_a_danish_page_cannot_be_opened(client_as: SignIn, work_area: ContentPage) -> None:
    client_as("coordinator").post(reverse("open_page", args=[work_area.pk]), {"is_public": "on"})
    assert not ContentPage.objects.get(pk=work_area.pk).is_public
