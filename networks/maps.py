"""Where places stand on a map of land outlines, without borders, which are disputed."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

# Places further apart than this many degrees of longitude are drawn on maps of their own.
WIDEST_GAP = 30
MARGIN = 2.5
SMALLEST_WIDTH = 26.0
ASPECT = 1.45
ROUNDS = 40
BESIDE = 2.2


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the point of a place on a Mercator map: degrees eastward, and degrees southward stretched by latitude."""
    return longitude, -math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


@dataclass
class Point:
    """A place on a map; `label_x` and `label_y` are where its name fits, if it fits."""

    place: Any
    x: float
    y: float
    label_x: float | None = None
    label_y: float | None = None
    anchor: str = "start"


@dataclass
class Box:
    """A rectangle on the map."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the rectangles overlap."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether the other rectangle lies within this one."""
        return (
            self.left <= other.left
            and other.left + other.width <= self.left + self.width
            and self.top <= other.top
            and other.top + other.height <= self.top + self.height
        )


@dataclass
class MapPanel:
    """A map of places that are near enough to each other."""

    box: Box
    points: list[Point] = field(default_factory=list)
    # A map beside the main one is drawn smaller; its dots and names are not.
    scale: float = 1.0

    @property
    def view_box(self) -> str:
        """Return the rectangle as SVG writes it."""
        return f"{self.box.left:.2f} {self.box.top:.2f} {self.box.width:.2f} {self.box.height:.2f}"

    @property
    def radius(self) -> float:
        """Return the size of a place's dot."""
        return round(self.scale * self.box.width / 105, 3)

    @property
    def font_size(self) -> float:
        """Return the size of the names."""
        return round(self.scale * self.box.width / 46, 3)


def draw(places: Sequence[Any]) -> list[MapPanel]:
    """Return the maps that show the places, the one with most of them first.

    Places so near each other that their dots would cover one another are moved a little. The names of
    those first in the sequence are written first; a name that fits nowhere is left to the table.
    """
    points = [Point(place, *project(float(place.latitude), float(place.longitude))) for place in places]
    groups = sorted(_near_each_other(points), key=len, reverse=True)
    panels = [MapPanel(_box_around(near), near, BESIDE if number else 1.0) for number, near in enumerate(groups)]
    for panel in panels:
        _spread(panel)
        _label(panel)
        for point in panel.points:
            point.x, point.y = round(point.x, 3), round(point.y, 3)
    return panels


def _near_each_other(points: list[Point]) -> Iterator[list[Point]]:
    order = {id(point): number for number, point in enumerate(points)}
    near: list[Point] = []
    for point in sorted(points, key=lambda point: point.x):
        if near and point.x - near[-1].x > WIDEST_GAP:
            yield sorted(near, key=lambda each: order[id(each)])
            near = []
        near.append(point)
    if near:
        yield sorted(near, key=lambda each: order[id(each)])


def _box_around(points: list[Point]) -> Box:
    left, right = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    width = max(right - left + 2 * MARGIN, (bottom - top + 2 * MARGIN) * ASPECT, SMALLEST_WIDTH)
    height = width / ASPECT
    return Box((left + right - width) / 2, (top + bottom - height) / 2, width, height)


def _spread(panel: MapPanel) -> None:
    """Move dots that cover one another apart, a little each round."""
    apart = 2.3 * panel.radius
    for _round in range(ROUNDS):
        is_crowded = False
        for number, (one, other) in enumerate(combinations(panel.points, 2)):
            across, down = other.x - one.x, other.y - one.y
            distance = math.hypot(across, down)
            if distance >= apart:
                continue
            is_crowded = True
            if distance == 0:
                across, down, distance = math.cos(number), math.sin(number), 1.0
            push = (apart - min(distance, apart) + apart / 50) / 2 / distance
            one.x, one.y = one.x - across * push, one.y - down * push
            other.x, other.y = other.x + across * push, other.y + down * push
        if not is_crowded:
            return


def _label(panel: MapPanel) -> None:
    radius, size = panel.radius, panel.font_size
    taken = [Box(point.x - radius, point.y - radius, 2 * radius, 2 * radius) for point in panel.points]
    for number, point in enumerate(panel.points):
        width, gap = len(point.place.name) * size * 0.56, radius * 1.5
        for anchor, x, y, left in (
            ("start", point.x + gap, point.y + size * 0.35, point.x + gap),
            ("end", point.x - gap, point.y + size * 0.35, point.x - gap - width),
            ("middle", point.x, point.y - gap, point.x - width / 2),
            ("middle", point.x, point.y + gap + size * 0.8, point.x - width / 2),
            ("end", point.x - gap / 2, point.y - gap, point.x - gap / 2 - width),
            ("start", point.x + gap / 2, point.y - gap, point.x + gap / 2),
            ("end", point.x - gap / 2, point.y + gap + size * 0.8, point.x - gap / 2 - width),
            ("start", point.x + gap / 2, point.y + gap + size * 0.8, point.x + gap / 2),
        ):
            box = Box(left, y - size * 0.85, width, size * 1.1)
            others = (other for place, other in enumerate(taken) if place != number)
            if panel.box.holds(box) and not any(box.meets(other) for other in others):
                point.anchor, point.label_x, point.label_y = anchor, round(x, 3), round(y, 3)
                taken.append(box)
                break
