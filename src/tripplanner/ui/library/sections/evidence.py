"""Where a case was shown on trips, and what delegates said that bears it out; made of it: building blocks, cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.blocks import blocks
from tripplanner.planning.learning.case_links import Candidate, Evidence, Links, candidates, links_of, remove_evidence
from tripplanner.planning.visits import SAID
from tripplanner.text import Text
from tripplanner.ui.benchmark.harvest import Harvest
from tripplanner.ui.dialogs import ask
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.library.section import About, Section


@dataclass(frozen=True, slots=True)
class _Content:
    links: Links
    blocks: tuple[tuple[int, Text], ...]


class EvidenceSection(Section):
    key = "evidence"
    title = msg("Visits and evidence")
    kinds = ("cases",)
    opened = True
    position = 22

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.pick: Callable[[Picker], bool] = ask

    def read(self, session: Session, about: About) -> _Content:
        return _Content(links_of(session, about.id), tuple((one.id, one.title) for one in blocks(session, about.id)))

    def build(self, content: _Content, about: About) -> None:
        self.lines.addWidget(self.head(self.say(msg("Visits that it illuminates"))))
        for one in content.links.visits:
            words = " · ".join((self.day(one.day), about.words(one.title), about.words(one.trip)))
            self.lines.addWidget(self.jump(words, "programme", one.item_uuid, one.trip_id))
        if not content.links.visits:
            self.lines.addWidget(self.note(self.say(msg("No visit yet."))))
        self.lines.addWidget(self.head(self.say(msg("What was said"))))
        titles = dict(content.blocks)
        for one in content.links.evidence:
            self._said(one, titles, about)
        self.add_link(msg("Take up what was said…"), lambda: self.add(about))

    def _said(self, one: Evidence, titles: dict[int, Text], about: About) -> None:
        block = about.words(titles[one.block_id]) if one.block_id in titles else ""
        parts = (self.say(SAID[one.kind]), self.day(one.day), about.words(one.place), one.voice)
        lines = [" · ".join(part for part in parts if part)]
        if block:
            lines.append(self.say(msg("Building block: {title}", title=block)))
        more: list[QWidget] = []
        if self.may_write:
            more.append(self.icon("git-pull-request-arrow", msg("Make more of it…"), lambda: self.harvest(one, about)))
        remove = lambda: self.do(msg("take off evidence"), remove_evidence, about.id, one.link_id)  # noqa: E731
        self.lines.addLayout(self.entry(about.words(one.text), "\n".join(lines), remove=remove, more=more))

    def harvest(self, one: Evidence, about: About) -> None:
        """A block or a case of its own, made of evidence that is here already."""
        self._harvest().ask(one.observation_id, one.text, case_id=about.id)

    def add(self, about: About) -> None:
        """Choose what was said, then what becomes of it."""
        found = {one.id: one for one in self.context.workspace.get(candidates, about.id)}
        choices = [Choice(one.id, self._line(one, about), tuple(one.text.words.values())) for one in found.values()]
        picker = Picker(self.context, msg("What was said on trips"), choices, None, self.window())
        if self.pick(picker) and picker.chosen is not None and picker.chosen.id is not None:
            chosen = found[picker.chosen.id]
            self._harvest().ask(chosen.id, chosen.text, case_id=about.id)

    def _line(self, one: Candidate, about: About) -> str:
        where = " · ".join(part for part in (self.day(one.day), about.words(one.place)) if part)
        return f"{about.words(one.text)} ({where})"

    def _harvest(self) -> Harvest:
        return Harvest(self.context, self, lambda sheet: self.sheet(sheet))


SECTION = EvidenceSection
