"""Columns that share the width of their table: as wide as what they hold, names get what is left.

Where the table is narrow, columns marked as spare go first, then the last ones: a column of three dots tells nothing,
and what it says stands in the detail beside the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from tripplanner.ui.tables import CellTable, Column
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme

#: Pixels no column falls below, the part of its width that a name keeps, how far a column may outgrow its width.
_LEAST, _NAMES, _MOST = 52, 0.72, 1.3
_SCROLL_BAR, _PADDING, _ICON = 17, 19, 22
#: Rows whose words are measured: widths need not be exact in long lists.
_MEASURED = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """The width a column would like, and how soon it is left out (the highest goes first; 0: after all others).

    ``kept``: a person chose the column, so it stays, and wide enough for a word or two.
    """

    width: int
    spare: int = 0
    kept: bool = False


def shared(name: int, others: Sequence[Wish], room: int, narrowest: int = _LEAST) -> list[int]:
    """Widths of all columns for ``room`` pixels, 0 for one left out; the name's column comes first.

    No column falls below ``narrowest``. The sum is larger than ``room`` only where nothing can shrink or go any more:
    the table then scrolls.
    """
    least = int(name * _NAMES)
    kept = {at: wish.width for at, wish in enumerate(others)}
    for at in sorted((at for at, wish in enumerate(others) if wish.spare), key=lambda at: -others[at].spare):
        if least + sum(kept.values()) > room:
            del kept[at]
    for at in reversed([at for at in kept if not others[at].kept]):
        if least + sum(min(width, narrowest) for width in kept.values()) > room:
            del kept[at]
    too_much = least + sum(kept.values()) - room
    over = lambda at: kept[at] - (2 if others[at].kept else 1) * narrowest  # noqa: E731
    while too_much > 0 and max(map(over, kept), default=0) > 0:
        widest = max((at for at in kept if over(at) > 0), key=lambda at: kept[at])
        kept[widest] -= 1
        too_much -= 1
    return [max(least, room - sum(kept.values())), *(kept.get(at, 0) for at in range(len(others)))]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked of the columns: which (``None``: those that fit) and which widths, by their keys."""

    columns: Sequence[str] | None = None
    widths: Mapping[str, int] = field(default_factory=dict[str, int])


class ColumnFit(QObject):
    """Fits the columns of ``view`` whenever its width, its rows, the language or the letters change.

    Columns and widths that a person chose are kept to: the table scrolls sideways where they find no room.
    """

    def __init__(
        self, view: QTableView, model: CellTable[Any], theme: Theme, choice: Callable[[], Choice] = Choice
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._theme, self._choice = view, model, theme, choice
        self._naturals: list[int] | None = None
        self.fitting = False
        view.horizontalHeader().setStretchLastSection(False)
        view.horizontalHeader().setMinimumSectionSize(_LEAST - 8)
        view.installEventFilter(self)
        model.loaded.connect(self.forget)
        theme.changed.connect(self.forget)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return False

    def forget(self) -> None:
        """Measure again: other words, other columns."""
        self._naturals = None
        if self._view.isVisible():
            self._fit()

    def _fit(self) -> None:
        if self._naturals is None:
            self._naturals = [0, *(self._natural(one) for one in self._model.columns[1:])]
        choice = self._choice()
        shown = [at for at, one in enumerate(self._model.columns) if at == 0 or self._wanted(one, choice)]
        name = self._width(0, choice) or self._theme.px(self._model.columns[0].width)
        wishes = [self._wish(at, choice) for at in shown[1:]]
        room, narrowest = self._view.width() - _SCROLL_BAR, self._theme.px(_LEAST)
        widths = dict(zip(shown, shared(name, wishes, room, narrowest), strict=True))
        if self._width(0, choice):
            widths[0] = name
        self.fitting = True
        for at in range(len(self._model.columns)):
            width = widths.get(at, 0)
            self._view.setColumnHidden(at, width == 0)
            if width:
                self._view.setColumnWidth(at, width)
        self.fitting = False

    def _wanted(self, one: Column[Any], choice: Choice) -> bool:
        return not one.extra if choice.columns is None else one.key in choice.columns

    def _width(self, at: int, choice: Choice) -> int:
        """The width a person drew a column to, 0 for none."""
        return self._theme.px(choice.widths.get(self._model.columns[at].key, 0))

    def _wish(self, at: int, choice: Choice) -> Wish:
        assert self._naturals is not None
        spare = self._model.columns[at].spare if choice.columns is None else 0
        return Wish(self._width(at, choice) or self._naturals[at], spare, choice.columns is not None)

    def _natural(self, one: Column[Any]) -> int:
        """The width of the widest cell and of the heading, within what the column declares."""
        head = QFontMetrics(self._theme.sized(tokens.DENSE, True)).horizontalAdvance(self._model.heading(one))
        widest = self._widest(self._model.texts(one), tokens.BODY) + (_ICON if one.icon else 0)
        widest = max(widest, self._widest(self._model.texts_below(one), tokens.DENSE))
        wanted = max(head, min(widest, self._theme.px(round(one.width * _MOST)) - _PADDING)) + _PADDING
        return max(wanted, self._view.horizontalHeader().minimumSectionSize())

    def _widest(self, texts: Iterable[str], size: tuple[int, int]) -> int:
        """In the faces the cells are painted with: those of a text without Chinese are others in a Chinese window."""
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for text in islice(texts, _MEASURED):
            found[has_han(text)].add(text)
        font, widest = self._theme.sized(size), 0
        for han, some in found.items():
            font.setFamilies(families_for(font, "zh" if han else "fr"))
            widest = max(widest, *map(QFontMetrics(font).horizontalAdvance, some), 0)
        return widest
