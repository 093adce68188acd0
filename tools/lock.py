"""Writes the hashed lock files from pyproject.toml; needs ``uv`` in the PATH or in this Python.

They are universal (one file for Linux, macOS and Windows, Python 3.11 and newer)
and name no address to download from. Versions already locked are kept; delete
a line, or pass ``--upgrade``, to move on.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = "pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"

# Each lock holds everything of the one before, at the same versions.
LOCKS = {
    "requirements.lock": (),
    "requirements-test.lock": ("test",),
    "requirements-dev.lock": ("test", "lint", "bench"),
}


def compile_lock(uv: list[str], lock: str, extras: tuple[str, ...], base: str | None) -> None:
    groups = [word for extra in extras for word in ("--extra", extra)]
    constraint = ["--constraint", base] if base else []
    command = [*uv, *COMPILE.split(), "--no-emit-index-url", *groups, *constraint, *sys.argv[1:]]
    subprocess.run([*command, "pyproject.toml", "-o", lock], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    if shutil.which("uv"):
        uv = ["uv"]
    elif subprocess.run([sys.executable, "-m", "uv", "--version"], capture_output=True, check=False).returncode == 0:
        uv = [sys.executable, "-m", "uv"]
    else:
        print("Locking needs uv: install it with pip or pipx.", file=sys.stderr)
        return 1
    base: str | None = None
    for lock, extras in LOCKS.items():
        compile_lock(uv, lock, extras, base)
        base = lock
    return 0


if __name__ == "__main__":
    sys.exit(main())
