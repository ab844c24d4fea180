"""Tells the sentences of a message that ask from those that stand around them. Pure functions.

"I am preparing a note for the minister. When was the Forum launched? I need it by noon." asks one
thing. What else it says is near to other passages, and names whom nobody asks about. Whether a
sentence asks is told by its vector: in 24 languages, and also where it is an order ("Please send me
the names ...").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asking import question_words
from assistant.calibration import Aside, Intents
from assistant.conversation import Question, Turn
from assistant.intent import intents
from assistant.restating import stands_alone
from vectorstore.language import split_sentences
from vectorstore.passages import Vector

_AFTER_COLON = re.compile(r"(?<=:)\s+")


def without_asides(
    question: Question,
    language: str,
    vectors: Callable[[Sequence[str]], Sequence[Vector]],
    fitted: Aside,
    wants: Intents,
) -> Question:
    """Return a question without the sentences that do not ask; as it is if all ask, or none.

    They count as said before it, so that "When did it begin?" may be about what they name. In a
    conversation they are left where they are if the rest needs any of what was said before.
    `vectors` returns those of texts, as of questions.
    """
    said = _sentences(question.text, language)
    if len(said) < 2:
        return question
    is_aside = [
        _asks_nothing(vector, fitted)
        or (_leads_in(text, following, language) and not _names_subject(text, vector, wants))
        for text, following, vector in zip(said, [*said[1:], ""], vectors(said), strict=True)
    ]
    asking = " ".join(text for text, aside in zip(said, is_aside, strict=True) if not aside)
    asides = " ".join(text for text, aside in zip(said, is_aside, strict=True) if aside)
    if not asking or not asides or (question.history and not stands_alone(asking, language)):
        return question
    history = question.history or (Turn("user", asides),)
    return replace(question, text=asking, history=history)


def _asks_nothing(vector: Vector, fitted: Aside) -> bool:
    return float(fitted.weights @ vector) + fitted.intercept > 0


def _leads_in(text: str, following: str, language: str) -> bool:
    """Tell whether a question follows a text, as it does "A journalist asks:"."""
    asks = re.match(rf"\W*(?:{question_words(language)})\b", following, re.IGNORECASE)
    return text.endswith(":") and asks is not None


def _names_subject(text: str, vector: Vector, wants: Intents) -> bool:
    """Tell whether what leads in to a question says what it is about: "Dinner of autumn 2014:"."""
    likely = intents(vector, wants)
    says_when = any(letter.isdigit() for letter in text)
    return says_when or likely["subject"] == max(likely.values())


def _sentences(text: str, language: str) -> list[str]:
    sentences = (text[start:end] for start, end in split_sentences(text, language))
    return [part for sentence in sentences for part in _AFTER_COLON.split(sentence)]
