"""A list for Word, on paper laid across: the words of the pages in one table whose head is repeated."""

from __future__ import annotations

import io
from typing import Any

from tripplanner.documents.letters.pages import column_edges
from tripplanner.documents.letters.styles import describe, dress, mark_language, ruled_table
from tripplanner.documents.margins import version, whose
from tripplanner.documents.packing import dated
from tripplanner.documents.sheets.content import Cell, Line, Section, Sheet, Words, spoken, trip_line
from tripplanner.documents.sheets.pages import paper_of, title_of
from tripplanner.documents.typesetting.cleaning import clean
from tripplanner.typography import polished


def sheet_docx(sheet: Sheet) -> bytes:
    """The bytes of a .docx file, the same for the same list."""
    from docx import Document

    document: Any = Document()
    dress(document, sheet.languages, sheet.trip.office.accent)
    _Writing(sheet, document).write()
    moment = sheet.trip.edition.moment.replace(tzinfo=None, microsecond=0)
    describe(document, title_of(sheet), sheet.trip.office.name.best(*sheet.languages), sheet.languages[0], moment)
    held = io.BytesIO()
    document.save(held)
    return dated(held.getvalue(), moment)


class _Writing:
    def __init__(self, sheet: Sheet, document: Any) -> None:
        self._sheet, self._document = sheet, document
        self._styles: dict[str, str] = {style.name: style.style_id for style in document.styles}

    def write(self) -> None:
        self._page()
        sheet = self._sheet
        self._words(sheet.title, "Heading 1", "Subtitle")
        self._words(lambda code: trip_line(sheet, code), "Small", "Small")
        for words in sheet.intro:
            self._words(words, "Normal", "Small")
        for section in sheet.sections:
            self._section(section)

    def _page(self) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Pt

        sheet, section = self._sheet, self._document.sections[0]
        paper = paper_of(sheet)
        section.orientation = WD_ORIENT.LANDSCAPE if sheet.wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Pt(paper.width), Pt(paper.height)
        foot = section.footer.paragraphs[0]
        said = [*whose(sheet.title, sheet.trip, sheet.languages), *version(sheet.trip, sheet.languages[0])]
        for n, (words, code) in enumerate(said):
            mark_language(foot.add_run((" · " if n else "") + words), code)

    def _section(self, section: Section) -> None:
        from docx.shared import Pt

        if not section.rows:
            self._words(self._sheet.nothing, "Normal", "Small")
            return
        width = paper_of(self._sheet).text_width
        table = self._document.add_table(rows=0, cols=len(section.columns))
        table.autofit = False
        for column, (_, wide) in zip(table.columns, column_edges([c.share for c in section.columns], width, 0.0),
                                     strict=True):  # fmt: skip
            column.width = Pt(wide)
        for home, column in zip(table.add_row().cells, section.columns, strict=True):
            self._words(column.title, "Table Head", "Small", home)
            _without_first(home)
        for row in section.rows:
            for home, cell in zip(table.add_row().cells, row, strict=True):
                self._cell(cell, home)
        ruled_table(table, headed=True)

    def _cell(self, cell: Cell, home: Any) -> None:
        for line in cell.lines:
            self._line(line, home)
        _without_first(home)

    def _line(self, line: Line, home: Any) -> None:
        self._words(line.words, "Small" if line.quiet else "Cell", "Small", home, bold=line.bold)

    def _words(self, words: Words, style: str, second: str, home: Any = None, *, bold: bool = False) -> None:
        for n, (said, code) in enumerate(spoken(words, self._sheet.languages)):
            made = (self._document if home is None else home).add_paragraph()
            made._p.style = self._styles[second if n else style]
            run = made.add_run(clean(polished(said, code)))
            run.bold = (bold and n == 0) or None
            mark_language(run, code)


def _without_first(cell: Any) -> None:
    """A new cell comes with an empty paragraph; it stays only where nothing else was written."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)
