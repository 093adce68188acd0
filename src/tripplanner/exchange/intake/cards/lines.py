"""The lines of vCards 2.1, 3.0 and 4.0 as programs really write them: folded, quoted-printable, base64, in any charset.

Nothing here raises for whatever the bytes are: a line that is none is a :class:`Broken` one, with its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tripplanner.exchange.intake.limits import Meter, Unreadable
from tripplanner.i18n import msg

_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT", "BINARY"))
_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_/ -]+)")
_ENDS = re.compile(rb"\r\n|\n|\r")
_MOST_LINES = 4_000  # of one card
_MOST_LOGICAL = 250_000  # of a file
_MOST_HEAD = 4_000  # bytes of a name with its parameters
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a card: name and parameters in capitals, the bytes of its value, the number of its line."""

    name: str
    group: str
    types: tuple[str, ...]
    parameters: dict[str, str]
    encoding: str
    raw: bytes
    line: int

    def within(self, name: str) -> Property:
        """The property as that of a part of a card or an event, by its name and that of the part."""
        return replace(self, name=f"{name} {self.name}") if name else self


@dataclass(frozen=True, slots=True)
class Broken:
    """A line of which no property can be made."""

    raw: bytes
    line: int


@dataclass(slots=True)
class _Open:
    """A line that may go on."""

    line: int
    data: bytearray
    coding: str = ""

    def look(self) -> None:
        """Finds out how the value is written."""
        head = bytes(self.data[:_MOST_HEAD]).partition(b":")[0].upper()
        if b"QUOTED-PRINTABLE" in head:
            self.coding = "qp"
        elif b"BASE64" in head or b"ENCODING=B" in head:
            self.coding = "b64"


def _physical(data: bytes) -> Iterator[bytes]:
    """Lines, whatever ends them, one at a time: a list of millions would not fit."""
    at = 0
    for end in _ENDS.finditer(data):
        yield data[at : end.start()]
        at = end.end()
    if at < len(data):
        yield data[at:]


def lines(data: bytes, meter: Meter) -> Iterator[tuple[int, bytes]]:
    """The lines of a file within bounds; see :func:`logical`. Raises :class:`Unreadable`."""
    for count, found in enumerate(logical(data)):
        if count % 256 == 0:
            meter.tick()
        if count >= _MOST_LOGICAL:
            raise Unreadable(meter.name, msg("it has more than {count} lines.", count=_MOST_LOGICAL),
                             msg("Split it into several files."))  # fmt: skip
        yield found


def logical(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines unfolded: the number of the first physical line, and the whole."""
    open_: _Open | None = None
    kept = False  # 2.1 keeps the space at which a line was folded
    for number, line in enumerate(_physical(data), 1):
        if open_ is not None and _goes_on(open_, line, kept):
            continue
        if open_ is not None:
            yield open_.line, bytes(open_.data)
            open_ = None
        if not line.strip():
            continue
        upper = line[:40].strip().upper()
        if upper.startswith(b"VERSION:"):
            kept = b"2.1" in upper
        open_ = _Open(number, bytearray(line))
        open_.look()
    if open_ is not None:
        yield open_.line, bytes(open_.data)


def _goes_on(open_: _Open, line: bytes, kept: bool) -> bool:
    """Whether a physical line belongs to the open one; it is then added."""
    if open_.coding == "qp" and open_.data.endswith(b"="):
        del open_.data[-1:]
        open_.data += line
        return True
    if line[:1] in (b" ", b"\t"):
        open_.data += line if kept and not open_.coding else line[1:]
        return True
    if open_.coding == "b64" and line.strip() and b":" not in line:
        open_.data += line.strip()
        return True
    return False


def parsed(number: int, line: bytes) -> Property | Broken:
    """The property of a line."""
    at = _colon(line)
    if at < 0:
        return Broken(line, number)
    head, *pieces = _split(_ascii(line[:at]), ";")
    match = _NAME.fullmatch(head.strip())
    if match is None:
        return Broken(line, number)
    types: list[str] = []
    parameters: dict[str, str] = {}
    encoding = ""
    for piece in pieces:
        key, sign, value = piece.partition("=")
        key, value = key.strip().upper(), _unquoted(value)
        if not sign:
            encoding, types = (key, types) if key in _ENCODINGS else (encoding, [*types, key])
        elif key == "TYPE":
            types += [one.strip().upper() for one in value.split(",")]
        elif key == "ENCODING":
            encoding = value.upper()
        else:
            parameters.setdefault(key, value)
    return Property(match[2].strip().upper(), (match[1] or "").lower(), tuple(dict.fromkeys(filter(None, types))),
                    parameters, encoding, line[at + 1 :], number)  # fmt: skip


def _colon(line: bytes) -> int:
    """Where the value begins: the first colon outside quotation marks; the first at all when these are not closed."""
    quoted = False
    for at, sign in enumerate(line[:_MOST_HEAD]):
        if sign == 0x22:
            quoted = not quoted
        elif sign == 0x3A and not quoted:
            return at
    return line[:_MOST_HEAD].find(b":")


def _ascii(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _split(text: str, sign: str) -> list[str]:
    """Parts between a sign that is not in quotation marks."""
    if '"' not in text:
        return text.split(sign)
    found, quoted, start = list[str](), False, 0
    for at, c in enumerate(text):
        if c == '"':
            quoted = not quoted
        elif c == sign and not quoted:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]]


def _unquoted(value: str) -> str:
    return re.sub(r"\^[n'^]", lambda match: _CARET[match[0]], value.replace('"', "")).strip()


@dataclass(slots=True)
class Card:
    """A card: how many it is in its file, the line it begins in, its properties; ``whole`` once its end was found."""

    number: int
    line: int
    version: str = ""
    properties: list[Property] = field(default_factory=list[Property])
    broken: list[Broken] = field(default_factory=list[Broken])
    whole: bool = False


@dataclass(slots=True)
class _Stack:
    """The card that is open, and how many cards are open within it."""

    count: int = 0
    card: Card | None = None
    inner: int = 0

    def begin(self, line: int) -> Card | None:
        """Opens a card, within an agent an inner one; the one before it, if it had no end."""
        if self.card is not None and self.card.properties and self.card.properties[-1].name.startswith("AGENT"):
            self.inner += 1
            return None
        self.count += 1
        before, self.card, self.inner = self.card, Card(self.count, line), 0
        return before

    def end(self) -> Card | None:
        """Closes the innermost card; the card itself once it is whole."""
        if self.inner:
            self.inner -= 1
            return None
        whole, self.card = self.card, None
        if whole is not None:
            whole.whole = True
        return whole

    def take(self, found: Property | Broken, card: Card, meter: Meter) -> None:
        """A line of the open card; raises :class:`Unreadable` where there are too many."""
        if len(card.properties) + len(card.broken) >= _MOST_LINES:
            what = msg("card {number} has more than {count} lines.", number=card.number, count=_MOST_LINES)
            raise Unreadable(meter.name, what, msg("Take the card out, then import again."))
        if isinstance(found, Broken):
            card.broken.append(found)
        elif found.name == "VERSION" and not self.inner:
            card.version = _ascii(found.raw).strip()
        else:
            card.properties.append(found.within("AGENT") if self.inner else found)


def cards(data: bytes, meter: Meter) -> Iterator[Card | Broken]:
    """The cards of a file, and lines that belong to none. A card within a card is part of the outer one."""
    stack = _Stack()
    for number, line in lines(data, meter):
        found = parsed(number, line)
        word = _word(found)
        done: Card | Broken | None = None
        if word == "BEGIN":
            done = stack.begin(number)
        elif stack.card is None:
            done = Broken(line, number)
        elif word == "END":
            done = stack.end()
        else:
            stack.take(found, stack.card, meter)
        if done is not None:
            yield done
    if stack.card is not None:
        yield stack.card


def _word(found: Property | Broken) -> str:
    if isinstance(found, Property) and found.name in ("BEGIN", "END") and found.raw.strip().upper() == b"VCARD":
        return found.name
    return ""
