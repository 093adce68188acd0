"""What says the same is made once: digests of content, the files that are kept, releases that stay open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.editions import edition, kept_open
from tripplanner.documents.fingerprints import Fingerprints
from tripplanner.documents.kept import KEPT, Kept, many_copies
from tripplanner.documents.narrowing import impersonal, narrowed, people
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.documents.voices import TranslationList
from tripplanner.errors import Cancelled
from tripplanner.i18n import msg
from tripplanner.planning import releases
from tripplanner.progress import Progress
from tripplanner.text import Text


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        releases.release(opened, 1, by="anna", anyway="a test")
        yield opened


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    KEPT.forget()
    yield
    KEPT.forget()


def test_copies_have_one_digest_where_they_are_equal_and_nowhere_else(session: Session) -> None:
    trip = read_trip(session, 1, Request("fr"), "delegates")
    copies = [impersonal(narrowed(trip, line.person)) for line in people(trip)]
    run = Fingerprints()
    digests = [run.of(copy) for copy in copies]
    assert None not in digests
    assert 1 < len(set(digests)) < len(copies)
    for copy, digest in zip(copies, digests, strict=True):
        assert [other == copy for other in copies] == [found == digest for found in digests]
        assert Fingerprints().of(copy) == digest, "whatever was met before"


def test_every_field_counts(session: Session) -> None:
    trip = read_trip(session, 1, Request("fr"), "delegates")
    run = Fingerprints()
    for content in (trip, trip.days[0].items[0], trip.edition, trip.office):
        for field in fields(content):
            changed: Any = replace(content, **{field.name: ("something", "else")})
            assert run.of(changed) != run.of(content), field.name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "bc"), ("ab", "c")), ((1,), (True,)), ((1,), ("1",)), ((), ((),)), ((None,), ("None",)), (("a",), ["a"]),
        ({"a": 1}, (("a", 1),)), ((b"a",), ("a",)), (Text.of("en", en="a"), Text.of("en", ["en"], en="a")),
        (frozenset({"a", "b"}), frozenset({"ab"})), (datetime(2027, 6, 1), datetime(2027, 6, 1, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_values_that_differ_have_different_digests(one: object, other: object) -> None:
    assert Fingerprints().of(one) != Fingerprints().of(other)


def test_what_has_no_value_of_its_own_has_no_digest() -> None:
    assert Fingerprints().of(("a", object())) is None
    assert Fingerprints().of({"b": 1, "a": 2}) == Fingerprints().of({"a": 2, "b": 1})


class Writing:
    """A kind that counts how often it writes."""

    def __init__(self, **more: Any) -> None:
        self.times, self.lacking = 0, TranslationList()
        self.kind = DocumentKind("counted", msg("Counted"), ".txt", "delegates", self.write, self.write, **more)  # type: ignore[arg-type]

    def write(self, content: Any, target: Path, _progress: Progress) -> TranslationList:
        self.times += 1
        target.write_text(str(content))
        return self.lacking


@pytest.mark.usefixtures("nothing_kept")
def test_a_file_is_made_once_while_many_are_made_and_its_translations_are_told_each_time(tmp_path: Path) -> None:
    writing, told = Writing(), list[TranslationList]()
    writing.lacking.unreviewed.add((None, "title", "zh"))  # type: ignore[arg-type]
    with many_copies():
        for name in ("a", "b"):
            registry.write(writing.kind, ("same",), tmp_path / f"{name}.txt", unfinished=told.append)
        registry.write(writing.kind, ("other",), tmp_path / "c.txt")
        assert registry.bytes_of(writing.kind, ("same",)) == b"('same',)"
    assert writing.times == 2
    assert [(tmp_path / f"{name}.txt").read_text() for name in "abc"] == ["('same',)", "('same',)", "('other',)"]
    assert told == [writing.lacking] * 2
    with many_copies():
        registry.write(writing.kind, ("same",), tmp_path / "d.txt")
    assert writing.times == 2, "kept from one run to the next"
    registry.write(writing.kind, ("same",), tmp_path / "e.txt")
    assert writing.times == 3, "one document alone is always made"


@pytest.mark.usefixtures("nothing_kept")
def test_nothing_protected_is_kept_and_who_cancels_is_heard(tmp_path: Path) -> None:
    writing = Writing(protected=lambda *_: None)
    with many_copies():
        for name in ("a", "b"):
            registry.write(writing.kind, ("same",), tmp_path / name)
    assert writing.times == 2
    open_to_all, stopped = Writing(), Progress()
    stopped.cancel()
    with many_copies():
        registry.write(open_to_all.kind, ("same",), tmp_path / "c")
        with pytest.raises(Cancelled):
            registry.write(open_to_all.kind, ("same",), tmp_path / "d", stopped)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_what_was_used_last_is_kept_up_to_a_size() -> None:
    kept = Kept(most=10)
    keys: list[Any] = [("kind", None, "", bytes([n])) for n in range(4)]
    for key in keys[:2]:
        kept.keep(key, key, 4)
    assert kept.find(keys[0]) == keys[0]
    kept.keep(keys[2], keys[2], 4)
    kept.keep(keys[3], keys[3], 11)
    assert [kept.find(key) is not None for key in keys] == [True, False, True, False]


def test_a_release_is_opened_once_and_read_once_while_much_is_read_of_it(session: Session) -> None:
    with kept_open():
        with edition(session, 1, 1) as (first, id), edition(session, 1, 1) as (second, _):
            assert first is second
            assert read_trip(first, id, Request("fr"), "delegates") is read_trip(second, id, Request("zh"), "delegates")
            assert read_trip(first, id, Request("fr"), "hosts").audience == "hosts"
        with edition(session, 1, 1, withdrawn=True) as (other, _):
            assert other is not first
    with edition(session, 1, 1) as (again, _):
        assert again is not first
    assert read_trip(session, 1, Request("fr"), "delegates") is not read_trip(session, 1, Request("fr"), "delegates")
