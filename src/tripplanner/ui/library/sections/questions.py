"""The question bank of a theme: what visits that show it can ask, in every language."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.i18n import msg, msgn
from tripplanner.planning.learning.bank import (
    BankQuestion,
    add_bank_question,
    edit_bank_question,
    list_bank,
    remove_bank_question,
)
from tripplanner.text import EMPTY, Text
from tripplanner.ui.language import ENDONYMS, verbatim
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import Asked, Values, long_field


class QuestionsSection(Section):
    key = "questions"
    title = msg("Question bank")
    kinds = ("themes",)
    position = 20
    opened = True

    def read(self, session: Session, about: About) -> tuple[BankQuestion, ...]:
        return tuple(list_bank(session, about.id))

    def build(self, content: tuple[BankQuestion, ...], about: About) -> None:
        for one in content:
            remove = lambda one=one: self.do(msg("take off a question"), remove_bank_question, one.id)  # noqa: E731
            edit = lambda one=one: self.edit(one, about)  # noqa: E731
            self.lines.addLayout(self.entry(about.words(one.text), self._below(one, about), edit=edit, remove=remove))
        if not content:
            self.lines.addWidget(self.note(self.say(msg("Questions kept here are offered to visits of this theme."))))
        self.add_link(msg("Add a question…"), lambda: self.add(about))

    def _below(self, one: BankQuestion, about: About) -> str:
        shown = about.words(one.text)
        others = [words for code in about.languages if (words := one.text.get(code)) and words != shown]
        taken = self.say(msgn("asked on {n} visit", "asked on {n} visits", one.taken)) if one.taken else ""
        return " · ".join(part for part in (*others, taken) if part)

    # -- edits

    def add(self, about: About) -> None:
        """A question in the languages somebody writes; the first one written is its source."""

        def write(session: Session, values: Values) -> None:
            made: int | None = None
            for code, words in values.items():
                if words and made is None:
                    made = add_bank_question(session, about.id, code, words)
                elif words and made is not None:
                    edit_bank_question(session, made, code, words)
            if made is None:
                add_bank_question(session, about.id, about.languages[0], "")  # says what is missing

        self.ask_for(msg("Question"), self._fields(EMPTY, about), msg("add a question"), write)

    def edit(self, one: BankQuestion, about: About) -> None:
        """Its words in each language; visits that took it keep theirs."""

        def write(session: Session, values: Values) -> None:
            for code, words in values.items():
                if words != one.text.get(code):
                    edit_bank_question(session, one.id, code, words)

        self.ask_for(msg("Question"), self._fields(one.text, about), msg("change a question"), write)

    def _fields(self, text: Text, about: About) -> list[Asked]:
        codes = dict.fromkeys((*about.languages[:3], *((text.source,) if text else ())))
        return [long_field(code, verbatim(ENDONYMS.get(code, code)), text.get(code), code) for code in codes]


SECTION = QuestionsSection
