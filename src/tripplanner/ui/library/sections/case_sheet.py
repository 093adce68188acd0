"""The sheet of a case as a file."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.documents.library.registry import Asked
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseStudy
from tripplanner.planning.finding import get
from tripplanner.planning.learning.case_content import WHAT
from tripplanner.ui.benchmark.export import CASE, Exporter
from tripplanner.ui.library.section import About, Section


class CaseSheetSection(Section):
    key = "case_sheet"
    title = msg("Sheet of the case")
    kinds = ("cases",)
    position = 24

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.exporter = Exporter(self.context, self, lambda sheet: self.sheet(sheet))

    def read(self, session: Session, about: About) -> str:
        return get(session, CaseStudy, about.id, WHAT).code

    def build(self, content: str, about: About) -> None:
        asked = Asked(about.languages[0], cases=(about.id,))
        offer = lambda: self.exporter.offer(msg("Sheet of the case"), CASE, asked, content)  # noqa: E731
        self.lines.addWidget(self.link(self.say(msg("Write the sheet…")), offer, icon="download"))
        compare = lambda: self.context.shell.go("benchmark", about.uuid)  # noqa: E731
        self.lines.addWidget(self.link(self.say(msg("Show it in the benchmark")), compare, icon="table"))


SECTION = CaseSheetSection
