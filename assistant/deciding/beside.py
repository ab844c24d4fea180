"""Tells by its words whether the weightiest evidence speaks of something else than is asked. Pure.

Any name looks like an answer to who chaired.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.counting import counts_others, has_unit, only_counts_them, units_of
from assistant.deciding.following import stands_with_quoted
from assistant.deciding.occasions import of_kind
from assistant.deciding.unheard import is_surely_one
from assistant.understanding.follow_ups.ellipsis import names_another
from assistant.understanding.kinds.occurring import meetings_asked_for, names_meeting
from assistant.understanding.phrases.asking import (
    POINTING_BACK,
    asked_nouns,
    asks_how,
    asks_what_it_is,
)
from assistant.wording.akin import shared
from assistant.wording.facts.attributes import (
    OF_PEOPLE,
    Attribute,
    attributes_asked,
    without_deputies,
)
from assistant.wording.facts.attributes import speaks_of as speaks_of_attribute
from assistant.wording.facts.counted import MEMBERS, counted, speaks_of
from assistant.wording.facts.lexicon import said, says
from assistant.wording.facts.numbers import MEASURED
from assistant.wording.facts.opposites import is_opposed
from assistant.wording.fragments import is_fragment
from assistant.wording.held import held_by, held_in
from assistant.wording.leaning import in_full, with_what_it_leans_on
from assistant.wording.names import side_by_side
from assistant.wording.places import SEAT, countries
from assistant.wording.subject import is_of_the_forum, named_besides
from vectorstore.passages import hits_of
from vectorstore.synonyms import usual_words
from vectorstore.terms import WORD, fold, folded, terms, words_by_term

_LABEL = re.compile(r"(?:^|; )([^:;]{1,60}):(?= )")
"""What names a cell of a row: "Country: Italy; Authority: ..."."""
_TOGETHER = 2
"""So many telling words of a question tell, where they are together, what it is on."""
_TOLD_THE_SAME = 0.87
"""Cosine from which a sentence tells the same in another language."""
_WHICH = 3
"""How many words after "which" may say what is asked for: "EU Member States"."""
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
        or _has_nothing_checked(asked, one)
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


def says_nothing_of_it(asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence lacks what is asked for, whatever thing it is about."""
    return (
        only_counts_them(asked, first)
        or _lacks_what_is_asked(asked, first)
        or _lacks_whom_it_checks(asked, first)
    )


def _lacks_whom_it_checks(asked: Asked, first: Evidence) -> bool:
    """Tell whether a question checks if somebody is one of those who were spoken of ("Is Ada one of
    them?"), and a sentence, its title and headings have no word for who that is."""
    asking, language = asked.part.wording, asked.language
    if not asked.checks or not says("among", asking, language):
        return False
    among = {word for phrase in said("among", asking, language) for word in phrase.split()}
    told = held_by(first.in_context, first.language)
    return not any(
        told.holds_in(asking, word, language)
        for word in WORD.findall(asking)
        if terms(word, language) and fold(word.casefold()) not in among
    )


def _lacks_what_is_asked(asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence, its title and headings lack an attribute that is asked for, such as
    who chaired, what gives a reason or a means, or any word of the thing that is to be explained.
    Most sentences about the thing itself are near the question without it."""
    if "overview" in asked.wanted:
        return False
    if _explains_something_else(asked, first):
        return True
    if "reason" in asked.wanted:
        return not says("reasoning", in_full(first), first.language)
    if asks_how(asked.part.asking, asked.language) and "difference" not in asked.wanted:
        return not says("means", in_full(first), first.language)
    asking, of_people = asked.part.asking, "person" in asked.wanted
    if _labels_what_is_asked(asked, first):
        return False
    attributes = attributes_asked(asking, asked.language)
    if of_people and "deputy" in attributes:  # who leads it may be told along, or not
        return not speaks_of_attribute("deputy", with_what_it_leans_on(first), first.language)
    if of_people and says("chairing", asking, asked.language):
        return not says("chairing", in_full(first), first.language)
    return any(
        not _tells(attribute, asked, first)
        for attribute in attributes
        if of_people or attribute not in OF_PEOPLE
    )


def _explains_something_else(asked: Asked, first: Evidence) -> bool:
    """Tell whether it is asked what something is, and a sentence in the same language, its title
    and headings have no word of that."""
    return (
        asked.wanted <= {"all", *POINTING_BACK}
        and asks_what_it_is(asked.part.asking, asked.language)
        and first.language == asked.language
        and bool(asked.telling)
        and not shared(asked.telling, in_full(first), first.language)
    )


def _labels_what_is_asked(asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence has, like a row of a table, a label for what the question asks for:
    who asks which authority represents a country is told by "Country: ...; Authority: ..."."""
    if first.language != asked.language:
        return False
    nouns = terms(" ".join(asked_nouns(asked.part.asking, asked.language)), asked.language)
    return bool(shared(nouns, " ".join(_LABEL.findall(first.wording)), first.language))


def _tells(attribute: Attribute, asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence speaks of an attribute. Who led a meeting chaired it."""
    of_a_meeting = attribute == "leading" and (asked.dated or asked.counts)
    return (
        speaks_of_attribute(attribute, in_full(first), first.language)
        or (attribute == "rate" and has_unit(first, MEASURED))
        or (attribute == "funding" and has_unit(first, units_of(asked)))
        or (of_a_meeting and says("chairing", in_full(first), first.language))
    )


def _is_on_others(asked: Asked, one: Evidence) -> bool:
    """Tell whether it is asked which states, companies or organisations of civil society something
    is so of, and a sentence speaks of others of these only; if states, whether it neither names nor
    mentions any."""
    nouns = asked_nouns(asked.part.asking, asked.language, _WHICH)
    kinds = MEMBERS & {counted(one, asked.language) for one in nouns}
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
        asked.checks
        and bool(asked.names)
        and (says("attending", asking, asked.language) or names_meeting(asking, asked.language))
        and asked.elsewhere(one)
    )


def _has_nothing_checked(asked: Asked, one: Evidence) -> bool:
    """Tell whether something is checked of nobody but the Forum ("Is it transparent?"), and a
    sentence in the same language, its title and headings have no word of that. What documents say
    in another word, attributes and whether something is still so are left out."""
    question, language = asked.part.alone, asked.language
    if not asked.checks or asked.names or "latest" in asked.wanted or one.language != language:
        return False
    if usual_words(question, language) or attributes_asked(asked.part.asking, language):
        return False
    words = words_by_term(question, language)
    own = {stem for stem in asked.telling if is_of_the_forum(words[stem], language)}
    left = asked.telling - own
    return bool(left) and not shared(left, in_full(one), language)


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
    document = one.hit.document
    passages = (each.hit.passage for each in found if each.hit.document.id == document.id)
    begins = (passage.text for passage in passages if passage.ordinal == 0)
    return next(begins, "")[:_FIRST_LINES]


def _is_on_another(asked: Asked, one: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether neither a sentence nor the first lines of its document have any of the names in
    a question, while a passage that was found has one of them in full."""
    alone, language = asked.part.alone, asked.language
    sure = [
        name
        for name in named_besides(alone, language)
        if name.word.isupper() or is_surely_one(name, alone, language)
    ]
    is_check = asked.checks and not names_another(asked.part.wording, language)
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
    return not asked.checks and is_opposed(question, asked.language, in_full(first), first.language)
