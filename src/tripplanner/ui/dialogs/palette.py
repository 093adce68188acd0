"""The palette on screen: one field, one list. Arrows choose, Enter does, Esc returns to where one was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.context import Context, Frame
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.palette.matching import Entry, fitting, parse
from tripplanner.ui.palette.painting import ENTRY, EntryPainter
from tripplanner.ui.palette.sources import (
    PAGES,
    action_entries,
    answered,
    ask_entries,
    found_entries,
    hit_entries,
    page_entries,
    recent,
    remembered,
)
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import column, frame, row, rule, search_field, text_label

WIDTH, HEIGHT = 620, 556
_HEADS: dict[str, Message] = {"go": msg("Go to"), "do": msg("Do"), "ask": msg("Ask")}
_PEOPLE = ("contacts", "delegates", "members")
_RECENT = "palette/recent"
_MOST_DONE = 6  # actions and pages shown beside what was found
Index = QModelIndex | QPersistentModelIndex


@unfailing
class Found(QAbstractListModel):
    """Headings (strings) and entries, in the order shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[str | Entry] = []

    def show_entries(self, entries: Sequence[Entry], heads: dict[str, str]) -> None:
        """Entries under the heading of their group."""
        self.beginResetModel()
        self._lines = []
        for group, head in heads.items():
            of_group = [entry for entry in entries if entry.group == group]
            if of_group:
                self._lines += [head, *of_group]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else line.said
        return line if role == ENTRY and isinstance(line, Entry) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(index.data(ENTRY), Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


def _is_of(entry: Entry, kind: str) -> bool:
    """Whether a prefix lets the entry through."""
    return {"do": entry.group == "do", "people": entry.kind in _PEOPLE, "themes": entry.kind == "themes",
            "dates": entry.kind == "days"}[kind]  # fmt: skip


@unfailing
class Scrim(QWidget):
    """Dims the window behind the palette."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        shade = QColor(self.palette().shadow().color())
        shade.setAlphaF(0.32)
        QPainter(self).fillRect(self.rect(), shade)


class Palette(Dialog):
    """``chosen`` is the entry after :meth:`exec` gave true."""

    def __init__(self, frame_: Frame, context: Context | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.chosen: Entry | None = None
        self.words = Words(frame_.language, self)
        self._theme = frame_.theme
        self.words.put(self, msg("Search or act…"), "setWindowTitle")
        self._frame, self._context = frame_, context
        self._pages = [*page_entries(frame_.language)] if context is not None else []
        self._actions = [*action_entries(frame_.actions, frame_.language)]
        if context is not None:
            workspace, code = context.workspace, frame_.language.code
            frame_.jobs.start(
                msg("Preparing the search"), lambda _p: workspace.get(found_entries, "a", parse("a"), code, None)
            )
        self._build(frame_.theme)
        self._scrim = Scrim(parent)
        self._scrim.setGeometry(parent.rect())
        self._scrim.show()
        self.finished.connect(self._scrim.deleteLater)
        px = frame_.theme.px
        wide, high = min(px(WIDTH), parent.width() - 40), min(px(HEIGHT), parent.height() - 92)
        self.setGeometry(parent.x() + (parent.width() - wide) // 2, parent.y() + 72, wide, high)
        self._search("")

    def _build(self, theme: Theme) -> None:
        self.field = search_field(self.words, msg("Search or act…"), theme)
        self.model = Found(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self._painter = EntryPainter(theme, self)
        self.list.setItemDelegate(self._painter)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.put(self.list, msg("Results"), "setAccessibleName")
        self.list.clicked.connect(self._take)
        self.nothing = self.words.put(text_label(ink="text2"), msg("Nothing fits."))
        foot = row(margins=(12, 6, 12, 8), gap=20)
        for hint in (msg("> actions"), msg("@ people"), msg("# themes"), msg(": dates")):
            foot.addWidget(self.words.put(text_label(ink="text2", size="dense"), hint))
        foot.addStretch(1)
        foot.addWidget(self.words.put(text_label(ink="text2", size="dense"), msg("↑ ↓ choose · Esc close")))
        card = frame("card")
        lines = column(card, (12, 14, 12, 0), 6)
        for part in (self.field, self.nothing):
            lines.addWidget(part)
        lines.addWidget(self.list, 1)
        lines.addWidget(rule())
        lines.addLayout(foot)
        column(self).addWidget(card)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.field.setFocus()

    def _search(self, typed: str) -> None:
        question = parse(typed)
        found = [entry for entry in self._entries(typed) if not question.kind or _is_of(entry, question.kind)]
        self._put(found)

    def _entries(self, typed: str) -> list[Entry]:
        """Everything that answers; for no question what was opened lately, the pages, and what can be done."""
        question = parse(typed)
        pages, actions = fitting(self._pages, question), fitting(self._actions, question)
        if self._context is None or question.kind == "do":
            return [*pages, *actions]
        workspace, code, trip = self._context.workspace, self._frame.language.code, self._frame.shell.trip
        if not typed.strip():
            latest = recent(self._frame.settings.get(_RECENT, []))
            return [*latest, *pages, *workspace.get(ask_entries, question, code, trip), *actions]
        records = workspace.get(found_entries, typed, question, code, trip)
        asked = [] if question.kind else workspace.get(ask_entries, question, code, trip)
        return [*records, *pages[:_MOST_DONE], *actions[:_MOST_DONE], *asked]

    def _put(self, found: Sequence[Entry]) -> None:
        self.model.show_entries(found, {group: self.words.say(head) for group, head in _HEADS.items()})
        self.nothing.setVisible(not found)
        self._move(1, start=-1)

    def _move(self, step: int, start: int | None = None) -> None:
        """Select the next entry in a direction; headings are passed over."""
        at = self.list.currentIndex().row() if start is None else start
        count = self.model.rowCount()
        for _ in range(count):
            at = (at + step) % count
            index = self.model.index(at)
            if index.data(ENTRY) is not None:
                self.list.setCurrentIndex(index)
                self.field.setAccessibleDescription(str(index.data()))
                return

    def _take(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        if entry.run[0] == "ask" and self._context is not None:
            entry = self._answer(entry, self._context)
        if entry is not None:
            settings = self._frame.settings
            settings.set(_RECENT, remembered(entry, settings.get(_RECENT, [])))
            self.chosen = entry
            self.accept()

    def _answer(self, asked: Entry, context: Context) -> Entry | None:
        """The list that answers a question, to go to; records are shown here instead, to choose from."""
        code, trip = self._frame.language.code, self._frame.shell.trip
        answer = context.workspace.get(answered, asked.run[1], code, trip)
        if answer.filter is not None:
            page = PAGES[answer.kind][0]
            return replace(asked, run=("page", page, (answer.kind, answer.filter)))
        if answer.texts is not None:
            return replace(asked, run=("page", "texts", answer.texts))
        self._put(hit_entries(answer.hits, parse(""), code))
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            if event.key() in steps:
                for _ in range(abs(steps[Qt.Key(event.key())])):
                    self._move(1 if steps[Qt.Key(event.key())] > 0 else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)
