"""The tab with what the checks say: level by icon, word and colour; a click goes to the item."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks import Finding, Fix, rules
from tripplanner.ui.jobs import Jobs
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.findings import LEVELS, Findings, items_of
from tripplanner.ui.programme.remedies import LEVEL_WORDS, Remedies
from tripplanner.ui.programme.seeking import MANY, Seeker
from tripplanner.ui.programme.slots import TROUBLE_ICONS, TROUBLE_TONES
from tripplanner.ui.programme.wrap import height_of, lines
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column, text_label
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.flow import Flow

FINDING = int(Qt.ItemDataRole.UserRole)
DISMISSED = msg("Dismissed")
_INDENT, _GAP, _PAD = 34.0, 6.0, 8.0


class _Rows(QAbstractListModel):
    """Findings as a list; each is read as level, subject, sentence."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._titles = {key: rule.title for key, rule in rules().items()}
        self._sources = {key: rule.source for key, rule in rules().items()}
        self.findings: tuple[Finding, ...] = ()

    def put(self, findings: tuple[Finding, ...]) -> None:
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()

    def title(self, finding: Finding) -> str:
        found = self._titles.get(finding.rule)
        return self._words.say(found) if found is not None else finding.rule

    def sentence(self, finding: Finding) -> str:
        if finding.dismissed is None:
            return self._words.say(finding.what)
        return self._words.say(msg("{what} Dismissed: {reason}", what=finding.what, reason=finding.dismissed.reason))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.findings):
            return None
        finding = self.findings[index.row()]
        if role == FINDING:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(finding)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            why = self._sources.get(finding.rule)
            return for_tooltip(self._words.say(why)) if why is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            level = self._words.say(DISMISSED if finding.dismissed else LEVEL_WORDS[finding.level])
            return f"{level}: {self.title(finding)}. {self.sentence(finding)}"
        return None


class _Cards(QStyledItemDelegate):
    """Paints a finding as a card: icon, subject, sentence."""

    def __init__(self, theme: Theme, model: _Rows, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme, self._model, self._view = theme, model, parent

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sized(tokens.BODY, True), self._theme.sized(tokens.DENSE)

    def _width(self) -> int:
        return int(self._view.viewport().width() - _INDENT - _PAD - 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        del option
        finding = index.data(FINDING)
        bold, plain = self._fonts()
        high = height_of(self._model.title(finding), bold, self._width(), self._theme.px(18))
        high += height_of(self._model.sentence(finding), plain, self._width(), self._theme.px(16))
        return QSize(120, round(high + 2 * _PAD + _GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        finding: Finding = index.data(FINDING)
        tone = TROUBLE_TONES["informs" if finding.dismissed else finding.level]
        icon = "ban" if finding.dismissed else TROUBLE_ICONS[finding.level]
        box = QRectF(option.rect).adjusted(1, 1, -1, -_GAP)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._card(painter, box, tone, bool(option.state & QStyle.StateFlag.State_Selected))  # type: ignore[attr-defined]
        drawing = self._theme.pixmap(icon, f"{tone}.ink", 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() + 11, box.top() + _PAD + 1), drawing)
        bold, plain = self._fonts()
        high, low = self._theme.px(18), self._theme.px(16)
        y = self._text(painter, box, box.top() + _PAD, self._model.title(finding), bold, f"{tone}.ink", high)
        self._text(painter, box, y, self._model.sentence(finding), plain, "text2", low)
        painter.restore()

    def _card(self, painter: QPainter, box: QRectF, tone: str, chosen: bool) -> None:
        colour, width = (self._theme.colour("focus"), 2) if chosen else (self._theme.colour("line"), 1)
        painter.setPen(QPen(colour, width))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(box, tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{tone}.ink"))
        painter.drawRoundedRect(QRectF(box.left() + 1, box.top() + 6, 3, box.height() - 12), 1.5, 1.5)

    def _text(self, painter: QPainter, box: QRectF, y: float, text: str, font: QFont, ink: str, line: int) -> float:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        for words in lines(text, font.toString(), self._width(), 99):
            painter.drawText(QPointF(box.left() + _INDENT - 1, round(y + line * 0.76)), words)
            y += line
        return y


class _List(QListView):
    """The list; Enter goes to the item. The chosen card stays in view when other things take room."""

    entered_row = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
            return
        super().keyPressEvent(event)


class ChecksPanel(QFrame):
    """Chips with the numbers per level, then the findings; ``asked(key)`` names the item to go to."""

    asked = Signal(str)

    def __init__(self, theme: Theme, words: Words, jobs: Jobs) -> None:
        super().__init__()
        self._words, self._seeker = words, Seeker(jobs, self)
        self._findings, self._place, self._resumes = Findings(), 0, False
        self._open = False
        self.chips = {level: Chip(theme, "", TROUBLE_TONES[level], TROUBLE_ICONS[level]) for level in LEVELS}
        self.dismissed = Chip(theme, "", TROUBLE_TONES["informs"], "ban")
        self.none = text_label(ink="text2", wrap=True)
        self.list = _List()
        self._model = _Rows(words, self.list)
        self.list.setModel(self._model)
        self._cards = _Cards(theme, self._model, self.list)
        self.list.setItemDelegate(self._cards)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setBatchSize(60)
        words.put(self.list, msg("Findings of the checks"), "setAccessibleName")
        self.remedies = Remedies(theme, words)
        self.foot = words.put(
            text_label(ink="text3", size="dense", wrap=True),
            msg("F8 goes to the next one, Alt+Enter applies its first fix"),
        )
        self._build()
        self.list.clicked.connect(lambda _index: self._ask())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.list.entered_row.connect(self._ask)
        theme.changed.connect(self._again)
        words.also(self._again)
        self.show_nothing()

    def _build(self) -> None:
        lines_ = column(self, (4, 8, 0, 0), 8)
        head = Flow()
        for chip in (*self.chips.values(), self.dismissed):
            head.addWidget(chip)
        lines_.addLayout(head)
        lines_.addWidget(self.none)
        lines_.addWidget(self.list, 1)
        lines_.addWidget(self.remedies)
        lines_.addWidget(self.foot)
        lines_.addStretch(0)

    def show_nothing(self) -> None:
        """No trip is open."""
        self._open = False
        self._show(Findings())

    def show_findings(self, findings: Findings) -> None:
        """Show those of the open trip; the chosen one stays chosen where it still exists."""
        if self._open and findings is self._findings:
            return  # the programme was read again, and the rules have not answered yet
        self._open = True
        self._show(findings)

    def _show(self, findings: Findings) -> None:
        before, index = self.current(), self.list.currentIndex()
        places = {one.about: at for at, one in enumerate(findings.sorted)} if self._findings.all else {}
        self._place = self._place_in(places, index.row() if index.isValid() else self._place)
        self._findings = findings
        many = len(findings.all) > MANY  # measured in pieces, so that the window stays alive
        self.list.setLayoutMode(QListView.LayoutMode.Batched if many else QListView.LayoutMode.SinglePass)
        self._model.put(findings.sorted)
        for level, chip in self.chips.items():
            count = findings.counts[level]
            chip.setVisible(bool(count))
            chip.set(self._words.say(_counted(level, count)))
        self.dismissed.setVisible(len(findings.open) < len(findings.all))
        number = len(findings.all) - len(findings.open)
        self.dismissed.set(self._words.say(msgn("{n} dismissed", "{n} dismissed", number)))
        self._words.put(self.none, self._verdict(findings))
        self.none.setVisible(not findings.all)
        for widget in (self.list, self.foot):
            widget.setVisible(bool(findings.all))
        at = places.get(before.about, -1) if before is not None else -1
        if before is not None and at >= 0:
            # One that was dismissed went to the end: walking goes on where it stood.
            self._resumes = before.dismissed is None and findings.sorted[at].dismissed is not None
            with QSignalBlocker(self.list.selectionModel()):
                self.list.setCurrentIndex(self._model.index(at))
        self._offer()

    def _verdict(self, findings: Findings) -> Message:
        """What an empty list means: only a programme that was checked passes."""
        if not self._open:
            return msg("No trip is open: there is nothing to check.")
        if findings.checking is None:
            return msg("Not checked yet.")
        return msg("Nothing to report: every check passes.")

    def _place_in(self, places: Mapping[str, int], row: int) -> int:
        """Where walking goes on if the finding at ``row`` is gone: behind the nearest before it that is still there."""
        before = (places[one.about] for one in reversed(self._findings.sorted[:row]) if one.about in places)
        return next(before, -1) + 1

    def current(self) -> Finding | None:
        """The chosen finding."""
        found: Finding | None = self.list.currentIndex().data(FINDING)
        return found

    def step(self, way: int) -> None:
        """The next (1) or previous (-1) finding that nobody dismissed, round and round."""
        count = len(self._findings.open)
        if not count:
            return
        here = self.list.currentIndex().row()
        if here < 0 or self._resumes:  # from where the finding stood that was settled or dismissed
            at = self._place - (way < 0)
        elif here >= count:  # a dismissed one is chosen: they stand last
            at = 0 if way > 0 else count - 1
        else:
            at = here + way
        self._resumes = False
        self.list.setCurrentIndex(self._model.index(at % count))
        self._ask()

    def _offer(self) -> None:
        """What can be done about the chosen finding; worked out when it is chosen, as trying a fix takes its time."""
        finding, checking = self.current(), self._findings.checking
        self.foot.setVisible(finding is None and bool(self._findings.all))  # its room is the remedies'
        if finding is None or checking is None:
            self._seeker.give_up()
            self.remedies.show_finding(None)
            return
        own = checking.trip.levels.get(finding.rule, "")

        def show(found: tuple[Fix, ...], waiting: bool = False) -> None:
            self.remedies.show_finding(finding, found, own, waiting)

        fixes = self._seeker.ask(checking, finding, show)
        show(fixes or (), waiting=fixes is None)

    def _ask(self) -> None:
        finding = self.current()
        keys = items_of(finding) if finding is not None else ()
        if keys:
            self.asked.emit(keys[0])

    def _again(self) -> None:
        self._show(self._findings)
        self.list.scheduleDelayedItemsLayout()


def _counted(level: str, count: int) -> Message:
    if level == "blocks":
        return msgn("{n} blocking", "{n} blocking", count)
    if level == "warns":
        return msgn("{n} to look at", "{n} to look at", count)
    return msgn("{n} remark", "{n} remarks", count)
