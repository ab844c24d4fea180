"""Bold words that begin a paragraph and head what it says: "**Hash list.** The secretariat keeps
it.". Pure.

They end with a full stop or a dash, and stay where they stand: "**Rejected.** The proposal to pay
the members." says the contrary without them. With a colon they are a label, or who speaks:
"**Chair:** Ada".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers import Block
from ingest.readers.labels import states_nothing
from ingest.readers.questions import is_mark
from vectorstore.points import is_listed

_LONGEST = 4
"""So many words such a heading has at most, beside its number."""
_FEWEST = 2
"""So many paragraphs begin with one: a single one may be no more than stressed."""
_MARK = re.compile(r"\s*[.–—-]\s+")
_END = re.compile(r"[.!?;:…][\"'”“»’)\]]*$")
_OPENING = "\"'„“«»‘’([¿¡"
_SHORT = 3
"""So many words after a dash say what somebody or something is: "**Ada Novak** – Head of unit."."""


def with_run_ins(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; a paragraph that begins with words that head it, and a list right below it, is
    told what they are. They stay in its text: "**Rejected.** The proposal to pay.".
    """
    headings = [None if block.level else _heading(block.text, block.bold) for block in blocks]
    is_usual = sum(heading is not None for heading in headings) >= _FEWEST
    above = ""
    for block, heading in zip(blocks, headings, strict=True):
        goes_on = not block.level and is_listed(block.text)
        above = heading or (above if goes_on else "")
        yield replace(block, run_in=above if is_usual else "", bold=0)


def _heading(text: str, bold: int) -> str | None:
    """Return the words that head a paragraph, whose first `bold` characters are bold; None if they
    are part of what it says."""
    lead = text[:bold].strip()
    # The mark may be bold or not, so it is looked for where the last letter in bold is.
    heading = lead.rstrip(" .–—-")
    mark = _MARK.match(text, text.index(lead) + len(heading)) if heading else None
    if mark is None or not _may_head(heading):
        return None
    return heading if _is_headed(text[mark.end() :], is_dash="." not in mark[0]) else None


def _may_head(words: str) -> bool:
    counted = sum(any(map(str.isalpha, word)) for word in words.split())
    return counted <= _LONGEST and states_nothing(words) and not is_mark(words)


def _is_headed(rest: str, is_dash: bool) -> bool:
    """Tell whether words begin as a sentence does, and after a dash are one."""
    first = rest.lstrip(_OPENING)[:1]
    begins = first.isupper() or first.isdigit()
    is_whole = len(rest.split()) > _SHORT and bool(_END.search(rest))
    return begins and (is_whole or not is_dash)
