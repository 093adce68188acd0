"""The first page: title, facts, objectives, and the days at a glance, morning and afternoon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time

from tripplanner.dates import date_span, list_comma, short_weekday
from tripplanner.documents.content import DayContent, ItemContent, NightLine, OrganisationLine, TripContent
from tripplanner.documents.itinerary.content import ItineraryContent
from tripplanner.documents.itinerary.items import BRIEF, ON_THE_WAY
from tripplanner.documents.itinerary.parts import Badges, brief, cells, inline, joined, shared, town_of
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    framed,
    pad,
    rule,
    ruled,
    space,
    stack,
    table_head,
    tag,
    tag_spans,
)
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Rule
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Piece, Span
from tripplanner.i18n import Message, printed, printedn, say
from tripplanner.text import Text

WIDTH = st.A4.text_width
_LABEL = st.Style(8, 10.5, 700, st.SECONDARY)
_VALUE = st.Style(9.5, 13.5, 600)
_SECOND = st.Style(9, 12)
_PLACE = st.Style(8, 10.5, 700, st.FIR)
_DONE = st.Style(9, 12)
_DONE_SECOND = st.Style(8, 10.5, colour=st.SECONDARY)
OFFICIAL = ("arrival", "visit", "meeting", "ceremony", "departure")
"""Types of what an approval file calls an official activity."""
_NOON = time(13, 0)
_SEMICOLON = {"fr": "\u202f; ", "zh": "；"}
_LONG_WAY = 90
"""Minutes from which a sub-group’s own transfer is what it does that half-day."""
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）)")
_HEAD = re.compile(r"[^,;:，；：]+")
_DAY_X, _MORNING, _AFTERNOON, _NIGHT = (20.0, 46.0), (72.0, 166.0), (250.0, 168.0), (429.0, 64.0)
_WIDER = ((72.0, 200.0), (286.0, 207.0))
"""Morning and afternoon where nobody is told where the guests sleep."""
_LONGEST_HEADLINE = 120
"""Characters of an item's title in the table: the day tells it whole."""
_TITLE_LINES = 4
"""So many lines at most of the trip's title; the file's own title is whole."""


def add_overview(flow: Flow, s: Setter, badges: Badges, content: ItineraryContent) -> None:
    """Title block, facts, objectives, table of half-days; for approval the notes too."""
    trip = content.trip
    flow.add(_title(s, content).anchored("overview"), keep=1)
    flow.add(_facts(s, badges, trip), gap=9.0)
    if trip.objectives:
        flow.add(_objectives(s, trip).named("objectives"), gap=9.0)
    if trip.days:
        _table(flow, s, badges, trip)
    if content.approval:
        add_notes(flow, s, trip)
        flow.foot(signatures(s))


# --- title -----------------------------------------------------------------------------------------------


def _title(s: Setter, content: ItineraryContent) -> Block:
    trip, two = content.trip, s.two
    s.place = printed("Title")
    columns = [(0.0, 277.0), (293.0, 200.0)] if two else [(0.0, WIDTH)]
    kind = printed("Bilingual itinerary") if two else printed("Itinerary")
    kicker = s.ts.label(s.label(kind, st.KICKER.in_(st.FIR), st.KICKER))
    sign = _edition_tag(s, content)
    head = beside([(0.0, kicker), (WIDTH - sign.width, sign)], WIDTH)
    style = _fitting(s, trip.heading, columns)
    styles = [style, style.in_(st.FIR)]
    name = "short_title" if trip.short_title else "title"
    spoken = [
        replace(voice, words=_cut(s, voice.words, style, voice.language, width))
        for voice, (_, width) in zip(s.voices(trip.heading, trip.ref, name), columns, strict=False)
    ]
    titles = [
        (x, s.voice(voice, width, styles[n], title=True))
        for n, (voice, (x, width)) in enumerate(zip(spoken, columns, strict=False))
    ]
    blocks = [head, space(3.0), beside(titles, WIDTH)]
    if trip.route:
        blocks.append(beside(cells(s, trip.route, trip.ref, "route", columns, st.DETAIL_A4), WIDTH))
    return stack([*blocks, space(6.0), rule(WIDTH, 1.2)]).named("heading title")


def _cut(s: Setter, words: str, style: st.Style, language: str, width: float) -> str:
    """The words, with an ellipsis where they would take more lines than a title has."""
    total, room = s.ts.width(words, style, language), _TITLE_LINES * width * 0.9
    return words if total <= room else shortened(words, max(2, int(len(words) * room / total)))


def _edition_tag(s: Setter, content: ItineraryContent) -> Block:
    """Approval, draft or release, as a tag at the right."""
    edition = content.trip.edition
    if content.approval:
        message, colour = printed("For approval"), st.FIR
    elif edition.draft:
        plain = printed("Draft v{number}", number=edition.number)
        message, colour = plain if edition.sort == "release" else edition.standing, st.WARN
    else:
        message, colour = printed("Version {number}", number=edition.number), st.FIR
    return tag(s.ts, tag_spans(s.both(message), colour), colour, dashed=edition.draft and not content.approval)


def _fitting(s: Setter, text: Text, columns: Sequence[tuple[float, float]]) -> st.Style:
    """The large title where every language has it on one line, else the one for long titles."""
    for (_, width), language in zip(columns, s.languages, strict=True):
        if s.ts.width(text.get(language) or text.best(), st.A4_TITLE, language) > width:
            return st.A4_TITLE_LONG
    return st.A4_TITLE


# --- facts -----------------------------------------------------------------------------------------------


def _facts(s: Setter, badges: Badges, trip: TripContent) -> Block:
    days = (trip.last_day - trip.first_day).days + 1
    when = [
        [Span(_with_days(date_span(trip.first_day, trip.last_day, code), days, code), style, code)]
        for code, style in zip(s.languages, (_VALUE, _SECOND), strict=False)
    ]
    s.place = printed("Facts")
    rows = [
        ((printed("Dates"), when), (printed("Delegation"), _party(s, badges, trip))),
        ((printed("Organiser"), _organiser(s, trip)), (printed("Interpreting"), _interpreting(s, trip))),
    ]
    if trip.host:
        rows.append(((printed("Copy for"), _host(s, trip.host)), (printed("Copy for"), [])))
    blocks: list[Block] = []
    for left, right in rows:
        found = [fact for fact in (_fact(s, 0.0, 172.0, *left), _fact(s, 250.0, 179.0, *right)) if fact]
        blocks.append(beside([(0.0, block) for block in found], WIDTH))
    return stack(blocks, gap=9.0).named("facts")


def _host(s: Setter, host: OrganisationLine) -> list[list[Span]]:
    """The organisation whose copy it is; said once where its name is the same in both languages."""
    lines = [
        inline(s, host.name, host.ref, "name", language, style)
        for language, style in zip(s.languages, (_VALUE, _SECOND), strict=False)
    ]
    same = len(lines) == 2 and [span.text for span in lines[0]] == [span.text for span in lines[1]]
    return lines[:1] if same else lines


def _with_days(words: str, days: int, language: str) -> str:
    counted = say(printedn("{n} day", "{n} days", days), language)
    return f"{words}，{counted}" if language == "zh" else f"{words}, {counted}"


def _fact(s: Setter, x: float, width: float, label: Message, values: Sequence[Sequence[Piece]]) -> Block | None:
    """Labels in one column, values beside them, the second language beneath the first."""
    labels = [s.ts.paragraph(Span(words, _LABEL, language), 62.0) for words, language in s.both(label)]
    lines = [s.ts.paragraph(value, width) for value in values if value]
    if not lines:
        return None
    return beside([(x, stack(labels)), (x + 64.0, stack(lines))], WIDTH)


def _party(s: Setter, badges: Badges, trip: TripContent) -> list[list[Piece]]:
    """Sub-groups with their sizes, then the total; without sub-groups the name of the delegation."""
    found: list[list[Piece]] = []
    total = sum(delegation.size or len(delegation.delegates) for delegation in trip.delegations)
    for language, style in zip(s.languages, (_VALUE, _SECOND), strict=False):
        parts: list[Piece] = []
        for group in trip.subgroups:
            parts += [Span(" · ", style, language)] if parts else []
            parts += badges.pieces((group.mark,), language)
            parts += inline(s, group.name, group.ref, "name", language, style)
            parts += [Span(_count(group.size, language), style, language)] if group.size else []
        for delegation in () if trip.subgroups else trip.delegations:
            parts += inline(s, delegation.name, delegation.ref, "name", language, style)
        if total and (language == "zh" or not trip.subgroups):
            people = say(printedn("{n} person", "{n} people", total), language)
            parts.append(Span(f"，共{people}" if language == "zh" else f", {people}", style, language))
        found.append(parts)
    return found


def _count(size: int, language: str) -> str:
    return f"{size}人" if language == "zh" else f" ({size})"


def _organiser(s: Setter, trip: TripContent) -> list[list[Span]]:
    office = trip.office
    found: list[list[Span]] = []
    for language, style in zip(s.languages, (_VALUE, _SECOND), strict=False):
        name = inline(s, office.name, office.ref, "name", language, style)
        short = [Span(office.short_name, style, language)] if office.short_name and not found else []
        found.append(joined([short, name], ", " if language != "zh" else "，"))
    return found


def _interpreting(s: Setter, trip: TripContent) -> list[list[Span]]:
    modes = sorted({item.interpreting for item in trip.items if item.interpreting in BRIEF})
    people = sum(member.role == "interpreter" for member in trip.members)
    found: list[list[Span]] = []
    for language, style in zip(s.languages, (_VALUE, _SECOND), strict=False):
        words = [say(BRIEF[mode], language) for mode in modes if mode]
        words += [say(printedn("{n} interpreter", "{n} interpreters", people), language)] if people else []
        found.append([Span(("，" if language == "zh" else ", ").join(words), style, language)] if words else [])
    return found


# --- objectives ------------------------------------------------------------------------------------------


def _objectives(s: Setter, trip: TripContent) -> Block:
    s.place = printed("Objectives")
    columns = [(73.0, 199.0), (286.0, 198.0)] if s.two else [(73.0, 411.0)]
    labels = stack([s.ts.paragraph(Span(words, _LABEL, code), 62.0) for words, code in s.both(s.place)])
    rows: list[Block] = []
    for n, objective in enumerate(trip.objectives, 1):
        number = Span(f"{n}.", _DONE, "en")
        found = cells(s, objective, trip.ref, f"objectives.{n}", [(x + 12, w - 12) for x, w in columns], _DONE)
        numbers = [(x, s.ts.label(number)) for x, _ in columns]
        rows.append(beside([*numbers, *found], WIDTH))
    body = beside([(9.0, labels), (0.0, stack(rows, gap=1.5))], WIDTH)
    return framed(pad(body, top=6.0, bottom=6.0), fill=st.FIR_TINT, width=WIDTH)


# --- the days at a glance --------------------------------------------------------------------------------


def _table(flow: Flow, s: Setter, badges: Badges, trip: TripContent) -> None:
    nights = any(day.nights for day in trip.days)
    head = _table_head(s, nights=nights)
    flow.add(head.named("heading days"), gap=13.5, keep=2)
    flow.repeat(head.named("repeat days"))
    for day in trip.days:
        s.place = printed("Day {number}", number=day.number)
        row = shared(s, badges, "glance", (day, nights), lambda day=day: _day_row(s, badges, day, nights=nights))
        flow.add(row.named(f"glance {day.ref.uuid}"))
    flow.repeat(None)


def _halves(nights: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """``(x, width)`` of morning and afternoon."""
    return (_MORNING, _AFTERNOON) if nights else _WIDER


def _table_head(s: Setter, *, nights: bool) -> Block:
    names = (printed("Day"), printed("Morning"), printed("Afternoon"), printed("Night"))
    found: list[tuple[float, Block]] = []
    bold = st.Style(8, 10.5, 700)
    columns = [(0.0, 70.0), *_halves(nights), *([_NIGHT] if nights else [])]
    for (x, width), name in zip(columns, names, strict=False):
        found.append((x, s.ts.paragraph(s.label(name, bold, bold), width)))
    return table_head(found, WIDTH)


def _day_row(s: Setter, badges: Badges, day: DayContent, *, nights: bool) -> Block:
    styles = (st.Style(8.5, 12, 600), st.Style(8, 10.5, colour=st.SECONDARY))
    dates = [
        s.ts.paragraph(Span(_short(day, code, first=n == 0), style, code), _DAY_X[1])
        for n, (code, style) in enumerate(zip(s.languages, styles, strict=False))
    ]
    number = s.ts.label(Span(str(day.number), st.Style(17 if day.number < 100 else 10, 18, 700, st.FIR), "en"))
    lift = Block(number.width, number.height, (number.baseline or 0.0) - 4.0, children=((0.0, 0.0, number),))
    halves = half_days(day)
    found = [(0.0, lift), (_DAY_X[0], stack(dates))]
    for (x, width), items in zip(_halves(nights), halves, strict=True):
        found.append((x, _half_day(s, badges, items, width)))
    if nights:
        found.append((_NIGHT[0], _nights(s, badges, day.nights)))
    return ruled(pad(beside(found, WIDTH), top=4.5, bottom=4.5))


def _towns(
    s: Setter, badges: Badges, marks: tuple[str, ...], items: Sequence[ItemContent], width: float
) -> list[Block]:
    """Where it is, in both languages on one line if they fit, else one below the other; then the badges."""
    towns = {town_of(item.place)[1]: town_of(item.place) for item in items if item.place}
    said: list[list[Piece]] = []
    for language in s.languages:
        names = [brief(inline(s, text, ref, "name", language, _PLACE)) for text, ref in towns.values()]
        said.append([*joined(names, list_comma(language))])
    signs: list[Piece] = []
    for mark in marks:
        signs += [Span("\u00a0", _PLACE, "en"), badges.one(mark)]
    if not towns:
        return [s.ts.paragraph(signs, width)] if signs else []
    said[-1] += signs
    row = [piece for n, part in enumerate(said) for piece in ([Span("\u2002", _PLACE, "en"), *part] if n else part)]
    if s.ts.label(row).width <= width:
        return [s.ts.paragraph(row, width)]
    return [s.ts.paragraph(part, width) for part in said if part]


def half_days(day: DayContent) -> tuple[list[ItemContent], list[ItemContent]]:
    """What is done in the morning and in the afternoon, by the middle of each item; cancelled ones left out.

    The official items; a sub-group that has none in a half-day is shown on its own long transfer; where nobody has
    any, the first thing done that is no meal.
    """
    halves: tuple[list[ItemContent], list[ItemContent]] = ([], [])
    for item in day.items:
        if not item.cancelled and item.type not in ("meal", "debrief"):
            middle = item.start + (item.end - item.start) / 2
            halves[middle >= datetime.combine(item.start.date(), _NOON)].append(item)
    return _official(halves[0]), _official(halves[1])


def _official(items: list[ItemContent]) -> list[ItemContent]:
    found = [item for item in items if item.type in OFFICIAL]
    known = {item.subgroups for item in found}
    away = [
        i for i in items if i.type == "transfer" and i.subgroups and i.minutes >= _LONG_WAY and i.subgroups not in known
    ]
    chosen = [item for item in items if item in found or item in away]
    return chosen or items[:1]


def _short(day: DayContent, language: str, *, first: bool) -> str:
    """``dim. 13``, ``13日 周日``; beneath another language the weekday alone in Chinese."""
    weekday = short_weekday(day.date, language)
    if language == "zh":
        return f"{day.date.day}日 {weekday}" if first else weekday
    return f"{weekday}\u00a0{day.date.day}"


def _half_day(s: Setter, badges: Badges, items: Iterable[ItemContent], width: float) -> Block:
    """Per set of sub-groups: the town, then what is done there, in each language."""
    parts: dict[tuple[str, ...], list[ItemContent]] = {}
    for item in items:
        parts.setdefault(item.subgroups, []).append(item)
    blocks = [_entry(s, badges, marks, found, width) for marks, found in parts.items()]
    return stack(blocks, gap=4.5) if blocks else Block(width, 0.0)


def _entry(s: Setter, badges: Badges, marks: tuple[str, ...], items: Sequence[ItemContent], width: float) -> Block:
    lines = _towns(s, badges, marks, items, width)
    for language, style in zip(s.languages, (_DONE, _DONE_SECOND), strict=False):
        titles = [title for item in items if (title := _headline(s, item, language, style))]
        if titles:
            lines.append(s.ts.paragraph(joined(titles, _SEMICOLON.get(language, "; ")), width))
    return stack(lines)


def _headline(s: Setter, item: ItemContent, language: str, style: st.Style) -> list[Span]:
    """The title up to its first colon, comma or semicolon: what follows is told day by day."""
    spans = inline(s, item.title, item.ref, "title", language, style)
    return [replace(span, text=shortened(_head(span.text), _LONGEST_HEADLINE)) for span in spans]


def _head(title: str) -> str:
    found = _HEAD.match(_BRACKETS.sub("", title))
    return found.group().rstrip(" \u00a0\u202f") if found else title


def _nights(s: Setter, badges: Badges, nights: Sequence[NightLine]) -> Block:
    lines: list[Block] = []
    for night in nights:
        for n, (language, style) in enumerate(zip(s.languages, (st.Style(8.5, 12), _DONE_SECOND), strict=False)):
            pieces: list[Piece] = list(badges.pieces(night.subgroups, language)) if n == 0 else []
            if night.lodging is None:
                pieces.append(Span(say(ON_THE_WAY, language), style, language))
            else:
                place = night.lodging.place
                text, ref = town_of(place) if place else (night.lodging.name, night.lodging.ref)
                pieces += inline(s, text, ref, "name", language, style)
            lines.append(s.ts.paragraph(pieces, _NIGHT[1]))
    return stack(lines) if lines else Block(_NIGHT[1], 0.0)


# --- approval --------------------------------------------------------------------------------------------


def add_notes(flow: Flow, s: Setter, trip: TripContent) -> None:
    """The notes that go with the file; each a row of aligned languages."""
    if not trip.compliance_notes:
        return
    s.place = printed("Notes for approval")
    flow.add(s.kicker(printed("Notes for approval")).named("heading notes"), gap=13.5, keep=1)
    columns = [(0.0, 277.0), (293.0, 200.0)] if s.two else [(0.0, WIDTH)]
    for n, note in enumerate(trip.compliance_notes, 1):
        found = cells(s, note, trip.ref, f"compliance_notes.{n}", columns, st.DETAIL_A4)
        flow.add(beside(found, WIDTH).named(f"note {n}"), gap=0.0 if n == 1 else 4.5)


def signatures(s: Setter) -> Block:
    """Three lines to sign on, each with its label."""
    names = (printed("For the organiser"), printed("For the delegation"), printed("Date and stamp"))
    width = (WIDTH - 32.0) / 3
    found: list[tuple[float, float, Block]] = []
    for n, name in enumerate(names):
        words = s.ts.paragraph(s.label(name, st.Style(8, 10.5, colour=st.SECONDARY)), width)
        line = Rule(0, 0, width, 0, 0.75, st.INK)
        found.append((n * (width + 16.0), 36.0, Block(width, 16.5, None, (line,), ((0.0, 4.5, words),))))
    return Block(WIDTH, 54.0, None, children=tuple(found), row="signatures")
