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

Who asks for a text frames its subject: "Please give me three key messages on the protocol for the
minister". framing.json holds, for each language, the words that may lead to what the text is to be
("leads"; numbers do, too), what begins an order to write whatever it may be ("drafts"), what it may
be ("texts", and "items" of which each is a sentence, "item" where it is one), what joins its
subject ("on"; in some languages an ending does), and what follows it: who or what it is "for"
("purposes"), and "please".
"""

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Literal, get_args

from assistant.wording.facts.lexicon import blanked
from assistant.wording.facts.lexicon import words as number_words
from assistant.wording.facts.numbers import numbers_in
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
_ENDED = frozenset({"et", "fi", "hu", "lt", "lv"})
"""Languages in which an ending may say what a text is for."""
_FORMS = ("items", "item", "texts")
"""What a text that is asked for may be."""
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


def without_purpose(question: str, language: str) -> str:
    """Return a question for an overview without what that is for ("for the minister, please"), any
    other as it is."""
    if "overview" not in wanted(question, language):
        return question
    rest = "".join(_cut(_purpose(_known(language)), question, language)[::2]).rstrip(" ,")
    # In Bulgarian what a text is for, and what it is on, are joined by one word.
    return rest if terms(without("overview", rest, language), language) else question


def sentences_wanted(question: str, language: str) -> int | None:
    """Return how many sentences an overview is asked for in ("three bullets on", "in a line"); None
    if the question leaves that open."""
    known = _known(language)
    for framing in _split("overview", question, language)[1::2]:
        said = _plain_sentences(framing, known)
        counted = [one for one in numbers_in(framing, known) if one.unit == ""]
        if counted and _items("items", known).search(said):
            return int(max(max(one.values) for one in counted))
        if _items("item", known).search(said):
            return 1
    return None


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
    stays = kind == "latest" and not everywhere
    return _cut(_patterns(_known(language))[kind], question, language, stays=stays)


def _cut(
    pattern: re.Pattern[str], question: str, language: str, *, stays: bool = False
) -> list[str]:
    """Return what stands before what a pattern finds in the words of a question, this, what stands
    between that and the next, and so on; at the end of a sentence it may stay."""
    text, said = _plain_sentences(question, _known(language)), list(WORD.finditer(question))
    if len(said) != sum(word != "." for word in text.split()):
        return [question]  # words were put together that stand apart in it
    pieces = [question]
    for match in reversed([*pattern.finditer(text)]):
        if match[1] and not (stays and text.startswith(". ", match.end())):
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
def _framing() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("framing.json").read_text(encoding="utf-8")
    framing: dict[str, dict[str, list[str]]] = json.loads(text)
    return framing


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
        framed = f"{_framed(others, language)}|" if kind == "overview" else ""
        patterns[kind] = re.compile(rf"(?<= )(?:{idle}|({framed}{others}|{which}{asked}))")
    return patterns


def _framed(overview: str, language: str) -> str:
    """Return what matches the frame of a text that is asked for, from the beginning of a sentence
    to its subject: what leads to what the text is to be, that (one more word may say of what sort
    it is), and what joins its subject, or nothing where it has a sentence of its own."""
    own = _framing()[language]
    lead = f"(?:{_listed('leads', language)}|{_number(language)})"
    form = _any(_regex(phrase, language) for kind in _FORMS for phrase in own[kind])
    if not own["on"]:
        return rf"\. {lead}+(?:{form}|{overview})"
    on = _listed("on", language)
    sort = rf"(?!(?:{question_words(language)}|{on}))\w+ "
    text = rf"(?:(?:{lead}+(?:{sort})?)?{form}{on}|{lead}*{form}(?=\. ))"
    draft = rf"{lead}*{_listed('drafts', language)}(?:\w+ ){{0,7}}?{on}"
    return rf"\. (?:{text}|{draft}|{lead}+{overview})"


@cache
def _purpose(language: str) -> re.Pattern[str]:
    """Return what finds, at the end of a sentence, what a text is for, and "please"."""
    before, whom = _listed("for", language), _listed("purposes", language)
    before = rf"{before}(?:(?!{before})\w+ ){{0,3}}?"
    if language in _ENDED:
        before = f"(?:{before})?"
    whom = rf"{before}{whom}(?:[^\W\d]+ ){{0,2}}?"
    return re.compile(rf"(?<= )((?:{whom}|{_listed('please', language)}){{1,3}})(?=\. )")


@cache
def _items(kind: Literal["items", "item"], language: str) -> re.Pattern[str]:
    return re.compile(f"(?<= ){_listed(kind, language)}")


def _listed(kind: str, language: str) -> str:
    return _any(_regex(phrase, language) for phrase in _framing()[language][kind])


@cache
def _number(language: str) -> str:
    """Return what matches a number: in figures, or a word that stands for one."""
    spelled = [*number_words(language)["cardinals"], *number_words("mul")["one"]]
    return rf"(?:\d+ |{_any(_word(word, language) for word in spelled)})"


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
