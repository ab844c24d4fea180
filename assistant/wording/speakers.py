"""Tells who said what a line of minutes tells: "DE: supports the list. It asks for time.". Pure.

Flash reports and minutes name who spoke before a colon, at the beginning of a line. What follows
names them no more.
"""

import re
from collections.abc import Iterator
from itertools import chain

from assistant.wording.facts.enumeration import ands
from assistant.wording.held import is_body
from assistant.wording.places import each_place
from assistant.wording.tables import is_row
from vectorstore.dictionaries import is_word
from vectorstore.passages import Passage, Sentence
from vectorstore.terms import WORD, is_stop_word

_LABELLED = re.compile(
    r"(?:[-–•*] |\(?\d{1,2}[.)] )?((?:[^:;.!?\n]|(?<=\b[^\W\d_a-z][^\W\d_])\.){2,80}?) ?:\s+(?=\S)"
)
"""What begins a line, as a group, up to a colon: it may abbreviate what one calls somebody."""
_BRACKETS = re.compile(r"[()]")
_STATED = re.compile(r"[.!…][\"'”’»)]*$")
_MOST, _LEAST = 8, 3
"""So many words a label has at most, and what is said at least."""


def line_of(passage: Passage, sentence: Sentence) -> tuple[int, int]:
    """Return from where to where the line stands in the document that a sentence begins in."""
    text, place = passage.text, sentence.start - passage.start
    end = text.find("\n", place)
    return (
        passage.start + text.rfind("\n", 0, place) + 1,
        passage.start + (len(text) if end < 0 else end),
    )


def label_of(passage: Passage, sentence: Sentence) -> str:
    """Return what stands before the colon in the line of a sentence, if a statement follows that;
    else an empty text. The cells of a table and lists of names are no statements."""
    line = passage.between(*line_of(passage, sentence))
    found = _LABELLED.match(line)
    if found is None or is_row(line) or len(found[1].split()) > _MOST:
        return ""
    said = line[found.end() :].strip()
    return found[1] if _STATED.search(said) and len(said.split()) >= _LEAST else ""


def parties(label: str, language: str) -> list[str]:
    """Return whom a label names, one by one: "FR", "ES" of "FR and ES"; "Ms Tamm", "Nestify" of
    "Ms Tamm (Nestify)"."""
    joined = re.compile(rf",|&|/|\s(?:{ands(language)})\s", re.IGNORECASE)
    parts = chain.from_iterable(map(joined.split, _BRACKETS.split(label)))
    return [part.strip() for part in parts if part.strip()]


def states_of(passage: Passage, sentence: Sentence, language: str) -> frozenset[str]:
    """Return the codes of the states that the label of a sentence's line names. What others said
    tells of "IT" whether it is Italy."""
    start, _ = (place - passage.start for place in line_of(passage, sentence))
    end = passage.text.index(":", start)
    return frozenset(
        code
        for code, first, last in each_place(passage.text, language)
        if start <= first < last <= end
    )


def speakers(passage: Passage, sentence: Sentence, language: str) -> str:
    """Return who said a sentence, as its line names them; empty if it does not. All words of a
    label are names or written like them, and one is a state, a body, or in no dictionary."""
    label = label_of(passage, sentence)
    words = [word for word in WORD.findall(label) if not is_stop_word(word, language)]
    is_named = all(any(map(str.isupper, word)) for word in words)
    is_state = bool(label) and bool(states_of(passage, sentence, language))
    return label if is_named and (is_state or any(_naming(label, language))) else ""


def _naming(label: str, language: str) -> Iterator[bool]:
    """Yield of each word in capitals of a label whether it names somebody that is no state."""
    for word in WORD.findall(label):
        if len(word) > 1 and any(map(str.isupper, word)):
            yield is_body(word, language) or not is_word(word.casefold(), language)
