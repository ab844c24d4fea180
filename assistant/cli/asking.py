"""`euif ask`."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import (
    NO_DOCUMENTS,
    WORK_FAILED,
    AsJson,
    question_from,
    say,
    services_from_settings,
    show,
)
from assistant.errors import SwitchedOff

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from assistant.client import Client
    from assistant.wire.answers import AnswerBody, CitationBody
    from assistant.wire.questions import QuestionBody


def ask(
    question: Annotated[str, typer.Argument(help="The question.")], as_json: AsJson = False
) -> None:
    """Ask a question and print the answer with its citations."""
    body = question_from(question)
    with services_from_settings() as services:
        notices = services.settings.notices
        service = service_of(services)
        answer = service.ask(body) if service else answer_here(services, body)
    if as_json:
        show(answer.model_dump_json(indent=2))
    else:
        _print_answer(answer)
        say("\n" + "\n".join(notices))
    if answer.status.startswith("error_"):
        raise typer.Exit(WORK_FAILED)


def service_of(services: "Services") -> "Client | None":
    """Return a client of the service that EUIF_URL names, or else of the one that runs here."""
    settings, owner = services.settings, services.owner()
    address = str(settings.url) if settings.url else owner.address if owner else None
    if address is None:
        return None
    from assistant.client import Client

    return Client(address, settings.shown_key, settings.answer_seconds)


def answer_here(services: "Services", body: "QuestionBody") -> "AnswerBody":
    """Return this process's own answer. Raises SwitchedOff and IndexInUse."""
    from assistant.wire.answers import AnswerBody

    if not services.switch.answering():
        raise SwitchedOff("Answering is switched off; see `euif switch status`.")
    key = body.conversation_id
    earlier = services.history.turns(key, None) if key else ()
    with services.index() as index:
        services.load()
        if services.catalogue.count_passages() == 0:
            say(NO_DOCUMENTS)
        assistant = services.assistant(index)
        return AnswerBody.of(asyncio.run(assistant.ask(body.asked(earlier=earlier))), scores=True)


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
