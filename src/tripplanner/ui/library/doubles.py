"""Opens the sheet of duplicates for the list that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.duplicates.words import LOOKED_FOR


def offers_duplicates(
    context: Context, kind: str, parent: QWidget, show: Callable[[QDialog], Any] = ask
) -> dict[str, Callable[[], object]]:
    """The action that looks for duplicates of a list of this kind; nothing where none are looked for."""
    wanted = LOOKED_FOR.get(kind)
    if wanted is None:
        return {}

    def open_sheet() -> object:
        from tripplanner.ui.duplicates.sheet import DuplicatesSheet

        return show(DuplicatesSheet(context, wanted, parent))

    return {"duplicates": open_sheet}
