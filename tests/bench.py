"""What `make bench` prints: start, ingest, a question, and search over many passages.

Each figure is the median of its repetitions, with the smallest and the largest in brackets.
"""

import asyncio
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
from fakes import StandIn, document, passage_of, take_in

from assistant import settings
from assistant.bootstrap import Services, build
from assistant.conversation import Question
from assistant.personal_data import personal_data
from ingest.sources import BUNDLED
from vectorstore.upkeep import apply_pending

PASSAGES = 10_000
DOCUMENTS = 10_000
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
    print(f"{name:<58}{statistics.median(took):9.1f} ms  [{min(took):.1f} .. {max(took):.1f}]")


def ask_all(services: Services) -> None:
    """Measure whole answers."""
    # One loop, as in the service: its threads, and the threads that torch keeps for them, stay.
    with services.index() as index, asyncio.Runner() as runner:
        assistant = services.assistant(index)
        for question in QUESTIONS:
            asked = Question(question, "bench")
            measure(question, lambda asked=asked: runner.run(assistant.ask(asked)))


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


def ingest_many(folder: Path) -> None:
    """Measure ingest outside the encoder: a stand-in takes the model's place.

    In a process of its own, so that the memory it needs at its peak is its alone.
    """
    texts = folder / "texts"
    texts.mkdir()
    body = "\n\n".join(
        f"## Part {part}\n\n" + " ".join(f"Sentence {n} of it says something." for n in range(8))
        for part in range(3)
    )
    for number in range(DOCUMENTS):
        (texts / f"{number}.md").write_text(f"# Minutes {number}\n\n{body}\n\nEnd {number}.")
    services = build(
        settings.Settings(data_dir=folder / "many"),
        lambda line: None,
        StandIn(),  # type: ignore[arg-type]
    )
    for run in ("first", "second"):
        started = time.perf_counter()
        (report,) = take_in(services, texts)
        took = time.perf_counter() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each = f", {took * 1000 / report.passages:.2f} ms a passage" if report.passages else ""
        print(
            f"{run} ingest of {DOCUMENTS:,} documents, {report.passages:,} passages, no encoder: "
            f"{took:.1f} s, {DOCUMENTS / took:.0f} documents/s{each}, peak {memory:.0f} MB"
        )
    services.close()


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
        measure(f"write and index {PASSAGES:,} passages", lambda: fill(services), times=1)
        ask_all(services)
        services.close()
        many = multiprocessing.get_context("spawn").Process(
            target=ingest_many, args=(Path(folder),)
        )
        many.start()
        many.join()


if __name__ == "__main__":
    main()
