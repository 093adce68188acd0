"""Where sub-groups part and meet again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tripplanner.documents.content import ItemContent, Ref
from tripplanner.documents.forks import Fork, Together, stretches
from tripplanner.text import EMPTY

MIDNIGHT = datetime(2027, 6, 19, tzinfo=UTC)


def item(name: str, start: float, end: float, groups: str = "", status: str = "confirmed") -> ItemContent:
    """An item from ``start`` to ``end``, in hours of one day in UTC."""
    begin, finish = MIDNIGHT + timedelta(hours=start), MIDNIGHT + timedelta(hours=end)
    civil = (begin.replace(tzinfo=None), "UTC", finish.replace(tzinfo=None), "UTC")
    return ItemContent(Ref("item", name), name, "visit", status, *civil, begin, finish, EMPTY, subgroups=tuple(groups))


def shape(items: list[ItemContent]) -> list[object]:
    """Shared stretches as strings of names, forks as a dictionary of tracks."""
    return [
        {"".join(t.subgroups): "".join(i.code for i in t.items) for t in part.tracks}
        if isinstance(part, Fork)
        else "".join(i.code for i in part.items)
        for part in stretches(items)
    ]


def test_a_day_of_everyone_is_one_stretch() -> None:
    assert shape([item("a", 8, 9), item("b", 9, 10)]) == ["ab"]
    assert shape([]) == []


def test_two_groups_part_and_one_goes_on_alone() -> None:
    day = [
        item("m", 9, 10.5),
        item("a", 10.5, 11.25, "A"),
        item("b", 10.5, 13.3, "B"),
        item("c", 11.5, 15, "A"),
        item("d", 15.2, 16.5, "A"),
        item("e", 18.5, 20, "A"),
    ]
    assert shape(day) == ["m", {"A": "ac", "B": "b"}, "de"]


def test_one_group_leaves_first() -> None:
    day = [item("a", 6, 7, "A"), item("b", 8, 10, "A"), item("c", 9, 11, "B"), item("z", 12, 13)]
    assert shape(day) == ["a", {"A": "b", "B": "c"}, "z"]


def test_a_shared_lunch_ends_a_fork() -> None:
    day = [
        item("a", 9, 12, "A"),
        item("b", 9, 12, "B"),
        item("l", 12, 13),
        item("c", 14, 15, "A"),
        item("d", 14, 15, "B"),
    ]
    assert shape(day) == [{"A": "a", "B": "b"}, "l", {"A": "c", "B": "d"}]


def test_groups_one_after_the_other_are_not_a_fork() -> None:
    assert shape([item("a", 9, 10, "A"), item("b", 10, 11, "B")]) == ["ab"]


def test_three_tracks_and_a_track_of_two_groups() -> None:
    assert shape([item("a", 9, 12, "AB"), item("c", 9, 12, "C")]) == [{"AB": "a", "C": "c"}]
    assert shape([item("a", 9, 12, "A"), item("b", 10, 12, "B"), item("c", 11, 12, "C")]) == [
        {"A": "a", "B": "b", "C": "c"}
    ]


def test_a_cancelled_item_opens_no_fork() -> None:
    assert shape([item("a", 9, 12, "A"), item("b", 9, 12, "B", "cancelled")]) == ["ab"]


def test_the_fork_opens_with_its_earliest_item() -> None:
    (part,) = stretches([item("b", 9, 12, "B"), item("a", 10, 12, "A")])
    assert isinstance(part, Fork)
    assert part.first.code == "b"


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.sampled_from(["", "A", "B", "AB", "C"])), max_size=30)
)
def test_every_item_appears_once(raw: list[tuple[int, int, str]]) -> None:
    items = [item(f"i{n},", start / 2, (start + length) / 2, groups) for n, (start, length, groups) in enumerate(raw)]
    items.sort(key=lambda i: (i.starts_at, i.ends_at))
    parts = stretches(items)
    seen = [
        i
        for part in parts
        for i in (part.items if isinstance(part, Together) else sum((t.items for t in part.tracks), ()))
    ]
    assert sorted(i.code for i in seen) == sorted(i.code for i in items)
    assert all(len(part.tracks) > 1 for part in parts if isinstance(part, Fork))
