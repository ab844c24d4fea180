"""Tells by its words whether the weightiest evidence speaks of something else than is asked. Pure.

Any name looks like an answer to who chaired.
"""

from collections.abc import Sequence
from itertools import takewhile

from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.counting import counts_others
from assistant.deciding.following import stands_with_quoted
from assistant.deciding.lacking import has_nothing_checked, says_nothing_of_it
from assistant.deciding.occasions import of_kind
from assistant.deciding.unheard import is_surely_one
from assistant.understanding.follow_ups.ellipsis import names_another
from assistant.understanding.kinds.occurring import meetings_asked_for, names_meeting
from assistant.understanding.phrases.asking import who_is_asked_for
from assistant.wording.akin import shared
from assistant.wording.facts.attributes import speaks_of as speaks_of_attribute
from assistant.wording.facts.attributes import without_deputies
from assistant.wording.facts.counted import MEMBERS, speaks_of
from assistant.wording.facts.lexicon import says
from assistant.wording.facts.opposites import is_opposed
from assistant.wording.fragments import is_fragment
from assistant.wording.held import held_by, held_in
from assistant.wording.leaning import in_full, with_what_it_leans_on
from assistant.wording.names import side_by_side
from assistant.wording.places import SEAT, countries
from assistant.wording.subject import named_besides
from vectorstore.findings import hits_of, opening_of
from vectorstore.terms import fold, folded

_TOGETHER = 2
"""So many telling words of a question tell, where they are together, what it is on."""
_TOLD_THE_SAME = 0.87
"""Cosine from which a sentence tells the same in another language."""
_OFFICE = 4
"""So many letters the stem of an office has at least."""
_FIRST_LINES = 300
"""So many characters at the beginning of a document tell what it is about."""


def is_beside(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether a sentence is beside the question.

    It then counts other things, lacks the attribute or the country that is asked for, is not about
    what the question names although something else that was `found` is, speaks of others if it is
    asked which states or companies, is on the opposite, is on other meetings than those that are
    asked for (of another kind, or not online), or has no word of what is checked.
    """
    return (
        counts_others(asked, one)
        or _lacks_country(asked, one, found)
        or _is_off(asked, one, found)
        or _is_on_other_meetings(asked, found)
        or has_nothing_checked(asked, one)
    )


def _is_off(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    return (
        says_nothing_of_it(asked, one)
        or _is_on_others(asked, one)
        or _is_on_deputy(asked, one)
        or _leaves_open_who_attended(asked, one)
        or _dates_no_meeting(asked, one)
        or _is_on_another(asked, one, found)
        or _is_on_opposite(asked, one)
        or _leaves_all_words(asked, one, found)
        or (asked.remote and not says("remotely", one.wording, one.language))
    )


def _is_on_other_meetings(asked: Asked, found: Sequence[Evidence]) -> bool:
    """Tell whether it is asked which meetings of a kind there were, and nothing found in the
    asker's language, if anything is, names that kind."""
    kind = meetings_asked_for(asked.part.alone, asked.language)
    is_own = any(one.language == asked.language for one in found)
    return bool(kind) and is_own and not of_kind(kind, found, asked.language)


def on_it_first(asked: Asked, evidence: Sequence[Evidence], least: float) -> Sequence[Evidence]:
    """Return evidence, before all else what weighs most, `least` at least, and is on what is asked:
    what may be wrong is then at least no other attribute, name, ordinal or opposite, and has a
    place or an amount, if only that is asked for. Rows are left in their order."""
    if asked.rows(evidence) is not None:
        return evidence
    may_answer = takewhile(lambda one: one.weight >= least, evidence)
    on_it = (
        one
        for one in may_answer
        if not _is_off(asked, one, evidence)
        and asked.counted(one)
        and not asked.ordinals.lacks_ordinal(one, evidence)
        and not asked.details.place_or_amount_is_missing(one)
    )
    first = next(on_it, evidence[0])
    return [first, *(one for one in evidence if one is not first)]


def _is_on_others(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is asked which states, companies or organisations of civil society something
    is so of, and a sentence speaks of others of these only; if states, whether it neither names nor
    mentions any."""
    kinds = who_is_asked_for(asked.part.asking, asked.language)
    if "amount" in asked.wanted or not kinds:
        return False
    told = with_what_it_leans_on(one)
    if any(speaks_of(kind, told, one.language) for kind in kinds):
        return False
    if "states" in kinds:
        return not countries(told, one.language)
    return any(speaks_of(kind, told, one.language) for kind in MEMBERS)


def _is_on_deputy(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is asked who holds an office, and a sentence only has it in that of a deputy:
    "Vice-President Ada Lind"."""
    if "person" not in asked.wanted or one.language != asked.language:
        return False
    if speaks_of_attribute("deputy", asked.part.alone, asked.language):
        return False
    said, left = folded(one.wording), without_deputies(one.wording, one.language)
    named = " ".join(
        fold(name.word.casefold()) for name in named_besides(asked.part.alone, asked.language)
    )
    return any(
        word in said and word not in left and word not in named
        for word in asked.telling
        if len(word) >= _OFFICE
    )


def _leaves_open_who_attended(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is checked if somebody took part, or was at a meeting, and a sentence is not
    on them: when the meeting was does not tell."""
    asking = asked.part.asking
    return (
        not asked.has_question_word
        and bool(asked.names)
        and (says("attending", asking, asked.language) or names_meeting(asking, asked.language))
        and asked.elsewhere(one)
    )


def _dates_no_meeting(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is asked when or where a meeting was, and a line tells the day of what is no
    meeting: "Brussels, 20 January 2025" over a decision."""
    return (
        not asked.wanted.isdisjoint({"time", "place"})
        and names_meeting(asked.part.wording, asked.language)
        and is_fragment(one.wording)
        and not names_meeting(in_full(one), one.language)
    )


def _lacks_country(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether a question names countries, and neither the sentence nor the first
    lines of its document name any of them. Belgium does not count, for "Brussels" mostly means the
    Union."""
    about = countries(asked.part.alone, asked.language) - {SEAT}
    told = f"{in_full(one)}\n{_first_lines(one, found)}"
    lacks = bool(about) and not about & countries(told, one.language)
    return lacks and not stands_with_quoted(one, found, asked.part.follow_up)


def _first_lines(one: Evidence, found: Sequence[Evidence]) -> str:
    """Return the first lines of a sentence's document, if they were found."""
    opening = opening_of(one.hit.document, found)
    return opening.text[:_FIRST_LINES] if opening else ""


def _is_on_another(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether neither a sentence nor the first lines of its document have any of the names in
    a question, while a passage that was found has one of them in full."""
    alone, language = asked.part.alone, asked.language
    sure = [
        name
        for name in named_besides(alone, language)
        if name.word.isupper() or is_surely_one(name, alone, language)
    ]
    is_check = not asked.has_question_word and not names_another(asked.part.wording, language)
    if not sure or is_check or not asked.elsewhere(one):
        return False
    if stands_with_quoted(one, found, asked.part.follow_up):
        return False
    opening = held_by(_first_lines(one, found), one.language)
    if any(opening.holds_in(alone, name.word, language) for name in sure):
        return False
    return any(
        all(held_in(hit).holds_in(alone, word.word, language) for word in whole)
        for hit in hits_of(found)
        for whole in side_by_side(sure, alone)
    )


def _leaves_all_words(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether a sentence is in another language than a question, and a passage that was found
    in that has all of its telling words, while nothing found in that tells the same."""
    if one.language == asked.language or len(asked.telling) < _TOGETHER:
        return False
    own = [each for each in found if each.language == asked.language]
    return not any(each.likeness(one) >= _TOLD_THE_SAME for each in own) and any(
        shared(asked.telling, hit.in_context, asked.language) == len(asked.telling)
        for hit in hits_of(own)
    )


def _is_on_opposite(asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence is on the maximum for the minimum, or on red for yellow. Who checks
    whether it is the one is told that it is the other."""
    question = asked.part.alone
    return asked.has_question_word and is_opposed(
        question, asked.language, in_full(first), first.language
    )
