"""Weighs what was found: which sentences bear on the question, and whether they can answer it.

Pure functions. A sentence is weighed by the cosine of its vector and the question's; it loses
weight if the question names numbers (most of them years) that neither it nor its headings hold.
"""

import re
from dataclasses import dataclass

from vectorstore.passages import Findings, Hit, Sentence, context, cosine
from vectorstore.search import other_language

MISSING_NUMBERS = 0.1
"""What a sentence loses that has none of the question's numbers."""

ANSWERABLE = 0.83
"""The least weight of the best sentence that makes a question answerable.

On a first set of 44 answerable and 30 unanswerable questions over the bundled notes it refuses 9 %
of the former and half of the latter.
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage that was found; the larger its weight, the more it bears on the
    question."""

    hit: Hit
    sentence: Sentence
    weight: float

    @property
    def wording(self) -> str:
        """The sentence's text."""
        return self.hit.passage.wording(self.sentence)


def weigh(question: str, findings: Findings) -> list[Evidence]:
    """Return every sentence of the hits as evidence, the weightiest first."""
    asked = _numbers(question)
    evidence = [
        Evidence(hit, sentence, _weight(findings, asked, hit, sentence))
        for hit in findings.hits
        for sentence in hit.passage.sentences
    ]
    return sorted(evidence, key=lambda one: (-one.weight, one.hit.passage.id, one.sentence.start))


def answerable(evidence: list[Evidence]) -> bool:
    """Tell whether the weightiest evidence is enough to answer."""
    return bool(evidence) and evidence[0].weight >= ANSWERABLE


def _weight(findings: Findings, asked: set[str], hit: Hit, sentence: Sentence) -> float:
    here = _numbers(context(hit.document, hit.passage.headings) + hit.passage.wording(sentence))
    missing = len(asked - here) / len(asked) if asked else 0.0
    return (
        cosine(sentence.vector, findings.vector)
        + other_language(findings.language, hit.document.language)
        - MISSING_NUMBERS * missing
    )


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))
