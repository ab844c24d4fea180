"""What is small is done by one thread, and what comes after by as many as before."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
import torch

from vectorstore.embedding import Embedder
from vectorstore.threads import one_thread


@pytest.fixture(autouse=True)
def _several() -> None:
    with one_thread():
        pass  # the first use tells how many are usual


def test_one_thread_works_meanwhile() -> None:
    usual = torch.get_num_threads()
    with suppress(ZeroDivisionError), one_thread():
        assert torch.get_num_threads() == 1
        raise ZeroDivisionError
    assert torch.get_num_threads() == usual


def test_a_thread_that_begins_meanwhile_works_with_the_usual_number_afterwards() -> None:
    def used_and_left() -> int:
        with one_thread():
            assert torch.get_num_threads() == 1
        return torch.get_num_threads()

    usual = torch.get_num_threads()
    with one_thread(), ThreadPoolExecutor() as pool:
        assert pool.submit(used_and_left).result() == usual


def test_a_question_s_vector_is_the_same_among_many(embedder: Embedder) -> None:
    questions = [f"When was meeting {number} of the Forum?" for number in range(8)]
    together = embedder.questions(questions)
    for question, among in zip(questions, together, strict=True):
        alone = embedder.question(question)
        assert alone.vector == pytest.approx(among.vector, abs=1e-5)
        assert alone.tokens is not None
        assert among.tokens is not None
        assert abs(alone.tokens.astype(int) - among.tokens).max() <= 1
