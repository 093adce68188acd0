"""What an import would do, row by row, before it does anything.

A plan is immutable: correcting a cell, ignoring it, leaving a row out give a new one. It accounts for every cell of
its sheet (:meth:`Plan.account`): in the record, in the report, or in a column that is named as ignored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tripplanner.exchange.intake.sheets import Cell, letter
from tripplanner.exchange.intake.subjects import Field, Held
from tripplanner.i18n import Message, msg

State = Literal["new", "update", "mend", "skipped", "unchanged"]
STATES: tuple[State, ...] = ("new", "update", "mend", "skipped", "unchanged")
MASK = "••••"

Fate = Literal["record", "mend", "ignored", "kept", "column", "outside", "skipped", "vault", "nothing"]
"""What becomes of a cell: it is in the record; to mend; ignored by the person; not taken, since the record keeps its
own value; in a column that nothing takes; above or beside the table (headings and titles); in a row that is left out;
protected, while the vault is closed; a sign, such as a dash, that there is nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table and the field it fills (``None``: ignored).

    ``sure``: 0–1, how sure the guess is; 1 where the person, a template or the format decides. ``samples`` are cells
    as they show, masked where they are protected. ``remark`` says what was decided for the column as a whole.
    ``secret``: its heading is that of a protected value, whatever it was made to fill.
    """

    number: int
    heading: str
    field: Field | None
    sure: float = 1.0
    samples: tuple[str, ...] = ()
    remark: Message | None = None
    secret: bool = False

    @property
    def masked(self) -> bool:
        """Whether its cells are never shown."""
        return self.secret or bool(self.field and self.field.protected)

    @property
    def name(self) -> str:
        """How sentences name it: its heading, else its letter."""
        return self.heading or letter(self.number)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a row says otherwise; the values of a protected one are masked.

    ``here``: somebody here changed it since the last import. ``taken``: the record gets what the file says; by default
    where nobody did.
    """

    field: str
    title: Message
    before: Any
    after: Any
    protected: bool = False
    here: bool = False
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be taken as it is: where it is, its value (masked where protected), what to do."""

    sheet: str
    row: int
    column: int
    heading: str
    field: str
    value: str
    what: Message
    todo: Message

    @property
    def sentence(self) -> Message:
        """The whole sentence: sheet, row, column, value, what to do."""
        if self.value not in ("", MASK) and not any(self.value == word for word in self.what.params.values()):
            return msg("Sheet “{sheet}”, row {row}, column {column}, “{value}”: {what} {todo}", sheet=self.sheet,
                       row=self.row, column=self.heading, value=self.value, what=self.what,
                       todo=self.todo)  # fmt: skip
        return msg("Sheet “{sheet}”, row {row}, column {column}: {what} {todo}", sheet=self.sheet, row=self.row,
                   column=self.heading, what=self.what, todo=self.todo)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the file and what it would do.

    ``fates`` is what becomes of each cell, by column; ``twin`` the number of an earlier row about the same record;
    ``near`` a record that a new row may be about, if a person says so.
    ``unmarked``: it replaces what a record says that no import is known to have written.
    """

    number: int
    state: State
    label: str
    cells: tuple[Cell, ...] = field(repr=False)
    values: Mapping[str, Any] = field(repr=False, default_factory=dict[str, Any])
    protected: Mapping[str, Any] = field(repr=False, default_factory=dict[str, Any])
    record: Held | None = field(repr=False, default=None)
    how: Message | None = None
    near: Held | None = field(repr=False, default=None)
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Message, ...] = ()
    reason: Message | None = None
    twin: int = 0
    fates: Mapping[int, Fate] = field(repr=False, default_factory=dict[int, "Fate"])
    unmarked: bool = False

    @property
    def kept(self) -> frozenset[str]:
        """The fields in which the record keeps what it has."""
        return frozenset(one.field for one in self.differences if not one.taken)

    @property
    def changed_here(self) -> bool:
        """Whether it speaks of a field that was changed here since the last import."""
        return any(one.here for one in self.differences)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person decided about rows: cells rewritten or ignored, rows left out, the record a row is about, for
    fields that differ whether the record gets what the file says.
    """

    cells: Mapping[tuple[int, int], Cell] = field(repr=False, default_factory=dict[tuple[int, int], Cell])
    ignored: frozenset[tuple[int, int]] = frozenset()
    left_out: frozenset[int] = frozenset()
    records: Mapping[int, str] = field(default_factory=dict[int, str])  # row -> UUID; "" for a new record
    taken: Mapping[tuple[int, str], bool] = field(default_factory=dict[tuple[int, str], bool])  # row and field


class PlanReport:
    """What a plan says of itself, from its rows."""

    rows: tuple[PlanRow, ...]

    @property
    def counts(self) -> Mapping[State, int]:
        """How many rows there are of each state."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in STATES}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything to mend, in the order of the file."""
        return tuple(problem for row in self.rows for problem in row.problems)

    def row(self, number: int) -> PlanRow:
        """The row of this number in the file."""
        return next(row for row in self.rows if row.number == number)

    def kept_out(self) -> Iterator[tuple[int, int]]:
        """Cells that wait for the vault: row and column."""
        for row in self.rows:
            yield from ((row.number, column) for column, fate in row.fates.items() if fate == "vault")
