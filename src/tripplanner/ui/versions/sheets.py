"""The sheets before something is done with versions: each shows first what it would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import shiboken6
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QProgressBar, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import releases
from tripplanner.planning.releases import Difference, Version
from tripplanner.planning.releases.taking_over import Preview, preview
from tripplanner.progress import Progress
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, fit
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_line
from tripplanner.ui.versions.going import show_item
from tripplanner.ui.versions.views import BY_ITEM, ChangesView
from tripplanner.ui.widgets.basics import button, column, row, text_label


class Sheet(Dialog):
    """A title, a sentence, what a kind of sheet puts between, and the buttons. What is read is read in a job."""

    def __init__(
        self, context: Context, title: Message, sentence: Message, do: Message, icon: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.context, self.words = context, Words(context.language, self)
        self.words.put(self, title, "setWindowTitle")
        self.heading = self.words.put(text_label(size="section", wrap=True), title)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.words.put(self.bar, msg("Progress"), "setAccessibleName")
        self.bar.hide()
        self.ok = button(self.words, do, "filled", context.theme, icon)
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        self.no = button(self.words, msg("Cancel"))
        self.no.clicked.connect(self.reject)
        lines = column(self, (24, 18, 24, 14), 10)
        lines.addWidget(self.heading)
        self.sentence = self.words.put(text_label(ink="text2", wrap=True), sentence)
        lines.addWidget(self.sentence)
        self.body = column(gap=8)
        lines.addLayout(self.body, 1)
        lines.addWidget(self.bar)
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(self.no)
        foot.addWidget(self.ok)
        self._foot = foot
        self.form = QGridLayout()
        self.form.setHorizontalSpacing(10)
        self.form.setVerticalSpacing(8)
        lines.addLayout(self.form)
        lines.addLayout(foot)

    def field(self, name: Message, line: int, at: int = 0, span: int = 1) -> QLineEdit:
        """A field of the form, with its words before it."""
        label, made = QLabel(), QLineEdit()
        label.setProperty("ink", "text2")
        label.setBuddy(made)
        self.words.put(label, name)
        self.words.put(made, name, "setAccessibleName")
        self.form.addWidget(label, line, at)
        self.form.addWidget(made, line, at + 1, 1, span)
        self.form.setColumnStretch(at + 1, 1)
        return made

    def load(self, label: Message, work: Callable[[Progress], Any], arrived: Callable[[Any], None]) -> None:
        """Read in a job; until ``arrived`` has what came of it, nothing can be done."""
        self.ok.setEnabled(False)
        self.bar.show()

        def done(value: Any) -> None:
            if shiboken6.isValid(self):
                self.bar.hide()
                arrived(value)

        def failed(error: BaseException) -> None:
            if shiboken6.isValid(self):
                self.reject()
            self.context.shell.trouble(error)

        job = self.context.jobs.start(label, work, done=done, failed=failed)
        self.finished.connect(lambda _result: job.cancel())


class NameSheet(Sheet):
    """Approving the programme, or keeping a snapshot: what it is called and what is to be remembered of it."""

    def __init__(
        self, context: Context, title: Message, sentence: Message, do: Message, icon: str, parent: QWidget | None
    ) -> None:
        super().__init__(context, title, sentence, do, icon, parent)
        self.name = self.field(msg("Name"), 0)
        self.note = self.field(msg("Note"), 1)
        fit(self, context.theme.px(460), context.theme.px(230))
        self.name.setFocus()

    def fill(self, said: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        self.name.setText(said["name"])
        self.note.setText(said["note"])

    def said(self) -> dict[str, str]:
        """What was typed."""
        return {"name": self.name.text(), "note": self.note.text()}


class TakeOverSheet(Sheet):
    """Before the draft becomes what a version was: all that would be different then."""

    def __init__(self, context: Context, trip: int, version: Version, parent: QWidget | None) -> None:
        title = msg("Take over {version} as the draft", version=version.title)
        sentence = msg("The draft becomes what this version froze, in one step that can be undone. The library and "
                       "what went on with partners stay as they are.")  # fmt: skip
        super().__init__(context, title, sentence, msg("Make it the draft"), "rotate-ccw", parent)
        self.records = text_label(wrap=True)
        self.gaps = text_label(ink="warn", wrap=True)
        self.gaps.hide()
        self.changes = ChangesView(context, self.words)
        self.changes.asked.connect(self._go_there)
        self._trip = trip
        self.body.addWidget(self.records)
        self.body.addWidget(self.gaps)
        self.body.addWidget(self.changes, 1)
        fit(self, context.theme.px(680), context.theme.px(520))
        workspace = context.workspace
        self.load(
            msg("Comparing versions"),
            lambda _progress: workspace.get(_preview, trip, version),
            self._arrived,
        )

    def _go_there(self, uuid: str) -> None:
        self.reject()
        show_item(self.context, self._trip, uuid)

    def _arrived(self, found: tuple[Difference, Preview]) -> None:
        difference, would = found
        number = would.changes
        self.gaps.setText(self._told(would))
        self.gaps.setVisible(bool(would.missing or would.left_out))
        nothing = msg("The draft is what this version froze: there is nothing to take over.")
        said = msgn("{n} record of the trip changes.", "{n} records of the trip change.", number)
        self.words.put(self.records, said if number else nothing)
        self.changes.show_difference(difference)
        self.ok.setEnabled(bool(number))
        self.changes.show_by(BY_ITEM)
        self.changes.setFocus()

    def _told(self, would: Preview) -> str:
        """What the library no longer has, and what is left out for it."""
        say, code = self.words.say, self.context.language.code
        names = tuple(one_line(name.best(code)) for name in would.missing)
        missing = [say(msg("The library no longer has: {names}.", names=names))] if names else []
        left_out = msgn("{n} part of the version that leads there is left out.",
                        "{n} parts of the version that lead there are left out.", would.left_out)  # fmt: skip
        return " ".join([*missing, *([say(left_out)] if would.left_out else [])])


def _preview(session: Any, trip: int, version: Version) -> tuple[Difference, Preview]:
    """What readers would see differently, and what would become of the records."""
    return releases.difference(session, trip, None, version), preview(session, trip, version)
