"""Orders victims and kills them."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Killer:
    """Talks to the process that forks victims (rigs/victim.py)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        assert process.stdin is not None
        self._orders, self._answers = process.stdin, process.stdout
        os.set_blocking(self._answers.fileno(), False)
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._answers, selectors.EVENT_READ)
        self._rest = b""

    def kill_at(self, work: str, path: Path, seconds: float, *, protected: bool = True) -> list[str]:
        """Kills a victim so long after it has finished its first thing; returns all that it finished."""
        words = [work, str(path), *([] if protected else ["off"])]
        self._orders.write(("\t".join(words) + "\n").encode())
        self._orders.flush()
        said: list[str] = []
        pid, end = 0, float("inf")
        while "dead" not in said:
            for line in self._lines(max(0.0, end - time.monotonic())):
                said.append(line)
                if line.startswith("born"):
                    pid = int(line.split()[1])
                elif end == float("inf"):
                    end = time.monotonic() + seconds
            if pid and time.monotonic() >= end:
                with suppress(ProcessLookupError):  # it had finished a moment before
                    os.kill(pid, signal.SIGKILL)
                pid = 0
        return [line for line in said if not line.startswith(("born", "dead"))]

    def close(self) -> None:
        """Ends the process that forks."""
        self._orders.close()
        self._ready.close()
        self._answers.close()

    def _lines(self, wait: float) -> list[str]:
        if self._ready.select(min(wait, 60)):
            self._rest += os.read(self._answers.fileno(), 65536)
        *whole, self._rest = self._rest.split(b"\n")
        return [line.decode() for line in whole]


@contextmanager
def killer() -> Iterator[Killer]:
    """A :class:`Killer` whose processes end with the block."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(HERE / "victim.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        orders = Killer(process)
        try:
            yield orders
        finally:
            orders.close()
            process.wait(30)
