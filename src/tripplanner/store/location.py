"""Where a database is: a file for SQLite, an address for PostgreSQL."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

_PASSWORD = re.compile(r"(//[^:/@]*):.*@")  # of an address that nobody can take apart


@dataclass(frozen=True)
class Location:
    """Either ``path`` (SQLite) or ``url`` (PostgreSQL) is set; ``name`` is what a person is shown: no password."""

    path: Path | None
    url: sa.URL | None

    @property
    def name(self) -> str:
        """The file's path, or the address with its password masked."""
        return str(self.path) if self.url is None else self.url.set(drivername="postgresql").render_as_string()

    @property
    def file(self) -> Path:
        """The path, where it is known to be a file."""
        assert self.path is not None
        return self.path


def parse(location: str | Path | sa.URL) -> Location:
    """Reads a setting: a path, ``sqlite:///path`` or ``postgresql://user@host/name``.

    :raises TripPlannerError: an address of another kind, or one that cannot be read.
    """
    if isinstance(location, Path):
        return _file(location)
    if isinstance(location, str) and "://" not in location:
        return _file(Path(location))
    try:
        url = sa.make_url(location)
    except (ArgumentError, ValueError) as error:
        raise _unknown(_PASSWORD.sub(r"\1:***@", str(location))) from error
    if url.get_backend_name() == "sqlite" and url.database:
        return _file(Path(url.database))
    if url.get_backend_name() in ("postgresql", "postgres"):
        return Location(None, url.set(drivername="postgresql+psycopg"))
    raise _unknown(url.render_as_string(hide_password=True))


def _file(path: Path) -> Location:
    """An absolute path: “:memory:” is a file like any other, and a change of folder changes nothing."""
    try:
        whole = path.expanduser().absolute()
        str(whole).encode()  # SQLite knows names in UTF-8 only
        if "\0" in str(whole):
            raise ValueError("no file's name has a NUL")
        whole.exists()  # raises when the name is too long
        if whole.is_symlink():  # by whichever name it is called, a file has one lock and one log
            whole = whole.resolve()
    except (ValueError, RuntimeError) as error:
        raise _unknown(str(path).encode(errors="replace").decode()) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _unknown(str(path)[:60] + "…") from error
        return Location(path.absolute(), None)
    return Location(whole, None)


def _unknown(text: str) -> TripPlannerError:
    return TripPlannerError(
        msg("“{location}” is not a place where a database can be.", location=text),
        None,
        msg("Give the path of a file, or an address such as postgresql://user@server/tripplanner."),
    )
