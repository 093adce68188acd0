"""What a person chose for a list and finds again: columns, widths, order, filters under a name. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from tripplanner.planning.browsing.shapes import ORDERS, Question
from tripplanner.settings import Settings

_WIDEST = 4000  # pixels a column may have been drawn to


@dataclass(frozen=True, slots=True)
class Saved:
    """A filter under a name: words, group and conditions; the order of the list is no part of it."""

    name: str
    question: Question


class Kept:
    """The choices for the list of one kind of record, in the settings under ``library/<kind>``.

    Whatever the settings hold, reading them never fails: what does not fit is left out.
    """

    def __init__(self, settings: Settings, kind: str) -> None:
        self._settings, self._key = settings, f"library/{kind}"

    # -- columns

    def columns(self, known: Sequence[str]) -> tuple[str, ...] | None:
        """The columns chosen, in order; ``None`` while nobody has chosen."""
        chosen = tuple(dict.fromkeys(one for one in self._list("columns") if one in known))
        return chosen or None

    def keep_columns(self, chosen: Sequence[str] | None) -> None:
        """Show these columns, in this order; ``None``: those that fit."""
        self._set("columns", list(chosen) if chosen is not None else None)

    def widths(self) -> dict[str, int]:
        """Widths that were drawn by hand, in pixels at the normal size of letters."""
        found = self._part("widths")
        if not isinstance(found, dict):
            return {}
        pairs = cast("dict[str, Any]", found).items()
        return {key: width for key, width in pairs if isinstance(width, int) and 0 < width <= _WIDEST}

    def keep_width(self, column: str, width: int) -> None:
        """A column was drawn to this width."""
        self._set("widths", {**self.widths(), column: width})

    def forget_widths(self) -> None:
        """Columns are as wide as they need."""
        self._set("widths", None)

    # -- order

    def order(self, known: Sequence[str]) -> Question:
        """The order chosen, as a question without a filter."""
        found = self._part("sort")
        if not isinstance(found, dict):
            return Question()
        raw = cast("dict[str, Any]", found)
        column, order = raw.get("column"), raw.get("order")
        if column not in known or order not in ORDERS:
            return Question()
        return Question(sort=str(column), descending=raw.get("descending") is True, order=str(order))

    def keep_order(self, question: Question) -> None:
        """The list is shown in the order of ``question``."""
        raw = {"column": question.sort, "descending": question.descending, "order": question.order}
        self._set("sort", raw if question.sort else None)

    # -- filters

    def saved(self) -> tuple[Saved, ...]:
        """The filters that have a name, in the order they were made."""
        found = [_saved(raw) for raw in self._list("filters")]
        return tuple({one.name: one for one in found if one is not None}.values())

    def keep_filter(self, name: str, question: Question) -> None:
        """Save a filter; one of the same name is replaced."""
        bare = replace(question, sort="", descending=False, order="fr")
        others = [one for one in self.saved() if one.name != name]
        self._keep([*others, Saved(name, bare)])

    def rename_filter(self, name: str, other: str) -> None:
        """Give a filter another name, in its place."""
        kept = [one for one in self.saved() if one.name != other or name == other]
        self._keep([replace(one, name=other) if one.name == name else one for one in kept])

    def delete_filter(self, name: str) -> None:
        """Forget a filter."""
        self._keep([one for one in self.saved() if one.name != name])

    def put_back(self, filters: Sequence[Saved]) -> None:
        """The filters as they were."""
        self._keep(filters)

    def _keep(self, filters: Sequence[Saved]) -> None:
        self._set("filters", [_raw(one) for one in filters] or None)

    # -- settings

    def _all(self) -> Mapping[str, Any]:
        return self._settings.get(self._key, cast("dict[str, Any]", {}))

    def _part(self, name: str) -> Any:
        return self._all().get(name)

    def _list(self, name: str) -> list[Any]:
        found = self._part(name)
        return cast("list[Any]", found) if isinstance(found, list) else []

    def _set(self, name: str, value: object) -> None:
        parts = {key: kept for key, kept in self._all().items() if key != name}
        if value is not None:
            parts[name] = value
        self._settings.set(self._key, parts or None)


def _raw(one: Saved) -> dict[str, object]:
    asked = one.question
    return {"name": one.name, "words": asked.words, "group": asked.group, "conditions": list(asked.conditions)}


def _saved(raw: Any) -> Saved | None:
    if not isinstance(raw, dict):
        return None
    found = cast("dict[str, Any]", raw)
    name, words, group = (found.get(key) for key in ("name", "words", "group"))
    conditions: Any = found.get("conditions")
    if not all(isinstance(one, str) for one in (name, words, group)) or not isinstance(conditions, list) or not name:
        return None
    listed = cast("list[Any]", conditions)
    return Saved(str(name), Question(str(words), str(group), tuple(one for one in listed if isinstance(one, str))))
