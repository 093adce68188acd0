"""One row of a file: its cells read, its record found, what it would change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, cast

from tripplanner.exchange.intake.columns import vocabulary
from tripplanner.exchange.intake.headings import SURE, normalised
from tripplanner.exchange.intake.kinds.kind import Reading, Refused, says_nothing
from tripplanner.exchange.intake.kinds.lists import GroupsKind
from tripplanner.exchange.intake.kinds.notes import NotesKind
from tripplanner.exchange.intake.plan import MASK, Choices, Column, Difference, Fate, PlanRow, Problem
from tripplanner.exchange.intake.sheets import Cell, Line, is_empty, said
from tripplanner.exchange.intake.since import Since
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Known, Match, Subject, Target, Told
from tripplanner.exchange.intake.tables import Table
from tripplanner.exchange.intake.vaulted import same_number, unchanged
from tripplanner.exchange.intake.wording import settle_languages
from tripplanner.i18n import Message, msg

_TOTALS = re.compile(
    r"(?:合计|总计|小计|共计|total|totaux|soustotal|sum|subtotal|共(?=\d))\d*(?:人|名|位|personnes|people)?"
)
_BELOW = re.compile(
    r"(?:填表|制表|填报|经办|审核|审批|负责|联系|领导|单位|盖章|注|备注|说明|日期|电话)[^:：]{0,8}[:：]|"
    r"(?:n\.?b\.?|note|remarques?|fait à|établie? par|prepared by|contact|date)\b[^:]{0,20}:", re.I
)  # fmt: skip
_GROUP = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:小)?(?:组|組|车|車|批|团|團)|[A-Z]\s*(?:组|組)|"
    r"(?:groupe|group|car|bus|équipe|team)\s*[A-Z0-9]{1,2}", re.I
)  # fmt: skip
_SIDES = 30  # lines by whose first cells a table is seen to lie on its side
_MEND = msg("Correct the cell, or ignore it.")


class Planned(Protocol):
    """What a row needs to know of its plan."""

    @property
    def subject(self) -> Subject: ...
    @property
    def target(self) -> Target: ...
    @property
    def table(self) -> Table: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def known(self) -> Known: ...
    @property
    def readings(self) -> Mapping[int, Reading]: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def vault_open(self) -> bool: ...
    @property
    def contents(self) -> Mapping[int, Mapping[str, Any]]: ...
    @property
    def since(self) -> Since: ...


@dataclass(slots=True)
class _Draft:
    """A row being read: the values of fields, where each came from, what is wrong, what becomes of each cell."""

    line: Line
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    protected: dict[str, Any] = field(default_factory=dict[str, Any])
    columns: dict[str, Column] = field(default_factory=dict[str, Column])
    problems: list[Problem] = field(default_factory=list[Problem])
    remarks: list[Message] = field(default_factory=list[Message])
    fates: dict[int, Fate] = field(default_factory=dict[int, "Fate"])


class RowMaker:
    """Makes the rows of one plan."""

    def __init__(self, plan: Planned) -> None:
        self._plan = plan
        self._fields = {one.key: one for one in plan.subject.fields}
        self._by_uuid = {held.uuid: held for held in plan.known.held}
        self._by_passport = _passports(plan)
        self._headings = [column.heading for column in plan.columns if column.heading]
        self._vocabulary = vocabulary(plan.subject.key)
        first = [said(line.cell(0)) for line in plan.table.lines[:_SIDES] if not plan.table.sheet.fields]
        self._sideways = sum(self._vocabulary.exact(one) >= SURE for one in first) > max(1, len(first) // 2)

    def row(self, line: Line) -> PlanRow:
        """What a line of the table would do."""
        draft = self._read(line)
        if (reason := self._not_a_row(draft)) is not None:
            return self._skipped(draft, reason)
        composed = self._plan.subject.compose(draft.values, self._plan.target)
        if self._plan.choices.records.get(line.number) == "":
            composed.values.pop("uuid", None)  # somebody else has it
        written = dict(composed.values)
        composed.told.extend(self._plan.known.canonical(composed.values) or ())
        draft.remarks.extend(self._taken_for(written, composed.values))
        match = self._match(line.number, composed.values, draft.protected)
        record = match.records[0] if len(match.records) == 1 else None
        if record is not None:
            self._plan.subject.settle(composed, record)
            settle_languages(composed, record)
        # A cell that cannot be read explains what is missing beside it.
        own = [told for told in composed.told if not (told.fatal and draft.problems)]
        for told in (*own, *self._ambiguous(match), *self._plan.known.look(composed.values, record)):
            if told.skip:
                return self._skipped(draft, told.what)
            if not any(one.field == told.unless for one in draft.problems if told.unless):
                self._tell(draft, told)
        if record is None and composed.values.get("uuid"):
            if not self._plan.table.sheet.fields:  # every card and every event of others has one
                draft.remarks.append(msg("The identifier is not known here: a new record is made."))
            draft.fates[draft.columns["uuid"].number] = "ignored"
        if not draft.problems:
            self._check_needs(draft, composed, record)
        return self._made(draft, composed, record, match)

    def again(self, row: PlanRow) -> PlanRow:
        """A row as it was before rows were compared with one another."""
        if row.twin:
            line = next(line for line in self._plan.table.lines if line.number == row.number)
            return self.row(line)
        return row

    def _made(self, draft: _Draft, composed: Composed, record: Held | None, match: Match) -> PlanRow:
        if match.near is not None:
            name = self._plan.subject.label(match.near.values)
            draft.remarks.append(msg("It says nearly the same as {name}, which is not in this file; it is taken for "
                                     "another one.", name=name))  # fmt: skip
        found = (*self._differences(composed.values, record), *self._masked(draft, record))
        differences = found
        if record is not None:
            differences = tuple(self._chosen_side(draft.line.number, one, composed, record) for one in found)
        self._note_kept(draft, composed, differences)
        writes = any(one.taken for one in differences)
        state = "mend" if draft.problems else "new" if record is None else "update" if writes else "unchanged"
        return PlanRow(
            number=draft.line.number,
            state=state,
            label=self._plan.subject.label(composed.values),
            cells=draft.line.cells,
            values=composed.values,
            protected=draft.protected,
            record=record,
            how=match.how,
            near=match.near,
            differences=differences,
            problems=tuple(draft.problems),
            remarks=tuple(draft.remarks),
            fates=draft.fates,
            unmarked=self._is_unmarked(record, differences),
        )

    def _skipped(self, draft: _Draft, reason: Message) -> PlanRow:
        fates: dict[int, Fate] = {n: "skipped" for n, cell in enumerate(draft.line.cells) if not is_empty(cell)}
        label = self._plan.subject.label(self._plan.subject.compose(draft.values, self._plan.target).values)
        return PlanRow(draft.line.number, "skipped", label, draft.line.cells, reason=reason, fates=fates)

    # Reading cells

    def _read(self, line: Line) -> _Draft:
        draft = _Draft(self._chosen(line))
        found: dict[str, list[tuple[Column, Any]]] = {}
        for number, cell in enumerate(draft.line.cells):
            if is_empty(cell):
                continue
            column = self._plan.columns[number]
            draft.fates[number] = self._fate(line.number, column)
            if draft.fates[number] != "record" or column.field is None:
                continue
            if column.field.key != "diet" and says_nothing(cell, column.field.kind):
                draft.fates[number] = "nothing"
                continue
            try:
                value = column.field.kind.take(cell, self._plan.readings[number])
            except Refused as refused:
                self._refuse(draft, column, cell, refused.what, refused.todo)
            else:
                if value == "":
                    draft.fates[number] = "nothing"  # signs that no text can hold
                else:
                    found.setdefault(column.field.key, []).append((column, value))
        for key, values in found.items():
            self._take(draft, key, values)
        return draft

    def _chosen(self, line: Line) -> Line:
        """The line with the cells the person corrected."""
        changes = {c: cell for (row, c), cell in self._plan.choices.cells.items() if row == line.number}
        if not changes:
            return line
        cells = [*line.cells, *[None] * (max(changes) + 1 - len(line.cells))]
        for column, cell in changes.items():
            cells[column] = cell
        return replace(line, cells=tuple(cells))

    def _fate(self, row: int, column: Column) -> Fate:
        if column.field is None:
            return "column"
        if (row, column.number) in self._plan.choices.ignored:
            return "ignored"
        return "vault" if column.field.protected and not self._plan.vault_open else "record"

    def _take(self, draft: _Draft, key: str, values: list[tuple[Column, Any]]) -> None:
        column, value = values[0]
        wanted = self._fields[key]
        if wanted.several:
            value = wanted.kind.joined([self._labelled(wanted, c, v) for c, v in values])
        for other, said_there in () if wanted.several else values[1:]:
            draft.fates[other.number] = "ignored"
            if not wanted.kind.same(value, said_there):
                draft.remarks.append(msg("Column {column} says otherwise than {other}: it is not taken.",
                                         column=other.name, other=column.name))  # fmt: skip
        draft.columns[key] = column
        (draft.protected if wanted.protected else draft.values)[key] = value

    def _labelled(self, wanted: Field, column: Column, value: Any) -> Any:
        """A value for a field that takes several columns: what it is, if its column is called otherwise."""
        return wanted.kind.labelled(value, column.heading, wanted)

    # What a row is about

    def _match(self, number: int, values: Mapping[str, Any], protected: Mapping[str, Any]) -> Match:
        uuid = self._plan.choices.records.get(number)
        if uuid is not None:
            chosen = self._by_uuid.get(uuid)
            return Match((chosen,) if chosen else ())
        found = self._plan.known.find(values)
        owner = self._by_passport.get(same_number(protected.get("passport.number", "")))
        if owner is not None and len(found.records) != 1:
            return Match((owner,), msg("by passport"))
        return found

    def _taken_for(self, written: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[Message]:
        """What is said of names that stand for records called otherwise; codes of groups have an order of their own."""
        for key, name in written.items():
            known = now.get(key)
            if isinstance(self._fields[key].kind, (GroupsKind, NotesKind)) or known is None:
                continue
            names, others = (cast("tuple[Any, ...]", v if isinstance(v, tuple) else (v,)) for v in (name, known))
            for one, other in zip(names, others, strict=False):
                if isinstance(one, str) and isinstance(other, str) and normalised(one) != normalised(other):
                    yield msg("“{name}” is taken for “{known}”.", name=one, known=other)

    def _ambiguous(self, match: Match) -> Iterable[Told]:
        if len(match.records) > 1:
            labels = tuple(self._plan.subject.label(held.values) for held in match.records[:4])
            yield Told(
                _first(self._plan.subject.needs),
                msg("{count} records fit this row: {names}.", count=len(match.records), names=labels),
                msg("Choose the one it is about, or say that it is a new one."),
            )

    def _differences(self, values: Mapping[str, Any], record: Held | None) -> Iterable[Difference]:
        for key, after in values.items():
            one = self._fields[key]
            before = record.says(self._plan.subject.kept_as(key, values)) if record is not None else None
            if one.stored and (after not in ("", None) if record is None else not one.kind.same(before, after)):
                yield Difference(key, one.title, before, one.kind.merged(before, after))

    def _masked(self, draft: _Draft, record: Held | None) -> Iterable[Difference]:
        """Protected fields that the row changes; their values are told to nobody."""
        kept: Mapping[str, Any] = self._plan.contents.get(record.person, {}) if record is not None else {}
        for key, value in draft.protected.items():
            if not unchanged({key: value}, kept):
                yield Difference(key, self._fields[key].title, MASK, MASK, protected=True)

    def _chosen_side(self, number: int, one: Difference, composed: Composed, record: Held) -> Difference:
        """A difference with whether the file’s value is taken: unless it was changed here, or as the person chose."""
        since = self._plan.since
        here = (
            since.changed_protected(record.uuid, one.field)
            if one.protected
            else since.changed(record.uuid, self._plan.subject.kept_as(one.field, composed.values), one.before)
        )
        taken = self._plan.choices.taken.get((number, one.field), not here)
        return replace(one, here=here, taken=taken)

    def _is_unmarked(self, record: Held | None, differences: Iterable[Difference]) -> bool:
        """Whether the row replaces words of a record that no import has marked: they may be the office’s own."""
        if record is None or not self._plan.subject.marked or not self._plan.since.unknown(record.uuid):
            return False
        return any(one.taken and (one.protected or one.before not in ("", None)) for one in differences)

    def _note_kept(self, draft: _Draft, composed: Composed, differences: Iterable[Difference]) -> None:
        """The cells of which nothing is taken, since the record keeps its own."""
        kept: set[str] = set()
        taken: set[str] = set()
        for one in differences:
            (taken if one.taken else kept).update(composed.sources.get(one.field, (one.field,)))
        for column in self._plan.columns:
            key = column.field.key if column.field is not None else ""
            if key in kept - taken and draft.fates.get(column.number) == "record":
                draft.fates[column.number] = "kept"

    # What is wrong

    def _not_a_row(self, draft: _Draft) -> Message | None:
        if draft.line.number in self._plan.choices.left_out:
            return msg("left out")
        if (reason := self._plan.table.sheet.left.get(draft.line.number)) is not None:
            return reason
        filled = [cell for cell in draft.line.cells if not is_empty(cell)]
        if len(filled) > 1 and all(isinstance(cell, str) and said(cell) in self._headings for cell in filled):
            return msg("the headings once more")
        if filled and _TOTALS.fullmatch(normalised(said(filled[0]))):
            return msg("a row of totals")
        if filled and len(self._plan.columns) > 2 and all(_BELOW.match(said(cell)) for cell in filled):
            return msg("a line below the table: who filled it in, a note")
        if len(filled) == 1 and len(self._plan.columns) > 2 and _GROUP.fullmatch(said(filled[0]).strip()):
            return msg("the name of a group")
        if self._sideways and filled and self._vocabulary.exact(said(filled[0])) >= SURE:
            return msg("its first cell is a heading: the table lies on its side, turn it in the spreadsheet")
        has_name = any(key in draft.values for group in self._plan.subject.needs for key in group)
        read = {*draft.values, *(p.field for p in draft.problems)}
        if len(filled) <= 2 and not has_name and not self._names(read) and len(self._plan.columns) > 2:
            return msg("not a row of the table: hardly a cell is filled")
        return None

    def _names(self, keys: Iterable[str]) -> bool:
        """Whether one of the fields can name the record."""
        sources = self._plan.subject.naming
        return any(key in sources for key in keys)

    def _check_needs(self, draft: _Draft, composed: Composed, record: Held | None) -> None:
        if record is not None:
            return
        for group in self._plan.subject.needs:
            if not any(composed.values.get(key) not in (None, "") for key in group):
                named = group[0] if len(group) == 1 or not self._plan.subject.naming else self._plan.subject.naming[0]
                self._tell(draft, Told(group[0], msg("“{field}” is missing.", field=self._fields[named].title),
                                       msg("Fill it in, or leave the row out.")))  # fmt: skip

    def _tell(self, draft: _Draft, told: Told) -> None:
        if not told.fatal:
            draft.remarks.append(told.what)
            return
        column = draft.columns.get(told.field) or self._column(told.field)
        cell = draft.line.cell(column.number)
        self._refuse(draft, column, cell, told.what, told.todo)

    def _column(self, key: str) -> Column:
        """The column of a field, else the one that names the record, else the first."""
        by_key = {column.field.key: column for column in self._plan.columns if column.field is not None}
        names = [by_key[name] for name in self._plan.subject.naming if name in by_key]
        return by_key.get(key) or next(iter((*names, *self._plan.columns)))

    def _refuse(self, draft: _Draft, column: Column, cell: Cell, what: Message, todo: Message | None) -> None:
        value = MASK if column.masked and not is_empty(cell) else said(cell)
        if column.masked:
            title = column.field.title if column.field else column.name
            what = msg("the value cannot be read as “{field}”.", field=title)
        draft.problems.append(Problem(
            sheet=self._plan.table.sheet.name, row=draft.line.number, column=column.number, heading=column.name,
            field=column.field.key if column.field else "", value=value, what=what, todo=todo or _MEND,
        ))  # fmt: skip
        if not is_empty(cell):
            draft.fates[column.number] = "mend"


def _passports(plan: Planned) -> dict[str, Held]:
    """Records by the number of the passport that the open vault keeps of their person."""
    found: dict[str, Held] = {}
    for held in plan.known.held:
        passport = plan.contents.get(held.person, {}).get("passport")
        if passport is not None and passport.number:
            found[same_number(passport.number)] = held
    return found


def _first(groups: tuple[tuple[str, ...], ...]) -> str:
    return groups[0][0] if groups else ""
