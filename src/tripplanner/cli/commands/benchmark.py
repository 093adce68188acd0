"""``benchmark``: the cases that answer, with their axes; to read, or written as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.learning.benchmark import Matrix, View


def _arguments(arguments: Arguments) -> None:
    arguments.add("--axis", metavar="NAME=CODE", action="append", default=[],
                  help=msg("governance=contract-charter, themes=bear,lynx …: any of these codes"))  # fmt: skip
    arguments.add("--words", metavar="WORDS", default="", help=msg("words that the case holds, in any language"))
    arguments.add("--sort", metavar="COLUMN", default="", help=msg("the column that orders the rows"))
    arguments.add("--descending", action="store_true", help=msg("the last first"))
    arguments.add("--language", metavar="L", help=msg("the language of the document"))
    arguments.add("--second", metavar="L2", help=msg("a second language beside it"))
    arguments.add("--paper", choices=("a4", "a3"), default="a4", help=msg("the paper of a PDF or Word file"))
    arguments.add(
        "--solutions", action="store_true", help=msg("an .xlsx in the structure of PANORAMA; a .json always is")
    )
    json_switch(arguments)
    arguments.add("-o", metavar="FILE", dest="target", help=msg("a file .pdf, .docx, .xlsx or .json"))


def _run(context: Context) -> int:
    view = _view(context)
    if context.get("target"):
        return _write(context, view)
    from tripplanner.cli.output import write_json
    from tripplanner.planning.learning.matrix import holding, read_matrix

    with context.reading() as workspace:
        matrix = workspace.get(read_matrix)
        _known(matrix, view)
        held = workspace.get(holding, matrix, view.words)
    if context.get("json"):
        counts = matrix.counts(view, held)
        write_json({"cases": [_plain(line) for line in matrix.shown(view, held)], "counts": counts}, context.out)
        return 0
    _table(context, matrix, view, held)
    return 0


def _view(context: Context) -> View:
    from tripplanner.errors import NotFound, TripPlannerError
    from tripplanner.planning.learning.benchmark import SORTS, View
    from tripplanner.planning.learning.vocabulary import DIMENSIONS

    chosen: dict[str, frozenset[str]] = {}
    for pair in context.get("axis"):
        name, equals, codes = pair.partition("=")
        if name not in DIMENSIONS:
            raise NotFound(
                msg("There is no axis “{key}”.", key=name),
                None,
                msg("Choose one of: {kinds}.", kinds=tuple(DIMENSIONS)),
            )
        found = {code.strip() for code in codes.split(",") if code.strip()}
        if not equals or not found:
            raise TripPlannerError(
                msg("“{pair}” names no code.", pair=pair), None, msg("Write it as --axis governance=contract-charter.")
            )
        chosen[name] = chosen.get(name, frozenset()) | found
    sort = context.get("sort")
    if sort and sort not in SORTS:
        raise NotFound(msg("There is no column “{key}”.", key=sort), None, msg("Choose one of: {kinds}.", kinds=SORTS))
    return View(context.get("words"), chosen, sort, context.get("descending"), context.language)


def _known(matrix: Matrix, view: View) -> None:
    """Raises for a code that neither a vocabulary nor a case has: an empty answer would hide the slip."""
    from tripplanner.errors import NotFound

    for name, codes in view.chosen.items():
        known = {value.code for value in matrix.values[name]}
        for code in codes - known:
            raise NotFound(
                msg("“{axis}” has no code “{key}”.", axis=name, key=code), None,
                msg("Choose one of: {kinds}.", kinds=tuple(value.code for value in matrix.values[name])),
            )  # fmt: skip


def _table(context: Context, matrix: Matrix, view: View, held: set[int] | None) -> None:
    from tripplanner.cli.output import write_table
    from tripplanner.dates import listed
    from tripplanner.planning.learning.benchmark import in_words
    from tripplanner.planning.learning.vocabulary import AXES, DIMENSIONS, NONE

    lines = matrix.shown(view, held)
    if not lines:
        context.tell(msg("Nothing was found."))
        return
    names = (*AXES, "themes")
    titles = [context.say(title) for title in (msg("Code"), msg("Title"), *(DIMENSIONS[name] for name in names))]

    def said(name: str, code: str) -> str:
        return in_words(matrix.label(name, code), context.language)

    rows = [
        [line.code, line.title.best(context.language),
         *(listed((said(name, code) for code in line.values[name] if code != NONE), context.language) or "–"
           for name in names)]
        for line in lines
    ]  # fmt: skip
    write_table(titles, rows, context.out)


def _plain(line: Any) -> dict[str, Any]:
    values = {name: [code for code in codes if code != "-"] for name, codes in line.values.items()}
    return {"id": line.id, "uuid": line.uuid, "code": line.code, "title": dict(line.title.words), **values,
            "blocks": line.blocks, "results": line.results}  # fmt: skip


def _write(context: Context, view: View) -> int:
    from tripplanner.cli.making import known_language
    from tripplanner.cli.typed import path_of
    from tripplanner.documents.library.registry import Asked, kind, write
    from tripplanner.planning.learning.matrix import read_matrix

    target = path_of(context.get("target"))
    language = known_language(context.get("language") or context.language)
    second = known_language(context.get("second")) if context.get("second") else None
    solutions = target.suffix.lower() == ".json" or context.get("solutions")
    chosen = kind("solutions" if solutions else "matrix")
    asked = Asked(language, second, view=view, options={"paper": context.get("paper")})
    with context.reading() as workspace:
        _known(workspace.get(read_matrix), view)
        content = workspace.get(chosen.read, asked)
    context.tell(msg("Written: {path}", path=str(write(chosen, content, target, context.progress()))))
    return 0


COMMAND = Command("benchmark", msg("compare case studies by their axes and themes"), _arguments, _run, 34)
