"""GeoJSON: features that are points as places and sites, their properties as columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from tripplanner.exchange.intake.limits import MOST_ROWS, Meter, Unreadable
from tripplanner.exchange.intake.named import NamedTable, Part
from tripplanner.exchange.intake.points.parts import position, property_part, prose, settled
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Cell, said
from tripplanner.i18n import Message, msg

_MOST_BYTES = 6_000_000  # what it takes in memory is thirty times as much at worst
_SHAPES = ("FeatureCollection", "Feature", "Point", "MultiPoint", "GeometryCollection", "LineString", "Polygon",
           "MultiLineString", "MultiPolygon")  # fmt: skip
_NAMES = ("name", "title", "nom", "名称", "名字")
_MOST_SAID, _LONGEST = 40, 200
_TODO = msg("Export it again from the program it comes from.")


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The features of a file, numbered as they stand; lines and areas are left out, each with its name."""
    if len(data) > _MOST_BYTES:
        raise Unreadable(meter.name, msg("it is larger than {megabytes} MB.", megabytes=_MOST_BYTES // 1_000_000),
                         msg("Split it into several files."))  # fmt: skip
    document = _loaded(data, meter.name)
    features = _features(document)
    if not features:
        raise Unreadable(meter.name, msg("it holds no point."), _TODO)
    if len(features) > MOST_ROWS:
        raise Unreadable(meter.name, msg("it has more than {count} points.", count=MOST_ROWS),
                         msg("Split it into several files."))  # fmt: skip
    table = NamedTable(meter)
    for number, feature in enumerate(features, 1):
        if _point(feature) is None:
            is_line = bool(_object(_object(feature).get("geometry")).get("type"))
            table.leave(number, msg("it is a line or an area, not a point") if is_line else msg("it has no position"))
        table.add(number, settled(list(_parts(feature))))
    return Book(meter.name, "geojson", (table.sheet(meter.name, "sites"),), remarks=_beside(document))


def _loaded(data: bytes, name: str) -> Any:
    try:
        return json.loads(data, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        what = msg("line {line}, column {column} is no JSON.", line=error.lineno, column=error.colno)
        raise Unreadable(name, what, _TODO) from None
    except (RecursionError, MemoryError):
        raise Unreadable(name, msg("its parts are nested too deeply."), _TODO) from None
    except ValueError:
        raise Unreadable(name, msg("it holds a number or letters that no JSON can hold."), _TODO) from None


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _object(found: Any) -> dict[str, Any]:
    """An object of JSON; an empty one for whatever else."""
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _list(found: Any) -> list[Any]:
    """A list of JSON; an empty one for whatever else."""
    return cast("list[Any]", found) if isinstance(found, list) else []


def _features(found: Any) -> list[Any]:
    """The features of a document; a shape alone is a feature without properties."""
    kind = _object(found).get("type")
    if kind == "FeatureCollection":
        return _list(found.get("features"))
    if kind == "Feature":
        return [found]
    return [{"type": "Feature", "geometry": found}] if kind in _SHAPES else []


def _beside(document: Any) -> tuple[Message, ...]:
    """What the document holds beside its features, of which nothing is taken."""
    collection = _object(document)
    if collection.get("type") != "FeatureCollection":
        return ()
    rest = [f"{key[:80]}: {said(_cell(value))}" for key, value in collection.items() if key not in ("type", "features")]
    if not rest:
        return ()
    words = ", ".join([*rest[:_MOST_SAID], *["…"] * (len(rest) > _MOST_SAID)])
    return (msg("Of what the file holds beside its points nothing is taken: {words}.", words=words),)


def _point(feature: Any) -> dict[str, Any] | None:
    """The point of a feature; also the only one of several shapes, as some programs write it."""
    shape = _object(_object(feature).get("geometry"))
    several = _list(shape.get("geometries" if shape.get("type") == "GeometryCollection" else "coordinates"))
    if shape.get("type") == "MultiPoint" and len(several) == 1:
        return {**shape, "coordinates": several[0]}
    if shape.get("type") == "GeometryCollection" and len(several) == 1:
        shape = _object(several[0])
    return shape if shape.get("type") == "Point" else None


def _parts(feature: Any) -> Iterator[Part]:
    if not isinstance(feature, dict):
        yield Part("?", "", _cell(feature))
        return
    record, point = _object(cast("Any", feature)), _point(cast("Any", feature))
    if point is not None:
        yield from _position(point.get("coordinates"))
    properties = record.get("properties")
    if isinstance(properties, dict):
        yield from _named(_object(cast("Any", properties)))
    elif properties is not None:
        yield Part("properties", "", _cell(properties))
    for key, value in _object(record.get("geometry")).items():
        if key != "type" and (key not in ("coordinates", "geometries") or point is None):
            yield Part(f"geometry {key}", "", _brief(value))
    for key, value in record.items():
        if key not in ("type", "geometry", "properties"):
            yield Part(key, "", _cell(value))


def _brief(value: Any) -> Cell:
    """The beginning of the coordinates of a line, which may have thousands."""
    cell = _cell(value)
    return cell if not isinstance(cell, str) or len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…"


def _position(at: Any) -> Iterator[Part]:
    """Longitude, latitude, altitude; what more there is beside them."""
    cells = [_cell(one) for one in _list(at)]
    if len(cells) < 2:
        yield Part("latitude", "latitude", _cell(at))
        return
    yield from position(*cells[:3])
    yield Part("coordinates (rest)", "", ", ".join(str(cell) for cell in cells[3:]))


def _named(properties: dict[str, Any]) -> Iterator[Part]:
    name = next((key for key in _NAMES if isinstance(properties.get(key), str) and properties[key].strip()), None)
    for key, value in properties.items():
        if key == name:
            yield Part(key, "name", " ".join(value.split()))
        elif key.lower() in ("description", "desc", "summary") and isinstance(value, str):
            yield Part(key, "summary", prose(value))
        else:
            yield property_part(key, _cell(value))


def _cell(value: Any) -> Cell:
    """A value of JSON as a cell: lists of plain values in words, whatever is deeper as JSON."""
    if value is None or isinstance(value, str | float | bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**15 else str(value)
    plain = _list(value)
    if plain and all(isinstance(one, str | int | float) for one in plain):
        return ", ".join(str(one) for one in plain)
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def knows(data: bytes) -> bool:
    """JSON that names one of the shapes near its beginning."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and any(f'"{shape}"'.encode() in head for shape in _SHAPES)


READER = Reader("geojson", msg("GeoJSON places"), (".geojson", ".json"), read, knows, ("sites", "places"), position=32)
