"""Puts tables together again from the passages that hold their rows. Pure.

Readers write a row as a line, each cell after the label of its column: "Project: LANTERN; Country:
Finland"; empty cells are left out. Lines with the same labels under one heading are one table.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.wording.facts import facts
from assistant.wording.facts.numbers import Number
from assistant.wording.facts.tabular import says_no
from vectorstore.dates import Date, dates
from vectorstore.findings import Candidate, Hit
from vectorstore.passages import Document, Passage
from vectorstore.points import is_item
from vectorstore.terms import terms

_LABELLED = re.compile(r"([^:;]{1,60}): (\S.*)", re.DOTALL)
_LEAST = 2
"""So many labels and rows a table has at least."""
_ABOVE = 400
"""So many characters above a table tell what it is on."""
_MONTH = re.compile(r"(?<![\d/.])(0?[1-9]|1[0-2])[/.]((?:19|20)\d\d)(?![\d/.])")
"""A month in figures: "03/2023". In running text it may as well be the number of a paper."""
_MINUS = re.compile(r"[^\w,.;:]*[-−‐‑–(][^\w,.;:]*\d")
"""What begins a figure below zero. As dashes are no signs, it is not compared."""
_DECIMAL = re.compile(r"(?<![\d.,])0[.,]\d")
_LONGEST_FIGURE = 4
"""So many words a cell has at most that gives a figure."""


@dataclass(frozen=True)
class Row:
    """A row, and where it stands: as a rule in one passage."""

    cells: Mapping[str, str]
    """What stands in its cells, by the labels of their columns."""
    spans: Sequence[tuple[Passage, int, int]]


@dataclass(frozen=True)
class Table:
    """Rows with the same labels under one heading."""

    document: Document
    title: str
    """The document's title, and the headings over the table."""
    headings: str
    """What is over the table alone: its headings, or the title if it has none."""
    above: str
    """What stands above its first row under the same heading: a caption, an introduction."""
    rows: Sequence[Row]
    is_whole: bool
    """Whether all was found that stands under the heading."""

    @cached_property
    def labels(self) -> list[str]:
        """The labels of its columns; the first is of what its rows are on."""
        first = Counter(next(iter(row.cells)) for row in self.rows)
        return list(dict.fromkeys([first.most_common(1)[0][0], *(_labels_of(self.rows))]))

    @property
    def kind(self) -> str:
        """The label of what its rows are on: its first, unless that but numbers them ("No")."""
        return self.labels[1] if self.is_numbered else self.labels[0]

    @property
    def is_numbered(self) -> bool:
        """Whether its first column but numbers its rows."""
        return all(cell.strip(".#").isdigit() for cell in self.column(self.labels[0]))

    def column(self, label: str) -> list[str]:
        """Return what stands in a column, empty cells included."""
        return [row.cells.get(label, "") for row in self.rows]

    def dates(self, label: str) -> list[list[Date]]:
        """Return the dates in each cell of a column; none at all if it is no column of dates."""
        found = [dates_in(cell, self.document.language) for cell in self.column(label)]
        pairs = zip(found, self.column(label), strict=True)
        is_dated = any(found) and all(
            here or not any(map(str.isalnum, cell)) for here, cell in pairs
        )
        return found if is_dated else []

    def figures(self, label: str) -> list[float | None]:
        """Return the figure in each cell of a column; none at all if its cells give no figures, or
        anything that cannot be compared: hours and days, two currencies, "two million"."""
        language = self.document.language
        cells = [cell if any(map(str.isdigit, cell)) else "" for cell in self.column(label)]
        given = list(filter(None, cells))
        numbers = [_only_number(cell, language) for cell in cells]
        known = [one for one in numbers if one]
        measures = {frozenset(terms(_letters(cell), language)) for cell in given} - {frozenset()}
        is_unread = any(
            any(map(str.isalpha, cell)) and not says_no(cell, language)
            for cell, figure in zip(self.column(label), cells, strict=True)
            if not figure
        )
        if (
            not given
            or len(known) < len(given)
            or len({one.unit for one in known}) > 1
            or len(measures) > 1
            or is_unread
            or any(map(_MINUS.match, given))
        ):
            return []
        # "1.204" is one thing in one language and another in another; its neighbours may tell.
        has_parts = any(len(one.values) == 1 and min(one.values) % 1 for one in known)
        has_parts = has_parts or any(map(_DECIMAL.search, given))
        read = min if has_parts else max
        return [read(one.values) if one else None for one in numbers]


def dates_in(cell: str, language: str) -> list[Date]:
    """Return the dates in a cell, months in figures among them."""
    months = [
        Date(int(found[2]), int(found[1]), 0, *found.span()) for found in _MONTH.finditer(cell)
    ]
    return months or dates(cell, language)


def _only_number(cell: str, language: str) -> Number | None:
    """Return the number that is all that a cell tells; None if it tells anything else."""
    said = facts(cell, language)
    is_one = len(said.numbers) == 1 and not said.dates and len(cell.split()) <= _LONGEST_FIGURE
    return said.numbers[0] if is_one else None


def has_rows(passage: Passage) -> bool:
    """Tell whether a passage holds rows of a table."""
    return sum(map(is_row, passage.text.split("\n"))) >= _LEAST or is_row(passage.text)


def is_row_of_one_cell(one: Candidate) -> bool:
    """Tell whether a sentence is a row that has nothing but what it is on, below others which have
    more: "Platform: Ponto"."""
    found, lines = _LABELLED.fullmatch(one.wording), one.hit.passage.text.split("\n")
    if found is None or is_row(one.wording) or one.wording not in lines:
        return False
    begins = f"{found[1]}: "
    above = reversed(lines[: lines.index(one.wording)])
    fuller = next((line for line in above if is_row(line) or not line.startswith(begins)), "")
    return fuller.startswith(begins)


def tables_in(hits: Iterable[Hit]) -> list[Table]:
    """Return the tables whose rows stand in passages that were found."""
    sections: dict[object, dict[int, Hit]] = defaultdict(dict)
    for hit in hits:  # of one heading there may be several sections, with a caption's between
        section = hit.document.id, hit.passage.headings, hit.section
        sections[section][hit.passage.ordinal] = hit
    return [
        table
        for section in sections.values()
        if any(has_rows(hit.passage) for hit in section.values())
        for table in _tables([section[place] for place in sorted(section)])
    ]


def _tables(hits: Sequence[Hit]) -> Iterator[Table]:
    """Yield the tables of a section, of which some passages were found."""
    document, passage = hits[0].document, hits[0].passage
    within = hits[0].section
    is_whole = within is not None and len(hits) == within[1] - within[0] + 1
    above, drafts = "", list[list[_Line]]()
    before: list[_Line] = []
    for line in _lines(hits):
        if not line.labels and not _is_short_row(line, before):
            above += "" if drafts else f"{line.text}\n"
            before = []
            continue
        mine = (one for one in drafts if len({*line.labels} & {*one[0].labels}) >= _LEAST)
        draft = next(mine, None) if line.labels else before
        if draft is None:
            drafts.append(draft := [])
        draft.append(line)
        before = draft
    for draft in drafts:
        common = Counter(label for line in draft for label in line.labels)
        labels = {label for label, count in common.items() if count >= _LEAST}
        rows = [Row(cells, line.spans) for line in draft if (cells := _cells(line.text, labels))]
        if len(rows) >= _LEAST and len(labels) >= _LEAST:
            title = "\n".join((document.title, *passage.headings))
            own = [one for one in passage.headings if one != document.title]
            headings = "\n".join(own) or document.title
            yield Table(document, title, headings, above[-_ABOVE:], rows, is_whole)


@dataclass(frozen=True)
class _Line:
    text: str
    spans: Sequence[tuple[Passage, int, int]]

    @property
    def labels(self) -> list[str]:
        """Return what may be labels, if it may be a row."""
        return _labels(self.text) if is_row(self.text) else []


def _is_short_row(line: _Line, before: Sequence[_Line]) -> bool:
    """Tell whether a line has the first cell of a row alone, right after rows of its table."""
    found = _LABELLED.fullmatch(line.text)
    return found is not None and bool(before) and found[1] == before[0].labels[0]


def _lines(hits: Sequence[Hit]) -> Iterator[_Line]:
    """Yield the lines of passages; a row that goes on in the next passage is put together."""
    lines: list[_Line] = []
    for before, hit in pairwise((None, *hits)):
        assert hit is not None
        passage, start = hit.passage, hit.passage.start
        # A paragraph stands apart from what is before it.
        follows = (
            before is not None
            and before.passage.ordinal == passage.ordinal - 1
            and before.passage.end + 1 >= passage.start
        )
        for place, text in enumerate(passage.text.split("\n")):
            span = (passage, start, start + len(text))
            start += len(text) + 1
            if follows and not place and lines and _goes_on(lines[-1], text):
                lines[-1] = _Line(f"{lines[-1].text} {text}", [*lines[-1].spans, span])
            elif text.strip():
                lines.append(_Line(text, [span]))
    return iter(lines)


def _goes_on(line: _Line, text: str) -> bool:
    """Tell whether a text at the beginning of a passage is the rest of a row in the one before."""
    again = {*line.labels} & {*_labels(text)}
    return bool(line.labels) and not again and not is_row(text)


def is_row(line: str) -> bool:
    """Tell whether a line may be a row: its cells have labels."""
    first, *_ = line.split("; ", 1)
    return not is_item(line) and bool(_LABELLED.fullmatch(first)) and len(_labels(line)) >= _LEAST


def _labels(line: str) -> list[str]:
    return [found[1] for piece in line.split("; ") if (found := _LABELLED.fullmatch(piece))]


def _cells(line: str, labels: set[str]) -> dict[str, str]:
    """Return the cells of a row by their labels; what has none of these belongs to the cell
    before."""
    cells: dict[str, str] = {}
    last = ""
    for piece in line.split("; "):
        found = _LABELLED.fullmatch(piece)
        if found and found[1] in labels and found[1] not in cells:
            last = found[1]
            cells[last] = found[2]
        elif last:
            cells[last] += f"; {piece}"
    return cells


def _labels_of(rows: Sequence[Row]) -> list[str]:
    fullest = max(rows, key=lambda row: len(row.cells))
    return [*fullest.cells, *(label for row in rows for label in row.cells)]


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", text))
