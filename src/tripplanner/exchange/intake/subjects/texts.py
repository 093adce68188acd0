"""Texts with their translations, as an outside translator sends them back."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tripplanner.exchange.intake.kinds.choices import ChoiceKind
from tripplanner.exchange.intake.subjects import Composed, Field, Known, Subject, Target, Values, heads
from tripplanner.i18n import msg
from tripplanner.planning.words import TEXT_STATE

STATE = ChoiceKind(
    {code: TEXT_STATE[code] for code in ("missing", "stale", "draft", "reviewed")},
    {
        "reviewed": ("translated", "final", "signed-off", "done", "ok", "traduit", "relu", "完成", "已译", "已审"),
        "draft": ("needs-review-translation", "needs-review-adaptation", "needs-review-l10n", "à relire", "待审"),
        "stale": ("needs-adaptation", "needs-l10n", "périmé", "过期"),
        "missing": ("new", "needs-translation", "initial", "à traduire", "待译"),
    },
)
FIELDS = (
    Field("where", msg("Where the text stands"), heads("emplacement du texte | 文本位置"), stored=False),
    Field("languages", msg("Languages of the text"), heads("langues du texte | 文本语言"), stored=False),
    Field("source", msg("Source"), heads("texte source | source text | 原文 | 源文"), stored=False),
    Field("translation", msg("Translation"), heads("target | cible | texte traduit | 译文 | 翻译 | traduction")),
    Field("state", msg("State of the translation"), heads("état de la traduction | 译文状态"), STATE),
    Field("id", msg("Identifier of the text"), heads("text id | identifiant du texte | 文本标识"), stored=False),
)


def _compose(values: Values, target: Target) -> Composed:
    from tripplanner.exchange.translations.taking import compose

    return compose(values, target)


def _known(session: Session, target: Target) -> Known:
    from tripplanner.exchange.translations.taking import KnownTexts

    return KnownTexts(session, target)


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.translations.taking import TextWriter

    return TextWriter(session, target)


def _label(values: Values) -> str:
    words = " ".join(str(values.get("source") or values.get("where") or values.get("id") or "").split())
    return words if len(words) <= 60 else words[:59] + "…"


SUBJECT = Subject(
    key="texts",
    title=msg("Texts"),
    one=msg("text"),
    fields=FIELDS,
    known=_known,
    compose=_compose,
    label=_label,
    writer=_writer,
    naming=("source", "id"),
    marked=False,
    makes=False,
    position=80,
)
