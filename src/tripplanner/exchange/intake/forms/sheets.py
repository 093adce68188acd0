"""Tables of filled forms made even: our own workbook turned, answers without an identity given one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tripplanner.exchange.intake.forms.kinds import AnswerKind
from tripplanner.exchange.intake.forms.recognising import Recognised
from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.kind import says_nothing
from tripplanner.exchange.intake.sheets import Cell, Line, Sheet, is_empty, trimmed
from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.feedback.questions import MARK, NAMED, WHO

SIGN = "tripplanner form "
"""What the first cell of our own workbook begins with; the mark of its edition follows."""
_ANSWERS = 3  # the first column of answers; before it the name of the question, the question, how to answer


def turned(sheet: Sheet) -> Sheet:
    """Our own workbook, which has a question in each row, as a table with an answer in each; others as they are.

    Answers are counted from 1, in the order of their columns; a column with no more than a code in it is none.
    """
    first = sheet.lines[0].cell(0) if sheet.lines else None
    if not isinstance(first, str) or not first.startswith(SIGN):
        return sheet
    mark = first.removeprefix(SIGN).strip()
    asked = [line for line in sheet.lines[1:] if isinstance(line.cell(0), str) and not is_empty(line.cell(0))]
    lines = [Line(0, (MARK, *(_heading(line) for line in asked)))]
    for number, column in enumerate(range(_ANSWERS, sheet.width), 1):
        cells = [line.cell(column) for line in asked]
        if any(not is_empty(cell) for line, cell in zip(asked, cells, strict=True) if line.cell(0) != WHO):
            lines.append(Line(number, trimmed((mark, *cells))))
    return Sheet(sheet.name, tuple(lines), sheet.hidden, epoch_1904=sheet.epoch_1904)


def together(sheets: Sequence[Sheet]) -> Sheet | None:
    """Several of our own workbooks, filled in by one person each, as one with all their columns; ``None`` where one is
    none of ours, or of another edition.
    """
    marks = {sheet.lines[0].cell(0) if sheet.lines else None for sheet in sheets}
    mark = marks.pop()
    if marks or not isinstance(mark, str) or not mark.startswith(SIGN):
        return None
    names = dict.fromkeys(_heading(line) for sheet in sheets for line in sheet.lines[1:] if not is_empty(line.cell(0)))
    rows: dict[str, list[Cell]] = {name: [name, None, None] for name in names}
    for sheet in sheets:
        asked = {_heading(line): line for line in sheet.lines[1:] if not is_empty(line.cell(0))}
        for column in range(_ANSWERS, sheet.width):
            for name, row in rows.items():
                row.append(asked[name].cell(column) if name in asked else None)
    lines = [Line(1, (mark,)), *(Line(number, trimmed(row)) for number, row in enumerate(rows.values(), 2))]
    return Sheet(sheets[0].name, tuple(lines), epoch_1904=sheets[0].epoch_1904)


def _heading(line: Line) -> str:
    return str(line.cell(0)).strip()


def identified(found: Recognised) -> Recognised:
    """Where no column identifies the answers, one does that is made of what each says: the same file gives the same."""
    if "key" in found.fields or not found.lines:
        return found
    at, seen = len(found.fields), Counter[str]()
    lines = [replace(found.lines[0], cells=_filled(found.lines[0].cells, at, "…"))]
    for line in found.lines[1:]:
        said = repr([(key, line.cell(n)) for n, key in enumerate(found.fields) if key and not is_empty(line.cell(n))])
        seen[said] += 1
        digest = hashlib.blake2s(f"{said} {seen[said]}".encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
        lines.append(replace(line, cells=_filled(line.cells, at, f"{MADE}{digest}")))
    return replace(found, lines=tuple(lines), fields=(*found.fields, "key"))


def left_out(found: Recognised) -> dict[int, Message]:
    """The lines that are no answer to take in, by number, with the reason: headings once more, as tools write names
    and labels; refused by who looked through them in the tool; nothing answered.
    """
    asked = [n for n, key in enumerate(found.fields) if key in found.questions and key not in (WHO, NAMED)]
    review = found.column_of(_REVIEWS)
    reasons = {line.number: _reason(line, asked, review) for line in found.lines[1:]}
    again = {line.number: msg("the headings once more") for line in found.lines[1:3] if _headings_again(found, line)}
    return {number: reason for number, reason in (reasons | again).items() if reason is not None}


def _reason(line: Line, asked: Sequence[int], review: int) -> Message | None:
    verdict = line.cell(review) if review >= 0 else None
    if isinstance(verdict, str) and normalised(verdict) in _REFUSED:
        return msg("it was refused in the tool it comes from ({verdict})", verdict=verdict.strip())
    answered = any(not is_empty(cell := line.cell(n)) and not says_nothing(cell, _ANY) for n in asked)
    return None if answered else _NOTHING


def _headings_again(found: Recognised, line: Line) -> bool:
    """Whether each question that is answered is answered by its own name or label: three at least."""
    said = [(key, line.cell(n)) for n, key in enumerate(found.fields) if key in found.questions]
    filled = [(key, cell) for key, cell in said if not is_empty(cell)]
    return len(filled) > 2 and all(isinstance(cell, str) and found.name_of(cell) == key for key, cell in filled)


_ANY = AnswerKind()
_NOTHING = msg("nothing is answered")
_REVIEWS = ("validationstatus", "reviewstate")  # of KoboToolbox, of ODK Central
_REFUSED = ("notapproved", "validationstatusnotapproved", "rejected")
MADE = "made:"
"""What an identity begins with that nobody gave: an answer of the same person is then the same answer."""


def _filled(cells: tuple[Cell, ...], at: int, last: Cell) -> tuple[Cell, ...]:
    return (*cells, *[None] * (at - len(cells)), last)
