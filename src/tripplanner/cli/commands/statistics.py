"""``statistics``: what all trips together show, by theme, site and host, and what gaps of preparation cost."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg
from tripplanner.text import Text

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.learning.statistics import Statistics


def _arguments(arguments: Arguments) -> None:
    choices = ("themes", "sites", "hosts")
    arguments.add("--by", choices=choices, default="themes", help=msg("what the visits are counted by"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.planning.learning.statistics import statistics

    with context.reading() as workspace:
        found = workspace.get(statistics, date.today())  # noqa: DTZ011 - the person's own day
    if context.get("json"):
        from tripplanner.cli.output import write_json

        write_json(_plain(found), context.out)
    else:
        _write(context, found)
    return 0


def _write(context: Context, found: Statistics) -> None:
    from tripplanner.cli.output import write_table
    from tripplanner.planning.learning.wording import NOTHING_COUNTED, TOO_FEW, gap_line

    if not found.visits:
        context.tell(NOTHING_COUNTED)
    heads, rows = _table(found, context.get("by"), context.language)
    if rows:
        write_table([context.say(head) for head in heads], rows, context.out)
        if any("– (" in cell for row in rows for cell in row):
            context.out.write(context.say(TOO_FEW) + "\n")
    for what, gap in found.gaps.items():
        if line := gap_line(what, gap, context.language):
            context.out.write(line + "\n")


def _table(found: Statistics, by: str, language: str) -> tuple[list[Any], list[tuple[str, ...]]]:
    from tripplanner.planning.learning.wording import gain, mean

    if by == "sites":
        heads = [msg("Site"), msg("Visits"), msg("Trips"), msg("Last visit"), msg("Rating")]
        return heads, [
            (one.name.best(language), str(one.visits), str(one.trips), _day(one.last), mean(one.rating, language))
            for one in found.sites
        ]
    if by == "hosts":
        heads = [msg("Organisation"), msg("Trips within a year"), msg("Visits"), msg("Last visit"), msg("Refusals")]
        return heads, [
            (one.name.best(language), f"{one.within_year}{' !' if one.tired else ''}", str(one.visits),
             _day(one.last), str(one.refused))
            for one in found.hosts
        ]  # fmt: skip
    heads = [msg("Theme"), msg("Visits"), msg("Case studies"), msg("Observations"), msg("Rating"),
             msg("Before → after")]  # fmt: skip
    return heads, [
        (one.name.best(language), str(one.visits), str(one.cases), str(one.observations), mean(one.rating, language),
         gain(one.before, one.after, language))
        for one in found.themes
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else "–"


def _plain(found: Statistics) -> dict[str, Any]:
    return {
        "visits": found.visits, "trips": found.trips, "themes": [_figures(one) for one in found.themes],
        "sites": [_figures(one) for one in found.sites],
        "hosts": [_figures(one) | {"tired": one.tired} for one in found.hosts],
        "gaps": {what: _figures(gap) for what, gap in found.gaps.items()},
    }  # fmt: skip


def _figures(one: Any) -> dict[str, Any]:
    return {each.name: _value(getattr(one, each.name)) for each in fields(one)}


def _value(value: Any) -> Any:
    from tripplanner.planning.learning.statistics import Mean

    if isinstance(value, Text):
        return dict(value.words)
    if isinstance(value, date):
        return value.isoformat()
    return _figures(value) if isinstance(value, Mean) else value


COMMAND = Command("statistics", msg("what all trips together show, and what gaps cost"), _arguments, _run, 80)
