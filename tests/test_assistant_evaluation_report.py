"""The report: one safe, self-contained, repeatable page that holds every figure and case."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fakes import PASSAGE, QUOTE, assert_outlined, came_back
from lxml import etree, html

from assistant.errors import QuestionsWrong
from assistant.evaluation.cases import Case
from assistant.evaluation.reporting.report import CaseOutcome, write_report
from assistant.evaluation.run import Generated, Run
from assistant.evaluation.scoring import score_all

HOSTILE = "<script>alert(1)</script>"


def case(name: str, status: str = "answered", **values: Any) -> Case:
    evidence = [{"fact": name, "document": "a.md", "quote": QUOTE}]
    known = {"kind": "fact", "language": "en", "part": "tuning", "question": f"Who joined {name}?"}
    held = {"evidence": evidence, "answers": [["Amazon"]]} if status == "answered" else {}
    return Case.model_validate({"id": name, "status": status, **known, **held, **values})


CASES = [
    case("right", history=[{"role": "user", "text": "Tell me of the Forum."}]),
    case("wrong", question=f"Who joined? {HOSTILE}", kind="typo"),
    case("refused", question="Wer kam dazu?", language="de", kind="cross-lingual"),
    case("guessed", "unanswerable", kind="unanswerable"),
    case("altered", part="unseen"),
    case("far", "out_of_scope", kind="off-topic", part="unseen"),
]


def run_in(folder: Path, *lines: str) -> Run:
    """Return a scored run of these lines."""
    run = Run(folder)
    run.configure({"url": None, "embedding model": {"name": "small"}, "threshold": 0.83})
    run.generated.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    score_all(run, CASES)
    return run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run over two haystacks, with its report; tests only read it."""
    lines = [
        line
        for haystack in ("notes", "notes and neighbours")
        for line in (
            came_back("right", haystack, f"{QUOTE} [1]", 0.9, QUOTE),
            came_back("wrong", haystack, f"{HOSTILE} [1]", 0.85, QUOTE),
            came_back("refused", haystack, "Nothing.", 0.8),
            came_back("guessed", haystack, f"{QUOTE} [1]", 0.83, QUOTE),
            came_back("altered", haystack, "Amazon. [1]", 0.9, "Amazon never joined."),
            came_back("far", haystack, "Nothing.", None),
        )
    ]
    run = run_in(tmp_path_factory.mktemp("run"), *lines)
    assert write_report(run, CASES) == run.folder / "report.html"
    return run


@pytest.fixture(scope="module")
def text(run: Run) -> str:
    """Return the report."""
    return (run.folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    """Return the report, parsed."""
    return html.document_fromstring(text)


def opened(page: html.HtmlElement, name: str) -> html.HtmlElement:
    """Return the first telling of a case."""
    return page.xpath(f"//details[contains(@class, 'case')][.//dd[starts-with(., '{name} (')]]")[0]


def test_the_page_is_well_formed_and_the_same_every_time(
    run: Run, text: str, page: html.HtmlElement
) -> None:
    assert write_report(run, CASES).read_text(encoding="utf-8") == text
    # Well-formed: every element but the void ones is closed in its turn.
    void = re.sub(r"<(meta|link|br|hr)\b([^>]*)>", r"<\1\2/>", text.partition("<html")[2])
    body = re.sub(r"(<script>|<style>)(.*?)(</)", r"\1<![CDATA[\2]]>\3", void, flags=re.S)
    etree.fromstring("<html" + re.sub(r"<form hidden", '<form hidden=""', body))
    assert_outlined(page)


def test_nothing_is_fetched(text: str, page: html.HtmlElement) -> None:
    assert not page.xpath("//link|//img|//iframe|//object|//embed|//base|//script[@src]")
    pointing = page.xpath("//@src|//@href|//@action|//@*[local-name() = 'href' or . = 'srcset']")
    assert all(value.startswith("#") for value in pointing)
    assert not re.search(r"fetch\(|XMLHttpRequest|import\b.*from|@import|url\((?!#)", text)


def test_every_case_is_listed_and_the_unseen_ones_are_folded_away(page: html.HtmlElement) -> None:
    listed = page.xpath("//details[contains(@class, 'case')]")
    assert len(listed) == 12
    assert not any("open" in one.attrib for one in page.xpath("//details"))
    folded = page.xpath("//details[@class = 'unseen']//details[contains(@class, 'case')]")
    assert [one.get("data-part") for one in listed].count("unseen") == len(folded) == 4
    assert (
        "not to be looked at while tuning" in page.xpath("//details[@class = 'unseen']//h3")[0].text
    )
    assert "All 12 cases are listed" in page.get_element_by_id("shown").text
    assert "Tell me of the Forum." in opened(page, "right").text_content()


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("right", "met"),
        ("wrong", "missed|wrong or incomplete answer"),
        ("refused", "missed|refused, could be answered"),
        ("guessed", "missed|answered, should not be"),
        ("altered", "met|evidence not cited|something else cited|quote altered"),
        ("far", "missed|refused for another cause"),
    ],
)
def test_cases_tell_what_went_wrong_and_can_be_filtered_by_it(
    page: html.HtmlElement, name: str, verdict: str
) -> None:
    assert opened(page, name).get("data-verdict") == verdict
    choices = page.xpath("//select[@name = 'verdict']/option/@value")
    assert set(verdict.split("|")) <= set(choices)
    assert page.xpath("//label/@for") == page.xpath("//select/@id")


def test_hostile_texts_are_shown_and_not_run(text: str, page: html.HtmlElement) -> None:
    assert HOSTILE not in text
    assert len(page.xpath("//script")) == 1
    told = opened(page, "wrong")
    assert HOSTILE in told.find("summary").text_content()
    assert HOSTILE in told.xpath(".//dd[@class = 'said']")[0].text_content()


def test_quotes_are_marked_in_their_passages_and_in_their_languages(page: html.HtmlElement) -> None:
    told = opened(page, "right")
    context = told.find(".//blockquote")
    assert context.text_content() == PASSAGE
    assert context.find("mark").text == QUOTE
    assert context.get("lang") == "fr"
    assert [piece.get("lang") for piece in told.xpath(".//dd[@class = 'said']/span")] == [
        "fr",
        "en",
    ]
    assert opened(page, "refused").xpath("./summary/span[@lang = 'de']")
    altered = opened(page, "altered").text_content()
    assert "The quote is not the document's text" in altered
    assert "The quote does not stand in its passage" in altered


def test_the_plots_are_inline_and_have_names(page: html.HtmlElement) -> None:
    plots = page.xpath("//figure[figcaption]//*[local-name() = 'svg']")
    assert len(plots) == 4
    assert all(plot.get("role") == "img" for plot in plots)
    names = [plot.get("aria-label") for plot in plots]
    assert "notes: 1 of the 1 cases below 0.83 are answerable, and 2 of the 3" in names[0]
    assert "notes: at 0.83 precision 0.67, recall 0.67." in names[1]
    assert "notes: half within 36 ms" in names[2]
    assert "notes / tuning: 1.00, 1.00, 1.00, 1.00." in names[3]


def test_the_tables_hold_the_figures(run: Run, page: html.HtmlElement) -> None:
    summary = json.loads(run.summary.read_text(encoding="utf-8"))
    assert len(page.xpath("//table[caption]")) == 1 + 2 * len(summary) == 9
    assert not page.xpath("//th[not(@scope)]")
    row = page.xpath("//tr[th[starts-with(., 'answer accuracy ')]]/td")
    assert [" ".join(cell.text_content().split()) for cell in row[:2]] == [
        "0.33 0.00–1.00, n 3",
        "1.00 1.00–1.00, n 1",
    ]


def test_a_run_without_tuning_cases_or_times_is_reported(tmp_path: Path) -> None:
    far = Generated.model_validate_json(came_back("far", "notes", "Nothing.", None))
    far.answer.trace.milliseconds = {}
    report = write_report(run_in(tmp_path, far.model_dump_json()), CASES)
    page = html.document_fromstring(report.read_text(encoding="utf-8"))
    assert len(page.xpath("//details[contains(@class, 'case')]")) == 1
    assert len(page.xpath("//*[local-name() = 'svg']")) == 4


def test_a_case_that_the_set_lacks_is_told(run: Run) -> None:
    with pytest.raises(QuestionsWrong, match="right: the run asked it"):
        write_report(run, CASES[1:])


def test_a_text_without_quotes_is_one_piece(run: Run) -> None:
    refusal = Generated.model_validate_json(came_back("refused", "notes", "Nothing.", 0.8))
    assert CaseOutcome(refusal, {}).said == [("en", "Nothing.")]


def test_a_run_whose_making_is_not_known_is_reported_and_it_is_said(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "generated.jsonl").write_bytes(run.generated.read_bytes())
    score_all(Run(tmp_path), CASES)
    report = write_report(Run(tmp_path), CASES).read_text(encoding="utf-8")
    assert "What the run was made with is not known" in report
    assert "What the run was made with is not known" not in (run.folder / "report.html").read_text()
