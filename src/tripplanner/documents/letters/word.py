"""A letter for Word: the same words as on paper, in styles that others find in their list and can change."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from tripplanner.documents.letters.content import (
    Address,
    Block,
    Cell,
    Heading,
    Illustration,
    Letter,
    Letterhead,
    Line,
    Name,
    NewPage,
    Notice,
    Paragraph,
    Signature,
    Table,
    Title,
    Voices,
)
from tripplanner.documents.letters.office import address_lines, office_names
from tripplanner.documents.letters.pages import column_edges, distinct, spoken
from tripplanner.documents.letters.styles import (
    TEXT_WIDTH,
    describe,
    dress,
    margins_of,
    mark_language,
    ruled_table,
    unparted,
)
from tripplanner.documents.packing import dated
from tripplanner.documents.spelt import forms
from tripplanner.documents.typesetting.cleaning import clean
from tripplanner.documents.voices import ALONE, STALE, TO_COME, Voice
from tripplanner.i18n import say
from tripplanner.names import PersonName
from tripplanner.typography import polished

_SHARES = (1.2, 1.0)  # of two languages beside each other
_LOGO = 42.0
_LOOKS = {
    "body": "Normal", "quiet": "Small", "bold": "Strong Line", "large": "Large", "quote": "Quoted",
    "statement": "Statement", "subhead": "Heading 3",
}  # fmt: skip
# The style of a second language below the first.
_SIGNS = 293.0  # where the words of who signs begin (pt)
_SECOND = {"Cell": "Small", "Address": "Small", "Signature": "Signature Second", "Large": "Small"}


def docx_bytes(letter: Letter) -> bytes:
    """The bytes of a .docx file, the same for the same letter."""
    from docx import Document

    from tripplanner.documents.letters.writing import title_of

    document: Any = Document()
    dress(document, letter.languages, letter.trip.office.accent)
    margins_of(document, letter)
    _Writing(letter, document).write()
    moment = letter.trip.edition.moment.replace(tzinfo=None, microsecond=0)
    describe(document, title_of(letter), letter.trip.office.name.best(*letter.languages), letter.languages[0], moment)
    held = io.BytesIO()
    document.save(held)
    return dated(held.getvalue(), moment)


class _Writing:
    """Writes the blocks of one letter, in their order."""

    def __init__(self, letter: Letter, document: Any) -> None:
        self._letter, self._document = letter, document
        self._languages = letter.languages
        self._pair: Any = None  # the table that two languages stand in, as long as paragraphs follow each other
        self._turn = self._ends_page = False
        # Asked of the library for each paragraph, styles take longer than everything else together.
        self._styles: dict[str, str] = {style.name: style.style_id for style in document.styles}

    def write(self) -> None:
        blocks = self._letter.blocks
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if not isinstance(block, Paragraph):
                self._pair = None
            self._ends_page = isinstance(following, NewPage)
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case NewPage():
                self._turn = True
            case Title():
                self._once(block.voices, "Heading 1", "Subtitle")
            case Heading():
                self._run_on(self._paragraph("Heading 2"), block.voices)
            case Paragraph():
                self._words(block)
            case Table():
                self._table(block)
            case Notice():
                self._once(block.voices, "Notice")
            case Illustration():
                self._illustration(block)
            case _:
                self._frame(block)

    def _frame(self, block: Letterhead | Address | Name | Signature) -> None:
        """What stands around the words of a letter."""
        match block:
            case Letterhead():
                self._letterhead()
            case Address():
                self._lines(block.lines, "Address")
                self._date(block.date)
            case Signature():
                self._signature(block)
            case Name():
                self._named(self._paragraph("Title"), block.name)
                self._lines(block.lines, "Large")

    def _signature(self, block: Signature) -> None:
        """The day at the left where it stands here, who signs at the right: a row, so that no page parts them."""
        self._paragraph("Signature Room")
        table = self._new_table([_SIGNS, TEXT_WIDTH - _SIGNS])
        made = table.add_row()
        unparted(made)
        left, right = made.cells
        self._once(block.date, "Cell", "Small", left)
        self._lines(block.lines, "Signature", right)
        for cell in (left, right):
            _without_first(cell)
        if not self._ends_page:
            self._paragraph("Gap")

    # --- paragraphs --------------------------------------------------------------------------------------

    def _paragraph(self, style: str, home: Any = None) -> Any:
        """A new paragraph in the body, or in a cell; the first one after a page break begins the page."""
        made = (self._document if home is None else home).add_paragraph()
        made._p.style = self._styles[style]
        if home is None and self._turn:
            made.paragraph_format.page_break_before = True
            self._turn = False
        return made

    def _run(self, paragraph: Any, words: str, language: str, *, bold: bool = False, style: str | None = None) -> None:
        run = paragraph.add_run(clean(polished(words, language)), style=style)
        run.bold = bold or None
        mark_language(run, language)

    def _once(self, said: Voices, style: str, second: str | None = None, home: Any = None) -> None:
        """Each language in a paragraph of its own, once where they say the same."""
        for n, voice in enumerate(distinct(said)):
            self._voice(voice, second if n and second else style, home)

    def _date(self, said: Voices) -> None:
        self._once(said, "Dateline", "Dateline Second")

    def _run_on(self, paragraph: Any, said: Voices) -> None:
        for n, (words, code) in enumerate(spoken(said)):
            self._run(paragraph, ("\u2002" if n else "") + words, code)

    def _lines(self, lines: Sequence[Line], style: str, home: Any = None) -> None:
        for line in lines:
            self._line(line, style, home)

    def _line(self, line: Line, style: str, home: Any) -> None:
        if line.name is not None:
            self._named(self._paragraph(style, home), line.name)
        for n, voice in enumerate(distinct(line.voices)):
            self._voice(voice, _SECOND.get(style, style) if n else style, home, bold=line.bold and n == 0)

    def _named(self, paragraph: Any, name: PersonName) -> None:
        """``李娜 LI Na``, as on paper: a script that our fonts do not print is left to its Latin form."""
        native, latin = forms(name)
        if native:
            self._exact(paragraph, native, "zh", bold=True)
        if latin:
            self._exact(paragraph, f" {latin}" if native else latin, "en", bold=not native)

    def _exact(self, paragraph: Any, words: str, language: str, *, bold: bool) -> None:
        """Words as they are: nothing is corrected in a name."""
        run = paragraph.add_run(clean(words))
        run.bold = bold or None
        mark_language(run, language)

    # --- two languages beside each other -----------------------------------------------------------------

    def _words(self, block: Paragraph) -> None:
        style = "List Bullet" if block.bullet else _LOOKS[block.look]
        if len(self._languages) == 1:
            for voice in block.voices:
                self._voice(voice, style, keep=block.look == "quiet")
            return
        if self._pair is None:
            widths = [width for _, width in column_edges(_SHARES, TEXT_WIDTH, 0.0)]
            self._pair = self._new_table(widths)
        for cell, voice in zip(self._pair.add_row().cells, block.voices, strict=False):
            self._voice(voice, style, cell, keep=block.look == "quiet")
            _without_first(cell)

    def _voice(self, voice: Voice, style: str, home: Any = None, *, bold: bool = False, keep: bool = False) -> None:
        """Words in one language, and what is to be said of them where they are not finished.

        ``keep``: they stay on the page of what follows, which they introduce.
        """
        if voice.words:
            made = self._paragraph(style, home)
            if keep:
                made.paragraph_format.keep_with_next = True
            self._run(made, voice.words, voice.language, bold=bold)
        for words, code in _notes(voice, self._languages):
            self._run(self._paragraph("Translation Note", home), words, code)

    # --- tables ------------------------------------------------------------------------------------------

    def _new_table(self, widths: Sequence[float]) -> Any:
        """A table without lines and rows; a small paragraph before it keeps it apart from another one."""
        from docx.shared import Pt

        self._paragraph("Gap")
        table = self._document.add_table(rows=0, cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        return table

    def _table(self, block: Table) -> None:
        widths = [width for _, width in column_edges([column.share for column in block.columns], TEXT_WIDTH, 0.0)]
        table = self._new_table(widths)
        if block.headed:
            for cell, column in zip(table.add_row().cells, block.columns, strict=True):
                self._once(column.title, "Table Head", "Small", cell)
                _without_first(cell)
        for row in block.rows:
            self._row(table.add_row(), row)
        ruled_table(table, headed=block.headed, small=block.small)
        if not self._ends_page:  # a full page would push what follows overleaf, and a white page would be left
            self._paragraph("Gap")

    def _row(self, made: Any, row: Sequence[Cell]) -> None:
        for home, cell in zip(made.cells, row, strict=True):
            for line in cell.lines:
                self._line(line, "Small" if line.quiet else "Cell", home)
            _without_first(home)

    # --- the office --------------------------------------------------------------------------------------

    def _letterhead(self) -> None:
        """Logo and name at the left, where the office is reached at the right."""
        office = self._letter.trip.office
        table = self._new_table([width for _, width in column_edges((1.4, 1.0), TEXT_WIDTH, 0.0)])
        left, right = table.add_row().cells
        if office.logo:
            self._picture(left, office.logo.data, office.logo.width, office.logo.height)
        for n, (words, code) in enumerate(office_names(office, self._languages)):
            self._run(self._paragraph("Cell" if n else "Office", left), words, code)
        for words, code in address_lines(office, self._languages):
            self._run(self._paragraph("Small", right), words, code)
        for cell in (left, right):
            _without_first(cell)
        ruled_table(table, headed=True)
        self._paragraph("Gap")

    def _illustration(self, block: Illustration) -> None:
        from docx.shared import Pt

        photo = block.photo
        scale = min(TEXT_WIDTH / photo.width, 240.0 / photo.height)
        run = self._paragraph("Strong Line").add_run()
        run.add_picture(io.BytesIO(photo.data), width=Pt(photo.width * scale))
        self._once(block.caption, "Small")

    def _picture(self, home: Any, data: bytes, width: int, height: int) -> None:
        from docx.shared import Pt

        tall = min(_LOGO, 150.0 * height / width)
        self._paragraph("Cell", home).add_run().add_picture(io.BytesIO(data), height=Pt(tall))


def _notes(voice: Voice, languages: Iterable[str]) -> list[tuple[str, str]]:
    """What is said of words that are missing, stale or those of another language."""
    if not voice.mark:
        return []
    found = [(say(STALE if voice.mark == "stale" else TO_COME, voice.column), voice.column)]
    if voice.mark == "missing":
        found += [(say(ALONE, code), code) for code in languages if code != voice.column][:1]
    return found


def _without_first(cell: Any) -> None:
    """A new cell comes with an empty paragraph; it stays only where nothing else was written."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)
