"""The report on a run: one HTML file with its figures, plots and cases, to read, print or send."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import jinja2

from assistant.evaluation.cases import Case, refuse_unknown
from assistant.evaluation.reporting.differences import flat_config
from assistant.evaluation.reporting.flips import right
from assistant.evaluation.reporting.plots import plots_of
from assistant.evaluation.run import Generated, Run, read_generated
from assistant.evaluation.scoring import NOT_MEASURES, Score, read_scores
from vectorstore.quoting import printed


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What came of a case in a run."""

    generated: Generated
    score: Score

    @property
    def verdict(self) -> str:
        """Whether it was met."""
        return "met" if right(self.score) else "missed"

    @property
    def failures(self) -> list[str]:
        """What went wrong; some of it can go wrong in a case that was met."""
        score, expected, actual = self.score, self.score["expected"], self.score["actual"]
        refused = actual not in ("answered", "error")
        failures = {
            "error": actual == "error",
            "refused, could be answered": refused and expected == "answered",
            "answered, should not be": actual == "answered" and expected != "answered",
            "refused for another cause": refused and expected not in ("answered", actual),
            "wrong or incomplete answer": actual == "answered"
            and score.get("answer accuracy") == 0,
            "evidence not among the first 5": score.get("recall@5", 1) < 1,
            "evidence not cited": score.get("citation recall", 1) < 1,
            "something else cited": score.get("citation precision", 1) < 1,
            "quote altered": score.get("quote fidelity", 1) < 1,
            "sentence without citation": score.get("sentences cited", 1) < 1,
        }
        return [name for name, failed in failures.items() if failed]

    @property
    def passages(self) -> dict[str, str]:
        """The texts of the passages found, by id."""
        ids = [hit.passage_id for hit in self.generated.answer.trace.hits]
        return dict(zip(ids, self.generated.passages, strict=True))

    @property
    def said(self) -> list[tuple[str, str]]:
        """The answer's text in pieces, each with its language: a quote keeps its document's."""
        answer = self.generated.answer
        quotes = {printed(citation.quote): citation.language for citation in answer.citations}
        # The longest first, lest a quote that begins another cut it short.
        longest_first = sorted(filter(None, quotes), key=len, reverse=True)
        if not longest_first:
            return [(answer.language, answer.text)]
        pieces = re.split(f"({'|'.join(map(re.escape, longest_first))})", answer.text)
        return [(quotes.get(piece, answer.language), piece) for piece in pieces if piece]


@dataclass(frozen=True, slots=True)
class Told(CaseOutcome):
    """A case as the report tells it."""

    case: Case


class Listed(Protocol):
    """A case that a page lists, and what it can be filtered by."""

    @property
    def verdict(self) -> str:
        """The word that it begins with."""

    @property
    def failures(self) -> list[str]:
        """What went wrong."""

    @property
    def score(self) -> Score:
        """Its scores."""


def write_report(run: Run, cases: Sequence[Case]) -> Path:
    """Write `report.html` into the run's folder and return its path.

    Answers that are not scored are left out. Raises QuestionsWrong if the run holds no scores, or
    asked a case that is not among `cases`.
    """
    scores = read_scores(run.scores)
    summary = json.loads(run.summary.read_text(encoding="utf-8"))
    told = _told(read_generated(run.generated), scores, cases)
    return write_page(
        run.folder / "report.html",
        folder=run.folder.resolve().name,
        config=flat_config(run.config or {}),
        summary=summary,
        told=told,
        choices=choices(told),
        languages=_languages(told),
        plots=plots_of(scores, summary, (run.config or {}).get("threshold")),
        judged=json.loads(run.judged_summary.read_text(encoding="utf-8"))
        if run.judged_summary.exists()
        else None,
    )


def write_page(path: Path, **values: Any) -> Path:
    """Write the page that the template of this file's name makes of the values; return its path."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(path.name).render(not_measures=NOT_MEASURES, **values)
    path.write_text(page, encoding="utf-8")
    return path


def _told(
    generated: Iterable[Generated], scores: Iterable[Score], cases: Sequence[Case]
) -> list[Told]:
    """Return every scored case, by haystack and then as the question set has them."""
    scored = {(score["haystack"], score["case"]): score for score in scores}
    came_back = {(one.haystack, one.case): one for one in generated}
    refuse_unknown((case for _, case in scored), cases)
    return [
        Told(came_back[key], scored[key], case)
        for haystack in sorted({haystack for haystack, _ in scored})
        for case in cases
        if (key := (haystack, case.id)) in scored
    ]


def choices(told: Sequence[Listed]) -> dict[str, dict[str, int]]:
    """Return what the cases can be filtered by, with how many cases each choice leaves."""
    verdicts = Counter(one.verdict for one in told)
    failures = Counter(failure for one in told for failure in one.failures)
    offered = {"verdict": dict(verdicts.most_common()) | dict(failures.most_common())}
    for name in ("kind", "language", "part", "haystack"):
        offered[name] = dict(sorted(Counter(one.score[name] for one in told).items()))
    return offered


def _languages(told: Iterable[Told]) -> dict[str, str]:
    """Return the languages of the documents, as far as an answer cited them, by their names."""
    answers = [one.generated.answer for one in told]
    names = {hit.document_id: hit.source for answer in answers for hit in answer.trace.hits}
    cited = [citation for answer in answers for citation in answer.citations]
    return {names.get(one.document_id, one.document_id): one.language for one in cited}
