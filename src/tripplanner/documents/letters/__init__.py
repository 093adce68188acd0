"""Letters as documents: blocks of paragraphs and small tables, printed on A4 or written for Word from the same content.

A kind composes a :class:`~tripplanner.documents.letters.content.Letter`; how it looks on paper and in Word is decided
here for all of them.
"""

from tripplanner.documents.letters.writing import FORMATS, write

__all__ = ["FORMATS", "write"]
