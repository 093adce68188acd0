"""The second face of the planner: each day as it is and as it is proposed, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.planner.comparing import ComparedDay, Entry
from tripplanner.planning.planner.wishes import LeftOut
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip, one_line
from tripplanner.ui.programme.times import Clock
from tripplanner.ui.theme.tokens import BODY, DENSE
from tripplanner.ui.widgets.basics import column, frame, row, text_label
from tripplanner.ui.widgets.wrapped import WrappedList

STATE = {"moves": msg("moves"), "new": msg("new"), "off": msg("back to place")}
INK = {"stays": "text2", "moves": "warn.ink", "new": "accent", "off": "error.ink"}
Pair = tuple[Entry | None, Entry | None]


class Comparison(QWidget):
    """A tree of days with two columns; ``changed`` when another day is chosen. ``names`` are those of sub-groups."""

    changed = Signal()

    def __init__(self, context: Context, words: Words, words_of: Callable[[Text], str]) -> None:
        super().__init__()
        self._context, self.words, self._words_of = context, words, words_of
        self._clock = Clock(context.language.code, context.language.say)
        self._off: set[date] = set()
        self.names: Mapping[int, str] = {}
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionsMovable(False)
        words.put(self.tree, msg("Each day as it is and as it is proposed"), "setAccessibleName")
        self.tree.itemChanged.connect(self._switched)
        self.left = self._list(msg("Sites left out, and why"))
        self.notes = self._list(msg("Sub-groups that go their own ways"))
        self.notes_title = words.put(text_label(strong=True, wrap=True), msg("Sub-groups that go their own ways"))
        self.left_title = text_label(strong=True, wrap=True)
        self._build()

    def _list(self, name: Message) -> QListWidget:
        made = WrappedList()
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.words.put(made, name, "setAccessibleName")
        return made

    def _build(self) -> None:
        days, out = frame("card"), frame("card")
        column(days, (1, 1, 1, 1), 0).addWidget(self.tree)
        lines = column(out, (12, 10, 6, 6), 6)
        lines.addWidget(self.left_title)
        lines.addWidget(self.left, 3)
        lines.addWidget(self.notes_title)
        lines.addWidget(self.notes, 2)
        sides = row(self, gap=12)
        sides.addWidget(days, 5)
        sides.addWidget(out, 2)

    def show_days(self, days: Iterable[ComparedDay], left: Iterable[LeftOut], notes: Iterable[Message] = ()) -> None:
        """Show a proposal; days that were switched off stay so. ``notes`` say what it treats as one."""
        place = self.tree.verticalScrollBar().value()
        self.tree.blockSignals(True)
        self.tree.clear()
        self.tree.setHeaderLabels([self.words.say(msg("As it is")), self.words.say(msg("As proposed"))])
        for day in days:
            self._add(day)
        self.tree.expandAll()
        if first := self.tree.topLevelItem(0):
            self.tree.setCurrentItem(first)
        self.tree.blockSignals(False)
        self.tree.verticalScrollBar().setValue(place)
        self._show_left(list(left))
        self._show_notes(list(notes))
        self.changed.emit()

    def _add(self, day: ComparedDay) -> None:
        head = QTreeWidgetItem([self._clock.day_title(day.day), self._summary(day)])
        head.setData(0, Qt.ItemDataRole.UserRole, day.day.toordinal())
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        head.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if day.changes else flags)
        if day.changes:
            off = day.day in self._off
            head.setCheckState(0, Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
        theme = self._context.theme
        head.setSizeHint(0, QSize(0, theme.px(28)))
        for at in (0, 1):
            head.setFont(at, theme.sized(BODY, bold=True))
            head.setBackground(at, theme.colour("sunken"))
        self.tree.addTopLevelItem(head)
        for pair in paired(day):
            head.addChild(self._row(pair))

    def _row(self, pair: Pair) -> QTreeWidgetItem:
        line = QTreeWidgetItem([self._entry(one) if one else "" for one in pair])
        for at, one in enumerate(pair):
            if one is not None:
                line.setToolTip(at, for_tooltip(line.text(at)))
                line.setForeground(at, self._context.theme.colour(INK[one.state]))
        line.setSizeHint(0, QSize(0, self._context.theme.px(24)))
        line.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        return line

    def _entry(self, entry: Entry) -> str:
        """``14:35–15:50 · new · unverified · Title``: what is to be known comes before what may be cut."""
        notes: list[Message] = [STATE[entry.state]] if entry.state in STATE else []
        notes += [msg("estimate")] if entry.estimate else []
        notes += [msg("unverified")] if entry.unverified else []
        notes += [msg("for {groups}", groups=self._named(entry.groups))] if entry.groups else []
        title = one_line(self._words_of(entry.title))
        return " · ".join((self._clock.times(entry.start, entry.end), *map(self.words.say, notes), title))

    def _named(self, groups: Iterable[int]) -> str:
        return self.words.say(msg("{names}", names=tuple(self.names.get(group, "") for group in sorted(groups))))

    def _summary(self, day: ComparedDay) -> str:
        if not day.changes:
            return self.words.say(msg("stays as it is"))
        visits = msgn("{n} visit", "{n} visits", day.visits[1])
        parts = [self.words.say(visits)]
        if day.driving:
            parts.append(self.words.say(msg("{time} on the road", time=self._clock.duration(day.driving))))
        if lodging := one_line(self._words_of(day.lodging)):
            parts.append(self.words.say(msg("night: {place}", place=lodging)))
        return " · ".join(parts)

    def _show_left(self, left: list[LeftOut]) -> None:
        self.left.clear()
        count = len(left)
        said = msgn("{n} site left out", "{n} sites left out", count) if count else msg("No site is left out")
        self.words.put(self.left_title, said)
        for one in left:
            name, why = one_line(self._words_of(one.name)), self.words.say(one.why)
            for words, strong in ((name, True), (why, False)):
                line = QListWidgetItem(words)
                line.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}\n{why}")
                line.setFont(self._context.theme.sized(DENSE, strong))
                line.setForeground(self._context.theme.colour("text" if strong else "text2"))
                self.left.addItem(line)

    def _show_notes(self, notes: list[Message]) -> None:
        self.notes.clear()
        self.notes.setVisible(bool(notes))
        self.notes_title.setVisible(bool(notes))
        for note in notes:
            line = QListWidgetItem(self.words.say(note))
            line.setFont(self._context.theme.sized(DENSE, False))
            line.setForeground(self._context.theme.colour("text2"))
            self.notes.addItem(line)

    def days(self) -> set[date]:
        """The days to take over."""
        heads = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return {_day(head) for head in heads if head and _switchable(head) and head.checkState(0) is _ON}

    def _switched(self, item: QTreeWidgetItem, at: int) -> None:
        if at == 0 and item.parent() is None and _switchable(item):
            (self._off.discard if item.checkState(0) is _ON else self._off.add)(_day(item))
            self.changed.emit()


_ON = Qt.CheckState.Checked


def _switchable(item: QTreeWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)


def _day(item: QTreeWidgetItem) -> date:
    return date.fromordinal(int(item.data(0, Qt.ItemDataRole.UserRole)))


def paired(day: ComparedDay) -> Iterator[Pair]:
    """The two sides of a day in order of time; what stays stands on one line."""
    now = sorted(day.present, key=lambda one: (one.start, one.end))
    then = sorted(day.proposed, key=lambda one: (one.start, one.end))
    while now or then:
        if now and then and _beside(now[0], then[0]):
            yield now.pop(0), then.pop(0)
        elif now and (not then or now[0].start <= then[0].start):
            yield now.pop(0), None
        else:
            yield None, then.pop(0)


def _beside(now: Entry, then: Entry) -> bool:
    """Do two entries share a line? The same item does, and two that begin together when neither stays."""
    if now.start != then.start:
        return False
    return now.item_id == then.item_id or "stays" not in (now.state, then.state)
