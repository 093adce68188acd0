"""Sources and doubts: added, put right, settled."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.doubts import doubt
from tripplanner.planning.sourcing import (
    DoubtRow,
    Provenance,
    SourceRow,
    add_doubt,
    provenance,
    remove_source,
    set_source,
    settle_doubt,
)
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import words_field


class SourcesSection(Section):
    key = "sources"
    title = msg("Sources and doubts")
    kinds = ("sites", "organisations", "contacts", "cases", "terms", "themes", "delegates", "members", "places", "legs",
             "lodgings")  # fmt: skip
    position = 60

    def read(self, session: Session, about: About) -> Provenance:
        return provenance(session, about.uuid)

    def build(self, content: Provenance, about: About) -> None:
        for row in content.sources:
            address = _short(row.url)
            words, second = (row.citation, address) if row.citation else (address, "")
            edit = lambda row=row: self.edit_source(row, about)  # noqa: E731
            remove = lambda row=row: self._remove(row, about)  # noqa: E731
            self.lines.addLayout(self.entry(words, second, edit=edit, remove=remove))
        self.add_link(msg("Add a source…"), lambda: self.edit_source(None, about))
        for mark in content.doubts:
            self._add_doubt_row(mark, about)
        self.add_link(msg("Note something to verify…"), lambda: self.note_doubt(about))

    def _add_doubt_row(self, mark: DoubtRow, about: About) -> None:
        what = self.say(doubt(mark.what))
        if mark.settled_at is None:
            words = self.say(msg("To verify: {what}", what=what))
            tools = [self.icon("check", msg("Verified: {what}", what=what), lambda: self._settle(mark, about, True))]
            self.lines.addLayout(self.entry(words, more=tools if self.may_write else (), ink="warn"))
            return
        who = self.say(msg("verified by {name}", name=mark.settled_by))
        tools = [
            self.icon("undo-2", msg("To verify again: {what}", what=what), lambda: self._settle(mark, about, False))
        ]
        second = f"{who} · {self.day(mark.settled_at.astimezone().date())}"
        self.lines.addLayout(self.entry(what, second, more=tools if self.may_write else ()))

    def edit_source(self, row: SourceRow | None, about: About) -> None:
        """Words and address of a source."""
        fields = [
            words_field("citation", msg("Words"), row.citation if row else ""),
            words_field("url", msg("Address"), row.url if row else ""),
        ]

        def write(session: Session, values: dict[str, Any]) -> object:
            number = row.id if row else None
            return set_source(session, about.table, about.id, number, values["citation"], values["url"])

        self.ask_for(msg("A source"), fields, msg("note a source"), write)

    def note_doubt(self, about: About) -> None:
        """Something that somebody has to find out."""
        write = lambda session, values: add_doubt(session, about.table, about.id, values["what"])  # noqa: E731
        self.ask_for(msg("To verify"), [words_field("what", msg("What"))], msg("note a doubt"), write)

    def _remove(self, row: SourceRow, about: About) -> None:
        self.do(msg("take off a source"), remove_source, about.table, about.id, row.id)

    def _settle(self, mark: DoubtRow, about: About, settled: bool) -> None:
        by = self.context.workspace.actor
        self.do(msg("settle a doubt"), settle_doubt, about.table, about.id, mark.id, by, settled=settled)


def _short(url: str) -> str:
    """An address without what all have, and without the middle of a long one, which no line could break."""
    plain = url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return plain if len(plain) <= _MOST else f"{plain[: _MOST // 2]}…{plain[-_MOST // 2 :]}"


_MOST = 34
SECTION = SourcesSection
