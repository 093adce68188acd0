"""``checks``: the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.cli.commands.check import LEVELS
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.output import write_json, write_table
    from tripplanner.planning.checks import rules

    found = list(rules().values())
    if context.get("json"):
        keys = [
            {"key": r.key, "level": r.level, "title": context.say(r.title), "source": context.say(r.source)}
            for r in found
        ]
        write_json(keys, context.out)
        return 0
    titles = [context.say(title) for title in (msg("Rule"), msg("Level"), msg("What it looks for"), msg("Why"))]
    rows = [
        [rule.key, context.say(LEVELS[rule.level]), context.say(rule.title), context.say(rule.source)] for rule in found
    ]
    write_table(titles, rows, context.out)
    return 0


COMMAND = Command("checks", msg("list the rules"), _arguments, _run, 130)
