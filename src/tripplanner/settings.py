"""Settings of this computer and person: one small JSON file, written atomically.

What belongs to the office (its name, address, standard texts) lives in the
database. Here lie the language, the theme, where the database is, and how the
window was left. A damaged file is kept aside and defaults are used: settings
never keep anybody from working.

Folders come from the system's conventions; ``TRIPPLANNER_CONFIG_DIR`` and
``TRIPPLANNER_DATA_DIR`` override them (tests, portable installations).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from tripplanner.log import logger

T = TypeVar("T")
_APP = "tripplanner"
_log = logger(__name__)


def config_dir() -> Path:
    """Where the settings file lies."""
    chosen = os.environ.get("TRIPPLANNER_CONFIG_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def data_dir() -> Path:
    """Where the database, its backups and the log lie unless somebody chose another place."""
    chosen = os.environ.get("TRIPPLANNER_DATA_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def default_database() -> Path:
    """The database used when none was chosen."""
    return data_dir() / "tripplanner.db"


class Settings:
    """Named values that survive a restart.

    :param path: the JSON file; by default ``settings.json`` in :func:`config_dir`.

    Reading never fails: a missing, unreadable or damaged file gives defaults
    (``damaged`` then names the copy kept aside). Values are JSON types.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_dir() / "settings.json"
        self.damaged: Path | None = None
        self._values = self._read()

    @property
    def is_new(self) -> bool:
        """True when no settings were ever written: the first run."""
        return not self._values

    def get(self, name: str, default: T) -> T:
        """The value called ``name``; ``default`` when absent or of another type than ``default``."""
        value = self._values.get(name, default)
        if default is None or value is None or isinstance(value, type(default)):
            return cast(T, value)
        return default

    def set(self, name: str, value: object) -> None:
        """Remember ``value`` (``None`` forgets it) and write the file when something changed.

        A folder that cannot be written is logged, not raised: the value holds until the end of the run.
        """
        if value is None:
            changed = self._values.pop(name, None) is not None
        else:
            changed = self._values.get(name) != value
            self._values[name] = value
        if changed:
            self._write()

    def take_out(self, clean: Callable[[Any], Any]) -> None:
        """Cleans every value, as when somebody was erased: what ``clean`` changes in a list leaves the list."""
        for name, value in list(self._values.items()):
            cleaned = clean(value)
            if cleaned == value:
                continue
            if isinstance(value, list):
                kept = cast("list[object]", value)
                cleaned = [one for one in kept if clean(one) == one]
            self.set(name, cleaned)

    def database(self) -> str:
        """The location of the database: a path or a URL."""
        return self.get("database", "") or str(default_database())

    def _read(self) -> dict[str, object]:
        try:
            values: object = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            self.damaged = self._put_aside()
            return {}
        if isinstance(values, dict):
            return cast(dict[str, object], values)
        self.damaged = self._put_aside()
        return {}

    def _put_aside(self) -> Path | None:
        kept = self.path.with_suffix(".damaged.json")
        try:
            self.path.replace(kept)
        except OSError:
            return None
        _log.info("settings were damaged; kept as %s", kept.name)
        return kept

    def _write(self) -> None:
        aside = self.path.with_suffix(".tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with aside.open("w", encoding="utf-8") as file:
                json.dump(self._values, file, ensure_ascii=False, indent=1, sort_keys=True)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self.path)
        except OSError as error:
            _log.info("settings could not be written: %s", error)
