"""What the commands that make documents share: languages, options, people, targets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import languages, msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.registry import DocumentKind


def known_language(code: str) -> str:
    """The code of a language documents can be made in; raises :class:`NotFound`."""
    if code not in languages():
        raise NotFound(
            msg("Documents cannot be made in the language “{code}”.", code=code),
            None,
            msg("Choose one of: {kinds}.", kinds=", ".join(languages())),
        )
    return code


def refuse_release(release: int | None) -> None:
    """Releases are not made yet: asking for one is told, instead of giving the draft under its name."""
    if release is not None:
        raise NotFound(
            msg("The trip has no release {number}.", number=release),
            None,
            msg("Leave out --release to have the draft."),
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
        if known[key].values and value not in known[key].values:
            raise TripPlannerError(
                msg("The option “{key}” cannot be “{value}”.", key=key, value=value),
                None,
                msg("Choose one of: {kinds}.", kinds=", ".join(known[key].values)),
            )
    return chosen


def _no_option(kind: DocumentKind, key: str) -> TripPlannerError:
    keys = ", ".join(option.key for option in kind.options)
    return NotFound(
        msg("The document “{kind}” has no option “{key}”.", kind=kind.title, key=key),
        None,
        msg("Choose one of: {kinds}.", kinds=keys) if keys else msg("It has no options."),
    )


def folder(path: str | None) -> Path:
    """The folder, made where there is none; raises :class:`TripPlannerError` where that cannot be."""
    from tripplanner.documents.registry import reason

    chosen = Path(path or ".").expanduser()
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TripPlannerError(
            msg("The folder “{path}” cannot be made: {reason}.", path=str(chosen), reason=reason(error)),
            msg("Nothing was written."),
            msg("Choose another folder with -o."),
        ) from error
    return chosen


def note_untranslated(context: Context, contents: Sequence[Any]) -> None:
    """Says beside the result how many texts stand in their source language instead of the one asked for."""
    from tripplanner.i18n import msgn

    for code in sorted({content.language for content in contents}):
        texts = {text for content in contents if content.language == code for text in content.untranslated()}
        if texts:
            context.note(
                msgn(
                    "{n} text is not translated into {language}: it stands in its source language, marked.",
                    "{n} texts are not translated into {language}: they stand in their source language, marked.",
                    len(texts),
                    language=code,
                )
            )
