"""The bytes of iCalendar: what people typed is made safe here and nowhere else.

UTF-8, CRLF, no byte order mark, lines of at most 75 octets broken between characters (RFC 5545, 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

OCTETS = 75
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Control characters but the tab; halves of characters that cannot be written; the byte order mark; no characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def clean(text: str) -> str:
    """The text with every kind of line break as ``\\n`` and without characters no calendar may hold."""
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The text on a single line."""
    return " ".join(clean(text).split())


def escaped(text: str) -> str:
    """A value of type TEXT (3.3.11)."""
    return clean(text).translate(_ESCAPES)


def quoted(text: str) -> str:
    """A parameter value in double quotes (3.2), which cannot hold a double quote or a line break."""
    return '"' + parameter_safe(text) + '"'


def parameter_safe(text: str) -> str:
    """The text as it can stand in a parameter: straight double quotes become typographic ones."""
    return one_line(text).replace('"', "”")


def folded(line: str) -> bytes:
    """One content line, folded, with its line break."""
    data = line.encode()
    if len(data) <= OCTETS:
        return data + b"\r\n"
    parts: list[bytes] = []
    start, room = 0, OCTETS
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(data[start:end])
        start, room = end, OCTETS - 1  # the space that marks a continuation counts
    parts.append(data[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def joined(lines: Iterable[str]) -> bytes:
    """A whole file."""
    return b"".join(map(folded, lines))


def utc(moment: datetime) -> str:
    """A moment: ``20270613T044500Z``."""
    return local(moment.astimezone(UTC)) + "Z"


def local(moment: datetime) -> str:
    """A civil time, whose zone stands in TZID: ``20270613T064500``."""
    # Not strftime: on some systems it writes the year 700 with three digits, and it is slower.
    return f"{day(moment)}T{moment.hour:02}{moment.minute:02}{moment.second:02}"


def day(value: date) -> str:
    """A date: ``20270613``."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def minutes(value: int) -> str:
    """A duration: ``PT45M``, ``PT1H30M``."""
    hours, rest = divmod(value, 60)
    return f"PT{hours}H{rest}M" if hours and rest else f"PT{hours}H" if hours else f"PT{rest}M"
