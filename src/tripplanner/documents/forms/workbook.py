"""The form as a workbook to fill in: a row for each question, a column for each answer.

The first column is hidden and says what files call the question, the first cell of it which edition it is: so the
workbook comes back and is known, however it is laid out beside that.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tripplanner.documents.forms.content import PrintedForm
from tripplanner.documents.forms.xlsform import LONG_AGO
from tripplanner.documents.packing import dated
from tripplanner.documents.sheets.cells import describe, put_words, tab_name
from tripplanner.i18n import Message, printed, say
from tripplanner.planning.learning.feedback.questions import WHO, Question, Words
from tripplanner.progress import Progress

SIGN = "tripplanner form "
"""What the first cell begins with; the mark of the edition follows."""
HEAD = 5
"""The row of headings."""
ANSWERS = 4
"""The first column of answers."""
_CHOICES = "choices"
_ROOM = 20  # columns whose cells offer the choices
_HOW = printed("Choose from the list, put an x to tick, write in any language. Empty answers count for nothing.")
_MORE = printed("Several people: a column each, to the right.")


def write(content: PrintedForm, target: Path, progress: Progress) -> None:
    """Write the workbook."""
    progress.check()
    target.write_bytes(workbook(content))


def workbook(content: PrintedForm) -> bytes:
    """The bytes of the .xlsx file."""
    from openpyxl import Workbook

    book: Any = Workbook()
    sheet = book.active
    lists = book.create_sheet(_CHOICES)
    sheet.title = tab_name(content.form.title[content.languages[0]], {_CHOICES})
    lists.sheet_state = "hidden"
    _Filling(content, sheet, lists).fill()
    moment = content.given_at.replace(tzinfo=None) if content.given_at else LONG_AGO
    describe(book, content.title, content.office)
    book.properties.created = moment
    held = io.BytesIO()
    book.save(held)
    return dated(held.getvalue(), moment)


class _Filling:
    """Fills one sheet."""

    def __init__(self, content: PrintedForm, sheet: Any, lists: Any) -> None:
        self._content, self._sheet, self._lists = content, sheet, lists
        self._known: dict[tuple[str, ...], Any] = {}

    def fill(self) -> None:
        """Title, headings, questions."""
        content = self._content
        self._put(1, 1, SIGN + content.mark)
        top = (content.form.title, content.form.trip, self._all(_HOW), self._all(_MORE))
        for number, words in enumerate(top[: HEAD - 1], 1):
            self._put(number, 2, self._both(words, " · "), bold=number == 1, size=14 if number == 1 else 10)
        self._put(HEAD, 2, self._both(self._all(printed("Question"))), bold=True)
        self._put(HEAD, 3, self._both(self._all(printed("How to answer"))), bold=True)
        for column, copy in enumerate(content.copies, ANSWERS):
            self._put(HEAD, column, copy.name or self._both(self._all(printed("Answer"))), bold=True)
        row = HEAD + 1
        for group in content.form.groups:
            self._put(row, 2, self._both(group.label), bold=True, size=12)
            row += 1
            for question in group.questions:
                for name, label, how in self._lines(question):
                    self._line(row, question, name, label, how)
                    row += 1
        self._shape()

    def _lines(self, one: Question) -> Iterator[tuple[str, str, str]]:
        """A line for the question; for one of which several choices may be ticked, a line for each of them."""
        label = self._both(one.label)
        if one.sort == "several":
            yield "", label, self._both(one.hint)
            for choice in one.choices:
                yield f"{one.name}/{choice.value}", "☐ " + self._both(choice.label, " · "), "x"
            return
        how = self._both(one.hint) if one.hint else ""
        if one.sort == "date":
            how = self._both(self._all(printed("a date, such as 2027-12-31")))
        elif one.sort == "words":
            how = self._both(self._all(printed("in your own words, in any language")))
        elif one.choices:
            how = "1–5" if one.sort == "scale" else ""
        yield one.name, label, how

    def _line(self, row: int, question: Question, name: str, label: str, how: str) -> None:
        self._put(row, 1, name)
        self._put(row, 2, label)
        self._put(row, 3, how)
        if name == WHO:
            for column, copy in enumerate(self._content.copies, ANSWERS):
                self._put(row, column, copy.code)
        if name and question.choices and question.sort in ("scale", "one"):
            self._offer(row, question)

    def _offer(self, row: int, question: Question) -> None:
        """The choices as a list to choose from, in the first language; what else is written there is taken too."""
        from openpyxl.worksheet.datavalidation import DataValidation

        words = tuple(choice.label[self._content.languages[0]] for choice in question.choices)
        if words not in self._known:
            column = len(self._known) + 1
            for number, said in enumerate(words, 1):
                put_words(self._lists.cell(number, column), said)
            letter = self._lists.cell(1, column).column_letter
            offered = DataValidation(
                "list", formula1=f"{_CHOICES}!${letter}$1:${letter}${len(words)}", allow_blank=True
            )
            offered.showErrorMessage = False
            self._sheet.add_data_validation(offered)
            self._known[words] = offered
        last = self._sheet.cell(1, ANSWERS + max(_ROOM, len(self._content.copies)) - 1).column_letter
        self._known[words].add(f"{self._sheet.cell(1, ANSWERS).column_letter}{row}:{last}{row}")

    def _shape(self) -> None:
        from openpyxl.utils import get_column_letter

        sheet = self._sheet
        sheet.column_dimensions["A"].hidden = True
        sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 62, 30
        for column in range(ANSWERS, ANSWERS + len(self._content.copies)):
            sheet.column_dimensions[get_column_letter(column)].width = 44 if len(self._content.copies) == 1 else 24
        sheet.freeze_panes = sheet.cell(HEAD + 1, ANSWERS)
        sheet.print_title_rows = f"{HEAD}:{HEAD}"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _all(self, message: Message) -> Words:
        return {code: say(message, code) for code in self._content.languages}

    def _both(self, words: Words, between: str = "\n") -> str:
        return between.join(dict.fromkeys(words[code] for code in self._content.languages if words.get(code)))

    def _put(self, row: int, column: int, words: str, *, bold: bool = False, size: int = 10) -> None:
        from openpyxl.styles import Alignment, Font

        if not words:
            return
        cell = put_words(self._sheet.cell(row, column), words)
        cell.font = Font(bold=bold, size=size)
        cell.alignment = Alignment(wrap_text=row >= HEAD, vertical="top")
