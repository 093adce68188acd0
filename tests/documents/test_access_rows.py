"""What the access rules of a site say, and which notes of the data only repeat them."""

from __future__ import annotations

import pytest

from tripplanner.documents.booklet.access import _without_echo, rules_of
from tripplanner.documents.content import AccessContent
from tripplanner.i18n import say
from tripplanner.text import Text

BOTH = ("fr", "zh")


def shown(access: AccessContent, label: str) -> tuple[str, str]:
    """What a row says in French, and the French of the note beneath."""
    rule = next(rule for rule in rules_of(access) if say(rule.label, "en") == label)
    said, note = _without_echo(rule, BOTH)
    return said("fr") if said else "", note.get("fr")


def note(fr: str, zh: str) -> Text:
    return Text.of("fr", fr=fr, zh=zh)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (note("25 personnes", "25人"), ""),
        (note("25 personnes ; 12 au belvédère", "25人；观景台12人"), "25 personnes ; 12 au belvédère"),
        (note("25 personnes", "25人，须分两组"), "25 personnes"),
    ],
)
def test_a_note_that_repeats_the_figure_in_every_language_is_left_out(words: Text, kept: str) -> None:
    access = AccessContent(group_cap=25, group_note=words)
    said, beneath = shown(access, "Group")
    assert (said.replace("\u00a0", " "), beneath) == ("25 personnes au plus", kept)


def test_a_note_that_says_the_contrary_of_the_rule_is_printed() -> None:
    access = AccessContent(permit_needed=False, permit_note=note("autorisation à demander", "须申请许可"))
    assert shown(access, "Agreement") == ("aucune autorisation à demander", "autorisation à demander")
