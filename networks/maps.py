"""Where places stand on a map of land outlines, without borders, which are disputed."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Any

# Places further apart than this many degrees of longitude are drawn on maps of their own.
WIDEST_GAP = 30
MARGIN = 2.5
SMALLEST_WIDTH = 26.0
ASPECT = 1.45
ROUNDS = 40
BESIDE = 2.2
# Dots within this many times the size of a name make a crowd.
CROWD = 5
# How near a name may come to the dot of another, in radiuses of the dot.
CLEAR = 2.4
# On a map of more places names only stand beside their dots.
MOST_LINES = 50
# How wide letters are, in the size of a name.
NARROW, USUAL, WIDE = 0.3, 0.55, 0.85


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the point of a place on a Mercator map: degrees eastward, and degrees southward stretched by latitude."""
    return longitude, -math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


@dataclass
class Point:
    """A place on a map; `label_x` and `label_y` are where its name fits, `line_x` and `line_y` the end of a line to it."""

    place: Any
    x: float
    y: float
    label_x: float | None = None
    label_y: float | None = None
    anchor: str = "start"
    line_x: float | None = None
    line_y: float | None = None


@dataclass
class Box:
    """A rectangle on the map."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> "Box":
        """Return the square around a point."""
        return cls(x - radius, y - radius, 2 * radius, 2 * radius)

    def meets(self, other: "Box") -> bool:
        """Tell whether the rectangles overlap."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def meets_any(self, others: Iterable["Box"]) -> bool:
        """Tell whether the rectangle overlaps one of the others."""
        return any(self.meets(other) for other in others)

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
    def line_width(self) -> float:
        """Return the width of the line from a dot to a name away from it."""
        return round(self.radius / 5, 3)

    @property
    def font_size(self) -> float:
        """Return the size of the names."""
        return round(self.scale * self.box.width / 46, 3)


@dataclass
class Name:
    """Where a name can stand on the map: its text, what it covers, and the line to its dot where it stands away."""

    anchor: str
    x: float
    y: float
    box: Box
    line: list[Box] = field(default_factory=list)
    line_x: float = 0.0
    line_y: float = 0.0

    @classmethod
    def at(cls, point: Point, panel: MapPanel, across: float, down: float) -> "Name":
        """Return the place of a point's name so far from its dot: before, after, above or below that."""
        name, size = point.place.name, panel.font_size
        width = size * sum(NARROW if letter in "fijlrt .'" else WIDE if letter in "mwMW" else USUAL for letter in name)
        x = point.x + across
        is_middle = abs(across) < abs(down) / 3
        anchor = "middle" if is_middle else "start" if across > 0 else "end"
        left = x - width / 2 if is_middle else x if across > 0 else x - width
        # The text stands on its line: half beside the dot, all of it above, and its height below.
        slant = down / math.hypot(across, down)
        y = point.y + down + size * (0.35 + 0.45 * slant if slant > 0 else 0.35 + 0.35 * slant)
        return cls(anchor, x, y, Box(left, y - size * 0.85, width, size * 1.1))


def draw(places: Sequence[Any]) -> list[MapPanel]:
    """Return the maps that show the places, the one with most of them first.

    Places so near each other that their dots would cover one another are moved a little. Names in a crowd are
    written first, then those first in the sequence; a name that fits nowhere is left to the table.
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
    """Write each name beside its dot, or away from a crowd with a line to its dot; names in a crowd come first."""
    reach = CROWD * panel.font_size
    crowds = {
        id(point): sum(math.hypot(point.x - other.x, point.y - other.y) < reach for other in panel.points)
        for point in panel.points
    }
    written: list[Box] = []
    for point in sorted(panel.points, key=lambda point: -crowds[id(point)]):
        others = [other for other in panel.points if other is not point]
        near = [*written, *(Box.around(other.x, other.y, CLEAR * panel.radius) for other in others)]
        dots = [*written, *(Box.around(other.x, other.y, panel.radius) for other in others)]
        away = _away_from(point, panel) if len(panel.points) <= MOST_LINES else ()
        for name in chain(_beside(point, panel), away):
            if (
                not panel.box.holds(name.box)
                or name.box.meets_any(near)
                or any(box.meets_any(dots) for box in name.line)
            ):
                continue
            point.anchor, point.label_x, point.label_y = name.anchor, round(name.x, 3), round(name.y, 3)
            if name.line:
                point.line_x, point.line_y = round(name.line_x, 3), round(name.line_y, 3)
            written += [name.box, *name.line]
            break


def _beside(point: Point, panel: MapPanel) -> Iterator[Name]:
    """Yield where the name can stand next to its dot, the best first."""
    gap = panel.radius * 1.5
    for across, down in ((1, 0), (-1, 0), (0, -1), (0, 1), (-0.5, -1), (0.5, -1), (-0.5, 1), (0.5, 1)):
        yield Name.at(point, panel, across * gap, down * gap)


def _away_from(point: Point, panel: MapPanel) -> Iterator[Name]:
    """Yield where the name can stand further away, the nearest first."""
    for distance in (4, 6, 8, 10):
        for number in range(12):
            angle = math.radians(30 * number)
            far = distance * panel.radius
            name = Name.at(point, panel, far * math.cos(angle), far * math.sin(angle))
            name.line_x, name.line_y = point.x + far * math.cos(angle), point.y + far * math.sin(angle)
            steps = [part / (2 * distance) for part in range(2, 2 * distance)]
            name.line = [
                Box.around(
                    point.x + step * (name.line_x - point.x),
                    point.y + step * (name.line_y - point.y),
                    panel.radius / 4,
                )
                for step in steps
            ]
            yield name
