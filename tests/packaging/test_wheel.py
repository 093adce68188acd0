"""What a person gets who installs the program: sdist, then wheel, then a fresh environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    target = tmp_path_factory.mktemp("built")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="module")
def command(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``tripplanner`` command of a fresh environment; what it depends on is lent by the one of the tests."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(folder), "--disable-pip-version-check"]
    # --no-compile: Python compiles the modules that are run, not all thirteen hundred.
    subprocess.run([*pip, "install", "-qq", "--no-deps", "--no-index", "--no-compile", wheel], check=True)
    (site,) = {str(path) for path in folder.rglob("site-packages")} or {""}
    # A .pth adds the folder without reading the .pth files in it: the checkout stays out of sight.
    Path(site, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts / "tripplanner"


def run(command: Path, folder: Path, *words: str) -> str:
    done = tried(command, folder, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tried(command: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [command, "--database", folder / "trips.db", "--ui-language", "en", *words],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder, env=environment,
    )  # fmt: skip


def test_the_wheel_carries_its_data_and_compiled_catalogues(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {name.removeprefix("tripplanner/_data/") for name in names if name.startswith("tripplanner/_data/")}
    catalogues = {path.relative_to(ROOT).with_suffix(".mo").as_posix() for path in ROOT.glob("i18n/*/LC_MESSAGES/*.po")}
    assert {name for name in data if name.startswith("i18n/")} == catalogues
    for folder in ("resources", "db"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
        expected = {path.relative_to(ROOT).as_posix() for path in files}
        assert {name for name in data if name.startswith(f"{folder}/")} == expected
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert {name for name in names if name.endswith(".py") and "_data" not in name} == modules


def test_the_sdist_holds_no_compiled_or_private_file(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = [name.split("/", 1)[-1] for name in archive.getnames()]
    assert [name for name in names if name.endswith((".mo", ".pyc", ".db"))] == []
    assert {"LICENSE", "README.md", "requirements.lock", "tests/packaging/test_wheel.py"} <= set(names)


def test_the_installed_program_finds_itself_healthy(command: Path, tmp_path: Path) -> None:
    run(command, tmp_path, "init", "--sample")
    healthy = tried(command, tmp_path, "doctor")
    assert (healthy.returncode, healthy.stderr) == (0, ""), healthy.stdout
