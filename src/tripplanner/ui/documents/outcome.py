"""The right pane: how the making goes, what came out of it, and what to do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from tripplanner.documents.content import Ref
from tripplanner.documents.inspecting import Inspection, Mark
from tripplanner.documents.proofs import Proof
from tripplanner.documents.redaction import shares
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.voices import TranslationList, Unfinished
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks import rules
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.documents.chosen import ChosenLine
from tripplanner.ui.documents.making import Made
from tripplanner.ui.documents.side import SidePane
from tripplanner.ui.jobs import SHOW_AFTER
from tripplanner.ui.language import Words, short_name, verbatim
from tripplanner.ui.programme.leading import lead
from tripplanner.ui.texts.place import TextPlace
from tripplanner.ui.widgets.basics import button, clear, column, row, scrolled, text_label
from tripplanner.ui.widgets.chips import Badge
from tripplanner.ui.widgets.elided import ElidedButton

_MM = 25.4 / 72
_TRANSLATIONS = "language.translation_"
"""Rules about the whole trip, which a document that knows its own translations says more precisely."""
_LISTED = 6
#: So many things of a kind lead to their places.
_LED = 4
#: Below the words of the fact, not below its sign.
_INDENT = 32
_SIGNS = {"error": "circle-x", "warn": "triangle-alert", "info": "info"}
_QUOTED = 40
_PAPERS = {(210, 297): "A4", (148, 210): "A5", (297, 210): "A4", (210, 148): "A5"}


class Outcome(SidePane):
    """Facts about the document that is shown, each with a way to its place; a bar while it is made; the buttons.

    ``page_asked(index)`` comes with a page of the file, ``field_asked(source, index)`` with words on it.
    """

    page_asked = Signal(int)
    field_asked = Signal(object, int)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(context.theme, 224)
        self._context, self._words = context, words
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        words.put(self.bar, msg("Progress"), "setAccessibleName")
        self._step = text_label(ink="text2", size="dense", wrap=True)
        self._facts = column(gap=8)
        self.chosen = ChosenLine(context, words)
        self.cancel = button(words, msg("Cancel"), "", context.theme, "x")
        self.save = button(words, msg("Save…"), "filled", context.theme, "save")
        self.print = button(words, msg("Print…"), "", context.theme, "printer")
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(round(SHOW_AFTER * 1000))
        self._late.timeout.connect(lambda: self._show_bar(True))
        self._build()
        self._working(False)

    def _build(self) -> None:
        inner = QWidget()
        inside = column(inner, (16, 14, 16, 8), 12)
        inside.addWidget(self.chosen)
        inside.addWidget(self._words.put(text_label(strong=True, wrap=True), msg("Before printing")))
        inside.addLayout(self._facts)
        inside.addStretch(1)
        lines = column(self, (1, 1, 1, 14), 8)
        lines.addWidget(scrolled(inner), 1)
        foot = column(margins=(16, 0, 16, 0), gap=8)
        for widget in (self.bar, self._step, self.cancel, self.save, self.print):
            foot.addWidget(widget)
        lines.addLayout(foot)

    def _show_bar(self, on: bool) -> None:
        for widget in (self.bar, self._step, self.cancel):
            widget.setVisible(on)

    def _working(self, on: bool) -> None:
        """A short making shows no bar: what comes and goes at once is only a flicker."""
        if on:
            self._late.start()
        else:
            self._late.stop()
            self._show_bar(False)
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
        if made.inspected is not None and made.proof is not None:
            self._show_inspected(made.inspected, made.proof, made.request)
        self._show_contained(made)
        self._show_findings(made)
        if made.unfinished is not None:
            self._show_unfinished(made.unfinished, made.request.languages)
        self._show_size(made)
        self.print.setEnabled(made.pages is not None)

    def _show_size(self, made: Made) -> None:
        size = max(1, round(len(made.data) / 1024))
        kept = msg("What is shown is what is saved and printed.")
        if made.suffix != made.kind.suffix:
            kept = msg("Saved as {ending}; what is shown and printed is the same as a PDF.", ending=made.suffix)
        self._fact("ok", "circle-check", self._words.say(msg("{size} kB", size=size)), self._words.say(kept))

    def _show_contained(self, made: Made) -> None:
        """What the file says of people and of the office: the lines of the table that it may say."""
        parts = [self._words.say(share.what) for share in shares(made.kind, _audience(made)) if share.told]
        text = " · ".join(parts) or self._words.say(msg("Nobody is named."))
        head = msg("Contains protected values") if made.kind.values else msg("No protected value")
        self._fact("warn" if made.kind.values else "ok", "shield-check", self._words.say(head), text)

    # -- what the pages show

    def _show_inspected(self, found: Inspection, proof: Proof, request: Request) -> None:
        """Characters without a font, words that do not fit, photos."""
        if not found.unprintable:
            fine = msg("Every character prints.")
            self._fact("ok", "circle-check", self._words.say(msg("Fonts and characters")), self._words.say(fine))
        self._marked("error", found.unprintable, proof, lambda n: msgn("{n} without a font", "{n} without a font", n))
        self._marked("warn", found.outside, proof, lambda n: msgn("{n} line overflows", "{n} lines overflow", n))
        self._marked("warn", found.shortened, proof, lambda n: msgn("{n} line shortened", "{n} lines shortened", n))
        self._marked("info", found.divided, proof, lambda n: msgn("{n} long text divided", "{n} long texts divided", n))
        if request.option("photos", "yes") == "yes" and (found.bare or found.lost or found.photos):
            self._show_photos(found)

    def _marked(self, tone: str, marks: Sequence[Mark], proof: Proof, head: Callable[[int], Message]) -> None:
        """Things on pages, of which the first few lead there."""
        if not marks:
            return
        self._fact(tone, _SIGNS[tone], self._words.say(head(len(marks))), "")
        for mark in marks[:_LED]:
            words = shortened(mark.words, _QUOTED)
            where = msg("p. {page}: {words}", page=mark.page, words=words)
            self._lead(where, lambda mark=mark: self._asked(mark, proof))

    def _asked(self, mark: Mark, proof: Proof) -> None:
        index = proof.index_of(mark.page)
        if mark.source is None:
            self.page_asked.emit(index)
        else:
            self.field_asked.emit(mark.source, index)

    def _show_photos(self, found: Inspection) -> None:
        """How many are printed, whose cannot be, and who has none."""
        if found.lost:
            head = msgn("{n} photo cannot be printed", "{n} photos cannot be printed", len(found.lost))
            todo = msg("Replace it by a JPEG file, or by a picture of less than 60 million pixels.")
            self._fact("warn", "triangle-alert", self._words.say(head), self._words.say(todo))
            self._lead_to_sites(found.lost)
        printed = self._words.say(msgn("{n} photo", "{n} photos", found.photos))
        if found.bare:
            bare = self._words.say(msgn("{n} site without a photo", "{n} sites without a photo", len(found.bare)))
            self._fact("info", "info", printed, bare)
            self._lead_to_sites(found.bare)
        elif not found.lost:
            self._fact("ok", "circle-check", printed, self._words.say(msg("Every site has its photo.")))

    def _lead_to_sites(self, sites: Sequence[tuple[Ref, Text]]) -> None:
        for ref, name in sites[:_LED]:
            said = verbatim(shortened(name.best(self._context.language.code), _QUOTED))
            self._lead(said, lambda ref=ref: self._go("sites", ref.uuid))

    # -- what the rules and the translations say

    def _show_findings(self, made: Made) -> None:
        """What the rules say of the words that are printed: how often, by rule, and the first one’s place."""
        told = made.unfinished
        shown = [f for f in made.findings if told is None or not f.rule.startswith(_TRANSLATIONS)]
        counts = Counter(finding.rule for finding in shown)
        if not counts and not (told and told.found):
            fine = msg("Every text is there and every character prints.")
            self._fact("ok", "languages", self._words.say(msg("Texts")), self._words.say(fine))
        for rule, number in counts.most_common():
            tone = "error" if rules()[rule].level == "blocks" else "stale"
            head = self._words.say(msgn("{n} remark", "{n} remarks", number))
            self._fact(tone, "languages", head, self._words.say(rules()[rule].title))
            page, target = lead(next(finding for finding in shown if finding.rule == rule))
            if page:
                self._lead(msg("Show the first one"), lambda page=page, target=target: self._go(page, target))

    def _show_unfinished(self, lacking: TranslationList, codes: Sequence[str]) -> None:
        """Which translations this very document lacks, and how many of those it prints nobody has reviewed."""
        entries = list(lacking.found.values())
        if entries:
            head = msgn("{n} translation missing or stale here", "{n} translations missing or stale here", len(entries))
            self._fact("stale", "languages", self._words.say(head), "")
            for entry in entries[:_LISTED]:
                place: object = TextPlace(entry.ref.uuid, entry.field.partition(".")[0], entry.language)
                if not entry.ref.uuid:  # of no record of the trip: where such texts are listed
                    place = (entry.language, entry.state)
                self._lead(_lacking(entry, self._context.language.code), lambda place=place: self._go("texts", place))
        unreviewed = [(code, lacking.count_unreviewed(code)) for code in codes]
        lines = [(code, count) for code, count in unreviewed if count]
        if lines:
            head = msg("Translations that nobody has reviewed")
            text = "\n".join(f"{short_name(code)} · {count}" for code, count in lines)
            self._fact("stale", "languages", self._words.say(head), text)
            code = max(lines, key=lambda line: line[1])[0]
            self._lead(msg("Open the list"), lambda: self._go("texts", (code, "draft")))

    def _go(self, page: str, target: object) -> None:
        self._context.shell.go(page, target)

    # -- when there is none

    def show_problem(self, error: TripPlannerError | None) -> None:
        """Why there is no document."""
        self._working(False)
        clear(self._facts)
        what, rest = told(error)
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
        texts = column(gap=1)
        texts.addWidget(first)
        if text:
            second = text_label(ink="text2", size="dense", wrap=True)
            second.setText(text)
            texts.addWidget(second)
        line.addWidget(Badge(self._context.theme, icon, tone, 28))
        line.addLayout(texts, 1)
        self._facts.addWidget(made)

    def _lead(self, message: Message, run: Callable[[], object]) -> None:
        """A way to the place of what was said above."""
        way = ElidedButton()
        way.setProperty("look", "link")
        way.setProperty("side", "left")
        way.setCursor(Qt.CursorShape.PointingHandCursor)
        way.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        way.setText(self._words.say(message).replace("&", "&&"))
        way.setAccessibleName(self._words.say(message))
        way.clicked.connect(lambda _c=False: run())
        line = row(margins=(_INDENT, 0, 0, 0))
        line.addWidget(way)
        self._facts.addLayout(line)


def told(error: TripPlannerError | None) -> tuple[Message, list[Message]]:
    """What happened, and what was kept and what to do."""
    if error is None:
        return msg("The document could not be made."), []
    return error.what, [part for part in (error.kept, error.todo) if part]


def _lacking(entry: Unfinished, language: str) -> Message:
    """Where, which words, in which language, missing or stale."""
    where = entry.where if isinstance(entry.where, Message) else shortened(entry.where.best(language), _QUOTED)
    words, wanted = shortened(entry.text.best(language), _QUOTED), short_name(entry.language)
    if entry.state == "stale":
        return msg("{where}: “{words}”, {language} stale", where=where, words=words, language=wanted)
    return msg("{where}: “{words}”, {language} missing", where=where, words=words, language=wanted)


def _audience(made: Made) -> str:
    """As whom its copy was read, where it says so."""
    return getattr(getattr(made.content, "trip", None), "audience", "")


def _paper(made: Made) -> str:
    """``A5``, or millimetres for another size."""
    assert made.pages is not None
    size = made.pages.sizes[0]
    millimetres = (round(size.width * _MM), round(size.height * _MM))
    return _PAPERS.get(millimetres) or f"{millimetres[0]} × {millimetres[1]} mm"
