"""A thing that a question asks the definition of, and what is on it. Pure functions."""

import re
from collections.abc import Sequence, Set

from assistant.deciding.answerability import Evidence
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.held import held_by
from assistant.wording.subject import is_of_the_forum
from vectorstore.acronyms import alternatives
from vectorstore.month_names import is_month
from vectorstore.terms import WORD, terms

_JOINED = re.compile(r"\s+([^\W\d_]+)\s[^,;:()]*")
"""What continues a name up to the next punctuation mark; the group is the word that joins it."""
_CAPITALS = 2
"""So many capitals make a word an acronym."""


class Thing:
    """What a question asks the definition of, by the words that are said of it.

    "The hash database" has no name: a document with these words in its title may tell something
    else of it than what it is. If the question `is_open`, it has nothing but the name ("What about
    GIFCT?"), and whatever is said of the thing answers.
    """

    def __init__(
        self, question: str, said: Set[str], language: str, *, has_name: bool, is_open: bool
    ) -> None:
        self._question = question
        self._said = said
        self._language = language
        self.has_name = has_name
        self._is_open = is_open
        known_as = alternatives(question)
        # "Referrals by the EU IRU" is about more than the EU Internet Referral Unit.
        acronyms = [set(known_as[word]) for word in said if word in known_as]
        whole = set.intersection(*acronyms) if acronyms else set()
        self._held = held_by(" ".join([*whole, *(said - known_as.keys())]), language)

    def is_named(self, one: Evidence) -> bool:
        """Tell whether a sentence's document has it in its title, and the sentence as well if it
        has no name."""
        # Not all that a document "on the terrorist content regulation" tells is on such content.
        title = one.hit.document.title
        texts = [title] if self.has_name else [title, one.wording]
        return all(self._is_in(text, one.language) for text in texts)

    def is_alone(self, one: Evidence) -> bool:
        """Tell whether that title also says nothing else, dates and numbers aside."""
        title, spoken = one.hit.document.title, one.language
        return self.is_named(one) and all(
            self._held.holds_in(title, word, spoken) or is_of_the_forum(word, spoken)
            for word in WORD.findall(title)
            if terms(word, spoken) and word.isalpha() and not is_month(word, spoken)
        )

    def is_spoken_of(self, one: Evidence) -> bool:
        """Tell whether a sentence has it, whatever its title has."""
        return self._is_in(one.wording, one.language)

    def short(self, title: str, spoken: str) -> str:
        """Return a title, in its language, without the continuation of its name: "on Prevention of
        Radicalisation" after "Knowledge Hub"."""
        words = WORD.finditer(title)
        end = max(
            (one.end() for one in words if self._held.holds_in(title, one[0], spoken)), default=0
        )
        return title[:end] + _without_what_goes_on(title[end:], spoken)

    def spells_out(self, one: Evidence) -> bool:
        """Tell whether a sentence spells out its acronym, if it is but one: "Joint Research Centre
        (JRC)" or "JRC (Joint Research Centre)".

        The words must have its letters as initials. In another language than English any words
        before it will do, because many acronyms come from English names.
        """
        code, *others = self._said
        if others or sum(map(str.isupper, code)) < _CAPITALS:
            return False
        told = re.findall(rf"(\w[^()]*)\s+\({re.escape(code)}(?:['’]?s)?\)", one.wording)
        if told and one.language != "en":
            return True
        before = re.findall(rf"\b{re.escape(code)}\s+\(([^()]+)\)", one.wording)
        letters = [letter for letter in code.casefold() if letter.isalpha()]
        return any(
            _in_order(letters, [word[0] for word in WORD.findall(found.casefold())])
            for found in (*before, *told)
        )

    def is_mentioned(self, one: Evidence) -> bool:
        """Tell whether a sentence names it, where that is enough."""
        return self._is_open and self.is_spoken_of(one)

    def _is_in(self, text: str, spoken: str) -> bool:
        held = held_by(text, spoken)
        return all(held.holds_in(self._question, word, self._language) for word in self._said)


def _in_order(letters: Sequence[str], among: Sequence[str]) -> bool:
    """Tell whether letters stand among others in their order."""
    left = iter(among)
    return all(letter in left for letter in letters)


def _without_what_goes_on(rest: str, language: str) -> str:
    """Return what follows a name in a title, without its continuation: a stop word ("on", "for")
    and all up to the next comma or other mark. What "and" joins is kept: it is something else."""
    joining = _JOINED.match(rest)
    if not joining or terms(joining[1], language):
        return rest
    others = re.fullmatch(ands_and_ors(language), joining[1], re.IGNORECASE)
    return rest if others else rest[joining.end() :]
