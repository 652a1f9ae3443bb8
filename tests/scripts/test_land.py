"""The outlines of land: decoded, simplified and written for SVG."""

import re

from scripts.land import TARGET, path, rings, simplify

TOPOLOGY = {
    "transform": {"scale": [0.5, 0.5], "translate": [10, 50]},
    "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
    "objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0, ~1]]]}]}},
}


def test_rings_join_arcs_forward_and_backward() -> None:
    assert list(rings(TOPOLOGY)) == [[(10, 50), (11, 50), (11, 51), (10, 51), (10, 50)]]


def test_simplifying_leaves_out_what_cannot_be_seen() -> None:
    square = [(0.0, 0.0), (5.0, 0.0), (10.0, 0.001), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert simplify(square) == [square[0], *square[2:]]


def test_a_path_runs_from_point_to_point() -> None:
    assert path([(0, 0), (1, 0), (1, 1), (0, 0)]) == "M0,0l20,0 0-20-20,20z"
    assert path([(0, 0), (0.001, 0), (0, 0)]) == ""


def test_the_drawing_in_the_repository_is_small_and_whole() -> None:
    svg = TARGET.read_text()
    assert len(svg) < 60_000
    assert re.search(r'<path id="land"[^>]* d="M', svg)
