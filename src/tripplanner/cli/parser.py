"""The words of a command line, parsed; help and errors in the person's language."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import NoReturn, cast

from tripplanner import __version__
from tripplanner.cli.command import Arguments, Command, command, commands
from tripplanner.i18n import Message, languages, msg, msgn, say

_USAGE = 64
_DEFAULT = "gui"
_GLOBAL = ("--database", "--ui-language")
"""The options of all commands, which may stand before the command."""

_HEADING = re.compile(r"^(\S.*):$", re.M)

# The sentences of argparse itself: listed so that the catalogues have them, found again by their text.
_ARGPARSE = (
    msg("{heading}:"),
    msg("usage: "),
    msg("positional arguments"),
    msg("options"),
    msg("show this help message and exit"),
    msg("argument %(argument_name)s: %(message)s"),
    msg("the following arguments are required: %s"),
    msg("unrecognized arguments: %s"),
    msg("expected one argument"),
    msg("expected at most one argument"),
    msg("expected at least one argument"),
    msgn("expected %s argument", "expected %s arguments", 1),
    msg("invalid choice: %(value)r (choose from %(choices)s)"),
    msg("invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)"),
    msg("invalid %(type)s value: %(value)r"),
    msg("ambiguous option: %(option)s could match %(matches)s"),
    msg("not allowed with argument %s"),
    msg("ignored explicit argument %r"),
    msg("%(prog)s: error: %(message)s\n"),
)


def parse(words: Sequence[str], language: str) -> tuple[Command, argparse.Namespace] | int:
    """The command and its arguments, or the exit code where everything is said already (help, a wrong word)."""
    with _argparse_speaks(language):
        try:
            return _parsed(list(words), language)
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else _USAGE


def _parsed(words: list[str], language: str) -> tuple[Command, argparse.Namespace]:
    named = _named(words)
    offered = (named,) if named else commands()
    parser = build(language, offered)
    arguments, left = parser.parse_known_args(words)
    if not getattr(arguments, "command", None):
        arguments, left = parser.parse_known_args([*words, _DEFAULT])
    chosen = {command.name: command for command in offered}[arguments.command]
    left = _taken(arguments, left) if chosen.open_ended else left
    if left:
        unrecognized = cast("str", argparse._("unrecognized arguments: %s"))  # type: ignore[attr-defined]  # pyright: ignore
        parser.error(unrecognized % " ".join(left))
    return chosen, arguments


def _taken(arguments: argparse.Namespace, left: list[str]) -> list[str]:
    """Gives words that stand behind an option to ``words``, which argparse looks for in front of it alone."""
    plain = left[:1] == ["--"]  # whatever follows is words, with a dash in front of it or not
    if not left or arguments.words or (not plain and any(word.startswith("-") for word in left)):
        return left
    arguments.words = left[1:] if plain else left
    return []


def _named(words: Sequence[str]) -> Command | None:
    """The command, where it is the first word that is no option of all commands."""
    waiting = iter(words)
    for word in waiting:
        if word in _GLOBAL:
            next(waiting, None)
        elif not word.startswith(tuple(f"{option}=" for option in _GLOBAL)):
            return command(word)
    return None


def build(language: str, offered: Sequence[Command]) -> argparse.ArgumentParser:
    """The parser of these commands: of all, or of the one that was named."""
    parser = _Parser(
        prog="tripplanner",
        description=say(msg("Study trips: programmes, bilingual documents, calendars, what was learnt."), language),
        epilog=say(
            msg(
                "TRIP and ID take the number or the short code that “list” shows. "
                "Exit codes: 0 done, 1 an error, 2 findings that block a release, 64 wrong usage, 70 a bug."
            ),
            language,
        ),
    )
    version = say(msg("show the version and exit"), language)
    parser.add_argument("--version", action="version", version=f"tripplanner {__version__}", help=version)
    _add_global(parser, language, default=None)
    below = parser.add_subparsers(dest="command", metavar="COMMAND", title=say(msg("commands"), language))
    for one in offered:
        summary = say(one.summary, language).replace("%", "%%")
        own = below.add_parser(one.name, help=summary, description=summary)
        _add_global(own, language, default=argparse.SUPPRESS)
        one.arguments(Arguments(own, language))
    return parser


def _add_global(parser: argparse.ArgumentParser, language: str, default: str | None) -> None:
    """The options every command takes, before or after its name."""
    arguments = Arguments(parser, language)
    arguments.add("--database", help=msg("the database: a file, or an address of PostgreSQL"), metavar="PATH_OR_URL",
                  default=default)  # fmt: skip
    arguments.add("--ui-language", help=msg("the language you are spoken to in"), choices=languages(), default=default)


class _Parser(argparse.ArgumentParser):
    """Wrong usage ends with 64, as ``sysexits.h`` has it: 2 means findings that block."""

    def format_help(self) -> str:
        """With the colon of the language behind headings, which argparse writes itself."""
        colon = cast("str", argparse._("{heading}:"))  # type: ignore[attr-defined]  # pyright: ignore
        return _HEADING.sub(lambda found: colon.format(heading=str(found[1])), super().format_help())

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        template = cast("str", argparse._("%(prog)s: error: %(message)s\n"))  # type: ignore[attr-defined]  # pyright: ignore
        self.exit(_USAGE, template % {"prog": self.prog, "message": message})


@contextmanager
def _argparse_speaks(language: str) -> Generator[None]:
    """Inside, argparse takes its sentences from our catalogue; it asks gettext by two names of its module."""
    kept = argparse._, argparse.ngettext  # type: ignore[attr-defined]  # pyright: ignore
    argparse._ = lambda text: say(Message(text), language) if text else text  # type: ignore[attr-defined]  # pyright: ignore
    argparse.ngettext = lambda one, many, n: _plural(one, many, n, language)  # type: ignore[attr-defined]  # pyright: ignore
    try:
        yield
    finally:
        argparse._, argparse.ngettext = kept  # type: ignore[attr-defined]  # pyright: ignore


def _plural(one: str, many: str, n: int, language: str) -> str:
    """Not :func:`say` with a number: argparse fills its own ``%s``."""
    return say(Message(one if n == 1 else many), language)
