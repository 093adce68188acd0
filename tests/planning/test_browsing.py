"""Lists asked by question, on both databases: the same records whatever the order, groups that hold what they count."""

from __future__ import annotations

import pytest

from tripplanner.i18n import msg
from tripplanner.planning.browsing.asking import WHOLE, count, number_of, numbers, overview, window
from tripplanner.planning.browsing.shapes import ORDERS, Question, browse, browses
from tripplanner.planning.kinds import kind
from tripplanner.planning.shelving.making import create_record
from tripplanner.store.workspace import Workspace

TRIP = 1


def test_every_order_of_every_list_shows_each_record_once(sample_reader: Workspace) -> None:
    for key, asked in browses().items():
        whole = sample_reader.get(numbers, key, WHOLE, TRIP)
        assert [row.id for row in sample_reader.get(window, key, whole)] == whole
        for column in asked.sorts:
            for order in ORDERS:
                up = sample_reader.get(numbers, key, Question(sort=column, order=order), TRIP)
                down = sample_reader.get(numbers, key, Question(sort=column, order=order, descending=True), TRIP)
                assert sorted(up) == sorted(down) == sorted(whole), (key, column, order)


def test_the_lists_own_order_is_that_of_the_command_line(sample_reader: Workspace) -> None:
    for key in ("sites", "organisations", "contacts", "cases", "terms", "themes"):
        rows = sample_reader.get(kind(key).rows)
        assert sample_reader.get(numbers, key) == [row.id for row in rows]


def test_groups_and_conditions_hold_what_is_counted(sample_reader: Workspace) -> None:
    for key, asked in browses().items():
        names = [one.key for one in asked.conditions if one.sieve is None]
        found = sample_reader.get(overview, key, TRIP, names)
        assert found.total == sample_reader.get(count, key, trip=TRIP)
        for group in found.groups:
            assert len(sample_reader.get(numbers, key, Question(group=group.key), TRIP)) == group.number, (
                key,
                group.key,
            )
        for name, number in found.conditions.items():
            assert len(sample_reader.get(numbers, key, Question(conditions=(name,)), TRIP)) == number, (key, name)


@pytest.mark.parametrize(
    ("key", "words", "found"),
    [
        ("sites", "ecopont viry", "S01"),
        ("sites", "ECOPONT", "S01"),
        ("sites", "冰海", "S07"),
        ("sites", "binghai", "S07"),
        ("sites", "nowhere at all", None),
        ("organisations", "asters", "O08"),
        ("terms", "xyzzy", None),
    ],
)
def test_words_are_found_without_accents_and_by_pinyin(
    sample_reader: Workspace, key: str, words: str, found: str | None
) -> None:
    ids = sample_reader.get(numbers, key, Question(words=words))
    codes = [row.code for row in sample_reader.get(window, key, ids)]
    assert (found in codes) if found else codes == []


def test_a_delegate_is_found_by_the_name_the_post_and_the_organisation(sample_reader: Workspace) -> None:
    def names(words: str) -> list[str]:
        ids = sample_reader.get(numbers, "delegates", Question(words=words), TRIP)
        return [row.person.native for row in sample_reader.get(window, "delegates", ids)]

    assert names("zheng yuanshan") == names("郑远山") == names("zhengyuanshan") == ["郑远山"]
    assert "郑远山" in names("zheng 副司长")
    assert names("yuanshan professeur") == []
    assert sample_reader.get(numbers, "delegates", Question(words="zheng"), 99) == []


def test_chinese_names_are_sorted_by_pinyin_and_by_strokes(sample_reader: Workspace) -> None:
    def families(order: str) -> list[str]:
        ids = sample_reader.get(numbers, "delegates", Question(sort="name", order=order), TRIP)
        return [row.person.native_family or row.person.family for row in sample_reader.get(window, "delegates", ids)]

    by_sound, by_strokes = families("zh"), families("strokes")
    assert sorted(by_sound) == sorted(by_strokes)
    assert by_sound != by_strokes
    assert by_sound.index("顾") < by_sound.index("韩") < by_sound.index("郑")


def test_nothing_comes_last_in_either_direction(sample_reader: Workspace) -> None:
    for descending in (False, True):
        ids = sample_reader.get(numbers, "sites", Question(sort="cap", descending=descending))
        caps = [row.group_cap for row in sample_reader.get(window, "sites", ids)]
        known = [cap for cap in caps if cap is not None]
        assert caps == known + [None] * (len(caps) - len(known))
        assert known == sorted(known, reverse=descending)


def test_a_question_of_another_program_is_answered_as_far_as_it_is_understood(sample_reader: Workspace) -> None:
    asked = Question(group="moons/io", conditions=("is_blue",), sort="taste", order="klingon")
    assert sample_reader.get(numbers, "sites", asked) == sample_reader.get(numbers, "sites")
    site = sample_reader.get(kind("sites").rows)[4]
    assert sample_reader.get(number_of, "sites", site.uuid) == sample_reader.get(number_of, "sites", site.id) == site.id
    assert sample_reader.get(number_of, "sites", "no uuid") is None
    assert [one.key for one in browse("sites").conditions][:2] == ["unverified", "never_visited"]


def test_what_was_just_made_is_found_and_sorted_at_once(sample_workspace: Workspace) -> None:
    from tripplanner.text import Text

    name = Text.of("fr", fr="Écluse d’Éloise", zh="水闸")
    made = sample_workspace.do(msg("add"), create_record, "sites", name)
    for words in ("ecluse", "eloise", "水闸", "shuizha"):
        assert made in sample_workspace.get(numbers, "sites", Question(words=words)), words
    ids = sample_workspace.get(numbers, "sites", Question(sort="name", order="fr"))
    names = [row.name.get("fr") for row in sample_workspace.get(window, "sites", ids)]
    at = names.index("Écluse d’Éloise")
    assert names[at - 1][:1] in "CDEÉ"
    assert names[at + 1][:2] in ("Éc", "Ec")
