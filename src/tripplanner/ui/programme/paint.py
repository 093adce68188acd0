"""Painting one slot into its rectangle. Words give way by room: pictograms first, then the second language,
then lines of the title; nothing is ever drawn outside the rectangle.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF, QTransform

from tripplanner.ui.programme.slots import TROUBLE_ICONS, TROUBLE_TONES, Slot
from tripplanner.ui.programme.wrap import fits, heads, lines
from tripplanner.ui.theme import fonts, tokens
from tripplanner.ui.theme.theme import Theme

RADIUS = 6.0
BAR = 3.0
#: Slots at least this wide carry their icon beside the title and details under it.
WIDE = 190.0
_LEFT, _RIGHT, _TOP = 9.0, 5.0, 3.0
_SIGN, _MARK, _BADGE = 16, 14, 15


@dataclass(frozen=True, slots=True)
class Look:
    """How a slot stands among the others."""

    selected: bool = False
    focused: bool = False
    before: bool = False
    after: bool = False
    badge: bool = True


class SlotPainter:
    """Paints slots in a theme; keeps fonts and brushes, so make one per theme and use it for all slots."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._fonts: dict[tuple[str, int, bool, bool], tuple[QFont, str]] = {}
        self._hatch: QBrush | None = None
        self._brushes: dict[tuple[str, bool], tuple[QBrush, QBrush]] = {}

    def forget(self) -> None:
        """The theme or its font changed."""
        self._fonts.clear()
        self._brushes.clear()
        self._hatch = None

    def paint(self, painter: QPainter, box: QRectF, slot: Slot, look: Look) -> None:
        """Draw ``slot`` into ``box``."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        whole = box.adjusted(0, -2 * RADIUS if look.before else 0, 0, 2 * RADIUS if look.after else 0)
        self._fill(painter, whole, slot)
        self._bar(painter, box, slot)
        _Words(self, painter, box, slot, look).draw()
        self._outline(painter, whole, slot, look)
        painter.restore()

    def font(self, language: str, size: tuple[int, int], bold: bool = False, strike: bool = False) -> tuple[QFont, str]:
        """A font whose families are ordered for ``language``, and its key for :func:`wrap.lines`."""
        key = (language, size[0], bold, strike)
        if key not in self._fonts:
            font = self.theme.sized(size, bold)
            font.setFamilies(fonts.families_for(font, language))
            font.setStrikeOut(strike)
            self._fonts[key] = (font, font.toString())
        return self._fonts[key]

    def _fill(self, painter: QPainter, box: QRectF, slot: Slot) -> None:
        quiet = slot.status == "cancelled"
        radius = min(RADIUS, box.height() / 2, box.width() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("surface" if quiet else f"{slot.tone}.soft"))
        painter.drawRoundedRect(box, radius, radius)
        if slot.travel and not quiet:
            painter.setBrush(self._hatching())
            painter.drawRoundedRect(box, radius, radius)
        if slot.private or slot.status in ("idea", "cancelled"):
            self._dashes(painter, box, slot)

    def _dashes(self, painter: QPainter, box: QRectF, slot: Slot) -> None:
        """A broken outline: strips of a small picture, as Qt takes a millisecond to break a line.

        Whole pixels: smoothing strips that lie between two takes as long as everything else of a slot together.
        """
        across, down = self._broken(f"{slot.tone}.ink", slot.private)
        by = min(RADIUS / 2, box.height() / 3)
        wide, high = box.width() - 2 * by, box.height() - 2 * by
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for y in (box.top(), box.bottom() - 1):
            painter.fillRect(QRectF(box.left() + by, y, wide, 1), across)
        for x in (box.left(), box.right() - 1):
            painter.fillRect(QRectF(x, box.top() + by, 1, high), down)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _broken(self, ink: str, dotted: bool) -> tuple[QBrush, QBrush]:
        """Brushes of dashes, or dots, along a line across and a line down."""
        if (ink, dotted) not in self._brushes:
            on, period = (1, 3) if dotted else (5, 8)
            brushes: list[QBrush] = []
            for size in (QSize(period, 1), QSize(1, period)):
                tile = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
                tile.fill(Qt.GlobalColor.transparent)
                for at in range(on):
                    place = QPoint(at, 0) if size.width() > 1 else QPoint(0, at)
                    tile.setPixelColor(place, self.theme.colour(ink))
                brushes.append(QBrush(tile))
            self._brushes[ink, dotted] = (brushes[0], brushes[1])
        return self._brushes[ink, dotted]

    def _bar(self, painter: QPainter, box: QRectF, slot: Slot) -> None:
        if box.height() <= 2 * BAR or (slot.travel and box.width() < WIDE):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(f"{slot.tone}.ink"))
        bar = QRectF(box.left() + 1, box.top() + 3, BAR, box.height() - 6)
        if slot.status == "requested":  # not agreed yet: a broken bar, also where there is no room for the sign
            piece = max(4.0, bar.height() / 7)
            for at in range(0, int(bar.height() // piece), 2):
                painter.drawRect(QRectF(bar.left(), bar.top() + at * piece, BAR, piece))
        else:
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)

    def _hatching(self) -> QBrush:
        if self._hatch is None:
            tint = QColor(self.theme.colour("transfer.ink"))
            tint.setAlphaF(0.16)
            self._hatch = QBrush(tint, Qt.BrushStyle.BDiagPattern)
            self._hatch.setTransform(QTransform.fromScale(0.9, 0.9))
        return self._hatch

    def _outline(self, painter: QPainter, box: QRectF, slot: Slot, look: Look) -> None:
        """A frame for what is selected or in trouble, inside the rectangle."""
        if look.selected:
            colour, width = self.theme.colour("focus" if look.focused else "accent"), 2.0
        elif slot.trouble == "blocks":
            colour, width = self.theme.colour(f"{TROUBLE_TONES[slot.trouble]}.ink"), 1.6
        else:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width))
        half = width / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), RADIUS, RADIUS)


class _Words:
    """The words and signs of one slot, from the top; ``_foot`` is where the row of signs begins, once there is one."""

    def __init__(self, owner: SlotPainter, painter: QPainter, box: QRectF, slot: Slot, look: Look) -> None:
        self._own, self._painter, self._slot, self._look = owner, painter, slot, look
        self._box = box
        self._wide = box.width() >= WIDE
        roomy = box.height() >= 22
        self._area = box.adjusted(_LEFT + (24.0 if self._wide else 0.0), 0, -_RIGHT, 0)
        self._y = box.top() + (_TOP if roomy else 0.0)
        self._bottom = box.bottom() - (1.0 if roomy else 0.0)
        self._free = box.right() - 4  # how far signs may reach in the row at the foot

    def draw(self) -> None:
        """Everything that fits, in order of importance."""
        if self._box.height() < 12 or self._box.width() < 14:
            return
        self._marks()
        if self._wide and self._box.height() >= 22:
            ink = "text3" if self._slot.status == "cancelled" else f"{self._slot.tone}.ink"
            self._icon(self._slot.icon, ink, QPointF(self._box.left() + 11, self._box.top() + 5), _SIGN)
        if self._slot.travel and not self._wide:
            self._travel()
        elif self._wide:
            self._broad()
        else:
            self._narrow()

    def _marks(self) -> None:
        """Marks and group badges: in a row at the foot of narrow slots, else at the end of the first line."""
        marks, groups = self._slot.marks, self._slot.groups[:3] if self._look.badge else ()
        at_foot = not self._wide and self._box.height() >= (60 if self._slot.travel else 38)
        if not self._wide and not at_foot:
            groups = ()
        if not at_foot and not self._wide:
            marks = tuple(mark for mark in marks if mark[0] in TROUBLE_ICONS.values())
        top = self._box.bottom() - _MARK - 4 if at_foot else self._first_line(_MARK)
        right = self._row(marks, groups, top)
        if at_foot and (marks or groups):
            self._free, self._bottom = right, self._bottom - _MARK - 4
        elif marks or groups:
            self._area.setRight(min(self._area.right(), right))

    def _row(self, marks: tuple[tuple[str, str], ...], groups: tuple[str, ...], top: float) -> float:
        """Draw from the right; returns where the free room ends."""
        right, least = self._box.right() - 4, self._box.left() + BAR + 2
        for icon, tone in marks:
            if right - _MARK < least or self._box.height() < _MARK:
                return right
            right -= _MARK
            self._icon(icon, f"{tone}.ink", QPointF(right, top), _MARK)
            right -= 3
        for group in reversed(groups):
            if right - _BADGE < least:
                return right
            right -= _BADGE
            draw_badge(self._painter, self._own, QRectF(right, top - 0.5, _BADGE, _BADGE), group)
            right -= 3
        return right

    def _first_line(self, size: int) -> float:
        return self._box.top() + max(0.0, min(5.0, (self._box.height() - size) / 2))

    def _travel(self) -> None:
        """Two lines from 29 px: how long, and where to; else where to alone."""
        first, _second = self._slot.languages
        if self._left() >= self._own.theme.px(29) and self._slot.span:
            font, _key = self._own.font(first, tokens.DENSE)
            wide = QFontMetricsF(font).horizontalAdvance(self._slot.span)
            if wide + 18 <= self._area.width():
                self._icon("bus", "transfer.ink", QPointF(self._area.left() - 1, self._y + 1), 14)
                self._indented(self._slot.span, first, 18)
            elif wide <= self._area.width():
                self._paragraph(self._slot.span, first, tokens.DENSE, "text2", most=1)
        self._paragraph(self._slot.caption or self._slot.title, first, tokens.DENSE, "text2")

    def _narrow(self) -> None:
        """Title, second language, pictograms: a long title gives up what follows its first pause before that."""
        first, second = self._slot.languages
        gone = self._slot.status == "cancelled"
        room = int((self._left() + 0.5) // self._own.theme.px(16))
        kept = room - (1 if self._slot.second and room > 2 else 0)
        title = self._shortened(self._slot.title, self._own.font(first, tokens.DENSE, True)[1], kept)
        self._paragraph(title, first, tokens.DENSE, "text3" if gone else "text", bold=True, strike=gone)
        room = int((self._left() + 0.5) // self._own.theme.px(16))
        words = self._shortened(self._slot.second, self._own.font(second, tokens.DENSE)[1], room)
        self._paragraph(words, second, tokens.DENSE, "text3" if gone else f"{self._slot.tone}.ink")
        self._pictograms()

    def _shortened(self, text: str, font_key: str, most: int) -> str:
        """The longest beginning of ``text`` that fits, cut at a pause; all of it when none does."""
        width = int(self._area.width())
        return next((head for head in heads(text) if fits(head, font_key, width, most)), text)

    def _broad(self) -> None:
        first, second = self._slot.languages
        gone = self._slot.status == "cancelled"
        self._paragraph(self._slot.title, first, tokens.BODY, "text3" if gone else "text", bold=True, strike=gone)
        self._paragraph(self._slot.second, second, tokens.DENSE, "text3" if gone else f"{self._slot.tone}.ink")
        for detail in self._slot.details:
            self._paragraph(detail, first, tokens.DENSE, "text2")

    def _left(self) -> float:
        return self._bottom - self._y

    def _paragraph(
        self,
        text: str,
        language: str,
        size: tuple[int, int],
        ink: str,
        *,
        bold: bool = False,
        strike: bool = False,
        most: int = 99,
    ) -> None:
        """As many lines of ``text`` as there is room for; a single line is centred in a low slot."""
        line = self._own.theme.px(min(size[1], 17))
        count = min(most, int((self._left() + 0.5) // line))
        if not count and self._y <= self._box.top() + _TOP and self._left() >= 12:
            count, line = 1, int(self._left())
        font, key = self._own.font(language, size, bold, strike)
        self._painter.setFont(font)
        self._painter.setPen(self._own.theme.colour(ink))
        metrics = QFontMetricsF(font)
        drop = (line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        for words in lines(text, key, int(self._area.width()), count):
            self._painter.drawText(QPointF(self._area.left(), round(self._y + drop)), words)
            self._y += line

    def _indented(self, text: str, language: str, indent: float) -> None:
        self._area.adjust(indent, 0, 0, 0)
        self._paragraph(text, language, tokens.DENSE, "text2", most=1)
        self._area.adjust(-indent, 0, 0, 0)

    def _pictograms(self) -> None:
        """The signs at the foot, when a whole row is left."""
        foot = self._box.bottom() - _SIGN - 3
        if self._y > foot:
            return
        x = self._area.left()
        for sign in self._slot.signs:
            if x + _SIGN > self._free:
                break
            self._icon(sign, f"{self._slot.tone}.ink", QPointF(x, foot), _SIGN)
            x += _SIGN + 4

    def _icon(self, icon: str, ink: str, at: QPointF, size: int) -> None:
        ratio = self._painter.device().devicePixelRatioF()
        snapped = QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
        self._painter.drawPixmap(snapped, self._own.theme.pixmap(icon, ink, size, ratio))


def draw_badge(painter: QPainter, owner: SlotPainter, box: QRectF, code: str) -> None:
    """A sub-group's letter in its own shape: a disc for A, a square for B, a triangle for C, else a diamond."""
    tones = {"A": "nature", "B": "alpine", "C": "farm"}
    tone = tones.get(code[:1], "lodging")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(owner.theme.colour(f"{tone}.ink"))
    if code[:1] == "A":
        painter.drawEllipse(box)
    elif code[:1] == "B":
        painter.drawRoundedRect(box, 2, 2)
    elif code[:1] == "C":
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top() - 1), box.bottomRight(), box.bottomLeft()]))
    else:
        middle = box.center()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), box.top() - 1),
                    QPointF(box.right() + 1, middle.y()),
                    QPointF(middle.x(), box.bottom() + 1),
                    QPointF(box.left() - 1, middle.y()),
                ]
            )
        )
    font, _key = owner.font("en", (9 if box.height() < 18 else 11, 12), True)
    painter.setFont(font)
    painter.setPen(owner.theme.colour("surface"))
    low = box.adjusted(0, 2, 0, 0) if code[:1] == "C" else box
    painter.drawText(low, Qt.AlignmentFlag.AlignCenter, code[:1])
    painter.restore()
