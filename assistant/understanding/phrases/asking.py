"""Tells what kind of thing a question asks for, by its words, in the 24 official EU languages."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, get_args

from assistant.understanding.phrases.patterns import (
    asking_for,
    counted_people,
    joining,
    naming,
    plain_sentences,
    question_words,
    stands_in_phrases,
    when,
)
from assistant.wording.facts.counted import MEMBERS, Counted, counted
from assistant.wording.facts.lexicon import blanked
from vectorstore.dates import dates
from vectorstore.language import known
from vectorstore.terms import WORD, fold, terms, words

Detail = Literal["person", "time", "place", "amount", "reason"]
"""One thing that a few words can tell."""

Account = Literal[
    "latest",
    "next",
    "all",
    "difference",
    "both",
    "sooner",
    "membership",
    "joining",
    "meaning",
    "overview",
    "timeline",
]
"""What is told of a subject.

"latest": what holds now or came last. "next": what is still to come. "all": several things.
"difference": how things or sources differ. "both": something on each of two that were spoken of.
"sooner": which of several was before the others. "membership": whether somebody belongs to
something, or since when, and nothing else of it. "joining": whether or when they came to.
"meaning": what a name stands for. "overview": what there is on something, and nothing certain of
it. "timeline": what happened when, in order.
"""

Link = Literal[
    "opening", "back", "bare", "more", "return", "correction", "afterwards", "beforehand"
]
"""How a question hangs on what was spoken of before.

"opening": it begins as what follows up an earlier turn does. "back": it needs one to be understood.
"bare": it has no more than a word that asks. "more": what else there is on what was just told.
"return": something on what was spoken of before that. "correction": what was asked before, of what
was meant. "afterwards" and "beforehand": what came after or before what was just told.
"""

Wanted = Literal[Detail, Account, Link]

CERTAIN: frozenset[Wanted] = frozenset({*get_args(Detail), "latest", "difference"})
"""Who asks for one of these wants no overview, as in "tell me about when it began"."""
POINTING_BACK: tuple[Wanted, ...] = ("opening", "back", "bare")
"""Who asks so leaves something to what was spoken of before."""
_BY_NOUNS: tuple[Wanted, ...] = ("amount", "time", "place", "reason")
"""A noun alone may ask for one of these; "companies" may as well be what is counted."""
BELONGING: tuple[Wanted, ...] = ("membership", "joining")
_NO_CHECK: frozenset[Wanted] = CERTAIN - {"latest", "time"} | {"all"}
"""Who asks for one of these asks of nobody whether they belong, as in "how many are members?"."""
_SENTENCE_END = re.compile(r"(?:(?<=[?!;])|(?<=[^\W\d_]{2}\.))\s")
"""Not after "3." or "m."."""
_WHICH = 3
"""How many words after "which" may say what is asked for: "EU Member States"."""
_OPENINGS = 3
"""So many openings may stand one after the other: "And so what about"."""


def wanted(question: str, language: str) -> frozenset[Wanted]:
    """Return the kinds of things that a question asks for; none if its words do not tell.

    A language that is not known is read as English.
    """
    told = _told(question, language)
    if told & CERTAIN - {"latest"}:
        told -= {"overview"}
    told -= _said_of_the_reason(told, question, language)
    return told.difference(BELONGING) if told & _NO_CHECK else told


def _said_of_the_reason(told: frozenset[Wanted], question: str, language: str) -> frozenset[Wanted]:
    """Return the kinds of things that a question which asks why has after that, and no word that
    begins a question with them: "Why did they ask for a later date?" asks for no time."""
    if "reason" not in told or "difference" in told:
        return frozenset()
    language = known(language)
    before, *_ = cut(asking_for("reason", language), question, language)
    return frozenset(
        kind
        for kind in told.intersection(_BY_NOUNS) - {"reason"} - _told(before, language)
        if not any(
            has_question_word(asking, language)
            for asking in cut(asking_for(kind, language), question, language)[1::2]
        )
    )


@lru_cache(maxsize=1 << 10)
def _told(text: str, language: str) -> frozenset[Wanted]:
    """Return the kinds of things that a text has words for."""
    language = known(language)
    return frozenset(kind for kind in get_args(Wanted) if _has(kind, text, language))


def says_who_belongs(text: str, language: str) -> bool:
    """Tell whether a text says of somebody that they belong to something, or came to."""
    return not _told(text, language).isdisjoint(BELONGING)


def counts_people(text: str, language: str) -> bool:
    """Tell whether a text says how many people or bodies there are: "55 states"; those right after
    a date or a paragraph's number ("3. Members may ...") are not counted."""
    language = known(language)
    text = blanked(text, [(one.start, one.end) for one in dates(text, language)])
    text = re.sub(r"(?<=\d)\.(?=\s)", ";", text)
    return bool(counted_people(language).search(plain_sentences(text, language)))


def kinds_named(text: str, language: str) -> frozenset[Wanted]:
    """Return the kinds of things that a text names and does not ask with a word for: "budget",
    "start date"."""
    if has_question_word(text, language):
        return frozenset()
    language = known(language)
    said = plain_sentences(text, language)
    by_nouns = {kind for kind in _BY_NOUNS if naming(kind, language).search(said)}
    return (_told(text, language) & set(_BY_NOUNS)) | by_nouns


def last_asking(question: str, language: str) -> str:
    """Return the last sentence which asks anything: a restated follow-up comes after the sentences
    that it leans on."""
    for sentence in reversed(_SENTENCE_END.split(question)):
        if wanted(sentence, language) & {*get_args(Detail)} or has_question_word(
            sentence, language
        ):
            return sentence
    return ""


def without(kind: Wanted, question: str, language: str) -> str:
    """Return the question without the words that ask for a kind of thing."""
    return " ".join("".join(_split(kind, question, language)[::2]).split())


def without_opening(question: str, language: str) -> str:
    """Return the question without the words by which it follows up an earlier turn: "And what
    about"."""
    for _ in range(_OPENINGS):
        rest = without("opening", question, language)
        question = rest if WORD.search(rest) else question
    return question


def without_joining(question: str, language: str) -> str:
    """Return the question without a word that joins its subject at its beginning: "About GIFCT"."""
    before, *rest = cut(joining(known(language)), question, language)
    return question if WORD.search(before) or not rest else "".join(rest[1:])


def said_beside(kinds: Iterable[Wanted], question: str, language: str) -> list[str]:
    """Return the telling words of a question beside those that ask for kinds of things: "members"
    in "How many members today?"."""
    asking = []
    for kind in kinds:  # of the whole question each, so that their order does not matter
        place = 0
        for number, piece in enumerate(_split(kind, question, language, everywhere=True)):
            if number % 2:
                asking.append((place, place + len(piece)))
            place += len(piece)
    return terms(blanked(question, asking), language)


def telling(question: str, language: str) -> frozenset[str]:
    """Return the telling words of a question beside those that ask, as index terms."""
    return frozenset(said_beside(wanted(question, language), question, language))


def apart(kind: Wanted, question: str, language: str) -> list[str]:
    """Return what stands before, between and after the words of a question that ask for a kind of
    thing; what a phrase leaves open ("trat … bei") is between them."""
    language = known(language)
    before, *rest = _split(kind, question, language)
    pieces = [before]
    for asking, after in zip(rest[::2], rest[1::2], strict=True):
        said = WORD.findall(asking)
        left_open = (word for word in said if not stands_in_phrases(word, kind, language))
        pieces += [*left_open, after]
    return pieces


def _split(kind: Wanted, question: str, language: str, *, everywhere: bool = False) -> list[str]:
    """Return what stands before the words of a question that ask for a kind of thing, these, what
    stands between them and the next ones, and so on.

    At the end of a sentence the latest says more than when ("Is it still in force?"), so that it
    stays there, unless it is to go `everywhere`.
    """
    stays = kind == "latest" and not everywhere
    return cut(asking_for(kind, known(language)), question, language, stays=stays)


def cut(
    pattern: re.Pattern[str], question: str, language: str, *, stays: bool = False
) -> list[str]:
    """Return what stands before what a pattern finds in the words of a question, this, what stands
    between that and the next, and so on; at the end of a sentence it may stay."""
    text = plain_sentences(question, known(language))
    found = [*pattern.finditer(text)]
    said = list(WORD.finditer(question)) if found else []
    if not found or len(said) != sum(word != "." for word in text.split()):
        return [question]  # words were put together that stand apart in it
    pieces = [question]
    for match in reversed(found):
        if match[1] and not (stays and text.startswith(". ", match.end())):
            first, count = (
                sum(word != "." for word in one.split())
                for one in (text[: match.start()], match[1])
            )
            before, after = said[first].start(), said[first + count - 1].end()
            pieces[:1] = [question[:before], question[before:after], pieces[0][after:]]
    return pieces


def only_asks_when(question: str, language: str) -> bool:
    """Tell whether a question asks when something was, with the language's first word for that, and
    says nothing of what: "Since when?", "When was that?"."""
    if not {"time"} <= wanted(question, language) <= {"time", *POINTING_BACK}:
        return False
    asked = fold(when(language).rstrip("?").casefold())
    said = said_beside(("time", *POINTING_BACK), question, language)
    others = (word for word in said if not has_question_word(word, language))
    return asked in map(fold, words(question)) and not any(others)


def asks_what_it_is(question: str, language: str) -> bool:
    """Tell whether a question asks what something is: "What is the hash database?"."""
    return _has("what", question, known(language))


def asks_how(question: str, language: str) -> bool:
    """Tell whether a question asks in what way something is done: "How are members chosen?"."""
    return _has("manner", question, known(language))


def asks_or_follows_up(text: str, language: str) -> bool:
    """Tell whether a text has a word that asks, asks for an overview, or begins as what follows up
    an earlier turn does: "depuis quand ?", "Tietoa Discordista", "et en 2023 ?"."""
    return has_question_word(text, language) or any(
        _has(kind, text, known(language)) for kind in ("opening", "overview")
    )


def _has(kind: str, text: str, language: str) -> bool:
    said = plain_sentences(text, language)
    return any(match[1] for match in asking_for(kind, language).finditer(said))


def asked_nouns(text: str, language: str, most: int = 1) -> list[str]:
    """Return what stands right after each word that begins a question, up to so many words:
    "authority" of "Which authority"."""
    asking = rf"\b(?:{question_words(language)})\b\W+(\w+(?: \w+){{0,{most - 1}}})"
    return re.findall(asking, text, re.IGNORECASE)


def who_is_asked_for(text: str, language: str) -> frozenset[Counted]:
    """Return the kinds of members that a question asks for by their noun: "states" of "Which EU
    Member States ...?"."""
    nouns = asked_nouns(text, language, _WHICH)
    return MEMBERS & {counted(one, language) for one in nouns}


def has_question_word(text: str, language: str) -> bool:
    """Tell whether a text has a word that begins a question: then it checks nothing."""
    return bool(_question_word(language).search(text))


@cache
def _question_word(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{question_words(language)})\b", re.IGNORECASE)
