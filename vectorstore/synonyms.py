"""Words that people ask with and documents seldom say, and what these say instead.

"When was it set up?" asks when it was launched, "Is it compulsory?" whether it is voluntary. Such a
question is searched and read in both wordings, and the one nearer to a text counts: some documents
do say "set up". synonyms.json holds, by the most usual English word of documents, what people say
in each of the 24 official EU languages. Only questions are read by it: as words of passages these
say too little of what a passage is about. Case and accents do not count, endings do: a stem of
"founded" is "found". So it lists no word that is, without its accents, one of every day ("entré").
"""

import re
import unicodedata
from functools import cache

from vectorstore.data import read_data
from vectorstore.terms import folded


def in_usual_words(question: str, language: str) -> str:
    """Return a question with the usual English word instead of what says it otherwise."""
    if language not in _phrases():
        return question
    plain = unicodedata.normalize("NFC", question)
    pieces, done = [], 0
    for found in _phrases()[language].finditer(folded(plain)):
        pieces += [plain[done : found.start()], _usual(language)[found[0]]]
        done = found.end()
    return "".join([*pieces, plain[done:]]) if pieces else question


def usual_words(text: str, language: str) -> frozenset[str]:
    """Return the usual English words for what a text says otherwise."""
    if language not in _phrases():
        return frozenset()
    said = _phrases()[language].findall(folded(unicodedata.normalize("NFC", text)))
    return frozenset(_usual(language)[phrase] for phrase in said)


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """Return for each language what finds any of its phrases in a folded text."""
    languages = {language for phrases in _synonyms().values() for language in phrases}
    found = {
        language: "|".join(sorted(map(re.escape, _usual(language)), reverse=True))
        for language in languages
    }
    return {
        language: re.compile(rf"(?<![\w-])(?:{phrases})(?!\w)")
        for language, phrases in found.items()
    }


@cache
def _usual(language: str) -> dict[str, str]:
    """Return the usual English word for each folded phrase of a language."""
    return {
        folded(phrase): word
        for word, phrases in _synonyms().items()
        for phrase in phrases[language]
    }


@cache
def _synonyms() -> dict[str, dict[str, list[str]]]:
    synonyms: dict[str, dict[str, list[str]]] = read_data(__package__, "synonyms.json")
    return synonyms
