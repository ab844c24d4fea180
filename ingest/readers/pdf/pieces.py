"""Puts the letters on a page of a PDF together to pieces of text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.pdf.boxes import Box
from ingest.readers.pdf.letters import Letter

RAISED = 0.85
"""Raised numbers are smaller than this part of the letters beside them."""
_WIDE_GAP = 0.9
"""Part of the size of the letters: what is further apart does not stand in one piece."""
_UNITS = re.compile(r"(?:^|[\s/\d])(?:[cdkm]?m|s)$")
"""After these a raised digit is a power, not the number of a footnote."""


@dataclass(slots=True)
class Piece:
    """Words in a row, without a wide gap; `box` reaches from below the baseline to above it."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    notes: tuple[str, ...] = ()
    """The numbers of the footnotes that raised numbers in it refer to."""


def pieces(drawn: list[Letter | None], quarters: int, uprights: list[Box]) -> Iterator[Piece]:
    """Yield the pieces that letters make, without the numbers that refer to footnotes."""
    run: list[Letter] = []
    raised: list[Letter] = []
    parted = False
    for letter in drawn:
        if letter is None:
            parted = True
            continue
        if quarters:
            letter = letter._replace(box=letter.box.turned(quarters))
        if run and _refers(letter, run):
            raised.append(letter)
            parted = True
            continue
        if run and (not _follows(letter, run[-1]) or _parts(uprights, run[-1], letter)):
            yield from _piece(run, raised)
            run, raised = [], []
        # The number of a footnote stands close to the words after it.
        numbers = run and letter.style.size > 1.2 * run[-1].style.size and run[-1].text.isdigit()
        if run and (numbers or (parted and _is_apart(letter, run[-1]))):
            run.append(run[-1]._replace(text=" "))
        run.append(letter)
        parted = False
    yield from _piece(run, raised)


def _parts(uprights: list[Box], last: Letter, letter: Letter) -> bool:
    """Tell whether a rule stands between two letters: they are of two cells of a table."""
    gap = letter.box.left - last.box.right
    blank = last.text.isspace() or letter.text.isspace()
    if not uprights or not (blank or gap > 0.1 * letter.style.size):
        return False
    (left, y), (right, _) = last.box.middle, letter.box.middle
    return any(left < rule.left < right and rule.bottom <= y <= rule.top for rule in uprights)


def _is_apart(letter: Letter, last: Letter) -> bool:
    return letter.box.left - last.box.right > 0.15 * letter.style.size


def _follows(letter: Letter, last: Letter) -> bool:
    """Tell whether a letter goes on where the last one ended."""
    size = max(letter.style.size, last.style.size)
    return (
        abs(letter.baseline - last.baseline) < 0.35 * size
        # A ligature's letters all stand where it stands.
        and letter.box.left > last.box.left - 0.2 * size
        and letter.box.left - last.box.right < _WIDE_GAP * size
    )


def _refers(letter: Letter, run: list[Letter]) -> bool:
    """Tell whether a letter is a digit of a raised number that refers to a footnote."""
    return (
        letter.text.isdigit()
        and letter.style.size < RAISED * run[-1].style.size
        and 0.15 < (letter.baseline - run[-1].baseline) / run[-1].style.size < 1
        and not _UNITS.search("".join(one.text for one in run[-4:]))
    )


def _numbers(raised: list[Letter]) -> tuple[str, ...]:
    """Return the numbers that raised digits make, those that touch as one."""
    written = ""
    for last, letter in zip([None, *raised], raised, strict=False):
        written += letter.text if last and not _is_apart(letter, last) else f" {letter.text}"
    return tuple(written.split())


def _piece(run: list[Letter], raised: list[Letter]) -> Iterator[Piece]:
    words = [letter for letter in run if not letter.text.isspace()]
    if not words:
        return
    box = Box(
        min(letter.box.left for letter in words),
        min(letter.box.bottom for letter in words),
        max(letter.box.right for letter in words),
        max(letter.box.top for letter in words),
    )
    yield Piece(
        re.sub(r"\s+", " ", "".join(letter.text for letter in run)),
        box,
        words[0].baseline,
        Counter(letter.style.size for letter in words).most_common(1)[0][0],
        all(letter.style.bold for letter in words),
        _numbers(raised),
    )
