"""The parts of a point, whichever format it comes from: names by language, where it is, what else is said."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator

from tripplanner.exchange.intake.named import Part
from tripplanner.exchange.intake.points.tree import Node
from tripplanner.exchange.intake.sheets import Cell
from tripplanner.exchange.intake.wording import LANGUAGES

OURS = "tripplanner:"
"""What a field of ours is called in files of others, before its key."""
_NAMED = re.compile(r"(name|title|nom|名称|description|desc)[:_.]([a-z]{2})(?:[-_](?:Hans|CN))?", re.I)
_KEYS = {"name": "name", "title": "name", "nom": "name", "名称": "name", "description": "summary", "desc": "summary"}
_PLAIN = {"ele": "altitude_m", "elevation": "altitude_m", "altitude": "altitude_m", "contact:website": "website",
          "website": "website", "url": "website", "contact:phone": "phone", "addr:country": "country"}  # fmt: skip
# Possessive, so that no text takes long.
_LINK = re.compile(
    r"""<a\b[^<>]{0,200}?\bhref\s{0,9}=\s{0,9}["']?([^"'<>\s]{1,2000}+)[^<>]{0,500}+>([^<]{0,2000}+)</a\s{0,9}>""", re.I
)
_IMAGE = re.compile(r"""<img\b[^<>]{0,200}?\bsrc\s{0,9}=\s{0,9}["']?([^"'<>\s]{1,2000}+)[^<>]{0,500}+>""", re.I)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li)\b[^>]{0,200}>", re.I)
_DROPPED = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.DOTALL)
_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")


def position(longitude: Cell, latitude: Cell, altitude: Cell = None) -> Iterator[Part]:
    """Where a point is. An altitude is kept in whole metres; 0, which stands for unknown in many files, is none."""
    yield Part("latitude", "latitude", latitude)
    yield Part("longitude", "longitude", longitude)
    if altitude is not None and (height := metres(altitude)) != 0:
        yield Part("altitude", "altitude_m", height)


def metres(cell: Cell) -> Cell:
    """A height in whole metres, whatever its decimals; as it stands when it is no number."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return cell
    try:
        value = float(cell)
    except (ValueError, OverflowError):
        return cell
    return round(value) if math.isfinite(value) else cell


def property_part(name: str, value: Cell) -> Part:
    """A property that somebody gave a name: ours, one in a language, a known one, else one guessed by its name."""
    if name.startswith(OURS):
        return Part(name, name.removeprefix(OURS), value)
    match = _NAMED.fullmatch(name)
    if match and match[2].lower() in LANGUAGES:
        return Part(name, f"{_KEYS[match[1].lower()]}.{match[2].lower()}", value)
    key = _PLAIN.get(name.lower())
    return Part(name, key, metres(value) if key == "altitude_m" else value)


def prose(words: str) -> str:
    """A description without its markup: what one reads in the balloon of a map, with where its links lead."""
    if "<" in words or "&" in words:
        words = _IMAGE.sub(r" \1 ", _LINK.sub(_linked, words))
        words = html.unescape(_TAG.sub("", _BREAK.sub("\n", _DROPPED.sub("", words))))
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line)


def _linked(match: re.Match[str]) -> str:
    address, words = match[1], match[2]
    return words if address in words or not address.partition(":")[2] else f"{words} ({address})"


def rest(node: Node, *path: str) -> Iterator[Part]:
    """Everything an element says that no field takes."""
    yield from (Part(heading, "", words) for heading, words in node.told(path))


def settled(parts: list[Part]) -> list[Part]:
    """The parts of a point once each: our own fields count for more than what the format says beside them."""
    ours = {part.field for part in parts if part.heading.startswith(OURS)}
    groups = {key.partition(".")[0] for key in ours if key}
    texts = [part.cell for part in parts if part.field and part.field.startswith("name.")]

    def said_elsewhere(part: Part) -> bool:
        if part.heading.startswith(OURS) or not part.field:
            return False
        return part.field in ours or part.field in groups or (part.field == "name" and part.cell in texts)

    return [Part(part.heading.removeprefix(OURS), part.field, part.cell) for part in parts if not said_elsewhere(part)]
