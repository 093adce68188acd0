"""The benchmark matrix as a list: a row for each case, its five axes and its themes beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tripplanner.documents.library.head import LibraryHead, in_all_languages, read_head
from tripplanner.documents.library.registry import Asked
from tripplanner.documents.library.words import in_a_row
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, said
from tripplanner.documents.sheets.content import Words
from tripplanner.i18n import Message, printed, printedn
from tripplanner.planning.learning.benchmark import Label, Matrix, View
from tripplanner.planning.learning.benchmark import Line as Row
from tripplanner.planning.learning.vocabulary import AXES, DIMENSIONS, NONE
from tripplanner.text import Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TITLE = printed("Benchmark matrix")
HEADING = printed("International benchmark: case studies")
NOTHING = printed("No case study answers.")
#: The dimensions as documents call them.
HEADS: dict[str, Message] = {
    "biogeography": printed("Biogeography"),
    "ecological_stakes": printed("Ecological stakes"),
    "economic_stakes": printed("Economic stakes"),
    "stakeholders": printed("Stakeholders"),
    "governance": printed("Governance"),
    "themes": printed("Themes"),
    "scale": printed("Scale"),
    "region": printed("Region"),
    "countries": printed("Countries"),
    "state": printed("Validation"),
}
STATES: dict[str, Message] = {
    "draft": printed("draft"),
    "review": printed("in review"),
    "validated": printed("validated"),
    "changed": printed("changed since validation"),
}
_CASE = printed("Case study")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A case: its code and title, and the words of each dimension in order."""

    code: str
    title: Text
    values: dict[str, tuple[Text, ...]]
    blocks: int
    results: int


@dataclass(frozen=True, slots=True)
class MatrixContent:
    """The rows that were asked for; ``total``: of how many cases; ``chosen``: what they were filtered by, in words."""

    head: LibraryHead
    languages: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    total: int
    chosen: tuple[tuple[str, tuple[Text, ...]], ...]
    words: str
    large: bool


def read(session: Session, asked: Asked) -> MatrixContent:
    """The matrix as it is asked for: the cases named, else those that the view shows, in its order."""
    from tripplanner.planning.learning.matrix import holding, read_matrix

    matrix = read_matrix(session)
    view = asked.view or View(language=asked.language)
    lines = _asked(matrix, asked) or matrix.shown(view, holding(session, matrix, view.words))
    chosen = tuple(
        (name, tuple(_text(matrix.label(name, code), name) for code in sorted(codes)))
        for name, codes in view.chosen.items()
        if codes
    )
    head = read_head(session, in_all_languages(HEADING), [line.id for line in lines])
    return MatrixContent(
        head, asked.languages, tuple(_row(matrix, line) for line in lines), len(matrix.lines), chosen,
        view.words.strip(), asked.option("paper") == "a3",
    )  # fmt: skip


def _asked(matrix: Matrix, asked: Asked) -> list[Row]:
    by_id = {line.id: line for line in matrix.lines}
    return [by_id[id] for id in asked.cases if id in by_id]


def _row(matrix: Matrix, line: Row) -> MatrixRow:
    values = {
        name: tuple(_text(matrix.label(name, code), name) for code in line.values[name] if code != NONE)
        for name in DIMENSIONS
    }
    return MatrixRow(line.code, line.title, values, line.blocks, line.results)


def _text(label: Label, dimension: str) -> Text:
    if dimension == "state":
        key = next((key for key, message in _state_words().items() if message == label), "draft")
        return in_all_languages(STATES[key])
    if isinstance(label, Text):
        return label
    word = in_all_languages(printed("none given")) if label == NONE else None
    return word or Text.of("en", en=str(label), fr=str(label), zh=str(label))


def _state_words() -> dict[str, Label]:
    from tripplanner.planning.learning import vocabulary

    return dict(vocabulary.STATES)


# -- as a list


def pages_sheet(content: MatrixContent) -> Sheet:
    """For paper: the case in the first column, then the axes and the themes."""
    small = not content.large
    columns = (Column(_CASE, 1.9), *(Column(HEADS[name], 1.25) for name in (*AXES, "themes")))
    rows = tuple(
        (_case(row), *(said(_joined(row.values[name]), quiet=small) for name in (*AXES, "themes")))
        for row in content.rows
    )
    return _sheet(content, columns, rows)


def table_sheet(content: MatrixContent) -> Sheet:
    """For a spreadsheet: everything in a column of its own, to be filtered and sorted there."""
    counts = (Column(printed("Building blocks"), 0.7, "right"), Column(printed("Results"), 0.7, "right"))
    columns = (Column(printed("Code"), 0.5), Column(_CASE, 2.4), *(Column(HEADS[n], 1.6) for n in DIMENSIONS), *counts)
    rows = tuple(
        (
            said(row.code), said(row.title, bold=True),
            *(said(_joined(row.values[name])) for name in DIMENSIONS), _number(row.blocks), _number(row.results),
        )
        for row in content.rows
    )  # fmt: skip
    return _sheet(content, columns, rows)


def _number(value: int) -> Cell:
    return Cell((Line(str(value)),), amount=Decimal(value))


def _case(row: MatrixRow) -> Cell:
    where = in_a_row([*row.values["countries"], *row.values["scale"]], " · ")
    lines = (Line(row.title, bold=True), *((Line(where, quiet=True),) if where else ()))
    return Cell((Line(row.code, quiet=True), *lines))


def _joined(texts: Sequence[Text]) -> Words:
    return in_a_row(texts) if texts else "–"


def _sheet(content: MatrixContent, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Sheet:
    section = Section(columns, rows)
    return Sheet(TITLE, content.head, content.languages, (section,), NOTHING, tuple(_intro(content)), wide=True,
                 large=content.large, narrows=True)  # fmt: skip


def _intro(content: MatrixContent) -> list[Words]:
    """How many cases there are, and what they were filtered by."""
    shown = len(content.rows)
    lines: list[Words] = [printedn("{n} case study of {total}", "{n} case studies of {total}", shown,
                                   total=content.total)]  # fmt: skip
    for name, labels in content.chosen:
        lines.append(
            printed("{field}: {values}", field=HEADS[name], values=in_a_row(labels, " / ").best(content.languages[0]))
        )
    if content.words:
        lines.append(printed("Words: {words}", words=content.words))
    return lines
