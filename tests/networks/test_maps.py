"""Places on the map: where they stand, and that each can be seen."""

import math
from dataclasses import dataclass
from itertools import combinations

import pytest

from networks.maps import draw, project


@dataclass
class Dot:
    name: str
    latitude: float
    longitude: float


COPENHAGEN = Dot("København", 55.676, 12.568)
NEAR_STOCKHOLM = [
    Dot("Stockholm", 59.33, 18.07),
    Dot("Solna", 59.36, 18.0),
    Dot("Sollentuna", 59.43, 17.95),
    Dot("Samme sted", 59.33, 18.07),
]
BOSTON = Dot("Boston", 42.36, -71.06)


def test_projection_keeps_directions() -> None:
    assert project(0, 12) == pytest.approx((12, 0))
    assert project(60, 0)[1] < project(50, 0)[1] < 0 < project(-10, 0)[1]
    assert project(60, 0)[1] == pytest.approx(-math.degrees(math.log(math.tan(math.radians(75)))))


def test_nothing_to_draw() -> None:
    assert draw([]) == []


def test_far_places_get_a_map_of_their_own() -> None:
    panels = draw([BOSTON, COPENHAGEN, *NEAR_STOCKHOLM])
    assert [len(panel.points) for panel in panels] == [5, 1]
    for panel in panels:
        for point in panel.points:
            assert panel.box.left < point.x < panel.box.left + panel.box.width
            assert panel.box.top < point.y < panel.box.top + panel.box.height


def test_dots_do_not_cover_one_another() -> None:
    (panel,) = draw([COPENHAGEN, *NEAR_STOCKHOLM])
    for one, other in combinations(panel.points, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 2 * panel.radius


def test_names_in_a_crowd_stand_off_with_a_line_to_their_dots() -> None:
    (panel,) = draw([COPENHAGEN, *NEAR_STOCKHOLM, Dot("Uppsala", 59.86, 17.64), Dot("Västerås", 59.61, 16.55)])
    assert [point.place.name for point in panel.points if point.label_x is None] == []
    assert {point.line_x is None for point in panel.points} == {True, False}
    assert panel.points[0].line_x is None


def test_names_do_not_cover_one_another_and_the_first_has_its_own() -> None:
    (panel,) = draw([COPENHAGEN, *NEAR_STOCKHOLM])
    assert panel.points[0].place is COPENHAGEN
    assert panel.points[0].label_x is not None
    written = [point for point in panel.points if point.label_y is not None]
    assert len({(point.label_x, point.label_y) for point in written}) == len(written)
