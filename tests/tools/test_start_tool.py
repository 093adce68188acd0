"""What ``make run`` gives where there is no display: the sample trip's documents, and where they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import setup

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "tools" / "start.py", "--data", folder / "data", "--to", folder / "out", *words]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)


def test_documents_are_written_where_there_is_no_display_and_a_target_that_is_no_folder_is_said(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    pages = sorted(path.name for path in (tmp_path / "out").glob("*.pdf"))
    assert pages == ["booklet_fr_zh.pdf", "booklet_fr_zh_imposed.pdf", "itinerary_fr_zh.pdf"]
    assert len(list((tmp_path / "out" / "calendars").rglob("*.ics"))) > 14
    for words in ("No display was found", str(tmp_path / "out"), "make run", "100 %", *pages):
        assert words in done.stdout
    _refuse(tmp_path)


def _refuse(folder: Path) -> None:
    """Asked for documents alone, into what is no folder."""
    shutil.rmtree(folder / "out")
    (folder / "out").write_text("not a folder", encoding="utf-8")
    done = start(folder, "--documents")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(folder / "out") in done.stderr
    assert "No display" not in done.stdout


def test_a_display_is_asked_for_only_where_there_may_be_one(monkeypatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not setup.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert setup.has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not setup.has_display()
