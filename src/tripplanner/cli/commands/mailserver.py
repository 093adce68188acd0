"""``mailserver [HOST]``: by which server the office sends its mail; without a host, which one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.outbox import MailServer

_SECURITIES = ("starttls", "tls")


def _arguments(arguments: Arguments) -> None:
    arguments.add("host", metavar="HOST", nargs="?", help=msg("its name; without one, the server that is set is shown"))
    arguments.add("--port", type=int, help=msg("otherwise 587 for STARTTLS, 465 for TLS from the start"))
    arguments.add("--security", choices=_SECURITIES, default="starttls", help=msg("how the line is protected"))
    arguments.add("--user", metavar="NAME", default="", help=msg("the user name; the keyring keeps the password"))
    arguments.add("--sender", metavar="ADDRESS", default="", help=msg("the address that messages come from"))
    arguments.add("--name", default="", help=msg("the name that messages come from"))
    arguments.add("--answers", metavar="ADDRESS", default="", help=msg("where answers and test copies go"))
    arguments.add("--per-minute", metavar="N", type=int, default=20, help=msg("how many messages leave in a minute"))
    arguments.add("--most-mb", metavar="MB", type=int, default=20,
                  help=msg("how large a message may be, with its files as they leave"))  # fmt: skip
    arguments.add("--authority", metavar="FILE", default="", help=msg("the certificate of the office’s own authority"))
    arguments.add("--here", action="store_true", help=msg("for this computer only"))
    arguments.add("--none", action="store_true", help=msg("no server any more, and no password"))


def _run(context: Context) -> int:
    if context.get("host") is None and not context.get("none"):
        return _show(context)
    from tripplanner.exchange.mailing import password
    from tripplanner.planning import outbox

    with context.writing() as workspace:
        former = workspace.get(outbox.mail_server, context.settings)
        wanted = None if context.get("none") else _wanted(context)
        if context.get("here"):
            outbox.set_station_server(context.settings, wanted)
        else:
            workspace.do(msg("Set the mail server"), outbox.set_mail_server, wanted)
        if wanted is None and former is not None:
            password.forget(former)
    if wanted is not None and wanted.user:
        _ask(context, wanted)
    return 0 if wanted is None else _show(context)


def _wanted(context: Context) -> MailServer:
    from tripplanner.planning.outbox.server import SECURITIES, MailServer

    security = context.get("security")
    if context.get("authority"):
        _refuse_no_certificate(context.get("authority"))
    return MailServer(
        host=context.get("host"), sender=context.get("sender"), port=context.get("port") or SECURITIES[security],
        security=security, user=context.get("user"), sender_name=context.get("name"), answers=context.get("answers"),
        per_minute=context.get("per_minute"), most_mb=context.get("most_mb"), authority=context.get("authority"),
    )  # fmt: skip


def _refuse_no_certificate(path: str) -> None:
    """Said now, not when the first message is to leave."""
    import ssl

    from tripplanner.errors import TripPlannerError

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (OSError, ValueError) as error:
        raise TripPlannerError(
            msg("The certificates in “{path}” cannot be read.", path=path), msg("Nothing was changed."),
            msg("Choose a file with certificates as text (PEM)."),
        ) from error  # fmt: skip


def _ask(context: Context, server: MailServer) -> None:
    from tripplanner.cli.secrets import asked
    from tripplanner.exchange.mailing import password

    if not password.keep(server, asked(context, msg("Password of the mail server:"), password.VARIABLE)):
        context.note(msg("This computer has no keyring to remember the password: set {variable} for each command.",
                         variable=password.VARIABLE))  # fmt: skip


def _show(context: Context) -> int:
    from tripplanner.planning import outbox

    with context.reading() as workspace:
        found = workspace.get(outbox.mail_server, context.settings)
    if found is None:
        context.tell(msg("No mail server is known."))
    else:
        context.tell(
            msg("{sender} by {host}:{port} ({security}), {pace} messages a minute at most",
                sender=found.sender, host=found.host, port=found.port, security=found.security, pace=found.per_minute)
        )  # fmt: skip
    return 0


COMMAND = Command("mailserver", msg("by which server the office sends its mail"), _arguments, _run, 85)
