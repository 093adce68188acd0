"""Cuts the borders and coasts of a region out of a map of the world: ``python tools/maps.py FOLDER``.

FOLDER is the unpacked npm package ``world-atlas`` 2.0.2 (Natural Earth 4.1.0, public
domain, 1:10 million, as TopoJSON). Writes ``resources/maps/alps_borders.geojson``: lines
with ``kind`` *border* (and the two countries it lies ``between``) or *coast* (and its
country). Reading the whole world for each document would take longer than typesetting it.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "maps" / "alps_borders.geojson"

# West, south, east, north in degrees: the Alps from the Rhône to the Dolomites, and the sea at Marseille.
REGION = (3.0, 43.0, 12.0, 48.5)
CODES = {
    "040": "AT", "250": "FR", "276": "DE", "380": "IT", "438": "LI", "442": "LU",
    "492": "MC", "674": "SM", "724": "ES", "756": "CH", "020": "AD",
}  # fmt: skip

Point = tuple[float, float]
Line = list[Point]


def arcs(topology: dict) -> list[Line]:
    """The lines of a TopoJSON file as (longitude, latitude); they are stored as whole-number steps."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[Line] = []
    for steps in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        lines.append(line)
    return lines


def owners(topology: dict) -> dict[int, set[str]]:
    """The countries on either side of each arc: two at a border, one at a coast."""
    sides: dict[int, set[str]] = defaultdict(set)
    for country in topology["objects"]["countries"]["geometries"]:
        for arc in _numbers(country.get("arcs", [])):
            sides[arc if arc >= 0 else ~arc].add(country.get("id", ""))
    return sides


def _numbers(nested: list) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item
        else:
            yield from _numbers(item)


def clip(line: Line) -> list[Line]:
    """The pieces of a line that lie in the region, cut at its edge."""
    pieces: list[Line] = []
    for start, end in itertools.pairwise(line):
        segment = clip_segment(start, end)
        if segment is None:
            continue
        if pieces and pieces[-1][-1] == segment[0]:
            pieces[-1].append(segment[1])
        else:
            pieces.append(list(segment))
    return pieces


def clip_segment(start: Point, end: Point) -> tuple[Point, Point] | None:
    """The part of a segment in the region (Liang and Barsky)."""
    west, south, east, north = REGION
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    for step, room in ((-dx, x - west), (dx, east - x), (-dy, y - south), (dy, north - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)


def feature(countries: set[str], line: Line) -> dict:
    codes = sorted(CODES.get(number, number) for number in countries)
    properties = {"kind": "border", "between": codes} if len(codes) == 2 else {"kind": "coast", "country": codes[0]}
    # Four decimals are ten metres, finer than the source.
    points = [[round(x, 4), round(y, 4)] for x, y in line]
    return {
        "type": "Feature", "properties": properties,
        "geometry": {"type": "LineString", "coordinates": points},
    }  # fmt: skip


def cut(topology: dict) -> list[dict]:
    """The features of the region, borders first."""
    lines, sides = arcs(topology), owners(topology)
    found = [feature(sides[number], piece) for number, line in enumerate(lines) for piece in clip(line)]
    return sorted(found, key=lambda item: (item["properties"]["kind"], str(item["properties"])))


def main(folder: Path) -> None:
    topology = json.loads((folder / "countries-10m.json").read_text(encoding="utf-8"))
    head = {"type": "FeatureCollection", "note": "Natural Earth 4.1.0, 1:10 million, public domain."}
    head["bbox"] = REGION  # type: ignore[assignment]
    lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in cut(topology))
    start = json.dumps(head, separators=(",", ":"))[:-1]
    TARGET.write_text(f'{start},"features":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
