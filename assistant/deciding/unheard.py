"""Finds whom a question names, and nothing that was found does. Pure functions.

"When did OpenAI join?" is near to all that says when others joined.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import chain

from babel.core import get_global

from assistant.wording.held import held_by, held_in
from assistant.wording.names import Name, has_article, names, plain_form, side_by_side
from assistant.wording.places import SEAT, is_adjective_of_a_place, places
from assistant.wording.subject import SUBJECT, named_besides
from vectorstore.dictionaries import ALL_NOUNS, is_word
from vectorstore.findings import Hit
from vectorstore.terms import may_be_acronym, words

_ENGLISH = "en"
"""What names of bodies and programmes are known by."""

_SHORT = 4
_SLIP = 0.85
"""How like another word (difflib's ratio) a name is that may be a slip of the pen for it."""


def unheard_of(question: str, language: str, hits: Sequence[Hit]) -> Iterator[str]:
    """Yield the names in a question that no passage, its title, headings and publisher hold, in
    whatever language or spelling.

    Of a name of several words one is enough. Acronyms and adjectives ("German") are left out: they
    are other words in another language.
    """
    unheard = side_by_side(
        [one for one in names(question, language) if is_surely_one(one, question, language)],
        question,
    )
    spelled: set[str] = set()
    named: set[str] = {SEAT}
    for hit in hits:
        if not unheard:
            return
        # Who publishes a text is "we" in it.
        told = f"{hit.document.publisher or ''}\n{hit.in_context}\n{SUBJECT}"
        spelled.update(map(plain_form, words(told)))
        named |= places(told, hit.document.language)
        lacking = set(held_by(told, hit.document.language).lacks(question, language))
        unheard = [name for name in unheard if lacking.issuperset(name)]
    for word in chain.from_iterable(unheard):
        if not (
            may_be_acronym(word.word.removesuffix("s"))  # "MEPs"
            or _stands_for_one_of(word.word, named, language)
            or is_adjective_of_a_place(word.word, language)
            or _is_spelled(plain_form(word.word), spelled)
        ):
            yield word.word


def is_heard_of(question: str, language: str, hit: Hit) -> bool:
    """Tell whether a passage speaks of somebody whom a question names, the Forum aside, and surely
    lacks none of the others."""
    told = held_in(hit)
    speaks = (told.holds(name.word, language) for name in named_besides(question, language))
    return any(speaks) and not any(unheard_of(question, language, [hit]))


def is_surely_one(name: Name, text: str, language: str) -> bool:
    """Tell whether a word is surely a name of its own, and no common word of the language in a
    translated name ("Unii", "Fhóram"): documents in another language do not have that."""
    if language == _ENGLISH:
        return name.sure and not has_article(name, text, language)  # "the Director"
    is_one = name.sure or language in ALL_NOUNS
    return is_one and (not is_word(name.word, language) or bool(places(name.word, language)))


def _stands_for_one_of(city: str, named: set[str], language: str) -> bool:
    """Tell whether a word is a city, which may stand for its country, and that is named: "Why did
    Vilnius vote against it?"."""
    countries = get_global("zone_territories")
    return any(countries.get(code) in named for code in places(city, language))


def _is_spelled(name: str, words: set[str]) -> bool:
    """Tell whether a name is among words, with a slip of the pen or as the first part of one:
    "Bundestag" in "Bundestagsdrucksache"."""
    return len(name) > _SHORT and (
        any(word.startswith(name[:-1]) for word in words)
        or bool(get_close_matches(name, words, 1, _SLIP))
    )
