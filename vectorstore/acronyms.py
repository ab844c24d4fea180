"""Names that go by an acronym and a long form, and terms of the field that go by several wordings
in many languages, so that each finds the other.

acronyms.json holds, for each acronym, its long forms by language (ISO 639-1) as they stand in
texts, the most usual first; under "mul" its other short forms: acronyms of single countries, and
the numbers of laws. An acronym is one word there, because it is what a passage is indexed under.
glossary.json holds the terms, by their most usual English wording, and their wordings by language;
the term without its blanks is the one word that a passage is indexed under. A change of either file
takes effect on passages already indexed when `CUTTING` in passages.py is raised.

Short forms count in any case ("euif"), but for the few listed in `only_in_capitals`, which are
also words of an official language ("ran", "Tat", "fra"). A company's new name is an acronym of its
old one ("Meta"), by which documents may still know it. How long they are decides nothing: "dsa"
and "tco" are no words anywhere, and people type them so. Long forms count in any case and, where
the language has a stemmer, in any inflection; for the other languages the file lists the forms.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from vectorstore.data import read_data
from vectorstore.terms import LONGEST_WORD, WORD, terms

_FALLBACK = "en"
_SHORT = "mul"
_TOKEN = re.compile(r"[^\W_]+|[.,;!?()]")
"""Words, and the punctuation that a name does not reach over; hyphens and white space are one."""
_REST_OF_WORD = re.compile(r"(?:[-\u2010\u2011:'’][^\W_]+)*")
"""What is joined to an acronym: "TCO-Verordnung", "EUIF:n"."""


@dataclass(frozen=True, slots=True)
class _Name:
    acronym: str
    language: str
    wording: str


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name that stands in a text, and where."""

    name: _Name
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A step in the tree of one language's names: those that end here, and how others go on."""

    names: list[_Name] = field(default_factory=list)
    further: dict[str, "_Node"] = field(default_factory=dict)


def spelled_out(question: str, language: str) -> str:
    """Return the question with the long form in brackets after each acronym, in the place of a
    single letter, and the usual English term after another wording of it.

    The long form is in the question's language (ISO 639-1) if that one is known, else in English.
    An acronym whose long form stands in the question, in whatever language, is left alone.
    """
    text = unicodedata.normalize("NFC", question)
    mentions = _mentions(text)
    explained = {found.name.acronym for found in mentions if _explains(found.name)}
    pieces, done = [], 0
    for found in mentions:
        if found.name.acronym in explained or _is_inside_a_name(found, mentions):
            continue
        explained.add(found.name.acronym)
        rest = _REST_OF_WORD.match(text, found.end)
        end = max(done, rest.end() if rest else found.end)
        explained_as = _explained(found.name.acronym, language)
        if len(found.name.acronym) == 1:  # a letter leads a model astray
            pieces += [text[done : found.start], explained_as, text[found.end : end]]
        else:
            pieces += [text[done:end], f" ({explained_as})"]
        done = end
    return "".join([*pieces, text[done:]]) if pieces else question


def _explains(name: _Name) -> bool:
    """Tell whether a wording needs no other beside it: a long form, or a term in usual English."""
    if name.acronym in _terms():
        return name.wording == _terms()[name.acronym]
    return name.language != _SHORT


def _is_inside_a_name(term: _Mention, mentions: Sequence[_Mention]) -> bool:
    """Tell whether a term is part of a name, or of a longer term: "radicalisation" in the name of
    the RAN, "drugs" in "tráfico de drogas"."""
    size = term.end - term.start
    return term.name.acronym in _terms() and any(
        found.start <= term.start and term.end <= found.end
        for found in mentions
        if found.name.acronym not in _terms() or found.end - found.start > size
    )


def _explained(acronym: str, language: str) -> str:
    if acronym in _terms():
        return _terms()[acronym]
    forms = _names()[acronym]
    return forms.get(language, forms[_FALLBACK])[0]


def short_forms(text: str) -> tuple[str, ...]:
    """Return the acronyms of the names that a text says in another way, in whatever language."""
    said = (found.name for found in _mentions(_plain(text)))
    return tuple(dict.fromkeys(name.acronym for name in said if name.wording != name.acronym))


def is_acronym(word: str) -> bool:
    """Tell whether a word is an acronym of the field, however it is written ("csep")."""
    return any(found.name.language == _SHORT for found in _mentions(_plain(word)))


def alternatives(question: str) -> dict[str, tuple[str, ...]]:
    """Return for each word of a name in the question the acronyms that a passage may say instead.

    Words are as the question writes them. Numbers have no alternative: who asks for Regulation
    2021/784 is not helped by all that is about its subject.
    """
    text = unicodedata.normalize("NFC", question)
    found: dict[str, list[str]] = {}
    for mention in _mentions(text):
        for word in WORD.findall(text[mention.start : mention.end]):
            acronyms = found.setdefault(word, [])
            if mention.name.acronym not in acronyms and not word.isdigit():
                acronyms.append(mention.name.acronym)
    return {word: tuple(acronyms) for word, acronyms in found.items() if acronyms}


def words_of_terms(text: str) -> frozenset[str]:
    """Return the words of a text, as it writes them, that stand in a term of the field, such as
    "ministerial meeting": what there may be several of."""
    text = unicodedata.normalize("NFC", text)
    return frozenset(
        word
        for found in _mentions(text)
        if found.name.acronym in _terms()
        for word in WORD.findall(text[found.start : found.end])
    )


def words_of_bodies(text: str) -> frozenset[str]:
    """Return the words of a text, as it writes them, that stand in a name with an acronym, and in
    no term of the field: "hash" is no name."""
    return frozenset(alternatives(text)) - words_of_terms(text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\xad", "")


@lru_cache(maxsize=1 << 10)
def _mentions(text: str) -> tuple[_Mention, ...]:
    """Return the names in a text in their order; they may overlap."""
    tokens = list(_TOKEN.finditer(text))
    return tuple(
        _Mention(name, token.start(), end)
        for first, token in enumerate(tokens)
        for language, node in _beginning_with(token[0][:LONGEST_WORD])
        for name, end in _ending(tokens, first, language, node)
        if language != _SHORT or _is_meant(name, text[token.start() : end])
    )


def _ending(
    tokens: list[re.Match[str]], at: int, language: str, node: _Node
) -> Iterator[tuple[_Name, int]]:
    """Yield the names that go on from a node, reached at a token, with where they end."""
    while True:
        for name in node.names:
            yield name, tokens[at].end()
        at += 1
        while at < len(tokens) and not _stem(tokens[at][0][:LONGEST_WORD], language):
            at += 1  # stop words neither make nor break a name
        if at == len(tokens):
            return
        following = node.further.get(_stem(tokens[at][0][:LONGEST_WORD], language))
        if following is None:
            return
        node = following


def _is_meant(name: _Name, written: str) -> bool:
    """Tell an acronym from a word that is spelled like it."""
    singular = written.removesuffix("s")
    return name.wording not in _in_capitals() or singular == name.wording or singular.isupper()


@lru_cache(maxsize=1 << 16)
def _beginning_with(token: str) -> tuple[tuple[str, _Node], ...]:
    """Return each language that has names beginning with a word, and how they go on."""
    return tuple(
        (language, _trees()[language].further[stem])
        for language in _languages().get(_opening(token), ())
        if (stem := _stem(token, language)) in _trees()[language].further
    )


@lru_cache(maxsize=1 << 16)
def _stem(token: str, language: str) -> str:
    """Return what a word is compared by: nothing for a stop word."""
    if language == _SHORT or not token[0].isalnum():
        return token.casefold()
    return "".join(terms(token, language))


@cache
def _languages() -> dict[str, set[str]]:
    """Return by two letters the languages that have names opening with them.

    Most words open no name in most languages, and need not be stemmed in each of them.
    """
    languages: dict[str, set[str]] = {}
    for name in _all_names():
        languages.setdefault(_opening(_words(name)[0]), set()).add(name.language)
    return languages


def _opening(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word[:2].casefold())
    return "".join(letter for letter in letters if letter.isalnum())


@cache
def _trees() -> dict[str, _Node]:
    """Return a tree of names for each language, by what their words are compared by."""
    trees: dict[str, _Node] = {}
    for name in _all_names():
        node = trees.setdefault(name.language, _Node())
        *words, last = _words(name)
        for word in words:
            node = node.further.setdefault(_stem(word, name.language), _Node())
        for form in (last, f"{last}s") if name.language == _SHORT else (last,):
            node.further.setdefault(_stem(form, name.language), _Node()).names.append(name)
    return trees


def _words(name: _Name) -> list[str]:
    tokens: list[str] = _TOKEN.findall(_plain(name.wording))
    return [token for token in tokens if _stem(token, name.language)]


def _all_names() -> Iterator[_Name]:
    for acronym, forms in _names().items():
        yield _Name(acronym, _SHORT, acronym)
        for language, wordings in forms.items():
            for wording in wordings:
                yield _Name(acronym, language, wording)

    for acronym, term in _terms().items():
        for language, wordings in _glossary()[term].items():
            for wording in wordings:
                yield _Name(acronym, language, wording)


def _names() -> dict[str, dict[str, list[str]]]:
    names: dict[str, dict[str, list[str]]] = read_data(__package__, "acronyms.json")["names"]
    return names


@cache
def _in_capitals() -> frozenset[str]:
    return frozenset(read_data(__package__, "acronyms.json")["only_in_capitals"])


@cache
def _terms() -> dict[str, str]:
    """Return the terms of the glossary by the word that a passage is indexed under."""
    return {re.sub(r"\W", "", term): term for term in _glossary()}


@cache
def _glossary() -> dict[str, dict[str, list[str]]]:
    glossary: dict[str, dict[str, list[str]]] = read_data(__package__, "glossary.json")
    return glossary
