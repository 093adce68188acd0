"""``init``: a new database, empty or with the sample trip."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command
from tripplanner.collecting import NO_COLLECTION
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    arguments.add("--sample", action="store_true", help=msg("load the sample library and trip"))


def _run(context: Context) -> int:
    with NO_COLLECTION:  # what is loaded and made here stays until the end: looking for garbage took a quarter of it
        return _create(context)


def _create(context: Context) -> int:
    sample = context.get("sample")
    existed = _exists(context.location)
    if existed and not sample:
        raise _there_already(context.location)
    with context.writing(create=True) as workspace:
        if sample:
            _load_sample(context, workspace)
        else:
            context.tell(msg("The database {name} is ready.", name=workspace.location.name))
    return 0


def _load_sample(context: Context, workspace: Any) -> None:
    from tripplanner.planning.sample import load_sample

    done = workspace.do(msg("Load the sample"), load_sample)
    name = workspace.location.name
    if done.created or done.updated:
        context.tell(msg("The sample is loaded in {name}.", name=name))
    else:
        context.tell(msg("The sample in {name} is as it should be: nothing was changed.", name=name))


def _exists(location: str) -> bool:
    """Whether a file is there, or our tables on a server."""
    from tripplanner.errors import NotFound
    from tripplanner.store.location import parse
    from tripplanner.store.workspace import Workspace

    path = parse(location).path
    if path is not None:
        return os.path.exists(path)  # noqa: PTH110 - where Path.exists raises, opening it says why
    try:
        Workspace.open(location, read_only=True).close()
    except NotFound:
        return False
    return True


def _there_already(location: str) -> Exception:
    from tripplanner.errors import TripPlannerError
    from tripplanner.store.location import parse

    return TripPlannerError(
        msg("{name} exists already.", name=parse(location).name),
        msg("It was not touched."),
        msg("Choose another place with --database, or use the database that is there."),
    )


COMMAND = Command("init", msg("create the database"), _arguments, _run, 20)
