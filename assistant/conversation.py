"""The nouns of a conversation, and the events on the way to an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from vectorstore.filters import Filters
from vectorstore.findings import Hit
from vectorstore.passages import Document, Passage
from vectorstore.quoting import MARKER, NO_ANSWER, Quoting

Role = Literal["user", "assistant"]

Channel = Literal["web", "slack", "api", "cli", "evaluation"]

Status = Literal[
    "answered",
    "clarification",
    "unanswerable_no_passages",
    "unanswerable_not_supported",
    "refused_out_of_scope",
    "refused_unsafe",
    "refused_personal_data",
    "error_timeout",
    "error_unexpected",
]


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier turn of the conversation."""

    role: Role
    text: str
    on: str | None = None
    """The subject that a person's statement names ("I am writing on the protocol"), empty if it
    names none; None for a question and for an answer. The next question is read on this subject or,
    if it is empty, on what was spoken of before the statement."""
    cited: frozenset[str] | None = None
    """The ids of the documents that an answer cites; None if they are not known, as in a client's
    own history."""


def exchanges(turns: Sequence[Turn]) -> list[tuple[int, int]]:
    """Return for each question of a conversation its place and where its answers end."""
    asked = [place for place, turn in enumerate(turns) if turn.role == "user"]
    return list(zip(asked, [*asked[1:], len(turns)], strict=False))


def questions(turns: Sequence[Turn]) -> list[str]:
    """Return what was asked, in order."""
    return [turn.text for turn in turns if turn.role == "user"]


def answers(turns: Sequence[Turn]) -> list[Quoting]:
    """Return what was answered, the last first."""
    return [Quoting(turn.text, turn.cited) for turn in reversed(turns) if turn.role == "assistant"]


def last_answer(turns: Sequence[Turn]) -> Quoting:
    """Return what was answered last; empty if nothing was."""
    return next(iter(answers(turns)), NO_ANSWER)


def last_with_sources(turns: Sequence[Turn]) -> Quoting:
    """Return the last answer that cites anything; empty if none does."""
    return next((one for one in answers(turns) if MARKER.search(one.text)), NO_ANSWER)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks, and who may see what for them."""

    text: str
    conversation_id: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    groups: frozenset[str] = frozenset()
    channel: Channel = "api"
    person: str | None = None
    """Who asks, by an opaque id; None where nobody signs in."""
    continues: bool = False
    """Whether the conversation was there before; else this question begins it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage, chosen to stand in an answer."""

    passage: Passage
    document: Document
    start: int
    end: int

    @property
    def wording(self) -> str:
        """The document's text at the span."""
        return self.passage.between(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote: `quote` is the document's stored text from `start` to `end`."""

    number: int
    passage: Passage
    document: Document
    quote: str
    start: int
    end: int
    day: date | None
    """Of what is quoted: of its mail, if the document is a thread, else of the document."""


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about. Milliseconds are by step."""

    restated_question: str
    composer: str
    model: str | None
    prompt_digests: dict[str, str]
    hits: tuple[Hit, ...]
    answerability: float | None
    """The log-odds that the weightiest evidence answers; None if there was none."""
    milliseconds: dict[str, int]
    fallback: str | None = None
    """Why a model's answer was not used and the answer quotes instead; None if it was not so."""
    removed: dict[str, int] = field(default_factory=dict)
    """How many sentences of a model were removed, by reason."""
    unsure: bool = False
    """Whether the answer says that it, or a part of it, may be none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One turn of the assistant: an error is an answer too."""

    id: str
    question: Question
    status: Status
    language: str
    text: str
    citations: tuple[Citation, ...]
    suggestions: tuple[str, ...]
    """What could be asked about instead: titles of documents."""
    trace: Trace


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """The passages that the answer will be made from."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """A further whole, verified sentence of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer: the last event, and the authoritative one."""

    answer: Answer


Event = PassagesFound | Delta | Answered
