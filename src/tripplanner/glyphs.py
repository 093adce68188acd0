"""Which characters the bundled fonts can print, and how wide they are.

Everything printed is drawn by seven bundled faces, the last of which holds emoji and is looked into for what no
other has. Parsing them costs a fifth of
a second for each Chinese face, so what the typesetter needs (advance width and
glyph number per character) lies ready in ``resources/fonts/metrics.bin``. The
file names each font by a key of its contents; a font that does not match is
parsed again and its table is kept in the user's cache folder where that can be
written. A damaged or unwritable cache only costs time.

``python -m tripplanner.glyphs`` rebuilds the bundled file after a change of fonts.
"""

from __future__ import annotations

import hashlib
import json
import logging
import struct
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.resources import resource

_log = logging.getLogger(__name__)

LATIN_FACES = {400: "NotoSans-Regular", 600: "NotoSans-SemiBold", 700: "NotoSans-Bold"}
ITALIC_FACE = "NotoSans-Italic"
HAN_FACES = {400: "NotoSansSC-Regular", 600: "NotoSansSC-Bold", 700: "NotoSansSC-Bold"}
EMOJI_FACE = "NotoEmoji-Regular"
FACE_NAMES = (*LATIN_FACES.values(), ITALIC_FACE, "NotoSansSC-Regular", "NotoSansSC-Bold", EMOJI_FACE)

_MAGIC = b"TPGLYPH2"
_NONE = 0xFFFF
"""The width that means "this face has no glyph for the character"."""


@dataclass(frozen=True, slots=True)
class Face:
    """Widths and glyph numbers of one font file.

    ``widths[code point]`` is the advance in 1/1000 em, 0xFFFF where the face
    has no glyph; ``glyphs[code point]`` the glyph number. Characters above
    U+FFFF are in ``astral``: code point -> (width, glyph).
    """

    name: str
    widths: array[int]
    glyphs: array[int]
    astral: dict[int, tuple[int, int]]

    def width(self, char: str) -> int | None:
        """Advance width of ``char`` in 1/1000 em; None where the face lacks it."""
        code = ord(char)
        if code > 0xFFFF:
            found = self.astral.get(code)
            return found[0] if found else None
        width = self.widths[code] if code < len(self.widths) else _NONE
        return None if width == _NONE else width

    def glyph(self, char: str) -> int:
        """Glyph number of ``char`` (0, the empty box, where the face lacks it: never print that)."""
        code = ord(char)
        if code > 0xFFFF:
            return self.astral.get(code, (0, 0))[1]
        return self.glyphs[code] if code < len(self.glyphs) else 0


def font_path(name: str) -> Path:
    """The file of a bundled face."""
    return resource("fonts", f"{name}.ttf")


@cache
def face(name: str) -> Face:
    """The metrics of a bundled face, from the bundled table, the user's cache or the font itself."""
    key = _font_key(name)
    found = _bundled().get(name)
    if found and found[0] == key:
        return _unpack(name, found[1])
    cached = _read_cache(name, key)
    if cached:
        return cached
    parsed = _parse(name)
    _write_cache(name, key, parsed)
    return parsed


def uncovered(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of ``texts`` that no bundled face can print rightly, each once, in order of code point.

    Controls, spaces of no width and variation selectors do not count: they
    are dropped before printing. Characters of scripts that need shaping
    (Arabic, Devanagari, Tibetan …) count even where a face has a glyph,
    because unshaped they are wrong.
    """
    return tuple(sorted(char for char in set[str]().union(*texts) if not printable(char)))


@cache
def printable(char: str) -> bool:
    """Whether a bundled face prints ``char`` rightly (or it is dropped before printing)."""
    if is_dropped(char):
        return True
    if needs_shaping(char):
        return False
    return any(face(name).width(char) is not None for name in ("NotoSans-Regular", "NotoSansSC-Regular", EMOJI_FACE))


def describe(char: str) -> str:
    """``U+1F600 GRINNING FACE``: how a character is named to a person."""
    code = f"U+{ord(char):04X}"
    try:
        return f"{code} {unicodedata.name(char)}"
    except ValueError:
        return code


def is_dropped(char: str) -> bool:
    """Characters that are taken out before printing: those with no ink (controls, joiners, selectors, the two that are
    none), and what only changes the emoji before it (skin tones, the frame of a key): each emoji of a sequence stands
    for itself.
    """
    if char in "\u2060\u200b":
        return True
    code = ord(char)
    if 0x20 <= code < 0x7F or 0x2E80 <= code <= 0x9FFF:  # nearly everything: ASCII, ideographs and their signs
        return False
    if code == 0x20E3 or 0x1F3FB <= code <= 0x1F3FF:
        return True
    if 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE01EF or 0x180B <= code <= 0x180F:
        return True
    return unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") or char in "\ufffe\uffff"


_SHAPED = (
    (0x0590, 0x109F), (0x1780, 0x17FF), (0x1800, 0x18AF), (0x1900, 0x1AAF), (0x1B00, 0x1CFF),
    (0xA800, 0xA8FF), (0xA980, 0xAAFF), (0xABC0, 0xABFF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC),
    (0x10800, 0x11FFF), (0x1E800, 0x1EFFF),
)  # fmt: skip
"""Blocks of scripts written right to left or with joined and reordered letters."""


def needs_shaping(char: str) -> bool:
    """Whether ``char`` belongs to a script that a plain row of glyphs cannot write."""
    code = ord(char)
    if code < 0x0590 or 0x1D00 <= code < 0xA800:  # nearly everything lies before and between them
        return False
    return any(first <= code <= last for first, last in _SHAPED)


# --- the packed form -------------------------------------------------------------------------------------


def _font_key(name: str) -> str:
    """A short key of a font's contents: its table directory carries a checksum of every table."""
    path = font_path(name)
    try:
        with path.open("rb") as file:
            head = file.read(12)
            count = struct.unpack(">4xH6x", head)[0]
            directory = file.read(16 * count)
    except (OSError, struct.error) as error:
        raise _missing_font(path) from error
    if head[:4] != b"\0\1\0\0" or len(directory) != 16 * count:
        raise _missing_font(path)
    return hashlib.sha256(head + directory).hexdigest()[:24]


def _missing_font(path: Path) -> TripPlannerError:
    return TripPlannerError(
        msg("The font {name} is missing or damaged.", name=path.name),
        msg("Nothing was written."),
        msg("Install tripplanner again, or put the file back at {path}.", path=str(path)),
    )


def _pack(metrics: Face) -> bytes:
    astral = array("I", (n for code, (width, glyph) in sorted(metrics.astral.items()) for n in (code, width, glyph)))
    sizes = struct.pack("<III", len(metrics.widths), len(metrics.glyphs), len(astral))
    parts = (_little(metrics.widths), _little(metrics.glyphs), _little(astral))
    return zlib.compress(sizes + b"".join(parts), 9)


def _little(numbers: array[int]) -> bytes:
    import sys

    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _unpack(name: str, packed: bytes) -> Face:
    """The inverse of :func:`_pack`; ValueError (or zlib.error) on damage."""
    raw = zlib.decompress(packed)
    sizes = struct.unpack_from("<III", raw)
    numbers: list[array[int]] = []
    start = 12
    for size, code in zip(sizes, "HHI", strict=True):
        values: array[int] = array(code)
        end = start + size * values.itemsize
        values.frombytes(raw[start:end])
        if len(values) != size:
            raise ValueError("short table")
        numbers.append(array(code, _native(values)))
        start = end
    triples = iter(numbers[2])
    astral = {char: (width, glyph) for char, width, glyph in zip(triples, triples, triples, strict=True)}
    return Face(name, numbers[0], numbers[1], astral)


def _native(values: array[int]) -> array[int]:
    import sys

    if sys.byteorder == "big":
        values.byteswap()
    return values


@cache
def _bundled() -> dict[str, tuple[str, bytes]]:
    """Face name -> (key, packed table) of the bundled file; empty where it is missing or damaged."""
    try:
        raw = resource("fonts", "metrics.bin").read_bytes()
        if raw[:8] != _MAGIC:
            return {}
        length = struct.unpack_from("<I", raw, 8)[0]
        index: list[list[object]] = json.loads(raw[12 : 12 + length])
        return {str(n): (str(k), raw[int(str(a)) : int(str(b))]) for n, k, a, b in index}
    except (OSError, ValueError, struct.error):
        return {}


def write_bundled(target: Path) -> None:
    """Write the packed tables of all bundled faces to ``target``."""
    packed = [(name, _font_key(name), _pack(_parse(name))) for name in FACE_NAMES]
    start = 12 + 1024
    index: list[list[object]] = []
    for name, key, data in packed:
        index.append([name, key, start, start + len(data)])
        start += len(data)
    header = json.dumps(index).encode().ljust(1024)
    target.write_bytes(_MAGIC + struct.pack("<I", 1024) + header + b"".join(data for *_, data in packed))


def _cache_path(name: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("tripplanner", appauthor=False) / f"{name}.glyphs"


def _read_cache(name: str, key: str) -> Face | None:
    try:
        raw = _cache_path(name).read_bytes()
        if raw[:32] != _MAGIC + key.encode():
            return None
        return _unpack(name, raw[32:])
    except (OSError, ValueError, struct.error, zlib.error):
        return None


def _write_cache(name: str, key: str, metrics: Face) -> None:
    path = _cache_path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_bytes(_MAGIC + key.encode() + _pack(metrics))
        aside.replace(path)
    except OSError as error:
        _log.info("the glyph table of %s was not kept: %s", name, error)


# --- reading a TrueType file -----------------------------------------------------------------------------


def tables(data: bytes | memoryview) -> dict[str, tuple[int, int]]:
    """Table tag -> (offset, length) of a TrueType file."""
    count = struct.unpack_from(">H", data, 4)[0]
    rows = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in rows}


def _parse(name: str) -> Face:
    data = font_path(name).read_bytes()
    try:
        found = tables(data)
        advances = _advances(data, found)
        cmap = dict(_characters(data, found["cmap"][0]))
    except (KeyError, struct.error) as error:
        raise _missing_font(font_path(name)) from error
    plane0 = [code for code in cmap if code <= 0xFFFF]
    widths = array("H", [_NONE]) * (max(plane0) + 1)
    glyphs = array("H", [0]) * len(widths)
    for code in plane0:
        widths[code], glyphs[code] = advances[cmap[code]], cmap[code]
    astral = {code: (advances[glyph], glyph) for code, glyph in cmap.items() if code > 0xFFFF}
    return Face(name, widths, glyphs, astral)


def _advances(data: bytes, found: dict[str, tuple[int, int]]) -> list[int]:
    """Advance width of each glyph in 1/1000 em."""
    em = struct.unpack_from(">H", data, found["head"][0] + 18)[0]
    total = struct.unpack_from(">H", data, found["maxp"][0] + 4)[0]
    given = struct.unpack_from(">H", data, found["hhea"][0] + 34)[0]
    pairs = struct.unpack_from(f">{'Hh' * given}", data, found["hmtx"][0])
    widths = [round(width * 1000 / em) for width in pairs[::2]]
    return widths + [widths[-1]] * (total - given)


def _characters(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """(code point, glyph number) of the best Unicode subtable (format 12, else 4)."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    offsets = [start + struct.unpack_from(">HHI", data, start + 4 + 8 * i)[2] for i in range(count)]
    formats = {struct.unpack_from(">H", data, offset)[0]: offset for offset in offsets}
    if 12 in formats:
        yield from _format_12(data, formats[12])
    else:
        yield from _format_4(data, formats[4])


def _format_12(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    for i in range(struct.unpack_from(">I", data, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * i)
        yield from ((code, glyph + code - first) for code in range(first, last + 1))


def _format_4(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    at = start + 14
    ends = struct.unpack_from(f">{count}H", data, at)
    starts = struct.unpack_from(f">{count}H", data, at + 2 * count + 2)
    deltas = struct.unpack_from(f">{count}H", data, at + 4 * count + 2)
    base = at + 6 * count + 2
    ranges = struct.unpack_from(f">{count}H", data, base)
    for i, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if ranges[i]:
                glyph = struct.unpack_from(">H", data, base + 2 * i + ranges[i] + 2 * (code - first))[0]
            if not ranges[i] or glyph:
                yield code, (glyph + deltas[i]) & 0xFFFF


if __name__ == "__main__":
    write_bundled(resource("fonts", "metrics.bin"))
