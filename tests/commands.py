"""The command `euif` as tests run it: in a process of its own, in ours, and as a service."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

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
