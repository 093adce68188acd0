"""The building blocks of a case study, edited in the first language of the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.blocks import BlockRow, blocks, categories, remove_block, set_block
from tripplanner.text import Text, Texts
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import choice_field, long_field, words_field


@dataclass(frozen=True, slots=True)
class _Blocks:
    rows: tuple[BlockRow, ...]
    categories: tuple[tuple[int, Text], ...]


class BlocksSection(Section):
    key = "blocks"
    title = msg("Building blocks")
    kinds = ("cases",)
    opened = True
    position = 20

    def read(self, session: Session, about: About) -> _Blocks:
        return _Blocks(blocks(session, about.id), categories(session))

    def build(self, content: _Blocks, about: About) -> None:
        for one in content.rows:
            second = self._below(one, about)
            edit = lambda one=one: self.edit(one, content, about)  # noqa: E731
            remove = lambda one=one: self.do(msg("take off a building block"), remove_block, about.id, one.id)  # noqa: E731
            self.lines.addLayout(self.entry(about.words(one.title), second, edit=edit, remove=remove))
        self.add_link(msg("Add a building block…"), lambda: self.edit(None, content, about))

    def _below(self, one: BlockRow, about: About) -> str:
        """Its category, then a line for each factor and lesson."""
        lines = [about.words(one.category)] if one.category is not None else []
        lines += [f"+ {about.words(text)}" for text in one.enabling_factors or ()]
        lines += [f"→ {about.words(text)}" for text in one.lessons or ()]
        return "\n".join(lines)

    def edit(self, one: BlockRow | None, content: _Blocks, about: About) -> None:
        """Title, category, and a line per factor and lesson."""
        code = about.languages[0]
        known = [(None, "–"), *((id, about.words(label)) for id, label in content.categories)]
        fields = [
            words_field("title", msg("Title, {language}", language=short_name(code)),
                        one.title.get(code) if one else "", code),
            choice_field("category_id", msg("Category"), known, one.category_id if one else None),
            long_field("factors", msg("What makes it work (a line each)"), _lines(one and one.enabling_factors, code)),
            long_field("lessons", msg("Lessons (a line each)"), _lines(one and one.lessons, code)),
        ]  # fmt: skip

        def write(session: Session, values: dict[str, Any]) -> object:
            return set_block(
                session, about.id, one.id if one else None, code, values["title"], category_id=values["category_id"],
                factors=values["factors"].splitlines(), lessons=values["lessons"].splitlines(),
            )  # fmt: skip

        self.ask_for(msg("Building block"), fields, msg("change a building block"), write)


def _lines(texts: Texts | None, language: str) -> str:
    """A text per line; one without words in the language is shown in its source, so that lines keep their place."""
    return "\n".join(text.get(language) or text.best() for text in texts or ())


SECTION = BlocksSection
