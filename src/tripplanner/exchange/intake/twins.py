"""Rows of one file that are about one and the same record."""

from __future__ import annotations

from dataclasses import replace

from tripplanner.exchange.intake.kinds.kind import plain
from tripplanner.exchange.intake.plan import MASK, Column, Fate, PlanRow, Problem
from tripplanner.exchange.intake.rows import Planned
from tripplanner.exchange.intake.sheets import is_empty, said
from tripplanner.exchange.intake.vaulted import same_number
from tripplanner.i18n import msg

_PASSPORT, _TELLING = "passport.number", 5  # characters of a number that is one


def told_twice(rows: tuple[PlanRow, ...], plan: Planned) -> tuple[PlanRow, ...]:
    """The rows after those are found that are about one and the same record."""
    first: dict[object, PlanRow] = {}
    found: list[PlanRow] = []
    for row in rows:
        keys = () if row.state in ("mend", "skipped") else _about(row, plan)
        earlier = next((first[key] for key in keys if key in first), None)
        first |= {key: row for key in keys if key not in first}
        found.append(row if earlier is None else _told_again(row, earlier, plan))
    return _with_passports(found, plan)


def _with_passports(rows: list[PlanRow], plan: Planned) -> tuple[PlanRow, ...]:
    """The rows after those are found that have the passport of somebody else; its number is told to nobody."""
    column = next((one for one in plan.columns if one.field is not None and one.field.key == _PASSPORT), None)
    if column is None:
        return tuple(rows)
    first: dict[str, PlanRow] = {}
    found: list[PlanRow] = []
    for row in rows:
        cell = row.cells[column.number] if column.number < len(row.cells) else None
        number = "" if row.state == "skipped" or is_empty(cell) else same_number(plain(cell))
        other = first.setdefault(number, row) if len(number) >= _TELLING else row
        found.append(row if other is row or row.twin else _of_another(row, other, column, plan))
    return tuple(found)


def _of_another(row: PlanRow, other: PlanRow, column: Column, plan: Planned) -> PlanRow:
    what = msg("The passport number is that of row {row} ({name}) too.", row=other.number, name=other.label)
    if row.fates.get(column.number) != "record":  # it is kept out, or ignored: nothing wrong would be written
        return replace(row, remarks=(*row.remarks, what), twin=other.number)
    problem = Problem(plan.table.sheet.name, row.number, column.number, column.name, _PASSPORT, MASK, what,
                      msg("Correct one of them, or ignore the cell."))  # fmt: skip
    fates: dict[int, Fate] = {**row.fates, column.number: "mend"}
    return replace(row, state="mend", problems=(*row.problems, problem), twin=other.number, fates=fates)


def _about(row: PlanRow, plan: Planned) -> tuple[object, ...]:
    """What tells records apart: the record found, else the identifier of a new one and what names it; nothing when the
    person decided.
    """
    if row.record is not None:
        return (row.record.uuid,)
    if row.number in plan.choices.records:
        return ()
    uuid = str(row.values.get("uuid", "")).strip().lower()
    return tuple(key for key in (uuid, plan.subject.identity(row.values)) if key)


def _told_again(row: PlanRow, first: PlanRow, plan: Planned) -> PlanRow:
    if row.values == first.values and row.protected == first.protected:
        fates: dict[int, Fate] = dict.fromkeys(row.fates, "skipped")
        reason = msg("says the same as row {row}", row=first.number)
        return replace(row, state="skipped", reason=reason, twin=first.number, fates=fates)
    column = next((c for key in plan.subject.naming for c in plan.columns if c.field and c.field.key == key),
                  plan.columns[0])  # fmt: skip
    problem = Problem(
        plan.table.sheet.name, row.number, column.number, column.name, column.field.key if column.field else "",
        said(dict(enumerate(row.cells)).get(column.number)),
        msg("“{name}” is already in row {row}, with other values.", name=row.label, row=first.number),
        msg("Leave one of the rows out, or say that it is somebody else.") if plan.subject.makes
        else msg("Leave one of the rows out."),
    )  # fmt: skip
    return replace(row, state="mend", problems=(*row.problems, problem), twin=first.number)
