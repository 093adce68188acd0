"""``doctor``: whether everything that tripplanner needs is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context

_MARKS = {"fine": "✓", "note": "·", "broken": "✗"}
_PLAIN = {"fine": "ok", "note": "--", "broken": "!!"}


def _arguments(arguments: Arguments) -> None:
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.diagnosis import diagnosis
    from tripplanner.cli.output import write_json

    found = list(diagnosis(context.location, chosen=bool(context.arguments.database)))
    broken = any(look.state == "broken" for look in found)
    if context.get("json"):
        write_json([{"what": k.what, "state": k.state, "text": context.say(k.text)} for k in found], context.out)
        return int(broken)
    marks = _MARKS if _can_say("✓", context.out.encoding) else _PLAIN
    for look in found:
        context.out.write(f"{marks[look.state]} {context.say(look.text)}\n")
    context.tell(msg("Something is broken.") if broken else msg("Everything needed is there."))
    return int(broken)


def _can_say(mark: str, encoding: str | None) -> bool:
    try:
        mark.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


COMMAND = Command("doctor", msg("check that everything needed is there"), _arguments, _run, 140)
