"""``commitments [TRIP]``: what was promised, by whom, until when, and what became of it; of one trip or of all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.learning.commitments import CommitmentRow
    from tripplanner.store.workspace import Workspace

_STATUSES = ("open", "under_way", "done", "stuck", "dropped")


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", nargs="?", help=msg("its number or short code; otherwise all trips"))
    arguments.add("--add", metavar="WORDS", help=msg("note something that was promised on the trip"))
    arguments.add("--due", metavar="DATE", help=msg("by when it is to be done, as 2027-11-30"))
    arguments.add("--heard", metavar="N", type=int, help=msg("the commitment of which something was heard"))
    arguments.add("--status", metavar="S", choices=_STATUSES, help=msg("how it stands, or only those that stand so"))
    arguments.add("--note", metavar="WORDS", help=msg("what was heard"))
    arguments.add("--on", metavar="DATE", help=msg("the day it was heard; otherwise today"))
    arguments.add("--language", metavar="L", help=msg("the language of the words"))
    json_switch(arguments)


def _day(given: str | None) -> date | None:
    """Raises where it is no date of the calendar."""
    from tripplanner.errors import TripPlannerError

    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        what = msg("“{value}” is not a date.", value=given)
        raise TripPlannerError(what, msg("Nothing was changed."), msg("Write it as 2027-06-06.")) from None


def _run(context: Context) -> int:
    _refuse_loose_ends(context)
    writes = context.get("add") is not None or context.get("heard") is not None
    with context.writing() if writes else context.reading() as workspace:
        trip = _trip(context, workspace)
        if context.get("add") is not None:
            _add(context, workspace, trip)
        if context.get("heard") is not None:
            _hear(context, workspace)
        rows = workspace.get(_rows, trip, () if writes or not context.get("status") else (context.get("status"),))
    _write(context, rows, trip is None)
    return 0


def _refuse_loose_ends(context: Context) -> None:
    """What is heard is heard of something, and what is due was promised: nothing that was typed is passed over."""
    from tripplanner.errors import TripPlannerError

    for one, other in (("due", "add"), ("note", "heard"), ("on", "heard")):
        if context.get(one) is not None and context.get(other) is None:
            what = msg("--{option} says nothing without --{other}.", option=one, other=other)
            raise TripPlannerError(
                what, msg("Nothing was changed."), msg("“commitments --help” shows what belongs together.")
            )


def _trip(context: Context, workspace: Workspace) -> int | None:
    from tripplanner.errors import TripPlannerError
    from tripplanner.planning.trips import find_trip

    if context.get("trip") is not None:
        return workspace.get(find_trip, context.get("trip"))
    if context.get("add") is not None:
        todo = msg("Name the trip first: commitments TRIP --add WORDS.")
        raise TripPlannerError(msg("A commitment belongs to a trip."), msg("Nothing was changed."), todo)
    return None


def _rows(session: Any, trip: int | None, statuses: tuple[str, ...]) -> list[CommitmentRow]:
    from tripplanner.planning.learning.commitments import list_commitments

    return list_commitments(session, trip, statuses)


def _add(context: Context, workspace: Workspace, trip: int | None) -> None:
    from tripplanner.planning.learning.commitments import add_commitment
    from tripplanner.planning.trips import trip_identity

    assert trip is not None
    scope = workspace.get(trip_identity, trip)
    label, words, due = msg("Note a commitment"), context.get("add"), _day(context.get("due"))
    workspace.do(label, add_commitment, trip, _language(context), words, due=due, scope=scope)


def _hear(context: Context, workspace: Workspace) -> None:
    from tripplanner.planning.learning.commitments import commitment_row, hear_of

    row = workspace.get(commitment_row, context.get("heard"))
    day = _day(context.get("on")) or date.today()  # noqa: DTZ011 - the person's own day
    status, words = context.get("status") or row.status, context.get("note") or ""
    label = msg("Note what became of a commitment")
    workspace.do(label, hear_of, row.id, day, status, _language(context), words, scope=row.trip_uuid)


def _language(context: Context) -> str:
    from tripplanner.cli.making import known_language

    return known_language(context.get("language")) if context.get("language") else context.language


def _write(context: Context, rows: list[CommitmentRow], all_trips: bool) -> None:
    from tripplanner.cli.output import write_json, write_table

    today = date.today()  # noqa: DTZ011 - the person's own day
    if context.get("json"):
        write_json([_plain(row, today) for row in rows], context.out)
        return
    if not rows:
        context.tell(msg("Nothing was promised."))
        return
    heads = [msg("No."), *([msg("Trip")] if all_trips else []), msg("Commitment"), msg("Promised by"), msg("Until"),
             msg("State")]  # fmt: skip
    cells = [_cells(context, row, all_trips, today) for row in rows]
    write_table([context.say(head) for head in heads], cells, context.out)


def _cells(context: Context, row: CommitmentRow, all_trips: bool, today: date) -> tuple[str, ...]:
    from tripplanner.planning.learning.commitments import STATUS

    trip = (row.trip_code or str(row.trip_id),) if all_trips else ()
    owner = " · ".join(filter(None, (row.person, row.organisation.best(context.language))))
    until = (row.due.isoformat() if row.due else "–") + (" !" if row.late(today) else "")
    return (str(row.id), *trip, row.text.best(context.language), owner, until, context.say(STATUS[row.status]))


def _plain(row: CommitmentRow, today: date) -> dict[str, Any]:
    heard = [{"day": one.day.isoformat(), "status": one.status, "note": dict(one.note.words)} for one in row.heard]
    return {
        "id": row.id, "uuid": row.uuid, "trip": row.trip_uuid, "text": dict(row.text.words), "status": row.status,
        "due": row.due.isoformat() if row.due else None, "late": row.late(today), "person": row.person,
        "organisation": dict(row.organisation.words), "heard": heard,
    }  # fmt: skip


COMMAND = Command("commitments", msg("what was promised, and what became of it"), _arguments, _run, 79)
