"""Evaluation: the set is sound, bad sets are refused, measures are right, runs resume."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import Services
from assistant.errors import QuestionsWrong
from assistant.evaluation import measures
from assistant.evaluation.cases import (
    BUNDLED_QUESTIONS,
    Case,
    Evidence,
    check_bundled,
    check_evidence,
    load,
)
from assistant.evaluation.compare import differences, fallen_behind, flips
from assistant.evaluation.local import Local
from assistant.evaluation.measures import Found
from assistant.evaluation.run import Run, generate, read_generated, read_scores, score_all
from assistant.wire import AnswerBody

CASE: dict[str, Any] = {
    "id": "one",
    "kind": "fact",
    "language": "en",
    "question": "Who joined the EU Internet Forum in June 2024?",
    "status": "answered",
    "evidence": [
        {"fact": "joined", "document": "bundled:members-joined-june-2024.md", "quote": "Amazon"}
    ],
    "answers": [["Amazon"], ["Mistral AI", "Mistral"]],
    "part": "tuning",
}
UNANSWERABLE: dict[str, Any] = {
    "id": "two",
    "kind": "unanswerable",
    "language": "en",
    "question": "How do I bake sourdough bread?",
    "status": "unanswerable",
    "near": ["joined"],
    "part": "tuning",
}


def lines(folder: Path, *cases: dict[str, Any] | str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(c if isinstance(c, str) else json.dumps(c) for c in cases))
    return path


def test_the_bundled_set_is_sound_and_large_enough() -> None:
    cases = load(BUNDLED_QUESTIONS)
    check_bundled(cases)
    kinds = Counter(case.kind for case in cases)
    assert len(cases) >= 320
    assert kinds["unanswerable"] >= 80
    assert kinds["cross-lingual"] >= 60
    assert len({case.language for case in cases if case.kind == "cross-lingual"}) >= 10
    assert len(kinds) == 13
    unseen = Counter(case.status for case in cases if case.part == "unseen")
    assert unseen["answered"] >= 100
    assert unseen["unanswerable"] >= 40


@pytest.mark.parametrize(
    ("cases", "problem"),
    [
        (["{"], "line 1: not JSON"),
        ([{**CASE, "kind": "riddle"}], "line 1: kind"),
        ([{**CASE, "evidence": []}], "has evidence and answers"),
        ([{**UNANSWERABLE, "answers": [["x"]]}], "has evidence and answers"),
        ([CASE, {**CASE, "question": "Other?"}], "one: another case has this id"),
        ([CASE, {**CASE, "id": "three"}], "three: it asks the same as one"),
        ([CASE, {**UNANSWERABLE, "part": "unseen"}], "'joined' stands in the other part"),
        ([], "holds no cases"),
    ],
)
def test_a_wrong_set_is_refused_with_the_reason(
    tmp_path: Path, cases: list[Any], problem: str
) -> None:
    with pytest.raises(QuestionsWrong, match=problem):
        load(lines(tmp_path, *cases))


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(QuestionsWrong) as refused:
        load(lines(tmp_path, "{", {**CASE, "language": 1}, CASE))
    assert [problem.split(":")[0] for problem in refused.value.problems] == ["line 1", "line 2"]


def test_a_quote_that_its_document_does_not_hold_is_told() -> None:
    case = Case.model_validate(CASE)
    check_evidence([case], {"bundled:members-joined-june-2024.md": "With Amazon."}.get)
    with pytest.raises(QuestionsWrong, match="does not hold the quote 'Amazon'"):
        check_evidence([case], {"bundled:members-joined-june-2024.md": "Nobody."}.get)
    with pytest.raises(QuestionsWrong, match="there is no document"):
        check_evidence([case], {}.get)


def two_facts() -> Case:
    evidence = [
        {"fact": "a", "document": "a.md", "quote": "Ten members."},
        {"fact": "a", "document": "b.md", "quote": "It has 10 members."},
        {"fact": "b", "document": "c.md", "quote": "Nine countries."},
    ]
    return Case.model_validate({**CASE, "evidence": evidence, "answers": [["ten"], ["nine"]]})


def found(document: str, text: str) -> Found:
    return Found(frozenset([document]), text)


def test_retrieval_counts_each_fact_once_at_its_first_passage() -> None:
    hits = [
        found("x.md", "Ten members."),  # the right words in another document are no evidence
        found("b.md", "It  has 10\nMEMBERS. And more."),
        found("a.md", "Ten members."),
        found("c.md", "Nine countries."),
    ]
    figures = measures.retrieval(two_facts(), hits)
    assert figures["recall@1"] == 0
    assert figures["recall@3"] == 0.5
    assert figures["recall@5"] == 1
    assert figures["MRR"] == 0.5
    assert measures.retrieval(two_facts(), [])["recall@8"] == 0


def test_citations_are_held_against_the_evidence() -> None:
    cited = [found("a.md", "Ten members."), found("x.md", "Something else.")]
    assert measures.citation_recall(two_facts(), cited) == 0.5
    assert measures.citation_precision(two_facts(), cited) == 0.5


def answer_with(text: str, status: str = "answered") -> AnswerBody:
    citation = {
        **{"number": 1, "passage_id": "p", "document_id": "d", "kind": "document", "title": "T"},
        **{"url": None, "summarises": [], "publisher": None, "published_on": None},
        **{"retrieved_on": "2026-11-25", "language": "en", "headings": [], "page": None},
        **{"quote": "Ten.", "start": 0, "end": 4, "view": "/documents/d?start=0&end=4"},
    }
    trace = {
        **{"restated_question": "q", "composer": "quote", "model": None, "prompt_digests": {}},
        **{"hits": [], "answerability": None, "milliseconds": {}},
    }
    return AnswerBody.model_validate(
        {
            **{"id": "i", "conversation_id": "c", "question": "q", "status": status},
            **{"language": "en", "text": text, "citations": [citation], "suggestions": []},
            "trace": trace,
        }
    )


@pytest.mark.parametrize(
    ("text", "status", "right"),
    [
        ("TEN members in nine\n countries [1]", "answered", 1.0),
        ("Ten members [1]", "answered", 0.0),
        ("ten nine", "unanswerable_not_supported", 0.0),
    ],
)
def test_an_answer_is_right_if_it_holds_one_of_each_group(
    text: str, status: str, right: float
) -> None:
    assert measures.accuracy(two_facts(), answer_with(text, status)) == right


@pytest.mark.parametrize(
    ("text", "share"),
    [("One [1] Two [1]", 1.0), ("One [1] Two [2]", 0.5), ("One [1] Two", 0.5), ("One", 0.0)],
)
def test_sentences_without_a_citation_that_resolves_are_counted(text: str, share: float) -> None:
    assert measures.sentences_cited(answer_with(text)) == share


def test_figures_have_intervals_and_differences_have_p_values() -> None:
    figure = measures.summed_up([0.0, 1.0] * 50)
    assert figure["mean"] == 0.5
    assert 0.35 < figure["low"] < 0.5 < figure["high"] < 0.65
    assert measures.summed_up([1.0]) == {"mean": 1.0, "low": 1.0, "high": 1.0, "n": 1}
    better, p = measures.paired_difference([0.0] * 30, [1.0] * 20 + [0.0] * 10)
    assert better == pytest.approx(2 / 3)
    assert p < 0.01
    assert measures.paired_difference([1.0, 0.0], [1.0, 0.0]) == (0.0, 1.0)
    assert measures.paired_difference([0.0, 1.0, 0.0], [1.0, 0.0, 0.0])[1] > 0.5


@pytest.fixture(scope="module")
def questions() -> list[Case]:
    """Return the small fixed part of the bundled set that runs end to end in every test run."""
    cases = [case for case in load(BUNDLED_QUESTIONS) if case.part == "tuning"]
    chosen: dict[str, list[Case]] = {}
    for case in cases:
        chosen.setdefault(case.kind, []).append(case)
    return [case for of_kind in chosen.values() for case in of_kind[:3]]


@pytest.fixture(scope="module")
def run(forum: Services, questions: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of those cases over the bundled notes."""
    run = Run(tmp_path_factory.mktemp("run"))
    run.configure({})
    with forum.index() as index:
        asked = Local(forum, index)
        asyncio.run(generate(run, questions, asked, "notes", 2, lambda done, total, name: None))
    score_all(run, questions)
    return run


def test_a_run_holds_every_case_and_what_must_always_be_true(
    run: Run, questions: list[Case]
) -> None:
    assert {one.case for one in read_generated(run.generated)} == {case.id for case in questions}
    figures = json.loads(run.summary.read_text())["notes / tuning"]["all"]
    assert figures["quote fidelity"]["mean"] == 1.0
    assert figures["sentences cited"]["mean"] == 1.0
    assert figures["recall@5"]["mean"] >= 0.8
    assert figures["answer accuracy"]["mean"] >= 0.5


def test_an_interrupted_run_goes_on_where_it_stopped(
    run: Run, questions: list[Case], forum: Services, tmp_path: Path
) -> None:
    cut = Run(tmp_path)
    whole = run.generated.read_text().splitlines(keepends=True)
    cut.generated.write_text("".join(whole[:-2]) + whole[-2][:40])
    asked_again: list[str] = []
    with forum.index() as index:
        asked = Local(forum, index)
        asyncio.run(
            generate(cut, questions, asked, "notes", 1, lambda d, t, name: asked_again.append(name))
        )
    assert len(asked_again) == 2
    assert len(read_generated(cut.generated)) == len(questions)


def test_scoring_again_gives_the_same_scores(run: Run, questions: list[Case]) -> None:
    before = run.scores.read_bytes()
    score_all(run, questions)
    assert run.scores.read_bytes() == before
    with pytest.raises(QuestionsWrong, match="this set lacks it"):
        score_all(run, questions[1:])


def test_comparing_names_what_flipped(run: Run) -> None:
    scores = read_scores(run.scores)
    worse = [
        {**one, "answer accuracy": 0.0, "MRR": 0.0} if "answer accuracy" in one else one
        for one in scores
    ]
    changed = {one.measure: one for one in differences(scores, worse)}
    assert changed["MRR"].difference < 0
    assert changed["MRR"].p < 0.05
    assert changed["recall@5"].difference == 0
    assert not any(flip.better for flip in flips(scores, worse))
    assert len(flips(scores, worse)) == sum(one.get("answer accuracy", 0) for one in scores)


def test_the_gate_closes_for_what_is_worse_and_only_for_that() -> None:
    def summary(**means: float) -> dict[str, Any]:
        return {"notes / tuning": {"all": {name: {"mean": mean} for name, mean in means.items()}}}

    known = summary(MRR=0.9, **{"false refusal": 0.1, "sentences": 2.0})
    assert fallen_behind(known, known) == []
    assert fallen_behind(known, summary(MRR=0.95, **{"false refusal": 0.0, "sentences": 1.0})) == []
    assert fallen_behind(known, summary(MRR=0.885, **{"false refusal": 0.11})) == []
    (lost,) = fallen_behind(known, summary(MRR=0.8))
    assert lost == "notes / tuning: MRR is 0.800 and was 0.900."
    (refused,) = fallen_behind(known, summary(**{"false refusal": 0.2}))
    assert "false refusal" in refused


def test_evidence_is_found_whatever_the_white_space() -> None:
    evidence = Evidence(fact="a", document="a.md", quote="Ten members.")
    assert found("a.md", "There are\nten   members.").holds(evidence)
    assert found("a.md", "ten").carries(evidence)
    assert not found("b.md", "Ten members.").holds(evidence)
