"""The estimate of a leg that nobody has measured: what the grid reckons with meanwhile, and taken over by a click."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.dates import distance, duration
from tripplanner.i18n import msg
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.offering import offered, take_over
from tripplanner.ui.library.section import About, Section


class EstimateSection(Section):
    key = "estimate"
    title = msg("Estimate")
    kinds = ("legs",)
    position = 10
    opened = True
    above = True

    def read(self, session: Session, about: About) -> Travel | None:
        return offered(session, about.id)

    def build(self, content: Travel, about: About) -> None:
        code = self.context.language.code
        way = duration(content.minutes, code)
        if content.km is not None:
            way = f"{distance(content.km, code)} · {way}"
        self.lines.addWidget(self.note(way, "text2"))
        why = msg("From the coordinates, by coach: the grid reckons with it until the leg is measured.")
        self.lines.addWidget(self.note(self.say(why)))
        self.add_link(msg("Take the estimate over, to be verified"), lambda: self.take(about), icon="check")

    def take(self, about: About) -> None:
        """Write it into the leg; one undo takes it back."""
        self.do(msg("take over an estimate"), take_over, about.id)


SECTION = EstimateSection
