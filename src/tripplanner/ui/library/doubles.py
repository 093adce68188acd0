"""Opens the sheet of duplicates for the list that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tripplanner.ui.dialogs import ask
from tripplanner.ui.duplicates.words import LOOKED_FOR

if TYPE_CHECKING:
    from tripplanner.ui.library.screen import LibraryScreen


def doubles(screen: LibraryScreen) -> dict[str, Callable[[], object]]:
    """The action that looks for duplicates among the records of a page; nothing where none are looked for."""
    if not any(shelf.kind in LOOKED_FOR for shelf in screen.shelves):
        return {}

    def open_sheet() -> None:
        from tripplanner.ui.duplicates.sheet import DuplicatesSheet

        kind = LOOKED_FOR.get(screen.part.shelf.kind)
        if kind is not None:
            ask(DuplicatesSheet(screen.context, kind, screen.window()))

    return {"duplicates": open_sheet}
