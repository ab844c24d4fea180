"""Tells by its words whether a sentence lacks what is asked for, whatever it is about. Pure.

Most sentences about a thing are near every question on it.
"""

import re

from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.counting import has_unit, only_counts_them, units_of
from assistant.understanding.kinds.membership import (
    checks_to_what_it_belongs,
    says_to_whom_it_belongs,
)
from assistant.understanding.phrases.asking import (
    BELONGING,
    POINTING_BACK,
    asked_nouns,
    asks_how,
    asks_what_it_is,
)
from assistant.wording.akin import shared
from assistant.wording.facts.attributes import (
    OF_NO_AMOUNT,
    OF_PEOPLE,
    OF_PLACES,
    OF_TIMES,
    Attribute,
    attributes_asked,
)
from assistant.wording.facts.attributes import speaks_of as speaks_of_attribute
from assistant.wording.facts.lexicon import said, says
from assistant.wording.facts.numbers import MEASURED
from assistant.wording.held import held_by
from assistant.wording.leaning import in_full, with_what_it_leans_on
from assistant.wording.subject import is_of_the_forum
from vectorstore.synonyms import usual_words
from vectorstore.terms import WORD, fold, terms, terms_of

_LABEL = re.compile(r"(?:^|; )([^:;]{1,60}):(?= )")
"""What names a cell of a row: "Country: Italy; Authority: ..."."""


def says_nothing_of_it(asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence lacks what is asked for, whatever thing it is about."""
    return (
        only_counts_them(asked, first)
        or _lacks_what_is_asked(asked, first)
        or _lacks_whom_it_checks(asked, first)
        or _lacks_to_what_it_belongs(asked, first)
    )


def _lacks_whom_it_checks(asked: Asked, first: Evidence) -> bool:
    """Tell whether a question checks if somebody is one of those who were spoken of ("Is Ada one of
    them?"), and a sentence, its title and headings have no word for who that is."""
    asking, language = asked.part.wording, asked.language
    if asked.has_question_word or not says("among", asking, language):
        return False
    among = {word for phrase in said("among", asking, language) for word in phrase.split()}
    told = held_by(first.in_context, first.language)
    return not any(
        told.holds_in(asking, word, language)
        for word in WORD.findall(asking)
        if terms(word, language) and fold(word.casefold()) not in among
    )


def _lacks_to_what_it_belongs(asked: Asked, first: Evidence) -> bool:
    """Tell whether a question checks if the Forum is a part of something, and a sentence does not
    say of what it is one: who takes part in it is no whole that it belongs to."""
    return checks_to_what_it_belongs(
        asked.part.wording, asked.language
    ) and not says_to_whom_it_belongs(first.wording, first.language)


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
    asking, of_people = asked.part.asking, "person" in asked.wanted
    attributes = attributes_asked(asking, asked.language)
    is_compared = "difference" in asked.wanted
    if not attributes and not is_compared and asks_how(asked.part.alone, asked.language):
        return not says("means", in_full(first), first.language)
    if _labels_what_is_asked(asked, first):
        return False
    if of_people and "deputy" in attributes:  # who leads it may be told along, or not
        return not speaks_of_attribute("deputy", with_what_it_leans_on(first), first.language)
    if of_people and says("chairing", asking, asked.language):
        return not says("chairing", in_full(first), first.language)
    return any(not _tells(attribute, asked, first) for attribute in attributes - _not_asked(asked))


def _not_asked(asked: Asked) -> frozenset[Attribute]:
    """Return the attributes that a question has words for and does not ask for, as it asks for
    another kind of thing."""
    of_people, of_places = "person" in asked.wanted, "place" in asked.wanted
    return frozenset().union(
        () if of_people else OF_PEOPLE,
        () if of_places and not of_people else OF_PLACES,
        () if "time" in asked.wanted or not asked.has_question_word else OF_TIMES,
        OF_NO_AMOUNT if "amount" in asked.wanted else (),
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


def has_nothing_checked(asked: Asked, one: Evidence) -> bool:
    """Tell whether something is checked of nobody but the Forum ("Is it transparent?"), and nothing
    else asked, and a sentence in the same language, its title and headings have no word of that.
    What documents say in another word, and attributes, are left out."""
    question, language = asked.part.alone, asked.language
    is_follow_up = bool(asked.part.follow_up.contrasted)  # "And small companies?" checks nothing
    if asked.has_question_word or is_follow_up or asked.wanted - {*POINTING_BACK, *BELONGING}:
        return False
    if asked.names or one.language != language:
        return False
    if usual_words(question, language) or attributes_asked(asked.part.asking, language):
        return False
    own = (word for word in WORD.findall(question) if is_of_the_forum(word, language))
    left = asked.telling - terms_of(own, language)
    return bool(left) and not shared(left, in_full(one), language)
