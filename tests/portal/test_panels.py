"""The panels the editing forms share."""

import re

from portal.panels import ManyChoices


def test_ticked_choices_stand_first_and_all_are_there() -> None:
    widget = ManyChoices(choices=[(number, f"Sted {number}") for number in range(1, 13)])
    html = widget.render("places", [7, 3], {"id": "id_places"})
    assert re.findall(r'value="(\d+)"', html)[:3] == ["3", "7", "1"]
    assert html.count("checked") == 2
    assert len(re.findall(r'name="places"', html)) == 12
