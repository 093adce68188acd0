"""Charts of summaries, drawn as vectors: shapes and hatches tell what colour tells, and each row says it in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tripplanner.documents.setter import Setter
from tripplanner.documents.summaries.content import Arrow, Bar, Column, Grid
from tripplanner.documents.summaries.wording import CELLS, SHORT_CELLS, decimal
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, circle, pad, ruled, stack
from tripplanner.documents.typesetting.marks import Block, Mark, Rect, Rule, Shape, Source
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import Message, printed, say
from tripplanner.planning.learning.summary.figures import LEAST
from tripplanner.text import Text

WIDTH = st.A4.text_width
_NAME = (0.0, 160.0)
_PLOT = (170.0, 190.0)
_END = (372.0, WIDTH - 372.0)
_LABEL = st.Style(8, 10.5)
_SECOND = st.Style(7.5, 10.5, colour=st.SECONDARY)
_LIST = ((0.0, 260.0), (276.0, WIDTH - 276.0))
_LOW, _HIGH = 1.0, 5.0
CHUNK = 18
"""So many visits stand beside each other in one chart of coverage."""
_CELL = 9.0

RATINGS = printed("How the visits were rated, from 1 to 5")
CHANGES = printed("How people judged themselves before and after, from 1 to 5")
COVERAGE = printed("What was noted of which theme, visit by visit")
BEFORE, AFTER = printed("before"), printed("after")
TOO_FEW = printed("Too few ratings for a mean: {visits}.")
FEW = printed("A mean is given from {least} answers on.", least=LEAST)


# --- words of rows, which Word has too -------------------------------------------------------------------


def rating_words(bar: Bar, language: str) -> str:
    """``4,3 · n = 9``."""
    count = say(printed("n = {n}", n=bar.n), language)
    return f"{decimal(bar.mean or 0.0, language)} · {count}"


def too_few(bars: Iterable[Bar]) -> Message | None:
    """The visits that too few rated, each with its number, in one sentence."""
    ones = [bar for bar in bars if bar.mean is None]
    if not ones:
        return None
    visits = tuple(printed("{visit} ({n})", visit=bar.name, n=bar.n) for bar in ones)
    return Message(TOO_FEW.id, {"visits": visits}, TOO_FEW.domain)


def change_words(arrow: Arrow, language: str) -> list[str]:
    """The mean before, that after, and the numbers behind them."""
    count = say(printed("n = {before} and {after}", before=arrow.n_before, after=arrow.n_after), language)
    if arrow.before is None or arrow.after is None:
        return [count]
    return [decimal(arrow.before, language), decimal(arrow.after, language), count]


def grid_words(grid: Grid, row: int, first: int, last: int) -> list[Message]:
    """Which visits of a row are of which sort, by their numbers."""
    found: list[Message] = []
    for sort, message in SHORT_CELLS.items():
        numbers = [n + 1 for n in range(first, last) if grid.cells[row][n] == sort]
        if numbers:
            found.append(Message(message.id, {"visits": tuple(numbers)}, message.domain))
    return found


def chunks(grid: Grid) -> list[tuple[int, int]]:
    """The columns of each chart: one visit after the other, as many as stand beside each other."""
    return [(first, min(first + CHUNK, len(grid.columns))) for first in range(0, len(grid.columns), CHUNK)]


def numbered(column: Column, n: int, language: str) -> str:
    """A visit of the chart in its list."""
    return f"{n} {column.name.best(language)}"


# --- ratings ---------------------------------------------------------------------------------------------


def rating_rows(s: Setter, bars: Iterable[Bar]) -> list[tuple[str, Block]]:
    """A bar from 0 for each visit that enough people rated."""
    code = s.languages[0]
    return [
        (f"rating {bar.ref.uuid}", _row(s, bar.name, _rated(bar.mean), rating_words(bar, code)))
        for bar in bars
        if bar.mean is not None
    ]


def _rated(mean: float) -> Block:
    """The bar on its axis from 0 to 5."""
    x, height = _PLOT[1] / _HIGH, 10.5
    axis: list[Mark] = [Rule(n * x, 0, n * x, height, 0.4, st.HAIRLINE, kind="grid") for n in range(6)]
    return Block(_PLOT[1], height, None, (*axis, Rect(0, 0.25, mean * x, 10.0, st.FIR, kind="bar")))


# --- before and after ------------------------------------------------------------------------------------


def change_rows(s: Setter, arrows: Iterable[Arrow]) -> list[tuple[str, Block]]:
    """Hollow and full disc joined by a line, which ends in a point towards what came after."""
    return [
        (f"change {arrow.ref.uuid}", _row(s, arrow.name, _moved(s, arrow), change_words(arrow, s.languages[0])[-1]))
        for arrow in arrows
    ]


def _moved(s: Setter, arrow: Arrow) -> Block:
    x, middle = _PLOT[1] / (_HIGH - _LOW), 15.0
    axis: list[Mark] = [Rule(n * x, 9.0, n * x, 21.0, 0.4, st.HAIRLINE, kind="grid") for n in range(5)]
    if arrow.before is None or arrow.after is None:
        axis.append(Rule(0, middle, _PLOT[1], middle, 0.8, st.NOTE_LINE, (1.5, 3.0), kind="bar"))
        return Block(_PLOT[1], 22.0, None, tuple(axis))
    start, end = (arrow.before - _LOW) * x, (arrow.after - _LOW) * x
    if abs(end - start) > 9.0:
        axis.append(Rule(start, middle, end, middle, 1.6, st.INK, kind="bar"))
    axis += _point(start, end, middle)
    axis += [circle(start, middle, 3.4, fill=st.WHITE, stroke=st.INK, line=1.2), circle(end, middle, 3.6, fill=st.FIR)]
    return Block(_PLOT[1], 22.0, None, tuple(axis), _values(s, arrow, start, end))


def _point(start: float, end: float, y: float) -> list[Mark]:
    """The head of the arrow, halfway: it tells the direction without any colour."""
    if abs(end - start) < 18.0:
        return []
    way, middle = (1.0 if end > start else -1.0), (start + end) / 2
    ops = (("M", (middle + 3 * way, y)), ("L", (middle - 2 * way, y - 3)), ("L", (middle - 2 * way, y + 3)), ("Z", ()))
    return [Shape(ops, middle - 3, y - 3, 6, 6, st.INK, kind="head")]


def _values(s: Setter, arrow: Arrow, start: float, end: float) -> tuple[tuple[float, float, Block], ...]:
    """The two means over their discs, apart from each other."""
    words = change_words(arrow, s.languages[0])
    first = s.ts.label(Span(words[0], _SECOND, s.languages[0]))
    second = s.ts.label(Span(words[1], _LABEL.bold(), s.languages[0]))
    left, right = start - first.width / 2, end - second.width / 2
    gap = 3.0
    if left <= right:
        short = max(0.0, left + first.width + gap - right) / 2
        left, right = left - short, right + short
    else:
        short = max(0.0, right + second.width + gap - left) / 2
        left, right = left + short, right - short
    return (left, 0.0, first), (right, 0.0, second)


def change_key(s: Setter) -> Block:
    """What the hollow and the full disc mean."""
    hollow = Block(9.0, 10.5, None, (circle(4.0, 5.8, 3.4, fill=st.WHITE, stroke=st.INK, line=1.2),))
    full = Block(9.0, 10.5, None, (circle(4.0, 5.8, 3.6, fill=st.FIR),))
    return _keys(s, [(hollow, BEFORE), (full, AFTER)])


# --- coverage --------------------------------------------------------------------------------------------


def coverage_head(s: Setter, first: int, last: int) -> Block:
    """The numbers of the visits over their columns."""
    pitch = _pitch(last - first)
    labels = [s.ts.label(Span(str(n + 1), _SECOND, "en")) for n in range(first, last)]
    children = tuple((_PLOT[0] + n * pitch + (pitch - label.width) / 2, 0.0, label) for n, label in enumerate(labels))
    return ruled(Block(WIDTH, 13.5, None, children=children), st.INK, 0.75)


def coverage_rows(s: Setter, grid: Grid, first: int, last: int) -> list[tuple[str, Block]]:
    """A row per theme: a full square, a hatched or a hollow one for each visit, and the same in words."""
    found: list[tuple[str, Block]] = []
    for n, (ref, name) in enumerate(grid.rows):
        plot = _cells(grid.cells[n][first:last])
        language = s.languages[0]
        words = " · ".join(say(message, language) for message in grid_words(grid, n, first, last))
        found.append((f"coverage {first} {ref.uuid}", _row(s, name, plot, words)))
    return found


def _pitch(count: int) -> float:
    return min(_PLOT[1] / max(count, 1), 18.0)


def _cells(cells: Sequence[str]) -> Block:
    pitch = _pitch(len(cells))
    size = min(_CELL, pitch - 1.5)
    marks = [mark for n, sort in enumerate(cells) for mark in _cell(sort, n * pitch + (pitch - size) / 2, size)]
    return Block(_PLOT[1], 10.5, None, tuple(marks))


def _cell(sort: str, x: float, size: float) -> list[Mark]:
    y = (10.5 - size) / 2
    if sort == "crossed":
        return [Rect(x, y, size, size, st.FIR, kind="cell")]
    if sort == "single":
        inside = Rect(x, y, size, size, st.WHITE, st.FIR, 0.0, hatch=2.6, kind="cell")
        return [inside, Rect(x, y, size, size, None, st.FIR, 0.8, kind="cell")]
    if sort == "planned":
        return [Rect(x + 0.4, y + 0.4, size - 0.8, size - 0.8, None, st.NOTE_LINE, 0.8, kind="cell")]
    return []


def coverage_key(s: Setter) -> Block:
    """What the three squares mean."""
    signs = [(Block(12.0, 10.5, None, tuple(_cell(sort, 0.0, _CELL))), message) for sort, message in CELLS.items()]
    return _keys(s, signs)


def visit_list(s: Setter, grid: Grid, first: int, last: int) -> list[Block]:
    """The visits by their numbers: each in one line, a column per language; of one language two in a line."""
    step = 1 if s.two else 2
    return [_visits(s, grid, range(n, min(n + step, last))) for n in range(first, last, step)]


def _visits(s: Setter, grid: Grid, numbers: range) -> Block:
    cells: list[tuple[float, Block]] = []
    said = [(n, language) for n in numbers for language in s.languages]
    for (x, width), (n, language) in zip(_LIST, said, strict=False):
        words, ref = numbered(grid.columns[n], n + 1, language), grid.columns[n].ref
        style = _SECOND if language != s.languages[0] else _LABEL
        source = Source(ref.table, ref.uuid, "title")
        cells.append((x, s.ts.paragraph(Span(words, style, language, source), width)))
    return beside(cells, WIDTH)


# --- what charts have in common --------------------------------------------------------------------------


def _row(s: Setter, name: Text, plot: Block, end: str) -> Block:
    """The name at the left in each language, the marks, and what they say at the right."""
    label = stack([s.ts.paragraph(Span(words, style, code), _NAME[1]) for words, style, code in _names(s, name)])
    words = s.ts.paragraph(Span(end, _LABEL, s.languages[0]), _END[1])
    top = 0.0 if plot.height < 15.0 else 9.0
    height = max(plot.height, top + label.height, top + words.height)
    inside = Block(WIDTH, height, None, children=((_NAME[0], top, label), (_PLOT[0], 0.0, plot), (_END[0], top, words)))
    return ruled(pad(inside, top=3.0, bottom=3.0))


def _names(s: Setter, name: Text) -> list[tuple[str, st.Style, str]]:
    """The name in each language that has words of its own, the first larger; once where it is the same."""
    found = [(name.best(code), code) for code in s.languages]
    words = dict.fromkeys(said for said, _ in found)
    return [(said, _SECOND if n else _LABEL, next(code for one, code in found if one == said))
            for n, said in enumerate(words)]  # fmt: skip


def _keys(s: Setter, signs: Iterable[tuple[Block, Message]]) -> Block:
    """Signs with their words on one line."""
    x, children = 0.0, list[tuple[float, float, Block]]()
    for sign, message in signs:
        words = s.ts.label(s.label(message, _LABEL, _SECOND))
        children += [(x, 0.0, sign), (x + sign.width + 3.0, 0.0, words)]
        x += sign.width + 3.0 + words.width + 15.0
    return Block(WIDTH, 12.0, None, children=tuple(children))
