from collections.abc import Callable

from django.test import Client

from tests.conftest import Trees

HEADER = "Content-Security-Policy"


def test_the_site_allows_nothing_inline(reader_client: Client, trees: Trees, language: str) -> None:
    policy = reader_client.get(trees.home(language).get_url())[HEADER]
    assert "unsafe" not in policy
    assert "blob:" not in policy
    assert "default-src 'self'" in policy


def test_no_page_holds_a_script_or_a_style(reader_client: Client, trees: Trees, language: str) -> None:
    html = reader_client.get(trees.home(language).get_url()).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert html.count("<script") == html.count("<script src=")
    assert " onclick=" not in html


def test_the_editing_interface_has_a_policy_it_works_under(client_as: Callable[[str], Client]) -> None:
    policy = client_as("coordinator").get("/admin/")[HEADER]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert "'unsafe-inline'" in directives["script-src"]
    assert "'unsafe-inline'" in directives["style-src"]
    assert "blob:" in directives["img-src"]
    assert directives["object-src"] == "'none'"
    assert directives["default-src"] == "'self'"


def test_an_address_that_only_begins_alike_has_the_sites_policy(reader_client: Client, trees: Trees) -> None:
    response = reader_client.get("/administration/")
    assert "unsafe" not in response[HEADER]
