"""Bold words that begin a paragraph and head what it says: "**Hash list.** The secretariat keeps
it.". Pure.

They end with a full stop or a dash. With a colon they are a label, or who speaks, and belong to
what stands behind it: "**Chair:** Ada".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers import Block
from ingest.readers.labels import states_nothing
from ingest.readers.questions import is_mark

_DEEPEST = 6
_LONGEST = 4
"""So many words such a heading has at most, beside its number."""
_FEWEST = 2
"""So many paragraphs begin with one: a single one may be no more than stressed."""
_MARK = re.compile(r"\s*[.–—-]\s+")
_END = re.compile(r"[.!?;:…][\"'”“»’)\]]*$")
_OPENING = "\"'„“«»‘’([¿¡"
_SHORT = 3
"""So many words after a dash say what somebody or something is: "**Ada Novak** – Head of unit."."""


def headed_by_run_ins(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; words that head a paragraph stand above it, one level below the last heading
    that stands on a line of its own."""
    parts = [None if block.level else parted(block.text, block.bold) for block in blocks]
    if not are_usual(parts):
        yield from blocks
        return
    level = 0
    for block, found in zip(blocks, parts, strict=True):
        level = block.level or level
        if found is None:
            yield block
            continue
        heading, rest = found
        yield replace(block, text=heading, level=min(level + 1, _DEEPEST), bold=0)
        yield replace(block, text=rest, bold=0)


def are_usual(parts: Sequence[tuple[str, str] | None]) -> bool:
    """Tell whether so many paragraphs of a document are parted that it is written in this way."""
    return sum(part is not None for part in parts) >= _FEWEST


def parted(text: str, bold: int) -> tuple[str, str] | None:
    """Return the words that head a paragraph, whose first `bold` characters are bold, and what they
    head; None if they are part of what it says."""
    lead = text[:bold].strip()
    # The mark may be bold or not, so it is looked for where the last letter in bold is.
    heading = lead.rstrip(" .–—-")
    mark = _MARK.match(text, text.index(lead) + len(heading)) if heading else None
    if mark is None or not _may_head(heading):
        return None
    rest = text[mark.end() :]
    return (heading, rest) if _is_headed(rest, is_dash="." not in mark[0]) else None


def _may_head(words: str) -> bool:
    counted = sum(any(map(str.isalpha, word)) for word in words.split())
    return counted <= _LONGEST and states_nothing(words) and not is_mark(words)


def _is_headed(rest: str, is_dash: bool) -> bool:
    """Tell whether words begin as a sentence does, and after a dash are one."""
    first = rest.lstrip(_OPENING)[:1]
    begins = first.isupper() or first.isdigit()
    is_whole = len(rest.split()) > _SHORT and bool(_END.search(rest))
    return begins and (is_whole or not is_dash)
