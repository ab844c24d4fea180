"""Sentences that tell outright what the reader does not take for an answer. Pure functions.

It does not know that "its funding came to an end" says whether it still runs, nor that who is in
the list which was just quoted is one of them; and it takes any date for that since which something
is so ("As stated in June 2024, it deals with ...").
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.deciding.answerability import Evidence, about_as_weighty
from assistant.deciding.asked import Asked
from assistant.deciding.following import documents_quoted
from assistant.understanding.phrases.asking import says_who_belongs
from assistant.wording.dated import dates_of
from assistant.wording.facts.attributes import attributes_asked, speaks_of
from assistant.wording.facts.hours import hours
from assistant.wording.facts.lexicon import says
from assistant.wording.leaning import leans, understood
from assistant.wording.names import listed, plain_form
from assistant.wording.subject import named_besides, names_the_forum
from vectorstore.terms import WORD

_NOT_MUCH_LESS = 3.0
"""So much less (log-odds) than what leads may weigh what says since when something is so."""


def outright_first(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return evidence with the sentence in front, if there is one, that tells outright what a
    question checks, however little it weighs, or, of the document that leads, since when what it
    asks about is so."""
    if not evidence:
        return evidence
    first = evidence[0]
    for one in evidence:
        if tells_outright(asked, one, evidence):
            leads = replace(one, weight=max(one.weight, first.weight))
            return [leads, *(each for each in evidence if each is not one)]
    told = (
        one
        for one in about_as_weighty(evidence, _NOT_MUCH_LESS)
        if one.hit.document.id == first.hit.document.id and tells_since_when(asked, one)
    )
    leads = next(told, first)
    return [leads, *(one for one in evidence if one is not leads)]


def has_its_time(asked: Asked, one: Evidence) -> bool:
    """Tell whether a sentence has an hour that is asked for ("at 14:32"), or the day on which it is
    asked what happened, and is of no other day."""
    is_on_day = asked.what_happened and asked.names_day and bool(dates_of(one))
    return (is_on_day or bool(asked.hours & hours(one.wording))) and asked.in_time(one)


def tells_what_happened(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is asked what happened at an hour or on a day, and a sentence has that. If a
    day is asked for, an hour alone may be of another."""
    is_of_any_day = asked.dated and not dates_of(one)
    return asked.what_happened and has_its_time(asked, one) and not is_of_any_day


def tells_since_when(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is asked since when something is so, and a sentence says when it began."""
    return (
        "beginning" in attributes_asked(asked.part.asking, asked.language)
        and speaks_of("beginning", one.wording, one.language)
        and bool(dates_of(one))
    )


def tells_that_they_belong(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is asked if, or since when, somebody belongs to the Forum, and what tells it
    begins by pointing back to a sentence that begins with them: "Streamo is a platform from
    Portugal. It joined the Forum in October 2024." """
    checked = asked.part.membership
    if checked is None or not leans(one.wording, one.language):
        return False
    first, *_ = understood(one.hit.passage, one.place, one.language)
    spoken_of = WORD.findall(one.hit.passage.wording(first))
    is_theirs = any(spoken_of[: len(member)] == [*member] for member in checked.members)
    return (
        is_theirs
        and says_who_belongs(one.wording, one.language)
        and names_the_forum(one.wording, one.language)
        and ("time" not in asked.wanted or bool(dates_of(one)))
    )


def tells_outright(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether a sentence has what a question asks: what happened at an hour or on a day; if or
    since when somebody belongs to the Forum; if something is still so; or if somebody is one of
    those who were just spoken of."""
    if tells_what_happened(asked, one) or tells_that_they_belong(asked, one):
        return True
    return not asked.has_question_word and (
        _tells_whether_still(asked, one, found) or _lists_whom_it_checks(asked, one)
    )


def _tells_whether_still(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether a question has a word for what is still so, or has ended, and a sentence says
    that of all whom the question names or, if it names nobody, in a document that was just quoted.
    """
    asking, language = asked.part.asking, asked.language
    is_asked = says("still", asking, language) or says("lasting", asking, language)
    if not (is_asked and says("lasting", one.wording, one.language)):
        return False
    if asked.names:
        return all(holds(one) for holds in asked.names)
    return one.hit.document.id in documents_quoted(found, asked.part.follow_up.stays_with)


def _lists_whom_it_checks(asked: Asked, one: Evidence) -> bool:
    """Tell whether a question asks if somebody is one of those who were spoken of ("Is Ada one of
    them?"), and a sentence that was just quoted lists them with others."""
    asking, language = asked.part.asking, asked.language
    cited = asked.part.follow_up.cited
    if not (says("among", asking, language) and one.is_quoted(cited)):
        return False
    checked = {plain_form(name.word) for name in named_besides(asking, language)}
    return bool(checked) and any(checked <= items for items in listed(one.wording, one.language))
