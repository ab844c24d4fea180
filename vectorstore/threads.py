"""With how many threads torch works."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def one_thread() -> Iterator[None]:
    """Have torch work with one thread meanwhile, in the thread that calls.

    What is small, as a question is, takes longer to share out than to do.
    """
    import torch

    usual = usual_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(usual)


@cache
def usual_threads() -> int:
    """Return how many threads torch works with; told once, since what one thread sets, a new one
    begins with."""
    import torch

    threads: int = torch.get_num_threads()
    return threads
