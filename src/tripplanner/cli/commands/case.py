"""``case CODE``: the sheet of a case study, all of it or one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    arguments.add("case", metavar="CODE", help=msg("its number or short code"))
    arguments.add("--language", metavar="L", help=msg("the language of the document"))
    arguments.add("--second", metavar="L2", help=msg("a second language beside it"))
    arguments.add("--snapshot", action="store_true", help=msg("one page instead of everything"))
    arguments.add("-o", metavar="FILE", dest="target", required=True, help=msg("a file .pdf, .docx, .xlsx or .json"))


def _run(context: Context) -> int:
    from tripplanner.cli.making import known_language
    from tripplanner.cli.typed import path_of
    from tripplanner.documents.library.registry import Asked, kind, write

    target = path_of(context.get("target"))
    language = known_language(context.get("language") or context.language)
    second = known_language(context.get("second")) if context.get("second") else None
    chosen = kind("solutions" if target.suffix.lower() in (".json", ".xlsx") else "case")
    options = {"extent": "snapshot" if context.get("snapshot") else "full"}

    def read(session: Any) -> Any:
        from tripplanner.model.cases import CaseStudy
        from tripplanner.planning import finding
        from tripplanner.planning.learning.case_content import WHAT

        id = finding.find(session, CaseStudy, context.get("case"), WHAT)
        return chosen.read(session, Asked(language, second, (id,), options=options))

    with context.reading() as workspace:
        content = workspace.get(read)
    context.tell(msg("Written: {path}", path=str(write(chosen, content, target, context.progress()))))
    return 0


COMMAND = Command("case", msg("make the sheet of a case study"), _arguments, _run, 35)
