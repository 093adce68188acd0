"""What leaves the window: the bytes that are shown, as a file or on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.documents.registry import Request
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.progress import Progress
from tripplanner.ui.context import Context
from tripplanner.ui.documents import making, printing
from tripplanner.ui.documents.making import Made
from tripplanner.ui.documents.pages import PdfPages
from tripplanner.ui.language import Words
from tripplanner.ui.shell import Offer

_FOLDER = "documents/folder"


def ask_where(context: Context, words: Words, parent: QWidget, made: Made, name: str) -> Path | None:
    """The file to save to, under the name that every door gives the document; None when somebody changes their mind."""
    folder = context.settings.get(_FOLDER, str(Path.home()))
    title = words.say(msg("Save the document…"))
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(folder, name)), f"*{made.suffix};;* (*)")
    return Path(chosen) if chosen else None


def save(context: Context, made: Made, target: Path) -> None:
    """Put the bytes at ``target`` and say so, or say why not."""
    try:
        making.save(made, target)
    except TripPlannerError as error:
        context.shell.trouble(error)
        return
    context.settings.set(_FOLDER, str(target.parent))
    show = Offer(msg("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))))
    context.shell.say(msg("Saved: {name}", name=target.name), "ok", show)


def print_pages(context: Context, made: Made, window: QWidget) -> None:
    """Ask for a printer; a job draws the pages on it. The window may show another document meanwhile."""
    if made.pages is None:
        context.shell.say(msg("This kind of document is not printed; save it instead."), "info", None)
        return
    try:
        printer = printing.ask(made.pages, window, wishes_of(made.request))
    except TripPlannerError as error:
        context.shell.trouble(error)
        return
    if printer is None:
        return
    data = made.pages.data

    def work(progress: Progress) -> int:
        pages = PdfPages(data)
        try:
            return printing.print_pages(pages, printer, progress)
        finally:
            pages.close()

    context.jobs.start(
        msg("Printing"), work, done=lambda _n: context.shell.say(msg("Sent to the printer."), "ok", None)
    )


def wishes_of(request: Request) -> printing.Wishes:
    """What the choices say to the printer: a booklet on sheets is printed on both sides."""
    sheets = request.option("imposed") == "yes"
    return printing.Wishes(request.option("flip", "short") if sheets else "", request.option("colours") == "grey")
