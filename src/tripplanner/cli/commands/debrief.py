"""``debrief TRIP [WORDS]``: notes what was said of a visit or a day; without words, what was noted so far."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import Message, msg, msgn

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.cli.context import Context
    from tripplanner.planning.learning.debriefs import Debrief, SaidRow


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("words", metavar="WORDS", nargs="*", help=msg("what was said; nothing: tell what was noted so far"))
    arguments.add("--visit", metavar="ITEM", help=msg("the item it was said of"))
    arguments.add("--day", metavar="DAY", help=msg("the day, as 2027-06-14, where it is of no item"))
    arguments.add("--kind", metavar="KIND", default="seen",
                  help=msg("seen, learnt, surprising, transferable or question"))  # fmt: skip
    voice = arguments.either()
    voice.add("--by", metavar="PERSON", help=msg("the delegate who said it"))
    voice.add("--group", metavar="CODE", help=msg("the sub-group that said it"))
    arguments.add("--named", action="store_true", help=msg("they agreed to be named where they are quoted"))
    arguments.add("--rating", metavar="1-5", type=int, help=msg("a rating of the visit"))
    arguments.add("--took", metavar="MIN", type=int, help=msg("how many minutes the visit really took"))
    arguments.add("--language", metavar="L", help=msg("the language it was said in"))
    json_switch(arguments)


def _run(context: Context) -> int:
    noting = bool(context.get("words")) or context.get("rating") is not None or context.get("took") is not None
    if noting:
        _note(context)
    elif context.get("json"):
        from tripplanner.cli.output import write_json

        found = _read(context)
        write_json([_plain(found, one) for one in found.said], context.out)
    else:
        _list(context)
    return 0


def _note(context: Context) -> None:
    from tripplanner.planning.trips import find_trip, trip_identity

    with context.writing() as workspace:
        trip = workspace.get(find_trip, context.get("trip"))
        scope = workspace.get(trip_identity, trip)
        made = workspace.do(msg("note what was said"), _write, trip, context, scope=scope)
    context.note(msg("Noted as no. {id}.", id=made) if made is not None else msg("Noted."))


def _write(session: Session, trip: int, context: Context) -> int | None:
    """Everything that was given, in one step; the number of the observation, if there is one."""
    from tripplanner.planning.items import find_item
    from tripplanner.planning.learning.debriefs import note, set_actual

    item = find_item(session, context.get("visit"), trip) if context.get("visit") else None
    if context.get("took") is not None:
        if item is None:
            raise _which_visit(msg("It is not said which visit took so long."))
        set_actual(session, item, context.get("took"))
    words, rating = " ".join(context.get("words")), context.get("rating")
    if not words and rating is None and context.get("took") is not None:
        return None
    if rating is not None and item is None:
        raise _which_visit(msg("It is not said which visit is rated."))
    day = _day(session, trip, context)
    return note(session, trip, _language(context), words, item_id=item, day=day, kind=_kind(context), rating=rating,
                named=context.get("named"), **_voice(session, trip, context))  # fmt: skip


def _which_visit(what: Message) -> Exception:
    from tripplanner.errors import TripPlannerError

    return TripPlannerError(what, msg("Nothing was changed."), msg("Name it with --visit."))


def _language(context: Context) -> str:
    """Any language of the world: what was said stays as it was said. Raises where the code means none."""
    from tripplanner.errors import NotFound
    from tripplanner.worldnames import language_name

    code: str = context.get("language") or context.language
    if language_name(code, "en") == code:
        raise NotFound(msg("There is no language “{code}”.", code=code), msg("Nothing was changed."),
                       msg("Write its code, such as fr, zh or de."))  # fmt: skip
    return code


def _kind(context: Context) -> str:
    from tripplanner.errors import TripPlannerError
    from tripplanner.planning.visits import SAID

    kind: str = context.get("kind")
    if kind not in SAID:
        raise TripPlannerError(msg("There is no sort of observation “{kind}”.", kind=kind), msg("Nothing was changed."),
                               msg("Known: {keys}.", keys=tuple(SAID)))  # fmt: skip
    return kind


def _day(session: Session, trip: int, context: Context) -> date | None:
    """The day that was named; raises where it is none, or none of the trip."""
    from tripplanner.dates import dated
    from tripplanner.errors import TripPlannerError
    from tripplanner.planning.trips import trip_row

    given = context.get("day")
    if given is None:
        return None
    row, day = trip_row(session, trip), _date(given)
    if row.first_day <= day <= row.last_day:
        return day
    asked, first, last = (dated(one, context.language) for one in (day, row.first_day, row.last_day))
    raise TripPlannerError(
        msg("{day} is no day of this trip.", day=asked), msg("Nothing was changed."),
        msg("Choose one from {first} to {last}.", first=first, last=last),
    )  # fmt: skip


def _date(given: str) -> date:
    from tripplanner.errors import TripPlannerError

    try:
        return date.fromisoformat(given)
    except ValueError:
        raise TripPlannerError(msg("“{day}” is no day.", day=given), msg("Nothing was changed."),
                               msg("Write it as 2027-06-14."))  from None  # fmt: skip


def _voice(session: Session, trip: int, context: Context) -> dict[str, Any]:
    from tripplanner.errors import NotFound
    from tripplanner.planning.learning.debriefs import subgroups
    from tripplanner.planning.participants import find_participant

    if context.get("by"):
        return {"person_id": find_participant(session, trip, context.get("by")).person_id}
    if not context.get("group"):
        return {}
    known = subgroups(session, trip)
    code: str = context.get("group")
    if code not in known:
        raise NotFound(msg("There is no sub-group “{key}”.", key=code), None,
                       msg("Known: {keys}.", keys=tuple(known)))  # fmt: skip
    return {"subgroup_id": known[code]}


def _read(context: Context) -> Debrief:
    from tripplanner.planning.learning.debriefs import read_debrief
    from tripplanner.planning.trips import find_trip

    with context.reading() as workspace:
        return workspace.get(read_debrief, workspace.get(find_trip, context.get("trip")))


def _list(context: Context) -> None:
    from tripplanner.cli.output import write_table
    from tripplanner.planning.visits import SAID
    from tripplanner.text import Text

    found = _read(context)
    codes = {one.id: one.code or str(one.id) for one in found.items}
    titles = (msg("No."), msg("Day"), msg("Visit"), msg("Sort"), msg("By whom"), msg("Rating"), msg("What was said"))
    rows: list[tuple[str, ...]] = []
    for one in found.said:
        voice = found.voice(one)
        who = voice.best(context.language) if isinstance(voice, Text) else voice
        rows.append((
            str(one.id), one.day.isoformat() if one.day else "", codes.get(one.item_id or 0, ""),
            context.say(SAID[one.kind]), who, str(one.rating or ""), one.text.get(one.text.source),
        ))  # fmt: skip
    if rows:
        write_table([context.say(title) for title in titles], rows, context.out)
    context.note(msgn("{n} observation", "{n} observations", len(rows)))


def _plain(found: Debrief, one: SaidRow) -> dict[str, Any]:
    item = next((item for item in found.items if item.id == one.item_id), None)
    return {
        "id": one.id, "uuid": one.uuid, "item": item.code if item else None,
        "day": one.day.isoformat() if one.day else None, "kind": one.kind, "language": one.text.source,
        "words": dict(one.text.words), "rating": one.rating, "named": one.named, "person": one.person_id,
        "subgroup": one.subgroup_id, "themes": list(one.themes),
    }  # fmt: skip


COMMAND = Command("debrief", msg("note what was said of a visit, or tell what was noted"), _arguments, _run, 47,
                  open_ended=True)  # fmt: skip
