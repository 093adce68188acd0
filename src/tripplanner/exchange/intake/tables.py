"""Where in a sheet the table is: its headings, which may take two rows and merged cells, and its lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from tripplanner.exchange.intake.headings import Vocabulary
from tripplanner.exchange.intake.sheets import Cell, Line, Merge, Sheet, is_empty, said

_LOOKED_AT = 40  # rows in which headings are looked for


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet: the numbers of its rows of headings, a heading per column, its lines.

    Cells that others are merged into are filled in ``lines``, as one sees them; ``sheet`` has them as they are.
    ``groups``: of headings in two rows what the upper one says of each column, ``""`` where there is no such group.
    """

    sheet: Sheet
    head: tuple[int, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    groups: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.headings)


def find_table(sheet: Sheet, vocabularies: Iterable[Vocabulary], head: int | None = None) -> Table:
    """The table of a sheet, its headings in row ``head`` if given, else where most cells are known headings."""
    known = tuple(vocabularies)
    line = _head_line(sheet, known, head)
    if line is None:
        return Table(sheet, (), ("",) * sheet.width, sheet.lines)
    rows, tied = _head_rows(sheet, line), sheet
    if len(rows) == 1 and (merges := _unmerged_groups(sheet, line, known)):
        tied = replace(sheet, merges=(*sheet.merges, *merges))
        rows = (merges[0].first_row, merges[0].first_row + 1)
    headings = tuple(_heading(tied, rows, column) for column in range(sheet.width))
    groups = tuple(_group(tied, rows, column) for column in range(sheet.width))
    lines = tuple(_filled(sheet.merges, one, sheet) for one in sheet.lines if one.number > rows[-1])
    return Table(sheet, rows, headings, lines, groups if any(groups) else ())


def carried(table: Table, numbers: Collection[int]) -> Table:
    """The table with the empty cells of some columns as the ones above them: a day said once for all its rows.

    Rows of a single cell, which stand below or between tables, stay as they are.
    """
    above: dict[int, Cell] = {}
    lines: list[Line] = []
    for line in table.lines:
        cells = list(line.cells)
        few = sum(not is_empty(cell) for cell in cells) < 2
        for number in numbers:
            if not is_empty(line.cell(number)):
                above[number] = line.cell(number)
            elif number in above and not few:
                cells += [None] * (number + 1 - len(cells))
                cells[number] = above[number]
        lines.append(replace(line, cells=tuple(cells)))
    return replace(table, lines=tuple(lines))


def headings_in(sheet: Sheet, vocabularies: Sequence[Vocabulary]) -> int:
    """How many known headings the best line of a sheet has."""
    scores = (_as_headings(line, vocabularies) for line in sheet.lines[:_LOOKED_AT])
    return int(max(scores, default=0.0))


def _head_line(sheet: Sheet, vocabularies: Sequence[Vocabulary], head: int | None) -> Line | None:
    if head is not None:
        return next((line for line in sheet.lines if line.number == head), None)
    if sheet.fields:
        return sheet.lines[0] if sheet.lines else None
    scores = [_as_headings(line, vocabularies) for line in sheet.lines[:_LOOKED_AT]]
    best = max(scores, default=0.0)
    return sheet.lines[scores.index(best)] if best >= 1 else _first_wide(sheet)


def _as_headings(line: Line, vocabularies: Sequence[Vocabulary]) -> float:
    """How many cells of a line are known headings; a line of little else counts more."""
    words = [cell for cell in line.cells if isinstance(cell, str) and cell.strip()]
    known = max((sum(vocabulary.exact(word) for word in words) for vocabulary in vocabularies), default=0.0)
    return known + (known / len(words) if words else 0) - line.number / 10_000


def _first_wide(sheet: Sheet) -> Line | None:
    """No heading is known: the first line of words that is as wide as most."""
    counts = sorted(sum(not is_empty(cell) for cell in line.cells) for line in sheet.lines)
    usual = counts[len(counts) // 2] if counts else 0
    for line in sheet.lines[:_LOOKED_AT]:
        filled = [cell for cell in line.cells if not is_empty(cell)]
        if len(filled) >= max(usual / 2, 1) and all(isinstance(cell, str) for cell in filled):
            return line
    return None


def _head_rows(sheet: Sheet, line: Line) -> tuple[int, ...]:
    """The row of headings with the one above or below that merged cells tie to it."""
    ties = [m for m in sheet.merges if m.first_row <= line.number <= m.last_row]
    first = min((m.first_row for m in ties), default=line.number)
    last = max((m.last_row for m in ties), default=line.number)
    if first == last and any(m.last_column > m.first_column for m in ties):
        last += 1  # groups of columns: their own headings are below
    elif first == last and any(_groups(m, line) for m in sheet.merges):
        first -= 1
    return tuple(range(first, last + 1))


def _unmerged_groups(sheet: Sheet, line: Line, vocabularies: Sequence[Vocabulary]) -> tuple[Merge, ...]:
    """The groups of columns over headings in two rows whose cells are not merged, as in text files.

    They are taken for such where both rows together are more headings than the one that was found.
    """
    if sheet.fields:
        return ()
    rows = {one.number: one for one in sheet.lines[: _LOOKED_AT + 1]}
    alone = sum(_is_known(vocabularies, said(cell)) for cell in line.cells)
    for upper, lower in ((rows.get(line.number - 1), line), (line, rows.get(line.number + 1))):
        if upper is None or lower is None or not (_of_words(upper) and _of_words(lower)):
            continue
        merges = _spans(upper, lower)
        tied = replace(sheet, merges=(*sheet.merges, *merges))
        pair = (upper.number, lower.number)
        both = [_both_known(tied, pair, column, vocabularies) for column in range(sheet.width)]
        below = [both[column] for column, cell in enumerate(lower.cells) if not is_empty(cell)]
        if merges and sum(both) > alone and (lower is line or all(below)):
            return merges
    return ()


def _spans(upper: Line, lower: Line) -> tuple[Merge, ...]:
    """Each cell of a row with the empty ones right of it that have something below."""
    found: list[Merge] = []
    for column, cell in enumerate(upper.cells):
        last = column
        while not is_empty(cell) and is_empty(upper.cell(last + 1)) and not is_empty(lower.cell(last + 1)):
            last += 1
        if last > column:
            found.append(Merge(upper.number, column, upper.number, last))
    return tuple(found)


def _both_known(sheet: Sheet, rows: tuple[int, int], column: int, vocabularies: Sequence[Vocabulary]) -> bool:
    both = _heading(sheet, rows, column)
    return _is_known(vocabularies, both) or _is_known(vocabularies, said(_seen(sheet, rows[1], column)))


def _is_known(vocabularies: Sequence[Vocabulary], heading: str) -> bool:
    return bool(heading) and any(vocabulary.exact(heading) for vocabulary in vocabularies)


def _of_words(line: Line) -> bool:
    return all(isinstance(cell, str) for cell in line.cells if not is_empty(cell))


def _group(sheet: Sheet, rows: tuple[int, ...], column: int) -> str:
    """What stands over the heading of a column, as the name of a group of columns."""
    upper, own = _heading(sheet, rows[:-1], column), said(_seen(sheet, rows[-1], column))
    return upper if upper and own and upper != own else ""


def _groups(merge: Merge, line: Line) -> bool:
    """Whether a merged cell lies right above part of the headings, as the name of a group of columns."""
    wide = merge.last_column - merge.first_column + 1
    above = merge.first_row == merge.last_row == line.number - 1
    return above and 1 < wide < len(line.cells) * 0.6


def _heading(sheet: Sheet, rows: tuple[int, ...], column: int) -> str:
    parts: list[str] = []
    for number in rows:
        text = said(_seen(sheet, number, column))
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _seen(sheet: Sheet, number: int, column: int) -> Cell:
    """A cell as one sees it: the first of those it is merged with."""
    for m in sheet.merges:
        if m.first_row <= number <= m.last_row and m.first_column <= column <= m.last_column:
            number, column = m.first_row, m.first_column
            break
    line = next((one for one in sheet.lines if one.number == number), None)
    return None if line is None else line.cell(column)


def _filled(merges: tuple[Merge, ...], line: Line, sheet: Sheet) -> Line:
    """A line with the values that merged cells show in it."""
    mine = [m for m in merges if m.first_row < line.number <= m.last_row]
    if not mine:
        return line
    cells = list(line.cells)
    for m in mine:
        cells += [None] * (m.first_column + 1 - len(cells))
        if is_empty(cells[m.first_column]):
            cells[m.first_column] = _seen(sheet, m.first_row, m.first_column)
    return replace(line, cells=tuple(cells))
