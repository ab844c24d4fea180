"""Evaluation: the set is sound, bad sets are refused, measures are right, runs resume."""

import asyncio
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import document, documents_of, folder_of

from assistant import bootstrap, calibration
from assistant.bootstrap import Services
from assistant.errors import QuestionsWrong, WrongUse
from assistant.evaluation import measures
from assistant.evaluation.cases import (
    BUNDLED_QUESTIONS,
    Case,
    ExpectedEvidence,
    load,
    names_of,
)
from assistant.evaluation.haystacks import Haystack, bundled_cases, collections, conversations
from assistant.evaluation.local import Local, Store, own_store
from assistant.evaluation.measures import FoundPassage
from assistant.evaluation.reporting.differences import explain, fallen_behind
from assistant.evaluation.reporting.flips import flips
from assistant.evaluation.run import Run, generate, open_run, read_generated
from assistant.evaluation.scoring import read_scores, score_all
from assistant.settings import Settings
from assistant.wire.answers import AnswerBody
from assistant.wire.questions import QuestionBody
from ingest.sources import BUNDLED
from vectorstore.embedding import Embedder
from vectorstore.findings import Findings
from vectorstore.query import Query
from vectorstore.search import Search

FITTED = calibration.read(calibration.SHIPPED)

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
    cases = load(BUNDLED_QUESTIONS, documents_of(BUNDLED))
    kinds = Counter(case.kind for case in cases)
    assert len(cases) >= 320
    assert kinds["unanswerable"] >= 80
    assert kinds["cross-lingual"] >= 60
    assert len({case.language for case in cases if case.kind == "cross-lingual"}) >= 10
    assert len(kinds) == 17
    unseen = Counter(case.status for case in cases if case.part == "unseen")
    assert unseen["answered"] >= 100
    assert unseen["unanswerable"] >= 40


def test_the_bundled_collections_are_sound_and_their_parts_have_nothing_in_common() -> None:
    haystacks = collections(lambda names: documents_of(*names))
    assert [(one.name, {case.part for case in one.cases}) for one in haystacks] == [
        ("pages", {"tuning"}),
        ("pages", {"unseen"}),
        ("drive", {"tuning"}),
        ("drive", {"unseen"}),
    ]
    told = [
        {evidence.quote for case in one.cases for evidence in case.evidence} for one in haystacks
    ]
    assert told[0].isdisjoint(told[1])
    assert told[2].isdisjoint(told[3])
    for one in haystacks:
        statuses = Counter(case.status for case in one.cases)
        assert statuses["answered"] >= 75
        assert statuses["unanswerable"] >= 29
        documents = {document.document.locator for document in one.documents}
        assert len(documents) == {"pages": 9, "drive": 11}[one.name]
    ids = [case.id for case in bundled_cases()]
    assert len(set(ids)) == len(ids) == 3617


def test_the_bundled_conversations_are_sound_and_all_are_later_turns() -> None:
    notes = Haystack("notes", [], [BUNDLED], documents_of(BUNDLED))
    turns = conversations(notes)
    assert turns.name == "conversations"
    assert turns.documents == notes.documents
    assert all(case.history for case in turns.cases)
    parts = {(case.id.rpartition("-")[0], case.part) for case in turns.cases}
    assert {part for _, part in parts} == {"tuning", "unseen"}
    assert len({conversation for conversation, _ in parts}) == len(parts)  # none is torn
    assert len({case.language for case in turns.cases}) == 24


@pytest.mark.parametrize(
    ("cases", "problem"),
    [
        (["{"], "line 1: not JSON .*, character 2"),
        ([CASE, "[1]"], "line 2: the case: Input should be a valid dictionary"),
        ([{**CASE, "kind": "riddle"}], "line 1: kind"),
        ([{**CASE, "question": " ? "}], "line 1: question: The question is empty"),
        ([{**CASE, "evidence": []}], "line 1: the case: .*has evidence and answers"),
        ([{**UNANSWERABLE, "answers": [["x"]]}], "has evidence and answers"),
        (["", CASE, {**CASE, "question": "Other?"}], "line 3: one: another .*id, in line 2"),
        ([CASE, {**CASE, "id": "three"}], "line 2: three: it asks the same as one, in line 1"),
        ([CASE, {**UNANSWERABLE, "part": "unseen"}], "line 2: two: its fact 'joined' stands in"),
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


def test_a_set_is_read_whatever_marks_are_in_its_texts(tmp_path: Path) -> None:
    marked = json.dumps({**CASE, "question": "Who\u2028joined?"}, ensure_ascii=False)
    path = lines(tmp_path, "\ufeff" + marked, UNANSWERABLE)
    assert [case.id for case in load(path)] == ["one", "two"]
    path.write_bytes(path.read_bytes() + b"\n\xff")
    with pytest.raises(QuestionsWrong, match=r"^line 3: not UTF-8"):
        load(path)


def test_quotes_are_held_against_the_documents_line_by_line(tmp_path: Path) -> None:
    locator = "bundled:members-joined-june-2024.md"
    with_quote = document("a", "With Amazon.", locator=locator)
    assert load(lines(tmp_path, UNANSWERABLE, CASE), [with_quote])
    with pytest.raises(QuestionsWrong, match=r"^line 2: one: .* does not hold the quote 'Amazon'"):
        load(lines(tmp_path, UNANSWERABLE, CASE), [document("a", "Nobody.", locator=locator)])
    with pytest.raises(QuestionsWrong, match=r"^line 1: one: there is no document 'bundled:memb"):
        load(lines(tmp_path, CASE), [])


def test_a_document_goes_by_its_locator_its_address_and_its_file_name(tmp_path: Path) -> None:
    locator = "file:///minutes/2024/M%C3%A4rz%201.md"
    assert {locator, "März 1.md", "2024/März 1.md"} <= names_of(locator)
    assert names_of("bundled:a.md") == {"bundled:a.md", "a.md"}
    content = document("a", "Amazon.", locator=locator, url="https://example.org/march")
    for name in (locator, "https://example.org/march", "März 1.md", "2024/März 1.md"):
        evidence = [{"fact": "joined", "document": name, "quote": "Amazon"}]
        assert load(lines(tmp_path, {**CASE, "evidence": evidence}), [content])


def two_facts() -> Case:
    evidence = [
        {"fact": "a", "document": "a.md", "quote": "Ten members."},
        {"fact": "a", "document": "b.md", "quote": "It has 10 members."},
        {"fact": "b", "document": "c.md", "quote": "Nine countries."},
    ]
    return Case.model_validate({**CASE, "evidence": evidence, "answers": [["ten"], ["nine"]]})


def found(document: str, text: str) -> FoundPassage:
    return FoundPassage(frozenset([document]), text)


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
    [
        ("One [1] Two [1]", 1.0),
        ("One [1] Two [2]", 0.5),
        ("One [1] Two", 0.5),
        ("One", 0.0),
        ("An invented claim. Another one.\n\nOne. [1]", 1 / 3),
        ("The sources do not agree; here is what each says:\n\nOne. [1]", 1.0),
        ("One. [1]\n\nOn “two”, I found no answer in the documents.", 1.0),
        ("One. [1]\n\nDates of the sources: no date [1]", 1.0),
    ],
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
    assert measures.paired_difference([1.0], [0.0]) == (-1.0, 1.0)
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
        asked = Local(Store(forum, index), FITTED)
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
        asked = Local(Store(forum, index), FITTED)
        asyncio.run(
            generate(cut, questions, asked, "notes", 1, lambda d, t, name: asked_again.append(name))
        )
    assert len(asked_again) == 2
    assert len(read_generated(cut.generated)) == len(questions)


def test_answers_under_way_are_kept_when_another_request_fails(
    questions: list[Case], forum: Services, tmp_path: Path
) -> None:
    first, *others = questions[:3]

    class Failing(Local):
        async def ask(self, question: QuestionBody) -> AnswerBody:
            if question.question == first.question:
                raise WrongUse("It is down.")
            return await super().ask(question)

    broken = Run(tmp_path)
    with forum.index() as index:
        asked = Failing(Store(forum, index), FITTED)
        asking = generate(broken, questions[:3], asked, "notes", 3, lambda *_: None)
        with pytest.raises(WrongUse, match="It is down"):
            asyncio.run(asking)
    assert {one.case for one in read_generated(broken.generated)} == {one.id for one in others}


def test_what_is_no_run_is_told(run: Run, tmp_path: Path) -> None:
    assert open_run(run.folder) == open_run(run.generated) == run
    for path in (tmp_path, tmp_path / "none", tmp_path / "generated.jsonl", run.scores):
        with pytest.raises(WrongUse, match=r"is no run: .* Give the folder"):
            open_run(path)
    begun = Run(tmp_path)
    begun.configure({})
    with pytest.raises(WrongUse, match=r"holds no answers yet. `euif evaluate --resume"):
        score_all(open_run(tmp_path), [])
    with pytest.raises(WrongUse, match=r"is not scored yet. `euif evaluate --from"):
        read_scores(begun.scores)
    begun.generated.write_text(run.generated.read_text() + "{}\n")
    with pytest.raises(WrongUse, match="line 52 is no answer"):
        read_generated(begun.generated)


def test_answers_are_read_whatever_marks_are_in_their_texts(run: Run, tmp_path: Path) -> None:
    first = read_generated(run.generated)[0]
    first.answer.text = "One\u2028two\x85three"
    (tmp_path / "generated.jsonl").write_text(first.model_dump_json() + "\n", encoding="utf-8")
    assert read_generated(tmp_path / "generated.jsonl") == [first]


def test_scoring_again_gives_the_same_scores(run: Run, questions: list[Case]) -> None:
    before = run.scores.read_bytes()
    score_all(run, questions)
    assert run.scores.read_bytes() == before
    with pytest.raises(QuestionsWrong, match="this set lacks it"):
        score_all(run, questions[1:])


class TopOne(Search):
    """Finds the best passage alone."""

    def find(self, query: Query, limit: int = 8, *, beside: bool = False) -> Findings:
        return super().find(query, 1, beside=beside)


class Deaf(Search):
    """Misses what the real search finds best, as one without its lexical side does for names."""

    def find(self, query: Query, limit: int = 8, *, beside: bool = False) -> Findings:
        found = super().find(query, 13, beside=beside)
        return replace(found, hits=found.hits[5:])


@pytest.mark.parametrize(
    ("search", "threshold", "fallen", "stage", "because"),
    [
        (Deaf, None, "recall@5", "retrieval", "evidence is no longer among the first five"),
        (TopOne, None, "recall@5", "retrieval", "evidence is no longer among the first five"),
        (
            Search,
            -99.0,
            "refused: unanswerable",
            "decision",
            "questions without an answer are answer",
        ),
    ],
)
def test_a_worse_configuration_is_caught_and_its_stage_is_named(
    run: Run,
    questions: list[Case],
    forum: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    search: type[Search],
    threshold: float | None,
    fallen: str,
    stage: str,
    because: str,
) -> None:
    monkeypatch.setattr(bootstrap, "Search", search)
    thresholds = ("answerable", "certain", "certain_following")
    lowered = {} if threshold is None else dict.fromkeys(thresholds, threshold)
    fitted = FITTED.model_copy(update=lowered)
    worse = Run(tmp_path)
    with forum.index() as index:
        asked = Local(Store(forum, index), fitted)
        asyncio.run(generate(worse, questions, asked, "notes", 2, lambda d, t, name: None))
    before, after = read_scores(run.scores), score_all(worse, questions)
    known, now = (json.loads(one.summary.read_text()) for one in (run, worse))
    assert any(f": {fallen} is " in line for line in fallen_behind(known, now))
    ((_, why, *_),) = explain(before, after, []).values()
    assert f"because {because}" in why
    stages = Counter(flip.cause.stage for flip in flips(before, after) if flip.cause)
    assert stages[stage] == max(stages.values())


def test_a_set_about_own_documents_is_asked_over_those_alone(
    embedder: Embedder, tmp_path: Path
) -> None:
    source = folder_of(
        tmp_path / "minutes of 2021",
        crocus="---\ntitle: Crocus\nurl: https://a.example/crocus\n---\n"
        "The Crocus Committee chose Maria Example as its chair in May 2021.",
    )
    quote = "The Crocus Committee chose Maria Example as its chair"
    cases = [
        Case.model_validate(
            {
                **{**CASE, "id": name, "question": f"Who chairs the Crocus Committee, {name}?"},
                "evidence": [{"fact": "chair", "document": name, "quote": quote}],
                "answers": [["Maria Example"]],
            }
        )
        for name in ("https://a.example/crocus", "crocus.md", "minutes of 2021/crocus.md")
    ]
    run = Run(tmp_path)
    settings = Settings(data_dir=tmp_path / "data")
    with own_store(
        settings, embedder, tmp_path / "own", [str(source)], 0, lambda d, t, name: None
    ) as store:
        asked = Local(store, FITTED)
        asyncio.run(generate(run, cases, asked, "documents", 1, lambda d, t, name: None))
    (tmp_path / "own").rename(tmp_path / "gone")  # scoring needs no documents
    for one in score_all(run, cases):
        assert (one["recall@1"], one["citation recall"], one["answer accuracy"]) == (1, 1, 1)


def test_the_gate_closes_for_what_is_worse_and_only_for_that() -> None:
    def summary(**means: float) -> dict[str, Any]:
        return {"notes / tuning": {"all": {name: {"mean": mean} for name, mean in means.items()}}}

    known = summary(MRR=0.9, **{"false refusal": 0.1, "sentences": 2.0})
    assert fallen_behind(known, known) == []
    assert fallen_behind(known, summary(MRR=0.95, **{"false refusal": 0.0, "sentences": 1.0})) == []
    assert fallen_behind(known, summary(MRR=0.885, **{"false refusal": 0.11})) == []
    lost = fallen_behind(known, summary(MRR=0.8, **{"false refusal": 0.2}))
    assert lost == [
        "notes / tuning: MRR is 0.800 and was 0.900.",
        "notes / tuning: false refusal is 0.200 and was 0.100.",
    ]
    (gone,) = fallen_behind(known, summary(MRR=0.9))
    assert gone == "notes / tuning: false refusal was 0.100, and is not measured."
    both = known | {"pages / tuning": known["notes / tuning"]}
    assert len(fallen_behind(both, known)) == 2
    (nothing,) = fallen_behind(known, {"documents / tuning": known["notes / tuning"]})
    assert nothing == "The baseline and the run have no haystack and part in common."


def test_evidence_is_found_whatever_the_white_space() -> None:
    evidence = ExpectedEvidence(fact="a", document="a.md", quote="Ten members.")
    assert found("a.md", "There are\nten   members.").holds(evidence)
    assert found("a.md", "ten").carries(evidence)
    assert not found("b.md", "Ten members.").holds(evidence)
