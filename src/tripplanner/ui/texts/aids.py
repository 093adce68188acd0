"""What helps with one text: terms, names and translations of similar texts, read once and kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.checks.terms import Glossary
from tripplanner.planning.texts.checking import Pair, Remark, remarks, text_checks
from tripplanner.planning.texts.known_names import KnownNames, known_names
from tripplanner.planning.texts.reading import TextRow
from tripplanner.planning.texts.suggesting import Hit, Memory, Suggestion, glossary, hits, remember
from tripplanner.ui.context import Context

_AT_ONCE = 4000  # translations among which looking takes no noticeable time
#: Tables whose change makes terms or names new.
_WORDS = frozenset({"term", "organisation", "site", "place"})


class Aids:
    """All is read in jobs; ``ready`` is called when some of it is there."""

    def __init__(self, context: Context, ready: Callable[[], None]) -> None:
        self._context, self._ready = context, ready
        self._words: tuple[Glossary, KnownNames] = (Glossary(), KnownNames())
        self._stale, self._have = True, False
        self._memories: dict[tuple[str, str], Memory] = {}
        self._reading = False

    def terms(self, source: str, target: str, pair: tuple[str, str]) -> tuple[Hit, ...]:
        """The terms of a source."""
        return hits(self._read_words()[0], source, target, *pair)

    def remarks(self, source: str, target: str, pair: tuple[str, str]) -> tuple[Remark, ...] | None:
        """What the checks say; None while terms and names are being read for the first time."""
        words = self._read_words()
        return remarks(Pair(source, target, *pair, *words)) if self._have else None

    def suggest(
        self, source: str, pair: tuple[str, str], besides: str, done: Callable[[tuple[Suggestion, ...]], None]
    ) -> None:
        """Look for translations of something alike; ``done`` is called with them, at once where they are few."""
        memory = self._memory(pair)
        if memory is None:
            return
        workspace = self._context.workspace
        if len(memory) <= _AT_ONCE:
            done(workspace.get(memory.like, source, besides))
            return
        self._context.jobs.start(
            msg("Looking for similar texts"),
            lambda _progress: workspace.get(memory.like, source, besides),
            done=done,  # type: ignore[arg-type]
        )

    def noticed(self, tables: Iterable[str]) -> None:
        """Other people's words changed: terms and names are read again when they are next asked for."""
        if _WORDS & set(tables):
            self._stale = True

    def put(self, rows: Iterable[TextRow]) -> None:
        """These texts were translated just now: they help with the next ones."""
        fresh = list(rows)
        for memory in self._memories.values():
            memory.put(fresh)

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._stale = True
        self._memories.clear()

    def _read_words(self) -> tuple[Glossary, KnownNames]:
        """The glossary and the names as last read; they are read again in a job, where they changed."""
        if self._stale:
            self._stale = False
            workspace = self._context.workspace
            self._context.jobs.start(
                msg("Reading the glossary"), lambda _progress: workspace.get(_words), done=self._have_words
            )
        return self._words

    def _have_words(self, words: Any) -> None:
        self._words = words
        self._have = True
        self._ready()

    def _memory(self, pair: tuple[str, str]) -> Memory | None:
        """The memory of a pair; None while it is being read."""
        if pair not in self._memories and not self._reading:
            self._reading = True
            workspace = self._context.workspace

            def work(_progress: object) -> Memory:
                return workspace.get(remember, *pair)

            self._context.jobs.start(msg("Reading translations"), work, done=lambda made: self._made(pair, made))
        return self._memories.get(pair)

    def _made(self, pair: tuple[str, str], memory: object) -> None:
        self._reading = False
        assert isinstance(memory, Memory)
        self._memories[pair] = memory
        self._ready()


def _words(session: Session) -> tuple[Glossary, KnownNames]:
    """Both, with the checks loaded: that takes longer than reading them."""
    text_checks()
    return glossary(session), known_names(session)
