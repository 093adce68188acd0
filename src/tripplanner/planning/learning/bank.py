"""The question bank of a theme, and what a visit takes from it: a copy in every language, from then on its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.aims import ThemeQuestion
from tripplanner.model.programme import Item, Question
from tripplanner.model.themes import Theme
from tripplanner.planning import finding
from tripplanner.planning.arranging.rights import open_item
from tripplanner.planning.checks.reading_themes import read_themes
from tripplanner.planning.items import WHAT as ITEM
from tripplanner.text import EMPTY, Text, normalised

WHAT = msg("question of a theme")


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question of a theme's bank; ``taken`` by how many visits."""

    id: int
    uuid: str
    theme_id: int
    text: Text
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """A question a visit could take: of a theme it shows, or of one akin (``near`` is false then)."""

    id: int
    theme_id: int
    theme: Text
    text: Text
    near: bool
    taken: bool


def list_bank(session: Session, theme_id: int) -> list[BankQuestion]:
    """The bank of a theme, in order; raises :class:`NotFound`."""
    theme = finding.get(session, Theme, theme_id, msg("theme"))
    asked = sa.select(Question.origin_id, sa.func.count()).group_by(Question.origin_id)
    own = [one.id for one in theme.questions]
    rows = session.execute(asked.where(Question.origin_id.in_(own)))
    taken = {row[0]: row[1] for row in rows}
    return [BankQuestion(one.id, one.uuid, theme_id, one.text, taken.get(one.id, 0)) for one in theme.questions]


def add_bank_question(session: Session, theme_id: int, language: str, words: str) -> int:
    """One more question in the bank of a theme, last; its number. The same words twice are one question."""
    theme = finding.get(session, Theme, theme_id, msg("theme"))
    _needs_words(words)
    known = next((one for one in theme.questions if _same(one.text.get(language), words)), None)
    if known is not None:
        return known.id
    position = max((one.position for one in theme.questions), default=-1) + 1
    made = ThemeQuestion(position=position, text=EMPTY.with_words(language, words.strip()))
    theme.questions.append(made)
    session.flush()
    return made.id


def edit_bank_question(session: Session, question_id: int, language: str, words: str) -> None:
    """Other words of a question in one language; visits that took it keep theirs."""
    one = finding.get(session, ThemeQuestion, question_id, WHAT)
    text = one.text.with_words(language, words.strip())
    _needs_words(text.best())
    if one.text != text:
        one.text = text
        session.flush()


def remove_bank_question(session: Session, question_id: int) -> None:
    """Take a question out of its bank; visits that took it keep theirs."""
    one = finding.get(session, ThemeQuestion, question_id, WHAT)
    for copy in session.scalars(sa.select(Question).where(Question.origin_id == one.id)):
        copy.origin_id = None
    session.flush()
    one.theme.questions.remove(one)
    session.flush()


def offered(session: Session, item_id: int) -> list[Offered]:
    """What a visit could ask: the banks of the themes it shows, then of those above and below them."""
    item = finding.get(session, Item, item_id, ITEM)
    near = _themes_of(item)
    kept = read_themes(session)
    akin = frozenset[int]().union(*(kept[one].kin for one in near if one in kept)) - set(near)
    order = {theme: at for at, theme in enumerate((*near, *sorted(akin)))}
    rows = session.scalars(sa.select(ThemeQuestion).where(ThemeQuestion.theme_id.in_(order)))
    found = sorted(rows, key=lambda one: (order[one.theme_id], one.position, one.id))
    own = item.questions
    return [
        Offered(one.id, one.theme_id, kept[one.theme_id].name, one.text, one.theme_id in near, _taken(one, own))
        for one in found
    ]


def take_questions(session: Session, item_id: int, question_ids: Sequence[int]) -> tuple[int, ...]:
    """Copy questions of banks to a visit, in every language they have; the numbers of the new ones.

    One that the visit took already, or asks in the same words, is not taken again.
    """
    item = open_item(session, item_id, None)
    made: list[Question] = []
    for id in dict.fromkeys(question_ids):
        one = finding.get(session, ThemeQuestion, id, WHAT)
        if _taken(one, item.questions):
            continue
        position = max((question.position for question in item.questions), default=-1) + 1
        made.append(Question(position=position, text=one.text, origin_id=one.id))
        item.questions.append(made[-1])
    session.flush()
    return tuple(one.id for one in made)


def _themes_of(item: Item) -> list[int]:
    """Its own themes, then those of its site."""
    own = [link.theme_id for link in item.theme_links]
    site = [link.theme_id for link in item.site.theme_links] if item.site is not None else []
    return list(dict.fromkeys((*own, *site)))


def _taken(one: ThemeQuestion, questions: Iterable[Question]) -> bool:
    words = one.text.get(one.text.source)
    return any(own.origin_id == one.id or _same(own.text.get(one.text.source), words) for own in questions)


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and normalised(one).casefold() == normalised(other).casefold()


def _needs_words(words: str) -> None:
    if not words.strip():
        raise TripPlannerError(
            msg("A question needs words."), msg("Nothing was changed."), msg("Write what is to be asked.")
        )
