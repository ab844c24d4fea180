"""Lines of a paragraph that stand apart: at the head of minutes each says something of its own.
Pure."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

BREAK = "\u2028"
"""What stands for a line that its author broke, where any other white space only parts words."""
WRAPPED = 60
"""A line at least this long was probably broken to fit a width, not to say something."""
_BOLD_LINE = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?\s+|[^\W\d_]+ \d{1,3}[a-z]?\b\W+)?"
    r"(?:[^\W\d_][^\d.!…;:]*[^\s.!…;,]|[^\W\d_].*\?)"
)
"""Perhaps a number, and words without figures or marks, or a question."""
_LONGEST_BOLD_LINE = 16
"""So many words it has at most."""
_LABEL = re.compile(r"[^\W\d_][\w'’-]*(?: [\w'’-]+){0,3} ?:\s")
_HEAD = 2
"""So many lines with a label make a paragraph a head."""


def lines_of(words: str) -> str:
    """Return the words of a paragraph, of its lines those apart that say something apart."""
    lines = [" ".join(line.split()) for line in words.split(BREAK)]
    return "\n".join(apart([*filter(None, lines)]))


def states_nothing(text: str) -> bool:
    """Tell whether a short line states nothing: in bold it is the heading of what follows."""
    is_short = len(text.split()) <= _LONGEST_BOLD_LINE
    return is_short and bool(_BOLD_LINE.fullmatch(text))


def labels(lines: Sequence[str]) -> set[int]:
    """Return which lines begin with a label: "Apologies: Italy"."""
    return {place for place, line in enumerate(lines) if line[:1].isupper() and _LABEL.match(line)}


def is_head(lines: Sequence[str]) -> bool:
    """Tell whether lines are the head of minutes, or like it: two begin with a label."""
    return len(labels(lines)) >= _HEAD


def apart(lines: Sequence[str], marked: Collection[int] = ()) -> list[str]:
    """Join lines that a break only parts as white space would; those whose label is `marked` as
    one begin a line, and so does a label in a head, or after a line that broke before any width
    did, and in a head what else follows such a line, but in small letters or after a bare label."""
    labelled, in_head = labels(lines), is_head(lines)
    said = [*lines[:1]]
    for place, (above, line) in enumerate(pairwise(lines), 1):
        is_short = len(above) < WRAPPED
        is_label = place in labelled and (in_head or is_short)
        is_own = in_head and is_short and not (line[:1].islower() or above.endswith(":"))
        if place in marked or is_label or is_own:
            said.append(line)
        else:
            said[-1] += f" {line}"
    return said
