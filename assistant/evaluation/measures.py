"""Measures of one answer against its case, and how they are summed up. Pure functions.

Retrieval is measured over facts: a passage is relevant if it holds a quote that is evidence for a
fact, and a fact counts once, at the first passage that holds it. The measures are ir-measures'
(MacAvaney, Macdonald and Ounis, ECIR 2022, https://ir-measur.es): recall@k, precision@k,
reciprocal rank, and nDCG@10 (Järvelin and Kekäläinen, TOIS 2002).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, P, R, nDCG
from scipy import stats

from assistant.evaluation.cases import Case, Expected, ExpectedEvidence
from assistant.sentences import template
from assistant.wire.answers import AnswerBody
from vectorstore.quoting import MARKER, printed
from vectorstore.splitting import split_sentences

RETRIEVAL = {
    "recall@1": R @ 1,
    "recall@3": R @ 3,
    "recall@5": R @ 5,
    "recall@8": R @ 8,
    "precision@5": P @ 5,
    "MRR": RR,
    "nDCG@10": nDCG @ 10,
}

_FIXED = (
    *("sources_differ", "unsure", "unsure_part", "partial", "partial_missing", "partial_left"),
    *("gathered", "besides"),
)
"""What an answer says besides what it states."""

_FAMILIES: dict[str, Expected] = {
    "answered": "answered",
    "clarification": "clarification",
    "unanswerable_no_passages": "unanswerable",
    "unanswerable_not_supported": "unanswerable",
    "refused_out_of_scope": "out_of_scope",
    "refused_unsafe": "unsafe",
    "refused_personal_data": "personal_data",
}


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that was found or cited: the names its document goes by, and its text."""

    names: frozenset[str]
    text: str

    def holds(self, evidence: ExpectedEvidence) -> bool:
        """Tell whether the evidence's quote stands in it."""
        return evidence.document in self.names and _flat(evidence.quote) in _flat(self.text)

    def carries(self, evidence: ExpectedEvidence) -> bool:
        """Tell whether it is the evidence's quote, a part of it, or more than it."""
        if evidence.document not in self.names:
            return False
        quote, text = _flat(evidence.quote), _flat(self.text)
        return quote in text or text in quote


def family(status: str) -> str:
    """Return what a status amounts to: one of `Expected`, or `error`."""
    return _FAMILIES.get(status, "error")


def retrieval(case: Case, hits: Sequence[FoundPassage]) -> dict[str, float]:
    """Return the retrieval measures of an answerable case; `hits` are best first."""
    ranking: dict[str, float] = {}
    for rank, hit in enumerate(hits):
        held = {evidence.fact for evidence in case.evidence if hit.holds(evidence)}
        # A passage with nothing new keeps its place in the ranking.
        for item in held - ranking.keys() or {f"passage {rank}"}:
            ranking[item] = -float(rank)
    found = ir_measures.calc_aggregate(
        list(RETRIEVAL.values()),
        {case.id: dict.fromkeys(case.facts, 1)},
        {case.id: ranking},
    )
    return {name: found[measure] for name, measure in RETRIEVAL.items()}


def accuracy(case: Case, answer: AnswerBody) -> float:
    """Return 1 if the answer's text holds an alternative of every group, else 0."""
    text = _flat(answer.text)
    held = all(any(_flat(one) in text for one in group) for group in case.answers)
    return float(answer.status == "answered" and held)


def citation_precision(case: Case, cited: Sequence[FoundPassage]) -> float:
    """Return which share of the cited quotes is evidence for the case."""
    return _share(any(quote.carries(evidence) for evidence in case.evidence) for quote in cited)


def leading(answer: AnswerBody) -> int:
    """Return how many quotes lead an answer: those before what was also found."""
    answering, _, _ = answer.text.partition(f"\n\n{template(answer.language, 'besides')}\n\n")
    return sum(f"[{citation.number}]" in answering for citation in answer.citations)


def citation_recall(case: Case, cited: Sequence[FoundPassage]) -> float:
    """Return which share of the case's facts a cited quote is evidence for."""
    return _share(
        any(
            quote.carries(evidence)
            for quote in cited
            for evidence in case.evidence
            if evidence.fact == fact
        )
        for fact in case.facts
    )


def sentences_cited(answer: AnswerBody) -> float:
    """Return which share of what an answer states ends with a marker that resolves: of its quotes,
    each of which counts as one, and of its other sentences. Fixed sentences state nothing."""
    known = {citation.number for citation in answer.citations}
    stated = [part for part in answer.text.split("\n\n") if not _is_fixed(part, answer.language)]
    text = "\n\n".join(stated)
    for citation in answer.citations:
        text = text.replace(printed(citation.quote), "Quote", 1)
    *said, rest = MARKER.split(text)
    cited: list[bool] = []
    for before, number in zip(said[::2], said[1::2], strict=True):
        uncited = len(split_sentences(before, answer.language)) - 1
        cited += [False] * uncited + [int(number) in known]
    return _share([*cited, *(False for _ in split_sentences(rest, answer.language))])


def _is_fixed(paragraph: str, language: str) -> bool:
    """Tell whether a paragraph is a fixed sentence, or the line of its sources' dates."""
    fixed = (re.escape(template(language, key)) for key in _FIXED)
    patterns = (one.replace(re.escape("$missing"), ".+") for one in fixed)
    return paragraph.startswith(template(language, "dates")) or any(
        re.fullmatch(pattern, paragraph) for pattern in patterns
    )


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    p50, p95 = np.percentile(values, [50, 95]) if values else (0.0, 0.0)
    return {"p50": float(p50), "p95": float(p95)}


def summed_up(values: Sequence[float]) -> dict[str, float]:
    """Return mean, number, and the bootstrap 95 % interval of the mean.

    Percentile bootstrap with 2,000 resamples (Efron, 1979), seeded: the same figures every time.
    """
    mean, n = float(np.mean(values)), len(values)
    if min(values) == max(values):
        return {"mean": mean, "low": mean, "high": mean, "n": n}
    interval = stats.bootstrap(
        (values,), np.mean, n_resamples=2_000, method="percentile", rng=np.random.default_rng(0)
    ).confidence_interval
    return {"mean": mean, "low": float(interval.low), "high": float(interval.high), "n": n}


def paired_difference(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """Return the mean difference of paired values, and its p-value.

    Two-sided sign-flip permutation test (Smucker, Allan and Carterette, CIKM 2007), seeded.
    """
    differences = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    if len(differences) < 2 or not differences.any():
        return float(differences.mean()), 1.0
    tested = stats.permutation_test(
        (differences,),
        np.mean,
        permutation_type="samples",
        n_resamples=4_999,
        rng=np.random.default_rng(0),
    )
    return float(differences.mean()), float(tested.pvalue)


def _flat(text: str) -> str:
    """Return a text for comparing: case and white space do not matter."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def _share(held: Iterable[bool]) -> float:
    values = list(held)
    return sum(values) / len(values) if values else 0.0
