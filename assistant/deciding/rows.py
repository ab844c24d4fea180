"""Finds the rows of a table that a question asks for. Pure.

"Which projects run until 2026?": each word of the question is looked for in the labels of the
columns, in the title and headings, and in the cells. What stands in the cells of some rows tells
which are meant; what stands in a label tells what is asked of them ("not yet transposed"). Which
row has the most is told only by a table that was found whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.deciding.answerability import SURELY_READ, Evidence, about_as_weighty
from assistant.deciding.asked_of_tables import AskedOfTables
from assistant.deciding.columns import Placed
from assistant.deciding.details import Details
from assistant.deciding.picking import dated_tests, picked
from assistant.understanding.phrases.asking import Wanted, asked_nouns, wanted, without_opening
from assistant.wording.akin import shared
from assistant.wording.facts.hours import hours
from assistant.wording.facts.lengths import tells_length
from assistant.wording.facts.tabular import (
    extreme_asked,
    is_bounded,
    is_total,
    leaves_out,
    yes_and_no,
)
from assistant.wording.names import names
from assistant.wording.subject import named_besides
from assistant.wording.tables import Row, Table, dates_in, is_row, tables_in
from vectorstore.findings import Candidate, hits_of
from vectorstore.terms import terms

_OTHERWISE = frozenset({"reason", "difference", "timeline", "meaning", "overview"})
"""Who asks for one of these asks for no rows."""
_GIVEN: frozenset[Wanted] = frozenset({"person", "time", "place", "amount"})
"""Kinds of things that a cell gives, whatever its label."""
_NEAR = 1.4
"""What lacks no more weight (log-odds) weighs about as much."""

_HARDLY_LESS = 1.0
"""So much less (log-odds) may weigh what answers in place of a row."""


@dataclass(frozen=True)
class Rows:
    """The rows that a question asks for."""

    rows: Sequence[Row]
    table: Table
    is_certain: bool
    """Whether the table has all that the question says."""
    is_extreme: bool = False
    """Whether they are those with the greatest, the least, the first or the last of something."""

    def holds(self, one: Candidate) -> bool:
        """Tell whether a sentence stands in the table."""
        return any(
            one.hit.passage.id == passage.id and start <= one.sentence.start < end
            for row in self.table.rows
            for passage, start, end in row.spans
        )


def may_ask_for_rows(question: str, language: str) -> bool:
    """Tell whether a question may be answered by rows of a table."""
    return not (
        wanted(question, language) & _OTHERWISE
        or is_bounded(question, language)
        or leaves_out(question, language)
    )


def rows_asked_for(question: str, language: str, found: Sequence[Evidence]) -> Rows | None:
    """Return the rows that a question asks for, of the table that is closest to it; None if no
    table tells.

    `found` is ordered, the weightiest first. Where it is not certain that the table is meant, its
    rows are given only if one of them weighs about as much as the first; and if the table lacks a
    word of the question, only if one of them is the first. If the table is meant and has no such
    rows, no other table is asked.
    """
    question = without_opening(question, language)
    if not may_ask_for_rows(question, language):
        return None
    asked = AskedOfTables(question, language)
    placed = [_placed(asked, table) for table in tables_in(hits_of(found))]
    placed.sort(key=_closeness)
    for one in placed:
        is_only = not any(other.may_be_meant_for(one) for other in placed if other is not one)
        is_certain = one.is_certain and is_only and not _is_part_denied(one)
        chosen = Rows(picked(one), one.table, is_certain, bool(one.asked.extreme))
        if chosen.rows and _never_tells_when(one, chosen.rows):
            continue
        if _answers_in_its_place(found[0], one):
            continue
        if one.is_certain and not chosen.rows:
            return None
        if chosen.rows and _are_meant(chosen, one, found):
            return chosen
    return None


def _answers_in_its_place(first: Evidence, placed: Placed) -> bool:
    """Tell whether the weightiest sentence is no row of a table, and the reader takes it for an
    answer, and it has all that the table has of the question. Which there are of a kind, a table
    tells better; but one of another document, that has no name of the question, may be on others.
    """
    if placed.asked.extreme or is_row(first.wording) or first.odds <= SURELY_READ:
        return False
    if placed.lists_kind:
        is_beside = first.hit.document.id == placed.table.document.id
        return not (is_beside or placed.has_name())
    return placed.is_told_by(first)


def _are_meant(chosen: Rows, placed: Placed, found: Sequence[Evidence]) -> bool:
    """Tell whether it is the rows of this table that are asked for."""
    return (
        chosen.is_certain
        or (bool(placed.told) and chosen.holds(found[0]))
        or (not placed.lacking and any(map(chosen.holds, about_as_weighty(found, _NEAR))))
    )


def _placed(asked: AskedOfTables, table: Table) -> Placed:
    """Return where a question stands in a table. What a label calls so ("Maximum amount") is not
    the greatest of several rows, if the question says which of them it means: "of lot 2"."""
    placed = Placed(asked, table)
    called = (extreme_asked(label, table.document.language) for label in table.labels)
    is_called_so = asked.extreme in {kind for kind, *_ in filter(None, called)}
    if not (asked.extreme and is_called_so and placed.in_cells):
        return placed
    return Placed(AskedOfTables(asked.question, asked.language, asks_extreme=False), table)


def _never_tells_when(placed: Placed, rows: Sequence[Row]) -> bool:
    """Tell whether it is asked when something was, and neither a label is asked for nor any of the
    rows has a date or an hour: "Contact: Lukas Haider; Role: Head" does not tell since when."""
    asked, language = placed.asked, placed.table.document.language
    cells = [cell for row in rows for cell in row.cells.values()]
    return (
        "time" in wanted(asked.question, asked.language)
        and not placed.labelled
        and not any(dates_in(cell, language) or tells_length(cell, language) for cell in cells)
        and not any(map(hours, cells))
    )


def _closeness(placed: Placed) -> tuple[int, ...]:
    """Return what puts the table first that has most of the question, then the one whose labels
    have most of it: "meetings" are listed where a column is called so, and not where cells name
    some. The newest comes first among equals."""
    labelled = {said for words in placed.labelled.values() for said in words}
    return len(placed.lacking), -len(placed.told), -len(labelled), -_day(placed.table)


def _day(table: Table) -> int:
    return table.document.published_on.toordinal() if table.document.published_on else 0


def is_one_of_all(question: str, language: str, one: Candidate) -> bool:
    """Tell whether a question asks for a greatest, a least or a sum, and a sentence is a row like
    others, which does not tell that alone."""
    extreme = extreme_asked(question, language)
    is_asked = is_total(question, language) or (extreme and extreme[0] in ("greatest", "least"))
    return bool(is_asked) and is_row(one.wording) and not is_total(one.wording, one.language)


def all_to_compare(question: str, language: str, found: Sequence[Evidence]) -> Rows | None:
    """Return all rows of the table that the weightiest sentence is one of, if a greatest, a least
    or a sum is asked for: which row has it may not be told, but it is one of them."""
    if not is_one_of_all(question, language, found[0]):
        return None
    return next((Rows(one.rows, one, False) for one in _tables_of_first(found)), None)


def _tables_of_first(found: Sequence[Evidence]) -> list[Table]:
    """Return the tables that hold the weightiest sentence: one, if it is a row."""
    document = found[0].hit.document.id
    tables = tables_in(hits_of(one for one in found if one.hit.document.id == document))
    return [one for one in tables if Rows([], one, False).holds(found[0])]


def is_of_another(question: str, language: str, found: Sequence[Evidence]) -> bool:
    """Tell whether the weightiest sentence is a row of a table that has not the time that is asked
    for, or a figure ("Q2"), or that is numbered and names nobody where somebody is asked for, or
    that is on somebody where an amount is asked for and nobody named; or that lacks what is asked
    for, as do the labels and all else of its table; or that what is asked denies something."""
    if not is_row(found[0].wording):
        return False
    asked = AskedOfTables(without_opening(question, language), language)
    placed = [Placed(asked, one) for one in _tables_of_first(found)]
    if "person" in wanted(question, language) and _names_nobody(found[0]):
        return True
    if _is_single(question, language, found[0]):
        return True
    return any(
        one.lacks_figure()
        or dated_tests(one) is None
        or _says_nothing_of_it(one, found[0])
        or _may_be_any(one)
        or (one.asked.is_denied and not picked(one))
        for one in placed[:1]
    )


def _may_be_any(placed: Placed) -> bool:
    """Tell whether it is asked who something was, and nothing in the question tells one row of a
    table in its language from the others: "Who signed?" is not told by one of those who did."""
    asked, table = placed.asked, placed.table
    return (
        "person" in wanted(asked.question, asked.language)
        and table.labels[0] not in placed.labelled  # "which company"
        and table.document.language == asked.language
        and len(table.rows) > 1
        and not (placed.in_cells or asked.dates or asked.extreme)
    )


def _says_nothing_of_it(placed: Placed, row: Evidence) -> bool:
    """Tell whether a table lacks a word of a question in its language, no label has any, and a row
    neither has all words for the thing that is asked for ("Which civil society organisations ...?")
    nor gives a person, time, place or amount, as it is asked for: "What is the theme of the Riga
    conference?" is not told by "Meeting: Conference; Place: Riga; Chair: Ada Lind". Nor does a time
    tell when whom it names did anything else: "When does Ada Lind want a call?"."""
    question, language = placed.asked.question, placed.asked.language
    nouns = terms(" ".join(asked_nouns(question, language)), language)
    is_labelled = placed.labelled or shared(nouns, " ".join(placed.table.labels), language)
    is_named = bool(nouns) and shared(nouns, row.wording, language) == len(nouns)
    if row.language != language or is_labelled or is_named or not placed.lacking:
        return False
    kinds = wanted(question, language)
    is_on_else = "time" in kinds and all(map(placed.asked.is_name, placed.told))
    is_given = not is_on_else and bool(kinds & {*_GIVEN, "all"})
    return not is_given or Details(question, language).are_missing(row)


def _names_nobody(row: Evidence) -> bool:
    """Tell whether a row is on what has a number ("Lot: 2"), and no cell surely names anybody."""
    first, *rest = (cell.partition(": ")[2] for cell in row.wording.split("; "))
    return first.isdigit() and not any(
        one.sure for cell in rest for one in names(cell, row.language)
    )


def without_single(question: str, language: str, found: list[Evidence]) -> list[Evidence]:
    """Return what was found without the rows of tables that are each on somebody, if an amount is
    asked for and nobody named: "How many requests were there in 2024?" is not told by "Company:
    Acme; 2024: 12". If hardly anything else answers, all is returned."""
    left = [one for one in found if not _is_single(question, language, one)]
    return left if left and left[0].weight >= found[0].weight - _HARDLY_LESS else found


def _is_single(question: str, language: str, one: Evidence) -> bool:
    """Tell whether a sentence is a row on somebody, while an amount is asked for and neither
    anybody nor each of them ("per company")."""
    kinds = wanted(question, language)
    if "amount" not in kinds or not is_row(one.wording) or named_besides(question, language):
        return False
    label, _, first = one.wording.partition("; ")[0].partition(": ")
    named = [each for each in names(first, one.language) if each.sure or each.word == first]
    asks_each = "all" in kinds or shared(terms(label, one.language), question, language)
    return bool(named) and not is_total(first, one.language) and not asks_each


def _is_part_denied(placed: Placed) -> bool:
    """Tell whether a question denies what a column says yes or no to, but of some rows neither:
    "pending"."""
    columns = map(placed.table.column, placed.labelled if placed.asked.is_denied else ())
    told = ((cells, *yes_and_no(cells, placed.table.document.language)) for cells in columns)
    return any(yes and no and {*cells} - yes - no for cells, yes, no in told)
