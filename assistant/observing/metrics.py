"""The service's numbers, as Prometheus reads them. Labels take few values: no ids, no names.

Workers of one service count together by files in a folder (the multiprocess mode of Prometheus'
client), so that it does not matter which of them is asked.
"""

import os
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from assistant.conversation import Answer

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


class Metrics:
    """Counts what the service does. `folder` is where workers count together, if they do."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        if folder is not None:
            _forget_the_dead(folder)
        known = self._registry = CollectorRegistry()
        self._requests = Counter(
            "euif_http_requests",
            "Requests, by route and status.",
            ["method", "route", "status"],
            registry=known,
        )
        self._request_seconds = Histogram(
            "euif_http_request_seconds",
            "How long requests took, streams until their last event.",
            ["route"],
            buckets=_SECONDS,
            registry=known,
        )
        self._answers = Counter(
            "euif_answers", "Answers, by status and door.", ["status", "channel"], registry=known
        )
        self._step_seconds = Histogram(
            "euif_answer_step_seconds",
            "How long the steps of answers took; `total` is the whole.",
            ["step"],
            buckets=_SECONDS,
            registry=known,
        )
        self._found = Histogram(
            "euif_answer_passages",
            "How many passages were found for a question.",
            buckets=(0, 1, 2, 5, 10, 20, 50),
            registry=known,
        )
        self._model_faults = Counter(
            "euif_model_faults",
            "Answers that quote because the language model failed, by reason.",
            ["reason"],
            registry=known,
        )
        self._feedback = Counter(
            "euif_feedback", "What people think of answers.", ["verdict"], registry=known
        )
        self._waiting = Gauge(
            "euif_questions_waiting",
            "Questions that wait for a place.",
            multiprocess_mode="livesum",
            registry=known,
        )
        self._making = Gauge(
            "euif_answers_being_made",
            "Answers in the making.",
            multiprocess_mode="livesum",
            registry=known,
        )
        self._passages = Gauge(
            "euif_passages",
            "Passages that can be found.",
            multiprocess_mode="mostrecent",
            registry=known,
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that ended; `route` is its template."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status, answer.question.channel).inc()
        for step, milliseconds in answer.trace.milliseconds.items():
            self._step_seconds.labels(step).observe(milliseconds / 1000)
        self._found.observe(len(answer.trace.hits))
        if answer.trace.fallback:
            self._model_faults.labels(answer.trace.fallback).inc()

    def feedback(self, verdict: str) -> None:
        """Count what somebody thinks of an answer."""
        self._feedback.labels(verdict).inc()

    def queue(self, waiting: int, making: int) -> None:
        """Note how many questions wait, and how many answers are in the making."""
        self._waiting.set(waiting)
        self._making.set(making)

    def exposition(self, passages: int) -> bytes:
        """Return all numbers in Prometheus' text format; `passages` can be found at this moment."""
        self._passages.set(passages)
        if self._folder is None:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together, path=str(self._folder))  # type: ignore[no-untyped-call]
        return generate_latest(together)


def _forget_the_dead(folder: Path) -> None:
    """Take out what workers that crashed had in hand; another one starts in the place of each."""
    for process in {int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*.db")}:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            mark_process_dead(process, str(folder))  # type: ignore[no-untyped-call]
        except PermissionError:
            pass  # it lives, as somebody else
