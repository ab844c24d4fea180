"""Small makers that several tests use: documents with vectors, folders, a run of ingest."""

import asyncio
import socket
import threading
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import uvicorn
from aiohttp import web
from fastapi import FastAPI
from hypothesis import strategies as st
from lxml import html
from sqlalchemy import Engine

from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.cli.serving import configured
from assistant.conversation import Answer, Citation, Question, Trace, Turn
from assistant.deciding.answerability import Evidence
from assistant.evaluation.cases import read_documents
from assistant.web.app import create_app
from assistant.web.desk import Desk
from assistant.wire.answers import AnswerBody
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import Reading, read
from ingest.readers.worker import ReadingProcess
from ingest.run import Report
from ingest.sources.opening import Opener
from vectorstore.embedding import Embedded
from vectorstore.findings import Candidate, Hit
from vectorstore.ledger import Ledger
from vectorstore.library import Library
from vectorstore.passages import Document, DocumentText, Model, Passage, Section, Sentence, Vector

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 25)
PASSAGE = "Before that it was small. Amazon & Mistral AI joined. Others <b>followed</b>."
MODEL = Model("a-model", "0" * 64)
QUOTE = "Amazon & Mistral AI joined."

_TRAPS = 'Art. |z. B. |4. |(EU) |Juni|J.|Wer?|“|„|"|...|; | - |\n|\n\n|\t|\r\n|\u00a0|\u2028'
_prose = st.lists(
    st.sampled_from([*_TRAPS.split("|"), "é", "e\u0301", "😀", "\ud800", "12", " "])
).map("".join)
odd_texts = (
    st.text() | _prose | st.text(st.characters()) | st.builds("".join, st.tuples(_prose, st.text()))
)
"""Texts on which the work with language may stumble."""


def read_file(name: str) -> Reading:
    """Return what a reader makes of one of the files in `data`."""
    return read((DATA / name).read_bytes(), f".{name.rpartition('.')[2]}")


def library_of(engine: Engine) -> Library:
    """Return a new library that is searched by MODEL."""
    Ledger(engine).record_model(MODEL)
    return Library(engine, MODEL)


def take_in(services: Services, *sources: str | Path) -> list[Report]:
    """Run ingest over sources, owning the index; return the reports."""
    with services.index() as index:
        sync = services.sync(index, lambda done, total, name: None)
        opened = [one for source in sources for one in services.opener.open(str(source))]
        return [sync.run(source, TODAY) for source in opened]


def documents_of(*sources: str | Path) -> list[DocumentText]:
    """Return the documents of sources that can all be read."""
    opener = Opener("tester", 10_000_000, ReadingProcess())
    opened = [one for source in sources for one in opener.open(str(source))]
    documents, failed = read_documents(opened, read)
    assert not failed
    return documents


@contextmanager
def serving(
    services: Services,
    app: Callable[[Desk], FastAPI] = create_app,
) -> Iterator[str]:
    """Serve an application over real HTTP for the length of a `with`; yield its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with services.index(address) as index:
        desk = Desk.over(services, index)
        server = uvicorn.Server(configured(app(desk), services.settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=address, transport=httpx.HTTPTransport(retries=3)) as client:
                client.get("/healthz", timeout=30)  # the socket listens, so it waits for the start
            yield address
        finally:
            server.should_exit = True
            thread.join(30)


def folder_of(folder: Path, **texts: str) -> Path:
    """Write Markdown files (`name="text"`) into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def vector_of(text: str) -> Vector:
    """Return a unit vector that is always the same for a text, and another for another."""
    seed = int.from_bytes(sha256(text.encode()).digest()[:8])
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return vector / np.linalg.norm(vector)


class StandIn:
    """An embedding model that takes no time, for tests of everything but finding."""

    name = "stand-in"
    identity = Model("stand-in", "0" * 64)
    has_tokens = False

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector for each text."""
        return [vector_of(text) for text in texts]

    def sentences(self, texts: Sequence[str]) -> list[Embedded]:
        """Return a vector for each text, and no tokens."""
        return [Embedded(vector_of(text), None) for text in texts]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many words each text has."""
        return [len(text.split()) for text in texts]


def document(name: str, text: str, **values: object) -> DocumentText:
    """Return a document of one section."""
    known = Document(
        id=name,
        source="folder",
        locator=f"file:///folder/{name}.md",
        title=name.title(),
        kind="document",
        url=None,
        publisher=None,
        published_on=None,
        retrieved_on=TODAY,
        language="en",
    )
    return DocumentText(replace(known, **values), text, (Section((), 0, len(text)),))


def passage_of(content: DocumentText) -> Passage:
    """Return the whole document as one passage of one sentence, with vectors."""
    text = content.text
    vector = vector_of(text)
    return Passage(
        id=content.digest[:20],
        ordinal=0,
        start=0,
        end=len(text),
        text=text,
        headings=(),
        page=None,
        sentences=(Sentence(0, len(text), vector),),
        vector=vector,
    )


def candidate(text: str, language: str = "en", title: str = "Note") -> Candidate:
    """Return a text of one sentence, all that its document says, as what was found."""
    content = document(f"{title}: {text}", text, title=title, language=language)
    passage = passage_of(content)
    return Candidate(Hit(passage, content.document, 1.0, 0.9, None), passage.sentences[0])


def evidence_in(
    text: str, weight: float = -9.0, name: str = "a", day: date | None = None, whole: bool = False
) -> list[Evidence]:
    """Return the sentences of a document in Markdown as evidence, as a search finds them; `whole`
    tells that all passages under its one heading are there."""
    content = build(f"file:///{name}.md", "folder", read(text.encode(), ".md"), TODAY)
    passages = cut(content, lambda texts: [len(one.split()) for one in texts])
    found = replace(content.document, published_on=day or content.document.published_on)
    section = (0, len(passages) - 1) if whole else None
    hits = [Hit(one, found, 1.0, 0.9, None, section) for one in passages]
    return [Evidence(hit, one, weight) for hit in hits for one in hit.passage.sentences]


@asynccontextmanager
async def running(app: web.Application) -> AsyncIterator[str]:
    """Run an aiohttp application for the length of a `with`; yield its address."""
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def assert_outlined(page: html.HtmlElement) -> None:
    """See that no two elements of a page have one id, and that no level of headings is skipped."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def talk(assistant: Assistant, *asked: str) -> list[Answer]:
    """Return the answers to questions, each asked after those before it."""
    answers: list[Answer] = []
    history: tuple[Turn, ...] = ()
    for text in asked:
        answer = asyncio.run(assistant.ask(Question(text, "conversation", history)))
        history += (Turn("user", text), Turn("assistant", answer.text))
        answers.append(answer)
    return answers


def answer_to(question: Question, **more: Any) -> Answer:
    """Return an answer with a citation and a hit."""
    content = document("a", "Amazon joined. Others followed.")
    passage = passage_of(content)
    return Answer(
        **{
            "id": uuid.uuid4().hex,
            "question": question,
            "status": "answered",
            "language": "en",
            "text": "Amazon joined. [1]",
            "citations": (Citation(1, passage, content.document, "Amazon joined.", 0, 14, None),),
            "suggestions": (),
            "trace": Trace(
                restated_question=question.text,
                composer="quote",
                model=None,
                prompt_digests={},
                hits=(Hit(passage, content.document, 0.9, 0.8, None),),
                answerability=1.0,
                milliseconds={"total": 20},
            ),
            **more,
        }
    )


def came_back(
    name: str,
    haystack: str,
    text: str,
    weight: float | None,
    quote: str = "",
    question: str = "q",
    passage: str = PASSAGE,
) -> str:
    """Return the line of an evaluation's answer that cites the one passage found.

    Without a quote it is a refusal.
    """
    # Imported here: the statistics below it take their time, and few tests need them.
    from assistant.evaluation.run import Generated

    citation = {
        **{"number": 1, "passage_id": "p", "document_id": "d", "kind": "document", "title": "T"},
        **{"url": "https://example.org", "summarises": [], "publisher": None},
        **{"published_on": None, "retrieved_on": "2026-11-25", "language": "fr", "headings": []},
        **{"page": 3, "quote": quote, "start": 0, "end": 4, "view": "/documents/d"},
    }
    hit = {"passage_id": "p", "document_id": "d", "source": "a.md", "score": 1, "dense": 1}
    trace = {
        **{"restated_question": "q", "composer": "quote", "model": None, "prompt_digests": {}},
        **{"hits": [{**hit, "lexical": None}], "answerability": weight},
        "milliseconds": {"total": 30 + len(name)},
    }
    answer = {
        **{"id": "i", "conversation_id": "c", "question": question, "language": "en", "text": text},
        **{"status": "answered" if quote else "unanswerable_not_supported", "suggestions": []},
        **{"citations": [citation] if quote else [], "trace": trace},
    }
    return Generated(
        case=name,
        haystack=haystack,
        answer=AnswerBody.model_validate(answer),
        passages=[passage],
        quotes_true=[quote == QUOTE] if quote else [],
    ).model_dump_json()
