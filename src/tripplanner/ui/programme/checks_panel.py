"""The tab with what the checks say: level by icon, word and colour; a click goes to what it is about."""

from __future__ import annotations

from PySide6.QtCore import (
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
)

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks import Finding, Fix
from tripplanner.ui.jobs import Jobs
from tripplanner.ui.language import Words
from tripplanner.ui.programme.finding_cards import FINDING, FindingPainter, FindingRows
from tripplanner.ui.programme.findings import LEVELS, Cards, Findings, Kind
from tripplanner.ui.programme.remedies import Remedies
from tripplanner.ui.programme.seeking import Seeker
from tripplanner.ui.programme.slots import TROUBLE_ICONS, TROUBLE_TONES
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column, text_label
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.low_room import LowRoom


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
    """Chips with the numbers per level, then the findings; ``asked(finding)`` when somebody wants to be where it is."""

    asked = Signal(object)

    def __init__(self, theme: Theme, words: Words, jobs: Jobs) -> None:
        super().__init__()
        self._words, self._seeker = words, Seeker(jobs, self)
        self._findings, self._place, self._resumes = Findings(), 0, False
        self._open = False
        self.chips = {level: Chip(theme, "", TROUBLE_TONES[level], TROUBLE_ICONS[level]) for level in LEVELS}
        self.dismissed = Chip(theme, "", TROUBLE_TONES["informs"], "ban")
        self.none = text_label(ink="text2", wrap=True)
        self.list = _List()
        self._model = FindingRows(words, self.list)
        self.list.setModel(self._model)
        self._opened: Kind | None = None
        self._painter = FindingPainter(theme, self._model, self.list)
        self.list.setItemDelegate(self._painter)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        words.put(self.list, msg("Findings of the checks"), "setAccessibleName")
        self.remedies = Remedies(theme, words)
        self._below = LowRoom(self.remedies)
        self.foot = words.put(
            text_label(ink="text3", size="dense", wrap=True),
            msg("F8 goes to the next one, Alt+Enter applies its first fix"),
        )
        self._build()
        self.list.clicked.connect(lambda _index: self._enter())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.list.entered_row.connect(self._enter)
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
        lines_.addWidget(self._below)
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
        place = self._model.cards.place(index.row()) if index.isValid() else self._place
        self._place = self._place_in(findings, place)
        self._findings = findings
        at = findings.place(before) if before is not None else -1
        if at >= 0 and self._model.cards.shows(place) and self._opened is not None:
            self._opened = findings.run_at(at).kind
        self._put()
        self._count()
        self._words.put(self.none, self._verdict(findings))
        self.none.setVisible(not findings.all)
        for widget in (self.list, self.foot):
            widget.setVisible(bool(findings.all))
        if before is not None and at >= 0:
            # One that was dismissed went to the end: walking goes on where it stood.
            self._resumes = before.dismissed is None and findings.all[at].dismissed is not None
            with QSignalBlocker(self.list.selectionModel()):
                self._choose(at)
        self._offer()

    def _put(self) -> None:
        if not self._findings.all:
            self._painter.forget()
        self._model.put(Cards(self._findings, self._opened))

    def _count(self) -> None:
        for level, chip in self.chips.items():
            count = self._findings.counts[level]
            chip.setVisible(bool(count))
            chip.set(self._words.say(_counted(level, count)))
        number = len(self._findings.all) - len(self._findings.open)
        self.dismissed.setVisible(number > 0)
        self.dismissed.set(self._words.say(msgn("{n} dismissed", "{n} dismissed", number)))

    def _choose(self, place: int) -> None:
        """Choose the card of a finding, or the one that stands for it."""
        row = self._model.cards.row(place)
        self._model.reach(row)
        self.list.setCurrentIndex(self._model.index(row))

    def _open_run(self, place: int) -> None:
        """Show each finding like the one at ``place``, which is chosen."""
        self._opened = self._findings.run_at(place).kind
        with QSignalBlocker(self.list.selectionModel()):
            self._put()
        self._choose(place)

    def _verdict(self, findings: Findings) -> Message:
        """What an empty list means: only a programme that was checked passes."""
        if not self._open:
            return msg("No trip is open: there is nothing to check.")
        if findings.checking is None:
            return msg("Not checked yet.")
        return msg("Nothing to report: every check passes.")

    def _place_in(self, findings: Findings, place: int) -> int:
        """Where walking goes on if the finding at ``place`` is gone: behind the nearest before it that is there yet."""
        before = (findings.place(one) for one in reversed(self._findings.all[:place]))
        return next((at for at in before if at >= 0), -1) + 1

    def current(self) -> Finding | None:
        """The chosen finding."""
        found: Finding | None = self.list.currentIndex().data(FINDING)
        return found

    def step(self, way: int) -> None:
        """The next (1) or previous (-1) finding that nobody dismissed, round and round."""
        count = len(self._findings.open)
        if not count:
            return
        here = self._model.cards.place(self.list.currentIndex().row())
        if here < 0 or self._resumes:  # from where the finding stood that was settled or dismissed
            at = self._place - (way < 0)
        elif here >= count:  # a dismissed one is chosen: they stand last
            at = 0 if way > 0 else count - 1
        else:
            at = here + way
        self._resumes = False
        if self._model.cards.shows(at % count):
            self._choose(at % count)
        else:
            self._open_run(at % count)
        self._ask()

    def _enter(self) -> None:
        """A click or Enter: go to the item, and show what the card stands for."""
        row = self.list.currentIndex().row()
        if self._model.cards.more(row):
            self._open_run(self._model.cards.place(row))
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
        if finding is not None:
            self.asked.emit(finding)

    def _again(self) -> None:
        self._painter.forget()
        self._show(self._findings)
        self.list.scheduleDelayedItemsLayout()


def _counted(level: str, count: int) -> Message:
    if level == "blocks":
        return msgn("{n} blocking", "{n} blocking", count)
    if level == "warns":
        return msgn("{n} to look at", "{n} to look at", count)
    return msgn("{n} remark", "{n} remarks", count)
