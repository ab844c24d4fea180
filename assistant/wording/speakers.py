"""Tells who said what a line of minutes tells: "DE: supports the list. It asks for time.". Pure.

Flash reports and minutes name who spoke before a colon, at the beginning of a line. What follows
names them no more.
"""

import re
from itertools import chain

from assistant.wording.facts import facts
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
ARTICLE = (
    r"(?:l['’]|(?:the|die|der|das|el|la|los|las|le|les|il|lo|gli|de|het|o|a|os|as|ο|η|το|οι)\s+)"
)
"""What matches an article before a name."""
_ARTICLE = re.compile(rf"^{ARTICLE}", re.IGNORECASE)
_STATED = re.compile(r"[.!…][\"'”’»)]*$")
_MOST, _LEAST = 8, 3
"""So many words a label has at most, and what is said at least, unless it goes on with the label in
small letters: "FR: agrees."."""
_TITLE = 4
"""So many letters what one calls somebody has at most: "Ms", "Herr"."""


def line_of(passage: Passage, sentence: Sentence) -> tuple[int, int]:
    """Return from where to where the line stands in the document that a sentence begins in."""
    text, place = passage.text, sentence.start - passage.start
    end = text.find("\n", place)
    return (
        passage.start + text.rfind("\n", 0, place) + 1,
        passage.start + (len(text) if end < 0 else end),
    )


def whole_line(passage: Passage, sentence: Sentence) -> str:
    """Return the line that a sentence begins in."""
    return passage.between(*line_of(passage, sentence))


def label_of(passage: Passage, sentence: Sentence) -> str:
    """Return what stands before the colon in the line of a sentence, if a statement follows that;
    else an empty text. The cells of a table and lists of names are no statements."""
    line = whole_line(passage, sentence)
    found = _LABELLED.match(line)
    if found is None or is_row(line) or len(found[1].split()) > _MOST:
        return ""
    said = line[found.end() :].strip()
    is_whole = bool(_STATED.search(said)) and len(said.split()) >= _LEAST
    return found[1] if is_whole or said[0].islower() else ""


def parties(label: str, language: str) -> list[str]:
    """Return those whom a label names, one by one: "FR", "ES" of "FR and ES"; "Ms Tamm", "Nestify"
    of "Ms Tamm (Nestify)". What says more than who they are is none: "Reply to France"."""
    joined = re.compile(rf",|&|/|\s(?:{ands(language)})\s", re.IGNORECASE)
    parts = chain.from_iterable(map(joined.split, _BRACKETS.split(label)))
    named = (_ARTICLE.sub("", part.strip(), count=1) for part in parts if part.strip())
    return [part for part in named if _names_somebody(part, language)]


def _names_somebody(part: str, language: str) -> bool:
    """Tell whether each word is written like a name, and is in no dictionary, unless it is alone,
    or all of it a place, or in the name of a body, or what one calls somebody."""
    words = WORD.findall(part)
    if not words or facts(part, language).denied:
        return False
    if not all(word.isupper() or _is_written_as_name(word, language) for word in words):
        return False
    is_place = any((first, last) == (0, len(part)) for _, first, last in each_place(part, language))
    if len(words) == 1 or is_place or any(is_body(word, language) for word in words):
        return True
    title, *rest = words
    own = rest if len(title) <= _TITLE else words
    return not any(is_word(word.casefold(), language) for word in own)


def _is_written_as_name(word: str, language: str) -> bool:
    return word[0].isupper() and not is_stop_word(word, language)


def states_of(passage: Passage, sentence: Sentence, language: str) -> frozenset[str]:
    """Return the codes of the states that speak in the line of a sentence. What others said tells
    of "IT" whether it is Italy."""
    label = label_of(passage, sentence)
    if not label:
        return frozenset()
    start, _ = (place - passage.start for place in line_of(passage, sentence))
    end = passage.text.index(label, start) + len(label)
    named = parties(label, language)
    return frozenset(
        code
        for code, first, last in each_place(passage.text, language)
        if start <= first and last <= end and passage.text[first:last] in named
    )


def speakers(passage: Passage, sentence: Sentence, language: str) -> str:
    """Return who said a sentence, as its line names them; empty if it does not, or it may as well
    be a common word ("Deadline")."""
    label = label_of(passage, sentence)
    named = parties(label, language)
    is_known = bool(states_of(passage, sentence, language)) or any(
        is_body(word, language) or not is_word(word.casefold(), language)
        for part in named
        for word in WORD.findall(part)
    )
    return label if is_known else ""
