"""Findings as cards: what each says, and how it is painted. One card may stand for many of a kind."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tripplanner.i18n import msg, msgn
from tripplanner.planning.checks import Finding, rules
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.findings import Cards, Findings
from tripplanner.ui.programme.remedies import LEVEL_WORDS
from tripplanner.ui.programme.slots import TROUBLE_ICONS, TROUBLE_TONES
from tripplanner.ui.programme.wrap import height_of, lines
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

FINDING = int(Qt.ItemDataRole.UserRole)
MORE = FINDING + 1
#: Cards that are measured at a time; the next ones when somebody comes to them.
PAGE = 100
DISMISSED = msg("Dismissed")
_INDENT, _GAP, _PAD = 34.0, 6.0, 8.0


@unfailing
class FindingRows(QAbstractListModel):
    """Findings as a list; each is read as level, subject, sentence."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._titles = {key: rule.title for key, rule in rules().items()}
        self._sources = {key: rule.source for key, rule in rules().items()}
        self.cards, self._ready = Cards(Findings()), 0

    def put(self, cards: Cards) -> None:
        self.beginResetModel()
        self.cards, self._ready = cards, min(PAGE, len(cards))
        self.endResetModel()

    def reach(self, row: int) -> None:
        """Have the card in this row too, however far down it is."""
        if row >= self._ready:
            self._have(row + PAGE)

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802
        return not parent.isValid() and self._ready < len(self.cards)

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        """The view has come to the end of what it has."""
        if self.canFetchMore(parent):
            self._have(self._ready + PAGE)

    def _have(self, number: int) -> None:
        last = min(number, len(self.cards))
        self.beginInsertRows(QModelIndex(), self._ready, last - 1)
        self._ready = last
        self.endInsertRows()

    def more(self, row: int) -> str:
        """What a card says that stands for others too."""
        number = self.cards.more(row)
        if not number:
            return ""
        return self._words.say(msgn("{n} more like it: Enter shows it", "{n} more like it: Enter shows them", number))

    def title(self, finding: Finding) -> str:
        found = self._titles.get(finding.rule)
        return self._words.say(found) if found is not None else finding.rule

    def sentence(self, finding: Finding) -> str:
        if finding.dismissed is None:
            return self._words.say(finding.what)
        return self._words.say(msg("{what} Dismissed: {reason}", what=finding.what, reason=finding.dismissed.reason))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else self._ready

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self._ready:
            return None
        finding = self.cards.findings.all[self.cards.place(index.row())]
        if role == FINDING:
            return finding
        if role == MORE:
            return self.more(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(finding)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            why = self._sources.get(finding.rule)
            return for_tooltip(self._words.say(why)) if why is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            level = self._words.say(DISMISSED if finding.dismissed else LEVEL_WORDS[finding.level])
            return " ".join(
                (f"{level}: {self.title(finding)}. {self.sentence(finding)}", self.more(index.row()))
            ).strip()
        return None


@unfailing
class FindingPainter(QStyledItemDelegate):
    """Paints a finding as a card: icon, subject, sentence."""

    def __init__(self, theme: Theme, model: FindingRows, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme, self._model, self._view = theme, model, parent
        self._sizes: dict[tuple[int, int, int], tuple[Finding, QSize]] = {}

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sized(tokens.BODY, True), self._theme.sized(tokens.DENSE)

    def _width(self) -> int:
        return int(self._view.viewport().width() - _INDENT - _PAD - 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        del option
        finding: Finding = index.data(FINDING)
        key = id(finding), self._model.cards.more(index.row()), self._width()
        known = self._sizes.get(key)
        if known is None or known[0] is not finding:  # most findings are the same objects after a change
            known = self._sizes[key] = finding, QSize(120, self._height(index))
        return known[1]

    def forget(self) -> None:
        """Letters or words are others now, or findings: measure again."""
        self._sizes.clear()

    def _height(self, index: QModelIndex | QPersistentModelIndex) -> int:
        finding: Finding = index.data(FINDING)
        bold, plain = self._fonts()
        high = height_of(self._model.title(finding), bold, self._width(), self._theme.px(18))
        high += height_of(self._model.sentence(finding), plain, self._width(), self._theme.px(16))
        high += height_of(index.data(MORE), plain, self._width(), self._theme.px(16))
        return round(high + 2 * _PAD + _GAP)

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
        y = self._text(painter, box, y, self._model.sentence(finding), plain, "text2", low)
        self._text(painter, box, y, index.data(MORE), plain, "accent", low)
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
