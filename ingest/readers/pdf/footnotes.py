"""Footnotes of a PDF: which paragraphs are some, and where they are read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ingest.readers.pdf.tables import Table
from ingest.readers.pdf.typography import Paragraph, Typography

_NUMBER = re.compile(r"\W*(\d{1,3}|\*)(?=\W*[^\W\d])")
_CLOSE_NUMBER = re.compile(r"^(\d+)(?=[^\W\d])")
"""The number of a footnote may stand close to its first word."""
SMALL = 0.93
"""Part of the size of the letters of the text: footnotes are smaller."""


def is_footnote(paragraph: Paragraph, usual: Typography) -> bool:
    """Tell whether a paragraph is a footnote: small or with a raised number, and it begins with
    that."""
    looks_so = paragraph.size < SMALL * usual.body or paragraph.lines[0].is_note
    return looks_so and not paragraph.level and bool(_NUMBER.match(paragraph.text))


def where_referred_to(
    things: Iterable[Paragraph | Table], usual: Typography
) -> Iterator[Paragraph | Table]:
    """Yield footnotes after the paragraph that refers to them; those that none refers to after all
    else of their page: columns may put them in the middle."""
    for _, page in groupby(things, lambda thing: thing.page):
        notes: list[Paragraph] = []
        others: list[Paragraph | Table] = []
        for thing in page:
            if isinstance(thing, Paragraph) and is_footnote(thing, usual):
                notes.append(replace(thing, text=_CLOSE_NUMBER.sub(r"\1 ", thing.text)))
            else:
                others.append(thing)
        for thing in others:
            yield thing
            if isinstance(thing, Paragraph) and not thing.level:
                numbers = {number for line in thing.lines for number in line.notes}
                yield from (note for note in notes if note.text.split()[0] in numbers)
                notes = [note for note in notes if note.text.split()[0] not in numbers]
        yield from notes
