"""The one error class meant for people, and the sentences it carries.

A :class:`TripPlannerError` is *not our fault*: a file is missing, a disk is
full, a name is unknown. It says what happened, what was kept and what to do,
and work goes on. Any other exception that reaches the outermost layer is a
bug and is reported as one.
"""

from __future__ import annotations

from tripplanner.i18n import Message, say


class TripPlannerError(Exception):
    """Something a person can act on.

    :param what: what happened.
    :param kept: what was kept (or ``None`` where nothing was at risk).
    :param todo: what to do next.

    ``str(error)`` is the English text; screens and the command line call
    :meth:`sentence` with the language of the interface.
    """

    def __init__(self, what: Message, kept: Message | None = None, todo: Message | None = None):
        self.what, self.kept, self.todo = what, kept, todo
        super().__init__(what, kept, todo)

    def sentence(self, language: str) -> str:
        """All parts as one paragraph, in ``language`` ("fr", "en", "zh")."""
        parts = [say(part, language) for part in (self.what, self.kept, self.todo) if part]
        return ("" if language == "zh" else " ").join(parts)

    def __str__(self) -> str:
        return self.sentence("en")


class NotFound(TripPlannerError):
    """A trip, record or kind that was asked for does not exist."""


class Conflict(TripPlannerError):
    """Somebody else changed the same record since it was read."""


class Cancelled(TripPlannerError):
    """The person cancelled; nothing was written."""
