"""Questions that the program can answer at once: *slots without an interpreter*, *hosts not confirmed* …

Each condition of a list is one (:mod:`tripplanner.planning.browsing`); a few more are about the open trip. Their
answer is a number, and a list or records to go to. What is protected is counted, never read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, languages, msg, msgn, say
from tripplanner.model.programme import Item, ItemHost
from tripplanner.planning.browsing.asking import count
from tripplanner.planning.browsing.shapes import Question as Filter
from tripplanner.planning.browsing.shapes import browses
from tripplanner.planning.kinds import kinds
from tripplanner.planning.rows import execute
from tripplanner.planning.searching.hits import Hit, hits_for
from tripplanner.planning.searching.question import Question
from tripplanner.planning.texts.counting import count_texts

_MOST = 60  # records of an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """``number`` of records; ``hits`` are the records themselves, or else ``kind`` and ``filter`` name a list of them.

    Translations in a state are ``kind`` *texts* with ``texts``: the language and the state.
    ``note`` says what the number means where that is not plain.
    """

    number: int
    kind: str = ""
    filter: Filter | None = None
    hits: tuple[Hit, ...] = ()
    texts: tuple[str, str] | None = None
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: its words, other words it is found by, and who answers it.

    ``answer(session, trip, language)``; ``of_trip``: only where a trip is open. ``first``: offered before others.
    """

    key: str
    label: Message
    answer: Callable[[Session, int | None, str], Answer]
    words: str = ""
    of_trip: bool = True
    first: bool = False


@cache
def asks() -> tuple[Ask, ...]:
    """Every question, those about the open trip first."""
    return (*_OF_TRIP, *_of_lists())


def fitting(question: Question, trip_id: int | None) -> list[Ask]:
    """The questions whose words hold all that was typed, in any language."""
    here = (ask for ask in asks() if trip_id is not None or not ask.of_trip)
    return [ask for ask in here if question.fits(*_said(ask))]


@cache
def _said_by_key() -> dict[str, tuple[str, ...]]:
    return {ask.key: (ask.words, *(say(ask.label, code) for code in languages())) for ask in asks()}


def _said(ask: Ask) -> tuple[str, ...]:
    return _said_by_key()[ask.key]


def _of_lists() -> Iterator[Ask]:
    """A question for each condition that a list can be filtered by."""
    for key, browse in browses().items():
        title = kinds()[key].title if key in kinds() else None
        plain = (one for one in browse.conditions if one.sieve is None)
        for condition in plain if title is not None else ():
            label = msg("{list}: {condition}", list=title, condition=condition.label)
            wanted = Filter(conditions=(condition.key,))
            of_trip = browse.scope is not None or condition.key in ("in_trip", "not_in_trip")
            yield Ask(f"{key}.{condition.key}", label, _counted(key, wanted), of_trip=of_trip)


def _counted(key: str, wanted: Filter) -> Callable[[Session, int | None, str], Answer]:
    def answer(session: Session, trip: int | None, language: str) -> Answer:
        return Answer(count(session, key, wanted, trip), key, wanted)

    return answer


def _items(*conditions: Callable[[], Any]) -> Callable[[Session, int | None, str], Answer]:
    def answer(session: Session, trip: int | None, language: str) -> Answer:
        wanted = [condition() for condition in conditions]
        found = execute(session, sa.select(Item.id).where(Item.trip_id == trip, *wanted).order_by(Item.start, Item.id))
        return _records(session, "item", [row[0] for row in found], language, trip)

    return answer


def _records(session: Session, table: str, ids: Sequence[int], language: str, trip: int | None) -> Answer:
    return Answer(len(ids), hits=tuple(hits_for(session, table, ids[:_MOST], language, trip)))


def _diets(session: Session, trip: int | None, language: str) -> Answer:
    """How many delegates have a diet; the list tells, to who may unlock the vault, which of them eat no pork."""
    del language
    wanted = Filter(conditions=("no_pork",))
    number = count(session, "delegates", wanted, trip)
    note = msgn(
        "{n} delegate has a diet on record: unlock it to read it",
        "{n} delegates have a diet on record: unlock them to read them",
        number,
    )
    return Answer(number, "delegates", wanted, note=note if number else None)


def _texts_in(state: str) -> Callable[[Session, int | None, str], Answer]:
    """How many translations of the trip are in a state, and the language with most of them."""

    def answer(session: Session, trip: int | None, language: str) -> Answer:
        counts = count_texts(session, [trip or 0]).get(trip or 0, {})
        found = {code: getattr(one, state) for code, one in counts.items()}
        most = max(found, key=lambda code: found[code], default="zh")
        return Answer(sum(found.values()), "texts", texts=(most, state))

    return answer


def _unconfirmed() -> Any:
    return Item.id.in_(sa.select(ItemHost.item_id).where(ItemHost.state.in_(("to_contact", "asked"))))


_VISITS = ("visit", "meeting", "ceremony", "debrief")
_OF_TRIP = (
    Ask(
        "no_pork",
        msg("Who does not eat pork"),
        _diets,
        "porc pork halal régime diet végétarien 猪肉 清真 忌口 素食",
        first=True,
    ),
    Ask(
        "no_interpreter",
        msg("Slots without an interpreter"),
        _items(
            lambda: Item.type.in_(_VISITS),
            lambda: Item.interpreting.is_(None) | (Item.interpreting == "none"),
            lambda: Item.status != "cancelled",
        ),
        "interprétation traducteur 口译 翻译",
        first=True,
    ),
    Ask(
        "hosts_unconfirmed",
        msg("Hosts not confirmed"),
        _items(_unconfirmed, lambda: Item.status != "cancelled"),
        "partenaires partners à confirmer 接待方 主办方",
        first=True,
    ),
    Ask(
        "stale",
        msg("Texts out of date"),
        _texts_in("stale"),
        "périmés traductions stale translations 译文 过时",
        first=True,
    ),
    Ask("drafts", msg("Translations nobody has reviewed"), _texts_in("draft"), "brouillons à relire drafts 草稿 待审"),
    Ask(
        "no_fallback",
        msg("Outings without a plan B"),
        _items(
            lambda: Item.type == "visit",
            lambda: Item.fallback_site_id.is_(None) & (sa.type_coerce(Item.fallback, sa.Text()) == ""),
            lambda: Item.status != "cancelled",
        ),
        "repli fallback pluie rain 备选 雨天",
    ),
    Ask(
        "unplaced",
        msg("Items not placed yet"),
        _items(lambda: Item.start.is_(None), lambda: Item.status != "cancelled"),
        "à placer unplaced 待安排",
    ),
)
