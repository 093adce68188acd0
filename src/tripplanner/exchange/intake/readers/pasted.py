"""A table copied from a spreadsheet or a web page: text with tabs, lines quoted where they hold line ends."""

from __future__ import annotations

from tripplanner.exchange.intake.limits import Meter, check_size
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.readers.delimited import of_text
from tripplanner.exchange.intake.sheets import Book, Sheet
from tripplanner.i18n import Message, msg, say
from tripplanner.progress import NO_PROGRESS, Progress

NAME: Message = msg("pasted table")


def read_pasted(text: str, progress: Progress = NO_PROGRESS, language: str = "en") -> Book:
    """The table of a text that was copied elsewhere; raises :class:`Unreadable`."""
    name = say(NAME, language)
    check_size(name, text.encode("utf-8", "replace"))
    return of_text(text, "\t" if "\t" in text else None, Meter(name, progress), format="pasted")


def _read(data: bytes, options: Options, meter: Meter) -> Book:
    book = of_text(data.decode("utf-8", "replace"), options.separator or "\t", meter, format="pasted")
    return Book(book.name, book.format, tuple(Sheet(meter.name, sheet.lines) for sheet in book.sheets))


READER = Reader("pasted", msg("Pasted table"), (), _read, position=95)
