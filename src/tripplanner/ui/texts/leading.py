"""What other pages ask of the page of texts: a record, one text, or all texts that are in some state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tripplanner.ui.texts.place import TextPlace

if TYPE_CHECKING:
    from tripplanner.ui.texts.screen import TextsScreen


def show(screen: TextsScreen, target: object) -> None:
    """Show what is asked for; see :meth:`TextsScreen.select`."""
    if isinstance(target, TextPlace):
        _open_up(screen, target.language)
        _show_place(screen, target)
    elif isinstance(target, tuple):
        language, which = target
        _open_up(screen, language)
        screen.search.clear()
        screen.choose_filter(which)
    elif isinstance(target, str) and screen.deck is not None:
        found = next(iter(screen.deck.rows.of(target)), None)
        if found is not None:
            screen.search.clear()
            screen.choose_filter("all")
            screen.list.choose(screen.deck.position(found.key))


def _open_up(screen: TextsScreen, language: str) -> None:
    """The texts of the trip, translated into ``language``."""
    if screen.context.shell.trip is not None and screen.chooser.scope() == "library":
        screen.choose_scope("used")
    if language and language != screen.pair[1]:
        source = next(one for one in (screen.pair[0], "fr", "en", "zh") if one != language)
        screen.choose_pair((source, language))


def _show_place(screen: TextsScreen, place: TextPlace) -> None:
    """One text among those that wait like it, so that Ctrl+Enter goes on with them; the keyboard is in its field."""
    row = place.among(screen.deck.rows.of(place.uuid), screen.pair[1]) if screen.deck is not None else None
    if row is None and screen.chooser.scope() == "trip":
        screen.choose_scope("used")
        row = place.among(screen.deck.rows.of(place.uuid), screen.pair[1]) if screen.deck is not None else None
    if row is None or screen.deck is None:
        return
    screen.search.clear()
    state = row.state(screen.pair[1])
    screen.choose_filter(state if state in ("missing", "stale", "draft") else "all")
    screen.list.choose(screen.deck.position(row.key))
    screen.target.editor.setFocus(Qt.FocusReason.OtherFocusReason)
