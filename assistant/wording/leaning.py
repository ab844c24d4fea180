"""Tells what a sentence cannot be understood without. Pure.

leaning.json holds, for each language, the words that such sentences begin with: pronouns, and
what joins a sentence to another. Words that are articles as well ("den", "das") are left out.
"""

import re
from functools import cache

from vectorstore.data import read_data
from vectorstore.findings import Candidate
from vectorstore.passages import Passage, Sentence
from vectorstore.terms import words


def understood(passage: Passage, place: int, language: str) -> tuple[Sentence, ...]:
    """Return a passage's sentence, after those that it leans on."""
    first = place
    while first and leans(passage.wording(passage.sentences[first]), language):
        first -= 1
    return passage.sentences[first : place + 1]


def with_what_it_leans_on(one: Candidate) -> str:
    """Return the wording of a sentence, after those that it leans on."""
    passage = one.hit.passage
    first, *_ = understood(passage, one.place, one.language)
    return passage.between(first.start, one.sentence.end)


def in_full(one: Candidate) -> str:
    """Return the same after its passage's context: all that tells what a sentence is about."""
    return f"{one.hit.context}\n{with_what_it_leans_on(one)}"


def leans(sentence: str, language: str) -> bool:
    """Tell whether a sentence begins by pointing back: "He added that ...", "Of these, ..."."""
    pattern = _beginnings().get(language)
    return bool(pattern and pattern.match(" ".join(words(sentence))))


def is_reply(passage: Passage, place: int, most: int) -> bool:
    """Tell whether a passage's sentence has at most so many words: "No."."""
    wording = passage.wording(passage.sentences[place])
    return len(wording.split()) <= most and wording.endswith((".", "!"))


def is_replied_to(passage: Passage, place: int) -> bool:
    """Tell whether one word in the same line replies to a passage's sentence: "He asked whether
    they may. No."."""
    after = passage.sentences[place + 1 : place + 2]
    goes_on = bool(after) and not passage.begins_line(after[0].start)
    return goes_on and is_reply(passage, place + 1, 1)


@cache
def _beginnings() -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(
            rf"(?:{'|'.join(re.escape(' '.join(words(phrase))) for phrase in phrases)})\b"
        )
        for language, phrases in read_data(__package__, "leaning.json").items()
    }
