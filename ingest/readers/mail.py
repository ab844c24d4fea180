"""Tells the heads of mails in a text, so that what a mail says stands under who wrote it and when.

Threads are kept as text: each mail begins with lines for its sender, its date, whom it was sent to
and its subject, in the language of the program that it was written with.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from vectorstore.mail import Kind, words_of
from vectorstore.terms import LETTERS

_LINE = re.compile(r"[ \t*_]*([^\W\d_][^:\n]{0,20}?)[ \t*_]*:[ \t*_]*(.*?)[ \t*_]*")
_IS_MAIL = re.compile(rb"(?:[\w-]{1,80}:.*\n|[ \t].*\n)*?mime-version:", re.IGNORECASE)
_KINDS: tuple[Kind, ...] = ("date", "people", "subject")
_DASHES = re.compile(r"[-_]{3}.*[-_]{3}|[-_]{3,}")
"""What stands between mails: "-----Original Message-----"."""
_PARTED = re.compile(r"\n\s*\n")
_FEW = 100
"""So many letters of addresses at most stand in a heading: more would drown what it is about."""


class Head(NamedTuple):
    """What the lines that a mail begins with say, and what follows them."""

    subject: str
    sender: str
    dated: str
    receivers: str
    """The lines that say whom it was sent to."""
    body: str

    @property
    def heading(self) -> str:
        """What the mail stands under, its date in a line of its own."""
        to = " ".join(self.receivers.split("\n"))
        addressed = f"{self.sender} ({to})" if self.is_to_few and to else self.sender
        return "\n".join(filter(None, (self.subject, addressed, self.dated)))

    @property
    def is_to_few(self) -> bool:
        """Whether the heading says whom it was sent to."""
        return len(self.receivers) <= _FEW


def is_mail(data: bytes) -> bool:
    """Tell whether a text begins as a mail does that a program has kept."""
    return bool(_IS_MAIL.match(data))


def head_of(paragraph: str) -> Head | None:
    """Return the head that a paragraph begins with; None if it begins with none: a sender and a
    subject or a date at least."""
    lines = [line.strip() for line in paragraph.strip().split("\n")]
    while len(lines) > 1 and _DASHES.fullmatch(lines[0]):
        lines = lines[1:]
    told: list[tuple[Kind, str]] = []
    for line in lines:
        found = _LINE.fullmatch(line)
        kind = _kinds().get(found[1].casefold()) if found else None
        if not found or kind is None:
            break
        told.append((kind, line if kind == "people" and _has(told, "people") else found[2]))
    if not _has(told, "people") or len({kind for kind, _ in told}) == 1:
        return None
    people = [value for kind, value in told if kind == "people"]
    return Head(
        _first(told, "subject"),
        people[0],
        _first(told, "date"),
        "\n".join(people[1:]),
        "\n".join(lines[len(told) :]),
    )


def is_between(paragraph: str) -> bool:
    """Tell whether a paragraph is but a line that parts mails."""
    return bool(_DASHES.fullmatch(paragraph.strip()))


def without_closing(paragraphs: Sequence[str], sender: str) -> list[str]:
    """Return the paragraphs of a mail without what it ends with and its head says: a greeting such
    as "Kind regards," and the sender's name below that, or as the last line; all of it if that is
    all that it says."""
    lines = [line for part in paragraphs for line in (*part.split("\n"), "")]
    names = {word.casefold() for word in LETTERS.findall(sender)}
    names |= {name[0] for name in names}
    last = max((place for place, line in enumerate(lines) if line.strip()), default=-1)
    kept, is_ending = [], False
    for place, line in enumerate(lines):
        words = [word.casefold() for word in LETTERS.findall(line)]
        is_closing = " ".join(words) in _closings()
        is_name = bool(words) and set(words) <= names
        if words or line.strip():
            was_ending, is_ending = is_ending, is_closing
            if is_closing or (is_name and (was_ending or place == last)):
                continue
        kept.append(line)
    left = [part.strip("\n") for part in _PARTED.split("\n".join(kept)) if part.strip()]
    return left or [*paragraphs]


def _has(told: list[tuple[Kind, str]], kind: Kind) -> bool:
    return any(one == kind for one, _ in told)


def _first(told: list[tuple[Kind, str]], kind: Kind) -> str:
    return next((value for one, value in told if one == kind), "")


@cache
def _closings() -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in words_of("closing"))


@cache
def _kinds() -> dict[str, Kind]:
    return {word.casefold(): kind for kind in _KINDS for word in words_of(kind)}
