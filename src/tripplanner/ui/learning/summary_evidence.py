"""On what a block rests: each record as a card, and which observations are quoted below the block."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from tripplanner.dates import short_day
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.learning.summary.sheet import SORTS, BlockRow, Piece
from tripplanner.planning.visits import SAID
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.plain import in_script, label
from tripplanner.ui.widgets.basics import button, clear, column, frame, row, scrolled, styled, text_label

MOST = 30
"""So many cards at most: what rests on everything that was noted names the first of it."""


class EvidencePanel(QFrame):
    """``quoted`` comes with the UUIDs that are to be quoted, ``took`` and ``confirmed`` when the draft is answered."""

    quoted = Signal(list)
    took = Signal()
    confirmed = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context, self._words = context, words
        inner = QWidget()
        self.lines: QVBoxLayout = column(inner, (14, 12, 14, 12), 8)
        column(self, (1, 1, 1, 1)).addWidget(scrolled(inner))
        self.boxes: dict[str, QCheckBox] = {}

    def show_block(self, block: BlockRow | None, language: str, may_write: bool) -> None:
        """Show what a block rests on; nothing where none is in hand."""
        clear(self.lines)
        self.boxes = {}
        if block is not None:
            if block.draft or block.stale or block.gone:
                self._draft(block, language, may_write)
            self._heading(msg("Evidence"))
            for piece in block.pieces[:MOST]:
                self.lines.addWidget(self._card(piece, language, may_write))
            self._rest(len(block.pieces))
        self.lines.addStretch(1)

    # -- the draft beside what was written

    def _draft(self, block: BlockRow, language: str, may_write: bool) -> None:
        words = block.draft.get(language) or block.draft.best(language)
        if words:
            self._heading(msg("What the draft says now"))
            self.lines.addWidget(_plain(words))
        elif block.gone:
            self.lines.addWidget(_plain(self._say(msg("Nothing is left of what this paragraph was about."))))
        else:
            self.lines.addWidget(_plain(self._say(msg("The draft says the same; what it rests on has changed."))))
        if may_write:
            line = row(gap=8)
            if words:
                take = button(self._words, msg("Take the draft"), "pill")
                take.clicked.connect(lambda _checked=False: self.took.emit())
                line.addWidget(take)
            if block.stale and block.edited:
                keep = button(self._words, msg("My words still hold"), "pill")
                keep.clicked.connect(lambda _checked=False: self.confirmed.emit())
                line.addWidget(keep)
            line.addStretch(1)
            self.lines.addLayout(line)

    # -- cards

    def _card(self, piece: Piece, language: str, may_write: bool) -> QWidget:
        made = frame("sunken")
        lines = column(made, (10, 8, 10, 8), 4)
        lines.addWidget(_plain(self._head(piece, language), ink="text2", size="dense"))
        words = piece.text.best(language)
        if words:
            lines.addWidget(_plain(words))
        said = piece.text.get(piece.text.source)
        if said and said != words:
            lines.addWidget(_plain(f"{short_name(piece.text.source)} – {said}", ink="text2"))
        if piece.sort == "observation":
            lines.addWidget(self._box(piece, may_write))
        return made

    def _head(self, piece: Piece, language: str) -> str:
        """What it is, where and when; the name of whoever agreed to be named."""
        kind = SAID.get(piece.kind) if piece.sort == "observation" else None
        parts = [self._say(kind or SORTS[piece.sort]), piece.kind if piece.sort == "case" else ""]
        parts += [piece.where.best(language), short_day(piece.day, language) if piece.day else ""]
        if piece.number:
            parts.append(self._say(msg("day {n}", n=piece.number)))
        if piece.group:
            parts.append(self._say(msg("group {code}", code=piece.group)))
        if piece.sort == "observation":
            parts.append(piece.voice or self._say(msg("anonymous")))
        if piece.rating is not None:
            parts.append(self._say(msg("{rating} of 5", rating=piece.rating)))
        return " · ".join(part for part in parts if part)

    def _box(self, piece: Piece, may_write: bool) -> QCheckBox:
        """Whether its words stand below the block."""
        made = QCheckBox()
        self._words.control(made, msg("Quoted below the paragraph"))
        made.setChecked(piece.quoted)
        made.setEnabled(may_write)
        made.clicked.connect(lambda _checked=False: self._choose())
        self.boxes[piece.uuid] = made
        return made

    def _choose(self) -> None:
        self.quoted.emit([uuid for uuid, box in self.boxes.items() if box.isChecked()])

    def _rest(self, count: int) -> None:
        if not count:
            self.lines.addWidget(_plain(self._say(msg("This paragraph rests on no record.")), ink="text2"))
        elif count > MOST:
            more = msgn("and {n} more record", "and {n} more records", count - MOST)
            self.lines.addWidget(_plain(self._say(more), ink="text2"))

    def _heading(self, message: Message) -> None:
        self.lines.addWidget(styled(label(self._say(message)), "", "", True))

    def _say(self, message: Message) -> str:
        return self._words.say(message)


def _plain(words: str, ink: str = "", size: str = "") -> QWidget:
    return in_script(text_label(ink=ink, size=size, wrap=True), words)
