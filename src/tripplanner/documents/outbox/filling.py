"""Filling the placeholders of standard texts: the office’s words, else ours; what a human has to look at is noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.documents.calendars.lines import clean
from tripplanner.documents.wordings import name_of
from tripplanner.i18n import Message, msg, say
from tripplanner.model.offices import StandardText
from tripplanner.planning.outbox.due import NATIVE_ONLY
from tripplanner.text import EMPTY, Text
from tripplanner.typography import polished

Fields = Mapping[str, Callable[[str], str]]
"""What stands for a placeholder, in a language."""
Own = Mapping[str, tuple[Text, Text]]
"""Titles and bodies of the office’s standard texts by their keys."""

_PLACEHOLDER = re.compile(r"\{\s*([^{}\s]{1,40})\s*\}")
_BLANK = "………"


def own_words(session: Session) -> Own:
    """The office’s standard texts for messages."""
    rows = session.execute(sa.select(StandardText.key, StandardText.title, StandardText.body)
                           .where(StandardText.key.startswith("mail.")))  # fmt: skip
    return {key: (title, body) for key, title, body in rows}


class Words:
    """Fills standard texts in one language; remembers what a human has to look at. Without fields none is filled."""

    def __init__(self, own: Own, language: str, fields: Fields | None) -> None:
        self._own, self._language, self._fields = own, language, fields
        self._doubts: list[Message] = []

    def title(self, key: str, default: Message) -> str:
        """The title of the standard text ``key`` on one line."""
        return " ".join(self._said(key, self._own.get(key, (EMPTY, EMPTY))[0], default).split())

    def body(self, key: str, default: Message) -> str:
        """Its body; ours where the office wrote none."""
        return self._said(key, self._own.get(key, (EMPTY, EMPTY))[1], default).strip()

    def doubts(self) -> tuple[Message, ...]:
        """Each once."""
        return tuple(self._doubts)

    def _said(self, key: str, own: Text, default: Message) -> str:
        if not own:
            return self._filled(say(default, self._language), key)
        state = own.state(self._language)
        if state == "missing":
            self._doubt(msg("The standard text “{key}” has no words in their language: ours are taken.",
                            key=name_of(key)))  # fmt: skip
            return self._filled(say(default, self._language), key)
        if state == "stale" or (state == "draft" and self._language in NATIVE_ONLY):
            self._doubt(msg("The standard text “{key}” was not reviewed in their language.", key=name_of(key)))
        return self._filled(own.get(self._language), key)

    def filled(self, words: str) -> str:
        """Somebody’s own words with their placeholders filled."""
        return self._filled(words, "")

    def _filled(self, words: str, key: str) -> str:
        if self._fields is None:
            return words
        fields = self._fields

        def value(match: re.Match[str]) -> str:
            field = fields.get(match[1])
            said = clean(field(self._language)).strip() if field is not None else ""
            if not said:
                self._doubt(msg("Nothing stands for “{name}” of the standard text “{key}”.", name=match[1],
                                key=name_of(key)) if key
                            else msg("Nothing stands for “{name}” in the text.", name=match[1]))  # fmt: skip
            return said or (_BLANK if field is not None else match[0])

        # line by line: what spaces stand between lines is nobody’s typography
        return "\n".join(polished(line, self._language) for line in clean(_PLACEHOLDER.sub(value, words)).splitlines())

    def _doubt(self, message: Message) -> None:
        if message not in self._doubts:
            self._doubts.append(message)
