"""Messages are said late, in any language that has a catalogue."""

from __future__ import annotations

import json

import pytest

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg, msgn, printed, say


def test_the_interface_speaks_three_languages() -> None:
    assert languages()[:3] == ("fr", "en", "zh")


@pytest.mark.parametrize(
    "message",
    [
        msg("{count} delegates", count=14),
        msgn("{n} day", "{n} days", 2),
        printed("Page {page}", page=printed("one")),
    ],
)
def test_a_message_survives_json(message: Message) -> None:
    assert Message.from_json(message.to_json()) == message


def test_an_unknown_string_is_said_in_english_with_its_values() -> None:
    assert say(msg("a {b} nobody translated", b=msg("thing nobody translated")), "zh") == (
        "a thing nobody translated nobody translated"
    )


def test_a_value_with_braces_is_left_alone() -> None:
    assert say(msg("named “{name}” by nobody", name="{evil}"), "fr") == "named “{evil}” by nobody"


def test_numbers_choose_the_plural() -> None:
    assert [say(msgn("{n} yak nobody counted", "{n} yaks nobody counted", n), "en") for n in (1, 2)] == [
        "1 yak nobody counted",
        "2 yaks nobody counted",
    ]


def test_an_error_is_a_paragraph_without_gaps_in_chinese() -> None:
    error = TripPlannerError(msg("甲。"), None, msg("乙。"))
    assert (error.sentence("zh"), str(error)) == ("甲。乙。", "甲。 乙。")


def test_a_parameter_may_be_called_n() -> None:
    assert say(Message("Left out: {n}.", {"n": 3}), "en") == "Left out: 3."
    assert say(Message("{n} of {days}", {"n": 4, "days": 2}, "ui", "{n} of {days}", 7), "en") == "4 of 2"


@pytest.mark.parametrize(("language", "said"), [("fr", "a, b"), ("en", "a, b"), ("zh", "a、b")])
def test_things_in_a_sentence_are_listed_with_the_commas_of_its_language(language: str, said: str) -> None:
    message = msg("{names}", names=("a", msg("{name}", name="b")))
    assert say(message, language) == said
    assert say(Message.from_json(json.loads(json.dumps(message.to_json()))), language) == said
