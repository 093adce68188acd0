"""``sharing``: the places this computer publishes calendars to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.exchange.sharing.targets import Target

_KINDS = ("folder", "webdav", "caldav")


def _arguments(arguments: Arguments) -> None:
    arguments.add("name", metavar="NAME", nargs="?", default="", help=msg("the place; without one, all are listed"))
    arguments.add("--kind", choices=_KINDS, help=msg("what it is: a folder, WebDAV or CalDAV"))
    arguments.add("--address", metavar="PATH|URL", help=msg("where it is"))
    arguments.add("--user", metavar="USER", default="", help=msg("whom the server knows; the password is asked for"))
    arguments.add("--public", metavar="URL", default="", help=msg("where others read it, if that is another address"))
    arguments.add("--remove", action="store_true", help=msg("forget this place; what lies there stays"))


def _run(context: Context) -> int:
    from tripplanner.exchange.sharing.targets import drop_target, find_target, list_targets

    name = context.get("name")
    if name and context.get("remove"):
        gone = drop_target(context.settings, name)
        context.tell(msg("“{name}” is forgotten; what was published there is still there.", name=gone.name))
        return 0
    if name and context.get("address"):
        return _keep(context, name)
    found = [find_target(context.settings, name)] if name else list_targets(context.settings)
    for target in found:
        _tell(context, target)
    if not found:
        context.tell(msg("No place to publish to is known on this computer."))
    return 0


def _keep(context: Context, name: str) -> int:
    from tripplanner.cli.secrets import asked
    from tripplanner.exchange.sharing.targets import PASSWORD, NoKeyring, Target, keep_target

    address = context.get("address")
    kind = context.get("kind") or ("folder" if "://" not in address else "webdav")
    target = Target(name, kind, address, context.get("user"), context.get("public"))
    password = asked(context, msg("Password:"), PASSWORD).reveal() if target.user else None
    try:
        kept = keep_target(context.settings, target, password)
    except NoKeyring:
        if PASSWORD not in os.environ:
            raise
        kept = keep_target(context.settings, target)  # a server: what gives the password now does so each time
    _tell(context, kept)
    return 0


def _tell(context: Context, target: Target) -> None:
    from tripplanner.exchange.sharing.targets import KINDS

    kind = KINDS[target.kind]
    context.tell(msg("{name} ({kind}): {address}", name=target.name, kind=kind, address=target.address))
    if target.public:
        context.tell(msg("Read at {address}", address=target.public))


COMMAND = Command("sharing", msg("the places to publish calendars to"), _arguments, _run, 81)
