"""The card at the left: whose texts, a filter, the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame

from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.reading import Scope
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.texts.deck import Deck
from tripplanner.ui.texts.listing import TextList, TextModel
from tripplanner.ui.widgets.basics import column, narrow_combo, search_field

_SCOPES: dict[Scope, Message] = {
    "used": msg("This trip and what it uses"), "trip": msg("This trip only"), "library": msg("The library"),
}  # fmt: skip
_LEAST = 190


class Chooser(QFrame):
    """Emits what is chosen: a scope, words to look for, a row of the deck."""

    scope_chosen = Signal(str)
    searched = Signal()
    chosen = Signal(object)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setMinimumWidth(context.theme.px(_LEAST))
        self._words = words
        self.scopes = narrow_combo(12)
        words.put(self.scopes, msg("Whose texts"), "setAccessibleName")
        for key, message in _SCOPES.items():
            self.scopes.addItem(words.say(message), key)
        self.scopes.activated.connect(lambda _index: self.scope_chosen.emit(self.scopes.currentData()))
        self.search = search_field(words, msg("Filter the texts…"), context.theme)
        self.search.textChanged.connect(lambda _text: self.searched.emit())
        self.model = TextModel(words.say, lambda: context.language.code, self)
        self.list = TextList(context.theme, self.model, words)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        lines = column(self, (8, 8, 8, 8), 6)
        for widget in (self.scopes, self.search, self.list):
            lines.addWidget(widget, int(widget is self.list))

    def scope(self) -> Scope:
        """Whose texts are shown while there is a trip."""
        return self.scopes.currentData()

    def show_scope(self, scope: str) -> None:
        """Show the scope that holds."""
        self.scopes.setCurrentIndex(self.scopes.findData(scope))

    def show_deck(self, deck: Deck, key: str) -> None:
        """Show what the deck lets through, the text with this key chosen, else the first."""
        self.model.show_deck(deck)
        if deck.shown:
            self.list.choose(max(0, deck.position(key) if key else -1))

    def retext(self) -> None:
        """Say again what is made of data."""
        for place, message in enumerate(_SCOPES.values()):
            self.scopes.setItemText(place, self._words.say(message))
        self.model.touch()

    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.deck.row(now.row()) if self.model.deck is not None and now.isValid() else None
        if row is not None:
            self.chosen.emit(row)
