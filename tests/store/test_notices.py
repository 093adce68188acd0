"""Other clients' commits arrive as notices too."""

from __future__ import annotations

import threading
from pathlib import Path

from databases import OpenWorkspace
from store.verbs import LABEL, add_theme, recolour, theme_of, themes
from tripplanner.store.changes import Changes
from tripplanner.store.workspace import Workspace


class Heard:
    """Collects notices and waits for them."""

    def __init__(self, workspace: Workspace) -> None:
        self._arrived = threading.Condition()
        self.notices: list[Changes] = []
        workspace.subscribe(self._hear)

    def _hear(self, changes: Changes) -> None:
        with self._arrived:
            self.notices.append(changes)
            self._arrived.notify_all()

    def wait(self, count: int) -> list[Changes]:
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.notices) >= count, timeout=20)
            return self.notices[:count]


def test_a_server_tells_every_other_client(postgres_url: str) -> None:
    with Workspace.open(postgres_url, actor="anna") as anna, Workspace.open(postgres_url, actor="ben") as ben:
        anna_heard, ben_heard = Heard(anna), Heard(ben)
        anna.do(LABEL, add_theme, "soil")
        uuid = anna.get(lambda session: theme_of(session, "soil").uuid)
        assert ben_heard.wait(1) == [Changes(frozenset({("theme", uuid)}), frozenset({"theme"}), local=False)]
        ben.do(LABEL, recolour, "soil", "red")
        assert [notice.local for notice in anna_heard.wait(2)] == [True, False]
        anna.do(LABEL, recolour, "soil", "blue")
        anna.undo()
        assert [notice.local for notice in ben_heard.wait(4)] == [False, True, False, False]
        assert ben.get(themes) == {"soil": "red"}


def test_an_edit_of_thousands_of_rows_is_one_notice(postgres_url: str) -> None:
    with Workspace.open(postgres_url, actor="anna") as anna, Workspace.open(postgres_url, actor="ben") as ben:
        heard = Heard(ben)
        anna.do(LABEL, lambda session: [add_theme(session, str(n)) for n in range(700)])
        assert len(heard.wait(1)[0].rows) == 700


def test_after_an_interruption_everything_may_have_changed(postgres_url: str) -> None:
    import sqlalchemy as sa

    with Workspace.open(postgres_url, actor="anna") as anna, Workspace.open(postgres_url, actor="ben") as ben:
        heard = Heard(ben)
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        anna.get(lambda session: session.execute(sa.text(f"{end} AND datname = current_database()")))
        (notice,) = heard.wait(1)
        assert (notice.rows, notice.local, "theme" in notice.tables) == (frozenset(), False, True)


def test_closing_ends_the_listening_thread(open_workspace: OpenWorkspace) -> None:
    before = set(threading.enumerate())
    open_workspace().close()
    assert set(threading.enumerate()) <= before


def test_a_reader_beside_the_writer_hears_when_it_asks(sqlite_url: str) -> None:
    with (
        Workspace.open(sqlite_url, actor="anna") as writer,
        Workspace.open(Path(sqlite_url), actor="ben", read_only=True) as reader,
    ):
        heard = Heard(reader)
        assert not reader.poll()
        writer.do(LABEL, add_theme, "soil")
        writer.do(LABEL, add_theme, "water")
        assert reader.poll()
        assert len(heard.notices[0].rows) == 2
        assert not heard.notices[0].local
        assert not reader.poll()
        writer.undo()
        assert reader.poll()
        assert not writer.poll()
