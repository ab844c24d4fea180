"""What operators see: the log, request ids, numbers, traces and readiness; never a question."""

import asyncio
import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import MakeServices
from fakes import answer_to, folder_of, serving, take_in
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from starlette.exceptions import HTTPException

from assistant.bootstrap import Services
from assistant.conversation import Question
from assistant.errors import SettingsWrong
from assistant.observing import logs
from assistant.observing.metrics import Metrics
from assistant.web.app import create_app
from assistant.web.desk import Desk
from assistant.web.slots import Full, Slots
from vectorstore.database import for_writing
from vectorstore.errors import ExtraMissing

SECRET = "Heliotrope"
ASKED = f"When was the {SECRET} Group founded?"
DOCUMENT = f"The {SECRET} Group was founded in May 2021 by Maria Example."
STREAM = {"Accept": "text/event-stream"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextmanager
def logging_to(stream: io.StringIO) -> Iterator[io.StringIO]:
    """Log as the service does for the length of a `with`."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    for handler in handlers:
        root.removeHandler(handler)
    logs.configure(stream)
    try:
        yield stream
    finally:
        logging.basicConfig(handlers=handlers, level=level, force=True)
        for room in ("assistant", "ingest", "vectorstore"):
            logging.getLogger(room).setLevel(logging.NOTSET)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    with logging_to(io.StringIO()) as stream:
        yield stream


def lacks() -> None:
    raise KeyError(SECRET)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def numbers(exposition: str) -> dict[tuple[str, ...], float]:
    """Return the samples by their name and the values of their labels."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(exposition)
        for sample in family.samples
    }


def test_a_line_for_each_request_and_none_for_probes(forum: Services, logged: io.StringIO) -> None:
    with forum.index() as index, TestClient(create_app(Desk.over(forum, index))) as http:
        http.get("/healthz")
        http.get("/metrics")
        http.get("/v1/documents/nothing?q=hidden", headers={"X-Request-ID": "from-the.proxy_1"})
        http.get("/nowhere")
    first, second = lines(logged)
    assert 0 <= first.pop("milliseconds") < 60_000
    assert first.pop("timestamp").endswith("Z")
    assert first == {
        **{"event": "request", "level": "info", "logger": "assistant.web.observing"},
        **{"request_id": "from-the.proxy_1", "method": "GET", "status": 404, "caller": "local"},
        "route": "/v1/documents/{document_id}",
    }
    assert (second["route"], second["status"], second["caller"]) == ("other", 404, None)


def test_a_caller_is_a_name_in_the_log_whatever_the_door(
    forum: Services, logged: io.StringIO
) -> None:
    called = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepts = {"Accept": "application/json, text/event-stream"}
    with forum.index() as index, TestClient(create_app(Desk.over(forum, index))) as http:
        assert http.post("/mcp", json=called, headers=accepts).status_code == 200
        http.get("/v1/models")
    assert [(line["route"], line["caller"]) for line in lines(logged)] == [
        ("/mcp", "local"),
        ("/v1/models", "local"),
    ]


def test_a_person_at_a_terminal_reads_text() -> None:
    with logging_to(Terminal()) as stream:
        logging.getLogger("assistant").info("the library %s", "grew", extra={"status": 200})
        logging.getLogger("somebody.else").info("chatter")
        logging.getLogger("somebody.else").warning("trouble")
        try:
            lacks()
        except KeyError:
            logging.getLogger("assistant").exception("it failed")
    said = stream.getvalue()
    assert "the library grew" in said
    assert "200" in said
    assert not said.startswith("{")
    assert "trouble" in said
    assert "KeyError: (its text is left out" in said
    assert SECRET not in said
    assert "chatter" not in said


def test_a_fault_is_told_by_where_it_arose_and_not_by_what_it_says(logged: io.StringIO) -> None:
    def fails() -> None:
        try:
            lacks()
        except KeyError as cause:
            raise ExceptionGroup(SECRET, [ValueError(SECRET)]) from cause

    try:
        try:
            fails()
        except ExceptionGroup as group:
            raise SettingsWrong("Look after EUIF_PORT.") from group
    except SettingsWrong:
        logging.getLogger("assistant").exception("it failed")
    (line,) = lines(logged)
    told = line["exception"]
    order = ["KeyError: (its text", "ValueError: (its text", "ExceptionGroup: (its text"]
    places = [told.index(one) for one in [*order, "SettingsWrong: Look after EUIF_PORT."]]
    assert places == sorted(places)
    assert "in fails" in told
    assert SECRET.lower() not in logged.getvalue().lower()


def test_a_fault_hides_what_it_says_it_does_not_come_from(logged: io.StringIO) -> None:
    try:
        try:
            lacks()
        except KeyError:
            raise OSError("no space") from None
    except OSError:
        logging.getLogger("assistant").exception("it failed")
    logging.getLogger("assistant").warning("no fault", exc_info=True)
    told = lines(logged)[0]["exception"]
    assert "exception" not in lines(logged)[1]
    assert "OSError: no space" in told
    assert "KeyError" not in told


def test_a_task_that_nobody_waited_for_tells_no_question(logged: io.StringIO) -> None:
    async def lost() -> None:
        async def fails() -> None:
            raise ValueError(SECRET)

        task = asyncio.create_task(fails())
        await asyncio.wait([task])
        del task

    asyncio.run(lost())
    (line,) = lines(logged)
    assert line["event"] == "Task exception was never retrieved"
    assert "ValueError" in line["exception"]
    assert SECRET.lower() not in logged.getvalue().lower()


def test_no_question_is_logged_whatever_happens(
    tmp_path: Path,
    make_services: MakeServices,
    monkeypatch: pytest.MonkeyPatch,
    logged: io.StringIO,
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise ValueError(f"cannot work on {ASKED!r}")

    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", a=DOCUMENT))
    with serving(services) as address, httpx.Client(base_url=address, timeout=60) as http:
        body = {"question": ASKED, "history": [{"role": "user", "text": SECRET}]}
        answered = http.post("/v1/questions", json=body).json()
        assert answered["status"] == "answered"
        http.post("/v1/questions", json=body, headers=STREAM)
        http.post("/", data={"question": ASKED})
        http.post("/v1/questions", json={"question": ASKED * 100})
        with services.history._engine.connect() as connection:
            connection.exec_driver_sql("ALTER TABLE answers RENAME TO hidden")
        http.post("/v1/questions", json=body)
        monkeypatch.setattr("vectorstore.search.Search.find", fails)
        failed = http.post("/v1/questions", json=body).json()
        assert failed["status"] == "error_unexpected"
        monkeypatch.setattr("vectorstore.catalogue.Catalogue.list_documents", fails)
        broken = http.get("/v1/documents", headers={"X-Request-ID": "r1"})
    services.close()
    assert SECRET.lower() not in logged.getvalue().lower()
    written = lines(logged)
    assert any(failed["id"] in line["event"] for line in written)
    assert [line["status"] for line in written if line["event"] == "request"] == [
        *(200, 200, 200, 422, 200, 200, 500)
    ]
    # What nothing answers is logged by uvicorn, under the same id that its caller is told.
    assert (broken.status_code, broken.headers["x-request-id"]) == (500, "r1")
    assert broken.json()["request_id"] == "r1"
    (fault,) = (line for line in written if line["logger"] == "uvicorn.error")
    assert (fault["request_id"], "ValueError: (its text" in fault["exception"]) == ("r1", True)


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, 'x"}', "ü"])
def test_an_id_that_could_hide_something_is_replaced(forum: Services, given: str) -> None:
    with forum.index() as index, TestClient(create_app(Desk.over(forum, index))) as http:
        response = http.get("/v1/documents/x", headers={"X-Request-ID": given.encode()})
        other = http.get("/healthz", headers={"X-Request-ID": "x" * 64})
    shown = response.headers["x-request-id"]
    assert len(shown) == 32
    assert shown.isalnum()
    assert response.json()["request_id"] == shown
    assert other.headers["x-request-id"] == "x" * 64


def test_numbers_tell_of_requests_answers_and_feedback(
    tmp_path: Path, make_services: MakeServices
) -> None:
    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", a=DOCUMENT))
    with services.index() as index, TestClient(create_app(Desk.over(services, index))) as http:
        answer = http.post("/v1/questions", json={"question": ASKED}).json()
        http.post("/v1/questions", json={"question": ASKED}, headers=STREAM)
        http.post("/", data={"question": "My card is 4111 1111 1111 1111."})
        http.post(f"/v1/answers/{answer['id']}/feedback", json={"verdict": "unhelpful"})
        http.request("BREW", "/nowhere")
        shown = http.get("/metrics")
    services.close()
    assert shown.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert SECRET not in shown.text
    found = numbers(shown.text)
    # Labels stand in the order of their names.
    assert found["euif_http_requests_total", "POST", "/v1/questions", "200"] == 2
    assert found["euif_http_requests_total", "other", "other", "404"] == 1
    assert found["euif_http_request_seconds_count", "/v1/questions"] == 2
    assert found["euif_answers_total", "api", "answered"] == 2
    assert found["euif_answers_total", "web", "refused_personal_data"] == 1
    assert found["euif_answer_step_seconds_count", "find"] == 2
    assert found["euif_answer_step_seconds_count", "total"] == 3
    assert found["euif_answer_step_seconds_sum", "total"] < 60
    assert found["euif_answer_passages_count",] == 3
    assert found["euif_answer_passages_sum",] == 2
    assert found["euif_feedback_total", "unhelpful"] == 1
    assert found["euif_questions_waiting",] == found["euif_answers_being_made",] == 0
    assert found["euif_passages",] == 1


def test_a_model_that_fails_is_counted_by_its_reason() -> None:
    metrics = Metrics()
    made = answer_to(Question("q", "c"))
    for fallback in ("timeout", None, "timeout"):
        object.__setattr__(made.trace, "fallback", fallback)
        metrics.answer(made)
    assert numbers(metrics.exposition(0).decode())["euif_model_faults_total", "timeout"] == 2


def test_the_queue_is_told_whenever_it_changes() -> None:
    told: list[tuple[int, int]] = []
    slots = Slots(1, longest_wait=0.01, told=lambda *now: told.append(now))

    async def one_too_many() -> None:
        async with slots.taken() as leave:
            with pytest.raises(Full):
                async with slots.taken():
                    pass
            leave()

    asyncio.run(one_too_many())
    assert told == [(1, 0), (0, 0), (0, 1), (1, 1), (0, 1), (0, 0)]


WORKER = """
import sys
from pathlib import Path
from assistant.conversation import Question
from assistant.observing.metrics import Metrics

metrics = Metrics(Path(sys.argv[1]))
metrics.feedback("helpful")
metrics.queue(waiting=1, making=2)
print(metrics.exposition(7).decode(), flush=True)
sys.stdin.read()
"""


def test_workers_count_together_and_forget_the_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way `euif serve --workers` starts them: the folder stands in their environment."""
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))

    def start() -> tuple[subprocess.Popen[str], dict[tuple[str, ...], float]]:
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        return process, numbers("".join(iter(process.stdout.readline, "\n")))

    first, alone = start()
    assert alone["euif_feedback_total", "helpful"] == 1
    second, both = start()
    assert both["euif_feedback_total", "helpful"] == 2
    assert (both["euif_questions_waiting",], both["euif_answers_being_made",]) == (2, 4)
    assert both["euif_passages",] == 7
    first.kill()
    first.communicate()
    third, after = start()
    # What it had counted stays, and what it had in hand is gone.
    assert after["euif_feedback_total", "helpful"] == 3
    assert (after["euif_questions_waiting",], after["euif_answers_being_made",]) == (2, 4)
    for process in (second, third):
        process.communicate("")


@dataclass
class Collector:
    """What an OpenTelemetry collector was sent."""

    address: str
    requests: list[ExportTraceServiceRequest] = field(default_factory=list)

    @property
    def spans(self) -> dict[str, Any]:
        """The spans by their names."""
        return {
            span.name: span
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        }


@pytest.fixture
def collector() -> Iterator[Collector]:
    """Yield a server that takes in traces as a collector does (OTLP over HTTP, protobuf)."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/traces"
            data = self.rfile.read(int(self.headers["Content-Length"]))
            collected.requests.append(ExportTraceServiceRequest.FromString(data))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    collected = Collector(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield collected
    server.shutdown()
    thread.join()
    server.server_close()


def attributes(span: Any) -> dict[str, Any]:
    return {one.key: one.value.string_value or one.value.int_value for one in span.attributes}


def test_a_trace_shows_the_steps_of_an_answer(
    tmp_path: Path,
    make_services: MakeServices,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
    logged: io.StringIO,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test")
    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", a=DOCUMENT))
    caller, span_of_caller = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    with services.index() as index:
        app = create_app(Desk.over(services, index))

        @app.get("/broken")
        def broken() -> None:
            raise ValueError(SECRET)

        with TestClient(app, raise_server_exceptions=False) as http:
            headers = {"traceparent": f"00-{caller}-{span_of_caller}-01", **STREAM}
            http.post("/v1/questions", json={"question": ASKED}, headers=headers)
            http.get("/broken")
    services.close()
    assert SECRET not in str(collector.requests)
    spans = collector.spans
    request, answer = spans["POST /v1/questions"], spans["answer"]
    assert (request.trace_id.hex(), request.parent_span_id.hex()) == (caller, span_of_caller)
    assert attributes(request)["http.response.status_code"] == 200
    assert answer.parent_span_id == request.span_id
    assert attributes(answer)["euif.answer.status"] == "answered"
    assert attributes(answer)["euif.answer.citations"] == 1
    steps = [spans[step] for step in ("restate", "find", "decide", "compose", "verify")]
    assert {step.parent_span_id for step in steps} == {answer.span_id}
    moments = [answer.start_time_unix_nano]
    for step in steps:
        assert step.start_time_unix_nano == moments[-1]
        moments.append(step.end_time_unix_nano)
    assert moments == sorted(moments)
    assert request.start_time_unix_nano < answer.end_time_unix_nano
    assert "total" not in spans
    assert spans["GET /broken"].status.code == 2
    assert spans["GET /broken"].events == []
    assert request.status.code == 0
    (resource,) = {str(one.resource) for one in collector.requests[0].resource_spans}
    assert "euif-assistant" in resource
    assert "deployment.environment.name" in resource
    assert caller in {line.get("trace_id") for line in lines(logged)}


def test_a_failed_answer_is_a_failed_span(
    make_services: MakeServices,
    tmp_path: Path,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", f"{collector.address}/v1/traces")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "our-name")
    services = make_services(tmp_path / "data")
    failed = answer_to(Question("q", "c"), status="error_timeout")
    object.__setattr__(failed.trace, "fallback", "timeout")
    object.__setattr__(failed.trace, "model", "openai:a")
    services.tracing.answer(failed)
    services.close()
    span = collector.spans["answer"]
    assert span.status.code == 2
    assert attributes(span)["gen_ai.request.model"] == "openai:a"
    assert attributes(span)["euif.answer.fallback"] == "timeout"
    assert "our-name" in str(collector.requests)


def test_traces_go_nowhere_unless_asked_for(
    make_services: MakeServices,
    tmp_path: Path,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "none")
    services = make_services(tmp_path / "data")
    services.tracing.answer(answer_to(Question("q", "c")))
    services.close()
    assert collector.requests == []


def test_traces_without_what_sends_them_are_told(
    make_services: MakeServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    services = make_services(tmp_path / "data")
    with pytest.raises(ExtraMissing, match=r"pip install 'euif-assistant\[otel\]'"):
        _ = services.tracing
    services.close()


def test_all_that_is_not_ready_is_named(services: Services, logged: io.StringIO) -> None:
    def missing() -> dict[str, str]:
        response = http.get("/readyz")
        assert (response.status_code, response.json()["type"]) == (503, "not-ready")
        told = {one["field"]: one["message"] for one in response.json()["errors"]}
        assert response.json()["detail"] == " ".join(told.values())
        return told

    with services.index() as index, TestClient(create_app(Desk.over(services, index))) as http:
        assert missing() == {
            "documents": "There are no documents yet: run `euif ingest`.",
            "index": "The index is empty; restarting the service brings it in step.",
        }
        with for_writing(services.history._engine).begin() as connection:
            connection.execute(text("DROP TABLE passages"))
        index._client.delete_collection(index._collection.name)
        assert missing() == {
            "database": "The database cannot be used; the log says why.",
            "index": "The index does not answer.",
        }
    assert "no such table: passages" in logged.getvalue()
    failed = [line for line in lines(logged) if line.get("route") == "/readyz"]
    assert [line["status"] for line in failed] == [503, 503]


def test_steps_that_fail_are_timed_too(forum: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise HTTPException(500)

    monkeypatch.setattr("vectorstore.search.Search.find", fails)
    with forum.index() as index:
        answer = asyncio.run(forum.assistant(index).ask(Question("Who joined?", "evaluation")))
    assert answer.trace.milliseconds.keys() == {"restate", "find", "total"}
