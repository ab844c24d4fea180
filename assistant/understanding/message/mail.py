"""Takes the heads of mails, and the marks of quoted ones, from what is pasted. Pure functions.

"Subject: briefing", and below it "When did TikTok join?", asks the latter.
"""

import re
from functools import cache
from typing import NamedTuple

from vectorstore.mail import AROUND, answering, words_of

_QUOTED = re.compile(r"^(?:[ \t]{0,9}>)+(?!\s*\d)[ \t]?")
"""Not as in "> 20 projects"."""
_BETWEEN = re.compile(r"[-_]{3}.*[-_]{3}|.{0,200}<[^\s<>@]{1,99}@[^\s<>@]{1,99}>.{0,40}:")
"""What stands over a mail: dashes, with words or without, or who wrote it."""
_SHORT = 2
"""Words of so many letters ("No:") are as often others, and no heads by themselves."""


class Mail(NamedTuple):
    """What a text says below the heads of mails, and the subject that the first of them gives."""

    body: str
    subject: str = ""

    @property
    def said(self) -> str:
        """The body, or the subject if that is all there is."""
        return self.body or self.subject


def mail(text: str) -> Mail:
    """Return a text without heads of mails and marks of quoted ones; as it is if it says nothing
    else. One line alone is a head only if nothing but heads stands before it."""
    lines = [_QUOTED.sub("", line) for line in text.splitlines()]
    heads = {place: head for place, line in enumerate(lines) if (head := _head().fullmatch(line))}
    beside = {place for place in heads if {place - 1, place + 1} & heads.keys()}
    is_body, body, subjects = False, [], []
    for place, line in enumerate(lines):
        head = heads.get(place)
        if head and (place in beside or not (is_body or _is_short(head))):
            subjects.append(head["subject"] or "")
        elif not _BETWEEN.fullmatch(line.strip()):
            body.append(line)
            is_body = is_body or bool(line.strip())
    subject = next(filter(None, (answering().sub("", one).strip(" \t*_") for one in subjects)), "")
    if not (is_body or subject):
        return Mail(text)
    return Mail("\n".join(body).strip(), subject)


def _is_short(head: re.Match[str]) -> bool:
    return head["word"] is not None and len(head["word"]) <= _SHORT


@cache
def _head() -> re.Pattern[str]:
    """Return what matches a line that is a head, with the subject or the word of another in a
    group. Whom a mail is from has a letter: "From: 2015", "To: 2020" are years."""
    subject, people, dated = (_any(*words_of(kind)) for kind in ("subject", "people", "date"))
    letter = rf"(?={AROUND}:\s*(?:[*_]|$|.*[^\W\d_]))"
    return re.compile(
        rf"{AROUND}(?:(?:{subject}{AROUND}:|(?={answering().pattern}))(?P<subject>.*)"
        rf"|(?P<word>{people}{letter}|{dated}){AROUND}:.*)",
        re.IGNORECASE,
    )


def _any(*words: str) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
