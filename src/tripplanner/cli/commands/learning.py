"""``learning TRIP``: objectives, themes and case studies with the visits they have, and what is missing, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import Message, msg, msgn

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.cli.context import Context
    from tripplanner.planning.learning.coverage import Coverage, Subject, Visit


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--without", metavar="ITEM", nargs="+", default=[],
                  help=msg("what would be lost if these visits were dropped"))  # fmt: skip
    json_switch(arguments)


def _run(context: Context) -> int:
    with context.reading() as workspace:
        coverage, dropped = workspace.get(_read, context)
    if context.get("json"):
        from tripplanner.cli.output import write_json

        write_json(_plain(coverage, dropped), context.out)
    elif context.get("without"):
        _write_lost(context, coverage, dropped)
    else:
        _write(context, coverage)
    return 0


def _read(session: Session, context: Context) -> tuple[Coverage, list[int]]:
    from tripplanner.planning.items import find_item
    from tripplanner.planning.learning.reading import read_coverage
    from tripplanner.planning.trips import find_trip

    trip = find_trip(session, context.get("trip"))
    return read_coverage(session, trip), [find_item(session, key, trip) for key in context.get("without")]


def _write(context: Context, coverage: Coverage) -> None:
    from tripplanner.cli.output import write_table
    from tripplanner.planning.learning.coverage import gaps
    from tripplanner.planning.learning.telling import counted, gap_lines
    from tripplanner.planning.learning.wording import NOTHING_TO_COVER

    titles = (msg("Sort"), msg("What is to be learnt"), msg("Covered"), msg("Visits"))
    rows = [
        (context.say(_sort(one)), _name(one, context.language), context.say(counted(coverage, one)[1]),
         " ".join(_code(visit, coverage.way(one, visit)) for visit in coverage.reaching(one)))
        for one in coverage.subjects
    ]  # fmt: skip
    if rows:
        write_table([context.say(title) for title in titles], rows, context.out)
    elif not coverage.visits:
        context.tell(NOTHING_TO_COVER)
        return
    found = gaps(coverage)
    for _weight, _of, sentence in gap_lines(found):
        context.tell(sentence)
    context.note(msgn("{n} gap", "{n} gaps", found.count) if found.count else msg("Nothing is missing."))


def _write_lost(context: Context, coverage: Coverage, dropped: list[int]) -> None:
    from tripplanner.planning.learning.coverage import lost
    from tripplanner.planning.learning.telling import lost_lines

    lines: list[Message] = [sentence for _weight, _of, sentence in lost_lines(lost(coverage, dropped))]
    for sentence in lines or [msg("Nothing would lose its last visit.")]:
        context.tell(sentence)


def _sort(one: Subject) -> Message:
    from tripplanner.planning.learning.coverage import Objective, Theme

    if isinstance(one, Objective):
        return msg("Objective")
    return msg("Theme") if isinstance(one, Theme) else msg("Case study")


def _name(one: Subject, language: str) -> str:
    from tripplanner.planning.learning.coverage import Case

    return f"{one.code} {one.name.best(language)}" if isinstance(one, Case) else one.name.best(language)


def _code(visit: Visit, way: str | None) -> str:
    """In brackets where the visit comes to it through a theme alone."""
    code = visit.code or str(visit.id)
    return f"({code})" if way == "theme" else code


def _plain(coverage: Coverage, dropped: list[int]) -> dict[str, Any]:
    from tripplanner.planning.learning.coverage import gaps, lost

    found = gaps(coverage)
    plain: dict[str, Any] = {
        key: [_subject(coverage, one) for one in subjects]
        for key, subjects in (
            ("objectives", coverage.objectives), ("themes", coverage.themes), ("cases", coverage.cases),
        )
    }  # fmt: skip
    plain["visits"] = [{"uuid": one.uuid, "code": one.code, "questions": one.questions} for one in coverage.visits]
    plain["gaps"] = {name: [one.uuid for one in getattr(found, name)] for name in found.__slots__}
    if dropped:
        plain["lost"] = [one.uuid for one in lost(coverage, dropped).subjects]
    return plain


def _subject(coverage: Coverage, one: Subject) -> dict[str, Any]:
    ways = {visit.code or visit.uuid: coverage.way(one, visit) for visit in coverage.visits}
    return {
        "uuid": one.uuid, "code": getattr(one, "code", ""), "name": one.name.best(),
        "visits": {code: way for code, way in ways.items() if way is not None},
    }  # fmt: skip


COMMAND = Command("learning", msg("what a trip is to teach, and which visits do"), _arguments, _run, 46)
