"""The process that reads: what ends it, what outlives it, and that it holds little."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import DATA

from ingest.readers import READABLE, ReadingFailed, read, suffix_for
from ingest.readers.worker import ReadingProcess

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the system has no such limits")

SLOW = (
    b"<html><head><style>"
    + b".a .a .a,\n" * 200_000
    + b"p{color:red}</style></head><body>"
    + (b"<p class=a>" * 2_000)
)
"""A page whose styles take minutes."""


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(seconds=60) as process:
        yield process


def child(reading: ReadingProcess) -> int:
    """Return the id of the process that reads."""
    assert reading._child is not None
    process, _ = reading._child
    assert process.pid is not None
    return process.pid


@pytest.mark.parametrize(
    "name", ["harbour.pdf", "harbour.docx", "harbour.odt", "harbour.epub", "notice.pdf"]
)
def test_it_reads_what_the_reader_reads(process: ReadingProcess, name: str) -> None:
    data, suffix = (DATA / name).read_bytes(), Path(name).suffix
    assert process.read(data, suffix) == read(data, suffix)


def test_a_refusal_keeps_its_reason_and_its_process(process: ReadingProcess) -> None:
    process.read(b"Text.", ".txt")
    first = child(process)
    with pytest.raises(ReadingFailed, match="OCR"):
        process.read((DATA / "scan.pdf").read_bytes(), ".pdf")
    with pytest.raises(ReadingFailed, match=r"\.exe cannot be read"):
        process.read(b"", ".exe")
    assert process.read("Zażółć".encode("cp1250"), ".txt", "cp1250").blocks[0].text == "Zażółć"
    assert child(process) == first


def test_a_failure_of_a_parser_is_a_sentence_for_people_and_a_traceback_for_us(
    process: ReadingProcess, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ReadingFailed, match=r"Its reader failed \(TypeError\); see the log"):
        process.read("no bytes", ".md")  # type: ignore[arg-type]
    assert "Traceback" in caplog.text


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with ReadingProcess(seconds=5) as process:
        with pytest.raises(ReadingFailed, match="not be read within 5 seconds"):
            process.read(SLOW, ".html")
        assert process.read(b"Text.", ".txt").blocks[0].text == "Text."


@LINUX
def test_a_document_that_needs_too_much_memory_is_given_up() -> None:
    with ReadingProcess(seconds=60, memory=250_000_000) as process:
        for _ in range(2):
            with pytest.raises(ReadingFailed, match=r"needs more memory|crashed"):
                process.read(b"- a\n" * 3_000_000, ".md")
        assert process.read(b"Text.", ".txt").blocks[0].text == "Text."


@LINUX
def test_a_crash_costs_one_document(process: ReadingProcess) -> None:
    process.read(b"Text.", ".txt")
    os.kill(child(process), signal.SIGSEGV)
    with pytest.raises(ReadingFailed, match="crashed"):
        process.read(b"Text.", ".txt")
    assert process.read(b"Text.", ".txt") == read(b"Text.", ".txt")


@LINUX
def test_it_is_deaf_to_the_interrupt_that_its_parent_hears(process: ReadingProcess) -> None:
    process.read(b"Text.", ".txt")
    first = child(process)
    os.kill(first, signal.SIGINT)
    process.read(b"Text.", ".txt")
    assert child(process) == first


@LINUX
def test_it_holds_neither_the_model_nor_the_index(process: ReadingProcess) -> None:
    process.read((DATA / "harbour.pdf").read_bytes(), ".pdf")
    loaded = Path(f"/proc/{child(process)}/maps").read_text()
    assert "pypdfium2" in loaded
    assert not any(name in loaded for name in ("/torch/", "/chromadb", "/sklearn/"))


PARENT = """
import sys, time
from ingest.readers.worker import ReadingProcess
import multiprocessing
if __name__ == "__main__":
    process = ReadingProcess()
    process.read(b"Text.", ".txt")
    print(multiprocessing.active_children()[0].pid, flush=True)
    sys.stdin.read()
"""


@LINUX
def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        watched = os.pidfd_open(pid)
        parent.kill()
    try:
        assert select.select([watched], [], [], 30)[0], "the process outlives its parent"
    finally:
        os.close(watched)


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [
        ("text/html; charset=utf-8", ".html"),
        ("Application/PDF", ".pdf"),
        ("application/xhtml+xml", ".xhtml"),
        ("application/vnd.oasis.opendocument.text", ".odt"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
        ("text/markdown ;variant=GFM", ".md"),
        ("message/rfc822", ".eml"),
        ("image/png", None),
        ("", None),
    ],
)
def test_media_types(media_type: str, suffix: str | None) -> None:
    assert suffix_for(media_type) == suffix
    assert suffix is None or suffix in READABLE
