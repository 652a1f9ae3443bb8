"""Who may open what: every address, page type, document and picture, as every role and as nobody.

An address without a rule fails the suite: say here who may open it when you add one.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, get_page_models

from focusareas.models import (
    ActionPlanPage,
    FocusAreaPage,
    ReportIndexPage,
    StrategicObjective,
    StrategyPage,
)
from home.models import ContentPage, HomePage
from home.roles import ROLES, set_up_page_rights
from networks.models import Office, Person, Place, Theme
from portal.models import PortalDocument, PortalImage, User
from search.models import SavedSearch

pytestmark = pytest.mark.django_db

LANGUAGES = ("da", "en")
ONCE = "What a role may do does not hang on the database; SQLite's run tries them all."
EDITING_ROLES = [name for name, role in ROLES.items() if role.permissions]


class Rule(Enum):
    """Who may open an address."""

    OPEN = "anybody"
    SIGNED_IN = "whoever is signed in"
    EDITORS = "whoever may edit"
    WRITERS = "whoever may write reports, and each their own"
    COORDINATORS = "whoever edits the plan of all offices"
    REPORT = "whoever is signed in, about reports that are published, see tests/focusareas"
    CONTENT = "whoever may read the page, document or picture behind it, see the tests below"


RULES: list[tuple[str, Rule]] = [
    (r"(healthz|readyz|robots\.txt)", Rule.OPEN),
    (r"media/<path:path>", Rule.CONTENT),
    (r"documents/<int:document_id>/<str:document_filename>", Rule.CONTENT),
    (r"admin/login/", Rule.OPEN),
    (r"admin/(jsi18n|sprite)/", Rule.SIGNED_IN),
    (r"admin/.*", Rule.EDITORS),
    (r"accounts/(login|logout|signup|inactive)/", Rule.OPEN),
    (r"accounts/(login/code/confirm|2fa/authenticate)/", Rule.OPEN),
    (r"accounts/(confirm-email/|\^confirm-email/|password/reset/|\^password/reset/).*", Rule.OPEN),
    (r"accounts/.*", Rule.SIGNED_IN),
    (r"search/((suggest|counted)/)?", Rule.OPEN),
    (r"search/saved/.*", Rule.SIGNED_IN),
    # Whoever has the signed address; nothing but a notice at any other.
    (r"(feeds|unsubscribe)/search/<str:token>/", Rule.OPEN),
    (r"feeds/activities/<str:token>/", Rule.OPEN),
    (r"follow-up/<str:token>/", Rule.OPEN),
    (r"missing-reports/(<int:pk>/)?", Rule.COORDINATORS),
    (r"(sources|activities|coordination|from-learning-to-practice|before-you-travel)/", Rule.SIGNED_IN),
    (r"before-you-travel/(contacts\.vcf|calendar\.ics)", Rule.REPORT),
    (r"(themes|places|offices|people)/(<slug:slug>/)?", Rule.SIGNED_IN),
    (r"my-reports/.*", Rule.WRITERS),
    (r"reports/(comments/)?<int:pk>/.*", Rule.REPORT),
    (r"\^\(\(\?:\[\\w\\-\]\+/\)\*\)\$", Rule.CONTENT),
]


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address pattern below the resolver with its whole route."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, route)
        else:
            yield route, pattern


def all_routes() -> list[str]:
    """Return every route in English, without the language at its beginning."""
    with translation.override("en"):
        return [route.removeprefix("en/") for route, _pattern in walk(get_resolver())]


def rule_for(route: str) -> Rule | None:
    """Return the first rule whose expression matches the whole route."""
    return next((rule for expression, rule in RULES if re.fullmatch(expression, route)), None)


def sample(route: str) -> str:
    """Return an address the route matches."""
    path = re.sub(r"\(\?P<\w+>[^()]*\)", "1", route)
    path = re.sub(r"<int:\w+>|<(?:str:)?(?:pk|\w+_id)>", "1", path)
    path = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", path)
    path = re.sub(r"<(?:\w+:)?\w+>", "x", path)
    return "/" + re.sub(r"\.\*/?|[\^$\\]", "", path)


def addresses(*rules: Rule) -> list[str]:
    """Return a sample address in each language for every route under one of the rules."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            routes = [route for route, _pattern in walk(get_resolver())]
            asked = [rule_for(english) in rules for english in all_routes()]
            paths = [sample(route) for route, is_asked in zip(routes, asked, strict=True) if is_asked]
            for path in paths:
                resolve(path)
            found += paths
    return sorted(set(found))


def asks_for_sign_in(response: Any) -> bool:
    """Tell whether the answer leads to the sign-in page."""
    return response.status_code == 302 and "/accounts/login/" in response["Location"]


def test_every_address_has_a_rule() -> None:
    without = [route for route in all_routes() if rule_for(route) is None]
    assert without == []


def test_every_rule_has_an_address() -> None:
    routes = all_routes()
    for expression, _rule in RULES:
        assert any(re.fullmatch(expression, route) for route in routes), expression


def test_closed_addresses_ask_for_sign_in(site: HomePage, client: Client) -> None:
    for path in addresses(Rule.SIGNED_IN, Rule.EDITORS, Rule.WRITERS, Rule.COORDINATORS, Rule.REPORT):
        response = client.get(path)
        if response.status_code == 302 and response["Location"].startswith(reverse("admin_login")):
            response = client.get(response["Location"])
        assert asks_for_sign_in(response), (path, response.status_code)


# Steps of a sign-in that has not begun, and leaving when nobody has come.
LEADING_TO_SIGN_IN = ("/admin/login/", "/logout/", "/code/confirm/", "/2fa/authenticate/", "/password/reset/key/done/")


def test_open_addresses_open(site: HomePage, client: Client) -> None:
    for path in addresses(Rule.OPEN):
        response = client.get(path)
        assert response.status_code < 500, path
        assert not asks_for_sign_in(response) or path.endswith(LEADING_TO_SIGN_IN), path


def test_readers_are_refused_at_every_editing_address(site: HomePage, client_as: Callable[[str], Client]) -> None:
    if connection.vendor == "postgresql":
        pytest.skip(ONCE)
    client = client_as("reader")
    for path in addresses(Rule.EDITORS):
        response = client.get(path)
        if response.status_code == 302:
            assert response["Location"].startswith(reverse("admin_login")), path
            response = client.get(response["Location"])
        assert response.status_code in (403, 404, 405), (path, response.status_code)


def test_writers_reach_their_reports_and_readers_do_not(site: HomePage, client_as: Callable[[str], Client]) -> None:
    site.add_child(instance=ReportIndexPage(title="Rapporter", slug="rapporter"))
    set_up_page_rights()
    clients = {role: client_as(role) for role in ROLES}
    for path in addresses(Rule.WRITERS):
        for role, client in clients.items():
            # Where a file is sent to leads to the form otherwise.
            status = client.get(path, follow=True).status_code
            # There is no report with this key.
            missing = "1" in path
            assert status == (403 if role == "reader" else 404 if missing else 200), (role, path)


@pytest.mark.parametrize("role", ROLES)
def test_coordinators_alone_reach_what_is_theirs(role: str, client_as: Callable[[str], Client]) -> None:
    client, may = client_as(role), role in ("coordinator", "administrator")
    for path in addresses(Rule.COORDINATORS):
        # There is no activity with this key.
        assert client.get(path).status_code == ((404 if "1" in path else 200) if may else 403), path


@pytest.mark.parametrize("role", EDITING_ROLES)
def test_editors_reach_the_editing_interface(role: str, client_as: Callable[[str], Client]) -> None:
    assert client_as(role).get(reverse("wagtailadmin_home")).status_code == 200


# What each may change is tested beside the models.
@pytest.mark.parametrize("role", EDITING_ROLES)
def test_every_editing_address_answers_every_editor(role: str, client_as: Callable[[str], Client]) -> None:
    if connection.vendor == "postgresql" and role != "administrator":
        pytest.skip(ONCE)
    client = client_as(role)
    # Wagtail's own way of trying the error page, and the way out.
    left_out = {reverse("wagtailadmin_error_test"), reverse("wagtailadmin_logout")}
    for path in sorted(set(addresses(Rule.EDITORS)) - left_out):
        response = client.get(path)
        assert response.status_code < 500, path
        assert not asks_for_sign_in(response), path


@pytest.mark.parametrize("role", ROLES)
def test_every_role_opens_what_is_for_staff(role: str, client_as: Callable[[str], Client]) -> None:
    client = client_as(role)
    office = Office.objects.create(slug="x", name_da="Kontoret")
    Theme.objects.create(slug="x", name_da="Bolig")
    Place.objects.create(slug="x", name_da="Berlin", country="DE", latitude="52.52", longitude="13.40")
    Person.objects.create(slug="x", name="Kim Eksempel", office=office)
    SavedSearch.objects.create(pk=1, owner=User.objects.get(username=role), name="Bolig", parameters={"q": ["bolig"]})
    for path in addresses(Rule.SIGNED_IN):
        response = client.get(path)
        assert not asks_for_sign_in(response), path
        assert response.status_code in (200, 302, 403, 404, 405), (path, response.status_code)
        if not path.removeprefix("/en").startswith(("/accounts/", "/admin/")):
            assert response.status_code == 200, path


def facts_of(model: type[Page], home: HomePage) -> dict[str, Any]:
    """Return what a Danish page of the type must have besides its title."""
    if model is FocusAreaPage:
        strategy = home.add_child(instance=StrategyPage(title="Strategien", slug="strategien"))
        objective = StrategicObjective.objects.create(strategy=strategy, slug="x", name_da="Byen", gist_da="Byen")
        return {"number": 1, "primary_objective": objective}
    if model is ActionPlanPage:
        return {"period_start": date(2007, 1, 1), "period_end": date(2009, 12, 31)}
    if any(field.name == "start_date" for field in model._meta.fields):
        return {"start_date": date(2007, 1, 1), "end_date": date(2007, 1, 2)}
    return {}


def make_page(model: type[Page], home: HomePage) -> Page:
    """Make a Danish page of the type, with the pages above it."""
    if model is HomePage:
        return home
    parent_model = next(iter(model.allowed_parent_page_models()))
    parent = make_page(parent_model, home)
    page = model(title="Siden", slug="siden", **facts_of(model, home))
    parent.add_child(instance=page)
    return page


PAGE_MODELS = [model for model in get_page_models() if model is not Page and model.is_creatable]


def translate(page: Page, *, live: bool = True) -> Page:
    """Make the page's English version, live or not."""
    english = Locale.objects.get(language_code="en")
    found = page.get_translation_or_none(english)
    copy = found or page.copy_for_translation(english, copy_parents=True)
    copy = copy.specific
    copy.live = live
    copy.alias_of = None
    copy.save()
    return copy


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_pages_are_closed_until_opened(
    model: type[Page], site: HomePage, client: Client, client_as: Callable[[str], Client]
) -> None:
    danish = make_page(model, site)
    english = translate(danish)
    clients = {role: client_as(role) for role in ROLES}
    for page in (danish, english):
        assert asks_for_sign_in(client.get(page.url)), page.url
        for role, signed_in in clients.items():
            assert signed_in.get(page.url).status_code == 200, (role, page.url)
    english.is_public = True
    english.save()
    assert client.get(english.url).status_code == 200
    assert asks_for_sign_in(client.get(danish.url))
    english.live = False
    english.save()
    assert asks_for_sign_in(client.get(english.url))
    if model is not HomePage:
        assert clients["reader"].get(english.url).context["page"] == danish


def test_a_copy_and_an_alias_of_an_open_page_are_closed(site: HomePage, client: Client) -> None:
    english = translate(make_page(ContentPage, site))
    english.is_public = True
    english.save()
    copy = english.copy(update_attrs={"slug": "kopi", "title": "Kopi"}, keep_live=True)
    alias = english.create_alias(update_slug="alias")
    for page in (copy, alias):
        assert page.live
        assert asks_for_sign_in(client.get(page.url)), page.url


def test_a_missing_page_looks_closed_to_nobody_and_missing_to_staff(
    site: HomePage, client: Client, client_as: Callable[[str], Client]
) -> None:
    assert asks_for_sign_in(client.get("/findes-ikke/"))
    assert client_as("reader").get("/findes-ikke/").status_code == 404


@pytest.mark.parametrize("is_public", [False, True])
def test_documents(
    is_public: bool, site: HomePage, client: Client, client_as: Callable[[str], Client], settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(b"tekst", name="notat.txt")
    document = PortalDocument.objects.create(title="Notat", file=file, is_public=is_public)
    for role in ROLES:
        assert client_as(role).get(document.url).status_code == 200, role
    response = client.get(document.url)
    assert response.status_code == 200 if is_public else asks_for_sign_in(response)
    assert "Content-Encoding" not in response
    assert asks_for_sign_in(client.get(f"/media/{document.file.name}"))


@pytest.mark.parametrize("is_public", [False, True])
def test_pictures(
    is_public: bool, site: HomePage, client: Client, client_as: Callable[[str], Client], settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    image = PortalImage.objects.create(title="Foto", file=get_test_image_file(), is_public=is_public)
    rendition = image.get_rendition("width-100")
    for role in ROLES:
        signed_in = client_as(role)
        assert signed_in.get(rendition.url).status_code == 200, role
        original = signed_in.get(f"/media/{image.file.name}")
        assert original.status_code == 200, role
        assert "Content-Encoding" not in original
    response = client.get(rendition.url)
    assert response.status_code == 200 if is_public else asks_for_sign_in(response)
    assert asks_for_sign_in(client.get(f"/media/{image.file.name}"))


def test_media_serves_nothing_but_pictures(
    site: HomePage, client_as: Callable[[str], Client], settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "media" / "loose.txt").write_text("x")
    client = client_as("administrator")
    for path in ("loose.txt", "../secret.txt", "%2e%2e/secret.txt"):
        assert client.get(f"/media/{path}").status_code == 404, path
