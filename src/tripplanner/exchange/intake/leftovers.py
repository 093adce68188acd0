"""Cells that an import leaves where they are, named by column and row: nothing that was in a file is lost unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tripplanner.exchange.intake.plan import Difference, Fate, PlanRow
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.i18n import Message, msg, msgn


def waiting(plan: Plan) -> list[Message]:
    """A sentence per column with protected cells that were kept out because the vault is closed."""
    return [
        msgn(
            "Column {column}: {n} protected cell is kept out, the vault is closed (row {rows}).",
            "Column {column}: {n} protected cells are kept out, the vault is closed (rows {rows}).",
            len(rows),
            column=name,
            rows=spans(rows),
        )
        for name, rows in _by_column(plan, "vault")
    ]


def passed_over(plan: Plan) -> list[Message]:
    """A sentence per column of which single cells were passed over: two for one field, or as the person chose."""
    return [
        msg("Column {column}: passed over in row {rows}.", column=name, rows=spans(rows))
        for name, rows in _by_column(plan, "ignored")
    ]


def unmarked(plan: Plan) -> list[Message]:
    """One sentence about the records of which nobody can tell who wrote what the file replaces."""
    rows = [row.number for row in plan.rows if row.unmarked]
    if not rows:
        return []
    return [
        msgn(
            "No import is known to have written this record: what the file replaces may be the office’s own "
            "(row {rows}).",
            "No import is known to have written these records: what the file replaces may be the office’s own "
            "(rows {rows}).",
            len(rows),
            rows=spans(rows),
        )
    ]


def kept(plan: Plan, language: str) -> list[Message]:
    """A sentence per field in which a record keeps its own value, with both values as they are said in a language."""
    return [_kept(plan, row, one, language) for row in plan.rows for one in row.differences if not one.taken]


def _kept(plan: Plan, row: PlanRow, one: Difference, language: str) -> Message:
    now, theirs = (shown(plan, one, value, language) or "–" for value in (one.before, one.after))
    if one.here:
        return msg("Row {row}, “{field}”: changed here since the last import, so “{now}” stays; "
                   "the file has “{theirs}”.", row=row.number, field=one.title, now=now, theirs=theirs)  # fmt: skip
    return msg("Row {row}, “{field}”: “{now}” stays as chosen; the file has “{theirs}”.",
               row=row.number, field=one.title, now=now, theirs=theirs)  # fmt: skip


def shown(plan: Plan, one: Difference, value: Any, language: str) -> str:
    """A value of a difference for the eyes; a protected one is masked already."""
    if one.protected or value is None or value == "":
        return str(value or "")
    return plan.subject.field(one.field).kind.show(value, language)


def ignored(plan: Plan) -> list[Message]:
    """One sentence with the columns that fill no field, if there are any."""
    names = [name for name, _rows in _by_column(plan, "column")]
    return [msg("Ignored columns: {names}.", names=tuple(names))] if names else []


def spans(numbers: Iterable[int]) -> str:
    """``2–5, 8``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _by_column(plan: Plan, fate: Fate) -> list[tuple[str, list[int]]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row in plan.rows:
        for number, met in row.fates.items():
            if met == fate:
                found[number].append(row.number)
    return [(column.name, found[column.number]) for column in plan.columns if column.number in found]
