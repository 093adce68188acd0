"""Sheets that ask for an objective, for what its grades mean, for themes and for questions of the bank."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from tripplanner.i18n import languages, msg
from tripplanner.planning.learning.bank import Offered
from tripplanner.planning.learning.objectives import GRADES, ObjectiveRow
from tripplanner.text import EMPTY, Text
from tripplanner.ui.context import Context
from tripplanner.ui.language import ENDONYMS, verbatim
from tripplanner.ui.records.sheet import Asked, Sheet, Values, long_field, words_field
from tripplanner.ui.widgets.basics import scrolled
from tripplanner.ui.widgets.ticks import Ticks

Choices = Sequence[tuple[int, str]]
Run = Callable[[Values], object]
_HIGH = 220


def tongues(context: Context, own: Sequence[str]) -> tuple[str, ...]:
    """The languages a text of a trip is written in: that of the window, those of the trip, those of the program."""
    return tuple(dict.fromkeys((context.language.code, *own, *languages())))


def objective_sheet(
    context: Context, own: Sequence[str], themes: Choices, one: ObjectiveRow | None, run: Run, parent: QWidget
) -> Sheet:
    """The words of an objective by language, and its themes. ``run`` gets ``words`` by language and ``themes``."""
    text = one.text if one is not None else EMPTY
    fields = _worded(context, own, text)
    fields.append(_ticks(context, themes, one.themes if one is not None else ()))
    codes = tongues(context, own)

    def done(values: Values) -> object:
        words = {code: values[code] for code in codes if values[code] or text.get(code)}
        return run({"words": words, "themes": values["themes"]})

    title = msg("New objective") if one is None else msg("Objective")
    return Sheet(context, title, fields, done, parent)


def question_sheet(context: Context, own: Sequence[str], text: Text, run: Run, parent: QWidget) -> Sheet:
    """The words of a question by language; ``run`` gets them by language, those alone that differ."""
    codes = tongues(context, own)
    done = lambda values: run({code: values[code] for code in codes if values[code] != text.get(code)})  # noqa: E731
    return Sheet(context, msg("Question"), _worded(context, own, text), done, parent)


def anchors_sheet(context: Context, one: ObjectiveRow, language: str, run: Run, parent: QWidget) -> Sheet:
    """What 1 to 5 mean for an objective, in one language; ``run`` gets ``words``: five sentences, or none."""
    now = [text.get(language) for text in one.anchors] or [""] * len(GRADES)
    fields: list[Asked] = []
    for number, (sentence, usual) in enumerate(zip(now, GRADES, strict=False), start=1):
        field = words_field(f"{number}", verbatim(str(number)), sentence, language)
        field.editor.setPlaceholderText(context.language.say(usual))  # type: ignore[attr-defined]
        fields.append(field)
    keys = [field.key for field in fields]

    def done(values: Values) -> object:
        words = [values[key] for key in keys]
        return run({"words": words if any(words) else []})

    made = Sheet(context, msg("What 1 to 5 mean, in {language}", language=ENDONYMS.get(language, language)), fields,
                 done, parent)  # fmt: skip
    made.hint(msg("Left empty, the usual grades are printed on forms. “{objective}”", objective=one.text))
    return made


def themes_sheet(context: Context, themes: Choices, chosen: Sequence[int], run: Run, parent: QWidget) -> Sheet:
    """What a trip is about; ``run`` gets ``themes``."""
    made = Sheet(context, msg("Themes of the trip"), [_ticks(context, themes, chosen)], run, parent)
    made.hint(msg("What the trip is about: each of them should have a visit and a case study."))
    return made


def bank_sheet(
    context: Context, found: Sequence[Offered], say: Callable[[Text], str], run: Run, parent: QWidget
) -> Sheet:
    """Questions of the banks of a visit’s themes; ``run`` gets ``questions``, the numbers of those chosen."""
    named = [(one.id, f"{say(one.theme)} – {say(one.text)}") for one in found if not one.taken]
    ticks = Ticks(named)
    field = Asked("questions", msg("Questions"), scrolled_ticks(context, ticks), ticks.value)
    made = Sheet(context, msg("Questions of the bank"), [field], run, parent)
    made.hint(msg("A copy goes to the visit in every language it has; there it can be changed."))
    return made


def _worded(context: Context, own: Sequence[str], text: Text) -> list[Asked]:
    return [
        long_field(code, verbatim(ENDONYMS.get(code, code)), text.get(code), code) for code in tongues(context, own)
    ]


def _ticks(context: Context, themes: Choices, chosen: Sequence[int]) -> Asked:
    made = Ticks(themes)
    made.put(list(chosen))
    return Asked("themes", msg("Themes"), scrolled_ticks(context, made), made.value)


def scrolled_ticks(context: Context, ticks: Ticks) -> QWidget:
    """Many choices in a place that does not grow with them."""
    area = scrolled(ticks)
    area.setFixedHeight(context.theme.px(_HIGH))
    area.setFocusProxy(ticks)
    return area
