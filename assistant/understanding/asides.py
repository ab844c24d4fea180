"""Tells the sentences of a message that ask from those that stand around them.

"I am preparing a note for the minister. When was the Forum launched? I need it by noon." asks one
thing. What else it says is near to other passages, and names whom nobody asks about. Whether a
sentence asks is told by its vector: in 24 languages, and also where it is an order ("Please send me
the names ...").
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.calibration import Detector, Intents
from assistant.conversation import Question, Turn
from assistant.understanding.asking import question_words
from assistant.understanding.intent import intents
from assistant.understanding.restating import stands_alone
from assistant.wording.names import names
from vectorstore.dictionaries import is_word
from vectorstore.language import split_sentences
from vectorstore.passages import Vector


class Searches(Protocol):
    """What knows the documents: `vectorstore.search.Search`."""

    def vectors(self, questions: Sequence[str], language: str) -> Sequence[Vector]:
        """Return the vectors of texts, as of questions."""

    def speaks_of(self, word: str, language: str) -> bool:
        """Tell whether any document holds a word."""


_AFTER_COLON = re.compile(r"(?<=:)\s+")


def without_asides(
    question: Question,
    language: str,
    search: Searches,
    aside: Detector,
    wants: Intents,
) -> Question:
    """Return a question without the sentences that do not ask; as it is if all ask, or none.

    They count as said before it, so that "When did it begin?" may be about what they name. In a
    conversation they are left where they are if the rest needs any of what was said before.
    """
    said = _sentences(question.text, language)
    if len(said) < 2:
        return question

    def is_subject(text: str, vector: Vector) -> bool:
        """Tell whether what leads in to a question says what it is about: "Dinner of 2014:"."""
        likely = intents(vector, wants)
        return (
            likely["subject"] == max(likely.values())
            or any(letter.isdigit() for letter in text)
            or any(search.speaks_of(name, language) for name in _named(text, language))
        )

    vectors = search.vectors(said, language)
    is_aside = [
        aside.log_odds(vector) > 0
        or (_leads_in(text, following, language) and not is_subject(text, vector))
        for text, following, vector in zip(said, [*said[1:], ""], vectors, strict=True)
    ]
    asking = " ".join(text for text, is_one in zip(said, is_aside, strict=True) if not is_one)
    asides = " ".join(text for text, is_one in zip(said, is_aside, strict=True) if is_one)
    if not asking or not asides or (question.history and not stands_alone(asking, language)):
        return question
    history = question.history or (Turn("user", asides),)
    return replace(question, text=asking, history=history)


def _leads_in(text: str, following: str, language: str) -> bool:
    """Tell whether a question follows a text, as it does "A journalist asks:"."""
    asks = re.match(rf"\W*(?:{question_words(language)})\b", following, re.IGNORECASE)
    return text.endswith(":") and asks is not None


def _named(text: str, language: str) -> list[str]:
    return [
        name.word for name in names(text, language) if name.sure or not is_word(name.word, language)
    ]


def _sentences(text: str, language: str) -> list[str]:
    sentences = (text[start:end] for start, end in split_sentences(text, language))
    return [part for sentence in sentences for part in _AFTER_COLON.split(sentence)]
