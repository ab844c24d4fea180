"""The words that the heads of mails are made of, in the 24 official EU languages.

mail.json holds, for each language, what a mail's subject, whom it is from and to, and its date
stand after, and what it closes with above a name, and under "mul" what the subject of one begins
with that answers or forwards another.
They are those of the program that it was written with, so that all hold in any language.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from vectorstore.data import read_data
from vectorstore.language import LANGUAGES

Kind = Literal["subject", "people", "date", "closing"]

AROUND = r"[ \t*_]{0,9}"
"""What a head may be marked by: "**To:**"."""


def words_of(kind: Kind) -> Iterator[str]:
    """Yield the words of a kind, in all languages; the first of whom a mail is from."""
    return (word for language in sorted(LANGUAGES) for word in by_language()[language][kind])


@cache
def answering() -> re.Pattern[str]:
    """Return what matches all that the subject of a mail begins with that answers or forwards
    another: "RE: AW: "."""
    marks = "|".join(map(re.escape, by_language()["mul"]["answering"]))
    return re.compile(rf"{AROUND}(?:(?:{marks})(?:\[\d+\])?\s*:{AROUND})+", re.IGNORECASE)


@cache
def by_language() -> dict[str, dict[str, list[str]]]:
    """Return the words by language and kind."""
    data: dict[str, dict[str, list[str]]] = read_data(__package__, "mail.json")
    return data
