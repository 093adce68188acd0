"""The sheet before a release: its number, what blocks, how the translations stand, what changed since the last one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import releases
from tripplanner.planning.releases import Readiness
from tripplanner.planning.texts.counting import TextCount
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import fit
from tripplanner.ui.language import short_name
from tripplanner.ui.plain import one_paragraph
from tripplanner.ui.versions.going import show_item
from tripplanner.ui.versions.sheets import Sheet
from tripplanner.ui.versions.views import BY_ITEM, BY_PERSON, ChangesView
from tripplanner.ui.widgets.basics import Segments, button, text_label
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.text_counts import count_words
from tripplanner.ui.widgets.wrapped import WrappedList

_BLOCKS = "blocks"
_REASON = msg("Release anyway, because")


class ReleaseSheet(Sheet):
    """Accepted when the person releases; where findings block only with a reason."""

    def __init__(self, context: Context, trip: int, parent: QWidget | None) -> None:
        sentence = msg("A release is what goes out to people. It is frozen, keeps its number and is not undone.")
        super().__init__(context, msg("Release a version"), sentence, msg("Release"), "send", parent)
        self.found: Readiness | None = None
        self._trip = trip
        self._build_body()
        self.reason = self.field(_REASON, 0, span=3)
        self.reason_label = self._label_of(self.reason)
        self.name = self.field(msg("Name"), 1)
        self.note = self.field(msg("Note"), 1, 2)
        self.reason.textChanged.connect(lambda _text: self._allow())
        self._show_reason(False)
        fit(self, context.theme.px(760), context.theme.px(600))
        workspace = context.workspace
        self.load(
            msg("Looking at what stands in the way of a release"),
            lambda _progress: workspace.get(releases.readiness, trip, vault=workspace.vault),
            self._arrived,
        )

    def fill(self, said: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        self.name.setText(said["name"])
        self.note.setText(said["note"])
        self.reason.setText(said["anyway"])

    def said(self) -> dict[str, str]:
        """What was typed, as the verb takes it."""
        return {"name": self.name.text(), "note": self.note.text(), "anyway": self.reason.text()}

    def _build_body(self) -> None:
        self._facts = QWidget()
        self._chips = Flow(self._facts, 6)
        self.texts = text_label(ink="text2", size="dense", wrap=True)
        choices = ((_BLOCKS, msg("What blocks")), (BY_ITEM, msg("Changes by item")), (BY_PERSON, msg("By person")))
        self.segments = Segments(self.words, choices, msg("What is shown"))
        self.segments.chosen.connect(self.show_part)
        self.blocking = WrappedList()
        self.blocking.setSpacing(3)
        self.words.put(self.blocking, msg("Findings that block the release"), "setAccessibleName")
        self.there = button(self.words, msg("Show in the programme"), "", self.context.theme, "eye")
        self.there.setAutoDefault(False)
        self.there.setEnabled(False)
        self.there.clicked.connect(lambda _checked=False: self._go_there())
        self.blocking.currentRowChanged.connect(lambda _row: self._allow_there())
        bar = QWidget()
        flow = Flow(bar, 8)
        for widget in (self.segments, self.there):
            flow.addWidget(widget)
        self.changes = ChangesView(self.context, self.words)
        self.changes.picked.connect(self._allow_there)
        self.changes.asked.connect(lambda _uuid: self._go_there())
        self.stack = QStackedWidget()
        for widget in (self.blocking, self.changes):
            self.stack.addWidget(widget)
        for widget in (self._facts, self.texts, bar):
            self.body.addWidget(widget)
        self.body.addWidget(self.stack, 1)

    def _label_of(self, field: QWidget) -> QLabel:
        return next(label for label in self.findChildren(QLabel) if label.buddy() is field)

    def _show_reason(self, on: bool) -> None:
        self.reason.setVisible(on)
        self.reason_label.setVisible(on)

    def show_part(self, which: str) -> None:
        """What blocks, or what changed by item or by person."""
        self.segments.choose(which)
        self.stack.setCurrentWidget(self.blocking if which == _BLOCKS else self.changes)
        self.changes.show_by(which)
        self._allow_there()

    def _allow_there(self) -> None:
        self.there.setEnabled(self._place() is not None)

    def _place(self) -> str | date | None:
        """Where the chosen finding or change is: the UUID of an item, or a day."""
        if self.stack.currentWidget() is self.changes:
            return self.changes.chosen()
        at = self.blocking.currentRow()
        if self.found is None or not 0 <= at < len(self.found.blocking):
            return None
        finding = self.found.blocking[at]
        return next((row.uuid for row in finding.rows if row.table == "item"), finding.day)

    def _go_there(self) -> None:
        """Leave the release for now, and settle the finding, or look at the change, where it is."""
        place = self._place()
        self.reject()
        if isinstance(place, str):
            show_item(self.context, self._trip, place)
        else:
            self.context.shell.go("programme", place)

    def _arrived(self, found: Readiness) -> None:
        self.found = found
        title = msg("Release version {number}", number=found.number)
        self.words.put(self.heading, title)
        self.words.put(self, title, "setWindowTitle")
        self._add_chips(found)
        counts = [self.words.say(count_words(code, count)) for code, count in found.texts.items() if count.total]
        self.texts.setText("\n".join(counts))
        self.blocking.addItems([one_paragraph(self.words.say(finding.what)) for finding in found.blocking])
        self.changes.show_difference(found.changed, msg("This is the first release: everything in it is new."))
        self._show_reason(found.needs_reason)
        self.show_part(_BLOCKS if found.needs_reason else BY_ITEM)
        (self.reason if found.needs_reason else self.name).setFocus()
        self._allow()

    def _add_chips(self, found: Readiness) -> None:
        number = len(found.blocking)
        blocks = msgn("{n} finding blocks", "{n} findings block", number)
        self._chip(blocks if number else msg("Nothing blocks"), *(("error", "circle-x") if number else _FINE))
        for code, count in found.texts.items():
            if count.total:
                self._chip(_lacking(code, count), *_how(count))
        if found.changed is None:
            self._chip(msg("First release"), "info", "info")
            return
        items = len(found.changed.changes.items)
        since = msgn("{n} change since version {number}", "{n} changes since version {number}", items,
                     number=found.number - 1)  # fmt: skip
        self._chip(since, "info", "git-compare-arrows")

    def _chip(self, words: Message, tone: str, icon: str) -> None:
        self._chips.addWidget(Chip(self.context.theme, self.words.say(words), tone, icon))

    def _allow(self) -> None:
        """Only once everything was shown, and with a reason where findings block."""
        ready = self.found is not None and (not self.found.needs_reason or bool(self.reason.text().strip()))
        self.ok.setEnabled(ready)
        self.ok.setToolTip("" if ready else self.words.say(msg("Say why it is released in spite of what blocks.")))


_FINE = ("ok", "circle-check")


def _lacking(code: str, count: TextCount) -> Message:
    """``中文: 2 missing, 3 stale``, or that all are there."""
    if not count.open:
        return msg("{language}: every text is there", language=short_name(code))
    return msg("{language}: {missing} missing, {stale} stale", language=short_name(code), missing=count.missing,
               stale=count.stale)  # fmt: skip


def _how(count: TextCount) -> tuple[str, str]:
    """Tone and icon; those still to be reviewed are told below."""
    return ("stale", "git-compare-arrows") if count.open else _FINE
