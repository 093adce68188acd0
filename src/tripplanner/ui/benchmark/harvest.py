"""What somebody said becomes a building block of a case, a case of its own, or evidence: one sheet, one step.

Any page that shows what was said may offer it: ``Harvest(context, parent).ask(observation_id, text)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.blocks import categories
from tripplanner.planning.learning.case_links import add_evidence, make_block, make_case, title_of
from tripplanner.planning.listings.cases import list_cases
from tripplanner.text import Text
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.records.sheet import Asked, Sheet, choice_field, words_field


class Harvest:
    """Asks what becomes of an observation, and does it."""

    def __init__(self, context: Context, parent: QWidget, sheet: Callable[[Sheet], bool] = ask) -> None:
        self._context, self._parent, self._sheet = context, parent, sheet

    def ask(self, observation_id: int, said: Text, *, case_id: int | None = None) -> bool:
        """Whether something was made of it; the observation stays the evidence of what is made."""
        title = title_of(said)
        language = title.source

        def write(session: Session, values: dict[str, Any]) -> object:
            words = values["title"]
            named = title if words == title.get(language) else Text().with_words(language, words)
            if values["what"] == "case":
                return make_case(session, observation_id, named or None, self._context.workspace.actor)
            if values["what"] == "block":
                return make_block(session, observation_id, values["case"], named or None, values["category"])
            return add_evidence(session, observation_id, values["case"])

        def run(values: dict[str, Any]) -> object:
            label = msg("make something of what was said")
            return self._context.workspace.do(label, write, values, scope=None)

        fields = self._fields(title.get(language), language, case_id)
        return self._sheet(
            Sheet(self._context, msg("Make something of what was said"), fields, run, self._parent.window())
        )

    def _fields(self, title: str, language: str, case_id: int | None) -> list[Asked]:
        say = self._context.language.say
        first, second = content_languages(self._context.settings, self._context.language.code)
        cases, sorts = self._context.workspace.get(lambda session: (list_cases(session), categories(session)))
        whats = [
            ("block", say(msg("a building block of a case"))),
            ("evidence", say(msg("evidence of a case"))),
            ("case", say(msg("a case study of its own"))),
        ]
        known = [(one.id, f"{one.code} · {one.title.best(first, second)}") for one in cases]
        kinds = [(None, "–"), *((id, label.best(first, second)) for id, label in sorts)]
        return [
            choice_field("what", msg("It becomes"), whats if known else whats[2:], "block"),
            choice_field("case", msg("Case study"), known, case_id),
            words_field("title", msg("Title"), title, language),
            choice_field("category", msg("Category"), kinds, None),
        ]
