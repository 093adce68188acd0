"""Makes this checkout ready: ``python3 tools/setup.py PURPOSE`` (standard library only).

Purposes: ``run`` (the window and the documents), ``test`` (the suite), ``lint``,
``bench`` and ``judges`` (other programs that read our files). Each creates ``.venv``
from the hashed lock files and, on Debian and Ubuntu, installs the system
packages it lacks when this account may; else it prints the one command to type.
A second run only compares hashes and takes a fraction of a second.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = ENVIRONMENT / "tripplanner.json"

LOCKS = {
    "run": "requirements.lock",
    "test": "requirements-test.lock",
    "lint": "requirements-dev.lock",
    "bench": "requirements-dev.lock",
    "judges": "requirements-dev.lock",
}

# Shared library -> Debian package. A window that is never shown (tests) needs the first group only.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_SCREEN = OFFSCREEN | {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# While PostgreSQL is installed, Debian is told to start no server: the tests make their own.
_CLUSTERS = "/etc/postgresql-common/createcluster.d"
_NO_SERVER = (
    f"mkdir -p {_CLUSTERS}; echo 'create_main_cluster = false' > {_CLUSTERS}/tripplanner.conf",
    f"rm -f {_CLUSTERS}/tripplanner.conf",
)
JUDGES = {"qpdf": "qpdf", "pdftotext": "poppler-utils", "soffice": "libreoffice-writer"}


class SetupError(Exception):
    """Something the person at the keyboard can act on, in English and in French, and what to type if anything."""

    def __init__(self, english: str, french: str, command: str = ""):
        super().__init__(english)
        self.text = "\n".join(("", english, french, *(("", f"    {command}", "") if command else ())))


def tell(english: str, french: str) -> None:
    """Both languages, because set-up runs before the catalogues can be read."""
    print(english, flush=True)
    print(french, flush=True)


# What the system lacks


def has_display() -> bool:
    """Whether a window can be expected here (a dead ``DISPLAY`` is found out later, by Qt)."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """The packages whose shared library does not load (Linux only; elsewhere Qt brings everything)."""
    return [package for library, package in wanted.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_postgresql() -> bool:
    """Whether the server's ``initdb`` is installed; Debian keeps it out of ``PATH``."""
    homes = [*Path("/usr/lib/postgresql").glob("*"), *Path("/opt/homebrew/opt").glob("postgresql*")]
    return bool(shutil.which("initdb")) or any((home / "bin" / "initdb").exists() for home in homes)


def needed_packages(purpose: str) -> list[str]:
    """Debian package names that ``purpose`` lacks on this machine."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [] if can_create_environment() else ["python3-venv"]
    if purpose == "run":
        packages += missing_libraries(ON_SCREEN) if has_display() else []
    elif purpose != "lint":
        packages += missing_libraries(OFFSCREEN)
    if purpose == "judges":
        packages += [package for program, package in JUDGES.items() if not shutil.which(program)]
    return packages


def can_create_environment() -> bool:
    """Debian's ``python3`` lacks ``ensurepip``; an existing environment or a system ``pip`` does as well."""
    return PYTHON.exists() or _importable("ensurepip") or _importable("pip")


def _importable(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


# Installing system packages


def install(needed: list[str], useful: list[str]) -> None:
    """Install Debian packages when this account may; else say which command to type.

    Without the ``useful`` ones the work goes on, after a word about them.
    """
    packages = needed + useful
    if not packages:
        return
    privilege = _privilege() if shutil.which("apt-get") else None
    if privilege is not None:
        names = " ".join(packages)
        tell(f"Installing system packages: {names}", f"Installation de paquets du système\u00a0: {names}")
        if _apt(privilege, packages):
            return
    problem = _how_to_install(packages, bool(needed))
    if needed:
        raise problem
    print(problem.text, file=sys.stderr, flush=True)


def _privilege() -> list[str] | None:
    """What to put before a command to run it as root, or None where a password would be asked."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _apt(privilege: list[str], packages: list[str]) -> bool:
    """Whether ``apt-get`` installed them, with fresh package lists when the ones at hand do not do."""
    get = f"apt-get install -qq -y --no-install-recommends {shlex.join(packages)} >/dev/null"
    script = f"export DEBIAN_FRONTEND=noninteractive; {get} 2>&1 || {{ apt-get update -qq && {get}; }}"
    if "postgresql" in packages:
        script = f"{{ {script}; }}; status=$?; {_NO_SERVER[1]}; exit $status"
        script = f"{_NO_SERVER[0]}; {script}"
    call = [*privilege, "sh", "-c", script]
    return subprocess.run(call, stdin=subprocess.DEVNULL, check=False).returncode == 0


def _how_to_install(packages: list[str], stops: bool) -> SetupError:
    """The sentence and the one command for somebody who has to install the packages."""
    names = " ".join(packages)
    english, french = "System packages are missing. ", "Il manque des paquets du système. "
    if shutil.which("apt-get"):
        command = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
        english, french = english + "Please type this", french + "Veuillez taper ceci"
    else:
        command = names
        english += "Please install what Debian calls by these names"
        french += "Veuillez installer ce que Debian appelle ainsi"
    if stops:
        return SetupError(
            english + ", then run the same command again:",
            french + ", puis relancer la même commande\u00a0:",
            command,
        )
    return SetupError(
        english + "; without it some tests are skipped:",
        french + "\u202f; sans cela, certains tests sont sautés\u00a0:",
        command,
    )


# The Python environment


def prepare(lock: str) -> None:
    """Bring ``.venv`` to the state of a lock file; nothing is done when its hash is already recorded."""
    state = _read_stamp()
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    if state.get(lock) == digest and _works():
        return
    if not state or not _works():
        create_environment(with_pip=_importable("ensurepip"))
        state = _new_stamp()
    tell(
        f"Fetching the Python packages of {lock} (a few minutes the first time)…",
        f"Téléchargement des paquets Python de {lock} (quelques minutes la première fois)…",
    )
    _pip("install", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / lock))
    STAMP.write_text(json.dumps(state | {lock: digest}, indent=1), encoding="utf-8")


def _new_stamp() -> dict[str, str]:
    return {"checkout": str(ROOT), "python": "{}.{}".format(*sys.version_info)}


def _read_stamp() -> dict[str, str]:
    """What the environment holds; empty when there is none, or one of another folder or Python."""
    try:
        state = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) and state.items() >= _new_stamp().items() else {}


def _works() -> bool:
    """Whether the environment's interpreter still starts (its base may have been removed by an upgrade)."""
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def create_environment(with_pip: bool) -> None:
    """An empty ``.venv`` that finds the package in ``src`` and has a ``tripplanner`` command."""
    tell("Creating .venv …", "Création de .venv …")
    builder = venv.EnvBuilder(clear=True, symlinks=not WINDOWS, with_pip=with_pip)
    builder.create(ENVIRONMENT)
    found = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    Path(found.stdout.strip(), "tripplanner.pth").write_text(str(ROOT / "src") + "\n", encoding="utf-8")
    if not WINDOWS:
        command = PYTHON.with_name("tripplanner")
        command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m tripplanner "$@"\n', encoding="utf-8")
        command.chmod(0o755)


def _pip(*arguments: str) -> None:
    own = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    tool = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    calm = ["--disable-pip-version-check", "--no-input"]
    if not sys.stdout.isatty():
        calm.append("-qq")
    environment = os.environ | {"PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run([*tool, *arguments, *calm], env=environment, check=False).returncode != 0:
        raise SetupError(
            "The Python packages could not be fetched (see above). Check the network and run the same "
            "command again: what is already there is kept.",
            "Les paquets Python n’ont pas pu être téléchargés (voir ci-dessus). Vérifiez le réseau et "
            "relancez la même commande\u00a0: ce qui est déjà là est conservé.",
        )


def main(arguments: list[str]) -> int:
    purpose = arguments[0] if arguments else "run"
    if purpose not in LOCKS:
        print(f"usage: {Path(__file__).name} {'|'.join(LOCKS)}", file=sys.stderr)
        return 64
    try:
        if sys.version_info < (3, 11):  # noqa: UP036 (somebody may start this file by hand)
            raise SetupError(
                "tripplanner needs Python 3.11 or newer.", "tripplanner demande Python 3.11 ou plus récent."
            )
        useful = ["postgresql"] if purpose == "test" and not has_postgresql() else []
        install(needed_packages(purpose), useful)
        prepare(LOCKS[purpose])
    except SetupError as problem:
        print(problem.text, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
