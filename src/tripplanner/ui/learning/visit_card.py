"""What is known of a visit beside the matrix: what it serves, its cases and questions, and the try to drop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tripplanner.dates import clock, dated
from tripplanner.i18n import Message, msg
from tripplanner.planning.item_parts import ItemParts
from tripplanner.planning.learning.coverage import (
    OWN,
    SITE,
    THEME,
    WAYS,
    Case,
    Coverage,
    Objective,
    Subject,
    Theme,
    Visit,
)
from tripplanner.planning.learning.telling import told
from tripplanner.planning.words import ITEM_STATUS
from tripplanner.text import Text
from tripplanner.ui.learning.lines import Lines

if TYPE_CHECKING:
    from tripplanner.ui.learning.coverage import CoverageTab

_LINK: dict[type, tuple[str, Message]] = {
    Objective: ("objective", msg("This visit serves the objective")),
    Theme: ("theme", msg("Named as a theme of this visit")),
    Case: ("case", msg("This case study illuminates the visit")),
}


def kind_of(subject: Subject) -> str:
    """*objective*, *theme* or *case*."""
    return _LINK[type(subject)][0]


class VisitCard:
    """Writes into ``lines`` what a visit and a subject have to do with each other."""

    def __init__(self, tab: CoverageTab, lines: Lines) -> None:
        self._tab, self._lines = tab, lines

    def show(self, coverage: Coverage, visit: Visit, subject: Subject | None, parts: ItemParts, dropped: bool) -> None:
        """The visit; above all, how it comes to the subject of the row at hand."""
        lines = self._lines
        lines.title(f"{visit.code} {self._say(visit.title)}".strip())
        lines.note(self._when(visit))
        if subject is not None:
            self._relation(coverage, visit, subject)
        drop: Callable[[bool], object] = lambda on: self._tab.try_dropping(visit.id, on)  # noqa: E731
        lines.tick(msg("What if this visit is dropped?"), dropped, drop, writes=False)
        self._questions(visit, parts)
        self._cases(coverage, visit)
        self._others(coverage, visit)
        lines.jump(lines.say(msg("Show it in the programme")), "programme", visit.uuid)

    def _when(self, visit: Visit) -> str:
        language = self._tab.context.language.code
        day = f"{dated(visit.start.date(), language)}, {clock(visit.start)}" if visit.start is not None else "–"
        return f"{day} · {self._lines.say(ITEM_STATUS[visit.status])}"

    def _relation(self, coverage: Coverage, visit: Visit, subject: Subject) -> None:
        lines, way = self._lines, coverage.way(subject, visit)
        kind, sentence = _LINK[type(subject)]
        lines.head(msg("{visit} and “{subject}”", visit=visit.code or visit.title, subject=subject.name))
        if way != OWN:
            lines.note(told(subject, way))
        lines.tick(sentence, way == OWN, lambda on: self._tab.aiming.link(visit.id, kind, subject.id, on))

    def _questions(self, visit: Visit, parts: ItemParts) -> None:
        lines, tab = self._lines, self._tab
        lines.head(msg("Questions"))
        for one in parts.questions:
            edit = lambda one=one: tab.aiming.edit_question(visit.id, one)  # noqa: E731
            remove = lambda one=one: tab.aiming.take_off(visit.id, one)  # noqa: E731
            lines.entry(self._say(one.name), self._second(one.name), edit, remove)
        if not parts.questions:
            lines.note(msg("No question is prepared."), "warn")
        lines.buttons(
            (msg("From the bank…"), "list-checks", lambda: tab.aiming.take_questions(visit.id)),
            (msg("Write one…"), "plus", lambda: tab.aiming.write_question(visit.id)),
        )

    def _cases(self, coverage: Coverage, visit: Visit) -> None:
        lines = self._lines
        lines.head(msg("Case studies"))
        ways = {one.id: coverage.way(one, visit) for one in coverage.cases}
        cases = {way: [one for one in coverage.cases if ways[one.id] == way] for way in WAYS}
        for one in (*cases[OWN], *cases[SITE]):
            lines.jump(f"{one.code} {self._say(one.name)}", "cases", one.uuid)
        if not visit.cases:
            lines.note(msg("No case study illuminates this visit."), "warn")
        if cases[THEME]:
            lines.note(msg("A theme in common:"), "text3")
            for one in cases[THEME]:
                lines.jump(f"{one.code} {self._say(one.name)}", "cases", one.uuid)
        lines.buttons((msg("Case study…"), "plus", lambda: self._tab.aiming.pick(visit.id, "case")))

    def _others(self, coverage: Coverage, visit: Visit) -> None:
        lines = self._lines
        lines.head(msg("Themes"))
        shown = [self._say(one.name) for one in coverage.themes if one.id in visit.themes]
        if shown:
            lines.note(msg("{names}", names=tuple(shown)), "")
        else:
            lines.note(msg("No theme."), "text3")
        lines.buttons((msg("Theme…"), "plus", lambda: self._tab.aiming.pick(visit.id, "theme")))
        lines.head(msg("Objectives"))
        for one in coverage.objectives:
            if coverage.way(one, visit):
                loose = "" if coverage.way(one, visit) == OWN else lines.say(told(one, THEME))
                lines.entry(self._say(one.name), loose)

    def _say(self, text: Text | str) -> str:
        return text if isinstance(text, str) else text.best(self._tab.context.language.code)

    def _second(self, text: Text | str) -> str:
        return "" if isinstance(text, str) else self._tab.second(text)
