"""Tells the sentences of a message that ask from those that stand around them.

"I am preparing a note for the minister. When was the Forum launched? I need it by noon." asks one
thing. What else it says is near to other passages, and names whom nobody asks about. Whether a
sentence asks is told by its embedding: in 24 languages, and also where it is an order ("Please send
me the names ...").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.calibration import Detector, Intents
from assistant.conversation import Question, Turn
from assistant.understanding.follow_ups.ellipsis import stands_alone
from assistant.understanding.intent import intents
from assistant.understanding.message.language import language_of_last
from assistant.understanding.phrases.asking import Wanted, has_question_word, wanted
from assistant.understanding.phrases.framing import told_on
from assistant.understanding.phrases.patterns import question_words
from assistant.understanding.phrases.verbs import has_mark
from assistant.wording.names import names
from vectorstore.dictionaries import is_word
from vectorstore.findings import Wording
from vectorstore.points import is_item
from vectorstore.splitting import split_sentences


class Speaks(Protocol):
    """What knows the words of the documents: `vectorstore.vocabulary.Vocabulary`."""

    def speaks_of(self, word: str, language: str, groups: Iterable[str]) -> bool:
        """Tell whether any document that somebody in these groups may see holds a word."""


class Searches(Protocol):
    """What knows the documents: `vectorstore.search.Search`."""

    @property
    def vocabulary(self) -> Speaks:
        """Their words."""

    def wordings(self, texts: Sequence[str], language: str) -> Sequence[Wording]:
        """Return texts, embedded as questions."""


_STATED: frozenset[Wanted] = frozenset({"opening", "back", "latest", "membership", "joining"})
"""Who says something may well use words that ask for one of these."""

_AFTER_COLON = re.compile(r"(?<=:)\s+")


def without_asides(
    question: Question,
    language: str,
    search: Searches,
    aside: Detector,
    wants: Intents,
) -> Question:
    """Return a question without the sentences that do not ask; as it is if all ask, or none. The
    items of a list ask.

    They count as said before it, so that "When did it begin?" may be about what they name. In a
    conversation they are left where they are if the rest needs any of what was said before.
    """
    said = _sentences(question.text, language)
    if len(said) < 2:
        return question

    def is_named(text: str) -> bool:
        """Tell whether a text says what it is about: "Dinner of 2014:"."""
        return any(letter.isdigit() for letter in text) or any(
            search.vocabulary.speaks_of(name, language, question.groups)
            for name in _named(text, language)
        )

    def is_aside(one: Wording, following: str) -> bool:
        """Tell whether a sentence does not ask, and does not lead in with what is asked about."""
        if is_item(one.text):
            return False
        if not _leads_in(one.text, following, language):
            return aside.log_odds(one) > 0
        likely = intents(one, wants)
        is_subject = likely["subject"] == max(likely.values())
        return not is_named(one.text) and (aside.log_odds(one) > 0 or not is_subject)

    sentences = search.wordings(said, language)
    beside = [
        is_aside(one, following) for one, following in zip(sentences, [*said[1:], ""], strict=True)
    ]
    asking = _together(text for text, is_one in zip(said, beside, strict=True) if not is_one)
    asides = " ".join(text for text, is_one in zip(said, beside, strict=True) if is_one)
    if not asking or not asides or (question.history and not stands_alone(asking, language)):
        return question
    history = question.history or (Turn("user", asides),)
    return replace(question, text=asking, history=history)


def with_statements(history: Sequence[Turn], search: Searches, aside: Detector) -> Iterator[Turn]:
    """Yield the turns of a history, each that asks nothing with what it says that it is on; where
    it says that, without what was answered to it."""
    said: list[str] = []
    subject: str | None = None
    for turn in history:
        if turn.role == "user":
            said.append(turn.text)
            language = language_of_last(said)
            asks_nothing = _asks_nothing(turn.text, language, search, aside)
            subject = told_on(turn.text, language) if asks_nothing else None
            yield replace(turn, on=subject)
        elif not subject:
            yield turn


def _asks_nothing(text: str, language: str, search: Searches, aside: Detector) -> bool:
    """Tell whether a turn asks nothing, neither by its words nor by its embedding."""
    asks = has_mark(text, language) or has_question_word(text, language)
    if asks or wanted(text, language) - _STATED:
        return False
    sentences = search.wordings(_sentences(text, language), language)
    return all(aside.log_odds(one) > 0 for one in sentences)


def _leads_in(text: str, following: str, language: str) -> bool:
    """Tell whether a question, or a list, follows a text, as it does "A journalist asks:"."""
    asks = re.match(rf"\W*(?:{question_words(language)})\b", following, re.IGNORECASE)
    return text.endswith(":") and (asks is not None or is_item(following))


def _named(text: str, language: str) -> list[str]:
    return [
        name.word for name in names(text, language) if name.sure or not is_word(name.word, language)
    ]


def _sentences(text: str, language: str) -> list[str]:
    return [
        sentence
        for line in text.splitlines()
        for sentence in ([line] if is_item(line) else _sentences_of(line, language))
    ]


def _sentences_of(line: str, language: str) -> Iterator[str]:
    for start, end in split_sentences(line, language):
        yield from _AFTER_COLON.split(line[start:end])


def _together(sentences: Iterable[str]) -> str:
    """Return sentences as one text, in which items of a list keep their lines."""
    text = ""
    for one in sentences:
        apart = "\n" if is_item(one) or is_item(text.rpartition("\n")[2]) else " "
        text = f"{text}{apart}{one}" if text else one
    return text
