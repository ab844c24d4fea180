"""How a PDF is set: lines that belong together, and what is usual in a document."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise

from ingest.readers.pdf.layout import Line
from vectorstore.language import detect

_TELLING = 40
"""So many lines tell in which language a document is."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `level` is that of a heading, 0 in the text."""

    text: str
    lines: list[Line]
    level: int = 0

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


class Typography:
    """What is usual in a document: the size of its letters, the step of its lines, its words."""

    def __init__(self, lines: list[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        letters = sum(sizes.values())
        self.body = max(sizes, key=lambda size: sizes[size], default=10.0)
        self.heading_sizes = sorted(
            (size for size in sizes if size > 1.1 * self.body and sizes[size] < 0.2 * letters),
            reverse=True,
        )
        self.bold_is_rare = sum(len(line.text) for line in lines if line.bold) < 0.4 * letters
        steps = Counter(
            round(above.baseline - below.baseline, 1)
            for above, below in pairwise(lines)
            if above.size == below.size == self.body and above.baseline > below.baseline
        )
        self.step = (steps.most_common(1)[0][0] if steps else 1.2 * self.body) / self.body
        """In sizes of the letters."""
        self.language = detect(" ".join(line.text for line in islice(lines, _TELLING)))
        self.words = Counter(
            word.lower()
            for line in lines
            for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
        )

    def longest_step(self, size: float) -> float:
        """Return how far two lines of a paragraph in letters of a size are from each other at
        most."""
        return 1.3 * self.step * max(size, self.body)
