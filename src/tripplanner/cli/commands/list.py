"""``list KIND``: the records of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch, record_kind
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.kinds import Column, ListKind


def _arguments(arguments: Arguments) -> None:
    record_kind(arguments)
    arguments.add("--trip", metavar="TRIP", help=msg("only what belongs to this trip"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.output import write_json, write_table
    from tripplanner.cli.values import plain
    from tripplanner.planning.kinds import kind

    chosen = kind(context.get("kind"))
    with context.reading() as workspace:
        rows = workspace.get(_rows, chosen, context.get("trip"))
    if context.get("json"):
        keys = [column.key for column in chosen.columns]
        write_json([{"id": r.id, "uuid": r.uuid, **{key: plain(getattr(r, key)) for key in keys}} for r in rows],
                   context.out)  # fmt: skip
        return 0
    if not rows:
        context.tell(msg("There is none in this database yet."))
        return 0
    titles = [context.say(column.title) for column in chosen.columns]
    cells = [[_cell(row, column, context.language) for column in chosen.columns] for row in rows]
    write_table(titles, cells, context.out)
    return 0


def _cell(row: Any, column: Column, language: str) -> str:
    from tripplanner.cli.values import shown

    value = getattr(row, column.key)
    return "" if value is None and column.may_lack else shown(value, language, column.words, column.form)


def _rows(session: Any, chosen: ListKind, trip: str | None) -> list[Any]:
    from tripplanner.errors import TripPlannerError
    from tripplanner.planning.trips import find_trip

    rows = list(chosen.rows(session))
    if trip is None:
        return rows
    number = find_trip(session, trip)
    if rows and not hasattr(rows[0], "trip_id"):
        raise TripPlannerError(
            msg("Records of the kind “{kind}” belong to no trip.", kind=chosen.title),
            None,
            msg("Leave out --trip."),
        )
    return [row for row in rows if row.trip_id == number]


COMMAND = Command("list", msg("list the records of a kind"), _arguments, _run, 30)
