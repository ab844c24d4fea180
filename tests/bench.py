"""What `make bench` prints: start, ingest, a question, search over many passages, the widget.

Each figure is the median of its repetitions, with the smallest and the largest in brackets.
"""

import asyncio
import os
import shutil
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
from playwright.sync_api import sync_playwright
from widget_stage import staged

from assistant import settings
from assistant.bootstrap import Services, build
from assistant.conversation import Question
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
    report(name, took)


def report(name: str, took: list[float]) -> None:
    """Print milliseconds."""
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


def paint_launcher() -> None:
    """Measure how long after its script the widget's button is painted, as the browser says.

    Nothing else is on the page, so that the first paint is the button's.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        print("the widget's launcher: needs Debian's chromium")
        return
    took = []
    with staged() as stage, sync_playwright() as playwright:
        stage.html = "<!doctype html><title>Bench</title><script src=/widget.js></script>"
        stage.html += "<euif-assistant></euif-assistant>"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(15):
            tab = browser.new_page()
            tab.goto(stage.address)
            tab.wait_for_function("performance.getEntriesByType('paint').length == 2")
            took.append(
                tab.evaluate(
                    """performance.getEntriesByName('first-contentful-paint')[0].startTime
                    - performance.getEntriesByType('resource')
                        .find((entry) => entry.name.endsWith('.js')).responseEnd"""
                )
            )
            tab.close()
        browser.close()
    report("first paint of the widget's launcher after its script", took)


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
    paint_launcher()
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


if __name__ == "__main__":
    main()
