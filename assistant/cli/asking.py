"""`euif ask`."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import WORK_FAILED, AsJson, services_from_settings, show
from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from assistant.wire import AnswerBody, CitationBody, QuestionBody


def ask(
    question: Annotated[str, typer.Argument(help="The question.")], as_json: AsJson = False
) -> None:
    """Ask a question and print the answer with its citations."""
    body = _question(question)
    with services_from_settings() as services:
        owner = services.owner()
        if owner and owner.address:
            from assistant.client import Client

            answer = Client(owner.address).ask(body)
        else:
            answer = _answer_here(services, body)
    if as_json:
        show(answer.model_dump_json(indent=2))
    else:
        _print_answer(answer)
    if answer.status.startswith("error_"):
        raise typer.Exit(WORK_FAILED)


def _question(text: str) -> "QuestionBody":
    from pydantic import ValidationError

    from assistant.wire import QuestionBody

    try:
        return QuestionBody(question=text, channel="cli")
    except ValidationError as error:
        raise WrongUse(error.errors()[0]["msg"]) from None


def _answer_here(services: "Services", body: "QuestionBody") -> "AnswerBody":
    from assistant.wire import AnswerBody

    with services.index() as index:
        assistant = services.assistant(index)
        return AnswerBody.of(asyncio.run(assistant.ask(body.asked())))


def _print_answer(answer: "AnswerBody") -> None:
    show(answer.text)
    for citation in answer.citations:
        show()
        for line in _citation_lines(citation):
            show(line)


def _citation_lines(citation: "CitationBody") -> Iterator[str]:
    parts = (citation.publisher, citation.published_on, citation.language)
    about = ", ".join(str(part) for part in parts if part)
    kind = "note: " if citation.kind == "note" else ""
    yield f"[{citation.number}] {kind}{citation.title} ({about})"
    if citation.headings:
        yield f"    under {' > '.join(citation.headings)}"
    yield f"    characters {citation.start} to {citation.end} of document {citation.document_id}"
    if citation.url:
        yield f"    {citation.url}"
    for address in citation.summarises:
        yield f"    rests on {address}"
