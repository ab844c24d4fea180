"""Makes headings of the questions of a sheet of questions and answers, so that an answer is found
under its question.

questions.json holds, for each language, what stands before a question ("Q") and before its answer
("A"), and how the heading of what is said only to who insists begins ("If pressed on fees:").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest.readers import Block
from vectorstore.data import read_data

_DEEPEST = 6
_SHORT = 3
"""A mark of so many letters at most may be the initial of a name or the letter of a list."""
_LONGEST_MARK = 30
"""Characters that hold a mark."""


def headed_by_questions(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; what is marked as a question above its answer is the heading of this, and both
    lose their marks, which say no more then."""
    level = marked = 0
    for block, below in pairwise([*blocks, Block("")]):
        level = block.level or level
        text, start, marked = block.text, marked, 0
        for found in _headings().finditer(f"{text}\n{below.text[:_LONGEST_MARK]}"):
            if not start <= found.start() < len(text):
                continue
            heading, mark = (group for group in found.groups() if group is not None)
            if before := text[start : found.start()].strip():
                yield replace(block, text=before)
            yield replace(block, text=heading, level=block.level or min(level + 1, _DEEPEST))
            start = found.end() + len(mark)
            marked = max(0, start - len(text) - 1)
        if rest := text[start:].strip():
            yield replace(block, text=rest)


def is_mark(words: str) -> bool:
    """Tell whether words with a full stop would mark a question or its answer: "Answer."."""
    return bool(_either_mark().fullmatch(f"{words}. "))


@cache
def _either_mark() -> re.Pattern[str]:
    told = read_data(__package__, "questions.json").values()
    return re.compile("|".join(_marks(said["question"] + said["answer"]) for said in told))


@cache
def _headings() -> re.Pattern[str]:
    """Return what matches a question with the mark of the answer behind it, both of one language,
    or the heading of what is said to who insists with its colon, as two groups."""
    told = read_data(__package__, "questions.json").values()
    pressed = "|".join(sorted({re.escape(phrase) for said in told for phrase in said["pressed"]}))
    asked = "|".join(
        rf"{_marks(said['question'])}([^\n]*?[?\u037e])(?=(\s+{_marks(said['answer'])}))"
        for said in told
    )
    return re.compile(
        rf"^(?:{asked}|((?i:{pressed})\b[^\n.:]*)(?=(:)\n.))",
        re.MULTILINE,
    )


def _marks(words: Sequence[str]) -> str:
    """Return a pattern for marks: "Question 3. ", "Q: ", "Q1. ", but not "Q. "."""
    long = "|".join(re.escape(word) for word in words if len(word) > _SHORT)
    short = "|".join(re.escape(word.capitalize()) for word in words if len(word) <= _SHORT)
    return rf"(?:(?i:{long}) ?\d{{0,3}} ?[:.]|(?:{short})(?: ?\d{{1,3}} ?[:.]| ?:)) "
