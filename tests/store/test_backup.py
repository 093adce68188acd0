"""Backups are whole or not there; restoring keeps what was; damage is reported and kept."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.verbs import LABEL, add_theme, recolour, themes
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.progress import Progress
from tripplanner.store import backup, checking, hazards, restoring
from tripplanner.store.backup import Backup
from tripplanner.store.faults import Damaged
from tripplanner.store.locking import InUse
from tripplanner.store.workspace import Workspace

NOON = datetime(2027, 6, 13, 12, tzinfo=UTC)


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url)


def fill(path: Path, *codes: str) -> None:
    with Workspace.open(path, actor="anna") as workspace:
        for code in codes:
            workspace.do(LABEL, add_theme, code, references=1)


def held(path: Path) -> dict[str, str]:
    with Workspace.open(path, actor="anna", read_only=True) as workspace:
        return workspace.get(themes)


def test_a_backup_beside_running_edits_is_one_whole_file(path: Path) -> None:
    with Workspace.open(path, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
        made = backup.make(path)
        workspace.do(LABEL, add_theme, "water")
    assert [file.name for file in backup.folder_of(path).iterdir()] == [made.path.name]
    assert held(made.path) == {"soil": "nature"}
    assert backup.verify(made.path)["theme"] == 1
    assert backup.backups_of(path) == [made]


def test_a_backup_to_a_chosen_file_replaces_it_whole(path: Path, tmp_path: Path) -> None:
    fill(path, "soil")
    target = tmp_path / "stick" / "copy.db"
    backup.make(path, target=target)
    fill(path, "water")
    backup.make(path, target=target)
    assert held(target) == {"soil": "nature", "water": "nature"}
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]


def test_a_cancelled_backup_leaves_nothing(path: Path) -> None:
    progress = Progress()
    progress.cancel()
    fill(path, "soil")
    with pytest.raises(Cancelled):
        backup.make(path, progress=progress)
    assert list(backup.folder_of(path).iterdir()) == []


def test_a_damaged_database_gives_no_backup(path: Path) -> None:
    fill(path, *(str(n) for n in range(40)))
    damage(path)
    with pytest.raises(Damaged, match=str(path)):
        backup.make(path)
    assert list(backup.folder_of(path).iterdir()) == []


def test_a_place_that_is_a_file_is_said(path: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("no folder")
    with pytest.raises(TripPlannerError, match="cannot be written"):
        backup.make(path, target=tmp_path / "stick" / "copy.db")


def test_the_database_itself_is_no_place_for_its_backup(path: Path) -> None:
    fill(path, "soil")
    with pytest.raises(TripPlannerError, match="is the database itself"):
        backup.make(path, target=path.parent / "." / path.name)
    assert held(path) == {"soil": "nature"}


def test_a_file_of_another_kind_or_a_database_in_use_is_no_place_for_a_backup(path: Path, tmp_path: Path) -> None:
    letter, other = tmp_path / "letter.txt", tmp_path / "other.db"
    letter.write_text("Dear friends")
    with pytest.raises(TripPlannerError, match="another kind of file"):
        backup.make(path, target=letter)
    assert letter.read_text() == "Dear friends"
    with Workspace.open(other, actor="anna", create=True), pytest.raises(InUse, match="anna"):
        backup.make(path, target=other)
    assert backup.make(path, target=other).path == other


def test_it_is_due_when_an_hour_has_passed_and_something_was_written(path: Path) -> None:
    fill(path, "soil")
    assert backup.due(path)
    made = backup.make(path, backup.SCHEDULED)
    assert not backup.due(path, at=made.made_at + timedelta(minutes=59))
    assert not backup.due(path, at=made.made_at + timedelta(hours=2)) or path.stat().st_mtime > made.made_at.timestamp()


def test_what_a_killed_backup_left_goes_with_a_later_one(path: Path) -> None:
    folder = backup.make(path).path.parent
    name = ".trips-20270101T000000Z-asked.db.0a1b2c3d.partial"
    left = [folder / name, folder / f"{name}-wal"]
    for file in left:
        file.write_bytes(b"half")
    backup.make(path)
    assert all(file.exists() for file in left)  # somebody may still be writing them
    made = backup.make(path, at=datetime.now(UTC) + timedelta(hours=2)).path
    assert [file.name for file in folder.iterdir() if file.suffix != ".db"] == []
    assert made.exists()


def test_backups_of_two_programs_at_one_moment_are_both_made(path: Path) -> None:
    target = path.with_name("both.db")
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: backup.make(path, target=target).path, range(4)))
    assert made == [target] * 4
    assert backup.verify(target) == backup.verify(backup.make(path).path)
    assert [file.name for file in target.parent.glob(".*")] == []


def test_names_in_the_same_second_do_not_collide(path: Path) -> None:
    names = {backup.make(path, backup.IMPORT, at=NOON).path.name for _ in range(3)}
    assert names == {f"trips-20270613T120000Z{again}-import.db" for again in ("", "-2", "-3")}


def test_the_backups_of_another_database_are_left_alone(path: Path) -> None:
    other = path.with_name("trips-old.db")
    shutil.copyfile(path, other)
    mine, theirs = backup.make(path), backup.make(other)
    assert (backup.backups_of(path), backup.backups_of(other)) == ([mine], [theirs])


def at_ages(*hours: float, reason: str = backup.SCHEDULED) -> list[Backup]:
    return [Backup(Path(f"{h:09.2f}.db"), NOON - timedelta(hours=h), reason, 1) for h in hours]


def left(backups: list[Backup], at: datetime = NOON) -> list[Backup]:
    gone = set(backup.superfluous(backups, at))
    return [b for b in backups if b not in gone]


def test_thinning_keeps_hours_days_weeks_and_months() -> None:
    every_ten_minutes = at_ages(*(n / 6 for n in range(6 * 24 * 60)))
    kept = left(every_ten_minutes)
    ages = sorted((NOON - b.made_at) for b in kept)
    assert sum(age < timedelta(days=1) for age in ages) in (24, 25)
    assert sum(timedelta(days=1) <= age < timedelta(days=14) for age in ages) in (13, 14)
    assert sum(age >= timedelta(days=14) for age in ages) in (6, 7, 8)


@given(st.lists(st.floats(0, 20_000), max_size=60))
def test_thinning_twice_is_thinning_once_and_keeps_the_first_of_its_slot(hours: list[float]) -> None:
    backups = at_ages(*set(hours))
    kept = left(backups)
    assert left(kept) == kept
    if any(h < 24 * 14 for h in hours):
        assert kept


def test_a_backup_survives_every_step_of_its_ageing() -> None:
    """One backup a day for a year, thinned daily, leaves some of each week and month: none ages into a gap."""
    kept: list[Backup] = []
    for day in range(365):
        at = NOON + timedelta(days=day)
        kept = left([*kept, Backup(Path(f"{day:03}.db"), at, backup.SCHEDULED, 1)], at)
    months = {b.made_at.month for b in kept}
    assert months == set(range(1, 13))
    assert len(kept) < 45


def test_backups_before_a_change_are_kept_for_a_month() -> None:
    assert len(left(at_ages(1, 2, 3, 4, reason=backup.UPGRADE))) == 4
    assert len(left(at_ages(*(24 * 31 + n for n in range(4)), reason=backup.UPGRADE))) == 1


def damage(path: Path) -> None:
    """Overwrites the middle of a page in the middle of the file."""
    content = bytearray(path.read_bytes())
    page = len(content) // 4096 // 2 * 4096
    for start in range(page, len(content), 4096):
        content[start : start + 8] = b"\xff" * 8
    path.write_bytes(content)


def test_restoring_says_what_differs_and_keeps_the_present_file(path: Path) -> None:
    fill(path, "soil")
    made = backup.make(path)
    fill(path, "water", "air")
    differences = {d.table: (d.present, d.backup) for d in restoring.compare(path, made.path)}
    assert differences["theme"] == (3, 1)
    assert differences["reference"] == (3, 1)
    assert "person" not in differences
    restored = restoring.restore(path, made.path, actor="anna", station="desk")
    assert held(path) == {"soil": "nature"}
    assert restored.kept is not None
    assert held(restored.kept) == {"soil": "nature", "water": "nature", "air": "nature"}
    with Workspace.open(path, actor="anna") as workspace:
        workspace.do(LABEL, recolour, "soil", "red")


def test_restoring_over_a_damaged_file_keeps_it_byte_for_byte(path: Path) -> None:
    fill(path, *(str(n) for n in range(40)))
    made = backup.make(path)
    damage(path)
    before = path.read_bytes()
    assert checking.full_check(path)
    restored = restoring.restore(path, made.path, actor="anna", station="desk")
    assert restored.kept is not None
    assert restored.kept.read_bytes() == before
    assert len(held(path)) == 40


def test_restoring_where_nothing_was(path: Path, tmp_path: Path) -> None:
    fill(path, "soil")
    made = backup.make(path)
    new = tmp_path / "elsewhere" / "new.db"
    assert restoring.restore(new, made.path, actor="anna", station="desk").kept is None
    assert held(new) == {"soil": "nature"}


def test_a_database_is_no_backup_of_itself(path: Path) -> None:
    with pytest.raises(TripPlannerError, match="the database itself"):
        restoring.restore(path, path.parent / "." / path.name, actor="anna", station="desk")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_restoring_under_an_open_window_is_refused(path: Path) -> None:
    made = backup.make(path)
    with Workspace.open(path, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
        with pytest.raises(InUse, match="anna"):
            restoring.restore(path, made.path, actor="ben", station="desk")
        assert workspace.get(themes) == {"soil": "nature"}


def test_a_damaged_or_foreign_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    fill(path, *(str(n) for n in range(40)))
    made = backup.make(path)
    damage(made.path)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    before = path.read_bytes()
    for source, why in ((made.path, "damaged"), (foreign, "not a tripplanner"), (tmp_path / "none.db", "no database")):
        with pytest.raises(TripPlannerError, match=why):
            restoring.restore(path, source, actor="anna", station="desk")
    assert path.read_bytes() == before


def test_damage_is_found_kept_and_the_latest_sound_backup_named(path: Path) -> None:
    fill(path, *(str(n) for n in range(40)))
    sound = backup.make(path, at=NOON)
    broken = backup.make(path, at=NOON + timedelta(hours=1))
    damage(broken.path)
    assert checking.quick_check(path) == ()
    assert checking.full_check(path) == ()
    damage(path)
    problems = checking.quick_check(path)
    assert problems
    found = checking.report_damage(path, problems)
    assert found.latest == sound
    assert found.kept.read_bytes() == path.read_bytes()


def test_an_upgrade_makes_a_backup_first(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from store.test_schema import REBUILD, with_next_revision

    fill(path, "soil")
    with monkeypatch.context() as patch:
        with_next_revision(tmp_path, patch, REBUILD)
        Workspace.open(path, actor="anna").close()
        (made,) = backup.backups_of(path)
        assert made.reason == "upgrade"
    assert held(made.path) == {"soil": "nature"}


@pytest.mark.parametrize(
    "place",
    [
        "/home/a/Dropbox/trips.db",
        "/home/a/OneDrive - Office/x/trips.db",
        "/Users/a/Library/Mobile Documents/trips.db",
        "/home/a/Nextcloud/trips.db",
        "C:/Users/a/Google Drive/trips.db",
        "/home/a/坚果云/trips.db",
    ],
)
def test_a_cloud_folder_is_known_by_its_name(place: str) -> None:
    assert hazards.cloud_folder(Path(place)) == next(p for p in Path(place).parents if p.name != "x")


def test_an_ordinary_folder_is_no_cloud(tmp_path: Path) -> None:
    assert hazards.cloud_folder(tmp_path / "Boxes" / "Dropboxes" / "trips.db") is None


def test_a_database_in_a_cloud_folder_is_refused_unless_one_insists(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    path = tmp_path / "sub" / "trips.db"
    with pytest.raises(hazards.UnsafePlace, match="a cloud service copies"):
        Workspace.open(path, actor="anna", create=True)
    assert not path.parent.exists()
    Workspace.open(path, actor="anna", create=True, anywhere=True).close()
    with Workspace.open(path, actor="anna", read_only=True) as reader:
        assert reader.get(themes) == {}


def test_the_mount_that_holds_a_file_is_the_innermost() -> None:
    mounts = [("/", "ext4"), ("/home", "nfs4"), ("/home/a/fast disk", "xfs"), ("/mnt/s", "cifs")]
    kinds = {p: hazards.mounted_kind(Path(p), mounts) for p in ("/x", "/home/b/x", "/home/a/fast disk/x", "/mnt/s/x")}
    assert kinds == {"/x": "ext4", "/home/b/x": "nfs4", "/home/a/fast disk/x": "xfs", "/mnt/s/x": "cifs"}


def test_what_macos_says_of_its_mounts_is_understood() -> None:
    said = "/dev/disk3s1s1 on / (apfs, sealed, local)\n//a@nas/office on /Volumes/office files (smbfs, nodev)\n"
    mounts = hazards.mounts_said(said)
    assert mounts == [("/", "apfs"), ("/Volumes/office files", "smbfs")]
    assert hazards.mounted_kind(Path("/Volumes/office files/trips.db"), mounts) == "smbfs"


def test_this_folder_is_on_a_disk_of_this_computer(tmp_path: Path) -> None:
    assert not hazards.on_network(tmp_path / "trips.db")


def test_a_server_is_dumped_by_its_own_program(postgres_url: str, tmp_path: Path) -> None:
    import sqlalchemy as sa

    from tripplanner.store import server

    with Workspace.open(postgres_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
        made = server.dump(sa.make_url(postgres_url), tmp_path / "a.dump")
        with ThreadPoolExecutor(3) as pool:  # as a planned backup and one that is asked for meet
            places = list(pool.map(lambda _: server.dump(sa.make_url(postgres_url), tmp_path / "a.dump"), range(3)))
    assert places == [made] * 3
    assert made.read_bytes().startswith(b"PGDMP")
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".db"] == ["a.dump"]
    with pytest.raises(TripPlannerError, match="could not be backed up"):
        server.dump(sa.make_url(postgres_url).set(database="nowhere"), tmp_path / "b.dump")
    assert not (tmp_path / "b.dump").exists()
