"""Making a plan: every row read, matched with the record it is about, compared with it. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.exchange.intake.kinds.kind import Reading
from tripplanner.exchange.intake.plan import Choices, Column, Fate, PlanReport, PlanRow
from tripplanner.exchange.intake.rows import RowMaker
from tripplanner.exchange.intake.sheets import Cell, is_empty
from tripplanner.exchange.intake.since import Since, since
from tripplanner.exchange.intake.subjects import Known, Subject, Target
from tripplanner.exchange.intake.tables import Table, carried
from tripplanner.exchange.intake.twins import told_twice
from tripplanner.exchange.intake.vaulted import contents_of
from tripplanner.i18n import msg, say
from tripplanner.planning.trips import trip_row
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.vault.vault import Vault

_READING = msg("Reading rows")


@dataclass(frozen=True, slots=True)
class Plan(PlanReport):
    """What an import would do; see :mod:`tripplanner.exchange.intake.plan`.

    ``vault_open``: protected values can be read and written; otherwise their cells are kept out. ``contents`` are
    those the vault keeps, by the number of the person. ``since``: what was changed here since the last import.
    """

    file: str
    subject: Subject
    target: Target
    table: Table = field(repr=False)
    columns: tuple[Column, ...]
    known: Known = field(repr=False)
    readings: Mapping[int, Reading] = field(repr=False)
    rows: tuple[PlanRow, ...] = ()
    choices: Choices = field(repr=False, default_factory=Choices)
    vault_open: bool = False
    contents: Mapping[int, Mapping[str, Any]] = field(repr=False, default_factory=dict[int, Mapping[str, Any]])
    since: Since = field(repr=False, default_factory=Since)

    def corrected(self, row: int, column: int, value: Cell) -> Plan:
        """The plan with another value in a cell, as if the file had it."""
        return self._with(row, cells={**self.choices.cells, (row, column): value},
                          ignored=self.choices.ignored - {(row, column)})  # fmt: skip

    def ignoring(self, row: int, column: int) -> Plan:
        """The plan without a cell: the record keeps what it has."""
        return self._with(row, ignored=self.choices.ignored | {(row, column)})

    def leaving_out(self, row: int, out: bool = True) -> Plan:
        """The plan without a row, or with it again."""
        return self._with(row, left_out=self.choices.left_out | {row} if out else self.choices.left_out - {row})

    def about(self, row: int, uuid: str) -> Plan:
        """The plan with the record of this UUID for a row; ``""``: a new one, whoever it resembles, if there can be."""
        if not uuid and not self.subject.makes:
            return self
        return self._with(row, records={**self.choices.records, row: uuid})

    def as_found(self, row: int) -> Plan:
        """The plan with the record that a row was found to be about, whatever was said of it since."""
        return self._with(row, records={key: one for key, one in self.choices.records.items() if key != row})

    def choosing(self, row: int, field: str, theirs: bool) -> Plan:
        """The plan with the value of the file in a field that differs, or with that of the record."""
        return self._with(row, taken={**self.choices.taken, (row, field): theirs})

    def taking_theirs(self) -> Plan:
        """The plan with the values of the file also where somebody here changed them since the last import."""
        taken = {(row.number, one.field): True for row in self.rows for one in row.differences if one.here}
        return _filled(replace(self, choices=replace(self.choices, taken={**self.choices.taken, **taken})), NO_PROGRESS)

    def against(self, session: Session, vault: Vault | None = None) -> Plan:
        """The same plan, compared with what the database holds now."""
        return _filled(_compared(session, self, vault), NO_PROGRESS)

    def account(self) -> dict[tuple[int, int], Fate]:
        """What becomes of every cell of the sheet that is not empty, by row and column."""
        fates: dict[tuple[int, int], Fate] = {}
        rows = {row.number: row for row in self.rows}
        for number, column, _cell in self.table.sheet.filled():
            row = rows.get(number)
            fate: Fate = "outside" if row is None else row.fates.get(column, "outside")
            fates[number, column] = "mend" if fate == "record" and row and row.state == "mend" else fate
        return fates

    def _with(self, row: int, **changes: Any) -> Plan:
        changed = replace(self, choices=replace(self.choices, **changes))
        maker = RowMaker(changed)
        line = next(line for line in self.table.lines if line.number == row)
        rows = (maker.row(line) if one.number == row else maker.again(one) for one in self.rows)
        return replace(changed, rows=told_twice(tuple(rows), changed))


def preview(
    session: Session,
    file: str,
    table: Table,
    columns: Sequence[Column],
    subject: Subject,
    target: Target,
    *,
    vault: Vault | None = None,
    progress: Progress = NO_PROGRESS,
) -> Plan:
    """What bringing in the rows of a table would do.

    :param file: its name, for people.
    :param vault: where protected values go if it is open; their cells are kept out otherwise.
    :raises NotFound: the trip of the target is gone.
    :raises Cancelled: the person cancelled.
    """
    around = None
    if target.trip_id is not None:
        trip = trip_row(session, target.trip_id)
        around = (trip.first_day, trip.last_day)
    columns = (*columns, *_lacking(columns, subject, target))
    if numbers := [column.number for column in columns if column.field is not None and column.field.carried]:
        table = carried(table, numbers)
    base = Reading(epoch_1904=table.sheet.epoch_1904, around=around)
    readings = {column.number: _surveyed(table, column, base) for column in columns if column.field is not None}
    progress.check()
    known = subject.known(session, target)
    progress.check()
    plan = Plan(file, subject, target, table, tuple(columns), known, readings,
                vault_open=vault is not None and vault.is_open)  # fmt: skip
    return _filled(_compared(session, plan, vault, known), progress)


def _lacking(columns: Sequence[Column], subject: Subject, target: Target) -> list[Column]:
    """An empty column for each field that every new record needs and no column fills: there it can be filled in."""
    filled = {column.field.key for column in columns if column.field is not None}
    needed = [subject.field(group[0]) for group in subject.needs if len(group) == 1 and filled.isdisjoint(group)]
    if subject.makes and subject.naming and filled.isdisjoint(subject.naming):
        needed.insert(0, subject.field(subject.naming[0]))
    return [Column(len(columns) + n, say(field.title, target.language), field) for n, field in enumerate(needed)]


def _compared(session: Session, plan: Plan, vault: Vault | None, known: Known | None = None) -> Plan:
    """The plan with what the database and the open vault hold now."""
    now = known or plan.subject.known(session, plan.target)
    contents = contents_of(session, vault, [held.person for held in now.held if held.person])
    return replace(plan, known=now, contents=contents, since=since(session, plan.subject, now.held, contents, vault))


def _surveyed(table: Table, column: Column, base: Reading) -> Reading:
    assert column.field is not None
    cells = [cell for line in table.lines if not is_empty(cell := line.cell(column.number))]
    return column.field.kind.survey(cells, base)


def _filled(plan: Plan, progress: Progress) -> Plan:
    """The plan with its rows."""
    maker = RowMaker(plan)
    rows: list[PlanRow] = []
    total = len(plan.table.lines)
    for done, line in enumerate(plan.table.lines):
        if done % 32 == 0:
            progress.step(done, total, _READING)
        rows.append(maker.row(line))
    return replace(plan, rows=told_twice(tuple(rows), plan))
