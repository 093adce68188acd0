"""Cells that an import leaves where they are, named by column and row: nothing that was in a file is lost unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tripplanner.exchange.intake.plan import Fate
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


def ignored(plan: Plan) -> list[Message]:
    """One sentence with the columns that fill no field, if there are any."""
    names = [name for name, _rows in _by_column(plan, "column")]
    return [msg("Ignored columns: {names}.", names=", ".join(names))] if names else []


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
