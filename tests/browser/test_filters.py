"""Filter forms in Chromium."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("is_kept_whole", [False, True])
def test_after_going_back_the_filters_say_what_the_list_shows(
    visit: Callable[..., Visitor], is_kept_whole: bool
) -> None:
    visitor = visit("medarbejder")
    page = visitor.open("/handlingsplan/")
    page.select_option("select[name=status]", "achieved")
    page.click("form.filters button[type=submit]")
    page.wait_for_url("**/handlingsplan/?status=achieved")
    assert page.input_value("select[name=status]") == "achieved"
    if is_kept_whole:
        page.select_option("select[name=status]", "partly")
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        assert page.input_value("select[name=status]") == "achieved"
    page.go_back(wait_until="load")
    assert page.input_value("select[name=status]") == ""
