"""Publishing reads the trip once and lays out once what says the same; its files are those made one by one."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tripplanner.documents import publishing, registry
from tripplanner.documents.kept import KEPT
from tripplanner.documents.narrowing import narrowed, people
from tripplanner.documents.voices import TranslationList
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.partners import Organisation
from tripplanner.planning.participants import list_participants
from tripplanner.planning.receivers import list_hosts
from tripplanner.planning.trips import find_trip
from tripplanner.progress import Progress
from tripplanner.store.workspace import Workspace

HEAVY = {"booklet", "field_pack"}
"""Kinds that are looked at elsewhere: a pack has a booklet inside."""


@pytest.fixture(scope="module")
def database(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample_database, tmp_path_factory.mktemp("publishing")))


def test_every_file_is_the_one_that_is_made_alone(database: Path, tmp_path: Path) -> None:
    with Workspace.open(database, read_only=True) as workspace:
        pieces = workspace.get(publishing.plan, workspace.get(find_trip, "P01"), "en")
        by_kind: dict[str, list[publishing.Piece]] = {}
        for piece in pieces:
            by_kind.setdefault(piece.kind.key, []).append(piece)
        chosen = [piece for key in sorted(by_kind.keys() - HEAVY) for piece in spread(by_kind[key])]
        files = publishing.write_all(workspace.get, chosen, tmp_path)
        for piece, file in zip(chosen, files, strict=True):
            content = workspace.get(piece.kind.read, piece.trip_id, piece.request)
            alone = registry.write(piece.kind, content, tmp_path / f"alone{piece.path.suffix}")
            assert file == tmp_path / piece.path
            assert file.read_bytes() == alone.read_bytes(), piece.path


def spread(pieces: list[publishing.Piece]) -> list[publishing.Piece]:
    """The first of them, the one in the middle and the last."""
    return [pieces[at] for at in sorted({n * (len(pieces) - 1) // 2 for n in range(3)})]


def test_a_refusal_says_how_many_files_were_written_before_it(database: Path, tmp_path: Path) -> None:
    with Workspace.open(database, read_only=True) as workspace:
        pieces = [one for one in workspace.get(publishing.plan, 1, "en") if one.kind.key == "calendar"][:3]
        (tmp_path / pieces[2].path).mkdir(parents=True)
        with pytest.raises(TripPlannerError) as refused:
            publishing.write_all(workspace.get, pieces, tmp_path)
    assert "Nothing was written" not in str(refused.value)
    assert "2 files were written before: they are whole, and stay." in str(refused.value)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        tmp_path / one.path for one in pieces[:2]
    )


def test_the_trip_is_read_once_per_kind_for_people_and_once_for_hosts(database: Path, tmp_path: Path) -> None:
    asked: list[Any] = []
    with Workspace.open(database, read_only=True) as workspace:
        pieces = workspace.get(publishing.plan, workspace.get(find_trip, "P01"), "en")

        def get(verb: Any, kind: Any, *arguments: Any) -> Any:
            asked.append(kind.key)
            return workspace.get(verb, kind, *arguments)

        publishing.write_all(get, [piece for piece in pieces if piece.kind.key not in HEAVY], tmp_path)
    for_both = {"itinerary": 2, "calendar": 2, "drivers": 2}  # everybody’s, and those of hosts or drivers
    kinds = {piece.kind.key for piece in pieces} - HEAVY
    assert Counter(asked) == {key: for_both.get(key, 1) for key in kinds}


def test_each_host_has_its_copy_in_the_language_of_its_country_and_what_is_unfinished_is_told_once(
    database: Path, tmp_path: Path
) -> None:
    told: list[TranslationList] = []
    with Workspace.open(database, read_only=True) as workspace:
        trip_id = workspace.get(find_trip, "P01")
        hosts = {host.uuid: host for host in workspace.get(list_hosts, trip_id)}
        pieces = [piece for piece in workspace.get(publishing.plan, trip_id, "en") if piece.request.organisation]
        files = publishing.write_all(workspace.get, pieces, tmp_path, unfinished=told.append)
    asked = sorted((piece.kind.key, piece.request.organisation) for piece in pieces)
    assert asked == sorted((key, uuid) for key in ("itinerary", "calendar", "brief") for uuid in hosts)
    for piece in pieces:
        host = hosts[piece.request.organisation or ""]
        assert piece.request.language == ("fr" if host.country in ("FR", "CH") else "zh")
        assert host.short.split()[0] in piece.path.name
    assert {file.parent.name for file in files} == {"for-hosts"}
    assert len(files) == len(pieces)
    assert [bool(found.count_unreviewed("fr")) for found in told] == [True]


@pytest.mark.parametrize("key", ["itinerary", "booklet"])
def test_copies_that_say_the_same_are_the_same_file(database: Path, tmp_path: Path, key: str) -> None:
    kind = registry.kind(key)
    assert kind.shared
    assert kind.copy
    assert kind.said
    with Workspace.open(database, read_only=True) as workspace:
        trip_id = workspace.get(find_trip, "P01")
        shared = workspace.get(kind.shared, trip_id, registry.Request("zh", "fr"))
        somebody = {line.person for line in people(shared)} & {
            person.uuid for person in workspace.get(list_participants, trip_id)
        }
    copies = [kind.copy(shared, registry.Request("zh", "fr", person)) for person in sorted(somebody)]
    first = copies[0]
    equal = [copy for copy in copies[1:] if copy != first and kind.said(copy) == kind.said(first)]
    assert equal, "the sample has delegates who do the same"
    files = [registry.write(kind, copy, tmp_path / f"{n}.pdf").read_bytes() for n, copy in enumerate((first, equal[0]))]
    assert files[0] == files[1]


def test_a_copy_keeps_what_nobody_changed(database: Path) -> None:
    kind = registry.kind("itinerary")
    with Workspace.open(database, read_only=True) as workspace:
        trip = workspace.get(kind.read, workspace.get(find_trip, "P01"), registry.Request("fr")).trip
    own = narrowed(trip, trip.members[0].person)
    items = {item.ref: item for item in trip.items}
    assert [item for item in own.items if items[item.ref] is not item and not items[item.ref].presences] == []


class StopsAt(Progress):
    """Somebody cancels when it is asked for the ``last``-th time whether to go on."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.left = last

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled(msg("Cancelled."))


def test_whoever_cancels_finds_whole_files_and_no_half_ones(database: Path, tmp_path: Path) -> None:
    with Workspace.open(database, read_only=True) as workspace:
        pieces = workspace.get(publishing.plan, workspace.get(find_trip, "P01"), "en")
        person = next(piece.request.person for piece in pieces if piece.request.person)
        own = [
            p for key in ("calendar", "itinerary") for p in pieces if (p.request.person, p.kind.key) == (person, key)
        ]
        whole = {file.name: file.read_bytes() for file in publishing.write_all(workspace.get, own, tmp_path / "whole")}
        found: list[int] = []
        for steps in (0, 2, 4, 12):
            KEPT.forget()
            folder = tmp_path / str(steps)
            with pytest.raises(Cancelled):
                publishing.write_all(workspace.get, own, folder, StopsAt(steps))
            files = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
            assert files.items() <= whole.items()
            found.append(len(files))
    assert found == sorted(found)
    assert 0 == found[0] < found[-1] < len(whole)


def test_hosts_of_the_same_short_name_have_files_of_their_own(database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "hosts.db"))
    with Workspace.open(copy) as workspace:
        hosts = workspace.get(list_hosts, 1)
        workspace.do(msg("Rename"), _called_alike, [host.id for host in hosts])
        pieces = workspace.get(publishing.plan, 1, "en")
    paths = [str(piece.path).casefold() for piece in pieces]
    assert len(set(paths)) == len(paths)
    calendars = [piece for piece in pieces if piece.request.organisation and piece.kind.key == "calendar"]
    assert {piece.request.organisation for piece in calendars} == {host.uuid for host in hosts}
    assert [piece.path.stem.rpartition("_")[2] for piece in calendars][:3] == ["Park", "PARK-2", "Park-3"]


def _called_alike(session: Session, ids: list[int]) -> None:
    for number, id in enumerate(ids):
        session.get_one(Organisation, id).acronym = "PARK" if number % 2 else "Park"
