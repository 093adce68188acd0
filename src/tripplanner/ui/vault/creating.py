"""Making a vault, where somebody first wants to keep a protected value or in the settings; and writing its sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.documents.recovery import with_sheet
from tripplanner.i18n import Message, msg, say
from tripplanner.store.vault import ways
from tripplanner.store.vault.secret import Secret
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.shell import Offer
from tripplanner.ui.vault.passphrase import PassphraseDialog

_SHEET = "vault-recovery"
Make = Callable[..., Secret[str]]
Done = Callable[[], None]


def offer_to_create(context: Context, parent: QWidget | None) -> None:
    """There is no vault yet: say so, with the button that makes one."""
    absent = msg("There is no vault yet: protected values have no place to be kept.")
    if context.workspace.read_only:
        context.shell.say(absent, "warn")
        return
    offer = Offer(msg("Create the vault…"), lambda: create_vault(context, parent))
    context.shell.say(absent, "warn", offer)


def create_vault(context: Context, parent: QWidget | None, done: Done = lambda: None) -> None:
    """Ask for a passphrase, or none, and where the sheet goes; then make both."""
    words = asked_passphrase(context, parent, optional=True)
    target = asked_place(context, parent) if words is not None else None
    if target is not None:
        make_sheet(context, msg("create the vault"), ways.create, target, words or None, done=done)


def asked_passphrase(context: Context, parent: QWidget | None, *, optional: bool) -> Secret[str] | None:
    """The new passphrase; an empty one where none is wanted, ``None`` where the person went away."""
    dialog = PassphraseDialog(context, optional, parent)
    return dialog.secret if ask(dialog) else None


def asked_place(context: Context, parent: QWidget | None) -> Path | None:
    """Where the sheet goes: a file that is not there yet, for a former sheet is worth keeping until this one is."""
    title = say(msg("Where the recovery sheet is written (PDF)"), context.language.code)
    names = (f"{_SHEET}{again}.pdf" for again in ("", *(f"-{n}" for n in range(2, 1000))))
    free = next(name for name in names if not (Path.home() / name).exists())
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(Path.home() / free), "PDF (*.pdf)")
    return Path(chosen) if chosen else None


def make_sheet(
    context: Context, label: Message, make: Make, target: Path, *secrets: Secret[str] | None, done: Done = lambda: None
) -> None:
    """Change the keys and write the sheet, in a job; then say what to do with it."""
    workspace, first = context.workspace, context.language.code
    languages = (first, "fr" if first == "zh" else "zh")

    def work(_progress: object) -> object:
        return workspace.do(
            label, with_sheet, workspace.vault, make, target, workspace.location.name, languages, *secrets
        )

    def made(_code: object) -> None:
        done()
        said = msg("Print the recovery sheet, put it into a safe and delete the file: {name}", name=target.name)
        offer = Offer(msg("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))))
        context.shell.say(said, "ok", offer)

    context.jobs.start(msg("Changing the keys of the vault"), work, done=made)
