"""What is done on the tab of objectives and coverage: one step of undo each, asked in a sheet where it needs words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tripplanner.i18n import Message, msg
from tripplanner.planning.item_parts import Part, add_question, edit_question, remove_part
from tripplanner.planning.item_parts import candidates as item_candidates
from tripplanner.planning.learning import bank, objectives
from tripplanner.planning.learning.objectives import ObjectiveRow
from tripplanner.planning.listings.themes import list_themes
from tripplanner.text import Text
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.learning import aim_sheets
from tripplanner.ui.records.sheet import Values

if TYPE_CHECKING:
    from tripplanner.ui.learning.coverage import CoverageTab


class Aiming:
    """What buttons, cards and keys ask of the tab."""

    def __init__(self, tab: CoverageTab) -> None:
        self._tab, self._context = tab, tab.context

    def link(self, visit: int, kind: str, target: int, on: bool) -> None:
        self._tab.do(
            msg("link a visit") if on else msg("unlink a visit"), objectives.link_visit, visit, kind, target, on
        )

    def want(self, theme: int, on: bool) -> None:
        """The trip is about a theme, or no longer."""
        if self._tab.trip is not None:
            themes = [*self._tab.themes, theme] if on else [one for one in self._tab.themes if one != theme]
            self._tab.do(msg("choose the themes of the trip"), objectives.set_trip_themes, self._tab.trip.id, themes)

    def pick(self, visit: int, kind: str) -> None:
        """Choose a case study or a theme of the library for a visit."""
        if self._tab.trip is None:
            return
        code = self._context.language.code
        if kind == "case":
            rows = self._context.workspace.get(item_candidates, "cases", self._tab.trip.id)
            choices = [Choice(one.id, _said(one, code), _all(one)) for one in rows]
        else:
            choices = [Choice(id, words) for id, words in self._all_themes()]
        title = msg("Case study") if kind == "case" else msg("Theme")
        picker = Picker(self._context, title, choices, None, self._tab.window())
        if self._tab.ask(picker) and picker.chosen is not None and picker.chosen.id is not None:
            self.link(visit, kind, picker.chosen.id, True)

    def add_objective(self) -> None:
        """Ask for a new objective."""
        self._ask_objective(None)

    def edit_objective(self, id: int) -> None:
        self._ask_objective(self._tab.objective(id))

    def _ask_objective(self, one: ObjectiveRow | None) -> None:
        if self._tab.trip is None or not self._tab.may_write():
            return
        trip = self._tab.trip.id

        def run(values: Values) -> object:
            words, themes = values["words"], values["themes"] or []
            if one is None:
                return self._write(msg("add an objective"), objectives.add_objective, trip, words, themes)
            return self._write(msg("change an objective"), objectives.edit_objective, one.id, words, themes)

        self._tab.ask(
            aim_sheets.objective_sheet(
                self._context, self._tab.trip.languages, self._all_themes(), one, run, self._tab.window()
            )
        )

    def edit_anchors(self, id: int, language: str) -> None:
        """Ask what 1 to 5 mean, in one language."""
        one = self._tab.objective(id)
        if one is not None:
            run = lambda values: self._write(msg("say what grades mean"), objectives.set_anchors, id, language,  # noqa: E731
                                             values["words"])  # fmt: skip
            self._tab.ask(aim_sheets.anchors_sheet(self._context, one, language, run, self._tab.window()))

    def move_objective(self, id: int, by: int) -> None:
        self._tab.do(msg("order the objectives"), objectives.move_objective, id, by)

    def remove_objective(self, id: int) -> None:
        self._tab.do(msg("delete an objective"), objectives.remove_objective, id)

    def choose_themes(self) -> None:
        """Ask what the trip is about."""
        if self._tab.trip is None or not self._tab.may_write():
            return
        trip = self._tab.trip.id
        run = lambda values: self._write(msg("choose the themes of the trip"), objectives.set_trip_themes, trip,  # noqa: E731
                                         values["themes"] or [])  # fmt: skip
        self._tab.ask(
            aim_sheets.themes_sheet(self._context, self._all_themes(), self._tab.themes, run, self._tab.window())
        )

    def take_questions(self, visit: int) -> None:
        """Choose questions of the banks of what the visit shows."""
        found = self._context.workspace.get(bank.offered, visit)
        if not any(not one.taken for one in found):
            nothing = msg("The banks of its themes hold no further question. They are written on the page of themes.")
            self._context.shell.say(nothing, "info")
            return
        run = lambda values: self._write(msg("take questions of the bank"), bank.take_questions, visit,  # noqa: E731
                                         values["questions"] or [])  # fmt: skip
        self._tab.ask(aim_sheets.bank_sheet(self._context, found, self._words, run, self._tab.window()))

    def write_question(self, visit: int) -> None:
        """Ask for a question of the visit's own."""

        def add(session: Any, words: Values) -> None:
            number: int | None = None
            for code, sentence in words.items():
                if number is None:
                    number = add_question(session, visit, code, sentence)
                else:
                    edit_question(session, visit, number, code, sentence)

        self._ask_question(Text(), msg("add a question"), add)

    def edit_question(self, visit: int, one: Part) -> None:
        def change(session: Any, words: Values) -> None:
            for code, sentence in words.items():
                edit_question(session, visit, one.id, code, sentence)

        self._ask_question(one.name if isinstance(one.name, Text) else Text(), msg("change a question"), change)

    def _ask_question(self, text: Text, label: Message, verb: Callable[[Any, Values], None]) -> None:
        own = self._tab.trip.languages if self._tab.trip is not None else ()
        sheet = aim_sheets.question_sheet(
            self._context, own, text, lambda words: self._write(label, verb, words), self._tab.window()
        )
        self._tab.ask(sheet)

    def take_off(self, visit: int, one: Part) -> None:
        self._tab.do(msg("take off a question"), remove_part, visit, "questions", one.id)

    def _write(self, label: Message, verb: Callable[..., Any], *arguments: Any) -> object:
        """One step for a sheet, which says itself what is refused."""
        scope = self._tab.trip.uuid if self._tab.trip is not None else None
        return self._context.workspace.do(label, verb, *arguments, scope=scope)

    def _words(self, text: Text) -> str:
        return text.best(self._context.language.code)

    def _all_themes(self) -> list[tuple[int, str]]:
        rows = self._context.workspace.get(list_themes)
        return [(one.id, ("– " if one.parent else "") + self._words(one.name)) for one in rows]


def _said(one: Part, code: str) -> str:
    return one.name.best(code) if isinstance(one.name, Text) else one.name


def _all(one: Part) -> tuple[str, ...]:
    return tuple(one.name.words.values()) if isinstance(one.name, Text) else ()
