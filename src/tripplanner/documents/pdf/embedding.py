"""TrueType faces embedded as subsets, without parsing a whole font.

A face becomes one composite font whose codes are UTF-16 code units, so that
the operators that show a text are the same in every document and text copied
from the page is exact. Only the glyphs a document uses are cut out of the
mapped font file. Characters above U+FFFF take the codes of surrogates, by
their place in the face's list of such characters.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream

from tripplanner import glyphs

_LEVEL = 4
"""Of compression: higher levels take twice the time for a twentieth of the size."""
RESOURCE_NAMES = {name: f"T{n}" for n, name in enumerate(glyphs.FACE_NAMES)}


class Embedding:
    """The faces and characters one document uses."""

    def __init__(self) -> None:
        self.used: dict[str, set[str]] = {face: set() for face in RESOURCE_NAMES}
        """Face -> the texts that it draws."""

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab calls it by this name
        """Add the font objects to ``document`` (ReportLab calls this when it writes the file)."""
        fonts: dict[str, Any] = document.idToObject["BasicFonts"].dict
        for face, texts in sorted(self.used.items()):
            if texts:
                font = _font(document, face, tuple(sorted(set().union(*texts))))
                fonts[RESOURCE_NAMES[face]] = document.Reference(font, f"font {face}")


def encoded(face: str, text: str) -> str:
    """``text`` as the hexadecimal codes shown with ``face``."""
    try:
        if text.isascii() or max(text) <= "\uffff":
            return text.encode("utf-16-be").hex()
    except UnicodeEncodeError:
        pass
    return "".join(f"{_code(face, char):04x}" for char in text)


def _code(face: str, char: str) -> int:
    if char <= "\uffff":
        return ord(char)
    return 0xD800 + _astral_order(face).get(ord(char), 0)


@cache
def _astral_order(face: str) -> dict[int, int]:
    return {code: n for n, code in enumerate(sorted(glyphs.face(face).astral))}


# --- PDF objects -----------------------------------------------------------------------------------------


def _font(document: PDFDocument, face: str, chars: tuple[str, ...]) -> PDFDictionary:
    program, length, widths, cid_to_gid = _subset(face, chars)
    name = f"{_tag(face, chars)}+{face}"
    source = _source(face)
    descriptor = _dictionary(
        Type=PDFName("FontDescriptor"), FontName=PDFName(name), Flags=4 if not source.italic else 68,
        FontBBox="[{} {} {} {}]".format(*source.box), ItalicAngle=-12 if source.italic else 0, Ascent=source.ascent,
        Descent=source.descent, CapHeight=714, StemV=140 if "Bold" in face else 80,
        FontFile2=_reference(document, face, "program", program, Length1=length),
    )  # fmt: skip
    descendant = _dictionary(
        Type=PDFName("Font"), Subtype=PDFName("CIDFontType2"), BaseFont=PDFName(name),
        CIDSystemInfo="<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>", DW=1000, W=widths,
        CIDToGIDMap=_reference(document, face, "map", cid_to_gid),
        FontDescriptor=document.Reference(descriptor, f"descriptor {face}"),
    )  # fmt: skip
    return _dictionary(
        Type=PDFName("Font"), Subtype=PDFName("Type0"), BaseFont=PDFName(name), Encoding=PDFName("Identity-H"),
        DescendantFonts=PDFArray([document.Reference(descendant, f"cid {face}")]),
        ToUnicode=_reference(document, face, "unicode", _to_unicode(face, chars)),
    )  # fmt: skip


def _dictionary(**entries: Any) -> PDFDictionary:
    return PDFDictionary(entries)


def _reference(document: PDFDocument, face: str, what: str, packed: bytes, **entries: Any) -> Any:
    """A stream of zlib data as an object of its own."""
    stream = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode"), **entries}), packed)
    return document.Reference(stream, f"{what} {face}")


def _tag(face: str, chars: tuple[str, ...]) -> str:
    """The six letters before the name of a subset, from what it holds."""
    digest = hashlib.sha256((face + "".join(chars)).encode("utf-8", "surrogatepass")).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


@lru_cache(maxsize=64)
def _to_unicode(face: str, chars: tuple[str, ...]) -> bytes:
    """A map from the codes that are used to their characters: each code is its own, but for those above U+FFFF.

    Only of those: readers make a table of every code that is named, once for each font.
    """
    ranges = [f"<{low:04X}><{high:04X}><{low:04X}>" for low, high in _runs([ord(c) for c in chars if c <= "\uffff"])]
    astral = [f"<{_code(face, c):04X}><{c.encode('utf-16-be').hex().upper()}>" for c in chars if c > "\uffff"]
    parts = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo"
             " <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def"
             " 1 begincodespacerange <0000><FFFF> endcodespacerange"]  # fmt: skip
    for kind, entries in (("bfrange", ranges), ("bfchar", astral)):
        for start in range(0, len(entries), 100):
            chunk = entries[start : start + 100]
            parts += [f"{len(chunk)} begin{kind}", *chunk, f"end{kind}"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return zlib.compress("\n".join(parts).encode())


def _runs(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of codes that follow each other; a run ends with its high byte, as the format asks."""
    ordered = sorted(set(codes))
    for at, code in enumerate(ordered):
        if not at or code != ordered[at - 1] + 1 or not code & 0xFF:
            low = code
        if at + 1 == len(ordered) or ordered[at + 1] != code + 1 or not (code + 1) & 0xFF:
            yield low, code  # pyright: ignore[reportPossiblyUnboundVariable] - the first code begins a run


# --- cutting glyphs out of the file ----------------------------------------------------------------------


class _Source:
    """A font file, mapped into memory; only the pages that are touched are read."""

    def __init__(self, face: str):
        with glyphs.font_path(face).open("rb") as file:
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        view = self.data
        self.tables = glyphs.tables(memoryview(view))
        head, hhea = self.tables["head"][0], self.tables["hhea"][0]
        self.em, self.long = (
            struct.unpack_from(">H", view, head + 18)[0],
            struct.unpack_from(">h", view, head + 50)[0],
        )
        scale = 1000 / self.em
        self.box = [round(n * scale) for n in struct.unpack_from(">4h", view, head + 36)]
        self.ascent, self.descent = (round(n * scale) for n in struct.unpack_from(">2h", view, hhea + 4))
        self.metrics = struct.unpack_from(">H", view, hhea + 34)[0]
        self.italic = "Italic" in face

    def table(self, tag: str) -> bytes:
        offset, length = self.tables[tag]
        return self.data[offset : offset + length]

    def glyph(self, number: int) -> bytes:
        loca, start = self.tables["loca"][0], self.tables["glyf"][0]
        if self.long:
            first, last = struct.unpack_from(">II", self.data, loca + 4 * number)
        else:
            first, last = (2 * n for n in struct.unpack_from(">HH", self.data, loca + 2 * number))
        return self.data[start + first : start + last]

    def metric(self, number: int) -> bytes:
        """Advance and left side bearing of a glyph, four bytes."""
        start = self.tables["hmtx"][0]
        if number < self.metrics:
            return self.data[start + 4 * number : start + 4 * number + 4]
        advance = self.data[start + 4 * self.metrics - 4 : start + 4 * self.metrics - 2]
        at = start + 4 * self.metrics + 2 * (number - self.metrics)
        return advance + self.data[at : at + 2]


@cache
def _source(face: str) -> _Source:
    return _Source(face)


@lru_cache(maxsize=32)
def _subset(face: str, chars: tuple[str, ...]) -> tuple[bytes, int, str, bytes]:
    """The packed font program and its length, the PDF widths and the packed map from codes to its glyphs."""
    metrics, source = glyphs.face(face), _source(face)
    order = [0]
    places: dict[int, int] = {0: 0}
    for char in chars:
        glyph = metrics.glyph(char)
        if glyph not in places:
            places[glyph] = len(order)
            order.append(glyph)
    codes = {_code(face, char): char for char in chars}
    mapping = array("H", [0]) * (max(codes) + 1)
    for code, char in codes.items():
        mapping[code] = places[metrics.glyph(char)]
    mapping.byteswap()
    widths = " ".join(f"{c}[{w}]" for c, ch in sorted(codes.items()) if (w := metrics.width(ch) or 0) != 1000)
    program = _program(source, order, places)
    return zlib.compress(program, _LEVEL), len(program), f"[{widths}]", zlib.compress(mapping.tobytes(), 1)


def _program(source: _Source, order: list[int], places: dict[int, int]) -> bytes:
    """A TrueType file holding the glyphs of ``order`` (grown by the parts of composite glyphs)."""
    outlines: list[bytes] = []
    for glyph in order:  # grows while it is walked
        outlines.append(_outline(source.glyph(glyph), order, places))
    offsets = array("I", [0])
    for outline in outlines:
        offsets.append(offsets[-1] + len(outline))
    offsets.byteswap()
    count = len(order)
    head = bytearray(source.table("head"))
    head[8:12], head[50:52] = b"\0\0\0\0", b"\0\1"
    made = {
        "head": bytes(head),
        "hhea": source.table("hhea")[:34] + struct.pack(">H", count),
        "maxp": source.table("maxp")[:4] + struct.pack(">H", count) + source.table("maxp")[6:],
        "hmtx": b"".join(map(source.metric, order)),
        "loca": offsets.tobytes(),
        "glyf": b"".join(outlines),
    }
    made |= {tag: source.table(tag) for tag in ("cvt ", "fpgm", "prep") if tag in source.tables}
    return _assemble(made)


def _outline(data: bytes, order: list[int], places: dict[int, int]) -> bytes:
    """A glyph's outline, the numbers of its parts made those of the subset, padded to four bytes."""
    if len(data) >= 10 and data[0] & 0x80:
        changed = bytearray(data)
        at, more = 10, True
        while more:
            flags, part = struct.unpack_from(">HH", changed, at)
            if part not in places:
                places[part] = len(order)
                order.append(part)
            struct.pack_into(">H", changed, at + 2, places[part])
            at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)
            more = bool(flags & 0x20)
        data = bytes(changed)
    return data + b"\0" * (-len(data) % 4)


def _assemble(made: dict[str, bytes]) -> bytes:
    count = len(made)
    power = count.bit_length() - 1
    header = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    directory, body = b"", b""
    start = 12 + 16 * count
    for tag, data in sorted(made.items()):
        directory += struct.pack(">4sIII", tag.encode(), 0, start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return header + directory + body
