"""The chosen version: what was said of it, its programme, what differs from another, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.planning.releases import Difference, Seen, Version
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_paragraph
from tripplanner.ui.versions import wording
from tripplanner.ui.versions.views import BY_ITEM, BY_PERSON, ChangesView, ProgrammeList
from tripplanner.ui.widgets.basics import Segments, button, column, frame, narrow_combo, scrolled, text_label
from tripplanner.ui.widgets.elided import ElidedLabel
from tripplanner.ui.widgets.flow import Flow

PROGRAMME = "programme"


class Detail(QFrame):
    """``compared`` comes when somebody chose another version to compare with, ``asked`` with the UUID of an item whose
    change they want to see in the programme.
    """

    compared = Signal()
    asked = Signal(str)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context, self._words = context, words
        self.version: Version | None = None
        self.others: list[Version | None] = []
        self.title = ElidedLabel(size="emphasis", strong=True)
        self.facts = text_label(ink="text2", size="dense", wrap=True)
        self.note = text_label(wrap=True)
        self.anyway = text_label(ink="warn", size="dense", wrap=True)
        inner = QWidget()
        column(self, (1, 1, 1, 1)).addWidget(scrolled(inner))  # where letters are large it does not all find room
        lines = column(inner)
        head = column(margins=(14, 10, 14, 8), gap=3)
        for widget in (self.title, self.facts, self.note, self.anyway):
            head.addWidget(widget)
        lines.addLayout(head)
        lines.addWidget(self._build_bar())
        lines.addWidget(self._build_views(), 1)
        lines.addWidget(self._build_foot())

    def _build_bar(self) -> QWidget:
        choices = ((PROGRAMME, msg("Programme")), (BY_ITEM, msg("Changes by item")), (BY_PERSON, msg("By person")))
        self.segments = Segments(self._words, choices, msg("What is shown"))
        self.segments.choose(PROGRAMME)
        self.segments.chosen.connect(self.show_part)
        self.other = narrow_combo(22)
        self._words.put(self.other, msg("Compared with"), "setAccessibleName")
        self._words.put(self.other, msg("Compared with"), "setToolTip")
        self.other.activated.connect(lambda _i: self.compared.emit())
        made = QWidget()
        flow = Flow(made, 8)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(self.segments)
        flow.addWidget(self.other)
        outer = QWidget()
        column(outer, (12, 0, 12, 8)).addWidget(made)
        return outer

    def _build_views(self) -> QStackedWidget:
        self.programme = ProgrammeList(self._context, self._words)
        self.changes = ChangesView(self._context, self._words)
        self.changes.asked.connect(self.asked)
        self.changes.picked.connect(lambda: self.there.setEnabled(self.changes.chosen() is not None))
        padded = QWidget()
        column(padded, (0, 0, 0, 0)).addWidget(self.changes)
        self.changes.summary.setContentsMargins(14, 0, 14, 0)
        self._views = QStackedWidget()
        self._views.addWidget(self.programme)
        self._views.addWidget(padded)
        return self._views

    def _build_foot(self) -> QWidget:
        theme = self._context.theme
        self.documents = button(self._words, msg("Documents of this version"), "", theme, "file-text")
        self.take_over = button(self._words, msg("Take over as the draft…"), "", theme, "rotate-ccw")
        self.there = button(self._words, msg("Show in the programme"), "", theme, "eye")
        self.there.clicked.connect(lambda _checked=False: self.asked.emit(self.changes.chosen() or ""))
        made = QWidget()
        flow = Flow(made, 8)
        flow.addWidget(self.there)
        flow.addWidget(self.documents)
        flow.addWidget(self.take_over)
        outer = frame("")
        column(outer, (12, 8, 12, 10)).addWidget(made)
        return outer

    # -- showing

    def show_part(self, which: str) -> None:
        """The programme, or what differs by item or by person."""
        self.segments.choose(which)
        self._views.setCurrentIndex(0 if which == PROGRAMME else 1)
        self.other.setVisible(which != PROGRAMME and self.other.count() > 0)
        self.there.setVisible(which != PROGRAMME)
        self.changes.show_by(which)

    def show_version(self, version: Version | None, versions: Sequence[Version]) -> None:
        """Its words, and the others that it can be compared with; ``None`` is the draft."""
        before = self.compared_with() if version is self.version else None
        self.version = version
        self.retell()
        self.others = [one for one in (None, *versions) if one != version]
        self._fill_others(before)
        self.take_over.setVisible(version is not None)
        self.show_part(self.segments.current())

    def _fill_others(self, chosen: Version | None) -> None:
        self.other.clear()
        for one in self.others:
            self.other.addItem(self._words.say(msg("compared with: {version}", version=wording.title(one))))
        wanted = chosen if chosen in self.others and chosen is not None else self._usual()
        if wanted in self.others:
            self.other.setCurrentIndex(self.others.index(wanted))

    def _usual(self) -> Version | None:
        """The version of the same sort before it, the last release for the draft, else the draft."""
        kind = self.version.kind if self.version is not None else "release"
        earlier = [one for one in self.others if one is not None and one.kind == kind and self._is_before(one)]
        return earlier[0] if earlier else None

    def _is_before(self, one: Version) -> bool:
        return self.version is None or one.number < self.version.number

    def compared_with(self) -> Version | None:
        """The other version that is chosen; ``None`` is the draft."""
        at = self.other.currentIndex()
        return self.others[at] if 0 <= at < len(self.others) else None

    def show_seen(self, seen: Seen, difference: Difference | None) -> None:
        """What was read of it."""
        self.programme.show_facts(seen.facts)
        self.changes.show_difference(difference, msg("There is no other version to compare with."))

    def retell(self) -> None:
        """Its words, in the language of the window."""
        version, say = self.version, self._words.say
        self.title.setText(say(wording.whole_title(version)))
        self.facts.setText(say(self._facts(version)))
        self.note.setText(one_paragraph(version.note) if version is not None else "")
        self.note.setVisible(bool(version is not None and version.note))
        anyway = version.anyway if version is not None else ""
        self.anyway.setText(
            say(msg("Released in spite of findings that block: {reason}", reason=one_paragraph(anyway)))
        )
        self.anyway.setVisible(bool(anyway))
        for at, one in enumerate(self.others[: self.other.count()]):
            self.other.setItemText(at, say(msg("compared with: {version}", version=wording.title(one))))

    def _facts(self, version: Version | None) -> Message:
        if version is None:
            return msg("What is being worked on. Nobody outside the office has it.")
        made = wording.made(version, self._context.language.code)
        return Message("{sort} · {made}", {"sort": _SORTS[version.kind], "made": made})


_SORTS = {
    "release": msg("Released to those who travel"),
    "approved": msg("Approved for the mission file"),
    "snapshot": msg("Kept for the office only"),
}
