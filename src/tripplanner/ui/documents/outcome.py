"""The right pane: how the making goes, what came out of it, and what to do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar, QWidget

from tripplanner.documents.setter import shortened
from tripplanner.documents.voices import TranslationList, Unfinished
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks import rules
from tripplanner.ui.context import Context
from tripplanner.ui.documents.making import Made
from tripplanner.ui.documents.side import SidePane
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.widgets.basics import button, clear, column, row, text_label
from tripplanner.ui.widgets.chips import Badge

_MM = 25.4 / 72
_TRANSLATIONS = "language.translation_"
"""Rules about the whole trip, which a document that knows its own translations says more precisely."""
_LISTED = 6
_QUOTED = 40
_PAPERS = {(210, 297): "A4", (148, 210): "A5", (297, 210): "A4", (210, 148): "A5"}


class Outcome(SidePane):
    """Facts about the file that is shown, a bar while it is being made, the buttons."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(context.theme, 224)
        self._context, self._words = context, words
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        words.put(self.bar, msg("Progress"), "setAccessibleName")
        self._step = text_label(ink="text2", size="dense", wrap=True)
        self._facts = column(gap=8)
        self.cancel = button(words, msg("Cancel"), "", context.theme, "x")
        self.save = button(words, msg("Save…"), "filled", context.theme, "save")
        self.print = button(words, msg("Print…"), "", context.theme, "printer")
        lines = column(self, (16, 14, 16, 14), 8)
        lines.addWidget(words.put(text_label(strong=True, wrap=True), msg("Before printing")))
        lines.addLayout(self._facts)
        lines.addWidget(self.bar)
        lines.addWidget(self._step)
        lines.addWidget(self.cancel)
        lines.addStretch(1)
        lines.addWidget(self.save)
        lines.addWidget(self.print)
        self._working(False)

    def _working(self, on: bool) -> None:
        for widget in (self.bar, self._step, self.cancel):
            widget.setVisible(on)
        for widget in (self.save, self.print):
            widget.setEnabled(not on)

    def show_working(self) -> None:
        """A document is being made."""
        self.bar.setRange(0, 0)
        self._step.setText("")
        self._working(True)

    def show_step(self, done: int, total: int, message: Message | None) -> None:
        """How far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._step.setText(self._words.say(message) if message else "")

    def show_made(self, made: Made) -> None:
        """What came out."""
        self._working(False)
        clear(self._facts)
        if made.pages is not None:
            sheets = self._words.say(msgn("{n} page", "{n} pages", len(made.pages)))
            self._fact("ok", "file-text", sheets, self._words.say(msg("Format {paper}", paper=_paper(made))))
        size = max(1, round(len(made.data) / 1024))
        kept = msg("What is shown is what is saved and printed.")
        if made.suffix != made.kind.suffix:
            kept = msg("Saved as {ending}; what is shown and printed is the same as a PDF.", ending=made.suffix)
        self._fact("ok", "circle-check", self._words.say(msg("{size} kB", size=size)), self._words.say(kept))
        self._show_findings(made)
        if made.unfinished is not None:
            self._show_unfinished(made.unfinished, made.request.languages)
        self.print.setEnabled(made.pages is not None)

    def _show_findings(self, made: Made) -> None:
        """What the rules say of the words that are printed: how often, by rule."""
        told = made.unfinished
        counts = Counter(f.rule for f in made.findings if told is None or not f.rule.startswith(_TRANSLATIONS))
        if not counts and not (told and told.found):
            fine = msg("Every text is there and every character prints.")
            self._fact("ok", "languages", self._words.say(msg("Texts")), self._words.say(fine))
        for rule, number in counts.most_common():
            tone = "error" if rules()[rule].level == "blocks" else "stale"
            head = self._words.say(msgn("{n} remark", "{n} remarks", number))
            self._fact(tone, "languages", head, self._words.say(rules()[rule].title))

    def _show_unfinished(self, lacking: TranslationList, codes: Sequence[str]) -> None:
        """Which translations this very document lacks, and how many of those it prints nobody has reviewed."""
        entries = list(lacking.found.values())
        if entries:
            head = msgn("{n} translation missing or stale here", "{n} translations missing or stale here", len(entries))
            lines = [self._words.say(_lacking(entry, self._context.language.code)) for entry in entries[:_LISTED]]
            lines += ["…"] if len(entries) > _LISTED else []
            self._fact("stale", "languages", self._words.say(head), "\n".join(lines))
        unreviewed = [(code, lacking.count_unreviewed(code)) for code in codes]
        lines = [f"{short_name(code)} · {count}" for code, count in unreviewed if count]
        if lines:
            head = msg("Translations that nobody has reviewed")
            self._fact("stale", "languages", self._words.say(head), "\n".join(lines))

    def show_problem(self, error: TripPlannerError | None) -> None:
        """Why there is no document."""
        self._working(False)
        clear(self._facts)
        what = error.what if error is not None else msg("The document could not be made.")
        rest = [part for part in (error.kept, error.todo) if part] if error is not None else []
        self._fact("error", "circle-x", self._words.say(what), " ".join(map(self._words.say, rest)))
        for widget in (self.save, self.print):
            widget.setEnabled(False)

    def show_cancelled(self, before: Made | None) -> None:
        """The making was cancelled; the document shown before is still there."""
        self._working(False)
        if before is not None:
            self.show_made(before)
            return
        self._fact("info", "info", self._words.say(msg("Cancelled.")), self._words.say(msg("Nothing was written.")))
        self.save.setEnabled(False)
        self.print.setEnabled(False)

    def _fact(self, tone: str, icon: str, head: str, text: str) -> None:
        made = QWidget()
        line = row(made, gap=10)
        first = text_label(strong=True, wrap=True)
        first.setText(head)
        second = text_label(ink="text2", size="dense", wrap=True)
        second.setText(text)
        texts = column(gap=1)
        texts.addWidget(first)
        texts.addWidget(second)
        line.addWidget(Badge(self._context.theme, icon, tone, 28))
        line.addLayout(texts, 1)
        self._facts.addWidget(made)


def _lacking(entry: Unfinished, language: str) -> Message:
    """Where, which words, in which language, missing or stale."""
    where = entry.where if isinstance(entry.where, Message) else shortened(entry.where.best(language), _QUOTED)
    words, wanted = shortened(entry.text.best(language), _QUOTED), short_name(entry.language)
    if entry.state == "stale":
        return msg("{where}: “{words}”, {language} stale", where=where, words=words, language=wanted)
    return msg("{where}: “{words}”, {language} missing", where=where, words=words, language=wanted)


def _paper(made: Made) -> str:
    """``A5``, or millimetres for another size."""
    assert made.pages is not None
    size = made.pages.sizes[0]
    millimetres = (round(size.width * _MM), round(size.height * _MM))
    return _PAPERS.get(millimetres) or f"{millimetres[0]} × {millimetres[1]} mm"
