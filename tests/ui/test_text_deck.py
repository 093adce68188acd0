"""The deck of texts keeps less of each row than was read, and gives every row back as it was."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from databases import SampleSession
from tripplanner.planning.texts.packing import PackedWords, WordsBeside
from tripplanner.planning.texts.reading import TextRow, folded, read_texts, search_text
from tripplanner.ui.texts.deck import Asked, Deck, read_deck
from tripplanner.ui.texts.haystack import Haystack, as_bytes

ASKED = Asked("all", None, "fr", "zh")


@pytest.fixture(scope="module")
def rows_and_deck(sample_session: SampleSession) -> tuple[list[TextRow], Deck]:
    with sample_session() as session:
        return [row for row in read_texts(session, "all") if row.source != "zh"], read_deck(session, ASKED)


def test_rows_come_back_as_they_were_read(rows_and_deck: tuple[list[TextRow], Deck]) -> None:
    rows, deck = rows_and_deck
    assert list(deck.rows) == rows == [deck.rows[place] for place in range(len(rows))] == deck.rows[:]
    assert deck.states == [row.state("zh") for row in rows]
    assert [deck.find(row.key) for row in rows] == rows
    assert [deck.position(row.key) for row in rows] == list(range(len(rows)))
    assert deck.rows.of(rows[-1].uuid) == [row for row in rows if row.uuid == rows[-1].uuid]
    assert deck.find("nobody.name.0") is None
    assert deck.rows.of("nobody") == []


def test_what_is_searched_is_the_text_in_both_languages_and_the_name(rows_and_deck: tuple[list[TextRow], Deck]) -> None:
    rows, deck = rows_and_deck
    for needle in ("reserve", "湿地", "à"):
        deck.filter("all", needle)
        assert [rows[place] for place in deck.shown] == [
            row for row in rows if folded(needle) in search_text(row, "zh")
        ], needle
    deck.filter("all")


def test_a_changed_row_takes_its_place_and_a_new_one_asks_for_everything(
    rows_and_deck: tuple[list[TextRow], Deck],
) -> None:
    rows, _ = rows_and_deck
    deck = Deck(ASKED, rows).prepared()
    summary = next(row for row in rows if (row.field.table, row.field.attribute) == ("site", "summary"))
    record = [row for row in rows if row.uuid == summary.uuid]
    changed = [replace(row, name="Nomen novum", locked=True) for row in record]
    assert deck.put(changed)
    assert list(deck.rows) == [changed[record.index(row)] if row in record else row for row in rows]
    deck.filter("all", "nomen novum")
    assert [deck.rows[place] for place in deck.shown] == changed
    assert not deck.put(record[1:])
    assert not deck.put([replace(record[0], uuid="another")])


def test_a_haystack_finds_what_a_look_at_each_text_finds() -> None:
    chance = Random(4)
    texts = [
        (
            "".join(chance.choices("abé冰 ", k=chance.randrange(12))),
            "".join(chance.choices("ab", k=chance.randrange(2))),
        )
        for _ in range(300)
    ]
    texts.sort(key=lambda one: one[1])
    hay = Haystack(texts)
    for place in (0, 7, 299):
        texts[place] = ("bab", "changed")
        hay.put(place, *texts[place])
    for words in ("a", "ab", "aba", "é", "冰a", "b", "changed", "xyz", "\ud800"):
        expected = [n for n, (said, name) in enumerate(texts) if words in said or words in name]
        assert list(hay.holding(as_bytes(words))) == expected, words
    assert list(Haystack([]).holding(b"a")) == []


def test_words_beside_one_another_are_found_where_they_begin_and_end() -> None:
    words = ["b", "ab", "", "冰", "b", "aab\ud800"]
    beside = WordsBeside()
    for one in words:
        beside.add(one)
    assert [*map(beside.__getitem__, range(len(beside)))] == words
    assert [beside.place(one) for one in words if one] == [0, 1, 3, 0, 5]
    assert [beside.place(one) for one in ("a", "ba", "b冰", "abb")] == [-1] * 4


def test_packed_words_are_what_was_added_and_what_was_put_since() -> None:
    words = [f"{number} é冰\x00\ud800" for number in range(70)]
    packed = PackedWords()
    for one in words:
        packed.add(one)
    packed.put(40, "other")
    assert list(packed) == [*words[:40], "other", *words[41:]]
    assert len(packed) == 70
