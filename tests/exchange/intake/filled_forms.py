"""Filled forms as KoboToolbox, ODK Central and our own workbook give them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from tripplanner.planning.learning.feedback.questions import FormContent, Group, Question

Answer = Mapping[str, Any]
"""Values by the name of the question: numbers, words, tuples of choices."""


def kobo_csv(content: FormContent, edition: str, answers: Sequence[Answer]) -> bytes:
    """XML values, groups with ``/``, all that were chosen in one column and one column for each, ``;`` and quotes."""
    heads = ["start", "end", *_heads(content, "/", split=True), "form_edition", "_id", "_uuid", "_submission_time",
             "_validation_status", "__version__"]  # fmt: skip
    rows = [["2027-06-20T18:00:00.000+02:00", "2027-06-20T18:20:00.000+02:00", *_cells(content, one, split=True),
             one.get("mark", f"{content.key}/{edition}"), n, one["id"], "2027-06-20T16:21:00",
             one.get("status", ""), "vK2mPz"]
            for n, one in enumerate(answers, 1)]  # fmt: skip
    return _csv([heads, *rows], ";", csv.QUOTE_ALL).encode("utf-8-sig")


def kobo_xlsx(content: FormContent, edition: str, answers: Sequence[Answer]) -> bytes:
    """XML values and groups with ``/`` in a workbook, with what the tool adds of its own."""
    heads = ["start", "end", *_heads(content, "/", split=True), "form_edition", "_id", "_uuid", "_submission_time"]
    began, ended, sent = "2027-06-20T18:00:00.000+02:00", "2027-06-20T18:20:00.000+02:00", "2027-06-20T16:21:00"
    rows = [
        [began, ended, *_cells(content, one, split=True), f"{content.key}/{edition}", n, one["id"], sent]
        for n, one in enumerate(answers, 1)
    ]
    return _xlsx([heads, *rows])


def odk_csv(content: FormContent, edition: str, answers: Sequence[Answer]) -> bytes:
    """Groups with ``-``, one column for what was chosen, a KEY with ``uuid:``, a moment with milliseconds."""
    heads = ["SubmissionDate", "start", "end", *_heads(content, "-"), "form_edition", "meta-instanceID", "KEY",
             "SubmitterID", "FormVersion"]  # fmt: skip
    rows = [["2027-06-20T16:21:00.123Z", "", "", *_cells(content, one), f"{content.key}/{edition}", f"uuid:{one['id']}",
             f"uuid:{one['id']}", "12", edition] for one in answers]  # fmt: skip
    return _csv([heads, *rows], ",", csv.QUOTE_MINIMAL).encode()


def kobo_labels(content: FormContent, edition: str, answers: Sequence[Answer], language: str = "zh") -> bytes:
    """A workbook with labels in a language for headings and answers, a column for each choice."""
    heads: list[Any] = []
    for group, one in _asked(content):
        label = content.full_label(group, one, language)
        heads += [f"{label}/{choice.label[language]}" for choice in one.choices] if one.sort == "several" else [label]
    rows: list[list[Any]] = []
    for answer in answers:
        row: list[Any] = []
        for _group, one in _asked(content):
            value = answer.get(one.name)
            if one.sort == "several":
                row += [int(choice.value in (value or ())) if value is not None else None for choice in one.choices]
            else:
                words = {choice.value: choice.label[language] for choice in one.choices}
                row.append(words.get(str(value), value))
        rows.append([*row, f"{content.key}/{edition}", answer["id"], "2027-06-20T16:21:00"])
    return _xlsx([[*heads, "form_edition", "_uuid", "_submission_time"], *rows])


def own_workbook(made: bytes, answers: Sequence[Answer]) -> bytes:
    """Our workbook with a column for each answer."""
    book: Any = load_workbook(io.BytesIO(made))
    sheet = book.active
    for row in range(2, sheet.max_row + 1):
        name, _, choice = str(sheet.cell(row, 1).value or "").partition("/")
        for column, one in enumerate(answers, 4):
            value = one.get(name)
            if value is not None and name:
                sheet.cell(row, column, ("x" if choice in value else None) if choice else value)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


Maker = Callable[[FormContent, str, Sequence[Answer]], bytes]


def _asked(content: FormContent) -> list[tuple[Group, Question]]:
    return [(group, one) for group in content.groups for one in group.questions]


def _heads(content: FormContent, between: str, *, split: bool = False) -> list[str]:
    found: list[str] = []
    for group, one in _asked(content):
        found.append(f"{group.name}{between}{one.name}")
        if split and one.sort == "several":
            found += [f"{group.name}{between}{one.name}/{choice.value}" for choice in one.choices]
    return found


def _cells(content: FormContent, answer: Answer, *, split: bool = False) -> list[Any]:
    found: list[Any] = []
    for _group, one in _asked(content):
        value = answer.get(one.name)
        found.append(" ".join(value) if isinstance(value, tuple) else value)
        if split and one.sort == "several":
            ticks = (float, int)  # programs that count with ticks write 1.0
            found += [ticks[n % 2](choice.value in value) if value is not None else None
                      for n, choice in enumerate(one.choices)]  # fmt: skip
    return found


def _csv(rows: Sequence[Sequence[Any]], separator: str, quoting: Any) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=separator, quoting=quoting).writerows(rows)
    return held.getvalue()


def _xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book: Any = Workbook()
    for row in rows:
        book.active.append(list(row))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
