"""Where the record is used: a line per use, with a jump to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.dates import clock, short_date
from tripplanner.i18n import msg
from tripplanner.planning.owning import owner
from tripplanner.planning.using import Use, count_uses, uses
from tripplanner.text import Text
from tripplanner.ui.library.section import About, Section

#: The page that shows records of a kind; what has none is shown by the programme of its trip.
PAGES = {
    "sites": "sites", "organisations": "partners", "contacts": "partners", "delegates": "delegates", "cases": "cases",
    "terms": "terms", "themes": "themes", "places": "places", "legs": "places",
    "trips": "trips", "members": "delegates", "lodgings": "delegates",
}  # fmt: skip
_MOST = 60


@dataclass(frozen=True, slots=True)
class _Found:
    uses: tuple[Use, ...]
    total: int


class UsesSection(Section):
    key = "uses"
    title = msg("Where it is used")
    position = 80

    def read(self, session: Session, about: About) -> _Found:
        record = owner(session, about.table, about.id)
        records: list[Any] = [record, *([record.person] if hasattr(record, "person") else [])]
        found = [use for one in records for use in uses(session, one, _MOST)]
        others = tuple(use for use in found if use.uuid != about.uuid)
        return _Found(others[:_MOST], max(len(others), sum(count_uses(session, one) for one in records)))

    def build(self, content: _Found, about: About) -> None:
        for use in content.uses:
            words = about.words(use.name) if isinstance(use.name, Text) else use.name
            when = self._when(use)
            line = " · ".join(part for part in (when, words, self.say(use.role)) if part)
            page = PAGES.get(use.kind, "programme" if use.trip_id is not None else "")
            self.lines.addWidget(self.jump(line, page, use.uuid, use.trip_id) if page else self.note(line, "text2"))
        if not content.uses:
            self.lines.addWidget(self.note(self.say(msg("Nothing leads to it yet."))))
        elif content.total > len(content.uses) >= _MOST:
            self.lines.addWidget(self.note(self.say(msg("and more: {count} in all", count=content.total))))

    def _when(self, use: Use) -> str:
        if use.when is None:
            return ""
        day = short_date(use.when, self.context.language.code)
        return f"{day} {clock(use.when)}" if isinstance(use.when, datetime) else day


SECTION = UsesSection
