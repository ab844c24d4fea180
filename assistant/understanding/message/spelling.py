"""Mends mistyped words before a question is read: "wehn was the thrid meeting" says nothing to
rules that look for "when" and "third". What a keyboard without a language's letters makes of them
is put back as well: "naechste", "alarmow".

Only a word that no document holds and no dictionary knows is taken for mistyped, and only for one
that it is a slip away from (Damerau, 1964, https://doi.org/10.1145/363958.363994: two letters that
changed places, one more, one less, another one) and that documents hold, or that is a stop word of
its language. Else a name that nobody has heard of would become one that is known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Protocol

from assistant import sentences
from vectorstore.dictionaries import is_word
from vectorstore.terms import fold, is_stop_word

_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?![\w'’])")
_SHORTEST, _SHORTEST_NAME = 4, 6
"""So many letters a word, or a name, has at least that is taken for mistyped: of shorter ones too
many are a slip away from each other."""
_LONGEST = 30
"""Of a longer word, which is none that anybody types, there are too many slips to look each up."""
_SWAPPED_ONLY = 4
"""Up to so many letters only two that changed places are put back."""
_TYPED_FOR = {
    "da": {"ae": "æ", "oe": "ø", "aa": "å"},
    "de": {"ae": "ä", "oe": "ö", "ue": "ü"},
    "sv": {"ae": "ä", "oe": "ö", "aa": "å"},
}
"""Pairs of letters that are typed for one that a keyboard lacks."""


class Holds(Protocol):
    """What knows the documents: `vectorstore.vocabulary.Vocabulary`."""

    def speaks(self, language: str, groups: Iterable[str]) -> bool:
        """Tell whether any document that somebody in these groups may see is in a language."""

    def holding(
        self, words: Iterable[str], language: str, groups: Iterable[str]
    ) -> Mapping[str, int]:
        """Return how many passages hold each of the words that any holds which somebody in these
        groups may see."""

    def shows(self, word: str, language: str, groups: Iterable[str]) -> bool:
        """Tell whether a passage that somebody in these groups may see holds a word in this very
        form."""


def mended(text: str, language: str, documents: Holds, groups: Iterable[str]) -> str:
    """Return a text with its mistyped words as they were meant by somebody in these groups, who is
    told of no word that stands in nothing they may see. In a language that no document is in only
    pairs of letters that were typed for one are put back."""
    text = _WORD.sub(lambda match: _written_out(match[0], language), text)
    if not documents.speaks(language, groups):
        return text
    typed = {word for word in _WORD.findall(text) if _may_be_mistyped(word, language)}
    held = documents.holding(typed, language, groups)
    meant = {word: _meant(word, language, documents, groups) for word in typed - held.keys()}
    return _WORD.sub(lambda match: meant.get(match[0], match[0]), text)


def _written_out(word: str, language: str) -> str:
    """Return a word with the letters that pairs were typed for, if only that is in the dictionary.
    No umlaut is meant in "Israel" or "aktuell"."""
    written = word
    for pair, letter in _TYPED_FOR.get(language, {}).items():
        written = written.replace(pair, letter).replace(pair.capitalize(), letter.upper())
    is_meant = written != word and not is_word(word, language) and is_word(written, language)
    return written if is_meant else word


def _may_be_mistyped(word: str, language: str) -> bool:
    shortest = _SHORTEST_NAME if word[0].isupper() else _SHORTEST
    is_in_reach = shortest <= len(word) <= _LONGEST
    is_acronym = any(letter.isupper() for letter in word[1:])
    return is_in_reach and not is_acronym and not is_stop_word(word, language)


def _meant(word: str, language: str, documents: Holds, groups: Iterable[str]) -> str:
    """Return what a word that no document holds was meant to be; itself if that is not known."""
    if is_word(word, language):
        return word
    for near in _slips(word.lower(), language):
        counts = documents.holding(near, language, groups)
        likely = [one for one in near if is_stop_word(one, language) and word[0].islower()]
        likely += sorted(counts, key=lambda one: counts[one], reverse=True)
        for one in likely:
            is_accented = fold(one) == fold(word.lower()) and is_word(one, language)
            if is_stop_word(one, language) or is_accented or documents.shows(one, language, groups):
                return one.capitalize() if word[0].isupper() else one
    return word


def _slips(word: str, language: str) -> Iterator[list[str]]:
    """Yield what a word may have been by each kind of slip, the likeliest kinds first."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield _each([left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1])
    if len(word) <= _SWAPPED_ONLY:
        return
    letters = _letters(language)
    yield _each([left + right[1:] for left, right in cuts if right])
    yield _each([left + letter + right for left, right in cuts for letter in letters])
    yield _each([left + letter + right[1:] for left, right in cuts if right for letter in letters])


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


@cache
def _letters(language: str) -> str:
    """Return the letters of a language: those of its fixed sentences."""
    texts = (sentences.template(language, key).lower() for key in sentences.keys())  # noqa: SIM118
    return "".join(sorted({letter for text in texts for letter in text if letter.isalpha()}))
