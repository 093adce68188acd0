"""One trip on a card: its titles, its stage, its counts, its next step. The whole card is a button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from tripplanner.i18n import msg, msgn
from tripplanner.planning.trips import TripRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.theme import tokens
from tripplanner.ui.trips import story
from tripplanner.ui.trips.counts import Counts
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import column, row, text_label
from tripplanner.ui.widgets.chips import Badge, Chip
from tripplanner.ui.widgets.elided import ElidedLabel
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.stages import StageDots
from tripplanner.ui.widgets.text_counts import TextCounts


@unfailing
class TripCard(QAbstractButton):
    """A card that opens its trip by click, Enter or Space."""

    def __init__(self, context: Context, trip: TripRow, counts: Counts | None) -> None:
        super().__init__()
        self.trip, self._counts = trip, counts
        self._context, self._words = context, Words(context.language, self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build()

    def _build(self) -> None:
        code, trip = self._context.language.code, self.trip
        sides = row(self, (15, 13, 15, 11), 14)
        sides.addWidget(Badge(self._context.theme, "route", "nature", 44), 0, Qt.AlignmentFlag.AlignTop)
        lines = column(gap=2)
        sides.addLayout(lines, 1)
        name = trip.short_title or trip.title
        title = ElidedLabel(size="emphasis", strong=True)
        title.setText(name.best(code))
        second = ElidedLabel(ink="text2")
        second.setText(story.second_title(name, code, trip.languages))
        facts = ElidedLabel(ink="text2")
        facts.setText(story.line(trip, code))
        head, below = row(gap=10), row(gap=10)
        head.addWidget(title)
        head.addWidget(second, 1)
        if trip.sample_key:
            head.addWidget(Chip(self._context.theme, self._words.say(msg("Sample")), "info", "book-open"))
        below.addWidget(facts, 1)
        self._progress(head, below)
        lines.addLayout(head)
        lines.addLayout(below)
        lines.addSpacing(4)
        dots = StageDots(self._context.theme, self._context.language)
        dots.set_stage(trip.stage)
        lines.addWidget(dots)
        lines.addSpacing(2)
        lines.addWidget(self._foot())
        self.setAccessibleName(f"{title.text()}, {facts.text()}")

    def _progress(self, head: QHBoxLayout, below: QHBoxLayout) -> None:
        done, total = story.share_confirmed(self.trip)
        if not total:
            return
        share = text_label(strong=True)
        share.setText(self._words.say(msg("{done} of {total} confirmed", done=done, total=total)))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setFixedWidth(120)
        bar.setRange(0, total)
        bar.setValue(done)
        bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.addWidget(share)
        below.addWidget(bar, 0, Qt.AlignmentFlag.AlignVCenter)

    def _foot(self) -> QWidget:
        """Numbers and the next step, on a further line where they do not fit."""
        foot = QWidget()
        line = Flow(foot, 8)
        say, theme, trip = self._words.say, self._context.theme, self.trip
        if self._counts is None:
            items = say(msgn("{n} item", "{n} items", trip.items))
            line.addWidget(Chip(theme, items, "transfer", "calendar-days"))
        if trip.unplaced:
            waiting = say(msgn("{n} to be placed", "{n} to be placed", trip.unplaced))
            line.addWidget(Chip(theme, waiting, "warn", "triangle-alert"))
        if self._counts is not None:
            for text, tone, icon in self._counts.chips():
                line.addWidget(Chip(theme, say(text), tone, icon))
            for text, tone, icon, _which in self._counts.mail():
                line.addWidget(Chip(theme, say(text), tone, icon))
            texts = TextCounts(theme, self._words)
            texts.show_counts(self._counts.texts, trip.languages)
            texts.asked.connect(self._go_to_texts)
            line.addWidget(texts)
        step = ElidedLabel(ink="text2")
        step.setText(say(story.next_step(trip)))
        step.setMinimumHeight(theme.px(24))
        line.addWidget(step)
        return foot

    def _go_to_texts(self, language: str, which: str) -> None:
        self._context.shell.choose_trip(self.trip.id)
        self._context.shell.go("texts", (language, which))

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.layout().sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._context.theme
        focused = self.hasFocus()
        edge = "focus" if focused else "border" if self.underMouse() else "line"
        painter.setPen(QPen(theme.colour(edge), 2 if focused else 1))
        painter.setBrush(theme.colour("surface"))
        half = 1.0 if focused else 0.5
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
