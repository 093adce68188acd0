"""Writes a letter as the file that its name asks for."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.letters.content import Letter
from tripplanner.i18n import say
from tripplanner.progress import Progress

#: The files a letter can be: pages to print, or a document that others change in Word.
FORMATS = (".pdf", ".docx")


def write(letter: Letter, target: Path, progress: Progress) -> None:
    """Write the file: a Word document where the name ends so, else pages."""
    progress.check()
    if target.suffix.lower() == ".docx":
        from tripplanner.documents.letters.word import docx_bytes

        target.write_bytes(docx_bytes(letter))
        return
    from tripplanner.documents.letters.pages import laid_out
    from tripplanner.documents.pdf.office_file import write_pages

    write_pages(laid_out(letter), title_of(letter), letter, target, progress)


def title_of(letter: Letter) -> str:
    """What the file calls itself."""
    return f"{say(letter.title, letter.languages[0])} – {letter.trip.heading.best(*letter.languages)}"
