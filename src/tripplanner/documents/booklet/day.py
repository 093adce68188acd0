"""A day: its programme from a left page on; facing it the map, what to bring, the question, room to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tripplanner import dates
from tripplanner.documents.booklet.rows import Row, RowSetter, hosts_line, notes
from tripplanner.documents.cartography import Frame, day_map
from tripplanner.documents.content import DayContent, Ref
from tripplanner.documents.setter import Setter, behind
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import badge, beside, icon, note_lines, pad, rule, space, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.programme import cell_box, day_header
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.i18n import printed

LONGEST = 160
"""Characters of a day's title below its date."""
HEADER_GAP = 6.0
SECTION_GAP = 15.0
LINE_PITCH = 20.5
MOST_LINES, FEWEST_LINES = 3, 2
"""Lines to write on below the question of the day."""
DAY_GAP = 30.0
"""White above a day that begins below another."""
LINES_BELOW = 6
"""Lines to write on below a day, where pages to write on would part the days."""
LARGEST_MAP = 152.0
SMALLEST_MAP = 90.0


def day_pages(setter: Setter, day: DayContent, sites: Mapping[Ref, int], first: int) -> list[Page]:
    """The pages of a day, the first one numbered ``first``. ``sites``: page of each site's sheet."""
    setter.place = day.title or printed("Day {number}", number=day.number)
    rows, moved = fitting_rows(setter, day, sites)
    pages = _poured(setter, day, rows, moved, first)
    if len(pages) > 2:
        rows = RowSetter(setter, day, sites, tight=True).rows()
        tight = _poured(setter, day, rows, 0, first, lines=FEWEST_LINES)
        return tight if len(tight) < len(pages) else pages
    return pages


def _poured(
    setter: Setter, day: DayContent, rows: Sequence[Row], moved: int, first: int, *, lines: int = MOST_LINES
) -> list[Page]:
    flow = Flow(setter.spec, first)
    header = day_heading(setter, day)
    flow.add(setter.row(header, f"heading day {day.date}").anchored(day_anchor(day)), keep=2)
    flow.repeat(continued(setter, day))
    add_rows(flow, rows or [Row(nothing_planned(setter, day), gap=HEADER_GAP)])
    legend = legend_of(setter, day)
    if legend:
        flow.foot(legend)
    programme = len(flow.pages())
    if programme == 1:
        flow.new_page()
    flow.repeat(None)
    for part in facing_parts(setter, day, moved, alone=programme == 1, lines=lines):
        flow.add(part.block, gap=part.gap, keep=part.keep)
    return flow.pages()


def day_anchor(day: DayContent) -> str:
    """The key that contents and bookmarks refer to."""
    return f"day-{day.date.isoformat()}"


def add_rows(flow: Flow, rows: Sequence[Row]) -> None:
    """The rows of a day below its header."""
    for number, row in enumerate(rows):
        flow.add(row.block, gap=HEADER_GAP if number == 0 else row.gap, keep=row.keep)


def fitting_rows(setter: Setter, day: DayContent, sites: Mapping[Ref, int]) -> tuple[list[Row], int]:
    """The rows, and how much of them had to move to the facing page so that they fit on one page (0 to 2)."""
    room = setter.spec.text_height - day_heading(setter, day).height - HEADER_GAP
    legend = legend_of(setter, day)
    room -= legend.height if legend else 0.0
    full = RowSetter(setter, day, sites).rows()
    if _height(full) <= room:
        return full, 0
    for spare in (1, 2):
        rows = RowSetter(setter, day, sites, spare=spare).rows()
        if _height(rows) <= room:
            return rows, spare
    return full, 0


def _height(rows: Sequence[Row]) -> float:
    return sum(row.block.height + row.gap for row in rows)


# --- days below each other --------------------------------------------------------------------------------


def running_pages(
    setter: Setter, days: Sequence[DayContent], sites: Mapping[Ref, int], first: int, notes: int = 0
) -> list[Page]:
    """All days below each other, the first page numbered ``first``; ``notes``: how often there is room to write."""
    flow = Flow(setter.spec, first)
    for number, day in enumerate(days):
        setter.place = day.title or printed("Day {number}", number=day.number)
        header = setter.row(day_heading(setter, day), f"heading day {day.date}").anchored(day_anchor(day))
        flow.repeat(None)
        flow.add(header, gap=DAY_GAP if number else 0.0, keep=2)
        flow.repeat(continued(setter, day))
        add_rows(flow, RowSetter(setter, day, sites).rows() or [Row(nothing_planned(setter, day), gap=HEADER_GAP)])
        legend = legend_of(setter, day)
        lines = [Row(legend, gap=6.0)] if legend else []
        for part in [*lines, *_bring(setter, day), *_question(setter, day, FEWEST_LINES), *_room(setter, day, notes)]:
            flow.add(part.block, gap=part.gap, keep=part.keep)
    return flow.pages()


def _room(setter: Setter, day: DayContent, times: int) -> list[Row]:
    """Lines to write on below a day."""
    if not times:
        return []
    title = setter.kicker(printed("Notes, day {number}", number=day.number))
    block = stack([title, note_lines(setter.width, LINES_BELOW * times)])
    return [Row(setter.row(block, f"notes {day.date}"), gap=SECTION_GAP)]


# --- the head ---------------------------------------------------------------------------------------------


def day_heading(setter: Setter, day: DayContent) -> Block:
    """The number, the date, and in small the day's title and the distance."""
    count = len(setter.languages)
    cells: list[tuple[float, float, Span, Span | None]] = []
    for column, language in enumerate(setter.languages):
        x, width = cell_box(setter.look, column, count)
        title = Span(dates.titled_date(day.date, language), st.DAY_TITLE, language)
        below = subtitle(day, language)
        cells.append((x, width, title, Span(below, st.DETAIL, language) if below else None))
    setter.voices(day.title, day.ref, "title")
    return day_header(setter.ts, setter.look, day_number(day), cells)


def day_number(day: DayContent) -> str:
    """Its number; a day before the trip has none."""
    return str(day.number) if day.number > 0 else "–"


def subtitle(day: DayContent, language: str) -> str:
    """The day's title and the distance of its transfers."""
    parts = [shortened(day.title.get(language), LONGEST)]
    if day.distance_km:
        parts.append(dates.distance(day.distance_km, language))
    return " · ".join(part for part in parts if part)


def continued(setter: Setter, day: DayContent) -> Block:
    """The head of a page on which a long day goes on."""
    pieces = [Span(day_number(day), st.SUBHEAD.in_(st.FIR), "en")]
    first, *second = setter.label(printed("continued"), st.SUBHEAD)
    pieces += [replace(first, text=behind(first.text, setter.languages[0])), *second]
    words = setter.ts.paragraph(pieces, setter.width)
    return stack([words, space(3.0), rule(setter.width, 1.2), space(6.0)]).named("repeat day")


def nothing_planned(setter: Setter, day: DayContent) -> Block:
    """What stands below the header of a day without items."""
    pieces = setter.label(printed("Nothing is planned yet."), st.BODY.in_(st.SECONDARY))
    return setter.ts.paragraph(pieces, setter.width).named(f"empty {day.date}")


def legend_of(setter: Setter, day: DayContent) -> Block | None:
    """Who A, B and C are, and what a dashed line means, where the page uses them."""
    used = {mark for item in day.items for mark in item.subgroups} | {m for n in day.nights for m in n.subgroups}
    pieces: list[Piece] = []
    for order, group in enumerate(setter.content.trip.subgroups):
        if group.mark in used:
            pieces.append(Inline(badge(setter.ts, group.mark, order)))
            names = [(group.name.get(code), code) for code in setter.languages if group.name.get(code)]
            names = names or [(group.name.best(), "en")]
            pieces += [Span("\u00a0" + words, st.DETAIL, language) for words, language in names]
            pieces.append(Span("\u00a0\u00a0\u00a0 ", st.DETAIL, "en"))
    if any(item.tentative for item in day.items):
        meaning = printed("dashed line: to be confirmed")
        pieces += [Span(("\u00a0" if n else "") + words, st.DETAIL, code) for n, (words, code) in
                   enumerate(setter.both(meaning))]  # fmt: skip
    if not pieces:
        return None
    words = pad(setter.ts.paragraph(pieces, setter.width), top=4.5)
    return stack([rule(setter.width, 0.4, st.HAIRLINE), words]).named(f"legend {day.date}")


# --- the facing page --------------------------------------------------------------------------------------


def facing_parts(setter: Setter, day: DayContent, moved: int, *, alone: bool, lines: int = MOST_LINES) -> list[Row]:
    """What faces the programme. ``alone``: the page holds nothing else, so that a map may open it."""
    lower = [*(_to_know(setter, day, moved) if moved else []), *_bring(setter, day), *_question(setter, day, lines)]
    lower.append(Row(_debrief(setter), gap=SECTION_GAP))
    room = setter.spec.text_height - sum(part.block.height + part.gap for part in lower)
    chart = _map(setter, day, min(LARGEST_MAP, room - 24.0)) if alone and "map" in setter.content.sections else None
    return [Row(chart), *lower] if chart else lower


def _map(setter: Setter, day: DayContent, height: float) -> Block | None:
    if height < SMALLEST_MAP:
        return None
    chart = day_map(setter.content.trip, day, Frame(setter.width, height, setter.languages), setter.ts)
    if chart is None:
        return None
    head = setter.kicker(printed("The day on the map"), line=0.0)
    return stack([head, chart]).named(f"map {day.date}")


def _bring(setter: Setter, day: DayContent) -> list[Row]:
    if not day.bring:
        return []
    words = setter.pair(day.bring, day.ref, "bring", st.RUNNING)
    block = stack([setter.kicker(printed("To bring")), words])
    return [Row(setter.row(block, f"bring {day.date}"), gap=SECTION_GAP)]


def _to_know(setter: Setter, day: DayContent, moved: int) -> list[Row]:
    """What had no room beside the items, each with its time."""
    rows: list[Row] = []
    columns = setter.columns((33.0, 163.0), (208.0, 132.0))
    for item in day.items:
        cells: list[tuple[float, Block]] = []
        for (x, width), language in zip(columns, setter.languages, strict=True):
            pieces = [hosts_line(item, language)] if moved > 1 else []
            pieces += list(notes(setter, item, language))
            lines = [setter.ts.paragraph(line, width) for line in pieces if line]
            cells += [(x, stack(lines))] if lines and not item.cancelled else []
        if cells:
            when = setter.ts.label(Span(dates.clock(item.start), st.DETAIL.bold().in_(st.INK), "en"))
            block = pad(beside([(0.0, when), *cells], setter.width), bottom=3.0)
            rows.append(Row(setter.row(block, f"know {item.ref.uuid}")))
    head = Row(setter.kicker(printed("To know")).named(f"heading know {day.date}"), keep=1, gap=SECTION_GAP)
    return [head, *rows] if rows else []


def _question(setter: Setter, day: DayContent, lines: int) -> list[Row]:
    asked = [question for item in day.items if not item.cancelled for question in item.questions]
    if not asked:
        return []
    columns = setter.columns((0.0, 200.0), (214.0, 126.0))
    words = beside(setter.cells(asked[0].text, asked[0].ref, "text", columns, st.BODY.bold(), title=True), setter.width)
    block = stack([setter.kicker(printed("Question of the day")), words, note_lines(setter.width, lines)])
    return [Row(setter.row(block, f"question {day.date}"), gap=SECTION_GAP)]


def _debrief(setter: Setter) -> Block:
    """Five numbered lines: three facts, a question, an idea."""
    signs: list[Block] = [setter.ts.label(Span(str(n), st.BODY.bold().in_(st.FIR), "en")) for n in (1, 2, 3)]
    signs += [icon("message-circle-question-mark", 11.0, st.FIR), icon("lightbulb", 11.0, st.FIR)]
    lines = [_signed_line(sign, setter.width) for sign in signs]
    return stack([setter.kicker(printed("Three facts, a question, an idea")), *lines])


def _signed_line(sign: Block, width: float) -> Block:
    line = note_lines(width - 15.0, 1, first=LINE_PITCH)
    top = LINE_PITCH - 3.0 - (sign.baseline or 0.0)
    return Block(width, LINE_PITCH, None, children=((0.0, top, sign), (15.0, 0.0, line)))
