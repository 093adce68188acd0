"""Names in the order a reader of each language expects."""

from __future__ import annotations

import random

import pytest

from tripplanner.spelling.hanzi import spellings, syllables, toneless
from tripplanner.spelling.sortkeys import STROKES, sort_key


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("fr", ["12 rue", "cote", "coté", "côte", "côté", "école", "École", "L’Écluse", "oeuf", "Œuf", "zoo", ""]),
        ("en", ["Site 2", "Site 2b", "Site 10", "Site 100", "Zoé", "Жук", "李娜", "  "]),
        ("zh", ["12号", "冰海", "兵团", "重庆", "丁一", "李娜", "路", "吕", "旅", "绿", "乱", "女", "音乐", "张三"]),
        (STROKES, ["丁一", "王伟", "张三", "李娜", "单雄信", "欧阳明", "赵", "曾"]),
    ],
)
def test_the_order_of_a_language(order: str, names: list[str]) -> None:
    for seed in range(3):
        shuffled = random.Random(seed).sample(names, len(names))
        assert sorted(shuffled, key=lambda name: sort_key(name, order)) == names


def test_a_family_name_is_read_as_one() -> None:
    assert syllables("单位") == ("dan1", "wei4")
    assert syllables("单雄信", surname=True) == ("shan4", "xiong2", "xin4")
    assert syllables("尉迟恭", surname=True)[:2] == ("yu4", "chi2")
    by_name = sorted(["单雄信", "邓丽", "宋江", "曾国"], key=lambda name: sort_key(name, "zh", True))
    assert by_name == ["邓丽", "单雄信", "宋江", "曾国"]


def test_words_are_read_as_words() -> None:
    assert [" ".join(map(toneless, syllables(word))) for word in ("重庆", "音乐", "参观", "银行", "旅行")] == [
        "chong qing", "yin yue", "can guan", "yin hang", "lv xing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("letters", "ways"),
    [
        ("lina", {("li", "na"), ("lin", "a")}),
        ("xian", {("xian",), ("xi", "an"), ("xia", "n"), ("xi", "a", "n")}),
        ("binghaib", {("bing", "hai", "b")}),
        ("montenvers", set()),
        ("", set()),
        ("Écluse", set()),
    ],
)
def test_letters_are_parted_into_syllables(letters: str, ways: set[tuple[str, ...]]) -> None:
    assert set(spellings(letters)) == ways
