"""Paragraphs and headings of a PDF, made of its lines: what a page broke is put together again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.readers import Block
from ingest.readers.grids import Cell
from ingest.readers.pdf_layout import Line
from ingest.readers.pdf_tables import Table

Bookmarks = dict[int, dict[str, int]]
"""For each page, numbered from 1, the folded titles of its bookmarks with their levels."""

_MARK = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[A-Z])\)|\d{1,3}\.|[a-z]\.|[•▪●◦·–—-])\s+(?=\S)"
)
"""What a point of a list begins with."""
_TIME = re.compile(r"\d{1,2}[.:h]\d\d(?: ?[–—-] ?\d{1,2}[.:h]\d\d)? +\S")
"""What a point of an agenda begins with."""
_NOTE = re.compile(r"\W*(\d{1,3}|\*)(?=\W*[^\W\d])")
_BULLET = re.compile(r"[•▪●◦·]\s+")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)]*$")
_LONGEST_HEADING = 250
_FEW_LINES = 2
_SHORT = 0.75
"""Part of the longest line in letters of its size: a shorter one is hardly broken."""
_DIVISION = re.compile(
    r"[^\W\d]+\.? (?:[IVXLC]+|\d{1,3}[a-z]?)|(?:[IVXLC]+|(\d{1,3}))\.? ([^\W\d]+)"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.? +[^\W\d]")
"""A heading with a number of its own is no title of what stands above: "2.1. Origin"."""
_LEADER = re.compile(r"(?: ?[.…·_]){5,} *(?:\d{1,4}|[ivxlc]+)$")
"""The dots of a table of contents, and the page."""
_STATING = re.compile(r"\d.*,|,.*\d")
"""A figure and a comma in a bold line state something: "Lisbon, 10 September 2025"."""
_JOINING = re.compile(
    r"(a|and|és|eli|en|et|ir|ja|og|oder|of|och|or|ou|sau|tai|und|vagy|või|y|și|ή|и|или)\b"
)
"""After a hyphen at a line's end, one of these says that the hyphen stands for a word."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `level` is that of a heading, 0 in the text."""

    text: str
    lines: list[Line]
    level: int = 0

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


class Typography:
    """What is usual in a document: the size of its letters, the step of its lines, its words."""

    def __init__(self, lines: list[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        letters = sum(sizes.values())
        self.body = max(sizes, key=lambda size: sizes[size], default=10.0)
        self.heading_sizes = sorted(
            (size for size in sizes if size > 1.1 * self.body and sizes[size] < 0.2 * letters),
            reverse=True,
        )
        self.bold_is_rare = sum(len(line.text) for line in lines if line.bold) < 0.4 * letters
        steps = Counter(
            round(above.baseline - below.baseline, 1)
            for above, below in pairwise(lines)
            if above.size == below.size == self.body and above.baseline > below.baseline
        )
        self.step = (steps.most_common(1)[0][0] if steps else 1.2 * self.body) / self.body
        """In sizes of the letters."""
        self.words = Counter(
            word.lower()
            for line in lines
            for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
        )

    def is_note(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is a footnote: small or with a raised number, and it begins with
        that."""
        small = paragraph.size < 0.93 * self.body or paragraph.lines[0].is_note
        return small and not paragraph.level and bool(_NOTE.match(paragraph.text))

    def level_of(self, paragraph: Paragraph) -> int:
        """Return the level of a heading by its looks, or 0."""
        text = paragraph.text
        if len(text) > _LONGEST_HEADING or not re.search(r"[^\W\d_]", text) or text[-1] in ".;,":
            return 0
        if paragraph.size in self.heading_sizes:
            return min(1 + self.heading_sizes.index(paragraph.size), 5)
        lowest = min(1 + len(self.heading_sizes), 4)
        bold = paragraph.size >= self.body and paragraph.bold and self.bold_is_rare
        if _is_division(text) and (bold or _is_centred(paragraph.lines[0])):
            if re.search(r"\b[IVXLC]+\b", text):  # CHAPTER II
                return lowest
            return lowest + 1 if text.isupper() else lowest + 2  # SECTION 1, Article 5
        return lowest if bold and not _STATING.search(text) else 0


def blocks_of(flow: list[Line | Table], bookmarks: Bookmarks) -> Iterator[Block]:
    """Yield the blocks of a document whose lines and tables are in reading order."""
    usual = Typography([line for line in flow if isinstance(line, Line)])
    found = [thing for thing in _paragraphs(flow, usual) if not _is_of_contents(thing)]
    for thing in found:
        if isinstance(thing, Paragraph):
            stated = bookmarks.get(thing.lines[0].page, {}).get(folded(thing.text), 0)
            thing.level = stated or usual.level_of(thing)
    whole = _with_titles(_rejoined(found, usual), bookmarks)
    yield from _blocks(_with_notes(whole, usual))


def _with_notes(
    things: Iterable[Paragraph | Table], usual: Typography
) -> Iterator[Paragraph | Table]:
    """Yield footnotes after the paragraph that refers to them; those that none refers to after all
    else of their page: columns may put them in the middle."""
    for _, page in groupby(things, _page_of):
        notes: list[Paragraph] = []
        others: list[Paragraph | Table] = []
        for thing in page:
            if isinstance(thing, Paragraph) and usual.is_note(thing):
                # Its number may stand close to its first word.
                text = re.sub(r"^(\d+)(?=[^\W\d])", r"\1 ", thing.text)
                notes.append(replace(thing, text=text))
            else:
                others.append(thing)
        for thing in others:
            yield thing
            if isinstance(thing, Paragraph) and not thing.level:
                numbers = {number for line in thing.lines for number in line.notes}
                yield from (note for note in notes if note.text.split()[0] in numbers)
                notes = [note for note in notes if note.text.split()[0] not in numbers]
        yield from notes


def _blocks(things: Iterable[Paragraph | Table]) -> Iterator[Block]:
    """Yield a block for each thing, but one for the points of a list that follow on a page."""
    points: list[Block] = []
    heads: list[list[Cell]] = []
    for thing in things:
        point = isinstance(thing, Paragraph) and not thing.level and bool(_MARK.match(thing.text))
        if points and not (point and points[0].page == _page_of(thing)):
            yield _together(points)
            points = []
        if isinstance(thing, Table):
            # One that goes on after a page break says its labels once, or again.
            goes_on = bool(heads) and len(heads[0]) == len(thing.rows[0])
            heads = thing.heads or (heads if goes_on else [])
            yield Block("\n".join(thing.lines(heads)), page=thing.page, is_table=True)
        elif point:
            points.append(_block(thing))
        else:
            heads = []
            yield _block(thing)
    if points:
        yield _together(points)


def _is_of_contents(thing: Paragraph | Table) -> bool:
    """Tell whether a paragraph is of a table of contents."""
    return isinstance(thing, Paragraph) and bool(_LEADER.search(thing.text))


def _page_of(thing: Paragraph | Table) -> int:
    return thing.page if isinstance(thing, Table) else thing.lines[0].page


def folded(text: str) -> str:
    """Return a text so that two ways of setting it are equal."""
    return re.sub(r"\W+", "", text).casefold()


def _together(points: list[Block]) -> Block:
    return replace(points[0], text="\n".join(point.text for point in points))


def _block(paragraph: Paragraph) -> Block:
    text = _BULLET.sub("- ", paragraph.text, count=1) if not paragraph.level else paragraph.text
    return Block(text, paragraph.level, paragraph.lines[0].page)


def _paragraphs(flow: list[Line | Table], usual: Typography) -> Iterator[Paragraph | Table]:
    """Yield the paragraphs of each column, and the tables between them."""
    apart = _set_apart(flow, usual)
    open_: Paragraph | None = None
    for thing in flow:
        if isinstance(thing, Table):
            if open_:
                yield open_
            open_ = None
            yield thing
        elif open_ and id(thing) not in apart and not _begins(open_, thing, usual):
            open_.text = _joined(open_.text, thing.text, usual)
            open_.lines.append(thing)
        else:
            if open_:
                yield open_
            open_ = Paragraph(apart.get(id(thing), "") + thing.text, [thing])
    if open_:
        yield open_


def _set_apart(flow: list[Line | Table], usual: Typography) -> dict[int, str]:
    """Return the ids of the lines before which a line ends that had room for their first word, as
    in a list without marks, or in verse; and the mark that they lack.

    How far lines reach, those set alike around them tell. If all of these begin with a capital or a
    digit, and any is so short, all are points of a list, the longest too unless it is as long as
    lines that are broken; if they are set in, its marks are drawn.
    """
    apart: dict[int, str] = {}
    widest: dict[float, float] = {}
    for line in (thing for thing in flow if isinstance(thing, Line)):
        widest[line.size] = max(widest.get(line.size, 0), _width(line))
    for alike in _set_alike(flow, usual):
        right = max(line.box.right for line in alike)
        beside = list(pairwise(alike))
        room = [above.box.right + 1.2 * _first_word(line) < right for above, line in beside]
        is_list = len(alike) > _FEW_LINES and any(room) and all(map(_begins_anew, alike))
        first = alike[0]
        is_set_in = first.box.left - first.column.left > 0.8 * first.size
        mark = "- " if is_list and is_set_in and not _is_marked(first) else ""
        if mark:
            apart[id(first)] = mark
        for (above, line), has_room in zip(beside, room, strict=True):
            is_short = above.box.right < right or _width(above) < _SHORT * widest[above.size]
            if _begins_anew(line) and (has_room or (is_list and is_short)):
                apart[id(line)] = mark
    return apart


def _set_alike(flow: list[Line | Table], usual: Typography) -> Iterator[list[Line]]:
    """Yield the runs of lines that begin at the same place, in letters of one kind, one step below
    each other."""
    alike: list[Line] = []
    for thing in flow:
        if not isinstance(thing, Line):
            continue
        above = alike[-1] if alike else thing
        step = above.baseline - thing.baseline
        if alike and not (
            (thing.page, thing.column, thing.bold) == (above.page, above.column, above.bold)
            and abs(thing.size - above.size) < 0.6
            and abs(thing.box.left - above.box.left) < 2
            and 0 < step <= 1.3 * usual.step * max(thing.size, usual.body)
        ):
            yield alike
            alike = []
        alike.append(thing)
    if alike:
        yield alike


def _begins_anew(line: Line) -> bool:
    """Tell whether a line begins with a capital or a digit."""
    return line.text[0].isupper() or line.text[0].isdigit()


def _width(line: Line) -> float:
    return line.box.right - line.box.left


def _first_word(line: Line) -> float:
    """Return about how wide the first word of a line is."""
    return _width(line) * len(line.text.split()[0]) / len(line.text)


def _begins(paragraph: Paragraph, line: Line, usual: Typography) -> bool:
    """Tell whether a line begins a paragraph, after the lines of another."""
    above = paragraph.lines[-1]
    step = above.baseline - line.baseline
    if (
        line.is_note
        or (line.page, line.column) != (above.page, above.column)
        or abs(line.size - above.size) > 0.6
        or not 0 <= step <= 1.3 * usual.step * max(line.size, usual.body)
        or (line.bold != above.bold and (line.bold or paragraph.bold))
    ):
        return True
    if _is_centred(above) and _is_centred(line):
        return bool(_is_division(paragraph.text) or _is_division(line.text))
    if above.is_full and _is_centred(line) and line.size > usual.body:
        return False  # a title goes on
    indent = line.box.left - above.box.left
    if _is_marked(line) and (abs(indent) > 1 or _ENDS.search(above.text) or not above.is_full):
        return True
    is_point = len(paragraph.lines) == 1 and _is_marked(paragraph)
    if is_point and _TIME.match(paragraph.text) and indent > line.size:
        return False  # who speaks, below the subject
    if not above.is_full and _ENDS.search(above.text):
        return True
    # The first line of a paragraph is set in; but so are all lines of a point below its mark.
    return 0.8 * line.size < indent and not is_point


def _is_division(text: str) -> bool:
    """Tell whether a line is such as `Article 5`, `CHAPTER II` or `5. cikk`, whose title stands on
    the next; `5. Method` has its own."""
    found = _DIVISION.fullmatch(text)
    if not found or not found[2]:
        return bool(found)
    return found[2].islower() or (not found[1] and found[2].isupper())


def _is_marked(said: Paragraph | Line) -> bool:
    """Tell whether a point of a list, or of an agenda, begins."""
    return bool(_MARK.match(said.text) or _TIME.match(said.text))


def _is_centred(line: Line) -> bool:
    left, right = line.box.left - line.column.left, line.column.right - line.box.right
    return abs(left - right) < 0.03 * (line.column.right - line.column.left) and left > 12


def _rejoined(found: list[Paragraph | Table], usual: Typography) -> list[Paragraph | Table]:
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
        if thing.size > 0.93 * usual.body:
            return thing
        if not usual.is_note(thing):
            return None
    return None


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    last, first = before.lines[-1], after.lines[0]
    if after.level or abs(first.size - last.size) > 0.6 or _ENDS.search(before.text):
        return False
    if (last.page, last.column) == (first.page, first.column) or _MARK.match(after.text):
        return False
    return after.text[0].islower() or last.is_full


def _with_titles(
    found: list[Paragraph | Table], bookmarks: Bookmarks
) -> Iterator[Paragraph | Table]:
    """Yield paragraphs and tables, a heading like `Article 5` together with the title below it."""
    held: Paragraph | None = None
    for thing in found:
        if held and isinstance(thing, Paragraph) and _titles(held, thing, bookmarks):
            held = replace(held, text=f"{held.text} {thing.text}")
            yield held
            held = None
            continue
        if held:
            yield held
        held = None
        if isinstance(thing, Paragraph) and (thing.level or _is_division(thing.text)):
            held = thing
        else:
            yield thing
    if held:
        yield held


def _titles(heading: Paragraph, below: Paragraph, bookmarks: Bookmarks) -> bool:
    stated = bookmarks.get(heading.lines[0].page, {})
    both = folded(heading.text + below.text)
    if both in stated:
        heading.level = stated[both]
        return True
    if not below.level or not _is_division(heading.text) or _is_division(below.text):
        return False
    if _NUMBERED.match(below.text):
        return False
    heading.level = heading.level or below.level
    return True


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
    return before[:-1] + after
