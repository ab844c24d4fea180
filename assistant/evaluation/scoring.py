"""Scores what came back, and sums the scores up. Asking is dear and scoring is not: it works on any
`generated.jsonl`."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import WrongUse
from assistant.evaluation import measures
from assistant.evaluation.cases import Case, names_of, refuse_unknown
from assistant.evaluation.measures import FoundPassage
from assistant.evaluation.run import Generated, Run, read_generated

Score = dict[str, Any]

NOT_MEASURES = {
    *("case", "haystack", "kind", "language", "part", "expected", "actual", "weight"),
    "milliseconds",
}
"""What a score says besides its measures."""


def score_all(run: Run, cases: Iterable[Case]) -> list[Score]:
    """Score what the run holds, keep and return it.

    Raises QuestionsWrong for unknown cases, and WrongUse if the run holds no answers.
    """
    known = {case.id: case for case in cases}
    generated = read_generated(run.generated)
    if not generated:
        raise WrongUse(
            f"{run.folder} holds no answers yet. `euif evaluate --resume {run.folder}` asks for "
            "them."
        )
    refuse_unknown((one.case for one in generated), known.values())
    scores = [score(known[one.case], one) for one in generated]
    run.scores.write_text("".join(json.dumps(one) + "\n" for one in scores), encoding="utf-8")
    run.summary.write_text(json.dumps(summarise(scores), indent=2), encoding="utf-8")
    return scores


def read_scores(path: Path) -> list[Score]:
    """Return the scores that a run keeps. Raises WrongUse if there are none."""
    if not path.exists():
        raise WrongUse(
            f"{path.parent} is not scored yet. `euif evaluate --from {path.parent}` does it."
        )
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(case: Case, generated: Generated) -> Score:
    """Return the scores of one answer; None stands for a measure that does not apply."""
    answer = generated.answer
    actual = measures.family(answer.status)
    scored: Score = {
        "case": case.id,
        "haystack": generated.haystack,
        "kind": case.kind,
        "language": case.language,
        "part": case.part,
        "expected": case.status,
        "actual": actual,
        "weight": answer.trace.answerability,
        "milliseconds": answer.trace.milliseconds,
        "status accuracy": float(actual == case.status),
    }
    if case.status == "answered":
        hits, cited = _found(generated)
        scored |= measures.retrieval(case, hits)
        scored["answer accuracy"] = measures.accuracy(case, answer)
        scored["false refusal"] = float(actual != "answered")
        if actual == "answered":
            scored["unsure"] = float(answer.trace.unsure)
            scored["citation recall"] = measures.citation_recall(case, cited)
            scored["citation precision"] = measures.citation_precision(case, cited)
            led = cited[: measures.leading(answer)]
            scored["precision of what leads"] = measures.citation_precision(case, led)
    elif case.status != "clarification":
        scored[f"refused: {case.status}"] = float(
            actual not in ("answered", "clarification", "error")
        )
    if case.status == "unanswerable":
        scored["refused or unsure: unanswerable"] = float(
            bool(scored["refused: unanswerable"]) or answer.trace.unsure
        )
    if actual == "answered":
        scored["quote fidelity"] = sum(generated.quotes_true) / len(generated.quotes_true)
        scored["sentences cited"] = measures.sentences_cited(answer)
        scored["sentences"] = float(len(answer.citations))
    return scored


def _found(generated: Generated) -> tuple[list[FoundPassage], list[FoundPassage]]:
    answer = generated.answer
    names = {hit.document_id: frozenset([hit.source]) for hit in answer.trace.hits}
    for document_id, locator in generated.locators.items():
        names[document_id] |= names_of(locator)
    hits = [
        FoundPassage(names[hit.document_id], text)
        for hit, text in zip(answer.trace.hits, generated.passages, strict=True)
    ]
    cited = [FoundPassage(names[one.document_id], one.quote) for one in answer.citations]
    return hits, cited


def summarise(scores: Sequence[Score]) -> dict[str, Any]:
    """Return the figures: by haystack and part, and within that whole, by kind and by language."""
    summary: dict[str, Any] = {}
    for group, members in _grouped(scores, "haystack", "part").items():
        summary[" / ".join(group)] = {
            "all": _figures(members),
            "by kind": {key[0]: _figures(of) for key, of in _grouped(members, "kind").items()},
            "by language": {
                key[0]: _figures(of) for key, of in _grouped(members, "language").items()
            },
            "milliseconds": _latency(members),
        }
    return summary


def _grouped(scores: Iterable[Score], *keys: str) -> dict[tuple[str, ...], list[Score]]:
    groups: dict[tuple[str, ...], list[Score]] = defaultdict(list)
    for one in scores:
        groups[tuple(one[key] for key in keys)].append(one)
    return dict(sorted(groups.items()))


def _figures(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    names = dict.fromkeys(name for one in scores for name in one if name not in NOT_MEASURES)
    return {
        name: measures.summed_up([one[name] for one in scores if name in one]) for name in names
    }


def _latency(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    steps = dict.fromkeys(step for one in scores for step in one["milliseconds"])
    return {
        step: measures.percentiles(
            [one["milliseconds"][step] for one in scores if step in one["milliseconds"]]
        )
        for step in steps
    }
