"""The recovery sheet of a vault: one page in two languages with the code, to type and as a QR code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from tripplanner import glyphs
from tripplanner.dates import dated
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, framed, icon, pad, qr, rule, space, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.furniture import ridge
from tripplanner.documents.typesetting.marks import Block, Page
from tripplanner.documents.typesetting.text import Span, Typesetter
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, printed, say
from tripplanner.planning.offices import office
from tripplanner.store.targets import write_bytes
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.vault import Vault

_TITLE = printed("Recovery sheet of the vault")
# fmt: off
_WHAT = printed("With this code the protected values of the office (passports, diets, health, emergency contacts) can "
                "be read when the passphrase is forgotten or every computer is lost, and another office can join.")
_KEEP = printed("Keep it where only those see it who may: a safe, a sealed envelope, not beside the computer. Do not "
                "photograph it, do not send it by mail. Without this sheet, passphrase and computers the values are "
                "lost for good.")
_USE = printed("To use it: Settings, Vault, Unlock, By the recovery sheet; or type: tripplanner vault unlock "
               "--recovery. There is neither O, I, L nor U in it; small letters and spaces do not matter. The last "
               "character of each group is a check: the program says which group has a mistake.")
# fmt: on
_KEPT_AT = printed("Kept at / by")
_BESIDE = 22.0
_CODE = st.Style(23, 33, 700)
_BODY = st.Style(10.5, 15)
_QR = 42 * st.MM


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the sheet: ``office`` and ``database`` name what it opens."""

    code: Secret[str]
    office: str
    database: str
    made: datetime
    maker: str
    languages: tuple[str, ...]


def with_sheet(
    session: Session,
    vault: Vault,
    make: Callable[..., Secret[str]],
    target: Path,
    database: str,
    languages: tuple[str, ...],
    *args: Secret[str] | None,
) -> Secret[str]:
    """A verb: runs ``make(session, vault, *args)``, which gives a new code, and writes its sheet, or neither.

    A code that was made and could not be written would lock everybody out, so nothing of it is kept then. The sheet
    takes no file’s place: until the transaction has ended, it is a former sheet that opens the vault.

    :raises TripPlannerError: there is such a file, or it cannot be written; the keys are as they were.
    """
    if target.exists():
        raise TripPlannerError(
            msg("There is already a file {name}: it may be the sheet that opens the vault now.", name=target.name),
            msg("Nothing was changed."),
            msg("Choose another name; delete the former sheet once the new one is printed."),
        )
    code = make(session, vault, *args)
    name = office(session).name.best(*languages)
    write_sheet(RecoverySheet(code, name, database, datetime.now(UTC), vault.actor, languages), target)
    return code


def write_sheet(sheet: RecoverySheet, target: Path) -> Path:
    """Writes the sheet as a PDF file that its owner alone may read; raises :class:`TripPlannerError`."""
    return write_bytes(pdf_of(sheet), target, private=True)


def pdf_of(sheet: RecoverySheet) -> bytes:
    """The sheet as the bytes of a PDF file."""
    from tripplanner.documents.pdf.surface import DocumentInfo, pdf_bytes

    title = " · ".join(say(_TITLE, language) for language in sheet.languages)
    info = DocumentInfo(title, sheet.languages[0], sheet.office, date=sheet.made)
    return pdf_bytes(pages(sheet), info)


def pages(sheet: RecoverySheet) -> Sequence[Page]:
    """The page, laid out with a typesetter of its own: the usual one would remember the code."""
    page = _Page(Typesetter(glyphs.face), sheet)
    flow = Flow(st.A4)
    flow.add(page.title())
    flow.add(page.both(_WHAT), gap=12)
    flow.add(page.code(), gap=18)
    for message in (_USE, _KEEP):
        flow.add(page.both(message), gap=12)
    flow.add(page.each(page.made), gap=12)
    flow.add(page.facts(), gap=18)
    return flow.pages()


@dataclass(frozen=True)
class _Page:
    ts: Typesetter
    sheet: RecoverySheet

    @property
    def width(self) -> float:
        return st.A4.text_width

    def title(self) -> Block:
        spans = [
            Span(f"\n{say(_TITLE, language)}" if n else say(_TITLE, language), style, language)
            for n, (language, style) in enumerate(
                zip(self.sheet.languages, (st.A4_TITLE, st.A4_TITLE_LONG), strict=False)
            )
        ]
        words = self.ts.paragraph(spans, self.width - 30, title=True)
        return stack([beside([(0.0, ridge(22.0)), (30.0, words)], self.width), space(6.0), rule(self.width, 1.2)])

    def both(self, message: Message) -> Block:
        """A paragraph in each language, beside each other."""
        return self.each(lambda _language: message)

    def made(self, language: str) -> Message:
        """When and by whom, with the date as it is written in a language."""
        day = dated(self.sheet.made.astimezone().date(), language)
        return printed("A new sheet makes this one worthless. This one was made on {date} by {who}.",
                       date=day, who=self.sheet.maker)  # fmt: skip

    def each(self, message: Callable[[str], Message]) -> Block:
        """What is said in each language, beside each other."""
        languages = self.sheet.languages
        each = (self.width - _BESIDE * (len(languages) - 1)) / len(languages)
        cells: list[tuple[float, Block]] = []
        for n, language in enumerate(languages):
            words = Span(say(message(language), language), _BODY, language)
            cells.append((n * (each + _BESIDE), self.ts.paragraph(words, each)))
        return beside(cells, self.width)

    def code(self) -> Block:
        """Two groups a line, large, and the QR code beside them: three of wide letters would run under it."""
        code = self.sheet.code.reveal()
        groups = code.split("-")
        lines = ["  ".join(groups[at : at + 2]) for at in range(0, len(groups), 2)]
        words = stack([self._spaced(line) for line in lines], 4.0)
        inside = self.width - 30
        row = beside([(0.0, Block(words.width, words.height, None, (), ((0.0, 0.0, words),))),
                      (inside - _QR, Block(_QR, _QR, None, (), ((0.0, 0.0, qr(code, _QR)),)))], inside)  # fmt: skip
        return framed(pad(row, 15, 15, 15, 15), stroke=st.INK, line=1.2, radius=6.0, width=self.width).named("code")

    def _spaced(self, line: str) -> Block:
        return self.ts.label([Span(" ".join(group), _CODE, "en") if n == 0 else
                              Span("    " + " ".join(group), _CODE, "en")
                              for n, group in enumerate(line.split("  "))])  # fmt: skip

    def facts(self) -> Block:
        name = self.both(printed("Database: {name}", name=self.sheet.database))
        lines: list[Block] = [name, space(12.0)]
        for language in self.sheet.languages:
            words = self.ts.label(Span(say(_KEPT_AT, language), st.DETAIL_A4, language))
            lines += [beside([(0.0, icon("lock", 12.0)), (18.0, words)], self.width), space(13.0),
                      rule(self.width, 0.4, st.NOTE_LINE), space(9.0)]  # fmt: skip
        return stack(lines).named("facts")
