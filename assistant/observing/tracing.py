"""Traces: what OpenTelemetry is told of a request and of the steps of its answer.

They hold ids, statuses and durations; what is asked and answered stays out, and so does the text of
faults, which may quote it. https://opentelemetry.io/docs/specs/semconv/http/http-spans/
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from opentelemetry import propagate
from opentelemetry.trace import (
    NoOpTracerProvider,
    Span,
    SpanKind,
    StatusCode,
    set_span_in_context,
)

from assistant.conversation import Answer
from vectorstore.errors import needing

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_NAME = "euif-assistant"


class Tracing:
    """Writes spans, and sends them if `export`: to where OpenTelemetry's own variables say.

    Raises ExtraMissing if they cannot be sent.
    """

    def __init__(self, export: bool) -> None:
        self._sending = _sending() if export else None
        self._tracer = (self._sending or NoOpTracerProvider()).get_tracer(_NAME)

    @contextmanager
    def request(self, method: str, headers: Mapping[str, str]) -> Iterator["RequestSpan"]:
        """Write the span of a request, which continues the trace that its headers name, if any."""
        with self._tracer.start_as_current_span(
            method,
            propagate.extract(headers),
            SpanKind.SERVER,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            yield RequestSpan(span, method)

    def answer(self, answer: Answer) -> None:
        """Write the span of an answer that has just been made, and those of its steps.

        Steps follow one another, so that their durations tell when each began.
        """
        trace = answer.trace
        ended = time.time_ns()
        began = ended - _nanoseconds(trace.milliseconds["total"])
        whole = self._tracer.start_span("answer", start_time=began)
        whole.set_attributes(
            {
                "euif.answer.id": answer.id,
                "euif.answer.status": answer.status,
                "euif.answer.composer": trace.composer,
                "euif.answer.language": answer.language,
                "euif.answer.passages": len(trace.hits),
                "euif.answer.citations": len(answer.citations),
            }
        )
        if trace.model:
            whole.set_attribute("gen_ai.request.model", trace.model)
        if trace.fallback:
            whole.set_attribute("euif.answer.fallback", trace.fallback)
        if answer.status.startswith("error_"):
            whole.set_status(StatusCode.ERROR)
        within = set_span_in_context(whole)
        for step, milliseconds in trace.milliseconds.items():
            if step != "total":
                span = self._tracer.start_span(step, within, start_time=began)
                began += _nanoseconds(milliseconds)
                span.end(began)
        whole.end(ended)

    def close(self) -> None:
        """Send what is not sent yet."""
        if self._sending:
            self._sending.shutdown()


class RequestSpan:
    """The span of a request under way."""

    def __init__(self, span: Span, method: str) -> None:
        self._span = span
        self._method = method

    @property
    def trace_id(self) -> str | None:
        """The id of the trace, as collectors show it; None if nothing is written."""
        context = self._span.get_span_context()
        return format(context.trace_id, "032x") if self._span.is_recording() else None

    def ended(self, route: str, status: int) -> None:
        """Note how the request ended; `route` is its template."""
        self._span.update_name(f"{self._method} {route}")
        self._span.set_attributes(
            {
                "http.request.method": self._method,
                "http.route": route,
                "http.response.status_code": status,
            }
        )
        if status >= 500:
            self._span.set_status(StatusCode.ERROR)


def _sending() -> "TracerProvider":
    with needing("otel", "OTEL_EXPORTER_OTLP_ENDPOINT"):
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    # What the environment says of the service counts more than our name for it.
    own = Resource.create({SERVICE_NAME: _NAME})
    provider = TracerProvider(resource=own.merge(OTELResourceDetector().detect()))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def _nanoseconds(milliseconds: int) -> int:
    return milliseconds * 1_000_000
