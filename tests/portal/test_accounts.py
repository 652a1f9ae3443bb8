from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.models import User
from tests.conftest import Trees
from tests.factories import PASSWORD

NEW_PASSWORD = "en-helt-ny-adgangskode"


@pytest.mark.parametrize("name", ["reader", "reader@example.dk"])
def test_sign_in_by_name_or_address(trees: Trees, reader: User, client: Client, name: str) -> None:
    response = client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    assert response.status_code == 302
    assert client.get("/").status_code == 200


def test_signing_in_says_nothing_and_signing_out_does(trees: Trees, reader: User, client: Client) -> None:
    signed_in = client.post("/en/accounts/login/", {"login": "reader", "password": PASSWORD}, follow=True)
    assert list(signed_in.context["messages"]) == []
    signed_out = client.post("/en/accounts/logout/", follow=True)
    assert "You have signed out." in signed_out.content.decode()


def test_sign_in_leads_back_to_where_one_came_from(trees: Trees, reader: User, client: Client) -> None:
    asked = client.get("/sources/", follow=True)
    address, _status = asked.redirect_chain[-1]
    response = client.post(address, {"login": "reader", "password": PASSWORD, "next": "/en/"})
    assert response["Location"] == "/en/"


def test_a_wrong_password_is_told_beside_the_form(trees: Trees, reader: User, client: Client, language: str) -> None:
    response = client.post(reverse("account_login"), {"login": "reader", "password": "forkert"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "alert-error" in html
    assert f'<html lang="{language}">' in html


def test_the_sign_in_page_offers_no_sign_up(trees: Trees, client: Client, language: str) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert reverse("account_signup") not in html
    assert html.count("<h1") == 1
    assert 'name="login"' in html
    assert 'name="password"' in html


def test_nobody_makes_their_own_account(trees: Trees, client: Client, language: str) -> None:
    response = client.post(
        reverse("account_signup"),
        {"email": "x@example.dk", "username": "x", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert response.status_code == 200
    assert not User.objects.filter(username="x").exists()


def test_changing_the_password(trees: Trees, reader: User, reader_client: Client) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert reader_client.post(reverse("account_change_password"), form).status_code == 302
    reader.refresh_from_db()
    assert reader.check_password(NEW_PASSWORD)


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_email", "account_logout", "account_reauthenticate", "mfa_index"]
)
def test_account_pages_have_the_portals_look(trees: Trees, reader_client: Client, name: str, language: str) -> None:
    html = reader_client.get(reverse(name)).content.decode()
    assert 'class="header site-header"' in html
    assert html.count("<h1") == 1
    assert "account__card" in html


def test_someone_without_rights_is_told_whom_to_ask(client_as: Callable[[str], Client]) -> None:
    response = client_as("reader").get("/admin/", follow=True)
    html = response.content.decode()
    assert response.status_code == 403
    assert f'<a href="{reverse("coordination")}">' in html
    assert html.count("<h1") == 1
    assert "alert-error" not in html


def test_error_pages_are_bilingual(trees: Trees, reader_client: Client, client: Client) -> None:
    for language in ("da", "en"):
        with override(language):
            address = f"{reverse('wagtail_serve', args=[''])}findes-ikke/"
        html = reader_client.get(address).content.decode()
        assert f'<html lang="{language}">' in html
        assert html.count("<h1") == 1


def test_the_page_for_our_own_errors_needs_nothing(
    trees: Trees, reader_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("home.models.HomePage.get_context", lambda *args: 1 / 0)
    reader_client.raise_request_exception = False
    response = reader_client.get("/")
    assert response.status_code == 500
    html = response.content.decode()
    assert "Fejl 500" in html
    assert 'lang="en"' in html


def test_account_pages_speak_one_language(trees: Trees, reader_client: Client) -> None:
    visitor = Client()
    sign_in = visitor.get("/en/accounts/login/").content.decode()
    reset = visitor.get("/en/accounts/password/reset/").content.decode()
    change = reader_client.get("/en/accounts/password/change/").content.decode()
    for html, said, unsaid in (
        (sign_in, ("Username or email", "Remember me"), "Remember Me"),
        (reset, ("Reset your password", "coordinator"), "Reset My Password"),
        (change, ("Change password",), "Change Password"),
    ):
        assert all(text in html for text in said)
        assert unsaid not in html


def test_two_steps_ask_for_no_confirmed_address(trees: Trees, reader_client: Client) -> None:
    activate = "/en/accounts/2fa/totp/activate/"
    again = reader_client.get(activate)["Location"]
    reader_client.post(again, {"password": PASSWORD, "next": activate})
    assert reader_client.get(activate).context["form"].secret
    answer = reader_client.post(activate, {"code": "000000"})
    assert list(answer.context["form"].errors) == ["code"]
    assert "verified" not in str(answer.context["form"].errors)


def test_somebody_signed_in_is_called_by_name_where_a_password_is_reset(reader_client: Client, reader: User) -> None:
    html = reader_client.get(reverse("account_reset_password_done")).content.decode()
    assert f"Du er allerede logget ind som {reader.get_full_name()}." in html
    assert "Vi har sendt dig en e-mail." in html
