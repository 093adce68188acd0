"""What a command is. A command is one module of ``cli/commands`` that holds a ``COMMAND``; no list names it.

The modules of commands are imported for the help: they import what they need when they run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tripplanner import discovery
from tripplanner.i18n import Message, msg, say

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


class Arguments:
    """The arguments of a command being declared, with help in the person's language.

    ``parser`` is ``argparse``'s, or a group of it.
    """

    def __init__(self, parser: Any, language: str) -> None:
        self._parser, self._language = parser, language

    def add(self, *names: str, help: Message, **settings: Any) -> None:
        """``argparse``'s ``add_argument`` with a help that is said in the person's language."""
        self._parser.add_argument(*names, help=say(help, self._language).replace("%", "%%"), **settings)

    def either(self) -> Arguments:
        """For arguments of which one alone may be given."""
        return Arguments(self._parser.add_mutually_exclusive_group(), self._language)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: ``run`` returns the exit code. ``open_ended``: its last argument ``words`` may follow options."""

    name: str
    summary: Message
    arguments: Callable[[Arguments], None]
    run: Callable[[Context], int]
    position: int = 100
    open_ended: bool = False


@cache
def commands() -> tuple[Command, ...]:
    """Every command, in the order of the help."""
    found: list[Command] = discovery.found("tripplanner.cli.commands", "COMMAND")
    return tuple(sorted(found, key=lambda command: (command.position, command.name)))


def command(name: str) -> Command | None:
    """The command whose module has its name: the others need not be imported for it."""
    alone: Command | None = discovery.one("tripplanner.cli.commands", name, "COMMAND")
    return alone if alone and alone.name == name else None


def no_arguments(arguments: Arguments) -> None:
    """For a command that takes none."""


def record_kind(arguments: Arguments) -> None:
    """The kind of record that a command is about, as its first word."""
    arguments.add("kind", metavar="KIND", help=msg("trips, items, delegates, sites, organisations, contacts, cases …"))


def json_switch(arguments: Arguments) -> None:
    """``--json``: the answer as other programs read it."""
    arguments.add("--json", action="store_true", help=msg("for programs: JSON"))
