"""The command `euif` as tests run it: in a process of its own, in ours, and as a service; and the
server that Chroma's command starts."""

import io
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import httpx
import pytest

from assistant.cli import main

EUIF = Path(sys.executable).with_name("euif")
Ended = subprocess.CompletedProcess[str]


def environment(data: Path, **settings: str) -> dict[str, str]:
    return {**os.environ, "EUIF_DATA_DIR": str(data), "COLUMNS": "200", **settings}


def installed(data: Path, *arguments: str | Path, **settings: str) -> Ended:
    """Run the installed command; one that needs the model takes ten seconds of processor time."""
    return subprocess.run(
        [EUIF, *arguments],
        env=environment(data, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def called(data: Path, *arguments: str | Path, **settings: str) -> Ended:
    """Run what the installed command calls, in this process, which has the libraries loaded."""
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as err,
    ):
        for name, value in environment(data, **settings).items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["euif", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    code = int(ended.value.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


@contextmanager
def service(data: Path, **settings: str) -> Iterator[str]:
    """Run `euif serve` and yield its address."""
    process = subprocess.Popen(
        [EUIF, "serve", "--port", "0"],
        env=environment(data, **settings),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    with process, process.stderr:
        try:
            for line in process.stderr:
                if found := re.search(r"answers at (http://\S+)", line):
                    yield found[1]
                    break
        finally:
            process.terminate()


def free_port() -> int:
    """Return a port of 127.0.0.1 at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Run a Chroma server over a folder and yield its address."""
    port = free_port()
    command = [EUIF.with_name("chroma"), "run", "--host", "127.0.0.1", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [*command, "--path", folder],
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            deadline = time.monotonic() + 60
            while True:
                with suppress(httpx.HTTPError):
                    httpx.get(f"{address}/api/v2/heartbeat").raise_for_status()
                    break
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)  # whoever asks without a pause takes its processor
            yield address
        finally:
            process.terminate()
