"""What cannot be opened says so in a sentence, and keeps its bytes."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from store.verbs import LABEL, add_theme, recolour, theme_of, themes
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.store import backup, checking, restoring, schema
from tripplanner.store.location import parse
from tripplanner.store.locking import InUse, lock_path
from tripplanner.store.workspace import Workspace


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refused(path: Path | str, **options: bool) -> str:
    """The sentence with which the database is refused, its folder being exactly as before."""
    folder = Path(path).parent
    before = contents(folder) if folder.is_dir() else None
    with pytest.raises(TripPlannerError) as caught:
        Workspace.open(path, actor="anna", **options)
    assert (contents(folder) if folder.is_dir() else None) == before
    assert all(caught.value.sentence(language) for language in ("fr", "zh"))
    return str(caught.value)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_missing_file(tmp_path: Path, read_only: bool) -> None:
    assert "There is no database at" in refused(tmp_path / "none.db", read_only=read_only)
    assert "There is no database at" in refused(tmp_path / "no" / "none.db", read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder(tmp_path: Path, read_only: bool) -> None:
    assert "is a folder" in refused(tmp_path, read_only=read_only)


@pytest.mark.parametrize("create", [False, True])
def test_an_empty_file(tmp_path: Path, create: bool) -> None:
    (tmp_path / "a.db").touch()
    assert "is empty" in refused(tmp_path / "a.db", create=create)


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04" + bytes(500), b"SQLite format 2\x00" * 20, bytes(4096)])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    assert "is not a tripplanner database" in refused(tmp_path / "a.db")
    assert "is not a tripplanner database" in refused(tmp_path / "a.db", read_only=True)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE moz_places (id)")
    connection.close()
    assert "is not a tripplanner database" in refused(tmp_path / "a.db")


def test_a_header_cut_off(sqlite_url: str) -> None:
    path = Path(sqlite_url)
    path.write_bytes(path.read_bytes()[:60])
    assert "is damaged" in refused(path)


def test_a_damaged_file(sqlite_url: str) -> None:
    path = Path(sqlite_url)
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)
    path.write_bytes(content)
    assert "is damaged" in refused(path)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_file_keeps_its_bytes(sqlite_url: str, read_only: bool) -> None:
    with sqlite3.connect(sqlite_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    said = refused(sqlite_url, read_only=read_only)
    assert "made by a newer tripplanner (schema 0999; this one knows" in said


def test_a_newer_file_after_a_crash_of_its_program_keeps_its_bytes(sqlite_url: str, tmp_path: Path) -> None:
    path = Path(sqlite_url)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.execute("PRAGMA user_version = 999")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{path}{suffix}", crashed / f"trips.db{suffix}")
    connection.close()
    with pytest.raises(schema.Newer):
        Workspace.open(crashed / "trips.db", actor="anna", read_only=True)
    assert "newer" in refused(crashed / "trips.db")


@pytest.mark.parametrize("revision", ["0999", "0000", "ae1027a6acf", ""])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_revision_that_nobody_knows_keeps_the_bytes(sqlite_url: str, revision: str, read_only: bool) -> None:
    with sqlite3.connect(sqlite_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    assert "made by a newer tripplanner" in refused(sqlite_url, read_only=read_only)


@pytest.mark.parametrize(
    "name", ["a?b.db", "a#b%20.db", "été 旅行.db", 'it\'s "a".db', ":memory:", "file:x.db", "a&b=c.db"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Workspace.open(name, actor="anna", create=True) as workspace:
        workspace.do(LABEL, add_theme, "soil")
    with Workspace.open(tmp_path / name, actor="anna", read_only=True) as reader:
        assert reader.get(themes) == {"soil": "nature"}
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few accounts make links")
def test_a_link_is_the_file_it_leads_to(tmp_path: Path) -> None:
    path, link, loop = tmp_path / "a.db", tmp_path / "links" / "b.db", tmp_path / "loop.db"
    link.parent.mkdir()
    link.symlink_to(path)
    loop.symlink_to(loop)
    with Workspace.open(link, actor="anna", create=True) as workspace:
        workspace.do(LABEL, add_theme, "soil")
        with pytest.raises(InUse, match="anna"):
            Workspace.open(path, actor="ben")
        kept = backup.make(Path(link), target=tmp_path / "kept.db").path
    assert [file.name for file in link.parent.iterdir()] == ["b.db"]
    assert link.is_symlink()
    with Workspace.open(path, actor="ben") as workspace:
        workspace.do(LABEL, add_theme, "peat")
        with pytest.raises(InUse, match="ben"):
            Workspace.open(link, actor="anna")
    restoring.restore(parse(link).file, kept, actor="anna", station="desk")
    with Workspace.open(link, actor="anna") as workspace:
        assert workspace.get(themes) == {"soil": "nature"}
    assert link.is_symlink()
    with pytest.raises(TripPlannerError):
        Workspace.open(loop, actor="anna")


@pytest.mark.parametrize("name", ["a\0b.db", "x" * 300 + ".db", "\udcff.db"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    for create in (False, True):
        with pytest.raises(TripPlannerError, match="not a place where a database can be") as caught:
            Workspace.open(tmp_path / name, actor="anna", create=create)
        str(caught.value).encode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["mysql://localhost/x", "postgresql://%zz:port/x", "sqlite://", "http://example.org/a.db", "x://"]
)
def test_an_address_of_another_kind(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TripPlannerError, match=r"not a place where a database can be|cannot be reached"):
        Workspace.open(address, actor="anna")


def test_a_server_that_is_not_there_hides_the_password() -> None:
    with pytest.raises(TripPlannerError, match="cannot be reached") as caught:
        Workspace.open("postgresql://me:secret@127.0.0.1:1/trips?connect_timeout=2", actor="anna")
    assert "secret" not in str(caught.value)


def test_an_address_that_cannot_be_taken_apart_hides_the_password() -> None:
    with pytest.raises(TripPlannerError, match="not a place") as caught:
        Workspace.open("postgresql://me:sec:r@et@server:port/trips", actor="anna")
    assert "sec" not in str(caught.value).replace("server", "").replace("second", "")
    assert "r@et" not in str(caught.value)


def test_a_server_whose_database_cannot_hold_every_script(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    admin = sa.create_engine(sa.make_url(postgres_url), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(
            "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        )
    with pytest.raises(TripPlannerError, match="is in LATIN1"):
        Workspace.open(sa.make_url(postgres_url).set(database="latin"), actor="anna", create=True)
    with Workspace.open(postgres_url, actor="anna", create=True) as workspace:
        workspace.do(LABEL, add_theme, "soil")
        assert workspace.get(lambda session: theme_of(session, "soil").name.get("zh")) == "主题"
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE latin")
    admin.dispose()


def test_a_server_without_our_tables(postgres_url: str) -> None:
    with pytest.raises(TripPlannerError, match="cannot be reached"):
        Workspace.open(postgres_url.replace("/test_", "/none_"), actor="anna")


def test_a_second_writer_is_refused_and_told_by_whom(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url, actor="anna", station="desk") as first:
        first.do(LABEL, add_theme, "soil")
        with pytest.raises(InUse, match=r"anna on desk.*process") as caught:
            Workspace.open(sqlite_url, actor="ben")
        assert caught.value.holder is not None
        assert caught.value.holder.pid == os.getpid()
        with Workspace.open(sqlite_url, actor="ben", read_only=True) as reader:
            assert reader.get(themes) == {"soil": "nature"}
            with pytest.raises(TripPlannerError, match="for reading only"):
                reader.do(LABEL, add_theme, "water")
    with Workspace.open(sqlite_url, actor="ben") as second:
        assert second.get(themes) == {"soil": "nature"}
    assert not lock_path(Path(sqlite_url)).exists()


HOLD = """
import sys
from tripplanner.store.workspace import Workspace
ws = Workspace.open(sys.argv[1], actor="ben", station="laptop")
print("open", flush=True)
sys.stdin.read()
"""


def test_the_lock_dies_with_its_process(sqlite_url: str) -> None:
    command = [sys.executable, "-c", HOLD, sqlite_url]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(InUse, match="ben on laptop"):
            Workspace.open(sqlite_url, actor="anna")
        other.kill()
        other.wait()
        Workspace.open(sqlite_url, actor="anna").close()


def test_a_lock_note_that_cannot_be_read_still_locks(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url, actor="anna"):
        lock_path(Path(sqlite_url)).write_text(json.dumps([1]))
        with pytest.raises(InUse, match="in another window"):
            Workspace.open(sqlite_url, actor="ben")


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "a.db", actor="anna", create=True) as workspace:
        workspace.do(LABEL, add_theme, "soil")
        workspace.get(themes)
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_a_creation_that_was_interrupted_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "a.db.new").write_bytes(b"half")
    Workspace.open(tmp_path / "a.db", actor="anna", create=True).close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


@pytest.fixture
def ordinary() -> Iterator[Path]:
    """A folder, and an account that has no rights of its own there: root may write everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="tp-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


class _Nobody:
    """Inside, this process has an ordinary account's rights."""

    def __enter__(self) -> None:
        self._root = os.geteuid() == 0
        if self._root:
            os.setresuid(65534, 65534, 0)

    def __exit__(self, *_: object) -> None:
        if self._root:
            os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="rights are tried with POSIX accounts")
def test_a_folder_that_cannot_be_written_is_read_from_a_copy(ordinary: Path) -> None:
    path = ordinary / "a.db"
    with Workspace.open(path, actor="anna", create=True) as workspace:
        workspace.do(LABEL, add_theme, "soil")
    path.chmod(0o444)
    ordinary.chmod(0o555)
    before = contents(ordinary)
    with _Nobody():
        with pytest.raises(TripPlannerError, match="read-only"):
            Workspace.open(path, actor="ben")
        with pytest.raises(TripPlannerError, match="read-only"):
            Workspace.open(ordinary / "new.db", actor="ben", create=True)
        with Workspace.open(path, actor="ben", read_only=True) as reader:
            assert reader.get(themes) == {"soil": "nature"}
    assert contents(ordinary) == before


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="rights are tried with POSIX accounts")
def test_a_file_that_cannot_be_written_in_a_folder_that_can(ordinary: Path) -> None:
    path = ordinary / "a.db"
    Workspace.open(path, actor="anna", create=True).close()
    path.chmod(0o444)
    ordinary.chmod(0o777)
    with _Nobody():
        assert "read-only" in refused(path)
        with Workspace.open(path, actor="ben", read_only=True) as reader:
            assert reader.get(themes) == {}


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="rights are tried with POSIX accounts")
def test_a_file_that_may_not_be_read(ordinary: Path) -> None:
    path = ordinary / "a.db"
    Workspace.open(path, actor="anna", create=True).close()
    path.chmod(0o000)
    with _Nobody(), pytest.raises(TripPlannerError, match=r"may not read|read-only"):
        Workspace.open(path, actor="ben", read_only=True)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="rights are tried with POSIX accounts")
def test_a_folder_that_may_not_be_looked_into(ordinary: Path) -> None:
    path = ordinary / "a.db"
    Workspace.open(path, actor="anna", create=True).close()
    ordinary.chmod(0o000)
    with _Nobody(), pytest.raises(TripPlannerError, match="may not read"):
        Workspace.open(path, actor="ben", read_only=True)
    ordinary.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="rights are tried with POSIX accounts")
def test_a_file_on_a_medium_that_cannot_be_written_is_checked_and_backed_up(ordinary: Path) -> None:
    medium, place = ordinary / "medium", ordinary / "to"
    medium.mkdir()
    path = medium / "a.db"
    with Workspace.open(path, actor="anna", create=True) as workspace:
        workspace.do(LABEL, add_theme, "soil")
    place.mkdir()
    place.chmod(0o777)
    ordinary.chmod(0o755)
    path.chmod(0o444)
    medium.chmod(0o555)
    with _Nobody():
        assert checking.full_check(path) == ()
        made = backup.make(path, target=place / "b.db")
    with Workspace.open(made.path, actor="ben", read_only=True) as reader:
        assert reader.get(themes) == {"soil": "nature"}


def test_a_crash_leaves_a_log_that_the_next_start_folds_in(sqlite_url: str, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, add_theme, "soil")
        workspace.do(LABEL, recolour, "soil", "red")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{sqlite_url}{suffix}", crashed / f"trips.db{suffix}")
    with Workspace.open(crashed / "trips.db", actor="anna") as again:
        assert again.get(themes) == {"soil": "red"}
        assert again.undo() == LABEL


def test_a_missing_database_is_told_apart_for_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Workspace.open(tmp_path / "none.db")


NORMAL = """
import sys
from tripplanner.store.workspace import Workspace
with Workspace.open(sys.argv[1], actor="anna") as workspace:
    workspace.undo_label()
print(sorted(name for name in sys.modules if name.split(".")[0] in ("alembic", "mako", "psycopg")))
"""


def test_a_normal_start_imports_neither_alembic_nor_psycopg(sqlite_url: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", NORMAL, sqlite_url]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


TINY = """
import resource, signal, sys
from tripplanner.errors import TripPlannerError
from tripplanner.store.workspace import Workspace
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
try:
    Workspace.open(sys.argv[1], actor="anna", create=True)
except TripPlannerError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="files are limited with setrlimit")
def test_a_database_that_does_not_fit_on_the_disk_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", TINY, str(tmp_path / "a.db")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(("The disk is full", "The disk reported an error"))
    assert [path.name for path in tmp_path.iterdir()] == []
