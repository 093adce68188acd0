"""Passphrases and recovery codes: from the environment, from standard input or typed unseen; never an argument."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.store.vault.secret import Secret
    from tripplanner.store.workspace import Workspace

PASSPHRASE, NEW_PASSPHRASE, RECOVERY = "TRIPPLANNER_PASSPHRASE", "TRIPPLANNER_NEW_PASSPHRASE", "TRIPPLANNER_RECOVERY"


def asked(context: Context, question: Message, variable: str, *, twice: bool = False) -> Secret[str]:
    """A secret: what ``variable`` of the environment holds, else a line of standard input, else what is typed.

    :param twice: it is new: whoever types it types it again.
    """
    from tripplanner.store.vault.secret import Secret

    given = os.environ.get(variable)
    if given is not None:
        return Secret(given)
    if sys.stdin is None or not sys.stdin.isatty():
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            raise _nothing(variable)
        return Secret(line.rstrip("\r\n"))
    typed = getpass(context.say(question) + " ")
    if twice and getpass(context.say(msg("Once more:")) + " ") != typed:
        raise TripPlannerError(
            msg("The two are not the same."), msg("Nothing was changed."), msg("Type the same words twice.")
        )
    return Secret(typed)


def open_vault(context: Context, workspace: Workspace, *, recovery: bool = False) -> None:
    """Opens the vault for a command of the vault: by this station, else by a secret that is asked for."""
    from tripplanner.planning.privacy.vault_settings import open_by_station
    from tripplanner.store.vault import ways

    vault = workspace.vault
    if recovery:
        code = asked(context, msg("Recovery code:"), RECOVERY)
        workspace.get(ways.unlock_by_recovery, vault, code)
    elif not workspace.get(open_by_station, vault):
        workspace.get(ways.unlock_by_passphrase, vault, asked(context, msg("Passphrase:"), PASSPHRASE))


def open_silently(workspace: Workspace) -> None:
    """Opens the vault for any other command, where this station or the environment can: nobody is asked."""
    from tripplanner.planning.privacy.vault_settings import open_by_station
    from tripplanner.store.vault import ways
    from tripplanner.store.vault.secret import Secret

    vault, given = workspace.vault, os.environ.get(PASSPHRASE)
    if workspace.get(ways.status, vault).state != "locked" or workspace.get(open_by_station, vault):
        return
    if given is not None:
        workspace.get(ways.unlock_by_passphrase, vault, Secret(given))


def _nothing(variable: str) -> TripPlannerError:
    return TripPlannerError(
        msg("No passphrase or code was given."), msg("Nothing was changed."),
        msg("Set {variable}, or write it to the command’s standard input.", variable=variable),
    )  # fmt: skip
