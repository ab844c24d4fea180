"""Paragraphs of a PDF, made of its lines: what a column or a page broke is put together again."""

import re

from ingest.readers.pdf.footnotes import SMALL, is_footnote
from ingest.readers.pdf.headings import is_division
from ingest.readers.pdf.layout import Line
from ingest.readers.pdf.lists import is_marked, is_point, is_timed, set_apart
from ingest.readers.pdf.tables import Table
from ingest.readers.pdf.typography import Paragraph, Typography
from vectorstore.dictionaries import is_word

_ENDS = re.compile(r"[.!?:;…][\"'”’»)]*$")
_ONE_SIZE = 0.6
"""Points: letters whose sizes differ by more are of two sizes."""
_JOINING = re.compile(
    r"(a|and|és|eli|en|et|ir|ja|og|oder|of|och|or|ou|sau|tai|und|vagy|või|y|și|ή|и|или)\b"
)
"""After a hyphen at a line's end, one of these says that the hyphen stands for a word."""
_WITH_HYPHENS = frozenset({"en", "fr", "pt", "ro"})
"""Languages that join words by hyphens rather than write them as one."""


def paragraphs_of(flow: list[Line | Table], usual: Typography) -> list[Paragraph | Table]:
    """Return the paragraphs of each column, and the tables between them."""
    apart = set_apart([thing for thing in flow if isinstance(thing, Line)], usual)
    found: list[Paragraph | Table] = []
    for thing in flow:
        last = found[-1] if found else None
        if isinstance(thing, Table):
            found.append(thing)
        elif not isinstance(last, Paragraph) or id(thing) in apart or _begins(last, thing, usual):
            found.append(Paragraph(apart.get(id(thing), "") + thing.text, [thing]))
        else:
            last.text = _joined(last.text, thing.text, usual)
            last.lines.append(thing)
    return found


def _begins(paragraph: Paragraph, line: Line, usual: Typography) -> bool:
    """Tell whether a line begins a paragraph, after the lines of another."""
    above = paragraph.lines[-1]
    step = above.baseline - line.baseline
    if (
        line.is_note
        or (line.page, line.column) != (above.page, above.column)
        or abs(line.size - above.size) > _ONE_SIZE
        or not 0 <= step <= usual.longest_step(line.size)
        or (line.bold != above.bold and (line.bold or paragraph.bold))
    ):
        return True
    if above.is_centred and line.is_centred:
        return bool(is_division(paragraph.text) or is_division(line.text))
    if above.is_full and line.is_centred and line.size > usual.body:
        return False  # a title goes on
    indent = line.box.left - above.box.left
    if is_marked(line.text) and (abs(indent) > 1 or _ENDS.search(above.text) or not above.is_full):
        return True
    is_point = len(paragraph.lines) == 1 and is_marked(paragraph.text)
    if is_point and is_timed(paragraph.text) and indent > line.size:
        return False  # who speaks, below the subject
    if not above.is_full and _ENDS.search(above.text):
        return True
    # The first line of a paragraph is set in; but so are all lines of a point below its mark.
    return 0.8 * line.size < indent and not is_point


def rejoined(found: list[Paragraph | Table], usual: Typography) -> list[Paragraph | Table]:
    """Put paragraphs together that a column or a page has broken; footnotes may stand between."""
    whole: list[Paragraph | Table] = []
    for thing in found:
        before = _before(whole, usual)
        if isinstance(thing, Paragraph) and before and _goes_on(before, thing):
            before.text = _joined(before.text, thing.text, usual)
            before.lines += thing.lines
        else:
            whole.append(thing)
    return whole


def _before(whole: list[Paragraph | Table], usual: Typography) -> Paragraph | None:
    """Return the last paragraph of the text itself, if nothing but footnotes follows it."""
    for thing in reversed(whole):
        if not isinstance(thing, Paragraph) or thing.level:
            return None
        if thing.size > SMALL * usual.body:
            return thing
        if not is_footnote(thing, usual):
            return None
    return None


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether a paragraph goes on in another column, or on another page."""
    last, first = before.lines[-1], after.lines[0]
    if after.level or abs(first.size - last.size) > _ONE_SIZE or _ENDS.search(before.text):
        return False
    if (last.page, last.column) == (first.page, first.column) or is_point(after.text):
        return False
    return after.text[0].islower() or last.is_full


def _joined(before: str, after: str, usual: Typography) -> str:
    """Return two lines as one; a hyphen goes unless the word is written with one elsewhere."""
    left = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$", before)
    right = re.match(r"[^\W\d_]+", after)
    if not left or not right:
        return before + ("" if re.search(r"[\w]-$", before) else " ") + after
    if _JOINING.match(after):
        return f"{before} {after}"
    whole, parted = (f"{left[1]}{right[0]}".lower(), f"{left[1]}-{right[0]}".lower())
    if not right[0][0].islower() or (usual.words[parted] and not usual.words[whole]):
        return before + after
    if not usual.words[whole] and _joins_words(left[1], right[0], usual.language):
        return before + after
    return before[:-1] + after


def _joins_words(left: str, right: str, language: str) -> bool:
    """Tell whether a hyphen joins two words that are none without it, in a language that writes
    such words with one: "co-financed", "fastest-growing"."""
    return (
        language in _WITH_HYPHENS
        and left.islower()
        and not is_word(left + right, language)
        and all(is_word(part, language) for part in (*left.split("-"), right))
    )
