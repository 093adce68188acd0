"""vCards 2.1, 3.0 and 4.0, several in a file, as telephones, mail programs and clouds write them."""

from __future__ import annotations

from tripplanner.exchange.intake.cards.lines import Broken, cards
from tripplanner.exchange.intake.cards.meaning import Meaning
from tripplanner.exchange.intake.cards.values import Wording
from tripplanner.exchange.intake.encodings import guess, narrow
from tripplanner.exchange.intake.limits import MOST_ROWS, Meter, Unreadable
from tripplanner.exchange.intake.named import NamedTable
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Encoding
from tripplanner.i18n import Message, msg, msgn

_MOST_STRAY = 20


def knows(data: bytes) -> bool:
    """Whether the first line is that of a card."""
    return narrow(data[:400]).lstrip()[:11].upper() == b"BEGIN:VCARD"


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The cards of a file, a line each, numbered as they stand."""
    data = narrow(data)
    encodings = _encodings(data, options)
    wording = Wording(encodings[0].name if encodings else "")
    table, stray, count = NamedTable(meter), list[Broken](), 0
    for card in cards(data, meter):
        if isinstance(card, Broken):
            stray.append(card)
            if len(stray) > MOST_ROWS:
                raise Unreadable(
                    meter.name, msg("it holds no card."), msg("Export the contacts again as vCard (.vcf).")
                )
            continue
        count += 1
        if count > MOST_ROWS:
            raise Unreadable(meter.name, msg("it has more than {count} cards.", count=MOST_ROWS),
                             msg("Split it into several files."))  # fmt: skip
        if count % 16 == 0:
            meter.tick()
        meaning = Meaning(card, wording)
        if meaning.is_of_nobody:
            table.leave(card.number, msg("it is the card of an organisation or a group, not of a person"))
        table.add(card.number, list(meaning.parts()))
    if not count:
        raise Unreadable(meter.name, msg("it holds no card."), msg("Export the contacts again as vCard (.vcf)."))
    return Book(meter.name, "vcard", (table.sheet(meter.name, "contacts"),), encodings, remarks=_remarks(stray))


def _encodings(data: bytes, options: Options) -> tuple[Encoding, ...]:
    """How words are read whose charset is not said; nothing to choose where they are UTF-8."""
    found = tuple(one for one in guess(data))
    if options.encoding is not None:
        return (Encoding(options.encoding, 1.0), *(one for one in found if one.name != options.encoding))
    return () if found and found[0].name == "utf-8" else found


def _remarks(stray: list[Broken]) -> tuple[Message, ...]:
    """Lines between cards, each with what it says."""
    found = [
        msg("Line {line} belongs to no card: “{words}”.", line=one.line, words=one.raw[:60].decode("utf-8", "replace"))
        for one in stray[:_MOST_STRAY]
    ]
    if more := len(stray) - len(found):
        found.append(msgn("{n} more line belongs to no card.", "{n} more lines belong to no card.", more))
    return tuple(found)


READER = Reader("vcard", msg("vCard"), (".vcf", ".vcard"), read, knows, ("contacts", "delegates"), position=20)
