"""Running commands: in this process on one database, or as a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tripplanner.cli import main

ROOT = Path(__file__).resolve().parents[2]


class Run:
    """Runs commands on one database and keeps what they wrote."""

    def __init__(self, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.database: Path | str = database
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: object, language: str = "en") -> int:
        code = main(["--ui-language", language, "--database", str(self.database), *map(str, words)])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *words: object) -> Any:
        assert self(*words, "--json") == 0, self.err
        assert self.err == ""
        return json.loads(self.out)


def process(*words: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, env=environment, check=False, **settings)
