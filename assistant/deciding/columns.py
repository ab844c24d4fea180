"""Tells where the words of a question stand in a table, and which column it asks about. Pure."""

import re
from collections.abc import Sequence
from itertools import chain

from assistant.deciding.answerability import Evidence
from assistant.deciding.asked_of_tables import AskedOfTables, AskedWord
from assistant.wording.akin import shared
from assistant.wording.facts import facts
from assistant.wording.facts.relations import meets_any
from assistant.wording.facts.tabular import (
    bearings,
    label_bearings,
    says_no,
)
from assistant.wording.held import Held, held_by
from assistant.wording.tables import Row, Table
from vectorstore.dates import Date
from vectorstore.terms import terms

_STEM, _ENDING = 3, 3
"""So many letters has at least the word for what somebody does, and at most what makes of it the
word for who does it."""
_TOLD = 2
"""So many words of the question a table has at least that is certainly meant."""
_FIGURE = re.compile(r"\S*\d\S*")


class Placed:
    """Where the words of a question stand in a table: in its labels, or else in its title, its
    cells, or what stands above it."""

    def __init__(self, asked: AskedOfTables, table: Table) -> None:
        self.asked, self.table = asked, table
        self._language = table.document.language
        self.labelled: dict[str, list[AskedWord]] = {}
        self.in_cells: dict[AskedWord, list[str]] = {}
        """The words that only cells have, with the labels of their columns."""
        self.told: list[AskedWord] = []
        self.lacking: list[AskedWord] = []
        self.titled: list[AskedWord] = []
        self._above: list[AskedWord] = []
        self._of_document: list[AskedWord] = []
        """What only the title of its document has, which is not that of the table."""
        self._in_label = {label: self._held(label) for label in table.labels}
        self._in_column = {
            label: self._held("\n".join(filter(self._is_heard, table.column(label))))
            for label in table.labels
        }
        self._in_title, self._in_above = self._held(table.title), self._held(table.above)
        self._in_headings = self._held(table.headings)
        in_cells = [said for said in asked.idle if self._is_cell(said)]
        self.is_open = bool(in_cells) and not asked.is_plain
        """Whether a cell has a word that the question may as well mean otherwise: "to be done"."""
        self.words = sorted(
            [*asked.words, *(in_cells if asked.is_plain else [])], key=lambda said: said.start
        )
        for before, said in zip([None, *self.words], self.words, strict=False):
            self._place(said, before)

    def _is_cell(self, said: AskedWord) -> bool:
        """Tell whether any cell says just a word of the question."""
        return any(
            cell.casefold() == said.word.casefold()
            for row in self.table.rows
            for cell in row.cells.values()
        )

    def _place(self, said: AskedWord, before: AskedWord | None) -> None:
        """Note where a word of the question stands, which follows another one."""
        labels = [
            label for label, held in self._in_label.items() if self._labels(held, label, said)
        ] or [label for label in self.table.labels if self._bears(label, said)]
        cells = [label for label, held in self._in_column.items() if self._is_in(held, said)]
        numbered = [] if labels or before is None else self._numbered(before, said)
        if numbered:
            cells = [label for label in cells if label in numbered]
        if numbered and not cells:
            self.lacking.append(said)
            return
        for label in labels:
            self.labelled.setdefault(label, []).append(said)
        in_title = not labels and not numbered and self._is_in(self._in_title, said)
        if cells and not (labels or in_title):
            self.in_cells[said] = cells
        if in_title:
            is_of_table = self._is_in(self._in_headings, said)
            (self.titled if is_of_table else self._of_document).append(said)
        if labels or in_title or cells:
            self.told.append(said)
        elif self._is_in(self._in_above, said):
            self.told.append(said)
            self._above.append(said)
        elif not (bearings(said.word, self.asked.language) and self.asked.dates):
            self.lacking.append(said)

    @property
    def is_certain(self) -> bool:
        """Whether the table has all that the question says, and is surely meant: what is over it
        alone has a word of it that is no label ("member"), its cells a name, its labels both what
        there is most of and of what, or its labels and its cells a word each ("Status: observer"),
        or all are asked for that its rows are on, by their label ("Which companies are members?").
        A name that only stands above it may be anybody's."""
        is_measured = self.asked.extreme in ("greatest", "least") and len(self.labelled) >= _TOLD
        is_picked = bool(self.labelled and (self.in_cells or self._is_due()))
        is_named = any(self.asked.is_name(one) for one in self.told if one not in self._of_document)
        is_meant = bool(self.titled) or is_measured or is_picked or is_named or self.lists_kind
        is_lacking = bool(self.lacking or self._above) or not self._tells_of_counted()
        is_told = len(self.told) >= _TOLD or self.is_of_kind_alone
        return is_meant and not is_lacking and is_told and not self.is_open

    def _is_due(self) -> bool:
        """Tell whether it is asked what is due at a time, and a column tells when rows are. When
        something began or ended, others may tell as well."""
        return bool(self.asked.dates and "due" in self.asked.bearings) and any(
            self.is_borne(label) and self.table.dates(label) for label in self.labelled
        )

    def _tells_of_counted(self) -> bool:
        """Tell whether what is counted, if anything is, is a matter of the table: not if only its
        document's title has it, or only cells that say more than how many ("Lamps for 14 harbours",
        but "60 lamps")."""
        counted = self.asked.counted
        if counted not in self.in_cells:
            return counted not in self._of_document
        cells = chain.from_iterable(map(self.table.column, self.in_cells[counted]))
        told = [cell for cell in cells if self._is_in(self._held(cell), counted)]
        return any(len(_FIGURE.sub(" ", cell).split()) == 1 for cell in told)

    @property
    def is_of_kind_alone(self) -> bool:
        """Whether all of a kind are asked for and nothing else is said of them, and the column that
        rows are on is called so: "Who are the members?"."""
        label = self.table.kind
        on = self.labelled.get(label, [])
        return self.lists_kind and self.told == on and len(terms(label, self._language)) == 1

    @property
    def lists_kind(self) -> bool:
        """Whether all of a kind are asked for, and none by a cell or a time, and the column that
        rows are on has the kind for its label, or a label has several words of the question:
        "contact persons"."""
        on = self.labelled.get(self.table.kind, [])
        kind = self.asked.kind or [said.word for said in on]  # "List all members"
        is_labelled = any(said.word in kind for said in on) or any(
            len(words) >= _TOLD for words in self.labelled.values()
        )
        return is_labelled and self.asked.wants_all and not (self.in_cells or self.asked.dates)

    def may_be_meant_for(self, other: "Placed") -> bool:
        """Tell whether the question may as well mean this table as another one: both have the same
        labels, and this one has what that one's title has of the question."""
        is_alike = {*self.table.labels} == {*other.table.labels}
        return is_alike and not {*self.lacking} & {*other.titled}

    def is_told_by(self, one: Evidence) -> bool:
        """Tell whether a sentence, with its title and headings, has all that the table has of the
        question."""
        held = held_by(one.in_context, one.language)
        return all(self._is_in(held, said) for said in self.told)

    def _numbered(self, before: AskedWord, said: AskedWord) -> list[str]:
        """Return the labels of the columns whose figures number what a figure of the question
        numbers: the "4" of "lot 4" is one of the column "Lot", wherever else there is a 4, or of
        the column before it that but numbers the rows."""
        if not (any(map(str.isdigit, said.word)) and self.asked.follows(said, before)):
            return []
        labels = [label for label, words in self.labelled.items() if before in words]
        if self.table.is_numbered and self.table.kind in labels:
            return [self.table.labels[0]]
        return [
            label for label in labels if any(map(str.isdigit, "".join(self.table.column(label))))
        ]

    def _bears(self, label: str, said: AskedWord) -> bool:
        """Tell whether a label tells of rows what a word of the question says: that they "expire",
        or are "due"."""
        said_of = bearings(said.word, self.asked.language)
        return bool(label_bearings(label, self._language) & said_of)

    def has_name(self) -> bool:
        """Tell whether the table, or the title of its document, has a name of the question."""
        return any(map(self.asked.is_name, self.told))

    def lacks_name(self) -> bool:
        """Tell whether the table lacks a name or a figure of the question."""
        return any(map(self.asked.is_name, self.lacking))

    def lacks_figure(self) -> bool:
        """Tell whether the table lacks a word of the question that has figures ("Q2")."""
        return any(any(map(str.isdigit, said.word)) for said in self.lacking)

    def has(self, row: Row, said: AskedWord) -> bool:
        """Tell whether a row has a word in its cells; one that is idle elsewhere, as a cell."""
        cells = [row.cells.get(label, "") for label in self.in_cells[said]]
        if said in self.asked.idle:
            return any(cell.casefold() == said.word.casefold() for cell in cells)
        return any(self._is_heard(cell) and self._is_in(self._held(cell), said) for cell in cells)

    def is_denied_in_cells(self) -> bool:
        """Tell whether what the question denies is what cells deny: "not transposed"."""
        denying = "\n".join(
            cell
            for labels in self.in_cells.values()
            for label in labels
            for cell in self.table.column(label)
            if says_no(cell, self._language)
        )
        held = self._held(denying)
        return any(self._is_in(held, said) for said in self.in_cells)

    def _is_heard(self, cell: str) -> bool:
        """Tell whether a cell may have a word of the question: what it denies is asked for only
        where the question denies it, too."""
        return self.asked.is_denied or not says_no(cell, self._language)

    def meant(self, labels: Sequence[str]) -> str | None:
        """Return the one of several columns that is asked about; None if that is not known."""
        if len(labels) == 1:
            return labels[0]
        bearing = list(filter(self.is_borne, labels))
        if len(bearing) == 1:
            return bearing[0]
        counts = {label: self._count(label) for label in labels}
        best = [label for label in labels if counts[label] == max(counts.values()) > 0]
        return best[0] if len(best) == 1 else None

    def is_measured_by(self, label: str) -> bool:
        """Tell whether a column has what is asked about, and no other one has more of it, whose
        figures cannot be compared. In another language what it is called is not known."""
        figures = (
            other
            for other in self.table.labels
            if any(map(str.isdigit, "".join(self.table.column(other))))
        )
        count = self._count(label)
        is_told = self._language != self.asked.language or (count > 0 and not self.lacking)
        return is_told and count == max(map(self._count, figures))

    def is_borne(self, label: str) -> bool:
        """Tell whether a column tells of its rows what the question asks: that they begin, end."""
        return bool(label_bearings(label, self._language) & self.asked.bearings)

    def is_dated_by_label(self) -> bool:
        """Tell whether a label has all dates of the question."""
        return any(map(self._has_dates, self.table.labels))

    def has_dated_labels(self) -> bool:
        """Tell whether labels have dates: "Budget 2024", "Budget 2025"."""
        return any(facts(label, self._language).dates for label in self.table.labels)

    def is_dated_above(self) -> bool:
        """Tell whether the title or what stands above has all dates of the question."""
        return self._has_dates(f"{self.table.title}\n{self.table.above}")

    def _has_dates(self, text: str) -> bool:
        return len(self._met(text)) == len(self.asked.dates)

    def _met(self, text: str) -> list[Date]:
        """Return the dates of the question that a text has."""
        told = facts(text, self._language).dates
        return [one for one in self.asked.dates if any(meets_any([one], date) for date in told)]

    def _count(self, label: str) -> int:
        """Return how much of the question a label has."""
        return len(self.labelled.get(label, ())) + len(self._met(label))

    def _labels(self, held: Held, label: str, said: AskedWord) -> bool:
        if self._is_in(held, said):
            return True
        language = self.asked.language
        if self._language != language:
            return False
        stems = terms(said.word, language)
        return bool(shared(stems, label, language)) or (
            self.asked.wants_person and any(_is_doer(label, stem) for stem in stems)
        )

    def _held(self, text: str) -> Held:
        return held_by(text, self._language)

    def _is_in(self, held: Held, said: AskedWord) -> bool:
        return held.holds_in(self.asked.question, said.word, self.asked.language)


def _is_doer(label: str, stem: str) -> bool:
    """Tell whether a label calls those so who do what a word says: the "Owner" is who "owns"."""
    said = label.casefold()
    return len(stem) >= _STEM and said.startswith(stem) and len(said) - len(stem) <= _ENDING
