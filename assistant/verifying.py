"""Checks that what an answer says stands in the documents. Pure functions.

Quotes are held against the stored text, letter for letter. A sentence in a model's own words is
held against the stretches of the passages that it cites: what it states in figures, whom it names
and what it denies must stand in one of them, and so must, by its vector and those of its tokens,
what it means. A sentence that no stretch carries alone is taken apart, and each part must be
carried.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal, Protocol

import numpy as np

from assistant.conversation import Quote
from assistant.wording.facts import Facts, facts
from assistant.wording.facts.enumeration import ands, enumerated
from assistant.wording.facts.numbers import Number
from assistant.wording.facts.quantifiers import estimated
from assistant.wording.facts.relations import agrees
from assistant.wording.held import Held
from vectorstore.dates import Date
from vectorstore.embedding import Embedded
from vectorstore.passages import Sentence, Tokens, cosine

Reason = Literal["", "not cited", "number", "date", "name", "negation", "meaning", "entailment"]
"""Why a sentence was removed; empty if it was not."""

LEAST_WORDS = 4
"""A part of a sentence that is checked by itself has so many words at least."""


def verified(quotes: Sequence[Quote], stored: Sequence[str]) -> list[Quote]:
    """Return the quotes whose wording is the stored text at their span, letter for letter.

    `stored` holds, for each quote, what the library has there now: a document may have changed
    or gone between the search and this moment.
    """
    return [
        quote for quote, text in zip(quotes, stored, strict=True) if text and text == quote.wording
    ]


@dataclass(frozen=True)
class Span:
    """A stretch of a passage that may carry a sentence."""

    text: str
    context: str
    """Title, headings and date of its document."""
    language: str
    sentences: Sequence[Sentence]
    """With their vectors, and tokens if the embedding model has token axes."""

    @cached_property
    def facts(self) -> Facts:
        """What the stretch states in figures."""
        return facts(self.text, self.language)

    @cached_property
    def around(self) -> Facts:
        """What its context states in figures."""
        return facts(self.context, self.language)

    @cached_property
    def held(self) -> Held:
        """The names that the stretch and its context hold."""
        return Held(f"{self.context}\n{self.text}", self.language)


Embeds = Callable[[str], Embedded]
Entails = Callable[[str, str], float]
"""The probability, from 0 to 1, that a text (first) entails a sentence (second)."""


@dataclass(frozen=True, slots=True)
class Support:
    """The places of the stretches that carry a sentence; none if nothing does, for the reason."""

    spans: tuple[int, ...]
    reason: Reason


class Verify(Protocol):
    """`supported` with its models given."""

    def __call__(self, sentence: str, language: str, spans: Sequence[Span]) -> Support:
        """Return which of the stretches carry a sentence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a sentence means what a stretch says; fitted to the tuning part of the planted
    sentences."""

    cosine: float = 0.82
    tokens: float = 0.47
    """The least coverage, where the languages differ."""
    tokens_in_one_language: float = 0.58
    margin: float = 0.02
    """A stretch whose cosine is so much less than that of the nearest is about something else."""
    entailment: float = 0.5


LIMITS = Limits()


def supported(
    sentence: str,
    language: str,
    spans: Sequence[Span],
    embeds: Embeds,
    entails: Entails | None = None,
) -> Support:
    """Return which of the stretches carry a sentence: one, or one for each of its parts."""
    if not spans:
        return Support((), "not cited")
    sentence = sentence.removeprefix("- ")
    whole = _carried(sentence, language, spans, embeds, entails)
    if whole.spans:
        return whole
    pairs = [(a, b) for a, b in combinations(range(len(spans)), 2) if _of_one(spans[a], spans[b])]
    together = [_both(spans[first], spans[second]) for first, second in pairs]
    if together and (pair := _carried(sentence, language, together, embeds, entails)).spans:
        return Support(pairs[pair.spans[0]], "")
    for halves in _halves(sentence, language):
        parts = []
        for half in halves:
            part = _carried(half, language, spans, embeds, entails)
            if not part.spans:
                break
            parts.append(part.spans[0])
        if len(parts) == len(halves) and _of_one_time(halves, language, [spans[p] for p in parts]):
            return Support(tuple(dict.fromkeys(parts)), "")
    return whole


def _of_one(first: Span, second: Span) -> bool:
    """Tell whether two stretches of one document speak of the same time, so that what one says
    may be said of the other."""
    times = [
        {(*date.known, date.months, date.relation) for date in span.facts.dates}
        for span in (first, second)
    ]
    denied = first.facts.denied or second.facts.denied  # which is said of one of them alone
    return not denied and first.context == second.context and times[0] == times[1] != set()


def _both(first: Span, second: Span) -> Span:
    return Span(
        f"{first.text} {second.text}",
        first.context,
        first.language,
        [*first.sentences, *second.sentences],
    )


def _halves(sentence: str, language: str) -> list[tuple[str, str]]:
    """Return the ways to take a sentence apart in two, each part long enough to say something."""
    joined = ands(language)
    cuts = [
        (sentence[: match.start()], sentence[match.end() :])
        for match in re.finditer(rf"[,;:–—]\s+|\s+(?:{joined})\s+|\s+(?=\()", sentence)
    ]
    return [halves for halves in cuts if all(len(half.split()) >= LEAST_WORDS for half in halves)]


def _of_one_time(halves: Sequence[str], language: str, carrying: Sequence[Span]) -> bool:
    """Tell whether a date that one half names for both is that of both stretches."""
    named = [facts(half, language).dates for half in halves]
    if all(named):
        return True
    return all(_dated(date, span) for dates in named for date in dates for span in carrying)


def _carried(
    sentence: str,
    language: str,
    spans: Sequence[Span],
    embeds: Embeds,
    entails: Entails | None,
) -> Support:
    """Return the stretch that carries a sentence, or why the nearest one does not."""
    said = facts(sentence, language)
    faults = [_fault(sentence, said, language, span) for span in spans]
    # Whether something is denied has been compared; beside that, what is it that is denied?
    meant = embeds(affirmed(sentence, said.denied) if said.denied else sentence)
    near = [_near(meant, span) for span in spans]
    order = sorted(range(len(spans)), key=lambda place: -near[place])
    sound = [place for place in order if not faults[place]]
    if not sound:
        return Support((), faults[order[0]])
    place = sound[0]
    if near[order[0]] - near[place] > (0 if said.denied else LIMITS.margin):
        return Support((), faults[order[0]])
    whole = embeds(sentence) if said.denied else meant
    if _near(whole, spans[place]) < LIMITS.cosine or not _covered(whole, spans[place], language):
        return Support((), "meaning")
    if entails and entails(spans[place].text, sentence) < LIMITS.entailment:
        return Support((), "entailment")
    return Support((place,), "")


def affirmed(text: str, denied: Sequence[int]) -> str:
    """Return a text without the words that deny something, which stand at the places given."""
    for start in reversed(denied):
        text = text[:start] + re.sub(r"^[^\W\d_]+['’]?", "", text[start:]).lstrip()
    return text


def _fault(sentence: str, said: Facts, language: str, span: Span) -> Reason:
    """Return what a sentence states and a stretch does not; empty if there is nothing."""
    if not all(_dated(date, span) for date in said.dates):
        return "date"
    counted = enumerated(span.text, span.language)
    if not said.codes <= span.facts.codes | span.around.codes or not all(
        _numbered(number, span, counted) for number in said.numbers
    ):
        return "number"
    amounts, numbers = span.facts.amounts | span.around.amounts, _numbers(span)
    if not all(amount == "each" or estimated(amount, amounts, numbers) for amount in said.amounts):
        return "number"
    if span.held.lacks(sentence, language):
        return "name"
    if bool(said.denied) != bool(span.facts.denied):
        return "negation"
    if said.only and not (span.facts.only or span.around.only):
        return "negation"
    return ""


def _dated(date: Date, span: Span) -> bool:
    """Tell whether a stretch holds a date, or its context does and the stretch agrees."""
    own = span.facts.dates
    if any(date.within(other) and agrees(date, other) for other in own):
        return True
    return any(
        date.within(other)
        and agrees(date, other)
        and (not own or any(mine.within(other) and agrees(date, mine) for mine in own))
        for other in span.around.dates
    )


def _numbered(number: Number, span: Span, counted: set[int]) -> bool:
    """Tell whether a stretch holds a number, or lists as many things."""
    theirs = _numbers(span)
    if number.unit == "ordinal" and number.values <= {1.0, 2.0}:
        # "first" and "second" are other words as well; they err where another ordinal stands.
        return any(number.equals(other) for other in theirs) or not any(
            other.unit == "ordinal" for other in theirs
        )
    if any(number.equals(other) and not number.contradicts(other) for other in theirs):
        return True
    return number.unit == "" and number.bound == "" and bool(number.values & counted)


def _numbers(span: Span) -> list[Number]:
    return [*span.facts.numbers, *span.around.numbers]


def _near(meant: Embedded, span: Span) -> float:
    return max(cosine(sentence.vector, meant.vector) for sentence in span.sentences)


def _covered(meant: Embedded, span: Span, language: str) -> bool:
    covered = coverage(meant.tokens, span)
    same = span.language == language
    least = LIMITS.tokens_in_one_language if same else LIMITS.tokens
    return covered is None or covered >= least


def coverage(tokens: Tokens | None, span: Span) -> float | None:
    """Return the mean, over a sentence's tokens, of the cosine with the nearest of a stretch.

    It is BERTScore's precision (Zhang and others, 2020, https://arxiv.org/abs/1904.09675).
    """
    theirs = [sentence.tokens for sentence in span.sentences if sentence.tokens is not None]
    if tokens is None or not len(tokens) or not theirs:
        return None
    near = tokens.astype(np.float32) @ np.concatenate(theirs).astype(np.float32).T
    return float(near.max(axis=1).mean()) / 127**2
