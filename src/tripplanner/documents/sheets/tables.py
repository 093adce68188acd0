"""Draws tables from above: a long one between the two sides that face each other, or a round one.

Who is of the delegation has a filled disc, who receives them an outlined one: it is read without colour.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from tripplanner.documents.sheets.content import Cell, Line, LongTable, RoundTable, Seat
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import circle, disc
from tripplanner.documents.typesetting.marks import Block, Mark, Rect, Rule
from tripplanner.documents.typesetting.text import Align, Typesetter
from tripplanner.i18n import printed

KEY = printed("Place: by rank. Filled disc: delegation; outlined disc: those who receive it.")
"""Stands with every drawing."""
SetCell = Callable[[Cell, float, Align], Block]
"""Sets a cell to a width."""
_TABLE = 62.0
_SEAT = 16.0
_NEAR = 3.5
"""White between the edge of a table and a seat, and half of that between a seat and its words."""
_AIRY, _TIGHT = 4.5, 1.5
"""White above and below a pair; as little where that keeps a table on its page."""
_RADIUS = 50.0
_LABEL = 13.5
_UPRIGHT = 0.2
"""A seat whose sine is less stands above or below the table, not beside it."""


def white(heights: Sequence[float], free: float, airy: float, tight: float) -> float:
    """The white above and below each row: ``airy``, or as little as ``tight`` where that keeps all within ``free``."""
    spare = (free - sum(heights)) / (2 * len(heights) or 1)
    return min(airy, spare) if spare >= tight else airy


def name_width(width: float) -> float:
    """The room for the words on each side of a long table."""
    return (width - _TABLE) / 2 - _SEAT - 3 * _NEAR


def long_table(ts: Typesetter, table: LongTable, width: float, free: float, set_cell: SetCell) -> list[Block]:
    """A row for each pair, each with its piece of the table, so that a long one goes on over the page.

    ``free``: the height that is left on the page; with less white between them the rows may fit it.
    """
    sides: tuple[Align, Align] = ("right", "left")
    room = name_width(width)
    words = [tuple(set_cell(seat.cell, room, side) if seat else None for seat, side in zip(pair, sides, strict=True))
             for pair in table.pairs]  # fmt: skip
    high = [max(_SEAT + 3.0, *(block.height for block in own if block)) for own in words]
    padding = white(high, free, _AIRY, _TIGHT)
    last = len(high) - 1
    return [_pair(ts, pair, own, width, height + 2 * padding, ends=(n == 0, n == last))
            for n, (pair, own, height) in enumerate(zip(table.pairs, words, high, strict=True))]  # fmt: skip


def _pair(
    ts: Typesetter,
    pair: tuple[Seat | None, Seat | None],
    words: tuple[Block | None, ...],
    width: float,
    height: float,
    ends: tuple[bool, bool],
) -> Block:
    left, right, middle = (width - _TABLE) / 2, (width + _TABLE) / 2, height / 2
    top = Rect(left, 0.0, _TABLE, height, st.BAND, kind="table")
    marks: list[Mark] = [top, *_edges(left, right, height, ends)]
    if all(pair):
        marks.append(Rule(left + 6.0, middle, right - 6.0, middle, 0.5, st.TERTIARY, (1.5, 2.5), kind="opposite"))
    children: list[tuple[float, float, Block]] = []
    places = ((left - _NEAR - _SEAT, 0.0), (right + _NEAR, width - name_width(width)))
    for seat, block, (x, at) in zip(pair, words, places, strict=True):
        if seat and block:
            children += [(x, middle - _SEAT / 2, _seat(ts, seat)), (at, middle - block.height / 2, block)]
    return Block(width, height, None, tuple(marks), tuple(children))


def _edges(left: float, right: float, height: float, ends: tuple[bool, bool]) -> Iterator[Rule]:
    """The outline of a piece of the table: closed at the ends of the table alone."""
    for x in (left, right):
        yield Rule(x, 0.0, x, height, 0.75, st.INK, kind="table")
    for y, closed in zip((0.0, height), ends, strict=True):
        if closed:
            yield Rule(left, y, right, y, 0.75, st.INK, kind="table")


def _seat(ts: Typesetter, seat: Seat) -> Block:
    if seat.guest:
        return disc(ts, seat.number, _SEAT)
    ring = disc(ts, seat.number, _SEAT, fill=st.WHITE, colour=st.INK)
    r = _SEAT / 2
    return Block(
        _SEAT, _SEAT, ring.baseline, (circle(r, r, r - 0.5, fill=st.WHITE, stroke=st.INK, line=0.9),), ring.children
    )


def round_table(ts: Typesetter, table: RoundTable, width: float, set_cell: SetCell) -> Block:
    """The table with its seats and names; the seat that faces the door is the uppermost."""
    ring = _RADIUS + _NEAR + _SEAT / 2
    x, y = width / 2, _LABEL + _SEAT / 2 + ring + _NEAR
    height = 2 * y
    children: list[tuple[float, float, Block]] = []
    for n, seat in enumerate(table.seats):
        turn = 2 * math.pi * n / len(table.seats)
        at = (x + ring * math.sin(turn), y - ring * math.cos(turn))
        children.append((at[0] - _SEAT / 2, at[1] - _SEAT / 2, _seat(ts, seat)))
        children.append(_label(seat, turn, at, width, set_cell))
    name = set_cell(Cell((Line(table.name, bold=True),)), 2 * _RADIUS - 12.0, "center")
    children.append((x - name.width / 2, y - name.height / 2, name))
    round_top = circle(x, y, _RADIUS, fill=st.BAND, stroke=st.INK, line=0.75)
    return Block(width, height, None, (round_top,), tuple(children))


def _label(
    seat: Seat, turn: float, at: tuple[float, float], width: float, set_cell: SetCell
) -> tuple[float, float, Block]:
    """The name outside the seat: beside it, above the uppermost and below the lowest one."""
    x, y = at
    name, off = Cell(seat.cell.lines[:1]), _SEAT / 2 + 2 * _NEAR
    if abs(math.sin(turn)) < _UPRIGHT:
        label = set_cell(name, 2 * min(x, width - x), "center")
        above = math.cos(turn) > 0
        return (x - label.width / 2, y - off + _NEAR - label.height if above else y + off - _NEAR, label)
    if math.sin(turn) > 0:
        label = set_cell(name, width - x - off, "left")
        return (x + off, y - label.height / 2, label)
    label = set_cell(name, x - off, "right")
    return (0.0, y - label.height / 2, label)
