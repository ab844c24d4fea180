"""Comparisons: what changed, why, and whether by chance; the page holds it all and is safe."""

import re
from pathlib import Path

import pytest
from fakes import QUOTE, assert_outlined, came_back
from lxml import html

from assistant.errors import WrongUse
from assistant.evaluation.cases import Case
from assistant.evaluation.reporting.comparison import compare_runs, write_comparison
from assistant.evaluation.reporting.differences import config_changes, differences, explain
from assistant.evaluation.reporting.flips import flips, standing, unmatched
from assistant.evaluation.run import Run
from assistant.evaluation.scoring import Score, score_all

HOSTILE = "<script>alert(1)</script>"
GROUP = "notes / tuning"


def score(case: int, expected: str, actual: str, **measures: float) -> Score:
    """Return the scores of a case; the measures' names have `_at_` for `@`, and `_` for blanks."""
    about = {"case": f"case {case}", "haystack": "notes", "kind": "fact", "language": "en"}
    told = {"part": "tuning", "expected": expected, "actual": actual, "weight": None}
    named = {name.replace("_at_", "@").replace("_", " "): of for name, of in measures.items()}
    met = {"milliseconds": {}, "status accuracy": float(actual == expected)}
    return {**about, **told, **met, **named}


def answered(case: int, right: float, actual: str = "answered", **measures: float) -> Score:
    return score(case, "answered", actual, answer_accuracy=right, **measures)


@pytest.mark.parametrize(
    ("before", "after", "stage", "because"),
    [
        (
            answered(1, 1, recall_at_5=1, recall_at_8=1),
            answered(1, 0, "unanswerable", recall_at_5=0.5, recall_at_8=1),
            "retrieval",
            "evidence is no longer among the first five passages",
        ),
        (
            answered(1, 1, recall_at_5=0.5, recall_at_8=1),
            answered(1, 0, recall_at_5=0.5, recall_at_8=0.5),
            "retrieval",
            "evidence is no longer among the passages found",
        ),
        (
            answered(1, 1, recall_at_5=1),
            answered(1, 0, "unanswerable", recall_at_5=1),
            "decision",
            "answerable questions are refused",
        ),
        (
            answered(1, 1),
            answered(1, 0, "clarification"),
            "decision",
            "answerable questions are asked back",
        ),
        (
            answered(1, 1, recall_at_5=0.5),
            answered(1, 0, recall_at_5=0.5),
            "composing",
            "answers lack expected words though their evidence is found",
        ),
        (
            score(1, "unanswerable", "unanswerable"),
            score(1, "unanswerable", "answered"),
            "decision",
            "questions without an answer are answered",
        ),
        (
            score(1, "unsafe", "unsafe"),
            score(1, "unsafe", "unanswerable"),
            "decision",
            "unsafe questions are refused for another cause",
        ),
        (  # refused, if for another cause: an answer is worse
            score(1, "out_of_scope", "unanswerable"),
            score(1, "out_of_scope", "answered"),
            "decision",
            "questions on other subjects are answered",
        ),
        (
            score(1, "clarification", "clarification"),
            score(1, "clarification", "unanswerable"),
            "decision",
            "vague questions are refused",
        ),
        (
            answered(1, 1, recall_at_5=1),
            answered(1, 0, "error", recall_at_5=0),
            "failing",
            "the assistant fails",
        ),
    ],
)
def test_the_first_stage_that_failed_is_named(
    before: Score, after: Score, stage: str, because: str
) -> None:
    (flip,) = flips([before], [after])
    assert not flip.better
    assert flip.cause == (stage, because)
    (back,) = flips([after], [before])
    assert back.better
    assert back.cause is None


def test_what_is_neither_right_nor_refused_counts_nothing() -> None:
    assert standing(score(1, "unsafe", "unsafe")) == 1
    assert standing(score(1, "unsafe", "unanswerable")) == 0.5
    assert standing(score(1, "unsafe", "clarification")) == 0
    assert standing(score(1, "unsafe", "error")) == 0
    assert standing(answered(1, 0, "unanswerable")) == 0


def test_why_more_is_wrong_is_said_the_commonest_cause_first() -> None:
    before = [answered(n, 1, recall_at_5=1, MRR=1) for n in range(9)]
    before += [score(9, "unanswerable", "answered")]
    after = [answered(n, 0, "unanswerable", recall_at_5=1, MRR=1) for n in range(2)]
    after += [answered(n, 0, recall_at_5=0, MRR=0) for n in range(2, 8)]
    after += [answered(8, 1, recall_at_5=1, MRR=1), score(9, "unanswerable", "unanswerable")]
    changed = differences(before, after)
    assert explain(before, after, changed) == {
        GROUP: [
            "Of 10 cases, 8 got worse and 1 better.",
            "More is wrong because evidence is no longer among the first five passages (6 cases); "
            "because answerable questions are refused (2).",
            "Evidence left the first five passages in 6 cases, and came into them in 0.",
            "Worse beyond chance: answer accuracy (1.00, now 0.11), recall@5 (1.00, now 0.33), "
            "MRR (1.00, now 0.33).",
        ]
    }
    back = explain(after, before, differences(after, before))[GROUP]
    assert back[0] == "Of 10 cases, 1 got worse and 8 better."
    assert back[1].startswith("What got worse did so because questions without an answer are ans")
    assert back[3].startswith("Better beyond chance: answer accuracy (0.11, now 1.00)")


def test_retrieval_that_falls_behind_is_said_before_an_answer_suffers() -> None:
    before = [answered(n, 1, recall_at_5=1) for n in range(3)]
    after = [answered(n, 1, recall_at_5=0) for n in range(1)] + before[1:]
    assert explain(before, after, differences(before, after))[GROUP] == [
        "None of the 3 cases got better or worse.",
        "Evidence left the first five passages in 1 case, and came into them in 0.",
        "No measure changed beyond chance.",
    ]


def test_differences_have_means_intervals_and_a_turn() -> None:
    before = [answered(n, 1, false_refusal=0, sentences=1) for n in range(20)]
    after = [answered(n, n % 2, false_refusal=1 - n % 2, sentences=2) for n in range(20)]
    changed = {one.measure: one for one in differences(before, after)}
    accuracy = changed["answer accuracy"]
    assert (accuracy.before, accuracy.after, accuracy.difference) == (1, 0.5, -0.5)
    assert -0.8 < accuracy.low < -0.5 < accuracy.high < -0.2
    assert accuracy.p < 0.01
    assert accuracy.n == 20
    assert accuracy.turn == changed["false refusal"].turn == "worse"
    assert changed["sentences"].turn == changed["status accuracy"].turn == ""
    of_kind = {(one.kind, one.measure): one for one in differences(before, after, by_kind=True)}
    assert of_kind["fact", "answer accuracy"].difference == -0.5


def test_only_what_both_runs_hold_is_compared() -> None:
    before = [answered(1, 1), answered(2, 1)]
    after = [answered(2, 1), answered(3, 1, groundedness=1)]
    assert {one.n for one in differences(before, after)} == {1}
    assert "groundedness" not in {one.measure for one in differences(before, after)}
    assert unmatched(before, after) == 2


def test_configurations_are_compared_without_the_time() -> None:
    model = {"name": "small", "size": 1}
    old = {"time": 1, "url": None, "neighbours": 10, "embedding model": model}
    new = {"time": 2, "neighbours": 20, "embedding model": {**model, "name": "large"}}
    assert config_changes(old, {**new, "sources": ["a", "b"]}) == {
        "neighbours": ("10", "20"),
        "embedding model, name": ("small", "large"),
        "sources": ("–", "a, b"),
    }
    assert config_changes({"cases": "ab" * 32}, None) == {"cases": ("ab" * 6, "–")}


CASES = [
    Case.model_validate(
        {
            **{"id": name, "kind": "fact", "language": "en", "question": f"Who is {name}?"},
            **{"status": status, "part": part},
            **(
                {
                    "evidence": [{"fact": name, "document": "a.md", "quote": QUOTE}],
                    "answers": [["Amazon"]],
                }
                if status == "answered"
                else {}
            ),
        }
    )
    for name, status, part in (
        ("kept", "answered", "tuning"),
        ("lost", "answered", "tuning"),
        ("guessed", "unanswerable", "tuning"),
        ("found", "answered", "unseen"),
    )
]


def run_in(folder: Path, *lines: str) -> Run:
    run = Run(folder)
    run.configure({"neighbours": len(lines), "cases": "ab" * 32})
    run.generated.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    score_all(run, CASES)
    return run


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    """Return two runs and write their comparison; tests only read them."""
    right = (f"{QUOTE} [1]", 0.9, QUOTE)
    before = run_in(
        tmp_path_factory.mktemp("before"),
        came_back("kept", "notes", *right),
        came_back("lost", "notes", *right, question=f"Who? {HOSTILE}"),
        came_back("guessed", "notes", "Nothing.", 0.8),
        came_back("found", "notes", "Nothing.", 0.8, passage=HOSTILE),
    )
    after = run_in(
        tmp_path_factory.mktemp("after"),
        came_back("kept", "notes", *right),
        came_back("lost", "notes", "Nothing.", 0.8, question=f"Who? {HOSTILE}", passage="Other."),
        came_back("guessed", "notes", *right),
        came_back("found", "notes", *right),
        came_back("kept", "notes and neighbours", *right),
    )
    assert write_comparison(compare_runs(before, after)) == after.folder / "comparison.html"
    return before, after


@pytest.fixture(scope="module")
def text(runs: tuple[Run, Run]) -> str:
    return (runs[1].folder / "comparison.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_the_page_says_what_changed_and_why(page: html.HtmlElement) -> None:
    said = [item.text_content() for item in page.xpath("//ul/li")]
    assert said[:2] == [
        "Of 3 cases, 2 got worse and 0 better.",
        "More is wrong because evidence is no longer among the first five passages (1 case); "
        "because questions without an answer are answered (1).",
    ]
    assert "Left out are the cases that stand in only one of the runs: 1." in page.text_content()
    (made_with,) = page.xpath("//table[starts-with(caption, 'What the configurations')]/tbody")
    assert [cell.text for cell in made_with.xpath(".//th|.//td")] == ["neighbours", "4", "5"]


def test_the_page_tells_the_cases_that_turned_and_folds_the_unseen(page: html.HtmlElement) -> None:
    turned = page.xpath("//details[contains(@class, 'case')]")
    assert [one.get("data-verdict").partition("|")[0] for one in turned] == [
        "worse",
        "worse",
        "better",
    ]
    lost = turned[0]
    assert HOSTILE in lost.find("summary").text_content()
    assert [one.text for one in lost.xpath(".//h4")] == ["Before: met", "After: missed"]
    assert [one.text_content() for one in lost.xpath(".//p[@class = 'said']")] == [
        f"{QUOTE} [1]",
        "Nothing.",
    ]
    moved = lost.xpath(".//p")[-1].text_content()
    assert "recall@5 1 → 0" in moved
    assert "citation recall 1 → –" in moved
    folded = page.xpath("//details[@class = 'unseen']//details[contains(@class, 'case')]")
    assert folded == [turned[2]]
    assert not any("open" in one.attrib for one in page.xpath("//details"))


def test_the_page_is_safe_whole_and_the_same_every_time(
    runs: tuple[Run, Run], text: str, page: html.HtmlElement
) -> None:
    assert write_comparison(compare_runs(*runs)).read_text(encoding="utf-8") == text
    assert HOSTILE not in text
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//link|//img|//iframe|//object|//embed|//base|//script[@src]")
    assert all(value.startswith("#") for value in page.xpath("//@src|//@href|//@action"))
    assert not re.search(r"fetch\(|XMLHttpRequest|import\b.*from|@import|url\((?!#)", text)
    assert not page.xpath("//th[not(@scope)]|//table[not(caption)]")
    assert_outlined(page)


def test_runs_that_are_the_same_are_told(runs: tuple[Run, Run], tmp_path: Path) -> None:
    copy = Run(tmp_path)
    for file in ("generated.jsonl", "scores.jsonl"):
        (tmp_path / file).write_bytes((runs[0].folder / file).read_bytes())
    page = write_comparison(compare_runs(runs[0], copy)).read_text(encoding="utf-8")
    assert "No case got better or worse." in page
    assert f"What {tmp_path} was made with is not known: it holds no config.json." in page


def test_runs_without_a_case_in_common_are_told(runs: tuple[Run, Run], tmp_path: Path) -> None:
    far = run_in(tmp_path, came_back("kept", "service", "Nothing.", 0.8))
    with pytest.raises(WrongUse, match="no case in common: they searched `notes` and `service`"):
        compare_runs(runs[0], far)
