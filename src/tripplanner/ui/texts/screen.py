"""Texts and translations: a list at the left, the source beside the translation, help and checks below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from tripplanner.i18n import msg
from tripplanner.planning.texts.reading import Scope, TextRow, read_again
from tripplanner.ui.actions import digit_of
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.importing import Wanted, bring
from tripplanner.ui.jobs import Job
from tripplanner.ui.page import Page
from tripplanner.ui.texts import exporting, leading, pairs
from tripplanner.ui.texts.aids import Aids
from tripplanner.ui.texts.bar import TextBar
from tripplanner.ui.texts.checks_card import ChecksCard
from tripplanner.ui.texts.chooser import Chooser
from tripplanner.ui.texts.deck import Asked, Deck, Filter, read_deck
from tripplanner.ui.texts.help_card import HelpCard
from tripplanner.ui.texts.place import NextProblem
from tripplanner.ui.texts.preview import PreviewSheet
from tripplanner.ui.texts.source_card import SourceCard
from tripplanner.ui.texts.steps import TextSteps
from tripplanner.ui.texts.target_card import TargetCard
from tripplanner.ui.widgets.basics import column
from tripplanner.ui.widgets.empty import EmptyState

_LIST = 256


class TextsScreen(Page):
    """The page. :meth:`select` takes the UUID of a record, or a language with a filter."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.pair = pairs.chosen_pair(context.settings, context.language.code)
        self.deck: Deck | None = None
        self._row: TextRow | None = None
        self._job: Job | None = None
        self._stale = True
        self._choose_filter = True
        self.steps = TextSteps(context)
        self.sheet: Callable[[PreviewSheet], bool] = ask
        self.aids = Aids(context, self._aided)
        self._build()
        context.bus.changed.connect(self._noticed)
        self.refresh()

    # -- building

    def _build(self) -> None:
        lines = column(self, (20, 10, 16, 12), 10)
        self.bar = TextBar(self.context, self.words)
        self.bar.show_pair(self.pair)
        self.bar.pair_chosen.connect(self.choose_pair)
        self.bar.filter_chosen.connect(lambda _key: self._filter())
        self.bar.export_asked.connect(self._ask_where)
        self.filters = self.bar.filters
        lines.addWidget(self.bar)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        self.chooser = Chooser(self.context, self.words)
        self.chooser.scope_chosen.connect(self.choose_scope)
        self.chooser.searched.connect(self._filter)
        self.chooser.chosen.connect(self._show)
        self.search, self.list, self.model = self.chooser.search, self.chooser.list, self.chooser.model
        self._split.addWidget(self.chooser)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_cards())
        sentence = msg("Choose another filter, or another scope, to see other texts.")
        self._empty = EmptyState(self.context.theme, self.words, msg("Nothing is waiting here"), sentence)
        self._stack.addWidget(self._empty)
        self._split.addWidget(self._stack)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([self.context.theme.px(_LIST), 900])
        lines.addWidget(self._split, 1)

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
        self.checks.preview.connect(self.preview)
        return made

    # -- reading

    def refresh(self) -> None:
        asked = self._asked()
        if self.deck is not None and self.deck.asked == asked and not self._stale:
            return
        self._stale = False
        self.chooser.scopes.setEnabled(self.context.shell.trip is not None)
        if asked.scope == "library":
            self._read_in_a_job(asked)
        else:
            self._show_deck(self.context.workspace.get(read_deck, asked))

    def _asked(self) -> Asked:
        trip = self.context.shell.trip
        scope: Scope = self.chooser.scope() if trip is not None else "library"
        return Asked(scope, None if scope == "library" else trip, *self.pair)

    def _read_in_a_job(self, asked: Asked) -> None:
        if self._job is not None:
            self._job.cancel()
        workspace = self.context.workspace

        def work(progress: Any) -> Deck:
            return workspace.get(read_deck, asked, progress).prepared()

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
        if self.deck is not None:
            self.bar.show_count(self.deck.count())

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
        now = self.deck.find(self._row.key) if self._row is not None and self.deck is not None else None
        if now is not self._row:
            self._show(now)

    # -- choosing

    def choose_pair(self, pair: tuple[str, str]) -> None:
        """Translate from one language into another."""
        self.target.form.forget()
        self.pair, self._row = (pair[0], pair[1]), None  # what is shown is another translation, whatever the text
        self.bar.show_pair(self.pair)
        pairs.keep_pair(self.context.settings, self.pair)
        self._choose_filter = True
        self.refresh()

    def choose_scope(self, scope: Scope) -> None:
        """Show whose texts."""
        self.target.form.forget()
        self.chooser.show_scope(scope)
        self.refresh()

    def choose_filter(self, which: str) -> None:
        """Show the texts of one state."""
        self._choose_filter = False
        self.filters.choose(which)
        self._filter()

    def _filter(self) -> None:
        if self.deck is None:
            return
        self.deck.filter(self.bar.current(), self.search.text())
        self._stack.setCurrentIndex(0 if self.deck.shown else 1)
        self.chooser.show_deck(self.deck, self._row.key if self._row is not None else "")
        if not self.deck.shown:
            self._show(None)

    def _show(self, row: TextRow | None) -> None:
        if row is not None and row is self._row:
            return
        fresh = row is None or self._row is None or row.key != self._row.key
        if fresh:
            QGuiApplication.inputMethod().commit()
            self.target.form.forget()
        self._row = row
        self.source.show_row(row, *self.pair)
        self.target.show_row(row, self.pair[1], self.steps.locked(row), fresh=fresh)
        self._show_help()
        self._look()

    def select(self, target: object) -> None:
        """Show the first text of a record (its UUID), one text (:class:`TextPlace`) ready to be typed in, or the texts
        in a language (empty: the chosen one) and state: (language, filter).
        """
        leading.show(self, target)

    # -- help and checks

    def _aided(self) -> None:
        """Terms, names or translations arrived."""
        self._show_help()
        self._look()

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
        if found is None:
            return
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
        self.steps.write(row, self.pair[1], words)

    def _left(self) -> None:
        """The field was left: its words are shown as they were kept, and the next edit is a step of its own."""
        self.context.workspace.leave()
        if self._row is not None:
            self.target.put(self._row.text.get(self.pair[1]))

    def validate(self) -> None:
        """The translation is done: keep it as reviewed, and go to the next one that waits."""
        row = self._row
        if row is None or self.target.editor.composing or self.steps.locked(row) is not None:
            return
        words = self.target.words_typed()
        if not words.strip():
            self.context.shell.say(msg("There is no translation yet."), "info", None)
            return
        following = self.deck.next_waiting(row.key) if self.deck is not None else ""
        self.target.form.flush()
        done = self.steps.finish(self._row or row, self.pair[1], words)
        self.context.workspace.leave()
        if done:
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
        if row is None or row.state(self.pair[1]) != "stale" or self.steps.locked(row) is not None:
            return
        self.target.form.forget()
        following = self.deck.next_waiting(row.key) if self.deck is not None else ""
        if self.steps.no_effect(row, self.pair[1]) and following:
            self._go_on(following)

    def mark_draft(self) -> None:
        """Somebody has to read this translation again."""
        row = self._row
        if row is not None and self.steps.locked(row) is None:
            self.target.form.forget()
            self.steps.mark_draft(row, self.pair[1])

    def copy_source(self) -> None:
        """Put the source into the clipboard; into an empty translation too."""
        if self._row is None or self.target.editor.composing:
            return
        QGuiApplication.clipboard().setText(self.source.words_shown)
        if not self.target.words_typed().strip() and self.steps.locked(self._row) is None:
            self.target.replace(self.source.words_shown)

    def preview(self) -> None:
        """Show the page that prints the text, as it stands now."""
        self.target.form.forget()
        if self._row is not None and self.context.shell.trip is not None:
            self.sheet(PreviewSheet(self.context, self._row, self.pair[1], self))

    def _ask_where(self) -> None:
        path = exporting.ask_where(self.context, self, self.pair)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the texts that the filter lets through, for an outside translator."""
        if self.deck is not None:
            self.target.form.forget()
            exporting.export(self.context, [self.deck.rows[place] for place in self.deck.shown], self.pair, path)

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
            "preview_text": self.preview,
            "next_problem": lambda: self.context.shell.go("programme", NextProblem(1)),
            "previous_problem": lambda: self.context.shell.go("programme", NextProblem(-1)),
            **self._from_translator(),
        }

    def _from_translator(self) -> dict[str, Callable[[], object]]:
        """What an outside translator sends back comes in by the import window."""
        if self.context.workspace.read_only:
            return {}
        return {"import": lambda: bring(self.context, Wanted("texts", (), self.context.shell.trip))}

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
        self.chooser.retext()
        self._count()
        if self.isVisible():
            self._show_again()

    def memory(self) -> tuple[str, str, str, str]:
        key = self._row.key if self._row is not None else ""
        return self.chooser.scope(), self.filters.current(), self.search.text(), key

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
