"""``import`` of tables: looked at, previewed, said row by row, then brought in as one undoable step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments
from tripplanner.i18n import Message, msg, msgn

if TYPE_CHECKING:
    from datetime import date

    from tripplanner.cli.context import Context
    from tripplanner.exchange.intake.applying import Outcome
    from tripplanner.exchange.intake.opening import Look
    from tripplanner.exchange.intake.previewing import Plan
    from tripplanner.exchange.intake.sheets import Book
    from tripplanner.store.workspace import Workspace


def add_arguments(arguments: Arguments) -> None:
    """What only tables take."""
    arguments.add("--sheet", metavar="NAME", help=msg("the sheet of a workbook"))
    arguments.add("--head", metavar="ROW", type=int, help=msg("the row of the headings, where they are not found"))
    arguments.add("--encoding", metavar="NAME", help=msg("the encoding of a text: utf-8, gb18030, cp1252, big5 …"))
    meaning = msg("what columns mean; HEADING= ignores one")
    arguments.add("--columns", metavar="HEADING=FIELD", nargs="+", default=[], help=meaning)
    arguments.add("--lodging", metavar="NAME", help=msg("the lodging that room numbers are of; - for the notes"))
    arguments.add("--skip-faulty", action="store_true", help=msg("import what can be; leave out rows to mend"))
    arguments.add("--theirs", action="store_true",
                  help=msg("take what the file has also where it was changed here since the last import"))  # fmt: skip
    arguments.add("--remember", metavar="SENDER", help=msg("remember what the columns mean for this sender"))


def run(context: Context) -> int:
    """Imports a table; exit code 1 when rows are left to mend and ``--skip-faulty`` was not given."""
    from tripplanner.cli.typed import path_of
    from tripplanner.exchange.intake.readers import Options, read_file

    dry = context.get("dry_run")
    with context.reading() if dry else context.writing() as workspace:
        options = Options(context.get("encoding"), days=_days(context, workspace))
        book = read_file(path_of(context.get("file")), options, context.progress())
        seen, plan, scope = _planned(context, workspace, book)
        guess = _guess(workspace, plan)
        faulty = bool(plan.problems) and not context.get("skip_faulty")
        outcome = None if dry or faulty else _apply(context, workspace, seen, plan, scope)
    if context.get("json"):
        from tripplanner.cli.output import write_json

        found = {**_plain(context, seen, plan, outcome), "guesses": [context.say(guess)] if guess is not None else []}
        write_json(found, context.out)
    else:
        if guess is not None:
            context.tell(guess)
        _write(context, seen, plan, outcome)
    if faulty:
        context.note(_refusal(len(plan.problems)))
    return 1 if faulty else 0


def _refusal(count: int) -> Message:
    return msgn(
        "{n} cell has to be mended first: nothing was imported. --skip-faulty imports the other rows.",
        "{n} cells have to be mended first: nothing was imported. --skip-faulty imports the other rows.",
        count,
    )


def _planned(context: Context, workspace: Workspace, book: Book) -> tuple[Look, Plan, str | None]:
    from tripplanner.cli.secrets import open_silently
    from tripplanner.exchange.intake.columns import named_fields
    from tripplanner.exchange.intake.opening import look
    from tripplanner.exchange.intake.subjects import Target, subject

    kind = subject(context.get("kind"))
    seen = workspace.get(look, book, subject_key=kind.key, sheet=context.get("sheet"), head=context.get("head"))
    trip_id, scope = _trip(context, workspace, seen)
    if context.get("columns"):
        from dataclasses import replace

        wanted = dict(_pair(words) for words in context.get("columns"))
        seen = replace(seen, columns=named_fields(seen.columns, seen.table, seen.subject, wanted))
    open_silently(workspace)
    target = Target(trip_id, context.language, _lodging(context, workspace, trip_id))
    plan = workspace.get(seen.plan, target, vault=workspace.vault, progress=context.progress())
    return seen, plan.taking_theirs() if context.get("theirs") else plan, scope


def _lodging(context: Context, workspace: Workspace, trip_id: int | None) -> int | None:
    from tripplanner.exchange.intake.housing import NOTES, lodging_called

    name = context.get("lodging")
    if name is None:
        return None
    return NOTES if name == "-" else workspace.get(lodging_called, trip_id, name)


def _guess(workspace: Workspace, plan: Plan) -> Message | None:
    """What is said of the lodging that was guessed for rooms, where the file has any."""
    from tripplanner.exchange.intake.housing import guessed

    has_rooms = any(column.field is not None and column.field.key == "room" for column in plan.columns)
    return workspace.get(guessed, plan.target) if has_rooms else None


def _days(context: Context, workspace: Workspace) -> tuple[date, date] | None:
    """The days of the trip a file is for, within which a calendar is read."""
    from tripplanner.exchange.intake.opening import days_of
    from tripplanner.planning.trips import find_trip

    if context.get("into") is None:
        return None
    return workspace.get(days_of, workspace.get(find_trip, context.get("into")))


def _trip(context: Context, workspace: Workspace, seen: Look) -> tuple[int | None, str | None]:
    from tripplanner.errors import TripPlannerError
    from tripplanner.planning.trips import find_trip, trip_identity

    if not seen.subject.of_trip:
        return None, None
    if context.get("into") is not None:
        number = workspace.get(find_trip, context.get("into"))
    else:
        number = workspace.get(seen.subject.trip_of, seen.sheet)
    if number is None:
        raise TripPlannerError(
            msg("These rows belong to a trip."), msg("Nothing was changed."), msg("Name the trip with --into.")
        )
    return number, workspace.get(trip_identity, number)


def _pair(words: str) -> tuple[str, str]:
    from tripplanner.errors import TripPlannerError

    heading, sign, field = words.rpartition("=")
    if not sign:
        raise TripPlannerError(
            msg("“{words}” does not say which column is which field.", words=words), msg("Nothing was changed."),
            msg("Write HEADING=FIELD, such as 姓名=name."),
        )  # fmt: skip
    return heading, field.strip()


def _apply(context: Context, workspace: Workspace, seen: Look, plan: Plan, scope: str | None) -> Outcome:
    """A backup, then one undoable step."""
    from tripplanner.exchange.intake import templates
    from tripplanner.exchange.intake.applying import apply, label
    from tripplanner.store import backup

    if any(row.state in ("new", "update") for row in plan.rows):
        backup.before_import(workspace.location)
    outcome = workspace.do(label(plan), apply, plan, scope=scope, vault=workspace.vault, progress=context.progress())
    if sender := context.get("remember"):
        workspace.do(msg("remember the columns of “{sender}”", sender=sender),
                     templates.remember, sender, plan.subject.key, seen.columns)  # fmt: skip
    return outcome


def _write(context: Context, seen: Look, plan: Plan, outcome: Outcome | None) -> None:
    from tripplanner.exchange.intake.leftovers import shown

    for message in _about_file(seen):
        context.tell(message)
    said = _said_of_rows(context, plan)
    for row in plan.rows:
        if row.state == "update":
            for one in (one for one in row.differences if one.taken):
                before, after = (shown(plan, one, value, context.language) for value in (one.before, one.after))
                context.out.write(f"{row.number}  {row.label}  {context.say(one.title)}: {before} → {after}\n")
        for remark, rows in said.pop(row.number, ()):
            context.tell(_of_rows(rows, remark))
        if row.reason is not None:
            context.tell(msg("Row {row} is left out: {what}", row=row.number, what=row.reason))
    for problem in plan.problems:
        context.tell(msg("{file}: {what}", file=plan.file, what=problem.sentence))
    for message in _about_cells(plan, context.language):
        context.tell(message)
    context.tell(outcome.summary if outcome is not None else _summary(plan))
    if context.get("dry_run"):
        context.tell(msg("Nothing was changed: this was only a look."))


def _said_of_rows(context: Context, plan: Plan) -> dict[int, list[tuple[Message, list[int]]]]:
    """The remarks on rows by the first row of each; what is said of several rows is said once."""
    first: dict[str, tuple[Message, list[int]]] = {}
    for row in plan.rows:
        for remark in row.remarks:
            first.setdefault(context.say(remark), (remark, []))[1].append(row.number)
    found: dict[int, list[tuple[Message, list[int]]]] = {}
    for remark, rows in first.values():
        found.setdefault(rows[0], []).append((remark, list(dict.fromkeys(rows))))
    return found


def _of_rows(rows: list[int], what: Message) -> Message:
    from tripplanner.exchange.intake.leftovers import spans

    if len(rows) == 1:
        return msg("Row {row}: {what}", row=rows[0], what=what)
    return msg("Rows {rows}: {what}", rows=spans(rows), what=what)


def _about_file(seen: Look) -> list[Message]:
    found = list(seen.book.remarks)
    others = [sheet.name for sheet in seen.book.sheets if sheet.lines and sheet.name != seen.sheet.name]
    if others:
        found.append(msg("Sheets that are not looked at: {names}.", names=tuple(others)))
    if seen.template:
        found.append(msg("These are the columns of “{sender}”.", sender=seen.template))
    for encoding in seen.book.encodings[:1]:
        if encoding.name not in ("utf-8", "utf-8-sig"):
            found.append(msg("Read in the encoding {encoding}.", encoding=encoding.name))
    found += [msg("Column {column}: {what}", column=c.name, what=c.remark) for c in seen.columns if c.remark]
    if seen.ignored:
        found.append(msg("Ignored columns: {names}.", names=tuple(column.name for column in seen.ignored)))
    return found


def _about_cells(plan: Plan, language: str) -> list[Message]:
    from tripplanner.exchange.intake import leftovers

    said, kept = [*leftovers.passed_over(plan), *leftovers.waiting(plan)], sum(1 for _ in plan.kept_out())
    said += [*leftovers.unmarked(plan), *leftovers.kept(plan, language)]
    if any(row.changed_here and row.kept for row in plan.rows):
        said.append(msg("--theirs takes what the file has in these fields."))
    if kept:
        said.append(_kept_out(kept))
    return said


def _kept_out(count: int) -> Message:
    return msgn("{n} protected cell is kept out: open the vault (tripplanner vault unlock) and import again.",
                "{n} protected cells are kept out: open the vault (tripplanner vault unlock) and import again.",
                count)  # fmt: skip


def _summary(plan: Plan) -> Message:
    counts = plan.counts
    return msg("{new} new, {changed} to change, {same} as they are, {mend} to mend, {left} left out",
               new=counts["new"], changed=counts["update"], same=counts["unchanged"], mend=counts["mend"],
               left=counts["skipped"])  # fmt: skip


def _plain(context: Context, seen: Look, plan: Plan, outcome: Outcome | None) -> dict[str, Any]:
    """The plan as scripts read it; protected values are masked as everywhere."""
    names = {column.number: column.name for column in plan.columns}
    return {
        "file": plan.file,
        "sheet": seen.sheet.name,
        "kind": plan.subject.key,
        "encoding": seen.book.encodings[0].name if seen.book.encodings else None,
        "columns": [
            {"heading": c.heading, "field": c.field.key if c.field else None, "sure": round(c.sure, 2),
             "samples": list(c.samples)} for c in seen.columns
        ],
        "counts": dict(plan.counts),
        "rows": [_row(context, plan, row) for row in plan.rows],
        "problems": [
            {"sheet": p.sheet, "row": p.row, "column": p.heading, "field": p.field, "value": p.value,
             "what": context.say(p.what), "todo": context.say(p.todo)} for p in plan.problems
        ],
        "kept_out": sum(1 for _ in plan.kept_out()),
        "kept_out_cells": [{"row": row, "column": names[column]} for row, column in plan.kept_out()],
        "ignored": [column.name for column in seen.ignored],
        "created": list(outcome.created) if outcome else [],
        "updated": list(outcome.updated) if outcome else [],
        "applied": outcome is not None,
    }  # fmt: skip


def _row(context: Context, plan: Plan, row: Any) -> dict[str, Any]:
    from tripplanner.exchange.intake.leftovers import shown

    fields = [
        {"field": one.field, "before": shown(plan, one, one.before, context.language),
         "after": shown(plan, one, one.after, context.language),
         **({"changed_here": one.here, "taken": one.taken} if row.record is not None else {})}
        for one in row.differences
    ]  # fmt: skip
    return {
        "row": row.number, "state": row.state, "label": row.label,
        "uuid": row.record.uuid if row.record is not None else None,
        "fields": fields if row.state in ("new", "update") or row.kept else [],
        "remarks": [context.say(remark) for remark in row.remarks],
        "reason": context.say(row.reason) if row.reason is not None else None,
    }  # fmt: skip
