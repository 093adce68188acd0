"""GPX: waypoints as places and sites; tracks and routes are for the map of a trip."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.exchange.intake.limits import Meter, Unreadable
from tripplanner.exchange.intake.named import NamedTable, Part
from tripplanner.exchange.intake.points.parts import OURS, position, property_part, prose, rest, settled
from tripplanner.exchange.intake.points.tree import Node, Records, begins
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book
from tripplanner.i18n import Message, msg, msgn

_DRAWN = frozenset(("trkseg", "rtept", "bounds"))
_FIELDS = {"name": "name", "cmt": "notes", "desc": "summary", "type": "kind"}


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The waypoints of a file, numbered as they stand."""
    records = Records("gpx", "wpt", meter, _DRAWN).read(data)
    table = NamedTable(meter)
    for number, node in enumerate(records.found, 1):
        table.add(number, settled(list(_parts(node))))
    lines = records.others.get("trk", 0) + records.others.get("rte", 0)
    if not records.found:
        raise Unreadable(meter.name, msg("it holds no waypoint."),
                         msg("Import tracks in the card of an item, or on the map."))  # fmt: skip
    return Book(meter.name, "gpx", (table.sheet(meter.name, "sites"),), remarks=(*_remarks(lines), *records.remarks()))


def _remarks(lines: int) -> tuple[Message, ...]:
    if not lines:
        return ()
    return (msgn("{n} track is not read here: it is no place.", "{n} tracks are not read here: they are no places.",
                 lines),)  # fmt: skip


def _parts(node: Node) -> Iterator[Part]:
    ele = node.first("ele")
    yield from position(node.attributes.get("lon"), node.attributes.get("lat"), ele.words.strip() if ele else None)
    taken = {"ele"}
    for one in node.nodes:
        if one.tag in _FIELDS and one.tag not in taken:
            taken.add(one.tag)
            yield Part(one.tag, _FIELDS[one.tag], prose(one.words))
        elif one.tag in ("link", "url") and "link" not in taken and (href := one.attributes.get("href") or one.words):
            taken.add("link")
            yield Part("link", "website", href.strip())
            yield Part("link (text)", "", one.text("text"))
            for other in one.nodes:
                if other is not one.first("text"):
                    yield from rest(other, "link", other.tag)
        elif one.tag == "extensions":
            yield from _extended(one)
        elif one is not ele:
            yield from rest(one, one.tag)


def _extended(node: Node) -> Iterator[Part]:
    """What programs add: our own fields, whatever else under the names that lead to it."""
    for one in node.nodes:
        if one.tag == "field" and "key" in one.attributes:
            yield property_part(OURS + one.attributes["key"], one.words.strip())
        elif any(leaf.tag == "field" for _, leaf in one.leaves()):
            yield from _extended(one)
        else:
            yield from rest(one, one.tag)


READER = Reader("gpx", msg("GPX waypoints"), (".gpx",), read, lambda data: begins(data, "gpx"), ("sites", "places"),
                position=30)  # fmt: skip
