"""Draw the outlines of land for the map of places, from world-atlas: python -m scripts.land."""

import json
from collections.abc import Iterator
from typing import Any

from networks.maps import project
from scripts.console import main, say
from scripts.project import ROOT

SOURCE = ROOT / "node_modules" / "world-atlas" / "land-50m.json"
TARGET = ROOT / "static" / "img" / "land.svg"
SOUTHERNMOST = -58
# Europe and eastern North America, drawn finer than the rest of the world: west, south, east and north.
FINE = ((-26, 34, 42, 72), (-82, 24, -52, 50))
FINE_AREA, COARSE_AREA = 0.004, 0.25

Ring = list[tuple[float, float]]


def rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """Yield the outlines of a TopoJSON file as longitudes and latitudes."""
    (across, down), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * across + west, y * down + south))
        arcs.append(arc)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for numbers in polygon:
                ring: Ring = []
                for number in numbers:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    ring += arc[1:] if ring else arc
                yield ring


def simplify(ring: Ring) -> Ring:
    """Leave out the points that matter least: those whose triangle with their neighbours is smallest."""
    points = list(ring)
    while len(points) > 3:
        losses = [
            (_triangle(points[number - 1], points[number], points[number + 1]) / _finest(points[number]), number)
            for number in range(1, len(points) - 1)
        ]
        dropped: set[int] = set()
        for loss, number in sorted(losses):
            if loss >= 1:
                break
            if not {number - 1, number + 1} & dropped:
                dropped.add(number)
        if not dropped:
            break
        points = [point for number, point in enumerate(points) if number not in dropped]
    return points


def path(ring: Ring) -> str:
    """Return an outline on the map as SVG writes it, each point by its distance from the one before."""
    on_map = [tuple(round(value * 20) for value in project(latitude, longitude)) for longitude, latitude in ring]
    x, y = on_map[0]
    steps = []
    for next_x, next_y in on_map[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x},{next_y - y}".replace(",-", "-"))
            x, y = next_x, next_y
    start = f"M{on_map[0][0]},{on_map[0][1]}"
    return f"{start}l{' '.join(steps)}z".replace(" -", "-") if len(steps) > 1 else ""


def _finest(point: tuple[float, float]) -> float:
    longitude, latitude = point
    is_fine = any(west <= longitude <= east and south <= latitude <= north for west, south, east, north in FINE)
    return FINE_AREA if is_fine else COARSE_AREA


def _triangle(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def land() -> None:
    """Write the outlines."""
    kept = []
    for ring in rings(json.loads(SOURCE.read_text())):
        if max(latitude for _longitude, latitude in ring) < SOUTHERNMOST or _area(ring) < _finest(ring[0]):
            continue
        within = [(longitude, min(max(latitude, SOUTHERNMOST), 83)) for longitude, latitude in ring]
        kept.append(path(simplify(within)))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -160 360 260">'
        f'<path id="land" transform="scale(.05)" d="{"".join(kept)}"/></svg>\n'
    )
    TARGET.write_text(svg)
    say(f"Wrote {TARGET.relative_to(ROOT)}, {len(svg) // 1000} kB.")


if __name__ == "__main__":
    main(land)
