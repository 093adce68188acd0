"""One window for the tests of a module: opening one takes longer than what most of them do in it.

``kept_window`` has the window, on a copy of the sample. Before each test the database is the sample again and the
window has heard of it, as it hears of what another office changes; language, theme, size and trip are as of a new one.
The page named ``PAGE`` in the module is shown, with what was chosen there at first; any other page is made anew. What
else the page keeps for itself (which tab is open, what a field holds) stays as the test before left it: a test that
minds asks for ``open_window``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

import leftovers
from tripplanner.i18n import msg
from tripplanner.store.changes import Changes
from tripplanner.store.workspace import Workspace
from windows import Opened, OpenWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_WORKERS = 2  # threads of a window's jobs
_SIZE = (1280, 800)


class Kept:
    """A window that is used again, and what makes it as it was."""

    def __init__(self, application: QApplication, sample: Path, folder: Path, page: str) -> None:
        self._application, self._sample, self._folder, self._page = application, sample, folder, page
        self._files = 0
        self._rows: set[tuple[str, str]] = set()
        self.opened = Opened(self._application, self._copy(), "fr", "light", _SIZE)
        self.opened.workspace.subscribe(lambda changes: self._rows.update(changes.rows))
        _start_threads(self.opened)
        self._memory = self.opened.show(page).memory()

    def window(self, language: str = "fr", mode: str = "light", size: tuple[int, int] = _SIZE) -> Opened:
        """The window as a new one would be: what the test before did is undone at once, whatever it was."""
        opened = self.opened
        self._leave_other_pages()
        if self._rows:
            self._put_back(opened)
        opened.language.pretend(None, language)
        opened.theme.scale = 1.0
        opened.theme.set_mode(mode)
        opened.theme.set_language(language)
        opened.window.resize(*size)
        opened.context.shell.choose_trip(1)
        self._begin()
        return opened

    def _leave_other_pages(self) -> None:
        """Those that the test before went to would only hear of every change."""
        self.opened.desk.go(self._page)
        self.opened.desk.pages.drop_hidden()
        vars(self.opened.desk.pages)["_memories"].clear()

    def _begin(self) -> None:
        """The page of the module as it was at first: what was chosen, where it stood."""
        self.opened.window.activateWindow()  # another one may have been opened and closed meanwhile
        page = self.opened.desk.page()
        if page is not None:
            page.recall(self._memory)

    def rest(self) -> None:
        """Nothing typed, nothing said and no job is left for the next test."""
        page = self.opened.desk.page()
        if page is not None:
            page.leave()
        self.opened.desk.toast.hide()
        self.opened.settle()
        assert leftovers.open_in(self.opened.window) == set(), "sheets are left open in the window"

    def _put_back(self, opened: Opened) -> None:
        """The same workspace on a fresh copy of the sample, and the notice of what is different in it."""
        kept = opened.workspace
        kept.close()
        fresh = Workspace.open(self._copy(), actor="tester", station="test")
        listening = vars(kept)["_subscribers"]
        vars(fresh)["_subscribers"].update(listening)
        vars(kept).update(vars(fresh))
        opened.bus.changed.emit(Changes.of(self._rows, local=False))
        self._rows.clear()

    def _copy(self) -> Path:
        self._files += 1
        file = self._folder / f"{self._files}.db"
        shutil.copy(self._sample, file)
        return file

    def close(self) -> None:
        self.opened.close()
        leftovers.end_qt_work()


def _start_threads(opened: Opened) -> None:
    """Threads of its jobs start when there is work: now, as they outlive the test that first has some."""
    together = Barrier(_WORKERS)
    for _worker in range(_WORKERS):
        opened.desk.jobs.start(msg("Counting the texts"), lambda _progress: together.wait())
    opened.settle()


@pytest.fixture(scope="module")
def _kept(
    qapp: QApplication, sample_file: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Kept]:
    windows, timers = leftovers.windows(), leftovers.timers()
    folder = tmp_path_factory.mktemp("kept")
    page = str(request.module.PAGE)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    with pytest.MonkeyPatch.context() as own:  # else it would begin as another module's window was left
        own.setenv("TRIPPLANNER_CONFIG_DIR", str(folder / "config"))
        kept = Kept(qapp, sample_file, folder, page)
    yield kept
    kept.close()
    shutil.rmtree(folder)
    assert leftovers.windows() - windows == set(), "top-level windows survive the module"
    assert leftovers.timers() - timers == set(), "timers still run after the module"


@pytest.fixture
def kept_window(_kept: Kept) -> Iterator[OpenWindow]:
    """``kept_window(language="fr", mode="light", size=(1280, 800))``: as ``open_window``, the window of the module."""
    yield _kept.window
    _kept.rest()
