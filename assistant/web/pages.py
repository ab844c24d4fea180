"""Pages for people, which work without JavaScript: ask a question, read a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from assistant.access.sessions import form_token
from assistant.conversation import Answer
from assistant.web.admission import ByPage, unless_gone
from assistant.web.auth import OurForm, Visitor, session_of
from assistant.web.desk import OpenDesk, desk_of
from assistant.web.negotiation import words_for
from assistant.wire.answers import CitationBody
from assistant.wire.questions import QuestionBody
from assistant.wire.texts import QUESTION_LENGTH
from vectorstore.passages import DocumentText
from vectorstore.points import is_item
from vectorstore.quoting import MARKER
from vectorstore.sight import Sight

_HERE = Path(__file__).parent
_templates = Jinja2Templates(_HERE / "templates")

router = APIRouter(include_in_schema=False)


def static_files() -> StaticFiles:
    """Return the application that serves the style sheet."""
    return StaticFiles(directory=_HERE / "static")


@router.get("/")
def show_form(request: Request, desk: OpenDesk, caller: Visitor) -> Response:
    """Show the page that asks for a question: the widget, or a form where no scripts run.

    Administrators who may not ask are sent to what they may see.
    """
    if "ask" not in caller.scopes:
        return RedirectResponse("/insights", 303)
    seeing = Sight(caller.groups)
    known = {
        "documents": desk.catalogue.count_documents(seeing),
        "newest": desk.catalogue.newest(seeing),
    }
    shown = {"longest": QUESTION_LENGTH, "administers": "admin" in caller.scopes, **known}
    return show_page(request, "ask.html", shown)


@router.post("/", dependencies=[OurForm])
async def answer_form(
    request: Request, desk: OpenDesk, caller: ByPage, question: Annotated[str, Form()] = ""
) -> Response:
    """Show the page with the answer. The question travels in the body, so no log ever holds it."""
    shown: dict[str, Any] = {"longest": QUESTION_LENGTH, "question": question}
    try:
        body = QuestionBody(question=question, channel="web")
    except ValidationError as error:
        return show_page(request, "ask.html", {**shown, "error": error.errors()[0]["msg"]}, 422)
    answer = await unless_gone(
        request, desk.assistant.ask(body.asked(caller.groups, caller.person))
    )
    citations = [CitationBody.of(citation) for citation in answer.citations]
    return show_page(
        request,
        "ask.html",
        {**shown, "answer": answer, "text": _linked(answer), "citations": citations},
    )


@router.get("/documents/{document_id}")
def read_document(
    request: Request,
    desk: OpenDesk,
    caller: Visitor,
    document_id: str,
    start: Annotated[int, Query(ge=0)] = 0,
    end: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """Show a document, the text from `start` to `end` highlighted."""
    content = desk.catalogue.document(document_id, Sight(caller.groups))
    if content is None:
        raise HTTPException(404, "There is no such document; it may have been removed.")
    start, end = (min(place, len(content.text)) for place in (start, end))
    cited = desk.catalogue.passage_spans(document_id, start, end)
    shown = {"document": content.document, "blocks": _blocks(content, start, end, cited)}
    return show_page(request, "document.html", shown)


def error_page(request: Request, status: int, title: str, detail: str) -> Response:
    """Return an error as a page."""
    return show_page(request, "error.html", {"title": title, "detail": detail}, status)


def show_page(request: Request, name: str, values: dict[str, Any], status: int = 200) -> Response:
    """Return a page with what every page shows: the notices, and the way out of a session."""
    desk = desk_of(request)
    session = session_of(request, desk)
    every = {
        "words": words_for(request),
        "notice": desk.settings.own_notice,
        "privacy_url": desk.settings.privacy_url,
        "contact": desk.settings.contact,
        "form_token": form_token(session) if session else None,
    }
    return _templates.TemplateResponse(
        request,
        name,
        {**every, **values},
        status_code=status,
        headers={"Vary": "Accept-Language"},
    )


def _linked(answer: Answer) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """Return the answer's paragraphs: the language of each, its texts and its markers' numbers."""
    cited = {citation.number: citation for citation in answer.citations}
    paragraphs = []
    for paragraph in filter(None, answer.text.split("\n")):
        pieces: list[tuple[str, int | None]] = [
            (f"[{piece}]", int(piece)) if place % 2 else (piece, None)
            for place, piece in enumerate(MARKER.split(paragraph))
            if piece
        ]
        first = next((cited[number] for _, number in pieces if number in cited), None)
        quoted = first is not None and _squeezed(pieces[0][0]) in _squeezed(first.quote)
        language = first.document.language if first and quoted else answer.language
        paragraphs.append((language, pieces))
    return paragraphs


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading, paragraph or list item of a document, cut around the highlighted quote."""

    tag: Literal["h2", "p", "li"]
    before: str
    quote: str
    after: str
    first: bool
    """Whether the quote begins here: it is where the page scrolls to."""
    near: bool
    """Whether it belongs to a passage that the quote is from."""


def _blocks(
    content: DocumentText, start: int, end: int, cited: Sequence[tuple[int, int]]
) -> list[_Block]:
    """Return the document line by line; what lies in no section's span is a heading.

    A heading that repeats the title is left out: the page shows the title above.
    """
    blocks: list[_Block] = []
    sections = iter(content.sections)
    section = next(sections, None)
    for line in re.finditer(r"[^\n]+", content.text):
        first, last = line.span()
        while section and section.end <= first:
            section = next(sections, None)
        heading = section is None or first < section.start
        if heading and line[0] == content.document.title:
            continue
        item = is_item(line[0])
        if item:
            first += 2
        quoted = slice(min(max(start, first), last), min(max(end, first), last))
        blocks.append(
            _Block(
                "h2" if heading else "li" if item else "p",
                content.text[first : quoted.start],
                content.text[quoted],
                content.text[quoted.stop : last],
                first=quoted.start < quoted.stop and not any(block.quote for block in blocks),
                near=any(begin < last and first < stop for begin, stop in cited),
            )
        )
    return blocks
