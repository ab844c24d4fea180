"""What stands together in one document: under a heading, or several, or as rows of a table."""

from assistant.composing.composed import Composed
from assistant.composing.margins import WIDE_MARGIN
from assistant.composing.recency import newest
from assistant.composing.spans import LONGEST_LIST, MOST_SENTENCES, quoted
from assistant.composing.ways.given import Given
from assistant.conversation import Quote
from assistant.deciding.answerability import about_as_weighty
from assistant.wording.tables import is_row
from vectorstore.points import is_listed


def headed(given: Given) -> Composed | None:
    """Return what stands under the heading that is asked for: up to twelve sentences of a list, or
    the first four of a text. Of documents that weigh about the same, the newest is quoted. If a
    table certainly has the rows that are asked for, they alone are: "the open actions"."""
    there = given.asked.under_heading(given.evidence)
    rows = given.asked.rows(given.evidence)
    if not there or (rows and rows.is_certain):
        return None
    near = there if "latest" in given.asked.wanted else about_as_weighty(there, WIDE_MARGIN)
    first = newest(near, near, given.today)[0]
    place = (first.hit.document.id, first.hit.passage.headings)
    own = [one for one in there if (one.hit.document.id, one.hit.passage.headings) == place]
    own.sort(key=lambda one: one.sentence.start)
    is_list = is_listed(own[0].wording) or is_row(own[0].wording)
    most = LONGEST_LIST if is_list else MOST_SENTENCES
    return Composed(quoted(own[:most], most=most, as_given=True))


def parts(given: Given) -> Composed | None:
    """Return the first sentence of each part of a paper that is asked for by what they are called
    ("the options"), of up to as many as a list has."""
    there = given.asked.numbered_parts(given.evidence)
    if not there:
        return None
    return Composed(quoted(there[:LONGEST_LIST], most=LONGEST_LIST, as_given=True))


def rows(given: Given) -> Composed | None:
    """Return the rows of a table that are asked for, in its order, up to as many as a list has; or
    all of them, if it is asked which has most or least of something, and they do not tell."""
    asked = given.asked
    asked_for = asked.rows(given.evidence) or asked.rows_to_compare(given.evidence)
    if asked_for is None:
        return None
    document, rows = asked_for.table.document, asked_for.rows
    quotes = [
        Quote(passage, document, start, end)
        for row in rows[:LONGEST_LIST]
        for passage, start, end in row.spans
    ]
    return Composed(quotes, left_out=max(0, len(rows) - LONGEST_LIST))
