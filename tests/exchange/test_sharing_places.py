"""Putting files at places: whole or not at all, only what changed, only what is ours, and what a refusal says."""

from __future__ import annotations

import errno
import os
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import keyring
import pytest
import trustme
from keyring.backend import KeyringBackend

from davs import Dav, dav_server
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.exchange.sharing import place as places
from tripplanner.exchange.sharing import targets
from tripplanner.exchange.sharing.dav import DavPlace
from tripplanner.exchange.sharing.folder import FolderPlace
from tripplanner.exchange.sharing.place import Place, Unreachable
from tripplanner.exchange.sharing.targets import Target, drop_target, find_target, keep_target, list_targets
from tripplanner.exchange.sharing.uploading import Outcome, Wanted, upload
from tripplanner.i18n import Message
from tripplanner.progress import Progress
from tripplanner.settings import Settings

FILES = {"a.ics": b"one", "b.ics": b"two"}


class Shelf:
    """A place with what is known of it from one publication to the next."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.known: dict[str, tuple[str, str]] = {}

    def publish(self, files: dict[str, bytes], progress: Progress | None = None) -> Outcome:
        return upload(self.place, Wanted(files), self.known, self._keep, progress or Progress())

    def _keep(self, held: dict[str, tuple[str, str]]) -> None:
        self.known = dict(held)


@pytest.fixture
def dav() -> Iterator[Dav]:
    with dav_server() as server:
        yield server


@pytest.fixture(params=["folder", "webdav", "put only"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Shelf, Any]]:
    """Each sort of place with a look at what lies there: name → bytes, to be changed by somebody else."""
    if request.param == "folder":
        yield Shelf(FolderPlace(tmp_path)), _Folder(tmp_path)
        return
    with dav_server() as server:
        if request.param == "put only":
            server.refuses["MOVE"] = 501
        place = DavPlace(server.address)
        yield Shelf(place), _Below(server)
        place.close()


class _Folder(dict[str, bytes]):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def now(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self._folder.iterdir()}

    def __setitem__(self, name: str, data: bytes) -> None:
        (self._folder / name).write_bytes(data)

    def __delitem__(self, name: str) -> None:
        (self._folder / name).unlink()


class _Below(_Folder):
    def __init__(self, server: Dav) -> None:
        self._server = server

    def now(self) -> dict[str, bytes]:
        return {path.removeprefix("/dav/"): data for path, data in self._server.files.items()}

    def __setitem__(self, name: str, data: bytes) -> None:
        self._server.files["/dav/" + name] = data

    def __delitem__(self, name: str) -> None:
        del self._server.files["/dav/" + name]


def test_only_what_changed_is_put_and_only_what_is_ours_is_taken_away(shelf: tuple[Shelf, Any]) -> None:
    ours, there = shelf
    there["theirs.ics"] = b"somebody else's"
    assert ours.publish(FILES).put == ["a.ics", "b.ics"]
    again = ours.publish(FILES)
    assert (again.put, again.same, again.removed) == ([], ["a.ics", "b.ics"], [])
    changed = ours.publish({"a.ics": b"three", "c.ics": b"new"})
    assert (changed.put, changed.removed) == (["a.ics", "c.ics"], ["b.ics"])
    assert there.now() == {"theirs.ics": b"somebody else's", "a.ics": b"three", "c.ics": b"new"}


def test_what_somebody_else_changed_or_took_away_is_ours_again_and_said(shelf: tuple[Shelf, Any]) -> None:
    ours, there = shelf
    ours.publish({**FILES, "c.ics": b"c"})
    there["a.ics"] = b"changed by hand"
    del there["b.ics"]
    there["c.ics"] = b"changed as well"
    found = ours.publish(FILES)
    assert (found.put, found.regained, found.left) == (["a.ics", "b.ics"], ["a.ics"], ["c.ics"])
    assert there.now() == {**FILES, "c.ics": b"changed as well"}


def test_an_interrupted_publication_goes_on_where_it_stopped(shelf: tuple[Shelf, Any]) -> None:
    ours, there = shelf

    class Stopped(Progress):
        def step(self, done: int, total: int, message: Message | None = None) -> None:
            if done == 1:
                raise Cancelled(*[None] * 3)  # type: ignore[arg-type]

    with pytest.raises(Cancelled):
        ours.publish(FILES, Stopped())
    assert there.now() == {"a.ics": b"one"}
    rest = ours.publish(FILES)
    assert (rest.put, rest.same) == (["b.ics"], ["a.ics"])
    # The computer died before anything was noted: what lies at our own paths is taken as ours.
    ours.known = {}
    found = ours.publish({"a.ics": b"one", "b.ics": b"other"})
    assert (found.put, found.regained) == (["a.ics", "b.ics"], [])
    assert there.now() == {"a.ics": b"one", "b.ics": b"other"}


def test_when_it_was_written_makes_no_difference(tmp_path: Path) -> None:
    ours = Shelf(FolderPlace(tmp_path))
    ours.publish({"a.ics": b"UID:1\r\nDTSTAMP:20270101T000000Z\r\nSEQUENCE:0\r\n"})
    assert ours.publish({"a.ics": b"UID:1\r\nDTSTAMP:20270202T000000Z\r\nSEQUENCE:0\r\n"}).put == []
    assert ours.publish({"a.ics": b"UID:1\r\nDTSTAMP:20270202T000000Z\r\nSEQUENCE:1\r\n"}).put == ["a.ics"]


@pytest.mark.parametrize("moves", [True, False])
@pytest.mark.parametrize("tags", ["weak", "unquoted", "packed", "none"])
def test_servers_that_tag_files_in_their_own_way_are_written_to(dav: Dav, tags: str, moves: bool) -> None:
    dav.tags = tags
    dav.refuses = {} if moves else {"MOVE": 501}
    ours = Shelf(DavPlace(dav.address))
    ours.publish(FILES)
    again = ours.publish(FILES)
    assert (again.same, again.put, again.regained) == (["a.ics", "b.ics"], [], [])
    dav.files["/dav/b.ics"] = b"changed by hand"
    found = ours.publish({"a.ics": b"new", "b.ics": b"two"})
    assert (found.put, found.regained) == (["a.ics", "b.ics"], ["b.ics"])
    assert dav.files == {"/dav/a.ics": b"new", "/dav/b.ics": b"two"}
    assert ours.publish({}).removed == ["a.ics", "b.ics"]
    assert dav.files == {}
    ours.place.close()


def test_a_folder_that_is_missing_inside_an_answer_is_made(dav: Dav) -> None:
    dav.inside = True
    dav.folders.clear()
    ours = Shelf(DavPlace(dav.address))
    ours.publish(FILES)
    assert dav.folders == {"/dav"}
    assert dav.files == {"/dav/a.ics": b"one", "/dav/b.ics": b"two"}
    ours.place.close()


def test_an_address_in_chinese_is_reached_and_told_as_telephones_take_it(dav: Dav) -> None:
    address = dav.address + "/考察/日历"
    dav.folders.add("/dav/考察")
    ours = Shelf(DavPlace(address))
    ours.publish(FILES)
    assert ours.publish({"a.ics": b"new", "b.ics": b"two"}).put == ["a.ics"]
    assert dav.files == {"/dav/考察/日历/a.ics": b"new", "/dav/考察/日历/b.ics": b"two"}
    ours.place.close()
    coded = dav.address + "/%E8%80%83%E5%AF%9F/%E6%97%A5%E5%8E%86"
    assert [Target("x", "webdav", one).read_at for one in (address, coded)] == [coded, coded]
    assert Target("x", "webdav", "https://日历.example.org/a").read_at == "https://xn--jmr704b.example.org/a"


def test_a_server_that_says_no_tag_is_asked_for_the_file_and_not_for_the_folder(dav: Dav) -> None:
    dav.tags, dav.files_too = "none", True
    ours = Shelf(DavPlace(dav.address, calendars=True))
    ours.publish(FILES)
    assert [path for method, path in dav.asked if method == "PROPFIND"] == [
        "/dav", "/dav", "/dav/a.ics", "/dav/b.ics",
    ]  # fmt: skip
    assert ours.publish(FILES).same == ["a.ics", "b.ics"]
    ours.place.close()


def test_a_server_behind_a_proxy_that_lists_other_paths(dav: Dav) -> None:
    dav.behind = "http://inside.example/backend"
    ours = Shelf(DavPlace(dav.address))
    ours.publish(FILES)
    assert ours.publish(FILES).same == ["a.ics", "b.ics"]
    assert ours.publish({"a.ics": b"new"}).removed == ["b.ics"]
    assert dav.files == {"/dav/a.ics": b"new"}
    ours.place.close()


@pytest.mark.parametrize("status", [405, 501])
def test_a_server_that_makes_no_calendars_is_named(dav: Dav, status: int) -> None:
    dav.refuses["MKCALENDAR"] = status
    place = DavPlace(dav.address, calendars=True)
    with pytest.raises(Unreachable, match="Choose WebDAV instead of CalDAV"):
        place.prepare([places.Shelf("c", "Calendar")])
    place.close()


def test_what_a_server_never_takes_is_said_and_is_no_fault_of_ours(dav: Dav) -> None:
    dav.refuses["PUT"] = 412
    ours = Shelf(DavPlace(dav.address))
    with pytest.raises(Unreachable, match="choose CalDAV instead of WebDAV"):
        ours.publish(FILES)
    assert ours.known == {}
    ours.place.close()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_folder_that_cannot_be_written_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    ours = Shelf(FolderPlace(tmp_path))
    ours.publish({"a.ics": b"one"})

    def full(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unreachable, match="disk is full" if code == errno.ENOSPC else "you may not write there"):
        ours.publish({"a.ics": b"another"})
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.ics": b"one"}


def test_a_folder_that_is_away_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="Connect the drive or the share"):
        Shelf(FolderPlace(tmp_path / "share")).publish(FILES)
    assert not (tmp_path / "share").exists()


REFUSALS = [
    ("PROPFIND", 401, "app password"),
    ("PROPFIND", 405, "not that of its web page"),
    ("PUT", 401, "app password"),
    ("PUT", 403, "right to write in that folder"),
    ("PUT", 404, "to the last slash"),
    ("PUT", 413, "allow larger files"),
    ("PUT", 423, "wait until the lock ends"),
    ("PUT", 429, "Wait a few minutes"),
    ("PUT", 500, "answered with an error (500)"),
    ("PUT", 503, "Publish again later"),
    ("PUT", 507, "Free some space there"),
    ("DELETE", 423, "wait until the lock ends"),
]


@pytest.mark.parametrize(("method", "status", "sentence"), REFUSALS)
def test_a_refusal_says_what_to_do_and_changes_nothing(dav: Dav, method: str, status: int, sentence: str) -> None:
    ours = Shelf(DavPlace(dav.address))
    ours.publish({"a.ics": b"one", "b.ics": b"two"})
    dav.refuses[method] = status
    with pytest.raises(Unreachable) as told:
        ours.publish({"a.ics": b"one"} if method == "DELETE" else {"a.ics": b"new", "b.ics": b"two"})
    assert sentence in str(told.value)
    assert "still there" in str(told.value)
    assert dav.files == {"/dav/a.ics": b"one", "/dav/b.ics": b"two"}
    dav.refuses.clear()
    ours.publish({"a.ics": b"new"})
    assert dav.files == {"/dav/a.ics": b"new"}
    ours.place.close()


def test_a_redirect_is_said_and_the_password_goes_nowhere_else(dav: Dav) -> None:
    with dav_server() as other:
        dav.refuses["PROPFIND"], dav.headers = 301, {"Location": other.address}
        place = DavPlace(dav.address, "anna", "secret")
        with pytest.raises(Unreachable, match=r"now at http://127\.0\.0\.1"):
            Shelf(place).publish(FILES)
        assert other.asked == []
        place.close()


def test_a_change_between_the_look_and_the_write_is_not_lost_unseen(dav: Dav) -> None:
    ours = Shelf(DavPlace(dav.address, calendars=True))
    ours.publish({"a.ics": b"one"})
    waiting = [b"changed meanwhile"]

    def meanwhile(method: str, path: str) -> None:
        if method == "PUT" and waiting:
            dav.files[path] = waiting.pop()

    dav.before = meanwhile
    found = ours.publish({"a.ics": b"new"})
    assert (found.regained, dav.files) == (["a.ics"], {"/dav/a.ics": b"new"})
    ours.place.close()


def test_a_server_that_does_not_answer_or_is_not_there(dav: Dav) -> None:
    silent = DavPlace(dav.address, timeout=httpx.Timeout(0.05))
    released = threading.Event()
    dav.before = lambda *_: released.wait(5)
    with pytest.raises(Unreachable, match="does not answer"):
        Shelf(silent).publish(FILES)
    released.set()
    silent.close()
    nobody = DavPlace("http://127.0.0.1:9/dav")
    with pytest.raises(Unreachable, match="cannot be reached"):
        Shelf(nobody).publish(FILES)
    nobody.close()


def test_an_answer_that_is_no_xml_or_has_no_end_is_no_webdav(dav: Dav, monkeypatch: pytest.MonkeyPatch) -> None:
    place = DavPlace(dav.address)
    dav.body = b"<html>Welcome"
    dav.refuses["PROPFIND"] = 207
    with pytest.raises(Unreachable, match="not WebDAV"):
        Shelf(place).publish(FILES)
    monkeypatch.setattr("tripplanner.exchange.sharing.dav._LARGEST_ANSWER", 10)
    with pytest.raises(Unreachable, match="not that of its web page"):
        place.prepare([])
    place.close()


def test_a_certificate_of_nobody_is_refused_and_one_that_is_vouched_for_taken() -> None:
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(serving)
    with dav_server(serving) as server:
        stranger = DavPlace(server.address, "anna", "secret")
        with pytest.raises(Unreachable, match="nobody vouches for it"):
            Shelf(stranger).publish(FILES)
        assert server.asked == []
        stranger.close()
        trusting = ssl.create_default_context()
        authority.configure_trust(trusting)
        known = DavPlace(server.address, "anna", "secret", context=trusting)
        Shelf(known).publish(FILES)
        known.close()
        assert len(server.files) == len(FILES)


class Memory(KeyringBackend):
    """A keyring that keeps what it is given while it lives."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_targets_are_kept_in_settings_and_passwords_in_the_keyring(tmp_path: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        settings = Settings(tmp_path / "settings.json")
        cloud = Target("Cloud", "caldav", "https://cloud.example.org/dav/", "anna", "")
        keep_target(settings, cloud, "secret")
        keep_target(settings, Target("Share", "folder", str(tmp_path)))
        assert [one.name for one in list_targets(Settings(settings.path))] == ["Cloud", "Share"]
        assert targets.password_of(find_target(settings, "cloud")) == "secret"
        assert "secret" not in settings.path.read_text(encoding="utf-8")
        drop_target(settings, "Cloud")
        assert (targets.password_of(cloud), find_target(settings, "").name) == ("", "Share")
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        (Target("x", "webdav", "http://cloud.example.org/dav"), "not encrypted"),
        (Target("x", "webdav", "https://anna:secret@cloud.example.org/"), "user and password have their own fields"),
        (Target("x", "webdav", "https://cloud.example.org/a b"), "no web address"),
        (Target("x", "caldav", "https://[::1/dav"), "no web address"),
        (Target("x", "folder", "calendars"), "no whole path"),
        (Target(" ", "folder", "/tmp"), "needs a name"),
        (Target("x", "webdav", "https://cloud.example.org/", "anna"), "no keyring that keeps the password"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_in_words(tmp_path: Path, target: Target, sentence: str) -> None:
    settings = Settings(tmp_path / "settings.json")
    with pytest.raises(TripPlannerError, match=sentence):
        keep_target(settings, target, "secret" if target.user else None)
    assert list_targets(settings) == []
