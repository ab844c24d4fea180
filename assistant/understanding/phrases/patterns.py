"""The phrases by which things are asked for, as patterns, in the 24 official EU languages.

They are in asking.json, for each language the words that begin a question, and for each kind of
thing a list of phrases. Case and accents do not count, and only whole words match. A phrase may
hold signs:

- `*` stands for any letters: "compan*"
- `=` before a word says that its accents count: "=où" is not "ou"
- `.` is where a sentence begins or ends: ". and", "that ."
- `…` is one word or none, as few as will do, `#` a number or a month's name
- `?` at the beginning is any phrase of the language's list "which": "? year"
- `-` at the beginning says that these words, together, tell nothing: "-at all"

The first phrase that asks for a time is the word for "when". Those below "what" ask what something
is, those below "manner" in what way it is done, and either for no kind of thing.

Who asks for a text frames its subject: "Please give me three key messages on the protocol for the
minister". framing.json holds, for each language, the words that may lead to what the text is to be
("leads"; numbers do, too), what begins an order to write whatever it may be ("drafts"), what it may
be ("texts", and "items" of which each is a sentence, "item" where it is one), what joins its
subject ("on"; in some languages an ending does), and what follows it: who or what it is "for"
("purposes"), and "please".

Who asks for the last answer once more says how. retelling.json holds, for each language, the words
for each way ("bullets", which a table is told in, "shorter", "grounds", "sources", "faithful", and
by its code each of the "languages"), the "articles" that make a people of a language, what "checks"
whether something is in one, and "others" that may stand beside them.

A pattern is one of a known language, and is looked for in what `plain_sentences` returns.
"""

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Literal

from assistant.wording.facts.lexicon import words as number_words
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.month_names import month_beginnings
from vectorstore.terms import fold, words

NOBODY = "nobody"
"""The name of the group that matches a people."""
_ENDED = frozenset({"et", "fi", "hu", "lt", "lv"})
"""Languages in which an ending may say what a text is for."""
_FORMS = ("items", "item", "texts")
"""What a text that is asked for may be."""
SENTENCE_END = re.compile(r"[?!;:…¿¡\n]|(?<=\w\w)\.(?=\s)")
"""What ends a sentence, or a clause of one."""
_BEGINNING = re.compile(r"\\\. |\w|")
_SIGNS = {".": r"\. ", "…": r"(?:\w+ )??"}


@lru_cache(maxsize=1 << 12)
def plain_sentences(text: str, language: str) -> str:
    """Return the words of a text, without their accents where these do not count, and a full stop
    before, between and after its sentences; a space is around each."""
    sentences = (plain_words(part, language) for part in SENTENCE_END.split(text))
    return " . " + "".join(f"{sentence}. " for sentence in sentences if sentence)


@cache
def question_words(language: str) -> str:
    """Return what matches a word that begins a question."""
    return "|".join(map(re.escape, _data("asking")[known(language)]["words"]))


def when(language: str) -> str:
    """Return the question "When?" in a language."""
    return f"{_data('asking')[known(language)]['time'][0].strip('.= ').capitalize()}?"


@cache
def asking_for(kind: str, language: str) -> re.Pattern[str]:
    """Return what finds words that ask for a kind of thing: group 1 holds them, if any do."""
    phrases = _data("asking")[language]
    by_sign: dict[str, list[str]] = {"-": [], "?": [], "": []}
    for phrase in phrases[kind]:
        sign = phrase[0] if phrase[0] in by_sign else ""
        by_sign[sign].append(phrase.removeprefix(sign))
    idle, asked, others = (any_phrase(alternatives, language) for alternatives in by_sign.values())
    framed = f"{_framed(others, language)}|" if kind == "overview" else ""
    which = any_phrase(phrases["which"], language)
    return re.compile(rf"(?<= )(?:{idle}|({framed}{others}|{which}{asked}))")


def stands_in_phrases(word: str, kind: str, language: str) -> bool:
    """Tell whether a word stands in any of the phrases that ask for a kind of thing."""
    return bool(_of_phrases(kind, language).fullmatch(plain_words(word, language)))


@cache
def counted_people(language: str) -> re.Pattern[str]:
    """Return what finds how many people or bodies there are: "55 states"."""
    return re.compile(rf"(?<= )\d{{1,3}} {_nouns('person', language)}")


@cache
def naming(kind: str, language: str) -> re.Pattern[str]:
    """Return what finds a word that "which" may stand before, to ask for a kind of thing."""
    return re.compile(f"(?<= ){_nouns(kind, language)}")


@cache
def items(kind: Literal["items", "item"], language: str) -> re.Pattern[str]:
    """Return what finds what a text may be, of which each is a sentence, or which is one."""
    return re.compile(f"(?<= ){_listed(kind, language)}")


@cache
def joining(language: str) -> re.Pattern[str]:
    """Return what finds a word that joins a subject."""
    return re.compile(f"(?<= )({_listed('on', language)})")


@cache
def purpose(language: str) -> re.Pattern[str]:
    """Return what finds, at the end of a sentence, what a text is for, and "please"."""
    before, whom = _listed("for", language), _listed("purposes", language)
    before = rf"{before}(?:(?!{before})\w+ ){{0,3}}?"
    if language in _ENDED:
        before = f"(?:{before})?"
    whom = rf"{before}{whom}(?:[^\W\d]+ ){{0,2}}?"
    return re.compile(rf"(?<= )((?:{whom}|{_listed('please', language)}){{1,3}})(?=\. )")


@cache
def told_again(language: str) -> re.Pattern[str]:
    """Return what finds words that ask for the last answer in a way, or a language, of its own: the
    group that matches has its name. With an article it is nobody's language: "the French"."""
    own = _data("retelling")[language]
    adjectives = (one for phrases in own["languages"].values() for one in phrases if " " not in one)
    groups = {NOBODY: f"{any_phrase(own['articles'], language)}{any_phrase(adjectives, language)}"}
    told = {way: own[way] for way in ("bullets", "shorter", "grounds", "sources", "faithful")}
    for way, phrases in (told | own["languages"]).items():
        groups[way] = any_phrase(phrases, language)
    return re.compile(f"(?<= )(?:{'|'.join(f'(?P<{way}>{one})' for way, one in groups.items())})")


@cache
def checks_language(language: str) -> re.Pattern[str]:
    """Return what finds words that ask whether something is in a language: "is it in"."""
    return re.compile(f"(?<= ){any_phrase(_data('retelling')[language]['checks'], language)}")


@cache
def beside_told_again(language: str) -> re.Pattern[str]:
    """Return what finds words that ask nothing beside those: polite ones, and "translate that"."""
    framing = _data("framing")[language]
    phrases = [*_data("retelling")[language]["others"], *framing["leads"], *framing["please"]]
    return re.compile(f"(?<= ){any_phrase(phrases, language)}")


def _framed(overview: str, language: str) -> str:
    """Return what matches the frame of a text that is asked for, from the beginning of a sentence
    to its subject: what leads to what the text is to be, that (one more word may say of what sort
    it is), and what joins its subject, or nothing where it has a sentence of its own."""
    own = _data("framing")[language]
    lead = f"(?:{_listed('leads', language)}|{_number(language)})"
    form = any_phrase([phrase for kind in _FORMS for phrase in own[kind]], language)
    if not own["on"]:
        return rf"\. {lead}+(?:{form}|{overview})"
    on = _listed("on", language)
    sort = rf"(?!(?:{question_words(language)}|{on}))\w+ "
    text = rf"(?:(?:{lead}+(?:{sort})?)?{form}{on}|{lead}*{form}(?=\. ))"
    draft = rf"{lead}*{_listed('drafts', language)}(?:\w+ ){{0,7}}?{on}"
    return rf"\. (?:{text}|{draft}|{lead}+{overview})"


@cache
def _nouns(kind: str, language: str) -> str:
    asked = (phrase for phrase in _data("asking")[language][kind] if phrase.startswith("?"))
    return any_phrase((phrase.removeprefix("?") for phrase in asked), language)


def _listed(kind: str, language: str) -> str:
    return any_phrase(_data("framing")[language][kind], language)


@cache
def _number(language: str) -> str:
    """Return what matches a number: in figures, or a word that stands for one."""
    spelled = [*number_words(language)["cardinals"], *number_words("mul")["one"]]
    return rf"(?:\d+ |{_any(_word(word, language) for word in spelled)})"


@cache
def _of_phrases(kind: str, language: str) -> re.Pattern[str]:
    """Return what matches a word that stands in any of a kind's phrases, and the space after it."""
    listed = _data("asking")[language]
    tokens = {token.lstrip("-?") for token in " ".join([*listed[kind], *listed["which"]]).split()}
    return any_word(tokens, language)


def any_word(tokens: Set[str], language: str) -> re.Pattern[str]:
    """Return what matches one of the words of phrases, as `plain_words` has it."""
    return re.compile("|".join(_regex(token, language) for token in tokens - {"", *_SIGNS}))


def any_phrase(phrases: Iterable[str], language: str) -> str:
    """Return what matches any of the phrases, which hold signs."""
    return _any(_regex(phrase, language) for phrase in phrases)


def _regex(phrase: str, language: str) -> str:
    """Return what matches a phrase and the space after it."""
    signs = _SIGNS | {"#": _number_or_month(language)}
    return "".join(signs.get(token) or _word(token, language) for token in phrase.split())


@cache
def _number_or_month(language: str) -> str:
    return rf"(?:\d+\w{{0,3}}|(?:{'|'.join(month_beginnings(language))})\w*) "


def _word(token: str, language: str) -> str:
    return r"\w*".join(plain_words(part, language).strip() for part in token.split("*")) + " "


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


def plain_words(text: str, language: str) -> str:
    """Return the words of a text without their accents where these do not count, each with a
    space after it."""
    accented = _accented(language)
    return "".join(f"{word if word in accented else fold(word)} " for word in words(text))


@cache
def _accented(language: str) -> frozenset[str]:
    listed = (
        *_data("asking")[language].values(),
        *_data("retelling")[language]["languages"].values(),
    )
    phrases = (phrase for each in listed for phrase in each)
    return frozenset(word for phrase in phrases for word in re.findall(r"=(\w+)", phrase))


def _data(name: str) -> dict[str, Any]:
    """Return what a file of this folder holds by language."""
    held: dict[str, Any] = read_data(__package__, f"{name}.json")
    return held
