"""The running text in the form: what is not touched stays to the byte, what is written becomes blocks."""

from typing import Any

import pytest

from focusareas.models import TripReportPage
from focusareas.writing.body import body_text, changed_body

TABLE = {"data": [["Dag", "Sted"], ["12.", "Et | to\ntre"]], "first_row_is_table_header": True, "mergeCells": []}
BLOCKS: list[dict[str, Any]] = [
    {"type": "heading", "value": "Program", "id": "a"},
    {"type": "text", "value": '<p data-block-key="k1">Først <b>dette</b></p><p data-block-key="k2">Så</p>', "id": "b"},
    {"type": "table", "value": TABLE, "id": "c"},
    {
        "type": "figure",
        "value": {"image": {"image": 7, "alt_text": "Et hus", "decorative": False}, "caption": "x"},
        "id": "d",
    },
    {"type": "quote", "value": {"text": "Gå\nhjem", "attribution": "En vært"}, "id": "e"},
    {"type": "document", "value": 3, "id": "f"},
]
TEXT = """## Program

Først **dette**

Så

| Dag | Sted |
| --- | --- |
| 12. | Et \\| to<br>tre |

![Et hus](picture:7)

> Gå
> hjem
> – En vært

[3](document:3)"""


def body_of(blocks: list[dict[str, Any]]) -> Any:
    """Return a value of the stream field."""
    return TripReportPage().body.stream_block.to_python(blocks)


def stored(body: Any) -> list[tuple[str, Any, str]]:
    return [(block["type"], block["value"], block["id"]) for block in body.get_prep_value()]


def same(*numbers: int) -> list[tuple[str, Any, str]]:
    """Return blocks that are as they were, by their numbers."""
    return [stored(body_of(BLOCKS))[number] for number in numbers]


@pytest.fixture
def body(db: None) -> Any:
    return body_of(BLOCKS)


def test_what_is_not_touched_stays_to_the_byte(body: Any) -> None:
    assert body_text(body) == TEXT
    assert changed_body(TEXT.replace("\n", "\r\n") + "\r\n", body) is body


def test_blocks_around_a_change_stay_to_the_byte(body: Any) -> None:
    after = stored(changed_body(TEXT.replace("| 12.", "| 13.").replace("Så", "Så\n\nNyt"), body))
    assert after[:2] == same(0, 1)
    assert [kind for kind, _value, _id in after] == ["heading", "text", "text", "table", "figure", "quote", "document"]
    assert after[2][1] == "<p>Nyt</p>"
    assert after[3][1]["data"] == [["Dag", "Sted"], ["13.", "Et | to\ntre"]]
    assert after[3][1]["first_row_is_table_header"]
    assert after[4:] == same(3, 4, 5)


def test_a_picture_is_moved_by_its_line_and_lost_by_nothing(body: Any) -> None:
    picture = "![Et hus](picture:7)\n\n"
    moved = stored(changed_body(picture + TEXT.replace(picture, ""), body))
    assert moved == same(3, 0, 1, 2, 4, 5)
    assert stored(changed_body("", body)) == same(3)
    assert stored(changed_body("![Et andet](picture:8)", body)) == same(3)


def test_new_text_becomes_blocks() -> None:
    typed = "# Program\nVi så\n\n- et\n- to\n\n| a | b |\n| c |\n\n> Sagt\n\n<script>x</script>"
    after = stored(changed_body(typed, body_of([])))
    assert [kind for kind, _value, _id in after] == ["heading", "text", "table", "quote", "text"]
    assert after[1][1] == "<p>Vi så</p><ul><li>et</li><li>to</li></ul>"
    assert after[2][1]["data"] == [["a", "b"], ["c", ""]]
    assert after[3][1] == {"text": "Sagt", "attribution": ""}
    assert "<script" not in after[4][1]
