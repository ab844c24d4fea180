"""What `make bench` prints: start, ingest, a question, and search over many passages.

Each figure is the median of its repetitions, with the smallest and the largest in brackets.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
from fakes import document, passage_of, take_in
from model_server import ModelServer, Streamed, model_server

from assistant import settings
from assistant.answering import Assistant
from assistant.bootstrap import Services, build
from assistant.conversation import Delta, PassagesFound, Question
from assistant.personal_data import personal_data
from ingest.sources import BUNDLED
from vectorstore.upkeep import apply_pending

PASSAGES = 10_000
QUESTIONS = [
    "Who joined the EU Internet Forum in June 2024?",
    "Wann wurde das Krisenprotokoll zum ersten Mal aktiviert?",
    "How many hashes did the shared database hold in June 2019?",
    "Qui a rejoint le Forum en décembre 2021 ?",
    "What is the Forum's annual budget?",
]


def measure(name: str, work: Callable[[], object], times: int = 15) -> None:
    """Print how long a piece of work takes, in milliseconds."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        took.append((time.perf_counter() - started) * 1000)
    show(name, took)


def show(name: str, took: list[float]) -> None:
    """Print a figure."""
    print(f"{name:<58}{statistics.median(took):9.1f} ms  [{min(took):.1f} .. {max(took):.1f}]")


def ask_all(services: Services) -> None:
    """Measure whole answers."""
    # One loop, as in the service: its threads, and the threads that torch keeps for them, stay.
    with services.index() as index, asyncio.Runner() as runner:
        assistant = services.assistant(index)
        for question in QUESTIONS:
            asked = Question(question, "bench")
            measure(question, lambda asked=asked: runner.run(assistant.ask(asked)))


def write_all(services: Services) -> None:
    """Measure what ours adds to a model: from a sentence's last token to its delta."""
    os.environ["OPENAI_API_KEY"] = "none"
    sentence = "Amazon and Mistral AI joined the EU Internet Forum on 4 June 2024. [1]"
    asked = Question(QUESTIONS[0], "bench")
    took: list[float] = []

    async def one(assistant: Assistant, server: ModelServer) -> None:
        sent = 0.0
        async for event in assistant.answer(asked):
            if isinstance(event, PassagesFound):
                server.go()
            if isinstance(event, Delta) and "Amazon" in event.text:
                sent = server.last_sent
                took.append((time.perf_counter() - sent) * 1000)
                server.go()

    with model_server(Streamed((None, f"{sentence} And", None, " more."))) as server:
        update = {"chat_model": "openai:bench", "chat_base_url": f"{server.address}/v1"}
        settings = services.settings.model_copy(update=update)
        with services.index() as index, asyncio.Runner() as runner:
            assistant = build(settings, print, services.embedder).assistant(index)
            for _ in range(16):
                runner.run(one(assistant, server))
    show("a written sentence, from its last token to its delta", took[1:])  # without the dictionary


def fill(services: Services) -> None:
    """Add passages with random vectors: their words and numbers are like the notes'."""
    words = np.array(
        [
            "forum",
            "member",
            "hash",
            "protocol",
            "meeting",
            "company",
            "report",
            "police",
            "state",
            "year",
        ]
    )
    random = np.random.default_rng(0)
    for number in range(PASSAGES):
        content = document(f"d{number}", f"{' '.join(random.choice(words, 60))} {number}.")
        services.library.write(content, [passage_of(content)])
    with services.index() as index:
        apply_pending(services.library, index)


def main() -> None:
    """Run all measurements in a folder that is thrown away."""
    euif = Path(sys.executable).with_name("euif")
    measure(
        "euif --help",
        lambda: subprocess.run([euif, "--help"], stdout=subprocess.DEVNULL, check=True),
    )
    figures = "How many of the 11,000 referrals of 2015-2016 does Regulation (EU) 2021/784 count?"
    measure(
        "look for personal data in 1,000 questions with figures",
        lambda: [personal_data(figures) for _ in range(1000)],
    )
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EUIF_DATA_DIR"] = folder
        services = build(settings.load(), report=print)
        measure("unpack and load the embedding model", services.embedder.load, times=1)
        measure("ingest the bundled notes", lambda: take_in(services, BUNDLED), times=1)
        measure("ingest them again", lambda: take_in(services, BUNDLED))
        ask_all(services)
        write_all(services)
        measure(f"write and index {PASSAGES:,} passages", lambda: fill(services), times=1)
        ask_all(services)
        services.close()


if __name__ == "__main__":
    main()
