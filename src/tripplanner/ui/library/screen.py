"""A library page: groups, a list, a detail. What it is about comes from its shelves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.content import content_languages, next_language
from tripplanner.ui.context import Context
from tripplanner.ui.importing import Wanted, bring, dropped_files, importer_for
from tripplanner.ui.language import short_name
from tripplanner.ui.library.doubles import doubles
from tripplanner.ui.library.hands import Hands
from tripplanner.ui.library.part import Part
from tripplanner.ui.library.parts import Parts
from tripplanner.ui.library.ranks import Ranks
from tripplanner.ui.library.saving import SavedButtons
from tripplanner.ui.library.shelf import Shelf, Tongue
from tripplanner.ui.page import Page
from tripplanner.ui.widgets.basics import Segments, button, column, icon_button, search_field, text_label
from tripplanner.ui.widgets.halves import Halves


class LibraryScreen(Page):
    """The page of one or several shelves; several are chosen from at the top."""

    def __init__(self, context: Context, shelves: Sequence[type[Shelf]]) -> None:
        super().__init__(context)
        self.tongue = Tongue(context.language.say)
        self._speak_of_content()
        self.shelves = [make(self.tongue, context.workspace.get) for make in shelves]
        self.hands = Hands(self)
        self.ranks = Ranks(self)
        self.parts = Parts(self.shelves, self._make)
        self._shown: tuple[object, ...] = ()
        self._build()
        self.setAcceptDrops(True)
        context.bus.changed.connect(self._forget)
        self._speak()
        self.parts.show(0)
        self._shown = self._state()

    @property
    def part(self) -> Part:
        """The shelf that is shown."""
        return self.parts.current()

    def _make(self, shelf: Shelf) -> Part:
        part = Part(self, shelf)
        self.hands.wire(part)
        self.ranks.wire(part)
        return part

    def _build(self) -> None:
        lines = column(self, (20, 12, 16, 12), 10)
        lines.addWidget(self._head())
        lines.addWidget(self.parts.stack, 1)

    def _head(self) -> Halves:
        head = Halves()
        line = head.left
        if len(self.shelves) > 1:
            choices = [(shelf.kind, shelf.title) for shelf in self.shelves]
            self.segments: Segments | None = Segments(self.words, choices, msg("List"))
            self.segments.choose(self.shelves[0].kind)
            self.segments.chosen.connect(self.show_shelf)
            line.addWidget(self.segments)
        else:
            self.segments = None
            line.addWidget(self.words.put(text_label(size="title"), self.shelves[0].title))
        self.count = text_label(ink="text2")
        self.search = search_field(self.words, self.shelves[0].search, self.context.theme)
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(lambda text: self.part.filter(text))
        line.addWidget(self.count)
        line.addWidget(self.search, 8)
        line.addStretch(1)
        head.right.addStretch(1)
        for made in self._buttons():
            head.right.addWidget(made)
        writable = not self.context.workspace.read_only
        for made, offered in ((self.bring, self.can_import()), (self.new, True)):
            if not (writable and offered):
                made.hide()
        return head

    def _buttons(self) -> Sequence[QWidget]:
        theme = self.context.theme
        self.columns = icon_button(self.words, msg("Columns and order"), theme, "table")
        self.columns.clicked.connect(lambda: self.part.heading.open())
        self.content = button(self.words, msg("Language of the content"), "", theme, "languages")
        self.content.clicked.connect(self.next_content_language)
        self.bring = button(self.words, msg("Import…"), "", theme, "upload")
        self.bring.clicked.connect(lambda: self.hands.bring())
        self.new = button(self.words, self.shelves[0].new, "filled", theme, "plus")
        self.new.clicked.connect(lambda: self.hands.new())
        return (self.columns, self.content, self.bring, self.new)

    def saved_buttons(self, part: Part) -> QWidget:
        """Renaming and deleting the saved filter that is chosen."""
        return SavedButtons(self, part)

    # -- what the frame asks

    def offers(self) -> dict[str, Callable[[], object]]:
        return {
            "content_language": self.next_content_language,
            "filter": self._filter,
            "columns": lambda: self.part.heading.open(),
            **self.hands.offers(),
            **self.ranks.offers(),
            **doubles(self),
        }

    def labels(self) -> Mapping[str, Message]:
        return {"new": self.part.shelf.new, **self.ranks.labels()}

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.part.conditions, self.part.groups, self.part.list, self.part.side)

    def leave(self) -> None:
        self.hands.leave()
        for part in self.parts.made():
            part.card.fields.flush()
            part.catch_up()

    def home(self) -> QWidget:
        return self.part.list

    def memory(self) -> tuple[str, str, list[tuple[Any, ...] | None]]:
        return self.part.shelf.kind, self.search.text(), self.parts.memory()

    def recall(self, memory: tuple[str, str, list[tuple[Any, ...] | None]]) -> None:
        kind, question, parts = memory
        self.parts.recall(parts)
        self.search.setText(question)
        self.show_shelf(kind)

    def enter(self) -> None:
        """What nothing has changed since is not read again."""
        if self._shown != self._state():
            self.refresh()

    def refresh(self) -> None:
        """Read again whatever has been looked at."""
        self._speak()
        for part in self.parts.made():
            part.present()
        self._shown = self._state()

    def select(self, target: object) -> None:
        """Choose the record with this UUID or number, on whichever shelf it is; or show what answers a question of a
        list: (kind, :class:`tripplanner.planning.browsing.shapes.Question`).
        """
        if isinstance(target, tuple):
            kind, question = target
            if any(shelf.kind == kind for shelf in self.shelves):
                self.search.clear()
                self.show_shelf(kind)
                self.part.answer(question)
            return
        for part in self.parts:
            if part.select(target):
                self.show_shelf(part.shelf.kind)
                return

    def point_at(self, field: str) -> None:
        self.part.card.fields.point_at(field)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.enter()

    # -- files from elsewhere

    def can_import(self) -> bool:
        """Whether anything takes in files for what this page shows."""
        return any(importer_for(Wanted(shelf.kind)) for shelf in self.shelves)

    def dropped(self, paths: Sequence[Path]) -> bool:
        """Take in files for the list that is shown; whether something could."""
        return bring(self.context, Wanted(self.part.shelf.kind, tuple(paths), self._trip()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        self.dropped(dropped_files(event.mimeData()))

    # -- showing

    def show_shelf(self, key: str) -> None:
        """Show the shelf of this kind of record."""
        at = next(i for i, shelf in enumerate(self.shelves) if shelf.kind == key)
        self.parts.show(at)
        if self.segments is not None:
            self.segments.choose(key)
        self.words.put(self.search, self.shelves[at].search, "setPlaceholderText")
        self.words.put(self.search, self.shelves[at].search, "setAccessibleName")
        self.words.control(self.new, self.shelves[at].new)
        if self.isVisible():
            self.context.actions.relabel("new", self.shelves[at].new)
        self.part.filter(self.search.text())

    def show_words(self, words: str) -> None:
        """Put words into the filter without asking for them."""
        blocked = self.search.blockSignals(True)
        self.search.setText(words)
        self.search.blockSignals(blocked)

    def filter_changed(self, part: Part) -> None:
        """Another question is asked of a list: what it offers to keep changes."""
        part.conditions.save.setVisible(part.question.narrows and not part.saved_name())
        part.saving.suit()

    def next_content_language(self) -> None:
        """Ctrl+L: another language comes first."""
        next_language(self.context.settings, self.context.language.code)
        self.refresh()

    def show_count(self) -> None:
        """How many are shown, of how many."""
        part = self.part
        shown, total = part.table.rowCount(), part.total
        text = str(total) if shown == total else self.words.say(msg("{shown} of {total}", shown=shown, total=total))
        self.count.setText(text)

    def scope(self) -> str | None:
        """Whose undo an edit here belongs to."""
        trip = self._trip()
        if trip is None:
            return None
        from tripplanner.ui.trip_head import trip_uuid

        return trip_uuid(self.context, trip)

    def _trip(self) -> int | None:
        return self.context.shell.trip if self.shelves and self.shelves[0].of_trip else None

    def _state(self) -> tuple[object, ...]:
        code = self.context.language.code
        return (self.context.shell.trip, code, *content_languages(self.context.settings, code))

    def _forget(self, _changes: object) -> None:
        if not self.isVisible():
            self._shown = ()

    def _speak_of_content(self) -> None:
        code = self.context.language.code
        self.tongue.language = code
        self.tongue.first, self.tongue.second = content_languages(self.context.settings, code)

    def _speak(self) -> None:
        self._speak_of_content()
        shown = f"{short_name(self.tongue.first)} · {short_name(self.tongue.second)}"
        self.content.setText(shown)
        self.content.setAccessibleName(shown)

    def _filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
