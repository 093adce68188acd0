"""The words of letters, messages and booklets: ours until the office writes its own, in every language."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox

from tripplanner.documents.wordings import IN_EVERY_TEXT, Wording, ours, wordings
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg
from tripplanner.planning.standard_texts import (
    StandardTextRow,
    add_advice,
    remove_standard_text,
    set_standard_text,
    standard_texts,
)
from tripplanner.text import EMPTY, Text
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask, fit
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.plain import one_line
from tripplanner.ui.records.sheet import Asked, Sheet, Values, long_field, words_field
from tripplanner.ui.settings.section import Section
from tripplanner.ui.widgets.basics import button, narrow_combo, text_label
from tripplanner.ui.widgets.flow import Flow

_ABOUT = msg("Letters and messages say our sentences until you write your own. What differs from one to the next "
             "stands in braces.")  # fmt: skip
_NOTHING = msg("Nothing is said here until you write it.")
_OWN = "● "
_WIDE = 720


class WordingSection(Section):
    """Which text, what it says now, and what can be done with it."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(words, msg("Words of letters and messages"), _ABOUT)
        self._context = context
        self._own: dict[str, StandardTextRow] = {}
        self.which: QComboBox = narrow_combo(24)
        self.which.currentIndexChanged.connect(lambda _at: self._show())
        self.add(msg("Wording"), self.which)
        self.said = text_label(ink="text2", wrap=True)
        self.state = text_label(size="dense", wrap=True)
        for label in (self.said, self.state):
            self.lines.addWidget(label)
        self._add_buttons()
        self.refresh()

    def _add_buttons(self) -> None:
        theme, line = self._context.theme, Flow(gap=8)
        self.edit = button(self.words, msg("Write it…"), "", theme, "pencil")
        self.back = button(self.words, msg("Take ours again"), "", theme, "undo-2")
        self.more = button(self.words, msg("New advice for booklets…"), "", theme, "plus")
        for one, run in ((self.edit, self.write), (self.back, self.take_ours), (self.more, self.add_one)):
            one.clicked.connect(partial(_run, run))
            one.setEnabled(not self._context.workspace.read_only)
            line.addWidget(one)
        self.lines.addLayout(line)

    @property
    def key(self) -> str:
        """Of the text that is chosen."""
        return self.which.currentData() or ""

    def refresh(self) -> None:
        """Read the texts again; the chosen one stays chosen."""
        key, blocked = self.key, self.which.blockSignals(True)
        self._own = self._context.workspace.get(standard_texts)
        self.which.clear()
        advice = [own for own in self._own if own not in wordings()]
        for one in (*wordings(), *advice):
            self.which.addItem((_OWN if one in self._own else "") + one_line(self._name(one)), one)
        self.which.setCurrentIndex(max(0, self.which.findData(key)))
        self.which.blockSignals(blocked)
        self._show()

    def _name(self, key: str) -> str:
        if key in wordings():
            return self.words.say(wordings()[key].name)
        return self._own[key].title.best(self._context.language.code) or key

    def _now(self) -> tuple[Text, Text]:
        """Title and body as they are said now, in every language."""
        own, wording = self._own.get(self.key), wordings().get(self.key)
        first = self._context.language.code
        title, body = (own.title, own.body) if own else (EMPTY, EMPTY)
        if wording is not None:
            title, body = title or ours(wording.title, first), body or ours(wording.body, first)
        return title, body

    def _show(self) -> None:
        code = self._context.language.code
        title, body = self._now()
        self.said.setText("\n".join(filter(None, (title.best(code), body.best(code)))))
        own = self._own.get(self.key)
        wording = wordings().get(self.key)
        self.words.put(self.state, _NOTHING if own is None and wording and wording.body is None else _state(own))
        self.back.setVisible(own is not None)
        self.words.put(self.back, msg("Take ours again") if wording and wording.body else msg("Remove it"))

    def write(self) -> None:
        """Ask for the words in every language; what was changed in one leaves the others to be looked at."""
        key, (title, body) = self.key, self._now()
        wording, own = wordings().get(key), self._own.get(key)
        titled = wording is None or wording.title is not None

        def run(values: Values) -> None:
            first = self._context.language.code
            said = [_said(values, part, text, first) for part, text in (("title", title), ("body", body))]
            if said == [title, body]:
                return
            label = msg("change the words “{name}”", name=self._name(key))
            version = own.version if own else None
            self._context.workspace.do(label, set_standard_text, key, *said, version=version)

        sheet = self._sheet(self._heading(key), title if titled else None, body, run)
        if wording is not None and wording.body is not None:
            sheet.hint(_placeholders(wording))
        if ask(sheet):
            self.refresh()

    def add_one(self) -> None:
        """A piece of advice that every booklet prints from now on."""

        def run(values: Values) -> None:
            first = self._context.language.code
            said = [_said(values, part, EMPTY, first) for part in ("title", "body")]
            self._context.workspace.do(msg("add advice for booklets"), add_advice, *said)

        if ask(self._sheet(msg("New advice for booklets"), EMPTY, EMPTY, run)):
            self.refresh()

    def take_ours(self) -> None:
        """The office’s words go; undo brings them back."""
        key = self.key
        label = msg("take away the words “{name}”", name=self._name(key))
        try:
            self._context.workspace.do(label, remove_standard_text, key)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
        self.refresh()

    def _heading(self, key: str) -> Message:
        name = self._name(key)
        return wordings()[key].name if key in wordings() else msg("{name} (advice in booklets)", name=name)

    def _sheet(self, heading: Message, title: Text | None, body: Text, run: Any) -> Sheet:
        fields: list[Asked] = []
        for code in _in_order(self._context.language.code):
            language = ENDONYMS.get(code, code)
            if title is not None:
                label = msg("{field} ({language})", field=msg("Subject or title"), language=language)
                fields.append(words_field(f"title:{code}", label, title.get(code), code))
            label = msg("{field} ({language})", field=msg("Wording"), language=language)
            fields.append(long_field(f"body:{code}", label, body.get(code)))
        made = Sheet(self._context, heading, fields, run, self.window())
        fit(made, _WIDE, made.sizeHint().height())
        return made


def _placeholders(wording: Wording) -> Message:
    names = dict.fromkeys((*wording.fields, *IN_EVERY_TEXT))
    return msg("Can stand in it: {fields}", fields="  ".join("{" + name + "}" for name in names))


def _run(what: Any, _checked: bool = False) -> None:
    what()


def _in_order(first: str) -> tuple[str, ...]:
    """The languages, that of the window first."""
    return tuple(dict.fromkeys((first, *languages())))


def _said(values: Values, part: str, text: Text, first: str) -> Text:
    """The text as typed: who writes in the language of the window says something else, in others one translates."""
    for code in _in_order(first):
        typed = values.get(f"{part}:{code}", text.get(code))
        if typed != text.get(code):
            text = text.rewritten(code, typed) if code == first else text.with_words(code, typed)
    return text


def _state(own: StandardTextRow | None) -> Message:
    if own is None:
        return msg("These are our words.")
    behind = [ENDONYMS.get(code, code) for code in languages() if _behind(own.title, code) or _behind(own.body, code)]
    if not behind:
        return msg("These are your words, complete in every language.")
    return msg("These are your words. To be translated or reviewed: {languages}.", languages=tuple(behind))


def _behind(text: Text, code: str) -> bool:
    return bool(text) and text.state(code) in ("missing", "stale", "draft")
