"""The outline of a PDF file: bookmarks under each other, those below the first level folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tripplanner.documents.pdf.file import PdfFile, text


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; ``anchor`` is the key of an Anchor mark; ``level`` 0 is the outermost."""

    title: str
    anchor: str
    level: int = 0


@dataclass(slots=True)
class _Entry:
    """A bookmark with those below it."""

    number: int
    mark: Bookmark | None = None
    below: list[_Entry] = field(default_factory=list["_Entry"])

    def shown(self) -> int:
        """How many entries below are seen when this one is open: those of the first level open with it."""
        return sum(1 + (entry.shown() if entry.mark and not entry.mark.level else 0) for entry in self.below)


def write_outline(file: PdfFile, marks: Sequence[Bookmark], places: Mapping[str, str]) -> int:
    """The number of the outline of ``marks``, all of which have a place; 0 without any."""
    if not marks:
        return 0
    root = _Entry(file.number())
    open_ones = [root]
    for mark in marks:  # one that skips a level stands one below the entry before it
        del open_ones[mark.level + 1 :]
        entry = _Entry(file.number(), Bookmark(mark.title, mark.anchor, len(open_ones) - 1))
        open_ones[-1].below.append(entry)
        open_ones.append(entry)
    file.put(root.number, f"<</Type /Outlines{_ends(root)} /Count {root.shown()}>>")
    _write_below(file, root, places)
    return root.number


def _write_below(file: PdfFile, above: _Entry, places: Mapping[str, str]) -> None:
    last = len(above.below) - 1
    for n, entry in enumerate(above.below):
        assert entry.mark is not None
        before = f" /Prev {above.below[n - 1].number} 0 R" if n else ""
        after = f" /Next {above.below[n + 1].number} 0 R" if n < last else ""
        folded = "-" if entry.mark.level else ""
        below = f"{_ends(entry)} /Count {folded}{entry.shown()}" if entry.below else ""
        title, place = text(entry.mark.title), places[entry.mark.anchor]
        file.put(entry.number, f"<</Title {title} /Parent {above.number} 0 R{before}{after}{below} /Dest {place}>>")
        _write_below(file, entry, places)


def _ends(entry: _Entry) -> str:
    return f" /First {entry.below[0].number} 0 R /Last {entry.below[-1].number} 0 R"
