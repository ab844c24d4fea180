"""Restates a follow-up with what it leaves unsaid, without a model. Pure functions.

A question stands alone, and drops the subject before it, unless its words point back or it says too
little to be searched ("What is GIFCT?" says enough, "GIFCT?" does not). Else the question that it
follows is put in front of it; what the follow-up names anew (a year, a company) takes the place of
what was named there.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from assistant.conversation import Turn
from assistant.understanding.asking import (
    Wanted,
    has_question_word,
    question_words,
    said_beside,
    wanted,
    without,
)
from assistant.wording.dates import dates, is_month
from assistant.wording.dictionaries import ALL_NOUNS, is_word
from assistant.wording.facts import facts
from assistant.wording.facts.enumeration import ands, disjunctions
from assistant.wording.facts.lexicon import known
from assistant.wording.facts.numerals import is_ambiguous, ordinal
from assistant.wording.facts.reckoning import reckoned
from assistant.wording.held import Held, held_by
from assistant.wording.names import names
from assistant.wording.subject import SUBJECT
from vectorstore.language import LANGUAGES, detect, terms

_TELLING = 3
"""A question of so many telling words says itself what it is about."""
_STATED = 2
"""So many telling words ("when the Forum began") ask something by themselves."""
_ASKING = 2
"""So many other words ("what is") ask something of a name."""
_SHORT = 2
"""A follow-up of no more telling words, beside names and numbers, asks the same of another one."""

_LONGEST = 2_000
"""So many characters of what was asked before are gone back to."""

_TELLING_LANGUAGE = 4
"""So many words, without numbers, tell their language; fewer are in that of what went before."""

_ENGLISH = "en"

_Kind = Literal["time", "ordinal", "name"]

_ANSWERED: frozenset[Wanted] = frozenset({"person", "time", "place", "amount", "reason"})
"""Kinds of things that a sentence gives."""

_BESIDE_THE_POINT: frozenset[Wanted] = frozenset({"amount", "latest"})
"""Words that ask for one of these are telling words in some languages, and do not say on what."""

_WORD = re.compile(
    r"\d{1,2}\.(?=\s+[^\W\d_]|\W*$)|(?![A-Z])[^\W\d_]{1,5}['’](?=[^\W\d_]{2})|\w+(?:['’.,/-]\w+)*"
)
"""What is elided before a word ("l'UE", but not "O'Brien") stands by itself."""
_SENTENCE_END = re.compile(r"[?!.;:]\s+")
_BEFORE_SENTENCE = re.compile(r"[?!.;:]\s+[¿¡]?$")
_NEXT_TO = re.compile(r"\W*(?:\w{1,2}\W+)?")
"""What stands between the words of one date: nothing, or "de"."""
_ANOTHER_ONE = re.compile(r"\bthe (?:\w+ ){1,2}ones?\b", re.IGNORECASE)
"""As in "the latest one"; the English word is like no pronoun of another language."""
_BETWEEN_QUOTES = re.compile(r"\[\d+\]|\n\n")
_ORDINAL_FIGURES = re.compile(r"\d{1,2}(?:\.|[^\W\d_]{1,3})")
"""As in "4th", "4e" and "4."."""


def restate(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it would be asked without its history."""
    return readings(question, history)[0]


def readings(question: str, history: Sequence[Turn], topic: str = "") -> tuple[str, ...]:
    """Return the ways to read a question in a conversation, the restated one first.

    What it leaves unsaid may be the question before, nothing, or the `topic`: what was just spoken
    of, as its document's title has it. None of these is right always ("What was the vote?" stands
    alone by its words, and asks about the law spoken of).
    """
    before, answer = _Asked(), ""
    asked: list[str] = []
    for turn in history:
        if turn.role == "assistant":
            answer = turn.text
            continue
        asked.append(turn.text)
        language = _language(asked)
        spoken = _reckoned(turn.text[:_LONGEST], before.subject, answer, language)
        before = _Asked(
            subject=_subject(before.subject, spoken, language)[-_LONGEST:],
            alone=_after(before, spoken, language)[-_LONGEST:],
            wording=spoken,
        )
    language = _language([*asked, question])
    question = _reckoned(question, before.subject, answer, language)
    joined = _after(before, question, language)
    if not topic:
        return (joined,)
    apart = question
    if before.alone != before.subject and _names_another(question, language):
        apart = f"{before.wording} {question}"  # without what the conversation began with
    return tuple(dict.fromkeys((joined, apart, f"{topic}. {question}")))


class _Asked(NamedTuple):
    """What was asked up to a question: what the conversation is about, and the last question, as it
    would be asked alone and as it was put."""

    subject: str = ""
    alone: str = ""
    wording: str = ""


def _reckoned(question: str, standing: str, answer: str, language: str) -> str:
    """Return the question with times in place of what names them by what was spoken of."""
    # An answer ends with a paragraph on its sources' dates.
    said, _, _ = answer.rpartition("\n\n")
    return reckoned(question, [standing, *_BETWEEN_QUOTES.split(said or answer)], language)


def as_stated(question: str, language: str) -> str:
    """Return what a sentence can answer of a question: none says whether it is the latest, or
    whether others agree with it, or sums up, or is a timeline. That is told from several, when they
    are put together.
    """
    asks = wanted(question, language)
    for kind in ("timeline", "overview"):
        if kind in asks:
            subject = without(kind, question, language)
            if not terms(subject, language):
                return question
            if "latest" not in asks:
                return subject
            question = subject
    stated = without("latest", _compared(question, language), language)
    return stated if len(terms(stated, language)) >= _STATED else question


def language_of(question: str, history: Sequence[Turn]) -> str:
    """Return the language of a question, which a short follow-up shares with what went before."""
    return _language([*(turn.text for turn in history if turn.role == "user"), question])


def just_cited(history: Sequence[Turn]) -> str:
    """Return the answer before the question; empty if there is none."""
    return next(iter(answers(history)), "")


def asks_otherwise(question: str, history: Sequence[Turn]) -> bool:
    """Tell whether a question asks for a kind of thing that the question before did not ask for:
    what was quoted to that one may answer it ("Who was sued?", "When?")."""
    *_, before = ("", *(turn.text for turn in history if turn.role == "user"))
    language = language_of(question, history)
    return bool((wanted(question, language) - wanted(before, language)) & _ANSWERED)


def answers(history: Sequence[Turn]) -> list[str]:
    """Return the answers before the question, the last one first."""
    return [turn.text for turn in reversed(history) if turn.role == "assistant"]


def _language(asked: Sequence[str]) -> str:
    """Return the language of the last of the questions."""
    *before, last = asked
    long_enough = sum(not word[0].isdigit() for word in _WORD.findall(last)) >= _TELLING_LANGUAGE
    if before and not long_enough:
        return _language(before)
    return _ENGLISH if _is_english_keywords(last) else detect(last)


def _is_english_keywords(question: str) -> bool:
    """Tell whether a question is a few words, and no sentence, that are all English ("removal rate
    EU IRU"): so few letters tell no language, and many a word is one in several."""
    said = [
        word
        for place, word in enumerate(re.findall(r"[^\W\d_]+", question))
        if word.islower() or (place == 0 and word.istitle())
    ]
    return (
        0 < len(said) < _TELLING_LANGUAGE
        and all(len(terms(" ".join(said), language)) == len(said) for language in LANGUAGES)
        and all(is_word(word, _ENGLISH) for word in said)
    )


def _compared(question: str, language: str) -> str:
    """Return what sources are compared about, if a question asks that and goes on to say it in a
    clause of its own ("Do the sources agree on when it was founded?"), else the question.

    What else is compared ("How does CSEP differ from what was before?") is named before it.
    """
    if "difference" not in wanted(question, language):
        return question
    for word in re.finditer(rf"\b(?:{question_words(language)})\b", question, re.IGNORECASE):
        clause = question[word.start() :]
        before = _SENTENCE_END.split(question[: word.start()])[-1]
        joined = re.search(rf"\b(?:{ands(language)})\s+$", before, re.IGNORECASE)
        if (
            "difference" in wanted(before, language)
            and len(terms(clause, language)) >= _STATED
            and not joined
            and not any(name.sure for name in names(before, language))
        ):
            return question[: word.start() - len(before)] + clause
    return question


def _subject(standing: str, question: str, language: str) -> str:
    """Return what the conversation is about after a question.

    A follow-up that names nothing of its own ("When was that?") leaves the subject as it was.
    """
    if standing and not stands_alone(question, language):
        says_more = _named(question, language) and not _leaves_open(question, language)
        return _joined(standing, question, language) if says_more else standing
    return question


def _after(before: _Asked, question: str, language: str) -> str:
    """Return a question with what it leaves unsaid: what the conversation is about or, if it only
    names another one ("And the sixth?"), all that was asked last ("Who chaired it?")."""
    unsaid = before.alone if _names_another(question, language) else before.subject
    return _joined(unsaid, question, language) if unsaid else question


def _names_another(question: str, language: str) -> bool:
    """Tell whether a follow-up only names another one, and asks nothing by itself."""
    named, more = _named_anew(question, language)
    return bool(named) and not more and not wanted(question, language) & _ANSWERED


def _joined(standing: str, question: str, language: str) -> str:
    if stands_alone(question, language):
        return question
    if "latest" in wanted(question, language) and not _has_pronoun(question, language):
        counted = {
            word for word in _named(standing, language) if _kind(word, language) == "ordinal"
        }
        standing = _cut(standing, [one for one in _WORD.finditer(standing) if one[0] in counted])
    named, more = _named_anew(question, language)
    if not named or len(more) > _SHORT or _leaves_open(question, language):
        return f"{standing} {question}"
    anew = _replaced(standing, named, question, language)
    is_whole = anew != standing and more.issubset(terms(standing, language))
    return anew if is_whole else f"{anew} {question}"


def asks_the_same(question: str, instead: str, language: str) -> bool:
    """Tell whether a follow-up only names another one, and what is asked `instead` has that."""
    named, more = _named_anew(question, language)
    return bool(named) and len(more) <= _SHORT and named <= set(_WORD.findall(instead))


def names_a_count(question: str, language: str) -> bool:
    """Tell whether a question names a time, or one of what is counted ("And the fifth?")."""
    named, _ = _named_anew(question, language)
    return any(_kind(word, language, counting=True) != "name" for word in named)


def without_counts(text: str, language: str) -> str:
    """Return a text without the dates and the ordinals that it names: "Fifth meeting, May 2019"."""
    # "16 and 17 March" are two dates, and one place.
    for start, end in sorted({(one.start, one.end) for one in dates(text, language)}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return _cut(text, [one for one in _WORD.finditer(text) if _kind(one[0], language) == "ordinal"])


def _named_anew(question: str, language: str) -> tuple[set[str], set[str]]:
    """Return what a follow-up names, and its telling words beside that. If it has none, a word
    counts that is as often no ordinal: "And the second?"."""
    surely = _named(question, language)
    named = _named(question, language, counting=not has_question_word(question, language))
    more = _telling(question, named, language)
    return (surely, _telling(question, surely, language)) if more else (named, more)


def _telling(question: str, named: set[str], language: str) -> set[str]:
    """Return the telling words of a question beside what it names and what points back."""
    said = _WORD.findall(without("back", question, language))
    rest = (word for word in said if word not in named)
    return set(terms(" ".join(rest), language))


def stands_alone(question: str, language: str) -> bool:
    """Tell whether a question says what it is about."""
    asks = wanted(question, language)
    if "back" in asks or _leaves_open(question, language):
        return False
    named = [word for word in _named(question, language) if _kind(word, language) == "name"]
    if "more" in asks and not named:
        question = without("more", question, language)
    telling = said_beside(asks & _BESIDE_THE_POINT, question, language)
    asking = len(_WORD.findall(question)) - len(terms(question, language))
    return len(telling) >= _TELLING or (bool(named) and asking >= _ASKING)


def _leaves_open(question: str, language: str) -> bool:
    """Tell whether a question has nothing but numbers and "or": "17 or 20?" asks which of these it
    is that was spoken of."""
    said = re.findall(r"\w+", question)
    parting = {word.casefold() for word in said if not word[0].isdigit()}
    numbers = sum(word[0].isdigit() for word in said)
    return numbers > 1 and bool(parting) and parting <= set(disjunctions(language))


def _named(text: str, language: str, *, counting: bool = False) -> set[str]:
    """Return the words of a text that are numbers, ordinals or months, or names by their capitals;
    where every noun has one, if no dictionary has them. `counting` is as `_kind` has it."""
    found = list(_WORD.finditer(text))
    words = [one[0] for one in found]
    named = {
        one[0]
        for one in found[1:]
        if one[0][0].isupper() and not _BEFORE_SENTENCE.search(text[: one.start()])
    }
    if language in ALL_NOUNS:
        named = {word for word in named if not is_word(word, language)}
    return named | {
        word
        for word in words
        if _is_code(word) or _kind(word, language, counting=counting) != "name"
    }


def _is_code(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


def _kind(word: str, language: str, *, counting: bool = False) -> _Kind:
    """Return what a word names, if it names anything; where it surely counts, one that is as often
    no ordinal ("first") is one."""
    if _ORDINAL_FIGURES.fullmatch(word):
        return "ordinal"
    if word[0].isdigit() or is_month(word, language):
        return "time"
    value = ordinal(word, known(language))
    return "ordinal" if value and (counting or not is_ambiguous(value, language)) else "name"


def _replaced(standing: str, named: set[str], question: str, language: str) -> str:
    """Return the standing question with what the follow-up names anew: times for times, ordinals
    for ordinals, names but the Forum's for names. The last place takes it all, the others go."""
    forum = held_by(SUBJECT, "en")
    counting = not _named_anew(question, language)[1]
    surely = any(_kind(word, language) == "ordinal" for word in _named(standing, language))
    kinds = [
        kind for kind in get_args(_Kind) if kind != "name" or not _has_pronoun(question, language)
    ]
    for kind in kinds:
        anew = [
            word
            for word in _WORD.findall(question)
            if word in named and _kind(word, language, counting=counting) == kind
        ]
        before = {
            word
            for word in _named(standing, language, counting=counting and not surely)
            if _kind(word, language, counting=counting and not surely) == kind
            and not forum.holds(word, language)
        }
        if anew and before:
            found = [match for match in _WORD.finditer(standing) if match[0] in before]
            place = _last_run(found, standing)
            places = [one for one in _WORD.finditer(question) if one[0] in anew]
            said = _last_run(places, question)
            between = _WORD.findall(question[places[0].end() : said[-1].start()])
            if any(word.casefold() in disjunctions(language) for word in between):
                said = places  # "the sixth or the seventh"
            together = len(said) == len(anew)
            instead = question[said[0].start() : said[-1].end()] if together else " ".join(anew)
            standing = standing[: place[0].start()] + instead + standing[place[-1].end() :]
            standing = _cut(standing, found[: -len(place)])
    return " ".join(standing.split())


def _last_run(matches: Sequence[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Return the last words and those right before them: "junio de 2019"."""
    run = [matches[-1]]
    for match in reversed(matches[:-1]):
        if not _NEXT_TO.fullmatch(text[match.end() : run[0].start()]):
            break
        run.insert(0, match)
    return run


def _cut(text: str, matches: Sequence[re.Match[str]]) -> str:
    for match in reversed(matches):
        text = text[: match.start()] + text[match.end() :]
    return " ".join(text.split())


def _has_pronoun(question: str, language: str) -> bool:
    """Tell whether more than the first word of a question ("And ...") points back, at one thing and
    not at a kind of things."""
    _, _, rest = question.partition(" ")
    return "back" in wanted(_ANOTHER_ONE.sub("", rest), language)


def faithful(restated: str, question: str, said: Sequence[str], language: str) -> bool:
    """Tell whether a model's restatement asks what the question asks, of what was said before.

    Names, numbers and dates that nobody said are not brought in, and no telling word of the
    question is left out.
    """
    kept = set(terms(question, language)) <= set(terms(restated, language))
    return kept and not brings_in(restated, "\n".join([question, *said]), language)


def brings_in(text: str, known: str, language: str) -> bool:
    """Tell whether a text has a name, number or date that a known text does not have."""
    mine, theirs = facts(text, language), facts(known, language)
    return (
        bool(Held(known, language).lacks(text, language))
        or not mine.codes <= theirs.codes
        or not all(any(date.within(other) for other in theirs.dates) for date in mine.dates)
        or not all(any(one.equals(other) for other in theirs.numbers) for one in mine.numbers)
    )
