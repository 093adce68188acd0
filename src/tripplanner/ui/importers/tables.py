"""Whatever can be read as a table: workbooks, text files, contacts, places, calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.importing import Importer, Wanted

# What a page calls its records, where an import calls them otherwise.
_CALLED: Mapping[str, str] = {"organisations": "contacts", "items": "programme"}


def _subject(wanted: Wanted) -> str:
    return _CALLED.get(wanted.subject, wanted.subject)


def _accepts(wanted: Wanted) -> bool:
    from tripplanner.exchange.intake.subjects import subjects

    return _subject(wanted) in subjects()


def _open(context: Context, wanted: Wanted) -> bool:
    from tripplanner.ui.intake.window import IntakeWindow

    return ask(IntakeWindow(context, replace(wanted, subject=_subject(wanted)), QApplication.activeWindow()))


IMPORTER = Importer(_accepts, _open)
