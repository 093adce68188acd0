"""What starting costs: the command line works on a machine without Qt and loads nothing it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
HEAVY = ("PySide6", "alembic", "reportlab", "icalendar", "pikepdf", "PIL", "pypdfium2")


def loaded_by(code: str, tmp_path: Path) -> set[str]:
    """The heavy packages in ``sys.modules`` after ``code`` ran in a fresh interpreter."""
    report = f"\nimport sys\nprint('LOADED', *[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code + report],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=_environment(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])


def _environment(folder: Path) -> dict[str, str]:
    import os

    own = {"TRIPPLANNER_CONFIG_DIR": str(folder / "config"), "TRIPPLANNER_DATA_DIR": str(folder / "data")}
    return os.environ | own | {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"}


def test_importing_the_command_line_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_by("import tripplanner.cli", tmp_path) == set()


def test_no_command_loads_the_window(tmp_path: Path) -> None:
    code = """
from tripplanner.cli import main
for words in (["--help"], ["documents"], ["doctor"], ["init", "--sample"], ["init"], ["doctor"]):
    try:
        main(["--database", "trips.db", *words])
    except SystemExit:
        pass
"""
    assert "PySide6" not in loaded_by(code, tmp_path)


def test_the_first_look_at_the_programme_needs_no_database_code(tmp_path: Path) -> None:
    """``tripplanner.planning.glance``: the window shows the week before it loads SQLAlchemy."""
    code = """
import sys
import tripplanner.ui.application, tripplanner.ui.programme.first_look
import tripplanner.ui.trip_head, tripplanner.ui.trips.story
assert not [name for name in sys.modules if name.startswith(("sqlalchemy", "tripplanner.model"))]
"""
    assert loaded_by(code, tmp_path) == {"PySide6"}
