"""What answers, quoted as it is asked for: whole or shorter, in paragraphs or points, with its
sources, or by these alone. Pure functions."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from assistant import sentences
from assistant.composing.citing import cite, doubts, lacks, leaves, write, write_sources
from assistant.composing.composed import Composed, shortened, together
from assistant.composing.quote import compose
from assistant.conversation import Citation, Question, last_with_sources
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.beside import on_it_first
from assistant.deciding.decision import Decision
from assistant.understanding.turns.retelling import Again, Way


def composed(decision: Decision, least: float, today: date, ways: Set[Way]) -> Composed:
    """Return the quotes that answer the parts of a question. A sentence that weighs less than
    `least` is no candidate."""
    each = []
    for asked, found in decision.answered:
        is_sure = asked.part not in decision.unsure
        evidence = found if is_sure else on_it_first(asked, found, least)
        one = compose(evidence, asked, least, today)
        one = shortened(one, evidence, asked) if "shorter" in ways else one
        # What may be no answer tells of no disagreement on what is asked.
        each.append(replace(one, differ=one.differ and is_sure))
    return together(each)


def told(
    decision: Decision, answer: Composed, language: str, ways: Set[Way]
) -> tuple[tuple[Citation, ...], list[str]]:
    """Return the citations of an answer and the pieces of its text. What is not quoted is in
    `language`."""
    citations = cite([*answer.quotes, *answer.besides])
    openings, remarks = _reservations(decision, language)
    if "sources" in ways:
        return citations, write_sources(citations, language, openings, remarks)
    if answer.differ:
        openings.append(sentences.say(language, "sources_differ"))
    if answer.left_out:
        remarks.append(sentences.say(language, "rows_left_out", count=str(answer.left_out)))
    elif answer.gathered:
        remarks.append(sentences.say(language, "gathered"))
    elif any(_may_lack_some(asked, found) for asked, found in decision.answered):
        remarks.append(sentences.say(language, "incomplete"))
    # Where nothing may be an answer, nothing is found besides one.
    besides = 0 if decision.is_unsure else len(answer.besides)
    listed = "bullets" in ways or any(asked.in_points for asked, _ in decision.answered)
    sourced = "grounds" in ways
    pieces = write(citations, language, openings, remarks, besides, listed=listed, sourced=sourced)
    return citations, pieces


def _may_lack_some(asked: Asked, found: Sequence[Evidence]) -> bool:
    """Tell whether all there are of something are asked for, without a date or an occasion that
    limits them, and no table that was found whole tells them. The answer then warns that the list
    may be incomplete, because the documents need not name all."""
    if "all" not in asked.wanted or asked.dated or asked.counts:
        return False
    rows = asked.rows(found)
    return rows is None or not rows.table.is_whole


def is_told_otherwise(
    again: Again, text: str, citations: tuple[Citation, ...], question: Question
) -> bool:
    """Tell whether an answer that was asked for once more differs from the one before, so that it
    is worth giving.

    The texts are compared without their line breaks, because clients keep these differently. Where
    another language is wanted, at least one quote has to be in it: nothing is translated. Who asks
    what an answer rests on is told that every time.
    """
    if "grounds" in again.ways:
        return True
    before = last_with_sources(question.history).text
    languages = {None, *(citation.document.language for citation in citations)}
    return text.split() != before.split() and again.language in languages


def _reservations(decision: Decision, language: str) -> tuple[list[str], list[str]]:
    """Return the sentences to say before and after the quotes: that the answer may be wrong, and
    which parts of the question it leaves out or may have wrong.

    If all parts may be wrong, one sentence before the quotes says so; else each is named after
    them.
    """
    lacking = [lacks(part.wording, language) for part in decision.lacking]
    if decision.left:
        lacking.append(leaves([part.wording for part in decision.left], language))
    if decision.is_unsure:
        return [sentences.say(language, "unsure")], list(dict.fromkeys(lacking))
    doubted = [doubts(part.wording, language) for part in decision.unsure]
    return [], list(dict.fromkeys([*doubted, *lacking]))
