"""What is asked over which documents.

The bundled questions are asked over the bundled notes, alone and among generated neighbours, and
over the notes alone `conversations`: each later turn, after what was asked and answered before it.
Notes are short and plain, so there are `pages`, too: documents as they are found on websites, with
long sentences, tables, and what stands around a page; and what lies on the `drive` of a unit:
minutes of two meetings, rules, letters and reports, in Word as well. They tell of other forums, all
of it invented, each in two collections that know nothing of each other, one for each part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import get_args

from assistant.evaluation.cases import BUNDLED_QUESTIONS, Case, Part, load
from vectorstore.passages import DocumentText

_COLLECTIONS = ("pages", "drive")
"""Folders beside this file, with one for each part in them."""
_CONVERSATIONS = BUNDLED_QUESTIONS.with_name("conversations.jsonl")


@dataclass(frozen=True, slots=True)
class Haystack:
    """Documents, by the names of their sources and as they are read, among how many neighbours, and
    the cases that are asked over them."""

    name: str
    cases: Sequence[Case]
    sources: Sequence[str]
    documents: Sequence[DocumentText]
    neighbours: int = 0


def conversations(notes: Haystack) -> Haystack:
    """Return the later turns of conversations over the same documents as `notes`."""
    return replace(notes, name="conversations", cases=load(_CONVERSATIONS, notes.documents))


def collections(read: Callable[[list[str]], list[DocumentText]]) -> list[Haystack]:
    """Return pages and drive of either part; `read` reads sources."""
    found = []
    for name, part in product(_COLLECTIONS, get_args(Part)):
        sources = [str(Path(__file__).parent / name / part)]
        documents = read(sources)
        cases = load(_questions(name, part), documents)
        found.append(Haystack(name, cases, sources, documents))
    return found


def bundled_cases() -> list[Case]:
    """Return the cases of all bundled sets."""
    own = (_questions(name, part) for name, part in product(_COLLECTIONS, get_args(Part)))
    return [case for path in (BUNDLED_QUESTIONS, _CONVERSATIONS, *own) for case in load(path)]


def _questions(name: str, part: Part) -> Path:
    return BUNDLED_QUESTIONS.with_name(f"{name}-{part}.jsonl")
