"""Day by day: a header with date and route, what to bring, the rows, the night."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.dates import clock, distance, titled_date
from tripplanner.documents.content import DayContent, ItemContent, Ref
from tripplanner.documents.forks import Fork, stretches
from tripplanner.documents.itinerary.items import LOOK, Rows
from tripplanner.documents.itinerary.parts import Badges, brief, cells, inline, joined, shared, town_of
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, icon, pad, rule, ruled, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block
from tripplanner.documents.typesetting.programme import cell_box, day_header, fork_opening
from tripplanner.documents.typesetting.text import Piece, Span
from tripplanner.i18n import printed, printedn, say
from tripplanner.text import Text

_DAY_GAP = 18.0
_LONGEST = 160
"""Characters of a day's title."""
_LAST = 3
_KEPT = 2
_PARTINGS = {2: printed("Two groups"), 3: printed("Three groups")}


@dataclass(slots=True)
class _Line:
    """One block of a day and how many following ones stay with it."""

    block: Block
    keep: int = 0


def add_day(flow: Flow, s: Setter, rows: Rows, day: DayContent, *, last: bool = False) -> None:
    """The day poured into ``flow``; its header keeps two rows and returns, marked as continued, on the next page.

    ``last``: the trip's last day, whose night on the way home is nobody's lodging.
    """
    s.place = printed("Day {number}", number=day.number)
    made = shared(s, rows.badges, "header", day, lambda: _header(s, rows.badges, day))
    header = s.row(made, f"heading day {day.number}").anchored(f"day-{day.number}")
    flow.repeat(None)
    bring = [_bring(s, day)] if day.bring or day.note else []
    lines = _lines(rows, day) or [_Line(_nothing_planned(s, day))]
    found = [*lines, *(_Line(rows.night(night)) for night in day.nights if night.lodging or not last)]
    flow.add(header, gap=_DAY_GAP, keep=len(bring) + min(_KEPT, len(found)))
    flow.repeat(_continued(s, day).named("repeat day"))
    for block in bring:
        flow.add(block)
    # The last rows of a day stay together: no page holds one row alone.
    for line in found[-_LAST:-1]:
        line.keep = max(line.keep, 1)
    for line in found:
        flow.add(line.block, keep=line.keep)
    flow.repeat(None)


def _header(s: Setter, badges: Badges, day: DayContent) -> Block:
    count = len(s.languages)
    found: list[tuple[float, float, Span, Span | None]] = []
    for n, language in enumerate(s.languages):
        x, width = cell_box(LOOK, n, count)
        found.append((x, width, Span(titled_date(day.date, language), st.DAY_TITLE, language), None))
    header = day_header(s.ts, LOOK, str(day.number), found)
    title = _title(s, day)
    titles = stack([*([beside(title, LOOK.width)] if title else []), *_routes(s, badges, day)])
    return stack([header, pad(titles, top=4.5, bottom=3.0)]) if titles.height else header


def _title(s: Setter, day: DayContent) -> list[tuple[float, Block]]:
    columns = [cell_box(LOOK, n, len(s.languages)) for n in range(len(s.languages))]
    if not day.title:
        return []
    return s.cells(day.title, day.ref, "title", columns, st.Style(9, 12, 600), title=True, longest=_LONGEST)


def _routes(s: Setter, badges: Badges, day: DayContent) -> list[Block]:
    """``Genève › Annecy · 85 km`` in each language; a line for each sub-group that goes its own way."""
    lines: list[Block] = []
    for marks, journey in journeys(day):
        found: list[tuple[float, Block]] = []
        for n, language in enumerate(s.languages):
            x, width = cell_box(LOOK, n, len(s.languages))
            pieces: list[Piece] = list(badges.pieces(marks, language))
            pieces += joined(
                [brief(inline(s, text, ref, "name", language, LOOK.detail)) for text, ref in journey.towns],
                "—" if language == "zh" else " › ",
            )
            if journey.kilometres:
                pieces.append(Span(f" · {distance(journey.kilometres, language)}", LOOK.detail, language))
            found.append((x, s.ts.paragraph(pieces, width)))
        lines.append(beside(found, LOOK.width))
    return lines


@dataclass(frozen=True, slots=True)
class Journey:
    """The towns of a day's transfers in order, no town twice in a row, and the way in km."""

    towns: tuple[tuple[Text, Ref], ...]
    kilometres: float


def journeys(day: DayContent) -> list[tuple[tuple[str, ...], Journey]]:
    """The day's journey for everyone; for each sub-group (its marks) where they differ."""
    marks = sorted({mark for item in day.items for mark in item.subgroups})
    if not marks:
        whole = _journey(day, "")
        return [((), whole)] if whole.towns else []
    found: dict[tuple[Ref, ...], tuple[list[str], Journey]] = {}
    for mark in marks:
        journey = _journey(day, mark)
        found.setdefault(tuple(ref for _, ref in journey.towns), ([], journey))[0].append(mark)
    alone = len(found) == 1
    return [(() if alone else tuple(names), journey) for names, journey in found.values() if journey.towns]


def _journey(day: DayContent, mark: str) -> Journey:
    towns: list[tuple[Text, Ref]] = []
    moves = [i for i in day.items if i.type == "transfer" and not i.cancelled and i.takes_part(mark)]
    for item in moves:
        for place in (item.from_place, item.to_place):
            if place and (not towns or town_of(place)[1] != towns[-1][1]):
                towns.append(town_of(place))
    return Journey(tuple(towns), sum(item.distance_km or 0 for item in moves))


def _continued(s: Setter, day: DayContent) -> Block:
    """``7 suite 续`` at the top of a page on which a day goes on."""
    pieces = [Span(str(day.number), st.Style(13, 16.5, 700, st.FIR), "en")]
    for language in s.languages:
        words = say(printed("continued"), language)
        pieces.append(Span(f"\u2002{words}", st.Style(8.5, 16.5, 600, st.SECONDARY), language))
    return stack([s.ts.label(pieces), rule(LOOK.width, 0.75)])


def _bring(s: Setter, day: DayContent) -> Block:
    """What to take along, and the day's note."""
    columns = [cell_box(LOOK, n, len(s.languages)) for n in range(len(s.languages))]
    detail = LOOK.detail
    lines: list[Block] = []
    if day.bring:
        lead = printed("To bring:")
        lines.append(beside(cells(s, day.bring, day.ref, "bring", columns, detail, lead=lead), LOOK.width))
    if day.note:
        lines.append(beside(cells(s, day.note, day.ref, "note", columns, detail), LOOK.width))
    sign = icon("backpack" if day.bring else "info", 10.0, st.SECONDARY)
    row = beside([(LOOK.spec.columns.icon[0] + 1, sign), (0.0, stack(lines))], LOOK.width)
    return ruled(pad(row, top=3.75, bottom=3.75)).named(f"bring {day.ref.uuid}")


# --- rows and forks --------------------------------------------------------------------------------------


def _lines(rows: Rows, day: DayContent) -> list[_Line]:
    lines: list[_Line] = []
    for stretch in stretches(day.items):
        if isinstance(stretch, Fork):
            lines += _fork(rows, stretch, day)
        else:
            lines += _plain(rows, stretch.items)
    return lines


def _plain(rows: Rows, items: tuple[ItemContent, ...]) -> list[_Line]:
    """Rows one after the other; no hairline above a band."""
    found: list[_Line] = []
    for item, following in zip(items, (*items[1:], None), strict=True):
        found.append(_Line(rows.row(item, line=following is None or following.type != "transfer")))
    return found


def _fork(rows: Rows, fork: Fork, day: DayContent) -> list[_Line]:
    """Opening row, then each track; it keeps its opening and the first row of each track together."""
    s = rows.s
    count = len(fork.tracks)
    parting = _PARTINGS.get(count, printedn("{n} group", "{n} groups", count))
    words = s.said(parting, _columns(s), LOOK.body.bold())
    opening = fork_opening(s.ts, LOOK, clock(fork.first.start), words).named(f"heading fork {fork.first.ref.uuid}")
    lines: list[_Line] = []
    for n, track in enumerate(fork.tracks):
        found = _plain(rows, track.items)
        if n < count - 1:
            found[-1] = _Line(ruled(found[-1].block))
        lines += found
    first_rows = 1 + sum(len(track.items) for track in fork.tracks[:-1])
    keep = first_rows if first_rows <= 3 else 1
    closing = _Line(rule(LOOK.width, 1.0).named(f"end of fork {day.number} {fork.first.ref.uuid}"))
    return [_Line(opening, keep=keep), *lines[:-1], _Line(lines[-1].block, keep=1), closing]


def _nothing_planned(s: Setter, day: DayContent) -> Block:
    """What stands below the header of a day without items."""
    row = beside(s.said(printed("Nothing is planned yet."), _columns(s), LOOK.body.in_(st.SECONDARY)), LOOK.width)
    return ruled(pad(row, top=LOOK.padding, bottom=LOOK.padding)).named(f"empty {day.number}")


def _columns(s: Setter) -> list[tuple[float, float]]:
    return [cell_box(LOOK, n, len(s.languages)) for n in range(len(s.languages))]
