"""Tells what kind of thing a question asks for, by its words, in the 24 official EU languages.

The words are in asking.json, for each language those that begin a question, and for each kind of
thing a list of phrases. Case and accents do not count, and only whole words match. A phrase may
hold signs:

- `*` stands for any letters: "compan*"
- `=` before a word says that its accents count: "=où" is not "ou"
- `.` is where a sentence begins or ends: ". and", "that ."
- `…` is one word or none, as few as will do, `#` a number or a month's name
- `?` at the beginning is any phrase of the language's list "which": "? year"
- `-` at the beginning says that these words, together, tell nothing: "-at all"

The first phrase that asks for a time is the word for "when".
"""

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Literal, get_args

from assistant.wording.facts.lexicon import blanked
from vectorstore.dates import dates, month_beginnings
from vectorstore.language import WORD, fold, terms, words

Wanted = Literal[
    "person",
    "time",
    "place",
    "amount",
    "reason",
    "latest",
    "all",
    "difference",
    "opening",
    "back",
    "bare",
    "membership",
    "joining",
    "meaning",
    "overview",
    "timeline",
    "more",
    "next",
    "return",
    "correction",
    "both",
    "sooner",
    "afterwards",
    "beforehand",
]

_FALLBACK = "en"
CERTAIN: frozenset[Wanted] = frozenset(
    {"person", "time", "place", "amount", "reason", "latest", "difference"}
)
"""Who asks for one of these wants no overview, as in "tell me about when it began"."""
POINTING_BACK: tuple[Wanted, ...] = ("opening", "back", "bare")
"""Who asks so leaves something to what was spoken of before."""
BELONGING: tuple[Wanted, ...] = ("membership", "joining")
_NO_CHECK: frozenset[Wanted] = CERTAIN - {"latest", "time"} | {"all"}
"""Who asks for one of these asks of nobody whether they belong, as in "how many are members?"."""
_OPENINGS = 3
"""So many openings may stand one after the other: "And so what about"."""
_SENTENCE_END = re.compile(r"[?!;:…¿¡\n]|(?<=\w\w)\.(?=\s)")
_BEGINNING = re.compile(r"\\\. |\w|")
_SIGNS = {".": r"\. ", "…": r"(?:\w+ )??"}


def wanted(question: str, language: str) -> frozenset[Wanted]:
    """Return the kinds of things that a question asks for; none if its words do not tell.

    "latest": what holds now or came last. "all": several things. "difference": how things or
    sources differ. "opening": it begins as what follows up an earlier turn does. "back": it needs
    one to be understood. "bare": it has no more than a word that asks. "membership":
    whether somebody belongs to something, or since when, and nothing else of it. "joining": whether
    or when they came to. "meaning": what a name stands for. "overview": what there is on something,
    and nothing certain of it. "timeline": what happened when, in order. "more": what else there is
    on what was just told. "next": what is still to come. "return": something on what was spoken of
    before that. "correction": what was asked before, of what was meant. "both": something on each
    of two that were spoken of. "sooner": which of several was before the others. "afterwards" and
    "beforehand": what came after or before what was just told. The rest are what they say.
    A language that is not known is read as English.
    """
    told = _told(question, language)
    if told & CERTAIN - {"latest"}:
        told -= {"overview"}
    return told.difference(BELONGING) if told & _NO_CHECK else told


@lru_cache(maxsize=1 << 10)
def _told(text: str, language: str) -> frozenset[Wanted]:
    """Return the kinds of things that a text has words for."""
    known = _known(language)
    said = _plain_sentences(text, known)
    return frozenset(
        kind
        for kind, pattern in _patterns(known).items()
        if any(match[1] for match in pattern.finditer(said))
    )


def says_who_belongs(text: str, language: str) -> bool:
    """Tell whether a text says of somebody that they belong to something, or came to."""
    return not _told(text, language).isdisjoint(BELONGING)


def counts_people(text: str, language: str) -> bool:
    """Tell whether a text says how many people or bodies there are: "55 states"; those right after
    a date or a paragraph's number ("3. Members may ...") are not counted."""
    known = _known(language)
    text = blanked(text, [(one.start, one.end) for one in dates(text, known)])
    text = re.sub(r"(?<=\d)\.(?=\s)", ";", text)
    return bool(_counted_people(known).search(_plain_sentences(text, known)))


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


def said_beside(kinds: Iterable[Wanted], question: str, language: str) -> list[str]:
    """Return the telling words of a question beside those that ask for kinds of things: "members"
    in "How many members today?"."""
    for kind in kinds:
        question = "".join(_split(kind, question, language, everywhere=True)[::2])
    return terms(question, language)


def apart(kind: Wanted, question: str, language: str) -> list[str]:
    """Return what stands before, between and after the words of a question that ask for a kind of
    thing; what a phrase leaves open ("trat … bei") is between them."""
    own = _of_phrases(kind, _known(language))
    before, *rest = _split(kind, question, language)
    pieces = [before]
    for asking, after in zip(rest[::2], rest[1::2], strict=True):
        said = WORD.findall(asking)
        pieces += [*(word for word in said if not own.fullmatch(_plain(word, language))), after]
    return pieces


def _split(kind: Wanted, question: str, language: str, *, everywhere: bool = False) -> list[str]:
    """Return what stands before the words of a question that ask for a kind of thing, these, what
    stands between them and the next ones, and so on.

    At the end of a sentence the latest says more than when ("Is it still in force?"), so that it
    stays there, unless it is to go `everywhere`.
    """
    known = _known(language)
    text, said = _plain_sentences(question, known), list(WORD.finditer(question))
    if len(said) != sum(word != "." for word in text.split()):
        return [question]  # words were put together that stand apart in it
    pieces = [question]
    for match in reversed([*_patterns(known)[kind].finditer(text)]):
        stays = kind == "latest" and not everywhere and text.startswith(". ", match.end())
        if match[1] and not stays:
            first, count = (
                sum(word != "." for word in one.split())
                for one in (text[: match.start()], match[1])
            )
            before, after = said[first].start(), said[first + count - 1].end()
            pieces[:1] = [question[:before], question[before:after], pieces[0][after:]]
    return pieces


def when(language: str) -> str:
    """Return the question "When?" in a language."""
    return f"{_phrases()[_known(language)]['time'][0].strip('.= ').capitalize()}?"


def only_asks_when(question: str, language: str) -> bool:
    """Tell whether a question asks when something was, with the language's first word for that, and
    says nothing of what: "Since when?", "When was that?"."""
    if not {"time"} <= wanted(question, language) <= {"time", *POINTING_BACK}:
        return False
    asked = fold(when(language).rstrip("?").casefold())
    said = said_beside(("time", *POINTING_BACK), question, language)
    others = (word for word in said if not has_question_word(word, language))
    return asked in map(fold, words(question)) and not any(others)


def has_question_word(text: str, language: str) -> bool:
    """Tell whether a text has a word that begins a question: then it checks nothing."""
    return bool(re.search(rf"\b(?:{question_words(language)})\b", text, re.IGNORECASE))


@cache
def question_words(language: str) -> str:
    """Return what matches a word that begins a question."""
    return "|".join(map(re.escape, _phrases()[_known(language)]["words"]))


def _known(language: str) -> str:
    return language if language in _phrases() else _FALLBACK


@lru_cache(maxsize=1 << 8)
def _plain_sentences(question: str, language: str) -> str:
    sentences = (_plain(part, language) for part in _SENTENCE_END.split(question))
    return " . " + "".join(f"{sentence}. " for sentence in sentences if sentence)


def _plain(text: str, language: str) -> str:
    """Return the words of a text without their accents where these do not count, each with a
    space after it."""
    accented = _accented(language)
    return "".join(f"{word if word in accented else fold(word)} " for word in words(text))


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("asking.json").read_text(encoding="utf-8")
    phrases: dict[str, dict[str, list[str]]] = json.loads(text)
    return phrases


@cache
def _accented(language: str) -> frozenset[str]:
    phrases = (phrase for each in _phrases()[language].values() for phrase in each)
    return frozenset(word for phrase in phrases for word in re.findall(r"=(\w+)", phrase))


@cache
def _patterns(language: str) -> dict[Wanted, re.Pattern[str]]:
    """Return what finds each kind of thing: group 1 holds the words that tell it, if any do."""
    phrases = _phrases()[language]
    which = _any(_regex(phrase, language) for phrase in phrases["which"])
    patterns: dict[Wanted, re.Pattern[str]] = {}
    for kind in get_args(Wanted):
        by_sign: dict[str, list[str]] = {"-": [], "?": [], "": []}
        for phrase in phrases[kind]:
            sign = phrase[0] if phrase[0] in by_sign else ""
            by_sign[sign].append(_regex(phrase.removeprefix(sign), language))
        idle, asked, others = (_any(alternatives) for alternatives in by_sign.values())
        patterns[kind] = re.compile(rf"(?<= )(?:{idle}|({others}|{which}{asked}))")
    return patterns


@cache
def _counted_people(language: str) -> re.Pattern[str]:
    asked = (phrase for phrase in _phrases()[language]["person"] if phrase.startswith("?"))
    people = _any(_regex(phrase.removeprefix("?"), language) for phrase in asked)
    return re.compile(rf"(?<= )\d{{1,3}} {people}")


@cache
def _of_phrases(kind: Wanted, language: str) -> re.Pattern[str]:
    """Return what matches a word that stands in any of a kind's phrases, and the space after it."""
    listed = _phrases()[language]
    tokens = {token.lstrip("-?") for token in " ".join([*listed[kind], *listed["which"]]).split()}
    return re.compile("|".join(_regex(token, language) for token in tokens - {"", *_SIGNS}))


def _regex(phrase: str, language: str) -> str:
    """Return what matches a phrase and the space after it."""
    signs = _SIGNS | {"#": _number_or_month(language)}
    return "".join(signs.get(token) or _word(token, language) for token in phrase.split())


@cache
def _number_or_month(language: str) -> str:
    return rf"(?:\d+\w{{0,3}}|(?:{'|'.join(month_beginnings(language))})\w*) "


def _word(token: str, language: str) -> str:
    return r"\w*".join(_plain(part, language).strip() for part in token.split("*")) + " "


def _begun(alternative: str) -> str:
    return str(_BEGINNING.findall(alternative)[0])


def _any(alternatives: Iterable[str]) -> str:
    """Return what matches any of the alternatives; what matches nothing if there are none.

    Those that begin alike stand together, so that most are passed over at once, and a longer one
    stands before one that it begins with.
    """
    longest_first = sorted(alternatives, key=lambda one: (_begun(one), -len(one), one))
    groups = groupby(longest_first, _begun)
    joined = (
        f"{key}(?:{'|'.join(one.removeprefix(key) for one in group)})" for key, group in groups
    )
    return f"(?:{'|'.join(joined) or '(?!)'})"
