"""The cover: titles, dates, and a ridge drawn by the altitudes of the sites in visiting order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from tripplanner import dates
from tripplanner.documents.content import SiteSheet
from tripplanner.documents.setter import Setter
from tripplanner.documents.spelt import printable
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.accent import readable
from tripplanner.documents.typesetting.blocks import circle, stack
from tripplanner.documents.typesetting.furniture import ridge
from tripplanner.documents.typesetting.marks import Block, Page, PathOp, Placed, Rect, Rule, Shape
from tripplanner.documents.typesetting.shortening import label_within, shortened
from tripplanner.documents.typesetting.text import Span
from tripplanner.documents.voices import Voice
from tripplanner.i18n import printed, printedn, say

if TYPE_CHECKING:
    from tripplanner.documents.booklet.content import BookletContent

LEFT, RIGHT = 45.5, 34.0
BAND = 51.0
LONGEST_NAME = 36
TITLE_TOP = 82.0
TITLE_HEIGHT = 190.0
VALLEY = 462.0
HIGHEST_PEAK = 168.0
MOST_PINS = 22
PIN = 36.0
"""What a pin takes above its peak, with a little white (pt)."""
BLEED = 8.5
BACK, MIDDLE = "#D0DFD7", "#8FB8A5"
PALE = "#C9DDD3"
SMALL = st.Style(7.5, 10.5)


def cover_page(setter: Setter) -> Page:
    """Page 1."""
    spec = setter.spec
    width, height = spec.width, spec.height
    ground = (
        Rect(-BLEED, -BLEED, width + 2 * BLEED, height + 2 * BLEED, st.PAPER_TINT, kind="cover"),
        Rect(-BLEED, -BLEED, width + 2 * BLEED, BAND + BLEED, st.FIR, kind="cover"),
    )
    pinned = [sheet for sheet in setter.content.trip.sites if sheet.altitude_m is not None]
    peaks = peak_points(pinned, width)
    shapes = (
        _land(_ornament(width, 0.7, 300.0, 46.0), _paler(setter, BACK, 0.2), width, height),
        _land(_ornament(width, 2.9, 386.0, 34.0), _paler(setter, MIDDLE, 0.5), width, height),
        _land(front_ridge(peaks, width), st.FIR, width, height),
    )
    landscape = Block(width, height, None, (*ground, *shapes), tuple(_pins(setter, pinned, peaks)), row="margin cover")
    sky = min((y for _, y in peaks), default=VALLEY) - PIN if len(pinned) <= MOST_PINS else VALLEY
    placed = (Placed(0.0, 0.0, landscape), *_words(setter, min(TITLE_HEIGHT, sky - TITLE_TOP)))
    return Page(1, width, height, placed, (LEFT, 11.0, width - LEFT - RIGHT, height - 22.0))


# --- words ------------------------------------------------------------------------------------------------


def _words(setter: Setter, room: float) -> list[Placed]:
    """All that is said on the cover; ``room``: the height that titles have above the pins (pt)."""
    spec = setter.spec
    width = spec.width - LEFT - RIGHT
    top = _band(setter, width)
    titles = _titles(setter, width, room)
    return [
        Placed(LEFT, 0.0, top),
        Placed(LEFT, TITLE_TOP, titles.anchored("cover")),
        Placed(LEFT, 492.0, _foot(setter, width)),
        *_reader(setter, width),
    ]


def _reader(setter: Setter, width: float) -> list[Placed]:
    """Whose copy it is, where the cover says it."""
    reader = setter.content.trip.reader
    if not cast("BookletContent", setter.content).named or reader is None:
        return []
    words = printable(reader.name)
    language = "zh" if reader.name.native and words.startswith(reader.name.native) else "fr"
    small = st.Style(9, 12, colour=st.SECONDARY)
    pieces = setter.label(printed("This copy belongs to"), small, small)
    name = Span("\u00a0\u00a0" + shortened(words, LONGEST_NAME), st.Style(9, 12, 700), language)
    return [Placed(LEFT, BAND + 9.0, setter.ts.paragraph([*pieces, name], width).named("margin reader"))]


def _band(setter: Setter, width: float) -> Block:
    office = setter.content.trip.office
    white = st.Style(9, 12, 600, st.WHITE)
    kind = setter.ts.label(setter.label(printed("Field booklet"), white, replace(white, weight=700)))
    whose = Span(office.short_name or office.name.best(*setter.languages), white, setter.languages[0])
    name = label_within(setter.ts, [whose], width - 42.0 - kind.width)
    mark = ridge(22.0, st.WHITE)
    parts = ((0.0, 18.0, mark), (30.0, 20.0, name), (width - kind.width, 20.0, kind))
    return Block(width, BAND, None, (), parts, row="margin band")


def _titles(setter: Setter, width: float, room: float) -> Block:
    """The titles and the route: smaller for long ones, cut short for the longest, so that all stays over the pins."""
    styles = (st.COVER_TITLE, st.Style(20, 25.5, 700), st.PAGE_TITLE, st.DAY_TITLE, st.SUBHEAD)
    for style, longest in (*((style, 2000) for style in styles), *((st.SUBHEAD, cut) for cut in (400, 200, 100, 60))):
        block = _titled(setter, width, style, longest)
        if block.height < room:
            break
    return block  # pyright: ignore[reportPossiblyUnboundVariable] - the loop runs


def _titled(setter: Setter, width: float, style: st.Style, longest: int) -> Block:
    trip = setter.content.trip
    field = "short_title" if trip.short_title else "title"
    lines: list[Block] = []
    for n, voice in enumerate(setter.voices(trip.heading, trip.ref, field)):
        colour = st.INK if n == 0 else st.FIR
        lines += [Block(0, 4.5)] if n else []
        lines.append(_title(setter, _cut(voice, longest), width, style.in_(colour)))
    lines.append(Block(0, 12.0))
    for voice in setter.voices(trip.route, trip.ref, "route"):
        lines.append(setter.voice(_cut(voice, longest), width, st.Style(9, 13.5, colour=st.SECONDARY)))
    return stack(lines)


def _cut(voice: Voice, longest: int) -> Voice:
    return voice if len(voice.words) <= longest else replace(voice, words=shortened(voice.words, longest))


def _title(setter: Setter, voice: Voice, width: float, style: st.Style) -> Block:
    """A title a little smaller, where that saves it a line."""
    whole = setter.voice(voice, width, style, title=True)
    small = setter.voice(voice, width, replace(style, size=style.size * 0.84), title=True)
    return small if small.height < whole.height else whole


def _foot(setter: Setter, width: float) -> Block:
    """Dates, counts and the legend of the profile, white on fir."""
    trip = setter.content.trip
    strong, plain = st.Style(11, 15, 700, st.WHITE), st.Style(9, 13.5, colour=st.WHITE)
    columns = setter.columns((0.0, width * 0.52 - 8), (width * 0.52, width * 0.48))
    children: list[tuple[float, float, Block]] = []
    for (x, room), language in zip(columns, setter.languages, strict=True):
        dated = setter.ts.paragraph(
            Span(dates.date_span(trip.first_day, trip.last_day, language), strong, language), room
        )
        counts = setter.ts.paragraph(Span(counted(setter, language), plain, language), room)
        children.append((x, 7.5, stack([dated, counts])))
    children.append((0.0, 52.0, _legend(setter, width)))
    return Block(width, 74.0, None, (Rule(0, 0, width, 0, 0.7, st.WHITE),), tuple(children), row="margin foot")


def counted(setter: Setter, language: str) -> str:
    """``8 jours · 12 sites · 14 délégués``; what is zero is left out."""
    trip = setter.content.trip
    size = sum(delegation.size or 0 for delegation in trip.delegations)
    days = (trip.last_day - trip.first_day).days + 1
    parts = [say(printedn("one day", "{n} days", days), language)] if days > 0 else []
    parts += [say(printedn("one site", "{n} sites", len(trip.sites)), language)] if trip.sites else []
    parts += [say(printedn("one delegate", "{n} delegates", size), language)] if size else []
    return " · ".join(parts)


def _legend(setter: Setter, width: float) -> Block:
    pale = SMALL.in_(_paler(setter, PALE, 0.1))
    version = setter.ts.label(Span(setter.content.trip.edition.label, pale.bold().in_(st.WHITE), "en"))
    heights = [sheet.altitude_m for sheet in setter.content.trip.sites if sheet.altitude_m is not None]
    children = [(width - version.width, 0.0, version)]
    if len(heights) > 1:
        spans: list[Span] = []
        for n, (words, code) in enumerate(setter.both(printed("Profile: altitude of the sites, in visiting order"))):
            spans.append(Span((" · " if n else "") + words, pale, code))
        first = setter.languages[0]
        span = f" · {dates.number(min(heights), first)}–{dates.metres(max(heights), first)}"
        words_block = setter.ts.paragraph([*spans, Span(span, pale, first)], width - version.width - 8)
        children.append((0.0, 0.0, words_block))
    return Block(width, 21.0, None, (), tuple(children))


def _paler(setter: Setter, ours: str, share: float) -> str:
    """Our shade of green; where the office has a colour, white with this share of it."""
    accent = readable(setter.content.trip.office.accent)
    if not accent:
        return ours
    parts = (int(accent[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - part)):02X}" for part in parts)


# --- ridges -----------------------------------------------------------------------------------------------


def peak_points(sites: Sequence[SiteSheet], width: float) -> list[tuple[float, float]]:
    """Where each site stands on the front ridge: from left to right, as high as its altitude says (pt)."""
    if not sites:
        return []
    heights = [float(sheet.altitude_m or 0) for sheet in sites]
    low, high = min(heights), max(heights)
    room = width - LEFT - RIGHT - 30.0
    step = room / max(len(sites) - 1, 1)
    start = LEFT + 15.0 + (room / 2 if len(sites) == 1 else 0.0)
    rise = HIGHEST_PEAK if high > low else HIGHEST_PEAK / 3
    return [
        (start + n * step, VALLEY - 12.0 - rise * (height - low) / max(high - low, 1.0))
        for n, height in enumerate(heights)
    ]


def front_ridge(peaks: Sequence[tuple[float, float]], width: float) -> list[tuple[float, float]]:
    """A ragged line over the peaks, with valleys between them; level ground outside."""
    if not peaks:
        return _ornament(width, 5.1, VALLEY - 30.0, 24.0)
    knots: list[tuple[float, float]] = [(-20.0, VALLEY - 6.0), (peaks[0][0] - 30.0, VALLEY - 4.0)]
    for n, (x, y) in enumerate(peaks):
        if n:
            before = peaks[n - 1]
            low = max(before[1], y)  # y grows downwards: the lower of the two
            knots.append(((before[0] + x) / 2, low + 0.22 * (VALLEY + 4.0 - low)))
        knots.append((x, y))
    knots += [(peaks[-1][0] + 26.0, VALLEY - 3.0), (width + 20.0, VALLEY - 7.0)]
    return [point for a, b in pairwise(knots) for point in _ragged(a, b)] + [knots[-1]]


def _ragged(a: tuple[float, float], b: tuple[float, float]) -> list[tuple[float, float]]:
    """Steps of 3 pt from ``a`` to ``b`` with a little roughness, none at the ends."""
    count = max(2, int(abs(b[0] - a[0]) / 3.0))
    points: list[tuple[float, float]] = []
    for i in range(count):
        t = i / count
        ease = t * t * (3 - 2 * t)
        x = a[0] + (b[0] - a[0]) * t
        y = a[1] + (b[1] - a[1]) * (0.55 * t + 0.45 * ease)
        points.append((x, y + 2.6 * math.sin(math.pi * t) * _noise(x)))
    return points


def _noise(x: float) -> float:
    """A roughness between −1 and 1 that is the same every time."""
    return 0.6 * math.sin(x * 0.91 + 1.3) + 0.4 * math.sin(x * 2.27 + 0.4)


def _ornament(width: float, phase: float, level: float, swing: float) -> list[tuple[float, float]]:
    """A distant ridge: it means nothing."""
    points: list[tuple[float, float]] = []
    x = -20.0
    while x <= width + 20:
        wave = math.sin(x / 61 + phase) * 0.55 + math.sin(x / 27 + 2 * phase) * 0.28 + _noise(x / 1.6 + phase) * 0.10
        points.append((x, level - swing * wave))
        x += 4.0
    return points


def _land(line: Sequence[tuple[float, float]], colour: str, width: float, height: float) -> Shape:
    """Everything below a line down to the foot of the page."""
    foot = height + BLEED
    ops: list[PathOp] = [
        ("M", (-20.0, foot)),
        *(("L", point) for point in line),
        ("L", (width + 20.0, foot)),
        ("Z", ()),
    ]
    return Shape(tuple(ops), 0, 0, 0, 0, colour, None, 0.0, (), 1, "cover")


def _pins(
    setter: Setter, sites: Sequence[SiteSheet], peaks: Sequence[tuple[float, float]]
) -> list[tuple[float, float, Block]]:
    """A numbered disc over each peak on a fine stem."""
    if len(sites) > MOST_PINS:
        return []
    pins: list[tuple[float, float, Block]] = []
    for sheet, (x, y) in zip(sites, peaks, strict=True):
        r = 6.5
        number = setter.ts.label(Span(str(sheet.number), st.Style(7.5, 13, 700, st.WHITE), "en"))
        stem = Rule(r, 2 * r, r, 2 * r + 17.0, 0.5, st.INK, kind="pin")
        disc = circle(r, r, r, fill=st.INK)
        block = Block(2 * r, 2 * r, None, (stem, disc), ((r - number.width / 2, 0.0, number),))
        pins.append((x - r, y - 2 * r - 16.0, block))
    return pins
