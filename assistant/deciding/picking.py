"""Picks the rows of a table that a question asks for. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.deciding.asked_of_tables import AskedWord
from assistant.deciding.columns import Placed
from assistant.wording.facts.relations import meets_any
from assistant.wording.facts.tabular import (
    Extreme,
    extreme_asked,
    is_sum,
    is_total,
    label_bearings,
    yes_and_no,
)
from assistant.wording.tables import Row, Table

_Test = Callable[[Row], bool]
"""Tells whether a row is meant."""


def picked(placed: Placed) -> list[Row]:
    """Return the rows that are asked for; none if the table does not tell which these are."""
    asked, table = placed.asked, placed.table
    dated = dated_tests(placed)
    if placed.lacks_name() or dated is None:
        return []
    polar = [] if asked.extreme else _polar(placed)
    denied = [] if polar or placed.is_denied_in_cells() else _denied(placed)
    if asked.is_denied and not polar and not denied and not placed.is_denied_in_cells():
        return []
    others = {said: labels for said, labels in placed.in_cells.items() if said not in denied}
    tests = [*dated, *_named(placed, others), *polar, *_without(placed, denied)]
    if asked.total:
        sums = [row for row in table.rows if _is_sum(row, table)]
        return sums if placed.is_certain and not tests else []
    rows = [
        row for row in table.rows if all(test(row) for test in tests) and not _is_sum(row, table)
    ]
    if asked.extreme:
        # One alone is the greatest of nothing: a follow-up may have named it.
        return _extreme(placed, rows) if len(rows) > 1 else []
    return rows if tests or (asked.wants_all and placed.is_certain) else []


def _is_sum(row: Row, table: Table) -> bool:
    return is_sum(_name(row), table.document.language)


def _name(row: Row) -> str:
    """Return what a row is on: its first cell that is no number ("1", "2")."""
    return next((cell for cell in row.cells.values() if not any(map(str.isdigit, cell))), "")


def dated_tests(placed: Placed) -> list[_Test] | None:
    """Return what tells whether a row is of the time that is asked for; None if the table cannot
    tell."""
    asked, table = placed.asked, placed.table
    if not asked.dates:
        return []
    columns = {label: found for label in table.labels if (found := table.dates(label))}
    # "Budget 2025" tells which column is meant, and "Ends: September 2025" no row.
    if placed.has_dated_labels() and not any(map(placed.is_borne, columns)):
        return [] if placed.is_dated_by_label() else None
    if not columns:
        return [] if placed.is_dated_above() else None
    label = placed.meant([*columns])
    if label is None:
        return None
    # What "started in 2023 and ended in 2025", or ended "in or before 2025", no row surely tells.
    is_double = len(asked.dates) > 1 and (asked.until or len(asked.bearings) > 1)
    if is_double or any(map(asked.is_left_open, asked.dates)):
        return [lambda _: False]
    ends = "ending" in label_bearings(label, table.document.language)
    dates = [
        replace(one, relation="") if ends and one in asked.until else one for one in asked.dates
    ]
    own = {id(row): each for row, each in zip(table.rows, columns[label], strict=True)}
    # Bounds hold together: "after 2023 and before 2025".
    sought = [[one] for one in dates] if any(one.relation for one in dates) else [dates]
    return [lambda row: any(all(meets_any(each, one) for each in sought) for one in own[id(row)])]


def _denied(placed: Placed) -> list[AskedWord]:
    """Return the words of cells that the question denies of all that it asks for, which stand in
    the cells of one column: "done" of "Which actions are not done?". None if it says more of them
    by the label of another column ("which have a report?")."""
    asked = placed.asked
    for label in {labels[0]: None for labels in placed.in_cells.values() if len(labels) == 1}:
        words = [said for said, labels in placed.in_cells.items() if labels == [label]]
        beside = [*words, *placed.labelled.get(label, [])]  # "not owned by"
        others = [said for said in placed.words if said not in beside]
        is_all = placed.labelled.keys() <= {label, placed.table.kind}
        is_said = asked.is_denied and asked.wants_all and is_all and not placed.is_open
        if is_said and asked.denies(words, others):
            return words
    return []


def _without(placed: Placed, denied: Sequence[AskedWord]) -> list[_Test]:
    """Return what tells whether a row has something else in the column of what is denied."""
    if not denied:
        return []
    label, *_ = placed.in_cells[denied[0]]
    return [
        lambda row: bool(row.cells.get(label)) and not any(placed.has(row, one) for one in denied)
    ]


def _named(placed: Placed, said_in: Mapping[AskedWord, Sequence[str]]) -> list[_Test]:
    """Return what tells whether a row has what the question names in its cells: of the items of a
    list in one column any, if no row has all, and of what stands in several columns each."""
    by_column: dict[str, list[list[AskedWord]]] = {}
    for said, (label, *_) in said_in.items():
        runs = by_column.setdefault(label, [])
        if runs and placed.asked.adjoins(runs[-1][-1], said):
            runs[-1].append(said)
        else:
            runs.append([said])
    tests: list[_Test] = []
    for runs in by_column.values():
        together = [said for run in runs for said in run]
        has_all = any(_has_any_run(placed, [together], row) for row in placed.table.rows)
        tests.append(partial(_has_any_run, placed, [together] if has_all else runs))
    return tests


def _has_any_run(placed: Placed, runs: Sequence[Sequence[AskedWord]], row: Row) -> bool:
    return any(all(placed.has(row, said) for said in run) for run in runs)


def _polar(placed: Placed) -> list[_Test]:
    """Return what tells whether a row has what is asked of all of them, or has it not: a column
    says yes or no, or is empty where there is none. What is denied is what the column says, and not
    anything else ("that are not in Belgium")."""
    asked, table, language = placed.asked, placed.table, placed.table.document.language
    if not asked.wants_all and not asked.is_denied:
        return []
    named = {label for labels in placed.in_cells.values() for label in labels}
    tests: list[_Test] = []
    for label in table.labels[1:]:
        cells = table.column(label)
        yes, no = yes_and_no(cells, language)
        told = no if asked.is_denied else yes | no
        if label not in placed.labelled or label in named or not told:
            continue
        if not asked.denies(placed.labelled[label], [*placed.in_cells]):
            continue
        if not (asked.is_denied or yes) and (named or asked.dates or table.figures(label)):
            continue  # the label says what they have, and the rest of the question which they are
        meant = no if asked.is_denied else yes or {*cells} - no
        tests.append(partial(_has_cell, label, frozenset(meant)))
    return tests


def _has_cell(label: str, cells: frozenset[str], row: Row) -> bool:
    return row.cells.get(label, "") in cells


def _extreme(placed: Placed, rows: Sequence[Row]) -> list[Row]:
    """Return those of the rows that have the extreme that is asked for; none if the table was not
    found whole, or the column is not known."""
    table, extreme = placed.table, placed.asked.extreme
    in_time = extreme in ("first", "last")
    columns = {
        label: values
        for label in table.labels
        if (values := _times(table, label, extreme) if in_time else table.figures(label))
    }
    label = placed.meant([*columns])
    # "First version": what a cell calls so need not be the earliest of all rows.
    is_called_so = any(
        (called := extreme_asked(cell, table.document.language)) and called[0] == extreme
        for row in table.rows
        for cell in row.cells.values()
    )
    may_have_sum = any(is_total(_name(row), table.document.language) for row in rows)
    if (
        label is None
        or may_have_sum
        or (in_time and is_called_so)
        or not table.is_whole
        or not (in_time or placed.is_measured_by(label))
    ):
        return []
    of = {id(row): value for row, value in zip(table.rows, columns[label], strict=True)}
    known = [value for row in rows if (value := of[id(row)]) is not None]
    if not known:
        return []
    best = max(known) if extreme in ("last", "greatest") else min(known)
    if isinstance(best, tuple) and any(
        isinstance(value, tuple) and _overlap(best, value) for value in known
    ):
        return []
    return [row for row in rows if of[id(row)] == best]


def _times(table: Table, label: str, extreme: Extreme | None) -> list[tuple[int, ...] | None]:
    of = min if extreme == "first" else max
    return [of(one.known for one in each) if each else None for each in table.dates(label)]


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether of two times one may be within the other: a year, and a month of it."""
    apart = next((pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]), None)
    return apart is not None and not all(apart)
