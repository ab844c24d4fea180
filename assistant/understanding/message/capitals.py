"""Gives names their capitals back in a question that is typed without any: "when did microsoft join
the EUIF" names nobody to rules that know a name by its capital.

A word is a name if documents write it like one wherever a capital tells anything (Lita et al.,
2003, https://doi.org/10.3115/1075096.1075116), or if CLDR has it as a country or a city. Common
words are one where they stand together as in a name of several: "rapid notice network".
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from assistant.wording.names import Name, has_article, is_written_as_one, names, side_by_side
from assistant.wording.places import places_typed_small
from assistant.wording.subject import is_of_the_forum
from vectorstore.dictionaries import is_small_word
from vectorstore.terms import WORD, is_stop_word

_SHORTEST = 3
"""So many letters a word has at least that is looked up in documents."""
_SMALL = 0.1
"""So often, beside how often it is a name, may documents write one without a capital."""
_JOINED = re.compile(r"\.\w+")
"""The end of an address: "ask.fm"."""
_BEGINNING = '.!?:;…\n"“„«»¿¡'
"""After one of these a capital is no choice of whoever types."""


class Shows(Protocol):
    """What knows the documents: `vectorstore.vocabulary.Vocabulary`."""

    def holders(
        self, words: Iterable[str], language: str, groups: Iterable[str]
    ) -> Mapping[str, list[tuple[str, str]]]:
        """Return for each of the words that any passage holds some passages that somebody in these
        groups may see and that hold it, in any language: each text and its language."""


def with_capitals(text: str, language: str, documents: Shows, groups: Iterable[str]) -> str:
    """Return a text with its names written as somebody in these groups may read them in documents,
    if it is typed without capitals; as it is if it has any beside acronyms and beginnings."""
    if _has_capitals(text):
        return text
    found = list(_capitalised(text, language, documents, groups))
    for start, end, name in reversed(found):
        text = f"{text[:start]}{name}{text[end:]}"
    return text


def _has_capitals(text: str) -> bool:
    """Tell whether a text has a word with a capital that is no acronym and begins nothing."""
    return any(
        word[0] != word[0].lower()
        and not word[0].isupper()
        and (before := text[: word.start()].rstrip(" "))
        and before[-1] not in _BEGINNING
        for word in WORD.finditer(text)
    )


def _capitalised(
    text: str, language: str, documents: Shows, groups: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where a name stands that is typed without a capital, and that name."""
    placed = set(places_typed_small(text, language))
    typed = [word for word in WORD.finditer(text) if word[0].islower()]
    others = {word[0] for word in typed if word.start() not in placed}
    sought = [word for word in others if _may_be_a_name(word, language)]
    holders = documents.holders(sought, language, groups)
    together = _together([word for word in typed if word[0] in sought], text, holders)
    for word in typed:
        if word.start() in placed:
            yield word.start(), word.end(), word[0].capitalize()
        elif name := together.get(word.start()) or _name(
            word[0], language, holders.get(word[0], ()), _joined_to(word.end(), text)
        ):
            yield word.start(), word.end(), name


def _together(
    typed: Sequence[re.Match[str]], text: str, holders: Mapping[str, list[tuple[str, str]]]
) -> dict[int, str]:
    """Return by where they start how words are written that stand together in a text as in a name
    of several words, which nearly all documents write with capitals."""
    found: dict[int, str] = {}
    for place, word in enumerate(typed):
        counted = Counter(
            tuple(one.word for one in named)
            for held, spoken in holders.get(word[0], ())
            for named in _names_of_several(held, spoken)
            if named[0].word.casefold() == word[0]
        )
        for name, count in counted.items():
            run = typed[place : place + len(name)]
            phrase = text[run[0].start() : run[-1].end()]
            held_small = sum(held.count(phrase) for held, _ in holders[word[0]])
            if phrase == " ".join(name).casefold() and held_small <= _SMALL * count:
                found.update(zip((one.start() for one in run), name, strict=True))
    return found


def _names_of_several(text: str, language: str) -> Iterator[list[Name]]:
    """Yield the names of a text that have several words."""
    named = [one for one in names(text, language) if is_written_as_one(one, language)]
    return (each for each in side_by_side(named, text) if len(each) > 1)


def _may_be_a_name(word: str, language: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and not is_stop_word(word, language)
        and not is_of_the_forum(word, language)
    )


def _joined_to(end: int, text: str) -> str:
    """Return what a word that ends somewhere in a text is joined to: the ".fm" of "ask.fm"."""
    joined = _JOINED.match(text, end)
    return joined[0].casefold() if joined else ""


def _name(word: str, language: str, holders: Iterable[tuple[str, str]], joined: str) -> str:
    """Return how texts write a word, joined to the same, that is a name in nearly all of them;
    empty if it is none. What is a word, too, is one only where it stands alone: "Telegram", but not
    the "Hub" of a name."""
    written: Counter[str] = Counter()
    alone = small = 0
    for text, spoken in holders:
        small += sum(one[0] == word for one in WORD.finditer(text))
        named = [one for one in names(text, spoken) if is_written_as_one(one, spoken)]
        for together in side_by_side(named, text):
            found = [
                one
                for one in together
                if one.word.casefold() == word and _joined_to(one.end, text) == joined
            ]
            written.update(one.word for one in found)
            alone += bool(found) and len(together) == 1 and not has_article(found[0], text, spoken)
    if not written or small > _SMALL * written.total():
        return ""
    name = written.most_common(1)[0][0]
    if is_small_word(word, language) or is_small_word(word, "en"):
        return name if 2 * alone > written.total() and not name.isupper() else ""
    return name
