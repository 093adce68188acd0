"""Texts and translations: a list at the left, the source beside the translation, help and checks below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.texts import writing
from tripplanner.planning.texts.reading import Scope, TextRow, read_again, read_texts
from tripplanner.planning.texts.writing import TextRef
from tripplanner.text import Text
from tripplanner.ui.actions import digit_of
from tripplanner.ui.context import Context
from tripplanner.ui.jobs import Job
from tripplanner.ui.page import Page
from tripplanner.ui.texts import pairs
from tripplanner.ui.texts.aids import Aids
from tripplanner.ui.texts.checks_card import ChecksCard
from tripplanner.ui.texts.deck import Asked, Deck, Filter
from tripplanner.ui.texts.help_card import HelpCard
from tripplanner.ui.texts.listing import TextList, TextModel
from tripplanner.ui.texts.source_card import SourceCard
from tripplanner.ui.texts.target_card import TargetCard
from tripplanner.ui.trip_head import trip_uuid
from tripplanner.ui.widgets.basics import Segments, column, frame, narrow_combo, row, search_field, text_label
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.flow import Flow

_SCOPES: dict[Scope, Message] = {
    "used": msg("This trip and what it uses"), "trip": msg("This trip only"), "library": msg("The library"),
}  # fmt: skip
_FILTERS: dict[Filter, Message] = {
    "missing": msg("To translate {count}"), "stale": msg("Stale {count}"),
    "draft": msg("To review {count}"), "all": msg("All {count}"),
}  # fmt: skip
_LIST = 256


class TextsScreen(Page):
    """The page. :meth:`select` takes a UUID, or a :class:`~tripplanner.ui.texts.asking.Wanted`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.pair = pairs.chosen_pair(context.settings, context.language.code)
        self.deck: Deck | None = None
        self._row: TextRow | None = None
        self._job: Job | None = None
        self._stale = True
        self._choose_filter = True
        self.aids = Aids(context, self._show_help)
        self._build()
        context.bus.changed.connect(self._noticed)
        self.refresh()

    # -- building

    def _build(self) -> None:
        lines = column(self, (20, 10, 16, 12), 10)
        lines.addWidget(self._build_bar())
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        self._split.addWidget(self._build_list())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_cards())
        sentence = msg("Choose another filter, or another scope, to see other texts.")
        self._empty = EmptyState(self.context.theme, self.words, msg("Nothing is waiting here"), sentence)
        self._stack.addWidget(self._empty)
        self._split.addWidget(self._stack)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([self.context.theme.px(_LIST), 900])
        lines.addWidget(self._split, 1)

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        flow = Flow(bar, 12)
        self.pairs = narrow_combo(8)
        self.words.put(self.pairs, msg("From which language into which"), "setAccessibleName")
        for pair in pairs.pairs():
            self.pairs.addItem(self.words.say(pairs.pair_words(pair)), pair)
        self.pairs.setCurrentIndex(pairs.pairs().index(self.pair))
        self.pairs.activated.connect(lambda _index: self.choose_pair(self.pairs.currentData()))
        choices = [(key, Message(words.id, {"count": 0})) for key, words in _FILTERS.items()]
        self.filters = Segments(self.words, choices, msg("State of the translation"))
        self.filters.choose("all")
        self.filters.chosen.connect(lambda _key: self._filter())
        share = QWidget()
        line = row(share, gap=8)
        self._share = text_label(strong=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(110)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.put(self._bar, msg("Translated"), "setAccessibleName")
        line.addWidget(self.words.put(text_label(ink="text2"), msg("Translated")))
        line.addWidget(self._bar)
        line.addWidget(self._share)
        share.setMinimumHeight(self.context.theme.px(32))
        for widget in (self.pairs, self.filters, share):
            flow.addWidget(widget)
        return bar

    def _build_list(self) -> QFrame:
        card = frame("card")
        lines: QVBoxLayout = column(card, (8, 8, 8, 8), 6)
        self.scopes = narrow_combo(12)
        self.words.put(self.scopes, msg("Whose texts"), "setAccessibleName")
        for key, message in _SCOPES.items():
            self.scopes.addItem(self.words.say(message), key)
        self.scopes.activated.connect(lambda _index: self.choose_scope(self.scopes.currentData()))
        self.search = search_field(self.words, msg("Filter the texts…"), self.context.theme)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.model = TextModel(self.words.say, lambda: self.context.language.code, self)
        self.list = TextList(self.context.theme, self.model, self.words)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        lines.addWidget(self.scopes)
        lines.addWidget(self.search)
        lines.addWidget(self.list, 1)
        card.setMinimumWidth(self.context.theme.px(190))
        return card

    def _build_cards(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        self.source = SourceCard(self.context, self.words)
        self.target = TargetCard(self.context, self.words)
        self.help = HelpCard(self.context, self.words)
        self.checks = ChecksCard(self.context, self.words)
        for place, card in enumerate((self.source, self.target, self.help, self.checks)):
            grid.addWidget(card, place // 2, place % 2)
        for n in (0, 1):
            grid.setColumnStretch(n, 1)
            grid.setRowStretch(n, 11 if n == 0 else 12)
        self.source.harmless.connect(self.no_effect)
        self.target.typed.connect(self._write)
        self.target.left.connect(self._left)
        self.target.changed.connect(self._look)
        self.target.finished.connect(self.validate)
        self.target.editor.digit.connect(self.help.press)
        self.help.insert.connect(self.target.insert)
        self.help.suggest.connect(self._take_over)
        self.checks.mended.connect(self.target.replace)
        return made

    # -- reading

    def refresh(self) -> None:
        asked = self._asked()
        if self.deck is not None and self.deck.asked == asked and not self._stale:
            return
        self._stale = False
        self.scopes.setEnabled(self.context.shell.trip is not None)
        if asked.scope == "library":
            self._read_in_a_job(asked)
        else:
            self._show_deck(Deck(asked, self.context.workspace.get(read_texts, asked.scope, asked.trip)))

    def _asked(self) -> Asked:
        trip = self.context.shell.trip
        scope: Scope = self.scopes.currentData() if trip is not None else "library"
        return Asked(scope, None if scope == "library" else trip, *self.pair)

    def _read_in_a_job(self, asked: Asked) -> None:
        if self._job is not None:
            self._job.cancel()
        workspace = self.context.workspace

        def work(progress: Any) -> Deck:
            return Deck(asked, workspace.get(read_texts, asked.scope, asked.trip, progress))

        self._job = self.context.jobs.start(msg("Reading the texts"), work, done=self._arrived, cancelled=lambda: None)

    def _arrived(self, deck: Any) -> None:
        self._job = None
        if deck.asked == self._asked():
            self._show_deck(deck)

    def _show_deck(self, deck: Deck) -> None:
        self.deck = deck
        if self._choose_filter:
            self._choose_filter = False
            self.filters.choose(_first_filter(deck))
        self._count()
        self._filter()

    def _count(self) -> None:
        if self.deck is None:
            return
        found = self.deck.count()
        numbers = {"missing": found.missing, "stale": found.stale, "draft": found.draft, "all": found.total}
        for key, words in _FILTERS.items():
            self.filters.relabel(key, Message(words.id, {"count": numbers[key]}))
        self._bar.setRange(0, max(1, found.total))
        self._bar.setValue(found.total - found.open)
        self._share.setText(self.words.say(msg("{percent} %", percent=found.share)))

    def _noticed(self, changes: Any) -> None:
        """Somebody wrote: read those records again; everything, where records came or went or links changed."""
        self.aids.noticed(changes.tables)
        if self.deck is None:
            return
        by_table: dict[str, list[str]] = {}
        for table, uuid in changes.rows:
            by_table.setdefault(table, []).append(uuid)
        if not changes.rows or not self.deck.knows(uuid for _table, uuid in changes.rows):
            self._stale = True
            if self.isVisible():
                self.refresh()
            return
        fresh = [one for table, uuids in by_table.items() for one in self._again(table, uuids)]
        self.aids.put(fresh)
        if not self.deck.put(fresh):
            self._stale = True
        self.refresh() if self._stale and self.isVisible() else self._touched()

    def _again(self, table: str, uuids: list[str]) -> list[TextRow]:
        return self.context.workspace.get(read_again, table, uuids)

    def _touched(self) -> None:
        """Texts changed, not which ones there are."""
        self._count()
        self.model.touch()
        if self._row is not None and self.deck is not None:
            self._show(self.deck.find(self._row.key))

    # -- choosing

    def choose_pair(self, pair: tuple[str, str]) -> None:
        """Translate from one language into another."""
        self.target.form.forget()
        self.pair = (pair[0], pair[1])
        self.pairs.setCurrentIndex(pairs.pairs().index(self.pair))
        pairs.keep_pair(self.context.settings, self.pair)
        self._choose_filter = True
        self.refresh()

    def choose_scope(self, scope: Scope) -> None:
        """Show whose texts."""
        self.target.form.forget()
        self.scopes.setCurrentIndex(self.scopes.findData(scope))
        self.refresh()

    def choose_filter(self, which: str) -> None:
        """Show the texts of one state."""
        self._choose_filter = False
        self.filters.choose(which)
        self._filter()

    def _filter(self) -> None:
        if self.deck is None:
            return
        key = self._row.key if self._row is not None else ""
        which: Filter = self.filters.current() or "all"  # type: ignore[assignment]
        self.deck.filter(which, self.search.text())
        self.model.show_deck(self.deck)
        position = self.deck.position(key) if key else -1
        self._stack.setCurrentIndex(0 if self.deck.shown else 1)
        if self.deck.shown:
            self.list.choose(max(0, position))
        else:
            self._show(None)

    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.deck.row(now.row()) if self.deck is not None and now.isValid() else None
        if row is not None:
            self._show(row)

    def _show(self, row: TextRow | None) -> None:
        fresh = row is None or self._row is None or row.key != self._row.key
        if fresh:
            QGuiApplication.inputMethod().commit()
            self.target.form.forget()
        self._row = row
        self.source.show_row(row, *self.pair)
        self.target.show_row(row, self.pair[1], self._locked(row), fresh=fresh)
        self._show_help()
        self._look()

    def _locked(self, row: TextRow | None) -> Message | None:
        if self.context.workspace.read_only:
            return msg("This database is open read-only.")
        if row is not None and row.locked:
            return msg("The trip is archived: its texts are read, not changed.")
        return None

    def select(self, target: object) -> None:
        """Show the first text of a record (its UUID), or texts in a language and state: (language, filter)."""
        if isinstance(target, tuple):
            language, which = target
            if language != self.pair[1]:
                source = next(one for one in (self.pair[0], "fr", "en", "zh") if one != language)
                self.choose_pair((source, language))
            self.search.clear()
            self.choose_filter(which)
        elif isinstance(target, str) and self.deck is not None:
            found = next((row for row in self.deck.rows if row.uuid == target), None)
            if found is not None:
                self.search.clear()
                self.choose_filter("all")
                self.list.choose(self.deck.position(found.key))

    # -- help and checks

    def _show_help(self) -> None:
        row = self._row
        if row is None:
            self.help.show_help((), (), self.pair[1])
            return
        pair = (self.source.language, self.pair[1])
        words = self.source.words_shown
        terms = self.aids.terms(words, self.target.words_typed(), pair)
        self.help.show_help(terms, (), self.pair[1])

        def found(suggestions: Any) -> None:
            if self._row is not None and self._row.key == row.key and suggestions:
                self.help.show_help(terms, suggestions, self.pair[1])

        self.aids.suggest(words, pair, row.key, found)

    def _look(self) -> None:
        """Ask the checks about what stands in the editor."""
        typed = self.target.words_typed() if self._row is not None else ""
        found = self.aids.remarks(self.source.words_shown, typed, (self.source.language, self.pair[1]))
        self.checks.show_remarks(self._row, found, not typed.strip())
        self.target.mark([one.span for one in found if one.span is not None])

    def _take_over(self, words: str) -> None:
        """A suggestion is the whole translation of an empty one; elsewhere it is put at the cursor."""
        if self.target.words_typed().strip():
            self.target.insert(words)
        else:
            self.target.replace(words)

    # -- writing

    def _write(self, words: str) -> None:
        """Keep what was typed; how the translation stands is the person's to say."""
        row = self._row
        if row is None or words == row.text.get(self.pair[1]):
            return
        ref = TextRef(row.field.table, row.uuid, row.field.attribute, row.number)
        self._do(msg("translate “{field}”", field=row.field.words), row, writing.write_translation, ref, words)

    def _left(self) -> None:
        """The field was left: its words are shown as they were kept, and the next edit is a step of its own."""
        self.context.workspace.leave()
        if self._row is not None:
            self.target.put(self._row.text.get(self.pair[1]))

    def validate(self) -> None:
        """The translation is done: keep it as reviewed, and go to the next one that waits."""
        row = self._row
        if row is None or self.target.editor.composing or self._locked(row) is not None:
            return
        words = self.target.words_typed()
        if not words.strip():
            self.context.shell.say(msg("There is no translation yet."), "info", None)
            return
        following = self.deck.next_waiting(row.key) if self.deck is not None else ""
        self.target.form.flush()
        label = msg("translate “{field}”", field=row.field.words)
        done = self._do(label, row, writing.finish_translation, TextRef.of(self._row or row), words)
        self.context.workspace.leave()
        if done is not None:
            self._go_on(following)

    def _go_on(self, key: str) -> None:
        """Show the next text; the filter takes away what no longer waits."""
        self._row = self.deck.find(key) if self.deck is not None and key else self._row
        self._filter()
        if not key:
            self.context.shell.say(msg("No other text is waiting here."), "ok", None)
        if self.deck is not None and self._row is not None:
            self._show_again()
            self.target.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_again(self) -> None:
        row, self._row = self._row, None
        self._show(row)

    def no_effect(self) -> None:
        """What changed in the source does not concern the translation."""
        row = self._row
        if row is None or row.state(self.pair[1]) != "stale" or self._locked(row) is not None:
            return
        self.target.form.forget()
        following = self.deck.next_waiting(row.key) if self.deck is not None else ""
        label = msg("no effect on the translation of “{field}”", field=row.field.words)
        if self._do(label, row, writing.no_effect, TextRef.of(row)) is not None and following:
            self._go_on(following)

    def mark_draft(self) -> None:
        """Somebody has to read this translation again."""
        row = self._row
        if row is not None and self._locked(row) is None:
            self.target.form.forget()
            self._do(msg("mark “{field}” as a draft", field=row.field.words), row, writing.mark_draft, TextRef.of(row))

    def _do(self, label: Message, row: TextRow, verb: Callable[..., Text], ref: TextRef, *words: str) -> Text | None:
        """One step; typing in one field is one, whatever is typed and said of it."""
        trip = self.context.shell.trip
        scope = trip_uuid(self.context, trip) if trip is not None else None
        key = f"{row.key}/{self.pair[1]}"
        try:
            return self.context.workspace.do(label, verb, ref, self.pair[1], *words, scope=scope, merge_key=key)
        except TripPlannerError as error:
            self.context.shell.trouble(error)
            return None

    def copy_source(self) -> None:
        """Put the source into the clipboard; into an empty translation too."""
        if self._row is None or self.target.editor.composing:
            return
        QGuiApplication.clipboard().setText(self.source.words_shown)
        if not self.target.words_typed().strip() and self._locked(self._row) is None:
            self.target.replace(self.source.words_shown)

    def step(self, by: int) -> None:
        """The text before or after, whatever its state."""
        if self.deck is not None and self._row is not None:
            position = self.deck.position(self._row.key) + by
            if 0 <= position < len(self.deck.shown):
                self.list.choose(position)

    # -- the page

    def offers(self) -> dict[str, Callable[[], object]]:
        return {
            "filter": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "content_language": self._next_pair,
            "validate_text": self.validate,
            "copy_source": self.copy_source,
            "no_effect": self.no_effect,
            "mark_draft": self.mark_draft,
            "next_text": lambda: self.step(1),
            "previous_text": lambda: self.step(-1),
        }

    def _next_pair(self) -> None:
        known = pairs.pairs()
        self.choose_pair(known[(known.index(self.pair) + 1) % len(known)])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        number = digit_of(event) if event.modifiers() == Qt.KeyboardModifier.AltModifier else None
        if number is not None:
            self.help.press(number)
        else:
            super().keyPressEvent(event)

    def panes(self) -> list[QWidget]:
        return [self.filters, self.list, self.source.view, self.target.editor, self.help, self.checks]

    def home(self) -> QWidget:
        return self.list

    def retext(self) -> None:
        for combo, words in ((self.scopes, list(_SCOPES.values())),):
            for place, message in enumerate(words):
                combo.setItemText(place, self.words.say(message))
        self._count()
        self.model.touch()
        if self.isVisible():
            self._show_again()

    def memory(self) -> tuple[str, str, str, str]:
        key = self._row.key if self._row is not None else ""
        return str(self.scopes.currentData()), self.filters.current(), self.search.text(), key

    def recall(self, memory: tuple[str, str, str, str]) -> None:
        scope, which, needle, key = memory
        self.choose_scope(scope)  # type: ignore[arg-type]
        self.search.setText(needle)
        self.choose_filter(which)
        if self.deck is not None and key:
            self.list.choose(self.deck.position(key))

    def leave(self) -> None:
        QGuiApplication.inputMethod().commit()
        self.target.form.forget()

    def drop(self) -> None:
        self.target.stop()
        if self._job is not None:
            self._job.cancel()


def _first_filter(deck: Deck) -> Filter:
    """What is most urgent among the texts there are."""
    found = deck.count()
    return "stale" if found.stale else "missing" if found.missing else "draft" if found.draft else "all"
