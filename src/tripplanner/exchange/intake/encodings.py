"""The encoding of a text file that does not say which: Unicode first, then whichever reads most like words.

Chinese offices send GB18030, others Windows-1252 or Big5. Each is tried strictly and scored by how many of the letters
beyond ASCII are letters one expects; the person is shown the ways that work and may take another.
"""

from __future__ import annotations

import codecs
import re

from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.sheets import Encoding
from tripplanner.i18n import msg

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WESTERN = frozenset("éèàçêîôûùëïâäöüñóáíúœæßÉÈÀÇÊÎÔÛÙËÏÂÄÖÜŒ«»’‘“”€°–—…·\xa0ºª²³")
_TELLING = re.compile(r"[^\x00-\x7f\ufeff]")
_RUN = re.compile(r"([A-Za-z]?)([^\x00-\x7f]+)")
_LOOKED_AT = 60_000  # bytes
_HEARD = 60  # characters of a sample
ALL = ("utf-8", "gb18030", "cp1252", "big5", "utf-16", "shift_jis", "euc_kr", "mac_roman", "iso8859_15", "cp1250",
       "cp1251")  # fmt: skip
"""What a picker offers."""


def guess(data: bytes) -> tuple[Encoding, ...]:
    """The encodings that read the bytes, the likeliest first; none when nothing does."""
    for mark, name in _MARKS:
        if data.startswith(mark) and (text := _decoded(data, name)) is not None:
            return (Encoding(name, 1.0, _sample(text)),)
    if (wide := wide_without_mark(data)) and (text := _decoded(data, wide)) is not None:
        return (Encoding(wide, 0.9, _sample(text)),)
    if (text := _decoded(data, "utf-8")) is not None:
        return (Encoding("utf-8", 1.0, _sample(text)), *_others(data)) if not data.isascii() else (
            Encoding("utf-8", 1.0, _sample(text)),
        )  # fmt: skip
    return tuple(sorted(_others(data), key=lambda found: -found.fit))


def decode(data: bytes, name: str, file: str) -> str:
    """The text of bytes in an encoding; raises :class:`Unreadable` when they are not in it."""
    text = _decoded(data, name)
    if text is None:
        raise Unreadable(file, msg("it is not written in the encoding “{encoding}”.", encoding=name),
                         msg("Choose another encoding."))  # fmt: skip
    return text


def _others(data: bytes) -> list[Encoding]:
    found: list[Encoding] = []
    for name, score in (("gb18030", _gb), ("cp1252", _windows), ("big5", _big5), ("mac_roman", _mac)):
        text = _decoded(data, name)
        if text is not None:
            found.append(Encoding(name, round(score(data[:_LOOKED_AT]), 2), _sample(text)))
    return found


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _sample(text: str) -> str:
    """The first words that tell encodings apart; the text is not taken apart, it may have millions of lines."""
    telling = _TELLING.search(text)
    at = telling.start() if telling is not None else 0
    start = max(text.rfind("\n", 0, at) + 1, at - _HEARD)
    words = text[start : start + 4 * _HEARD].lstrip("\ufeff").split("\n" if telling is not None else None)
    return " ".join((words[0] if telling is not None else " ".join(words)).split())[:_HEARD] if words else ""


def _pairs(data: bytes) -> list[tuple[int, int]]:
    """The characters of two bytes, as both Chinese encodings form them."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(data) - 1:
        if data[at] >= 0x81:
            found.append((data[at], data[at + 1]))
            at += 2
        else:
            at += 1
    return found


def _gb(data: bytes) -> float:
    """The share of characters among the 3,755 common ones of GB 2312, its signs and full-width letters."""
    pairs = _pairs(data)
    usual = sum(second >= 0xA1 and (0xB0 <= first <= 0xD7 or 0xA1 <= first <= 0xA3) for first, second in pairs)
    rarer = sum(second >= 0xA1 and 0xD8 <= first <= 0xF7 for first, second in pairs)
    return (usual + 0.5 * rarer) / len(pairs) if pairs else 0.0


def _big5(data: bytes) -> float:
    """The share of characters among the 5,401 common ones of Big5 and its signs."""
    pairs = _pairs(data)
    usual = sum(0xA4 <= first <= 0xC6 or (first in (0xA1, 0xA2) and second <= 0xFE) for first, second in pairs)
    low = sum(second < 0x7F for _, second in pairs)
    # Half of all Big5 characters end in a byte below 0x7F, which no common character of GB 2312 does.
    return (usual / len(pairs)) * min(1.0, 0.6 + 2 * low / len(pairs)) if pairs else 0.0


def _windows(data: bytes) -> float:
    return _western(data.decode("cp1252", "replace"))


def _mac(data: bytes) -> float:
    """Files of old programs on a Mac; every byte is one of its letters, so that it counts a little less."""
    return 0.97 * _western(data.decode("mac_roman"))


def _western(text: str) -> float:
    """The share of letters that French and its neighbours have, standing alone or in twos between plain letters; one in
    capitals within a word in small letters is none.
    """
    runs = [(match[1], match[2]) for match in _RUN.finditer(text)]
    letters = sum(len(run) for _, run in runs)
    usual = sum(
        sum(c in _WESTERN and not (before.islower() and c.isupper()) for c in run) for before, run in runs
        if len(run) <= 2
    )  # fmt: skip
    return usual / letters if letters else 0.0


def narrow(data: bytes) -> bytes:
    """The bytes in an encoding whose letters have one byte, without a mark: for files that are read line by line."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(name, "replace").encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8)


def wide_without_mark(data: bytes) -> str:
    """The name of UTF-16 that does not say so: every other byte of its separators and digits is zero."""
    head = data[:2000]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < len(head) / 16 or least > most / 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
