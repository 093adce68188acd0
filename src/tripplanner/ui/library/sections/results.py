"""The results of a case: what came of it, what shows it, when that was found, where it is told."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.learning.case_parts import ResultRow, remove_result, results, set_result
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import long_field, words_field


class ResultsSection(Section):
    key = "results"
    title = msg("Results")
    kinds = ("cases",)
    opened = True
    position = 16

    def read(self, session: Session, about: About) -> tuple[ResultRow, ...]:
        return results(session, about.id)

    def build(self, content: tuple[ResultRow, ...], about: About) -> None:
        for one in content:
            second = " · ".join(part for part in (about.words(one.evidence), one.dated, one.url) if part)
            edit = lambda one=one: self.edit(one, about)  # noqa: E731
            remove = lambda one=one: self.do(msg("take off a result"), remove_result, about.id, one.id)  # noqa: E731
            self.lines.addLayout(self.entry(about.words(one.text), second, edit=edit, remove=remove))
        self.add_link(msg("Add a result…"), lambda: self.edit(None, about))

    def edit(self, one: ResultRow | None, about: About) -> None:
        """Its words and evidence in the first language of the content, its date and address."""
        code = about.languages[0]
        named = short_name(code)
        fields = [
            long_field("words", msg("Result, {language}", language=named), one.text.get(code) if one else "", code),
            long_field("evidence", msg("Evidence, {language}", language=named),
                       one.evidence.get(code) if one else "", code),
            words_field("dated", msg("Year, month or day (2019, 2019-09, 2019-09-30)"), one.dated if one else ""),
            words_field("url", msg("Web address"), one.url if one else ""),
        ]  # fmt: skip

        def write(session: Session, values: dict[str, Any]) -> object:
            return set_result(
                session, about.id, one.id if one else None, code, values["words"], evidence=values["evidence"],
                dated=values["dated"], url=values["url"],
            )  # fmt: skip

        self.ask_for(msg("Result"), fields, msg("change a result"), write)


SECTION = ResultsSection
