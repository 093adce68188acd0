"""``vault ACTION``: creates the vault of protected values, opens it, changes the ways of opening it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import Message, msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.store.vault.secret import Secret
    from tripplanner.store.workspace import Workspace

STATES = {"none": msg("there is no vault yet"), "locked": msg("locked"), "open": msg("open")}
WAYS = {
    "keyring": msg("keyring of {holder}"), "passphrase": msg("passphrase"), "recovery": msg("recovery sheet"),
}  # fmt: skip
_SHEET = "vault-recovery.pdf"
_NEW = msg("New passphrase:")


def _arguments(arguments: Arguments) -> None:
    actions = msg("status; create (with a recovery sheet); unlock or join (this station’s keyring is told); lock (this "
                  "station forgets); passphrase (a new one); recovery (a new sheet); rotate (a new key)")  # fmt: skip
    arguments.add("action", metavar="ACTION", choices=list(_ACTIONS), help=actions)
    arguments.add("-o", "--output", metavar="FILE", help=msg("where the recovery sheet is written (PDF)"))
    arguments.add("--recovery", action="store_true", help=msg("open it with the code of the recovery sheet"))
    arguments.add("--without-passphrase", action="store_true",
                  help=msg("create, rotate: no passphrase, only the sheet and keyrings"))  # fmt: skip
    arguments.add("--second", metavar="LANGUAGE", help=msg("the second language of the sheet"))
    json_switch(arguments)


def _run(context: Context) -> int:
    return _ACTIONS[context.get("action")](context)


def _status(context: Context) -> int:
    from tripplanner.cli.output import write_json
    from tripplanner.cli.values import shown
    from tripplanner.planning.privacy.vault_settings import open_by_station
    from tripplanner.store.vault import ways

    with context.reading() as workspace:
        workspace.get(open_by_station, workspace.vault)
        found = workspace.get(ways.status, workspace.vault)
    if context.get("json"):
        openings = [{"way": one.way, "holder": one.holder, "made_by": one.made_by} for one in found.openings]
        write_json({"state": found.state, "openings": openings}, context.out)
        return 0
    context.tell(msg("Vault: {state}", state=STATES[found.state]))
    for one in found.openings:
        way = Message(WAYS[one.way].id, {"holder": one.holder})
        context.out.write(f"  {context.say(way)}  ({shown(one.made_at, context.language)}, {one.made_by})\n")
    return 0


def _create(context: Context) -> int:
    from tripplanner.store.vault import ways

    with context.writing() as workspace:
        return _with_sheet(context, workspace, msg("create the vault"), ways.create, lambda: _new_passphrase(context))


def _recovery(context: Context) -> int:
    from tripplanner.cli.secrets import open_vault
    from tripplanner.store.vault import ways

    with context.writing() as workspace:
        open_vault(context, workspace, recovery=context.get("recovery"))
        return _with_sheet(context, workspace, msg("make a new recovery sheet"), ways.new_sheet)


def _rotate(context: Context) -> int:
    from tripplanner.cli.secrets import open_vault
    from tripplanner.planning.privacy.rotating import rotate

    with context.writing() as workspace:
        open_vault(context, workspace, recovery=context.get("recovery"))
        label = msg("encrypt everything under a new key")
        return _with_sheet(context, workspace, label, rotate, lambda: _new_passphrase(context))


def _passphrase(context: Context) -> int:
    from tripplanner.cli.secrets import NEW_PASSPHRASE, asked, open_vault
    from tripplanner.store.vault import ways

    with context.writing() as workspace:
        open_vault(context, workspace, recovery=context.get("recovery"))
        words = asked(context, _NEW, NEW_PASSPHRASE, twice=True)
        workspace.do(msg("change the passphrase"), ways.set_passphrase, workspace.vault, words)
    context.tell(msg("The passphrase is changed; the recovery sheet and the stations open the vault as before."))
    return 0


def _unlock(context: Context) -> int:
    """Opens it once, to try, and tells this station’s keyring, so that later commands and the window need not ask."""
    from tripplanner.cli.secrets import open_vault
    from tripplanner.planning.privacy.vault_settings import trust_station
    from tripplanner.store.vault import station

    with context.writing() as workspace:
        open_vault(context, workspace, recovery=context.get("recovery"))
        if station.backend() is None:
            context.tell(msg("It opens. This computer has no keyring to remember it: set TRIPPLANNER_PASSPHRASE for "
                             "commands that need it."))  # fmt: skip
            return 0
        workspace.do(msg("let this station open the vault"), trust_station, workspace.vault)
    context.tell(msg("It opens, and this station’s keyring opens it from now on."))
    return 0


def _lock(context: Context) -> int:
    from tripplanner.store.vault import ways

    with context.writing() as workspace:
        workspace.do(msg("let this station forget the vault"), ways.forget_station, workspace.vault)
    context.tell(msg("Locked: this station opens the vault no longer by itself."))
    return 0


def _with_sheet(
    context: Context,
    workspace: Workspace,
    label: Message,
    make: Callable[..., Secret[str]],
    passphrase: Callable[[], Secret[str] | None] | None = None,
) -> int:
    from tripplanner.cli.making import known_language
    from tripplanner.cli.typed import path_of
    from tripplanner.documents.recovery import with_sheet

    second = known_language(context.get("second") or ("fr" if context.language == "zh" else "zh"))
    target = path_of(context.get("output") or _SHEET)
    target = target / _SHEET if target.is_dir() else target
    languages = tuple(dict.fromkeys((context.language, second)))
    words = () if passphrase is None else (passphrase(),)
    workspace.do(label, with_sheet, workspace.vault, make, target, workspace.location.name, languages, *words)
    _tell_of_sheet(context, target)
    return 0


def _tell_of_sheet(context: Context, target: Path) -> None:
    context.tell(msg("Recovery sheet: {path}", path=str(target)))
    context.tell(msg("Print it, put it into a safe and delete the file: whoever has it can read everything."))


def _new_passphrase(context: Context) -> Secret[str] | None:
    from tripplanner.cli.secrets import NEW_PASSPHRASE, PASSPHRASE, asked

    if context.get("without_passphrase"):
        return None
    return asked(context, _NEW, PASSPHRASE if context.get("action") == "create" else NEW_PASSPHRASE, twice=True)


_ACTIONS: dict[str, Callable[[Context], int]] = {
    "status": _status, "create": _create, "unlock": _unlock, "join": _unlock, "lock": _lock,
    "passphrase": _passphrase, "recovery": _recovery, "rotate": _rotate,
}  # fmt: skip
COMMAND = Command(
    "vault", msg("protected values: create the vault, open it, its recovery sheet"), _arguments, _run, 105
)
