"""Finds the two things that a question compares. Pure functions."""

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from assistant.conversation import Turn, exchanges, questions
from assistant.understanding.follow_ups.ellipsis import stands_alone
from assistant.understanding.follow_ups.restating import subjects
from assistant.understanding.phrases.asking import (
    Wanted,
    apart,
    has_question_word,
    said_beside,
    wanted,
    without,
)
from assistant.understanding.phrases.patterns import when
from assistant.wording.akin import shared
from assistant.wording.facts.enumeration import ands
from assistant.wording.facts.lexicon import words
from assistant.wording.names import names, side_by_side, whole_names
from assistant.wording.subject import is_of_the_forum, names_another
from vectorstore.dictionaries import ALL_NOUNS
from vectorstore.language import known
from vectorstore.terms import WORD, terms

_COMPARED, _MOST_LINKING, _LINKING = 2, 5, 4
"""So many things are told apart, by no more words of no more letters: "How does one ... from a"."""
_DIFFER: frozenset[Wanted] = frozenset({"difference", "both", "opening", "back", "all"})
"""Who asks what two things are asks for nothing else than these."""
_ASKING: frozenset[Wanted] = frozenset({"difference", "sooner", "overview"})
"""Who asks for one of these asks something: "only those of the two first calls" does not."""
_OF_TWO: frozenset[Wanted] = frozenset({"both", "sooner"})
"""Who asks for one of these, of what was just told apart, asks it of either."""
_SAID_OF_EACH: frozenset[Wanted] = frozenset({"place", "amount", "reason"})
"""Who asks for one of these asks it of each, whichever was first."""
_COMPARING: tuple[Wanted, ...] = ("both", "sooner", "difference", "opening", "back")
"""Words that ask for these name neither of two things."""


def told_apart(question: str, language: str) -> list[str]:
    """Return the two things that a question names, if it asks how they differ and nothing else
    ("What is the difference between Ada and the Bee Board?"), or one thing of each of two ("Compare
    the budgets of Ada and the Bee Board")."""
    asks = wanted(question, language)
    if not {"difference"} <= asks <= _DIFFER | {"amount"}:
        return []
    if of_each := _one_thing_of_each(question, language):
        return of_each
    if "amount" in asks:
        return []
    return _names_apart(question, language) or _phrases_apart(question, language)


def _one_thing_of_each(question: str, language: str) -> list[str]:
    """Return what is compared with either of two names that "and" joins after it, where nothing
    follows them: "budgets of Ada", "budgets of Bee Board"."""
    runs = whole_names(question, language)
    if len(runs) != _COMPARED:
        return []
    (start, end), (next_start, last) = ((run[0].start, run[-1].end) for run in runs)
    joined = rf"\s+(?:{ands(language)})\s+(?:\w{{1,{_LINKING}}}['’]?\s*){{0,2}}"
    if not re.fullmatch(joined, question[end:next_start], re.IGNORECASE):
        return []
    # Whatever stands before the words that compare is what differs: "Do the sources agree on ...?"
    first, *_, before = ("", *apart("difference", question[:start], language))
    if _telling_words(first, language) or terms(question[last:], language):
        return []
    said = _telling_words(before, language)
    thing = before[said[0].start() :].strip() if said else ""
    each = question[start:end], question[next_start:last]
    return [f"{thing} {name}" for name in each] if thing else []


def _telling_words(text: str, language: str) -> list[re.Match[str]]:
    """Return the telling words of a text beside those that begin a question, and "between"."""
    between = words(known(language))["between"]
    return [
        word
        for word in WORD.finditer(text)
        if terms(word[0], language)
        and not has_question_word(word[0], language)
        and word[0].casefold() not in between
    ]


def _names_apart(question: str, language: str) -> list[str]:
    """Return the two names that a question which asks how two things differ has."""
    named = [
        name
        for name in names(question, language)
        if name.sure or (language in ALL_NOUNS and name.start > 0)
    ]
    runs = [
        (run[0].start, run[-1].end)
        for run in side_by_side(named, question)
        # German nouns have capitals, too, but seldom stand next to each other.
        if len(run) > 1 or run[0].sure
    ]
    things = [question[start:end] for start, end in runs]
    if len(things) != _COMPARED:
        return []
    (first, end), (start, last) = runs
    *around, after = (
        _linking(text, language)
        for text in (question[:first], question[end:start], question[last:])
    )
    linking = [*chain.from_iterable(around), *after]
    says_nothing = all(word.isalpha() and len(word) <= _LINKING for word in linking)
    is_short = len(linking) <= _MOST_LINKING and not terms(" ".join(after), language)
    return things if says_nothing and is_short else []


def _phrases_apart(question: str, language: str) -> list[str]:
    """Return the two things without a name of their own that a question has, one on either side of
    its only "and": "the crisis protocol and the hash database"."""
    rest = without("difference", question, language)
    sides = re.split(rf"\s+(?:{ands(language)})\s+", rest, flags=re.IGNORECASE)
    if len(sides) != _COMPARED:
        return []
    found = [_phrase(side, language) for side in sides]
    # Where words that ask stood inside, what is left says something else.
    return found if all(each and each in question for each in found) else []


def _phrase(text: str, language: str) -> str:
    """Return the telling words of a text, if these stand together and are more than one, or a name;
    empty if not. In German, one noun says as much as two words do elsewhere."""
    said = list(re.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", text))
    telling = [
        place
        for place, word in enumerate(said)
        if terms(word[0], language) and not has_question_word(word[0], language)
    ]
    if not telling or telling[-1] - telling[0] + 1 != len(telling):
        return ""
    phrase = text[said[telling[0]].start() : said[telling[-1]].end()]
    named = (name.sure or language in ALL_NOUNS for name in names(phrase, language))
    says_what = len(telling) > 1 or any(named)
    return phrase if says_what and not re.search(r"[.?!;:,\n]", phrase) else ""


def _linking(text: str, language: str) -> list[str]:
    """Return the words of a text beside those that ask, and ask how things differ."""
    said = re.findall(r"\w+", without("difference", text, language))
    return [word for word in said if not has_question_word(word, language)]


def spoken_of(
    question: str, history: Sequence[Turn], language: str
) -> list[tuple[str, tuple[Turn, ...]]]:
    """Return what the conversation was about when it came to each of the two things that a later
    question compares ("Which of the two was first?"), with the turns up to there; nothing if it
    compares none, or the question before names two itself.

    They are the last two, or of those that have a word of the question the last two. A question
    that stands alone has to have words of them ("The call and the exercise, which was first?").
    """
    asks = wanted(question, language)
    if not (asks & _ASKING or has_question_word(question, language)):
        return []
    is_on_them = not stands_alone(without("both", question, language), language)
    is_on_two = asks & _OF_TWO and is_on_them and not names_another(question, language)
    if is_on_two and (before := _told_apart_before(history, language)):
        return [(one, ()) for one in before]
    if "both" not in asks or _names_two(history, language):
        return []
    things = _things(history, language)
    said = _telling(question, language)
    meant = [thing for thing in things if shared(said, thing[0], language)]
    if len(meant) < _COMPARED and not is_on_them:
        return []
    found = (meant if len(meant) >= _COMPARED else things)[-_COMPARED:]
    return found if len(found) == _COMPARED else []


def asked_of_each(question: str, language: str) -> str:
    """Return what a question that compares two things asks of each of them. Which was first is told
    by when they were, and no sentence on one of them says it."""
    asks = wanted(question, language)
    return when(language) if "sooner" in asks and not asks & _SAID_OF_EACH else question


def _telling(question: str, language: str) -> list[str]:
    """Return the telling words of a question that compares, beside those of the Forum's name."""
    said = said_beside(_COMPARING, question, language)
    return [word for word in said if not is_of_the_forum(word, language)]


def _told_apart_before(history: Sequence[Turn], language: str) -> list[str]:
    """Return the two things of which the last question asked how they differ."""
    asked = questions(history)
    return told_apart(asked[-1], language) if asked else []


def _names_two(history: Sequence[Turn], language: str) -> bool:
    """Tell whether the last question says that it is on two things, which nobody asked about before
    it, or names two: "When did Ada and Bolt join?"."""
    asked = exchanges(history)
    if not asked:
        return False
    place, _ = asked[-1]
    last = history[place].text
    if "both" in wanted(last, language):
        return not spoken_of(last, history[:place], language)
    runs = whole_names(last, language)
    between = [last[one[-1].end : other[0].start] for one, other in pairwise(runs)]
    return any(re.fullmatch(rf"\s+(?:{ands(language)})\s+", text) for text in between)


def _things(history: Sequence[Turn], language: str) -> list[tuple[str, tuple[Turn, ...]]]:
    """Return what the conversation was about, one thing after the other, with the turns up to the
    last one on it alone."""
    last: dict[str, int] = {}
    for (place, end), subject in zip(exchanges(history), subjects(history), strict=True):
        if subject not in last or "both" not in wanted(history[place].text, language):
            last[subject] = end
    return [(subject, tuple(history[:end])) for subject, end in last.items()]
