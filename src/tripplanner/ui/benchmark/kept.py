"""Views of the matrix under a name, kept in the settings: what is ticked, the words, the order. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from tripplanner.planning.learning.benchmark import SORTS, View
from tripplanner.planning.learning.vocabulary import DIMENSIONS
from tripplanner.settings import Settings

_KEY = "benchmark"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under a name."""

    name: str
    view: View


class KeptViews:
    """Whatever the settings hold, reading them never fails: what does not fit is left out."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def saved(self) -> tuple[SavedView, ...]:
        """The views that have a name, in the order they were made."""
        found = self._all().get("views")
        views = [_saved(raw) for raw in cast("list[Any]", found)] if isinstance(found, list) else []
        return tuple({one.name: one for one in views if one is not None}.values())

    def keep(self, name: str, view: View) -> None:
        """Save a view; one of the same name is replaced."""
        self.put_back([*(one for one in self.saved() if one.name != name), SavedView(name, view)])

    def delete(self, name: str) -> None:
        """Forget a view."""
        self.put_back([one for one in self.saved() if one.name != name])

    def put_back(self, views: Sequence[SavedView]) -> None:
        """The views as they were."""
        self._set("views", [_raw(one) for one in views] or None)

    def folded(self) -> frozenset[str]:
        """The dimensions whose values are folded away; at first those that few ask for."""
        found = self._all().get("folded")
        listed = cast("list[Any]", found) if isinstance(found, list) else ["scale", "region", "countries", "state"]
        return frozenset(one for one in listed if one in DIMENSIONS)

    def fold(self, dimension: str) -> None:
        """Fold the values of a dimension away, or show them."""
        self._set("folded", sorted(self.folded() ^ {dimension}))

    def _all(self) -> dict[str, Any]:
        found: Any = self._settings.get(_KEY, cast("dict[str, Any]", {}))
        return cast("dict[str, Any]", found) if isinstance(found, dict) else {}

    def _set(self, name: str, value: object) -> None:
        parts = {key: kept for key, kept in self._all().items() if key != name}
        if value is not None:
            parts[name] = value
        self._settings.set(_KEY, parts or None)


def _raw(one: SavedView) -> dict[str, object]:
    view = one.view
    chosen = {name: sorted(codes) for name, codes in view.chosen.items() if codes}
    return {"name": one.name, "words": view.words, "chosen": chosen, "sort": view.sort, "descending": view.descending}


def _saved(raw: Any) -> SavedView | None:
    if not isinstance(raw, dict):
        return None
    found = cast("dict[str, Any]", raw)
    name, words, chosen, sort = (found.get(key) for key in ("name", "words", "chosen", "sort"))
    if not isinstance(name, str) or not name or not isinstance(words, str) or not isinstance(chosen, dict):
        return None
    kept = {
        key: frozenset(code for code in cast("list[Any]", codes) if isinstance(code, str))
        for key, codes in cast("dict[str, Any]", chosen).items()
        if key in DIMENSIONS and isinstance(codes, list)
    }
    return SavedView(name, View(words, kept, sort if sort in SORTS else "", found.get("descending") is True))
