"""The sheet that goes through pairs of records that may be the same: choose, make one, or say they are two."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSizePolicy,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.merging.comparing import BOTH, LEFT, RIGHT, Comparison, FieldPair, compare
from tripplanner.planning.merging.finding import Pair, duplicates, tell_apart
from tripplanner.planning.merging.merging import merge, merging_into
from tripplanner.planning.privacy.classes import KINDS
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.duplicates.side import Side
from tripplanner.ui.duplicates.words import choices, value_words
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script, one_line
from tripplanner.ui.records.values import Writer
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import button, column, row, scrolled, text_label

_PROTECTED, _MASKED = "protected/", "••••••"
_MARGIN = 8


@unfailing
class _Whole(QStyledItemDelegate):
    """As tall as all lines of a pair need in the width there is: both names, and why they may be the same."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        view = self.parent()
        assert isinstance(view, QListWidget)
        room = QRect(0, 0, max(view.viewport().width() - 2 * _MARGIN, 80), 10_000)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        needed = view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        return QSize(room.width(), needed.height() + 2 * _MARGIN)


class DuplicatesSheet(Dialog):
    """``kind`` is one of ``matchers()``. The pairs are looked for in a job."""

    def __init__(self, context: Context, kind: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self.kind = context, kind
        self.pairs: list[Pair] = []
        self.seen: Comparison | None = None
        self.sides: dict[str, tuple[Side, Side]] = {}
        self.words = Words(context.language, self)
        self.words.put(self, msg("Duplicates"), "setWindowTitle")
        self.resize(980, 640)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)  # or a pair keeps the height it had in another width
        self.list.setItemDelegate(_Whole(self.list))
        self.words.put(self.list, msg("Pairs that may be the same"), "setAccessibleName")
        self.said = text_label(ink="text2", wrap=True)
        self.trouble = text_label(ink="error", wrap=True)
        self.trouble.hide()
        self.list.setSpacing(3)
        self.list.setItemDelegate(_Whole(self.list))
        self._area = scrolled(QWidget())
        self.grid = QGridLayout()
        self.keep: dict[str, QRadioButton] = {}
        self._build()
        self.list.currentRowChanged.connect(self.show_pair)
        self.search()

    def _build(self) -> None:
        self.apart = button(self.words, msg("They are two"), "", self._context.theme, "split")
        self.one = button(self.words, msg("Make them one"), "filled", self._context.theme, "check")
        close = button(self.words, msg("Close"))
        self.apart.clicked.connect(self.tell_apart)
        self.one.clicked.connect(self.make_one)
        close.clicked.connect(self.reject)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self.list)
        panes.addWidget(self._area)
        panes.setSizes([280, 660])
        foot = row(gap=10)
        foot.addWidget(close)
        foot.addStretch(1)
        foot.addWidget(self.apart)
        foot.addWidget(self.one)
        lines = column(self, (20, 16, 20, 14), 10)
        lines.addWidget(self.said)
        lines.addWidget(panes, 1)
        lines.addWidget(self.trouble)
        lines.addLayout(foot)

    # -- looking

    def search(self) -> None:
        """Look for pairs, beside the window."""
        self._tell(msg("Looking for records that may be the same…"))
        self._enable()
        workspace = self._context.workspace
        work = lambda progress: workspace.get(duplicates, self.kind, progress)  # noqa: E731
        self._context.jobs.start(msg("Looking for duplicates"), work, done=self._found)

    def _found(self, found: object) -> None:
        self.show_pairs(found)  # type: ignore[arg-type]

    def show_pairs(self, pairs: Sequence[Pair], at: int = 0) -> None:
        """Show these pairs and choose one."""
        self.pairs = list(pairs)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for pair in self.pairs:
            reasons = self._join([self._say(reason) for reason in pair.reasons])
            item = QListWidgetItem(f"{one_line(pair.names[0])}\n{one_line(pair.names[1])}\n{reasons}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{pair.names[0]}, {pair.names[1]}, {reasons}")
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        self._tell(
            msgn("{n} pair may be the same.", "{n} pairs may be the same.", len(self.pairs))
            if self.pairs
            else msg("No two records look the same.")
        )
        self.list.setCurrentRow(min(at, len(self.pairs) - 1))
        self.show_pair(self.list.currentRow())

    def show_pair(self, at: int) -> None:
        """The two records side by side."""
        self.trouble.hide()
        self.seen = None
        self._clear()
        pair = self.pairs[at] if 0 <= at < len(self.pairs) else None
        if pair is not None:
            try:
                self.seen = self._context.workspace.get(compare, self.kind, pair.left, pair.right)
            except NotFound:
                self._drop(pair)
                return
            self._show(pair, self.seen)
        self._enable()

    def _show(self, pair: Pair, seen: Comparison) -> None:
        """Heads, then what differs, then what is equal on both sides."""
        ground = QWidget()
        self.grid = QGridLayout(ground)
        self.grid.setContentsMargins(12, 4, 8, 8)
        self.grid.setHorizontalSpacing(10)
        group = QButtonGroup(ground)
        for at, (side, name) in enumerate(((LEFT, pair.names[0]), (RIGHT, pair.names[1]))):
            self.grid.addLayout(self._head(at, side, one_line(name) or "–", seen, group), 0, at + 1)
        for field in (one for one in seen.fields if not one.same):
            self._add_choice(field)
        for kind in seen.protected:
            self._add_protected(kind, seen.survivor)
        for field in (one for one in seen.fields if one.same and one.left):
            at = self.grid.rowCount()
            self.grid.addWidget(self._caption(field), at, 0, Qt.AlignmentFlag.AlignTop)
            shown = text_label(ink="text2", wrap=True)
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            shown.setText(value_words(field, field.left, self.kind, self._writer()))
            self.grid.addWidget(shown, at, 1, 1, 2)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)
        self.grid.setRowStretch(self.grid.rowCount(), 1)
        self._area.setWidget(ground)
        ground.setAutoFillBackground(False)  # setWidget has just switched it on

    def _head(self, at: int, side: str, name: str, seen: Comparison, group: QButtonGroup) -> QVBoxLayout:
        """The name, how much leads to it, and whether it is the one that stays."""
        uses = msgn("used {n} time", "used {n} times", seen.uses[at])
        title = in_script(text_label(size="emphasis", strong=True, wrap=True), name)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        radio = QRadioButton()
        self.words.control(radio, msg("This one stays"))
        radio.setAccessibleDescription(self._say(msg("{name}, {uses}", name=name, uses=uses)))
        radio.setChecked(side == seen.survivor)
        group.addButton(radio)
        self.keep[side] = radio
        lines = column(gap=2)
        lines.addWidget(title)
        lines.addWidget(self.words.put(text_label(ink="text3", size="dense"), uses))
        lines.addWidget(radio)
        return lines

    def _add_choice(self, field: FieldPair) -> None:
        at = self.grid.rowCount()
        self.grid.addWidget(self._caption(field), at, 0, Qt.AlignmentFlag.AlignTop)
        made: list[Side] = []
        for column_, (side, value) in enumerate(((LEFT, field.left), (RIGHT, field.right)), start=1):
            words = value_words(field, value, self.kind, self._writer())
            one = Side(self._context.theme, words, f"{self._say(field.title)}, {one_line(words)}")
            one.setChecked(field.choice in (side, BOTH))
            one.clicked.connect(lambda _on, field=field, side=side: self._chosen(field, side))
            made.append(one)
            self.grid.addWidget(one, at, column_)
        self.sides[field.key] = (made[0], made[1])
        if field.both:
            made[0].setToolTip(self._say(msg("Both can be kept: choose both sides.")))

    def _add_protected(self, kind: str, survivor: str) -> None:
        """Both have a protected value of this kind: which one is kept, unseen."""
        self._add_choice(FieldPair(f"{_PROTECTED}{kind}", KINDS[kind].title, _MASKED, _MASKED, False, survivor))

    def _chosen(self, field: FieldPair, side: str) -> None:
        """One side or, where both can be kept, both; never none."""
        left, right = self.sides[field.key]
        own, other = (left, right) if side == LEFT else (right, left)
        if not own.isChecked() and not other.isChecked():
            own.setChecked(True)
        elif own.isChecked() and not field.both:
            other.setChecked(False)

    # -- deciding

    def chosen(self) -> dict[str, str]:
        """What was chosen of each field that differs: *left*, *right*, *both*."""
        found: dict[str, str] = {}
        for key, (left, right) in self.sides.items():
            both = left.isChecked() and right.isChecked()
            found[key] = BOTH if both else LEFT if left.isChecked() else RIGHT
        return found

    def survivor(self) -> str:
        """The side that stays."""
        return RIGHT if self.keep and self.keep[RIGHT].isChecked() else LEFT

    def make_one(self) -> None:
        """Merge the pair that is shown; one step to undo."""
        at = self.list.currentRow()
        if self.seen is None or not 0 <= at < len(self.pairs):
            return
        pair, survivor = self.pairs[at], self.survivor()
        keep, drop = (pair.left, pair.right) if survivor == LEFT else (pair.right, pair.left)
        kept = pair.uuids[0 if survivor == LEFT else 1]
        picked = choices(self.seen, self.chosen(), survivor)
        taking = frozenset(kind for kind in self.seen.protected if self.chosen()[f"{_PROTECTED}{kind}"] != survivor)
        vault = self._context.workspace.vault
        if self._do(merging_into(kept), merge, self.kind, keep, drop, picked, vault, taking):
            rest = [one for one in self.pairs if drop not in (one.left, one.right)]
            self.show_pairs(rest, at)

    def tell_apart(self) -> None:
        """They are two: nobody is asked again."""
        at = self.list.currentRow()
        if 0 <= at < len(self.pairs):
            pair = self.pairs[at]
            if self._do(msg("tell two records apart"), tell_apart, *pair.uuids):
                self._drop(pair)

    def _do(self, label: Message, verb: Callable[..., object], *arguments: object) -> bool:
        try:
            self._context.workspace.do(label, verb, *arguments)
        except TripPlannerError as error:
            self.trouble.setText(error.sentence(self._context.language.code))
            self.trouble.show()
            return False
        return True

    def _drop(self, pair: Pair) -> None:
        at = self.pairs.index(pair)
        self.show_pairs([one for one in self.pairs if one is not pair], at)

    # -- small things

    def _writer(self) -> Writer:
        code = self._context.language.code
        first, second = content_languages(self._context.settings, code)
        return Writer(code, self._say, first, second)

    def _caption(self, field: FieldPair) -> QWidget:
        made = self.words.put(text_label(ink="text3", size="dense", wrap=True), field.title)
        made.setFixedWidth(self._context.theme.px(120))
        return made

    def _enable(self) -> None:
        able = self.seen is not None and not self._context.workspace.read_only
        self.apart.setEnabled(able)
        self.one.setEnabled(able)

    def _clear(self) -> None:
        self.sides, self.keep = {}, {}
        self._area.setWidget(QWidget())

    def _tell(self, message: Message) -> None:
        self.words.put(self.said, message)

    def _join(self, words: list[str]) -> str:
        return ("；" if self._context.language.code == "zh" else " · ").join(words)

    def _say(self, message: Message) -> str:
        return self._context.language.say(message)
