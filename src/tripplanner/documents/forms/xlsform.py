"""The form as an XLSForm: the workbook that KoboToolbox and ODK make a form of, complete in all its languages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tripplanner.documents.forms.content import PrintedForm
from tripplanner.documents.packing import dated
from tripplanner.documents.sheets.cells import describe, put_words
from tripplanner.planning.learning.feedback.questions import MARK, Choice, Group, Question, Words
from tripplanner.progress import Progress

_NAMES = {"fr": "Français (fr)", "en": "English (en)", "zh": "中文 (zh)"}
_TYPES = {"words": "text", "who": "text", "date": "date"}
LONG_AGO = datetime(2000, 1, 1)
Row = dict[str, str]


def write(content: PrintedForm, target: Path, progress: Progress) -> None:
    """Write the workbook."""
    progress.check()
    target.write_bytes(workbook(content))


def workbook(content: PrintedForm) -> bytes:
    """The bytes of the XLSForm: the sheets *survey*, *choices* and *settings*."""
    from openpyxl import Workbook

    maker = _Maker(content)
    book: Any = Workbook()
    book.remove(book.active)
    own = [f"{sort}::{language_name(code)}" for sort in ("label", "hint") for code in content.form.languages]
    survey = list(maker.survey())
    _sheet(book, "survey", ["type", "name", *own, "appearance", "calculation"], survey)
    labels = [heading for heading in own if heading.startswith("label")]
    _sheet(book, "choices", ["list_name", "name", *labels], list(maker.choices()))
    _sheet(book, "settings", list(maker.settings()), [maker.settings()])
    moment = content.given_at.replace(tzinfo=None) if content.given_at else LONG_AGO
    describe(book, content.title, content.office)
    book.properties.created = moment
    held = io.BytesIO()
    book.save(held)
    return dated(held.getvalue(), moment)


def language_name(code: str) -> str:
    """A language as headings of an XLSForm say it: ``Français (fr)``."""
    if code in _NAMES:
        return _NAMES[code]
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name() or code
    except (UnknownLocaleError, ValueError):
        name = code
    return f"{name} ({code})"


class _Maker:
    """Makes the rows; lists of choices that are equal are one list."""

    def __init__(self, content: PrintedForm) -> None:
        self._content, self._form = content, content.form
        self._lists: dict[str, tuple[Choice, ...]] = {}

    def survey(self) -> Iterator[Row]:
        """Meta data, then each group with its questions; the mark of the edition is filled in by the form."""
        yield {"type": "start", "name": "start"}
        yield {"type": "end", "name": "end"}
        yield {"type": "calculate", "name": MARK, "calculation": f"'{self._content.mark}'"}
        for group in self._form.groups:
            yield {"type": "begin_group", "name": group.name, **self._said("label", group.label)}
            if group.hint:
                yield {"type": "note", "name": f"{group.name}_how", **self._said("label", group.hint)}
            for question in group.questions:
                yield self._question(group, question)
            yield {"type": "end_group"}

    def choices(self) -> Iterator[Row]:
        """The lists, as the survey asked for them."""
        for name, choices in self._lists.items():
            for one in choices:
                yield {"list_name": name, "name": one.value, **self._said("label", one.label)}

    def settings(self) -> Row:
        """What the form is called; its version is the edition."""
        first = self._content.languages[0]
        return {
            "form_title": _plain(self._content.title), "form_id": self._form.key,
            "version": self._content.edition or "draft", "default_language": language_name(first),
        }  # fmt: skip

    def _question(self, group: Group, one: Question) -> Row:
        labels = {code: self._form.full_label(group, one, code) for code in self._form.languages}
        row = {"type": self._type(one), "name": one.name, **self._said("label", labels)}
        if one.sort == "words":
            row["appearance"] = "multiline"
        return row | (self._said("hint", one.hint) if one.hint else {})

    def _type(self, one: Question) -> str:
        if not one.choices:
            return _TYPES[one.sort]
        known = next((name for name, choices in self._lists.items() if choices == one.choices), None)
        name = known or ("list_" + one.name)
        self._lists[name] = one.choices
        return f"{'select_multiple' if one.sort == 'several' else 'select_one'} {name}"

    def _said(self, sort: str, words: Words) -> Row:
        return {f"{sort}::{language_name(code)}": _plain(words[code]) for code in self._form.languages}


def _plain(words: str) -> str:
    """Words in which nothing is taken for a reference to another question; spaces alone are no question to ODK."""
    return words.replace("${", "$ {") if words.strip() else "…"


def _sheet(book: Any, name: str, headings: Sequence[str], rows: Sequence[Row]) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.append(list(headings))
    for number, row in enumerate(rows, 2):
        for column, heading in enumerate(headings, 1):
            if heading in row:
                put_words(sheet.cell(number, column), row[heading])
    for column, heading in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(column)].width = 40 if "::" in heading else 22
    sheet.freeze_panes = "A2"
