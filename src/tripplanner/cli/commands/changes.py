"""``changes TRIP [N [M]]``: what differs between two releases, or between a release and the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg
from tripplanner.typography import polished

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.cli.context import Context
    from tripplanner.planning.releases import Comparison, ItemChange


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("before", metavar="N", type=int, nargs="?", help=msg("a release; otherwise the last one"))
    arguments.add("after", metavar="M", type=int, nargs="?", help=msg("a later release; otherwise the draft"))
    arguments.add("--approved", action="store_true", help=msg("from the last approved version instead"))
    arguments.add("--language", metavar="L", help=msg("the language of what is said"))
    arguments.add("--for", metavar="PERSON", dest="whom", help=msg("only what concerns one person"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.making import known_language

    language = known_language(context.get("language")) if context.get("language") else context.language
    with context.reading() as workspace:
        changes = workspace.get(_found, context)
    if context.get("json"):
        from tripplanner.cli.output import write_json

        write_json([_plain(change, language) for change in changes], context.out)
        return 0
    for change in changes:
        context.out.write(line(change, language) + "\n")
    if not changes:
        context.tell(msg("Nothing differs."))
    return 0


def _found(session: Session, context: Context) -> tuple[ItemChange, ...]:
    """All changes, or those of one person: as on their sheet, words that they do not read change nothing for them."""
    from tripplanner.planning.outbox.due import shown_to
    from tripplanner.planning.participants import find_participant
    from tripplanner.planning.trips import find_trip

    trip = find_trip(session, context.get("trip"))
    if (whom := context.get("whom")) is None:
        return _compared(session, context, trip).items
    person = find_participant(session, trip, whom)
    return shown_to(_compared(session, context, trip).people.get(person.uuid, ()), person.language)


def _compared(session: Session, context: Context, trip: int) -> Comparison:
    from tripplanner.planning import releases

    kind = "approved" if context.get("approved") else "release"
    number = context.get("before")
    last = releases.latest(session, trip, kind) if number is None else None
    before = last or releases.version_of(session, trip, 1 if number is None else number, kind)
    after = context.get("after")
    later = None if after is None else releases.version_of(session, trip, after)
    return releases.difference(session, trip, before, later).changes


def line(change: ItemChange, language: str) -> str:
    """When, what, its code, what happened to it, and before and after where that is short."""
    from tripplanner.planning.releases.wording import details, kinds_of, when

    colon, between = ("：", "；") if language == "zh" else (": ", "; ")
    pairs = (f"{before} → {after}" for before, after in details(change, language))
    what = polished(between.join([kinds_of(change, language), *pairs]), language)
    title = f"{change.item.title.best(language)} [{change.item.code}]{colon}"
    return f"{when(change.item, language)}  {polished(title, language)}{what}"


def _plain(change: ItemChange, language: str) -> dict[str, Any]:
    from tripplanner.planning.releases.wording import details

    return {
        "uuid": change.uuid, "code": change.item.code, "kinds": list(change.kinds),
        "title": change.item.title.best(language), "start": change.item.start.isoformat(),
        "details": [list(pair) for pair in details(change, language)],
    }  # fmt: skip


COMMAND = Command("changes", msg("what differs between two releases, or since the last one"), _arguments, _run, 74)
