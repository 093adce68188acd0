"""Every kind of record can be listed and shown, by the same registry, on the sample."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tripplanner.errors import Conflict, NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning import kinds, offices
from tripplanner.planning.listings.sites import list_sites
from tripplanner.planning.participants import find_participant, list_participants
from tripplanner.planning.trips import list_trips
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Test")
# What the sample holds, counted in its files.
COUNTS = {
    "trips": 1, "items": 60, "delegates": 14, "sites": 42, "organisations": 44, "cases": 23, "terms": 140,
    "themes": 33, "legs": 41,
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Workspace.open(shutil.copy(sample_database, tmp_path_factory.mktemp("listings")), actor="a") as workspace:
        yield workspace


@pytest.mark.parametrize("key", sorted(kinds.kinds()))
def test_every_row_has_a_value_for_every_column_and_every_record_a_detail(sample: Workspace, key: str) -> None:
    kind = kinds.kind(key)
    rows = sample.get(kind.rows)
    assert rows
    assert len(rows) == COUNTS.get(key, len(rows))
    for row in rows:
        for column in kind.columns:
            assert _is_plain(getattr(row, column.key)), column.key
    for row in (rows[0], rows[-1]):
        detail = sample.get(kinds.detail, kind, row.id)
        assert (detail.kind, detail.id, detail.uuid) == (key, row.id, row.uuid)
        assert [line.key for line in detail.lines] == [field.key for field in kind.fields]
        assert all(_is_plain(line.value) for line in detail.lines)


def _is_plain(value: object) -> bool:
    if isinstance(value, tuple | list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    return value is None or isinstance(value, str | int | float | bool | date | datetime | Text)


@pytest.mark.parametrize("key", sorted(kinds.kinds()))
def test_keys_are_unique_and_titles_are_messages(key: str) -> None:
    kind = kinds.kind(key)
    for names in ([column.key for column in kind.columns], [field.key for field in kind.fields]):
        assert len(names) == len(set(names))
    assert all(isinstance(part.title, Message) for part in (*kind.columns, *kind.fields))


def test_a_kind_may_be_named_in_the_singular() -> None:
    assert kinds.kind("site") is kinds.kind("sites")
    with pytest.raises(NotFound, match="sites"):
        kinds.kind("sitez")


def test_texts_are_decoded_and_say_their_state(sample: Workspace) -> None:
    site = next(row for row in sample.get(list_sites) if row.code == "S01")
    assert site.name.get("fr") == "Écopont de Viry (A40)"
    assert site.name.state("zh") == "draft"
    assert site.open_months == tuple(range(1, 13))
    assert site.group_cap == 15


def test_a_record_is_found_by_code_number_and_uuid(sample: Workspace) -> None:
    kind = kinds.kind("sites")
    site = next(row for row in sample.get(list_sites) if row.code == "S05")
    found = {sample.get(kinds.detail, kind, key).id for key in ("S05", "s05", str(site.id), site.uuid)}
    assert found == {site.id}
    with pytest.raises(NotFound, match="S01"):
        sample.get(kinds.detail, kind, "S99")


def test_the_protected_table_is_in_no_detail(sample: Workspace) -> None:
    for kind in kinds.kinds().values():
        assert not {field.key for field in kind.fields} & {"sensitive", "passport", "birth_date", "diet", "health"}


def test_people_of_a_trip_by_rank_then_the_team(sample: Workspace) -> None:
    trip = sample.get(list_trips)[0].id
    people = sample.get(list_participants, trip)
    assert [person.is_delegate for person in people] == [True] * 14 + [False] * (len(people) - 14)
    assert people[0].name.printed == "郑远山 ZHENG Yuanshan"
    assert {person.language for person in people[:14]} == {"zh"}


@pytest.mark.parametrize("key", ["郑远山", "zheng yuanshan", "Zheng", "郑远山 ZHENG Yuanshan"])
def test_a_person_is_found_by_name(sample: Workspace, key: str) -> None:
    trip = sample.get(list_trips)[0].id
    assert sample.get(find_participant, trip, key).name.latin == "ZHENG Yuanshan"


def test_a_person_is_found_by_the_number_of_the_list(sample: Workspace) -> None:
    trip = sample.get(list_trips)[0].id
    for row in sample.get(kinds.kind("delegates").rows):
        assert sample.get(find_participant, trip, str(row.id)).uuid == row.person_uuid


def test_a_name_that_fits_several_or_none_is_said(sample: Workspace) -> None:
    trip = sample.get(list_trips)[0].id
    with pytest.raises(TripPlannerError, match="Several people"):
        sample.get(find_participant, trip, "u")
    with pytest.raises(NotFound, match="Nobody"):
        sample.get(find_participant, trip, "nobody at all")
    with pytest.raises(NotFound):
        sample.get(find_participant, trip, "")


def test_the_office_is_written_once_and_edited_after(workspace: Workspace) -> None:
    assert workspace.get(offices.office) == offices.OfficeRow()
    workspace.do(LABEL, offices.edit_office, None, email="a@example.org")
    seen = workspace.get(offices.office)
    workspace.do(LABEL, offices.edit_office, seen.version, phone="+33 4")
    row = workspace.get(offices.office)
    assert (row.email, row.phone, row.id) == ("a@example.org", "+33 4", seen.id)
    with pytest.raises(Conflict):
        workspace.do(LABEL, offices.edit_office, seen.version, phone="+33 5")
