"""Words that must not render the term, by language."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.dates import listed
from tripplanner.i18n import msg
from tripplanner.model.glossary import Term
from tripplanner.planning import finding
from tripplanner.planning.edits import edit
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import words_field


class ForbiddenSection(Section):
    key = "forbidden"
    title = msg("Words not to use")
    kinds = ("terms",)
    position = 20

    def read(self, session: Session, about: About) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = finding.get(session, Term, about.id, msg("term")).forbidden or {}
        return tuple((language, tuple(words)) for language, words in sorted(found.items()) if words)

    def build(self, content: tuple[tuple[str, tuple[str, ...]], ...], about: About) -> None:
        for language, words in content:
            self.lines.addWidget(self.note(f"{short_name(language)} · {self._joined(words)}", ""))
        if not content:
            self.lines.addWidget(self.note(self.say(msg("No word is forbidden."))))
        if self.may_write:
            self.lines.addWidget(
                self.link(self.say(msg("Change the words…")), lambda: self.change(dict(content), about))
            )

    def change(self, now: dict[str, tuple[str, ...]], about: About) -> None:
        """A field per language, words parted by commas."""
        codes = tuple(dict.fromkeys((*about.languages, *now)))
        fields = [
            words_field(code, msg("In {language}", language=short_name(code)), ", ".join(now.get(code, ())))
            for code in codes
        ]

        def write(session: Session, values: dict[str, Any]) -> None:
            parted = {
                code: [one.strip() for one in re.split("[,，、;；]", values[code]) if one.strip()] for code in codes
            }
            kept = {code: words for code, words in parted.items() if words}
            edit(session, Term, about.id, None, msg("term"), forbidden=kept or None)

        self.ask_for(msg("Words not to use"), fields, msg("change forbidden words"), write)

    def _joined(self, words: tuple[str, ...]) -> str:
        return listed(words, self.context.language.code)


SECTION = ForbiddenSection
