"""The words of the library: which of them passages hold, in which form, and how rare they are."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from vectorstore.acronyms import alternatives
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters
from vectorstore.full_text import FullText
from vectorstore.query import Term, rarity
from vectorstore.sight import Sight
from vectorstore.terms import WORD, terms, words

_SOME = 10
"""So many passages that hold a word are read."""

_WIDESPREAD, _SEVERAL = 0.15, 5
"""In so large a part of all passages, and in so many, is what the library is about."""


class Vocabulary:
    """Tells of words, to somebody in some groups, whether they stand in what these may see."""

    def __init__(self, catalogue: Catalogue, full_text: FullText) -> None:
        self._full_text = full_text
        self._is_any: Callable[[Sight], bool] = catalogue.is_any
        self._languages: Callable[[], list[str]] = partial(catalogue.languages, None)
        self._total: Callable[[], int] = catalogue.count_passages

    @classmethod
    def for_one_question(cls, catalogue: Catalogue, full_text: FullText) -> "Vocabulary":
        """Return a vocabulary that looks up only once in which languages documents are and how many
        passages there are."""
        vocabulary = cls(catalogue, full_text)
        vocabulary._languages = cache(vocabulary._languages)
        vocabulary._total = cache(vocabulary._total)
        return vocabulary

    def speaks(self, language: str, groups: Iterable[str]) -> bool:
        """Tell whether any document that somebody in these groups may see is in a language."""
        return self._is_any(Sight(frozenset(groups), Filters(language=language)))

    def holding(self, words: Iterable[str], language: str, groups: Iterable[str]) -> dict[str, int]:
        """Return how many passages hold each of the words, in that language, that any holds which
        somebody in these groups may see."""
        stems = {word: set(terms(word, language)) for word in words}
        counts = self._full_text.shown(set().union(*stems.values()), Sight(frozenset(groups)))
        held = {
            word: max((counts.get(stem, 0) for stem in each), default=0)
            for word, each in stems.items()
        }
        return {word: count for word, count in held.items() if count}

    def shows(self, word: str, language: str, groups: Iterable[str]) -> bool:
        """Tell whether a passage that somebody in these groups may see holds a word in this very
        form."""
        found = self._holders(terms(word, language), groups)
        return any(word.casefold() in words(text) for text, _ in found)

    def holders(
        self, words: Iterable[str], language: str, groups: Iterable[str]
    ) -> dict[str, list[tuple[str, str]]]:
        """Return for each of the words that any passage holds some passages that somebody in these
        groups may see and that hold it, in any language: each text and its language."""
        spoken = {language, *self._languages()}
        stems = {word: {stem for one in spoken for stem in terms(word, one)} for word in words}
        counts = self._full_text.frequencies(set().union(*stems.values()))
        return {
            word: self._holders(each, groups)
            for word, each in stems.items()
            if not each.isdisjoint(counts)
        }

    def _holders(self, stems: Iterable[str], groups: Iterable[str]) -> list[tuple[str, str]]:
        return self._full_text.holding(stems, Sight(frozenset(groups)), _SOME)

    def speaks_of(self, word: str, language: str, groups: Iterable[str]) -> bool:
        """Tell whether any passage that somebody in these groups may see holds a word, in whatever
        language it is written."""
        stems = {stem for term in self.terms(word, language) for stem in term.stems}
        return bool(self._full_text.shown(stems, Sight(frozenset(groups))))

    def terms(self, text: str, language: str) -> tuple[Term, ...]:
        """Return the words of a text, each as every language of the library would stem it.

        A passage is indexed under the acronyms of the names in it, so a word of a name is also met
        by its acronym; the long form of an acronym need not be asked for.
        """
        spoken = {language, *self._languages()}
        acronyms = alternatives(text)
        stemmed = {
            word: frozenset(
                stem
                for other in spoken
                for said in (word, *acronyms.get(word, ()))
                for stem in terms(said, other)
            )
            for word in dict.fromkeys(WORD.findall(unicodedata.normalize("NFC", text)))
            if terms(word, language)
        }
        counts = self._full_text.frequencies(frozenset().union(*stemmed.values()))
        total = self._total()
        return tuple(
            Term(stems, rarity(max(counts.get(stem, 0) for stem in stems), total))
            for stems in stemmed.values()
        )

    def stems(self, text: str) -> set[str]:
        """Return the words of a text as every language of the library would stem them."""
        return {stem for other in self._languages() for stem in terms(text, other)}

    def widespread(self, titles: Mapping[str, str]) -> frozenset[str]:
        """Return the words of titles, each with its language, that a large part of the library
        holds."""
        stems = {
            word: set(terms(word, language))
            for title, language in titles.items()
            for word in words(title)
        }
        counts = self._full_text.frequencies(set().union(*stems.values()))
        least = max(_SEVERAL, _WIDESPREAD * self._total())
        return frozenset(
            word
            for word, each in stems.items()
            if each and min(counts.get(stem, 0) for stem in each) >= least
        )
