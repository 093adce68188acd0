"""What is known of an objective, a theme or a case study beside the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.i18n import msg, msgn
from tripplanner.planning.learning.coverage import Case, Coverage, Objective, Subject, Theme
from tripplanner.planning.learning.objectives import GRADES
from tripplanner.planning.learning.telling import counted
from tripplanner.ui.language import ENDONYMS, verbatim
from tripplanner.ui.learning.aim_sheets import tongues
from tripplanner.ui.learning.lines import Lines

if TYPE_CHECKING:
    from tripplanner.ui.learning.coverage import CoverageTab

_INKS = {"missing": "error", "loose": "warn", "good": "text2"}


class SubjectCard:
    """Writes into ``lines`` what a row of the matrix is about."""

    def __init__(self, tab: CoverageTab, lines: Lines) -> None:
        self._tab, self._lines = tab, lines

    def show(self, coverage: Coverage, one: Subject) -> None:
        """The subject with the visits it has."""
        lines = self._lines
        lines.title(self._title(one))
        weight, words = counted(coverage, one)
        lines.note(words, _INKS[weight])
        if isinstance(one, Objective):
            self._objective(coverage, one)
        elif isinstance(one, Theme):
            self._theme(one)
        else:
            lines.jump(lines.say(msg("Open the case study")), "cases", one.uuid)

    def _title(self, one: Subject) -> str:
        name = one.name.best(self._tab.context.language.code)
        return f"{one.code} {name}" if isinstance(one, Case) else name

    def _objective(self, coverage: Coverage, one: Objective) -> None:
        lines, tab = self._lines, self._tab
        second = tab.second(one.name)
        if second:
            lines.note(second, "text3")
        themes = tuple(theme.name for theme in coverage.themes if theme.id in one.themes)
        lines.note(msg("Themes: {names}", names=themes) if themes else msg("No theme is named for it."))
        lines.buttons(
            (msg("Edit…"), "pencil", lambda: tab.aiming.edit_objective(one.id)),
            (msg("Up"), "arrow-up", lambda: tab.aiming.move_objective(one.id, -1)),
            (msg("Down"), "arrow-down", lambda: tab.aiming.move_objective(one.id, 1)),
            (msg("Delete"), "trash-2", lambda: tab.aiming.remove_objective(one.id)),
        )
        lines.head(msg("Self-assessment: what 1 to 5 mean"))
        row = tab.objective(one.id)
        for number, usual in enumerate(GRADES):
            text = row.anchors[number] if row is not None and len(row.anchors) == len(GRADES) else None
            said = text.best(tab.context.language.code) if text is not None else lines.say(usual)
            lines.note(f"{number + 1} – {said}", "" if text is not None else "text3")
        codes = tongues(tab.context, ())
        lines.buttons(*((verbatim(f"{ENDONYMS.get(code, code)}…"), "pencil",
                         lambda code=code: tab.aiming.edit_anchors(one.id, code)) for code in codes))  # fmt: skip

    def _theme(self, one: Theme) -> None:
        lines, tab = self._lines, self._tab
        lines.tick(msg("The trip is about it"), one.id in tab.themes, lambda on: tab.aiming.want(one.id, on))
        if one.wanted and one.id not in tab.themes:
            lines.note(msg("An objective is about it."))
        lit, dark = msg("Case studies of the library illuminate it."), msg("No case study illuminates it.")
        lines.note(lit if one.has_case else dark, "text2" if one.has_case else "warn")
        lines.note(msgn("{n} question in its bank", "{n} questions in its bank", one.questions))
        lines.jump(lines.say(msg("Open the theme")), "themes", one.uuid)
