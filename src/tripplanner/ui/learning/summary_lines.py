"""The lines of a summary on the screen: headings, themes, and blocks with their words, evidence and flags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.summary.drafting import SECTIONS
from tripplanner.planning.learning.summary.sheet import BlockRow, SummarySheet
from tripplanner.ui.unfailing import unfailing

LINE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
Say = Callable[[Message], str]

NO_THEME = msg("Without a theme")
NOT_TRANSLATED = msg("not translated yet")
HIDDEN, EDITED, OWN = msg("hidden"), msg("written by hand"), msg("added")
LOOK_AGAIN, GONE = msg("its evidence has changed"), msg("its evidence is gone")
STALE_WORDS, MISSING_WORDS = msg("translation out of date"), msg("translation missing")


@dataclass(frozen=True, slots=True)
class Flag:
    """A word on a block, with the token of its colour."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line: ``level`` is *section*, *theme* or *block*; ``below`` on what a block rests."""

    level: str
    words: str
    block: BlockRow | None = None
    flags: tuple[Flag, ...] = ()
    below: str = ""


def lines_of(sheet: SummarySheet, language: str, say: Say, grounds: Callable[[BlockRow], str]) -> list[Line]:
    """The whole summary, section by section; what was drafted under a theme under its name."""
    found: list[Line] = []
    titles, section, theme = SECTIONS[sheet.kind], "", None
    for block in sheet.blocks:
        if block.section != section:
            section, theme = block.section, None
            found.append(Line("section", say(titles[section])))
        if section == "themes" and block.theme != theme:
            theme = block.theme
            known = sheet.evidence.theme.get(theme)
            found.append(Line("theme", known.name.best(language) if known else say(NO_THEME)))
        words = block.text.get(language) or f"{block.text.best()} ({say(NOT_TRANSLATED)})"
        found.append(Line("block", words, block, tuple(_flags(block, language, say)), grounds(block)))
    return found


def _flags(block: BlockRow, language: str, say: Say) -> Sequence[Flag]:
    state = block.text.state(language)
    told = (
        (block.hidden, HIDDEN, "text2"),
        (block.own, OWN, "info.ink"),
        (block.edited and not block.own, EDITED, "info.ink"),
        (block.gone, GONE, "error.ink"),
        (block.stale, LOOK_AGAIN, "warn.ink"),
        (state == "stale", STALE_WORDS, "stale.ink"),
        (state == "missing", MISSING_WORDS, "stale.ink"),
    )
    return [Flag(say(message), tone) for holds, message, tone in told if holds]


@unfailing
class LineModel(QAbstractListModel):
    """The lines as a list; blocks alone can be chosen, and edited where ``may_write``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.may_write = False

    def set_lines(self, lines: list[Line], may_write: bool) -> None:
        """Other lines in their place."""
        self.beginResetModel()
        self.lines, self.may_write = lines, may_write
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " · ".join([line.words, *(flag.words for flag in line.flags), *filter(None, [line.below])])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        block = self.block(index.row()) if index.isValid() else None
        if block is None:
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen | Qt.ItemFlag.ItemIsEditable if self.may_write else chosen

    def block(self, row: int) -> BlockRow | None:
        """The block in a line, if it is one."""
        return self.lines[row].block if 0 <= row < len(self.lines) else None

    def row_of(self, block_id: int) -> int:
        """The line of a block by its number; -1 where there is none."""
        return next((n for n, one in enumerate(self.lines) if one.block and one.block.id == block_id), -1)
