"""What the commands that make documents share: languages, options, people, targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, languages, msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.registry import DocumentKind, Option
    from tripplanner.documents.voices import TranslationList, Unfinished

_LISTED = 40  # translations listed in the note
_QUOTED = 60  # characters of a text that the list quotes
_NAMED = 100  # characters named in the note
_LANGUAGES = {"fr": msg("French"), "en": msg("English"), "zh": msg("Chinese")}


def known_language(code: str) -> str:
    """The code of a language documents can be made in; raises :class:`NotFound`."""
    if code not in languages():
        raise NotFound(
            msg("Documents cannot be made in the language “{code}”.", code=code),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(languages())),
        )
    return code


def refuse_second(kind: DocumentKind, code: str) -> None:
    """A calendar is in one language: programs that show it know no other."""
    if kind.suffix == ".ics":
        raise TripPlannerError(
            msg(
                "The document “{kind}” is in one language: “{code}” cannot stand beside it.", kind=kind.title, code=code
            ),
            msg("Nothing was written."),
            msg("Leave out --second, and make one file per language."),
        )


def refuse_host(kind: DocumentKind) -> None:
    """Some documents are for people only."""
    if not kind.for_hosts:
        raise TripPlannerError(
            msg("The document “{kind}” is not made for one organisation.", kind=kind.title),
            msg("Nothing was written."),
            msg("Choose a person, or leave out --for."),
        )


def chosen_options(kind: DocumentKind, pairs: Sequence[str], imposed: bool) -> dict[str, str]:
    """``["paper=letter"]`` as a mapping, checked against what the kind offers."""
    chosen: dict[str, str] = {}
    for pair in (*pairs, *(("imposed=yes",) if imposed else ())):
        key, _, value = pair.partition("=")
        chosen[key] = value
    known = {option.key: option for option in kind.options}
    for key, value in chosen.items():
        if key not in known:
            raise _no_option(kind, key)
        if not known[key].allows(value) and not known[key].figure(value):
            raise _no_value(known[key], value)
    return {key: known[key].figure(value) or value for key, value in chosen.items()}


def _no_value(option: Option, value: str) -> TripPlannerError:
    wanted = msg("Choose one of: {kinds}.", kinds=option.values)
    if option.between:
        wanted = msg("Choose one of: {kinds}, or type a figure from {least} to {most}.", kinds=option.values,
                     least=f"{option.between[0]:g}", most=f"{option.between[1]:g}")  # fmt: skip
    if option.ordered:  # they are typed so: with commas
        typed = ",".join(option.values)
        wanted = msg("Name any of these, each once, with commas between them: {values}.", values=typed)
    return TripPlannerError(msg("The option “{key}” cannot be “{value}”.", key=option.key, value=value), None, wanted)


def _no_option(kind: DocumentKind, key: str) -> TripPlannerError:
    keys = tuple(option.key for option in kind.options)
    return NotFound(
        msg("The document “{kind}” has no option “{key}”.", kind=kind.title, key=key),
        None,
        msg("Choose one of: {kinds}.", kinds=keys) if keys else msg("It has no options."),
    )


def folder(path: str | None) -> Path:
    """The folder, made where there is none; raises :class:`TripPlannerError` where that cannot be."""
    from tripplanner.cli.typed import path_of
    from tripplanner.store.targets import reason

    chosen = path_of(path or ".")
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TripPlannerError(
            msg("The folder “{path}” cannot be made: {reason}.", path=str(chosen), reason=reason(error)),
            msg("Nothing was written."),
            msg("Choose another folder."),
        ) from error
    return chosen


def note_untranslated(context: Context, contents: Sequence[Any]) -> None:
    """Says beside the result how many texts stand in their source language instead of the one asked for."""
    for code in sorted({content.language for content in contents}):
        texts = {text for content in contents if content.language == code for text in content.untranslated()}
        if texts:
            context.note(
                msgn(
                    "{n} text is not translated ({language}): it stands in its source language, marked.",
                    "{n} texts are not translated ({language}): they stand in their source language, marked.",
                    len(texts),
                    language=_LANGUAGES.get(code, code),
                )
            )


def note_unfinished(context: Context, found: TranslationList, codes: Sequence[str]) -> None:
    """Lists what a document lacks: missing and stale translations by name, how many nobody has reviewed."""
    entries = list(found.found.values())
    if entries:
        heading = msgn("{n} translation is missing or stale:", "{n} translations are missing or stale:", len(entries))
        context.note(heading)
    for entry in entries[:_LISTED]:
        context.note(_unfinished_line(entry, context.language))
    if len(entries) > _LISTED:
        more = len(entries) - _LISTED
        context.note(msgn("  … and {n} more: the draft lists it.", "  … and {n} more: the draft lists them all.", more))
    for code in codes:
        count = found.count_unreviewed(code)
        if count:
            context.note(
                msgn(
                    "{n} translation into {language} is not reviewed.",
                    "{n} translations into {language} are not reviewed.",
                    count,
                    language=_LANGUAGES.get(code, code),
                )
            )


def _unfinished_line(entry: Unfinished, language: str) -> Message:
    where = entry.where if isinstance(entry.where, Message) else entry.where.best(language)
    words = " ".join(entry.text.best(language).split())
    words = words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
    wanted = _LANGUAGES.get(entry.language, entry.language)
    if entry.state == "stale":
        return msg("  {where}: “{words}”, {language} stale", where=where, words=words, language=wanted)
    return msg("  {where}: “{words}”, {language} missing", where=where, words=words, language=wanted)


def note_unprintable(context: Context, content: Any, codes: tuple[str, ...]) -> None:
    """Names, before a page is made, the characters of a document that no bundled font has."""
    from tripplanner.glyphs import describe, uncovered

    missing = uncovered(words_in(content, codes))
    if missing:
        shown = (*map(describe, missing[:_NAMED]), *(["…"] if len(missing) > _NAMED else []))
        context.note(
            msgn(
                "{n} character cannot be printed: {names}",
                "{n} characters cannot be printed: {names}",
                len(missing),
                names=shown,
            )
        )


def words_in(content: Any, codes: tuple[str, ...]) -> set[str]:
    """Every string of frozen content, of texts those in the languages of the document."""
    from tripplanner.text import Text

    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Any] = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value)
        elif id(value) in seen:  # places and organisations stand in many items
            continue
        elif isinstance(value, Text):
            found.update(map(value.get, codes))
        else:
            seen.add(id(value))
            waiting += _parts(value)
    return found


def _parts(value: Any) -> Iterable[Any]:
    """What a part of the content is made of; nothing for numbers, dates and bytes."""
    if isinstance(value, (tuple, list, frozenset, set)):
        return cast("Iterable[Any]", value)
    if isinstance(value, Mapping):
        return cast("Mapping[Any, Any]", value).values()
    return [getattr(value, name) for name in _field_names(cast("type[Any]", type(value)))]


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind)) if is_dataclass(kind) else ()
