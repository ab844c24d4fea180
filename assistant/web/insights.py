"""Pages for administrators: what people ask for, and where the assistant or its documents fail."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from assistant.access.callers import Caller
from assistant.insights import UNANSWERED, AnswerLine, Count, FrequentQuestion
from assistant.insights.cases import drafted
from assistant.web.auth import Admin
from assistant.web.desk import Desk, OpenDesk
from assistant.web.pages import show_page
from vectorstore.passages import Document
from vectorstore.sight import Sight

PERIODS = (7, 30, 90, 365)
_LISTED, _SHORT = 20, 10
"""Entries of a list, and of one beside others."""
_GROUPED = 200
"""Questions that are grouped: each takes the model some milliseconds."""
_BARS = 100
"""A plot of more days than these shows weeks."""
_OLD = timedelta(days=2 * 365)
_FORMULA = re.compile(r"(^|[;,\t\r\n])(?=[\s\u200b]*[=+\-@＝＋－＠])")
"""Where a cell of a table begins as a formula does: in some countries a `;` parts cells."""
_PIECE = 64 * 1024
"""Characters of CSV that are sent at once."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days (UTC), the last of them today."""

    days: int

    @property
    def first(self) -> date:
        """The first day."""
        return datetime.now(UTC).date() - timedelta(days=self.days - 1)

    @property
    def since(self) -> datetime:
        """The moment at which it begins."""
        return datetime.combine(self.first, time(), UTC)


def _period(days: Annotated[int, Query(ge=1, le=3_660)] = 30) -> Period:
    return Period(days)


InPeriod = Annotated[Period, Depends(_period)]


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, or a week by its first day: how many questions, and how many of them were answered."""

    day: date
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document and how many answers cite it."""

    document: Document
    answers: int


@router.get("/insights")
def show_insights(request: Request, desk: OpenDesk, caller: Admin, period: InPeriod) -> Response:
    """Show what the answers of a period tell together."""
    since, found = period.since, desk.insights
    counts = found.counts(since)
    statuses = Counter[str]()
    for count in counts:
        statuses[count.status] += count.answers
    cited = _cited(desk, caller, found.cited(since))
    unhelpful = found.unhelpful(since, _LISTED)
    slowest = found.slowest(since, _SHORT)
    kept = [*(one.answer for one in unhelpful), *slowest]
    seen = {answer.id: answer for answer in desk.seen(kept, caller)}
    shown = {
        **_frame(period),
        "total": statuses.total(),
        "statuses": statuses.most_common(),
        "bars": bars(counts, period),
        "weekly": period.days > _BARS,
        "unanswered": sum(statuses[status] for status in UNANSWERED),
        "unhelpful": [(seen[one.answer.id], one.comment) for one in unhelpful],
        "slowest": [seen[one.id] for one in slowest],
        "cited": [one for one in cited if one.answers][:_LISTED],
        "never": [one.document for one in cited if not one.answers],
        "old": [one for one in cited if _dated(one.document) < date.today() - _OLD],
        "listed": _LISTED,
    }
    return show_page(request, "insights.html", shown)


@router.get("/insights/unanswered")
def show_unanswered(request: Request, desk: OpenDesk, _caller: Admin, period: InPeriod) -> Response:
    """Show what the documents lack: questions without an answer, those that are alike together."""
    asked = desk.insights.unanswered(period.since, _GROUPED)
    groups = [
        [asked[place] for place in group]
        for group in desk.grouping.groups([one.question for one in asked])
    ]
    groups.sort(key=_times, reverse=True)
    shown = {
        **_frame(period),
        "groups": [(_times(group), group) for group in groups],
        "listed": _SHORT,
        "most": _GROUPED,
        "full": len(asked) == _GROUPED,
    }
    return show_page(request, "unanswered.html", shown)


@router.get("/insights.csv")
def export_lines(desk: OpenDesk, _caller: Admin, period: InPeriod) -> StreamingResponse:
    """Return all answers of a period as a table: what was asked and how it ended."""
    name = f"answers-{period.first}-{period.days}-days.csv"
    return StreamingResponse(
        _csv(desk.insights.lines(period.since)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get("/insights/cases/{answer_id}")
def draft_case(answer_id: str, desk: OpenDesk, caller: Admin) -> Response:
    """Return a question as the draft of an evaluation case."""
    turns = desk.insights.turns(answer_id)
    seen = {answer.id: answer for answer in desk.seen(turns, caller)}
    name = f"case-{turns[-1].id[:12]}.jsonl"
    return Response(
        drafted([seen[turn.id] for turn in turns]),
        media_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def bars(counts: Iterable[Count], period: Period) -> list[Bar]:
    """Return a bar for each day of a period, or for each week of a long one."""
    width = 7 if period.days > _BARS else 1
    questions, answered = Counter[int](), Counter[int]()
    for count in counts:
        place = (count.day - period.first).days // width
        questions[place] += count.answers
        if count.status == "answered":
            answered[place] += count.answers
    return [
        Bar(period.first + timedelta(days=place * width), questions[place], answered[place])
        for place in range(-(-period.days // width))
    ]


def _frame(period: Period) -> dict[str, object]:
    return {"period": period, "periods": PERIODS}


def _times(group: Sequence[FrequentQuestion]) -> int:
    return sum(one.times for one in group)


def _cited(desk: Desk, caller: Caller, times: dict[str, int]) -> list[CitedDocument]:
    """Return the documents that the caller may see, the most cited first."""
    documents = desk.catalogue.list_documents(Sight(caller.groups))
    cited = [CitedDocument(one, times.get(one.id, 0)) for one in documents]
    return sorted(cited, key=lambda one: -one.answers)


def _dated(document: Document) -> date:
    return document.published_on or document.retrieved_on


def _csv(lines: Iterable[AnswerLine]) -> Iterator[str]:
    """Yield a table with a heading, in pieces."""
    piece = io.StringIO()
    table = csv.writer(piece)
    names = [field.name for field in fields(AnswerLine)]
    table.writerow(names)
    for line in lines:
        table.writerow([_as_text(getattr(line, name)) for name in names])
        if piece.tell() > _PIECE:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue()


def _as_text(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    text = value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
    return _FORMULA.sub(r"\1'", text)
