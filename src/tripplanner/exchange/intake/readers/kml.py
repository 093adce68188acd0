"""KML and KMZ: placemarks that are points as places and sites. Nothing a file refers to is fetched."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from tripplanner.exchange.intake.limits import MOST_BYTES, MOST_PARTS, MOST_RATIO, Meter, Unreadable, too_large
from tripplanner.exchange.intake.named import NamedTable, Part
from tripplanner.exchange.intake.points.parts import position, property_part, prose, rest, settled
from tripplanner.exchange.intake.points.tree import Node, Records, begins
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Cell
from tripplanner.i18n import msg

_TAKEN = ("name", "description", "Point")
_LINES = frozenset(("LineString", "LinearRing", "Polygon", "Track", "MultiTrack", "Model", "MultiGeometry"))
_DRAWN = frozenset(("Style", "StyleMap", "Schema", "LookAt", "Camera", "Region", "CascadingStyle"))
_LOCAL = b"PK\x03\x04"


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The placemarks of a file, numbered as they stand; lines and areas are left out, each with its name."""
    records = Records("kml", "Placemark", meter, _DRAWN).read(_unpacked(data, meter.name) if _is_packed(data) else data)
    if not records.found:
        raise Unreadable(meter.name, msg("it holds no placemark."),
                         msg("Export the places themselves, not a link to them."))  # fmt: skip
    table = NamedTable(meter)
    for number, (node, folder) in enumerate(zip(records.found, records.folders, strict=True), 1):
        if _point(node) is None:
            is_line = any(one.tag in _LINES for one in node.nodes)
            table.leave(number, msg("it is a line or an area, not a point") if is_line else msg("it has no position"))
        table.add(number, settled([*_parts(node), Part("Folder", "", folder)]))
    return Book(meter.name, "kml", (table.sheet(meter.name, "sites"),), remarks=records.remarks())


def _point(node: Node) -> Node | None:
    """The point of a placemark; also the only one of several shapes, as some programs write it."""
    alone = node.first("Point")
    if alone is None and (several := node.first("MultiGeometry")) is not None:
        shapes = [one for one in several.nodes if one.tag == "Point" or one.tag in _LINES]
        return shapes[0] if len(shapes) == 1 and shapes[0].tag == "Point" else None
    return alone


def _parts(node: Node) -> Iterator[Part]:
    point = _point(node)
    if point is not None:
        yield from _position(point.text("coordinates"))
    yield Part("name", "name", " ".join(node.text("name").split()))
    yield Part("description", "summary", prose(node.text("description")))
    yield Part("id", "", node.attributes.get("id"))
    taken = {id(node.first(tag)) for tag in _TAKEN}
    for one in node.nodes:
        if one.tag == "ExtendedData":
            yield from _data(one)
        elif one.tag in ("address", "phoneNumber"):
            yield Part(one.tag, None, one.words.strip())
        elif id(one) not in taken and (point is None or point not in one.nodes):
            yield from rest(one, one.tag)
    if point is not None:
        at = point.first("coordinates")
        yield from (part for one in point.nodes if one is not at for part in rest(one, "Point", one.tag))


def _position(words: str) -> Iterator[Part]:
    """``6.12,45.9,448``: longitude, latitude, altitude."""
    numbers: list[Cell] = [*words.replace("\n", " ").strip().split(",")]
    if len(numbers) < 2:
        yield Part("latitude", "latitude", words)
        return
    yield from position(*numbers[:3])


def _data(node: Node) -> Iterator[Part]:
    """Data with names of their own: the value of each, what else is said of it beside."""
    for path, one in node.leaves():
        owner = one if one.tag == "SimpleData" else _owner(node, one)
        name = owner.attributes.get("name", "") if owner is not None else ""
        yield property_part(name or " ".join(path), one.words.strip())


def _owner(node: Node, leaf: Node) -> Node | None:
    """The element *Data* that a value stands in."""
    return next((one for one in node.nodes if leaf in one.nodes and leaf.tag == "value"), None)


def _is_packed(data: bytes) -> bool:
    return data.startswith(_LOCAL)


def _unpacked(data: bytes, name: str) -> bytes:
    """The first .kml of an archive, in the order of Google Earth: ``doc.kml`` before others. No other part is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise Unreadable(name, msg("it has more than {count} parts.", count=MOST_PARTS))
            found = [part for part in parts if part.filename.lower().endswith(".kml") and not part.flag_bits & 1]
            if not found:
                raise Unreadable(name, msg("the archive holds no .kml file."))
            part = min(found, key=lambda one: (one.filename.lower() != "doc.kml", one.filename.count("/")))
            if part.file_size > MOST_BYTES or part.file_size > max(1_000_000, MOST_RATIO * part.compress_size):
                raise too_large(name)
            with archive.open(part) as file:
                content = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, RuntimeError):
        raise Unreadable(name, msg("the archive is damaged."), msg("Export it again, as .kml.")) from None
    if len(content) > MOST_BYTES:
        raise too_large(name)
    return content


def knows(data: bytes) -> bool:
    """KML by its first element; an archive by the name of a part, without opening it."""
    if _is_packed(data):
        return b".kml" in data[:4000].lower() + data[-8000:].lower()
    return begins(data, "kml")


READER = Reader("kml", msg("KML places"), (".kml", ".kmz"), read, knows, ("sites", "places"), position=31)
