"""Tells by their titles which documents are about somebody whom a question does not name. Pure."""

import re
from collections.abc import Sequence, Set
from functools import cached_property

from assistant.understanding.phrases.asking import telling
from assistant.understanding.phrases.verbs import verbs
from assistant.wording.facts import facts
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.held import Held, held_by, held_in
from assistant.wording.names import Name, is_title_case, names
from assistant.wording.subject import SUBJECT, is_of_the_forum, named_besides
from vectorstore.dictionaries import ALL_NOUNS, is_word
from vectorstore.findings import Candidate, Hit
from vectorstore.passages import Document
from vectorstore.terms import is_stop_word, terms

_MOST_NAMES = 4
_MOST_IN_TITLE_CASE = 1
"""How many names of a title count that writes all its words like names."""

_CODED = re.compile(r"\b[A-Z]{2,}[-/ ]?[\w/-]*\d[\w/-]*(?:: |(?<=[-/]))$")
"""A code, or a part of it, and what parts it from what it is that of: "ISF-2026-07: "."""

_TELLING = 2
"""How many words of a longer name are enough to tell which it is, and of a question that names
nobody what a sentence is on."""


class Titles:
    """The names of a question, to be compared with those in titles."""

    def __init__(
        self,
        question: str,
        language: str,
        hits: Sequence[Hit] = (),
        widespread: Set[str] = frozenset(),
    ) -> None:
        """`hits` are what was found for the question, and `widespread` the words of their titles
        that much of the library holds."""
        self._language = language
        self._hits = hits
        self._widespread = widespread
        self._held = Held(f"{question}\n{SUBJECT}", language)
        self._asked = [one.word for one in named_besides(question, language)]
        self._question = question
        self._said = {
            stem
            for stem in telling(question, language)
            if stem not in verbs(language) and not is_of_the_forum(stem, language)
        }
        self._counts = bool(facts(question, language).ordinals)
        self._besides: dict[str, int] = {}
        self._shared: dict[tuple[str, str], bool] = {}

    def strange_names(self, said: Candidate) -> int:
        """Return how many names in the title of a sentence's document are new; none if the sentence
        itself has all that the question names, and that is not in most of what was found anyway, or
        where it names and counts nobody, all that it says but common verbs and that no other
        document has: whatever the document is about, the sentence is on them."""
        held, language = held_by(said.wording, said.language), self._language
        is_alone = said.hit.document.id == self._alone_has_all
        if is_alone and self._has_all(said.wording, said.language):
            return 0
        telling = [one for one in self._asked if not self._is_shared(one, language)]
        if telling and all(held.holds_in(self._question, one, language) for one in self._asked):
            return 0
        return self.names_besides(said.hit.document)

    @cached_property
    def _alone_has_all(self) -> str:
        """The one document of what was found with a passage that has all that a question says which
        names nobody, and nothing by an ordinal: many a body has a third meeting."""
        if self._asked or len(self._said) < _TELLING or self._counts:
            return ""
        having = {
            hit.document.id
            for hit in self._hits
            if self._has_all(hit.passage.text, hit.document.language)
        }
        return having.pop() if len(having) == 1 else ""

    def _has_all(self, text: str, language: str) -> bool:
        return language == self._language and self._said <= {*terms(text, language)}

    def names_besides(self, document: Document) -> int:
        """Return how many names in a document's title are new, each of however many words, four at
        most: they stand neither in the question nor in the Forum's name, in any language, nor in
        most of what was found, nor in much of the library. The document may then be about somebody
        whom nobody asked about. Of a title in Title Case one counts at most.
        """
        if document.id not in self._besides:
            title, language = document.title, document.language
            lacking = {name.start for name in self._held.lacks(title, language)}
            besides = (
                any(
                    name.start in lacking
                    and self._is_one(name, language)
                    and not self._is_shared(name.word, language)
                    for name in self._unnamed(together, title, language)
                )
                for together in _together(title, language)
            )
            most = _MOST_IN_TITLE_CASE if is_title_case(title, language) else _MOST_NAMES
            self._besides[document.id] = min(most, sum(besides))
        return self._besides[document.id]

    def _unnamed(self, together: Sequence[Name], title: str, language: str) -> Sequence[Name]:
        """Return the words of a name without those that follow so many which the question has, as
        tell whose it is: "Knowledge Hub on Prevention of Radicalisation". What stands before these
        tells it from another one: the "Baltic Knowledge Hub". An acronym in brackets after it tells
        by itself whose it is."""
        if any(_is_in_brackets(one, title) and self._is_known(one, language) for one in together):
            return []
        told = [
            place
            for place, one in enumerate(together)
            if self._held.holds(one.word, language) and not is_of_the_forum(one.word, language)
        ]
        return together[: told[_TELLING - 1]] if len(told) >= _TELLING else together

    def _is_known(self, acronym: Name, language: str) -> bool:
        """Tell whether the question or much of the library has an acronym, and not as the Forum has
        "EU" in its name."""
        word = acronym.word
        has_it = self._held.holds(word, language) or self._is_shared(word, language)
        return has_it and not is_of_the_forum(word, language)

    def _is_shared(self, word: str, language: str) -> bool:
        """Tell whether more than half of the documents that were found hold a name, or much of the
        library: they are all about it, so that it tells none of them from the others."""
        if word.casefold() in self._widespread:
            return True
        key = word, language
        if key not in self._shared:
            documents = {hit.document.id for hit in self._hits}
            holding = {hit.document.id for hit in self._hits if held_in(hit).holds(word, language)}
            self._shared[key] = 2 * len(holding) > len(documents)
        return self._shared[key]

    def _is_one(self, name: Name, language: str) -> bool:
        """Tell whether a name in a title would stand in a question about it in the same form.

        One made of common words ("Crisis Response Framework") would be translated, so that it
        counts only in the question's own language; in German, where every noun is written like a
        name, not even there.
        """
        if language == self._language and language not in ALL_NOUNS:
            return name.sure
        return (name.sure or language in ALL_NOUNS) and not is_word(name.word, language)


def _together(title: str, language: str) -> list[list[Name]]:
    """Return the names of a title, each with all its words, and the acronym that follows it; what
    goes with a code is of its name: "ISF-2026-07: Safe Communities"."""
    found: list[list[Name]] = []
    end = 0
    for name in names(title, language):
        is_one = _joins(title[end : name.start].rstrip("("), language)
        if found and (is_one or _CODED.search(title[: name.start])):
            found[-1].append(name)
        else:
            found.append([name])
        end = name.end
    return found


def _joins(between: str, language: str) -> bool:
    """Tell whether what stands between two words of a title makes one name of them: nothing, small
    words, or a single one without a capital ("Network against Fraud"), but no "and"."""
    small = re.sub(rf"\b(?:{ands_and_ors(language)})\b", "+", between, flags=re.IGNORECASE)
    joining = [word for word in small.split() if word.strip("-’'")]
    if len(joining) == 1 and joining[0].isalpha():
        return True
    return all(is_stop_word(word, language) for word in joining)


def _is_in_brackets(name: Name, title: str) -> bool:
    """Tell whether a word of a title is an acronym in brackets."""
    around = title[name.start - 1 : name.start] + title[name.end : name.end + 1]
    return around == "()" and name.word.isupper()
