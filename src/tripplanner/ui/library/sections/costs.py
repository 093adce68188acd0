"""What the trip is to cost and what it cost; the budget sheet prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.costs import (
    CATEGORIES,
    CURRENCIES,
    CostRow,
    costs,
    items_of,
    remove_cost,
    set_cost,
    totals,
)
from tripplanner.planning.money import typed_amount, written
from tripplanner.text import Text
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import Asked, choice_field, tick_field, words_field

_ESTIMATED, _ACTUAL = msg("estimated"), msg("actual")


@dataclass(frozen=True, slots=True)
class _Budget:
    rows: tuple[CostRow, ...]
    items: tuple[tuple[int, Text, date | None], ...]


class CostsSection(Section):
    key = "costs"
    title = msg("Costs")
    kinds = ("trips",)
    position = 20

    def read(self, session: Session, about: About) -> _Budget:
        return _Budget(tuple(costs(session, about.id)), tuple(items_of(session, about.id)))

    def build(self, content: _Budget, about: About) -> None:
        for (currency, actual), minor in sorted(totals(list(content.rows)).items()):
            word = self.say(_ACTUAL if actual else _ESTIMATED)
            self.lines.addWidget(self.note(f"{self._money(minor, currency)} · {word}", "text2"))
        for one in content.rows:
            category = self.say(CATEGORIES[one.category]) if one.category in CATEGORIES else one.category
            name = about.words(one.label) or about.words(one.item) or category
            state = self.say(_ACTUAL if one.actual else _ESTIMATED)
            second = " · ".join(part for part in (category, state, one.payer) if part)
            edit = lambda one=one: self.edit(one, content, about)  # noqa: E731
            remove = lambda one=one: self.do(msg("take off a cost"), remove_cost, one.id)  # noqa: E731
            first = f"{name} – {self._money(one.amount_minor, one.currency)}"
            self.lines.addLayout(self.entry(first, second, edit=edit, remove=remove))
        if not content.rows:
            self.lines.addWidget(self.note(self.say(msg("No cost is noted yet."))))
        self.add_link(msg("Add a cost…"), lambda: self.edit(None, content, about))

    def _money(self, minor: int, currency: str) -> str:
        return f"{written(minor, currency, self.context.language.code)} {currency}"

    def edit(self, one: CostRow | None, content: _Budget, about: About) -> None:
        """What it is, how much, who pays, of which item."""
        code = about.languages[0]
        text = one.label if one else Text()

        def write(session: Session, values: dict[str, Any]) -> object:
            typed, currency = values.pop("amount"), values["currency"]
            label = text if values["label"] == text.get(code) else text.rewritten(code, values["label"])
            more = {"label": label, "amount_minor": typed_amount(typed, currency)}
            return set_cost(session, about.id, one.id if one else None, **{**values, **more})

        self.ask_for(msg("Cost"), self._fields(one, content, about), msg("note a cost"), write)

    def _fields(self, one: CostRow | None, content: _Budget, about: About) -> list[Asked]:
        code = about.languages[0]
        currency = one.currency if one else CURRENCIES[0]
        amount = written(one.amount_minor, currency, self.context.language.code) if one else ""
        known = dict.fromkeys((*CURRENCIES, currency))
        categories = {"": "–", **{key: self.say(word) for key, word in CATEGORIES.items()}}
        if one and one.category not in categories:
            categories[one.category] = one.category
        items = [
            (None, "–"),
            *((id, " · ".join(filter(None, (self.day(day), about.words(title))))) for id, title, day in content.items),
        ]
        label = msg("What, {language}", language=short_name(code))
        return [
            words_field("label", label, one.label.get(code) if one else "", code),
            choice_field("category", msg("Category"), categories.items(), one.category if one else ""),
            words_field("amount", msg("Amount"), amount),
            choice_field("currency", msg("Currency"), [(each, each) for each in known], currency),
            words_field("payer", msg("Paid by"), one.payer if one else ""),
            tick_field("actual", msg("State"), self.say(msg("It was paid: this is no estimate")),
                       one.actual if one else False),
            choice_field("item_id", msg("Part of the programme"), items, one.item_id if one else None),
        ]  # fmt: skip


SECTION = CostsSection
