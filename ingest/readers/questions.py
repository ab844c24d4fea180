"""Makes headings of the questions of a sheet of questions and answers, so that an answer is found
under its question.

questions.json holds, for each language, what stands before a question ("Q") and before its answer
("A"), and how the heading of what is said only to who insists begins ("If pressed on fees:").
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from ingest.readers import Block

_DEEPEST = 6


def headed_by_questions(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; what is marked as a question above its answer is the heading of this, and both
    lose their marks, which say no more then."""
    level, is_asked = 0, False
    for block, below in pairwise([*blocks, Block("")]):
        level = block.level or level
        text = block.text
        if is_asked:
            text = _answer().sub("", text)
        is_asked = False
        while found := _heading(text, below):
            if before := text[: found.start()].strip():
                yield replace(block, text=before)
            asked, pressed = found.groups()
            own = block.level or min(level + 1, _DEEPEST)
            yield replace(block, text=asked or pressed, level=own)
            text = text[found.end() :].strip()
            is_asked = not text
            text = _answer().sub("", text)
        if text:
            yield replace(block, text=text)


def _heading(text: str, below: Block) -> re.Match[str] | None:
    """Return the first heading in a text; a question at its end needs an answer in the block below,
    and anything else something that it is the heading of."""
    for found in _headings().finditer(text):
        is_last = found.end() == len(text)
        if not is_last or (_answer().match(below.text) if found[1] else below.text):
            return found
    return None


@cache
def _headings() -> re.Pattern[str]:
    return re.compile(
        rf"^{_marks('question')}([^\n]*?[?\u037e])(?=\s+{_marks('answer')}|\Z)"
        rf"|^((?:{_words('pressed')})\b[^\n.:]*):(?=\n|\Z)",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _answer() -> re.Pattern[str]:
    return re.compile(rf"\A{_marks('answer')}", re.IGNORECASE)


def _marks(kind: str) -> str:
    """Return a pattern for the marks of a kind: "Q: ", "Question 3. "."""
    return rf"(?:{_words(kind)}) ?\d{{0,3}} ?[:.] "


@cache
def _words(kind: str) -> str:
    text = files(__package__).joinpath("questions.json").read_text(encoding="utf-8")
    return "|".join(
        sorted({re.escape(word) for said in json.loads(text).values() for word in said[kind]})
    )
