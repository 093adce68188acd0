"""Asks which form is wanted, and as what kind of file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from tripplanner.documents.forms.content import PER, WHO
from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.feedback.giving import KIND, FormRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import ENDONYMS
from tripplanner.ui.records.sheet import Asked, Sheet, choice_field

WAYS: dict[str, Message] = {
    "paper": msg("on paper (PDF)"), "xlsx": msg("in Excel (.xlsx)"), "xlsform": msg("KoboToolbox or ODK (XLSForm)"),
}  # fmt: skip
Run = Callable[[dict[str, Any]], object]


def form_sheet(context: Context, languages: Sequence[str], given: FormRow | None, run: Run, parent: QWidget) -> Sheet:
    """Which form, filled in how, in which languages, for whom; ``given``: another file of an edition given out."""
    say = context.language.say
    names = [(code, ENDONYMS.get(code, code)) for code in languages]
    fields: list[Asked] = []
    if given is None:
        fields += [
            choice_field("kind", msg("Form"), [(key, say(word)) for key, word in KIND.items()], "feedback"),
            choice_field("per", PER.title, _choices(context, PER), "day"),
        ]
    first = context.language.code if context.language.code in languages else languages[0]
    other = next((code for code in languages if code != first), None)
    fields += [
        choice_field("way", msg("To be filled in"), [(key, say(word)) for key, word in WAYS.items()], "paper"),
        choice_field("language", msg("Language"), names, first),
        choice_field("second", msg("Beside it"), [(None, "–"), *names], other),
        choice_field("who", WHO.title, _choices(context, WHO), "anybody"),
    ]
    return Sheet(
        context, msg("Make a form") if given is None else msg("Another file of this form"), fields, run, parent
    )


def _choices(context: Context, option: Any) -> list[tuple[str, str]]:
    return [(value, context.language.say(label)) for value, label in zip(option.values, option.labels, strict=True)]
