"""What changed between two states of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.planning.texts.difference import changes, difference
from tripplanner.text import normalised


def shown(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.sort].format(piece.words.strip()) + " " for piece in difference(before, after)).strip()


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("boisées depuis le XXe siècle.", "boisées depuis au moins la fin du XIXe siècle.",
         "boisées depuis [-le XXe-] [+au moins la fin du XIXe+] siècle."),
        ("Le marais est grand.", "Le marais est grand.", "Le marais est grand."),
        ("deux loups", "trois loups gris", "[-deux-] [+trois+] loups [+gris+]"),
        ("该湿地由公园管理。", "该沼泽由保护区管理。", "该 [-湿地由公园-] [+沼泽由保护区+] 管理。"),
        ("L'eau : « oui » !", "L’eau\u00a0: «\u202foui\u202f»\u202f!", "L’eau\u00a0: «\u202foui\u202f»\u202f!"),
        ("", "neuf", "[+neuf+]"),
        ("vieux", "", "[-vieux-]"),
    ],
)  # fmt: skip
def test_words_that_went_and_came(before: str, after: str, pieces: str) -> None:
    assert shown(before, after) == pieces


def test_passages_are_counted() -> None:
    assert changes(difference("un deux trois quatre cinq six", "un DEUX trois quatre CINQ six")) == 2
    assert changes(difference("pareil", "pareil")) == 0


def unspaced(text: str) -> str:
    """The letters and signs: spaces are no difference."""
    return "".join(normalised(text).split())


words = st.text(st.sampled_from("ab é1 ’'.,«»\u202f\u00a0湿地，。\n"), max_size=40)


@given(words, words)
def test_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.words for piece in pieces if piece.sort != "gone") == after
    assert unspaced("".join(piece.words for piece in pieces if piece.sort != "new")) == unspaced(before)
    assert [piece.at for piece in pieces if piece.sort != "gone"] == [
        len("".join(one.words for one in pieces[:n] if one.sort != "gone"))
        for n, piece in enumerate(pieces)
        if piece.sort != "gone"
    ]
