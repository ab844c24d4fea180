"""The service's log: JSON lines, or text where a person looks; never what people ask.

A fault's own text may quote a question (pydantic's and many others' do), so of faults that are not
known to quote none the log keeps the kind and where they arose.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import TextIO

import structlog
from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bind_contextvars, clear_contextvars, merge_contextvars
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor, WrappedLogger

from vectorstore.errors import EuifError

_OWN = ("assistant", "ingest", "vectorstore")
_QUOTE_NOTHING = (EuifError, OSError, SQLAlchemyError)
"""Ours are sentences of our own, the system's name files, and the database's are cut (see
`vectorstore.database`)."""
_LEFT_OUT = "(its text is left out: it may quote what people asked)"


def configure(stream: TextIO | None = None) -> None:
    """Write what is logged in this process to a stream, standard output if none is given.

    Of other packages only warnings and errors are kept.
    """
    stream = stream or sys.stdout
    watched = stream.isatty()
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=True)
        if watched
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[
                merge_contextvars,
                add_log_level,
                add_logger_name,
                ExtraAdder(),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[ProcessorFormatter.remove_processors_meta, _without_quotes, renderer],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for room in _OWN:
        logging.getLogger(room).setLevel(logging.INFO)


def begin_request(request_id: str, **more: str) -> None:
    """Have every line that is logged from here on for this request name it."""
    clear_contextvars()
    bind_contextvars(request_id=request_id, **more)


def _without_quotes(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    fault = event.pop("exc_info", None)
    if fault and fault[1] is not None:
        event["exception"] = "\n".join(_told(fault[1]))
    if event.get("logger") == "asyncio":
        # Its further lines describe the task that failed, with the text of the fault.
        event["event"] = event["event"].partition("\n")[0]
    return event


def _told(fault: BaseException) -> Iterator[str]:
    """Yield the traceback of a fault, after those of the faults that it arose from."""
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if before is not None:
        yield from _told(before)
    if isinstance(fault, BaseExceptionGroup):
        for one in fault.exceptions:
            yield from _told(one)
    said = str(fault) if isinstance(fault, _QUOTE_NOTHING) else _LEFT_OUT
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(fault.__traceback__)) + f"{type(fault).__name__}: {said}"
