"""What an answer quotes: how it is printed, and where it is found again. Pure."""

import re
from dataclasses import dataclass

from vectorstore.passages import Document
from vectorstore.points import mark_of

MARKER = re.compile(r"\[(\d+)\]")
"""What an answer cites with, and the number of the citation."""


def printed(quote: str) -> str:
    """Return a quote as an answer prints it: on one line, but for items of a list, and with no
    numbers in brackets that would pass for the answer's own markers."""
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in quote.split("\n")):
        if mark_of(line) or not lines:
            lines.append(line)
        elif line:
            lines[-1] = f"{lines[-1]} {line}" if lines[-1] else line
    return MARKER.sub(r"(\1)", "\n".join(lines))


@dataclass(frozen=True, slots=True)
class Quoting:
    """What an answer said, which quotes documents."""

    text: str = ""
    cited: frozenset[str] | None = None
    """The ids of these documents; None if only the text is known. A sentence may stand in several
    documents, as in two versions of one or in the minutes of two meetings."""

    def __bool__(self) -> bool:
        return bool(self.text)

    def place_of(self, wording: str, document: Document) -> int:
        """Return where the text, without its line breaks, quotes what a document says; -1 if it
        does not."""
        if self.cited is not None and document.id not in self.cited:
            return -1
        return " ".join(self.text.split()).find(" ".join(printed(wording).split()))


NO_ANSWER = Quoting()
"""Where nothing was answered before."""
