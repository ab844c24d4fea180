"""What `make bench` prints: start, ingest, a question, insights, search over many passages, many
people at once, and the widget.

Each figure is the median of its repetitions, with the smallest and the largest in brackets.
"""

import asyncio
import itertools
import multiprocessing
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"  # as `euif` does, before torch is imported

import httpx
import numpy as np
from fakes import StandIn, document, passage_of, take_in
from fastapi.testclient import TestClient
from model_server import ModelServer, Streamed, model_server
from playwright.sync_api import sync_playwright
from pypdfium2 import PdfDocument
from sqlalchemy import func, insert, select
from widget_stage import staged

from assistant import settings
from assistant.answering import Assistant
from assistant.bootstrap import Services, build
from assistant.conversation import Delta, PassagesFound, Question
from assistant.personal_data import personal_data
from assistant.web.app import create_app
from assistant.web.desk import Desk
from assistant.wire.answers import AnswerBody
from ingest.sources import BUNDLED
from vectorstore.schema import metadata
from vectorstore.upkeep import apply_pending

PASSAGES = 10_000
DOCUMENTS = 10_000
ARTICLES = 215
CLIENTS = (1, 4, 16, 64)
ANSWERS = 2_000
KEPT = 100_000
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
    # One loop, as in the service: its threads, and the threads that torch keeps for them, stay. It
    # is the runner's, but not run by it: a runner spends as much again on describing the answer to
    # itself, when it puts back its handler of Ctrl-C.
    with services.index() as index, asyncio.Runner() as runner:
        assistant, loop = services.assistant(index), runner.get_loop()
        for question in QUESTIONS:
            asked = Question(question, "bench")
            measure(question, lambda asked=asked: loop.run_until_complete(assistant.ask(asked)))


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


def ingest_many(folder: Path) -> None:
    """Measure ingest outside the encoder: a stand-in takes the model's place.

    In a process of its own, so that the memory it needs at its peak is its alone.
    """
    texts = folder / "texts"
    texts.mkdir()
    random = np.random.default_rng(0)
    syllables = ("ba", "de", "fi", "ko", "lu", "ma", "ne", "ri", "so", "tu", "va", "ze")
    words = np.array(["".join(three) for three in itertools.product(syllables, repeat=3)])
    for number in range(DOCUMENTS):
        sentences = [" ".join(some) + "." for some in random.choice(words, (24, 12))]
        parts = (" ".join(sentences[start::3]) for start in range(3))
        body = "".join(f"## Part {part}\n\n{text}\n\n" for part, text in enumerate(parts))
        (texts / f"{number}.md").write_text(f"# Minutes {number}\n\n{body}")
    services = build(
        settings.Settings(data_dir=folder / "many"),
        lambda line: None,
        StandIn(),  # type: ignore[arg-type]
    )
    for run in ("first", "second"):
        started = time.perf_counter()
        (report,) = take_in(services, texts)
        took = time.perf_counter() - started
        each = f", {took * 1000 / report.passages:.2f} ms a passage" if report.passages else ""
        print(
            f"{run} ingest of {DOCUMENTS:,} documents, {report.passages:,} passages, no encoder: "
            f"{took:.1f} s, {DOCUMENTS / took:.0f} documents/s{each}, peak {peak_memory()} MB"
        )
    services.close()


def read_regulation(folder: Path) -> None:
    """Measure ingest of one long document outside the encoder: a PDF that Chromium printed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("a regulation as a PDF: needs Debian's chromium")
        return
    paragraph = "Providers shall, where a competent authority so orders, give reasons in writing. "
    html = "<!doctype html><title>Regulation</title><h1>Regulation (XX) 2026/1</h1>" + "".join(
        f"<h2>Article {article}</h2>"
        + "".join(f"<p>{number}. {paragraph * 5}</p>" for number in range(1, 8))
        for article in range(1, ARTICLES + 1)
    )
    file = folder / "regulation.pdf"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.set_content(html)
        tab.pdf(path=file, display_header_footer=True, margin={"top": "2cm", "bottom": "2cm"})
        browser.close()
    services = build(
        settings.Settings(data_dir=folder / "long"),
        lambda line: None,
        StandIn(),  # type: ignore[arg-type]
    )
    short = folder / "short.md"
    short.write_text("So that the process that reads documents runs.")
    take_in(services, short)
    started = time.perf_counter()
    (report,) = take_in(services, file)
    took = time.perf_counter() - started
    services.close()
    print(
        f"ingest of a regulation of {len(PdfDocument(file))} pages (PDF), {report.passages:,} "
        f"passages, no encoder: {took:.1f} s"
    )


@dataclass
class Load:
    """Clients that ask the service without a pause, and how long their answers took."""

    address: str
    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)

    async def ask(self, clients: int, questions: int) -> float:
        """Ask so many questions over so many clients; return the seconds that all took."""
        left = iter(range(questions))
        self.first, self.whole = [], []
        started = time.perf_counter()
        async with httpx.AsyncClient(base_url=self.address, timeout=120) as http:
            await asyncio.gather(*(self._one_client(http, left) for _ in range(clients)))
        return time.perf_counter() - started

    async def _one_client(self, http: httpx.AsyncClient, left: Iterator[int]) -> None:
        for number in left:
            body = {"question": QUESTIONS[number % len(QUESTIONS)]}
            started = time.perf_counter()
            first = 0.0
            accept = {"Accept": "text/event-stream"}
            async with http.stream("POST", "/v1/questions", json=body, headers=accept) as stream:
                stream.raise_for_status()
                async for line in stream.aiter_lines():
                    if line.startswith("event:") and not first:
                        first = time.perf_counter() - started
            self.first.append(first * 1000)
            self.whole.append((time.perf_counter() - started) * 1000)


def ask_together(euif: Path) -> None:
    """Measure the service, in a process of its own, with ever more clients; then its memory."""
    # Nobody shall be turned away here: all clients find a place, or one in the queue.
    environment = {**os.environ, "EUIF_ANSWERS_AT_ONCE": "32"}
    command = [euif, "serve", "--port", "0"]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}  # the log; where it answers
    with subprocess.Popen(command, env=environment, text=True, **pipes) as service:
        assert service.stderr
        lines = (re.search(r"answers at (\S+)", line) for line in service.stderr)
        load = Load(next(found[1] for found in lines if found))
        asyncio.run(load.ask(1, len(QUESTIONS)))  # what is made once is not measured
        before, answers = memory(service.pid), 0
        for clients in CLIENTS:
            questions = 50 + 5 * clients
            took = asyncio.run(load.ask(clients, questions))
            answers += questions
            print(
                f"{clients:>3} clients: {questions / took:6.1f} answers/s;  first event "
                f"{spread(load.first)};  answer {spread(load.whole)}"
            )
        asyncio.run(load.ask(CLIENTS[-2], ANSWERS - answers))
        print(f"memory: {before} MB at first, {memory(service.pid)} MB after {ANSWERS:,} answers")
        service.terminate()


def spread(milliseconds: list[float]) -> str:
    """Return the median and the 95th percentile."""
    half, most = np.percentile(milliseconds, [50, 95])
    return f"p50 {half:.0f} ms, p95 {most:.0f} ms"


def memory(process: int) -> int:
    """Return the resident memory of a process in MB (Linux)."""
    return (
        int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") >> 20
    )


def keep_a_year(services: Services, kept: int = KEPT) -> None:
    """Fill the history with answers of the last year, the way the service keeps them."""
    random = np.random.default_rng(0)
    with services.index() as index, asyncio.Runner() as runner:
        assistant = services.assistant(index)
        made = [runner.run(assistant.ask(Question(one, uuid.uuid4().hex))) for one in QUESTIONS]
    bodies = [AnswerBody.of(answer).model_dump(mode="json") for answer in made]
    documents = [one.id for one in services.catalogue.list_documents(None)]
    start = datetime.now(UTC) - timedelta(days=365)
    table = metadata.tables["answers"]
    with services.history._engine.connect() as connection:
        pk = connection.scalar(select(func.coalesce(func.max(table.c.pk), 0))) or 0
    for first in range(0, kept, 1_000):
        rows = {"conversations": [], "answers": [], "cited_documents": [], "feedback": []}
        for number in range(first, min(first + 1_000, kept)):
            body = bodies[int(random.integers(len(bodies)))]
            pk += 1
            key, at = uuid.uuid4().hex, start + timedelta(days=365) * (number / kept)
            rows["conversations"].append(
                {"id": key, "channel": "web", "person": None, "started_at": at}
            )
            took = int(random.lognormal(3, 1))
            own = {"id": key, "conversation_id": key, "answered_at": at, "milliseconds": took}
            if body["status"] != "answered":
                own["question"] = f"{body['question']} {random.integers(kept)}"
            trace = {
                **body["trace"],
                "milliseconds": {**body["trace"]["milliseconds"], "total": took},
            }
            rows["answers"].append({"pk": pk, **body, **own, "trace": trace})
            # Some are cited much more than others, most of them never.
            cited = {int(random.zipf(1.5)) for _ in body["citations"]}
            rows["cited_documents"] += [
                {"answer_pk": pk, "document_id": documents[one], "answered_at": at}
                for one in cited
                if one < len(documents)
            ]
            if random.random() < 0.1:
                verdict = "helpful" if random.random() < 0.7 else "unhelpful"
                rows["feedback"].append(
                    {"answer_id": key, "person": "", "verdict": verdict, "given_at": at}
                )
        with services.history._writing.begin() as connection:
            for name, values in rows.items():
                if values:
                    connection.execute(insert(metadata.tables[name]), values)


def look_at_a_year(services: Services) -> None:
    """Measure the page for administrators, over a year of answers."""
    with services.index() as index, TestClient(create_app(Desk.over(services, index))) as http:

        def show(path: str) -> None:
            assert http.get(path).status_code == 200

        kept = f"over {KEPT:,} kept answers"
        measure(f"the insights page {kept}", lambda: show("/insights?days=365"))
        measure(
            "questions without an answer, grouped: the first time",
            lambda: show("/insights/unanswered?days=365"),
            times=1,
        )
        measure("the same again", lambda: show("/insights/unanswered?days=365"))


def peak_memory() -> int:
    """Return the most memory that this process has had, in MB (Linux).

    `getrusage` would count that of the process which started this one, too.
    """
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert peak
    return int(peak[1]) >> 10


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
    show("first paint of the widget's launcher after its script", took)


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
        write_all(services)
        keep_a_year(services)
        look_at_a_year(services)
        measure(f"write and index {PASSAGES:,} passages", lambda: fill(services), times=1)
        ask_all(services)
        services.close()
        many = multiprocessing.get_context("spawn").Process(
            target=ingest_many, args=(Path(folder),)
        )
        many.start()
        many.join()
        read_regulation(Path(folder))
        ask_together(euif)


if __name__ == "__main__":
    main()
