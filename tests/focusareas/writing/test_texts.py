"""What is typed in a report becomes rich text, and rich text edited elsewhere comes back as it was."""

import pytest

from focusareas.writing.texts import changed, to_rich_text, to_text

TYPED = [
    ("Vi lærte **meget** og *mere*.", "<p>Vi lærte <strong>meget</strong> og <em>mere</em>.</p>"),
    ("Et\nto\n\nTre", "<p>Et<br/>to</p><p>Tre</p>"),
    ("- Et\n- To\n  - Under", "<ul><li>Et</li><li>To<ul><li>Under</li></ul></li></ul>"),
    ("- Et\n\n- To", "<ul><li>Et</li><li>To</li></ul>"),
    ("1. Et\n2. To", "<ol><li>Et</li><li>To</li></ol>"),
    ("3. maj rejste vi.", "<p>3. maj rejste vi.</p>"),
    ("1. maj rejste vi.\n\n3. maj kom vi hjem.", "<p>1. maj rejste vi.</p><p>3. maj kom vi hjem.</p>"),
    ("### Om byen", "<h3>Om byen</h3>"),
    ("[Byen](https://example.dk/?a=1&b=2)", '<p><a href="https://example.dk/?a=1&amp;b=2">Byen</a></p>'),
    ("[Siden](page:7)", '<p><a id="7" linktype="page">Siden</a></p>'),
    ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "rich_text"), TYPED)
def test_what_is_typed_becomes_rich_text_and_comes_back(text: str, rich_text: str) -> None:
    assert to_rich_text(text) == rich_text
    assert to_rich_text(to_text(rich_text)) == rich_text


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://example.dk/x.png)", "[x](data:a,b)"]
)
def test_what_is_typed_brings_no_markup_of_its_own(text: str) -> None:
    rich_text = to_rich_text(text)
    for part in ("<script", "<img", 'href="javascript', 'href="data'):
        assert part not in rich_text


def test_a_text_that_is_not_changed_is_kept_to_the_byte() -> None:
    stored = '<p data-block-key="a1b2">Først  <b>fed</b></p><ol><li data-block-key="c3">Kun én</li></ol><hr/>'
    assert changed(to_text(stored).replace("\n", "\r\n") + "\r\n", stored) == stored
    assert "data-block-key" not in changed(to_text(stored) + " Mere.", stored)
