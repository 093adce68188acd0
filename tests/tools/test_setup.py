"""Set-up: what it finds missing, what it says, and an environment that finds the package."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import setup


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A ``.venv`` elsewhere, made by set-up itself."""
    folder = tmp_path_factory.mktemp("checkout") / ".venv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(setup, "ENVIRONMENT", folder)
        patch.setattr(setup, "PYTHON", folder / setup.PYTHON.relative_to(setup.ROOT / ".venv"))
        patch.setattr(setup, "STAMP", folder / setup.STAMP.name)
        setup.create_environment(with_pip=False)
        yield folder


def test_a_library_that_does_not_load_is_named_by_its_package() -> None:
    assert setup.missing_libraries({"libnever-heard-of.so.9": "libnever9"}) == ["libnever9"]


def test_the_environment_runs_the_package_of_this_checkout(environment: Path) -> None:
    code = "import tripplanner, sys; print(tripplanner.__file__)"
    done = subprocess.run([setup.PYTHON, "-c", code], capture_output=True, text=True, check=True, env={})
    assert Path(done.stdout.strip()).parent == setup.ROOT / "src" / "tripplanner"


@pytest.mark.skipif(os.name == "nt", reason="the command is a shell script")
def test_the_environment_has_the_command(environment: Path) -> None:
    assert os.access(environment / "bin" / "tripplanner", os.X_OK)


def test_a_lock_already_installed_is_not_installed_again(environment: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = "requirements.lock"
    digest = hashlib.sha256((setup.ROOT / lock).read_bytes()).hexdigest()
    setup.STAMP.write_text(json.dumps(setup._new_stamp() | {lock: digest}), encoding="utf-8")
    capsys.readouterr()
    setup.prepare(lock)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "state",
    ['{"checkout": "/elsewhere", "python": "3.11", "requirements.lock": "0"}', "{", "[]", '"text"', ""],
)
def test_an_environment_of_another_place_or_a_broken_note_counts_as_none(environment: Path, state: str) -> None:
    setup.STAMP.write_text(state, encoding="utf-8")
    assert setup._read_stamp() == {}


def test_the_command_to_type_is_said_in_two_languages() -> None:
    text = setup._how_to_install(["libegl1", "postgresql"], stops=True).text
    assert "then run the same command again" in text
    assert "puis relancer la même commande" in text
    assert text.count("libegl1 postgresql") == 1


def test_no_lock_names_an_address_and_every_line_has_a_hash() -> None:
    for lock in set(setup.LOCKS.values()):
        text = (setup.ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        packages = [line for line in text.splitlines() if "==" in line]
        blocks = text.split("\n    --hash=sha256:")
        assert packages
        assert all(line.endswith("\\") for line in packages)
        assert len(blocks) > len(packages)


def test_each_lock_holds_the_one_before_at_the_same_versions() -> None:
    def pins(lock: str) -> set[str]:
        text = (setup.ROOT / lock).read_text(encoding="utf-8")
        return {line.split(" ")[0] for line in text.splitlines() if "==" in line}

    assert pins("requirements.lock") < pins("requirements-test.lock") < pins("requirements-dev.lock")


def test_a_wrong_purpose_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main(["fly"]) == 64
    assert "run|test|lint" in capsys.readouterr().err
