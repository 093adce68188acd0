"""What is left to do, from real counts only; each line goes to where it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.texts.counting import TextCount
from tripplanner.planning.trips import TripRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.plain import for_button
from tripplanner.ui.trips.counts import Counts
from tripplanner.ui.widgets.basics import clear, column, row, scrolled, text_label
from tripplanner.ui.widgets.chips import Badge


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: what, where, and what a click does."""

    what: Message
    where: str
    icon: str
    tone: str
    run: Callable[[], object]


class TodoPanel(QWidget):
    """The lines, refreshed with the trips."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._words = context, Words(context.language, self)
        inner = QWidget()
        self._lines = column(inner, (0, 6, 4, 6), 10)
        column(self).addWidget(scrolled(inner))

    def refresh(self, trips: Iterable[TripRow], counts: Mapping[int, Counts]) -> None:
        """Show what these trips still need."""
        clear(self._lines)
        found = [todo for trip in trips for todo in self._of(trip, counts.get(trip.id))]
        for todo in found:
            self._lines.addWidget(self._line(todo))
        if not found:
            nothing = text_label(ink="text2", wrap=True)
            self._lines.addWidget(self._words.put(nothing, msg("Nothing is waiting.")))
        self._lines.addStretch(1)

    def _of(self, trip: TripRow, counts: Counts | None) -> Iterable[Todo]:
        where = trip.short_title.best(self._context.language.code) or trip.title.best(self._context.language.code)
        if trip.stage == "archived":
            return
        for text, tone, icon in counts.chips() if counts is not None else ():
            yield Todo(text, where, icon, tone, self._go(trip.id, "programme"))
        for text, tone, icon, which in counts.mail() if counts is not None else ():
            yield Todo(text, where, icon, tone, self._go(trip.id, "outbox", which))
        for language, count in counts.texts.items() if counts is not None else ():
            if language in trip.languages:
                yield from self._texts(trip.id, where, language, count)
        if trip.unplaced:
            what = msgn("{n} item to place", "{n} items to place", trip.unplaced)
            yield Todo(what, where, "calendar-plus", "warn", self._go(trip.id, "programme"))
        waiting = trip.items - trip.confirmed
        if waiting:
            what = msgn("{n} item to confirm", "{n} items to confirm", waiting)
            yield Todo(what, where, "clock", "info", self._go(trip.id, "programme"))
        if not trip.delegates:
            yield Todo(msg("No delegate yet"), where, "users", "warn", self._go(trip.id, "delegates"))

    def _texts(self, trip: int, where: str, language: str, count: TextCount) -> Iterable[Todo]:
        """Texts that somebody has to translate, or to translate again."""
        name = short_name(language)
        if count.stale:
            what = msgn("{n} stale text ({language})", "{n} stale texts ({language})", count.stale, language=name)
            yield Todo(what, where, "git-compare-arrows", "stale", self._go(trip, "texts", (language, "stale")))
        if count.missing:
            what = msgn("{n} text to translate ({language})", "{n} texts to translate ({language})", count.missing,
                        language=name)  # fmt: skip
            yield Todo(what, where, "languages", "stale", self._go(trip, "texts", (language, "missing")))

    def _go(self, trip: int, page: str, target: object = None) -> Callable[[], object]:
        def run() -> None:
            self._context.shell.choose_trip(trip)
            self._context.shell.go(page, target)

        return run

    def _line(self, todo: Todo) -> QWidget:
        made = QWidget()
        line = row(made, gap=10)
        what = QPushButton(for_button(self._words.say(todo.what)))
        what.setProperty("look", "todo")
        what.setAccessibleName(self._words.say(todo.what))
        what.setAccessibleDescription(todo.where)
        what.clicked.connect(lambda _checked=False: todo.run())
        where = text_label(ink="text2", size="dense", wrap=True)
        where.setText(todo.where)
        where.setContentsMargins(3, 0, 0, 0)
        texts = column(gap=0)
        texts.addWidget(what)
        texts.addWidget(where)
        line.addWidget(Badge(self._context.theme, todo.icon, todo.tone, 32))
        line.addLayout(texts, 1)
        return made
