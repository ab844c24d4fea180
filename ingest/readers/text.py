"""Plain text: paragraphs, what heads them, and the mails that it may hold."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.readers import Block, Reading, table_rows
from ingest.readers.decoding import decode
from ingest.readers.labels import WRAPPED, is_head, labels
from ingest.readers.mail import Head, head_of, is_between, without_closing
from vectorstore.dictionaries import is_small_word
from vectorstore.language import SAMPLE, detect
from vectorstore.terms import is_stop_word

_ITEM = re.compile(r"[-*•‣◦▪·]\s")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s")
_STATES = re.compile(r"[.!?…][\"'”’»)]*$")
"""How a line ends that states something, as a rule."""
_HEADING = re.compile(
    r"(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]?\s+)?[^\W\d_][^\d.!…;:,]*"
    r"(?:[^\d\s.!…;:,]|(?<=\s)(?:19|20)\d\d)"
)
"""Perhaps a number, words, and perhaps a year: what has another figure or a mark states something,
as a rule."""
_NUMBERED_PART = re.compile(r"[^\W\d_]{3,}\.? \d{1,3}[a-z]?(?: ?[-–—:.]? [^\W\d_][^\d.!…;:,]*)?")
""""Article 3", "Annex 2 - Forms"."""
_HEADING_NUMBER = re.compile(rf"\(?\d|(?:{_NUMBERED_PART.pattern})\Z")
_ROWS = 3
"""So many lines below their labels are rows of a table."""
_BELOW = 50
"""So many lines tell what a heading stands above."""
_LONGEST_HEADING = 8
"""So many words it has at most, beside its number."""
_FEW_WORDS = 2
"""So many words state nothing: they are a name or a title's second line."""
_TITLE_LINE = re.compile(r"[^\W\d_](?!.*:\s).{0,98}[^\s.!…;:,]")
_TITLE_LINES, _RUN = 4, 2
"""More lines above all others are no title, and more headings in a row are none."""


def read_text(data: bytes, encoding: str | None = None) -> Reading:
    """Read plain text: paragraphs between blank lines, and lines that head them; of mails, each
    under its subject, its sender and its date. Its file's name is the title."""
    text, warnings = decode(data, encoding)
    return replace(read_thread(text), warnings=warnings)


def read_thread(text: str, first: Head | None = None) -> Reading:
    """Read paragraphs, and those of mails each below its head, of which the first may be known."""
    above = [first] if first else []
    paragraphs = [
        *("" for _ in above),
        *(part for part in re.split(r"\n\s*\n", text) if part.strip()),
    ]
    heads = dict(enumerate(above)) | {
        place: head
        for place, part in enumerate(paragraphs)
        if (head := head_of(part)) and (head.body or place + 1 < len(paragraphs))
    }
    blocks = tuple(_mails(paragraphs, heads, detect(text[:SAMPLE])))
    return Reading(blocks, sent=tuple(head.dated for head in heads.values()))


def _mails(paragraphs: Sequence[str], heads: Mapping[int, Head], language: str) -> Iterator[Block]:
    """Yield paragraphs as blocks, those of mails below a heading for each."""
    first, *ends = [*heads, len(paragraphs)]
    yield from _titled(paragraphs[:first], language)
    for (place, head), end in zip(heads.items(), ends, strict=True):
        yield Block(head.heading, level=1)
        if not head.is_to_few:
            yield Block(head.receivers)
        body = [part for part in (head.body, *paragraphs[place + 1 : end]) if part]
        body = without_closing([part for part in body if not is_between(part)], head.sender)
        yield from _blocks(_unwrapped(body, language))


def _unwrapped(paragraphs: Sequence[str], language: str) -> list[str]:
    """Return paragraphs without the breaks that only fit a width, each heading as one by itself."""
    return [
        _labelled(lines, language) or unwrap(lines)
        for part in paragraphs
        for lines in _parted(_lines(part), language)
    ]


def _lines(paragraph: str) -> list[str]:
    return [" ".join(line.split()) for line in paragraph.strip().split("\n")]


def _labelled(lines: Sequence[str], language: str) -> str:
    """Return a list of names as rows of a table, if its first line is their labels, of which the
    first is no name: "Name, country" above "Ada Novak, Italy"; "" if it is no such list."""
    head, *rows = (line.split(", ") for line in lines)
    is_even = {len(row) for row in rows} == {len(head)} and len(head) > 1
    if len(rows) < _ROWS or not is_even or not all(cell[:1].islower() for cell in head[1:]):
        return ""
    is_named = not all(is_small_word(word, language) for word in head[0].split())
    begins_small = any(cell[:1].islower() for row in rows for cell in row)
    return "" if is_named or begins_small else table_rows(head, rows)


def _parted(lines: list[str], language: str) -> Iterator[list[str]]:
    """Yield the lines of a paragraph, apart those that head what stands directly below: its first
    one, of an article its first two, and after the end of a sentence or a list one with a number or
    above another list."""
    begin = 0
    if _is_titled_part(lines, language):
        yield lines[:2]
        begin = 2
    for place, line in enumerate(lines[begin:], begin):
        if not _is_heading(line) or _is_broken(line, language):
            continue
        below = lines[place + 1 : place + 1 + _BELOW]
        above = lines[place - 1] if place > begin else ""
        is_apart = not above or (
            (_ITEM.match(above) or _STATES.search(above))
            and (_HEADING_NUMBER.match(line) or _begins_list(below))
        )
        if is_apart and _is_above(below, len(line)):
            yield from filter(None, (lines[begin:place], [line]))
            begin = place + 1
    yield from filter(None, (lines[begin:],))


def _is_titled_part(lines: Sequence[str], language: str) -> bool:
    """Tell whether lines are a numbered part with its title in the second, and what it says: an
    article of an act."""
    if len(lines) <= 2 or not _NUMBERED_PART.fullmatch(lines[0]):
        return False
    title, below = lines[1:3]
    is_title = _is_heading(title) and not _number(title) and not _is_broken(title, language)
    return is_title and not below[:1].islower()


def _is_broken(line: str, language: str) -> bool:
    """Tell whether a line was probably broken to fit a width: it is long, or ends as no heading
    does ("No minister from Spain or")."""
    last = line.split()[-1]
    return len(line) >= WRAPPED or (last.islower() and is_stop_word(last, language))


def _is_above(lines: Sequence[str], length: int) -> bool:
    """Tell whether a heading of a length may stand above lines: a list, names below each other, or
    what states something and whose first word would have had room beside it."""
    if not lines or _begins_list(lines):
        return bool(lines)
    if len(lines) >= _RUN and all(map(_is_named, lines)):
        return True
    first, last = lines[0], lines[-1]
    beside, *further = first.split()
    if _number(first) or first[:1].islower() or len(further) < _FEW_WORDS:
        return False
    has_room = length + len(f" {beside}") <= max(map(len, lines))
    return has_room and bool(_STATES.search(last if len(first) >= WRAPPED else first))


def _is_named(line: str) -> bool:
    """Tell whether a line is like "Ada Novak, Secretariat"."""
    return line[:1].isalpha() and ", " in line and line[-1:].isalnum()


def _begins_list(lines: Sequence[str]) -> bool:
    return bool(lines) and bool(_ITEM.match(lines[0]) or _number(lines[0]) == 1)


def unwrap(lines: Sequence[str]) -> str:
    """Join lines that were broken only to fit a width; an item of a list begins a line, and so does
    a label, where two lines have one."""
    items, number = [[lines[0]]], _number(lines[0])
    labelled = labels(lines) if is_head(lines) else set()
    for place, line in enumerate(lines[1:], 1):
        if _ITEM.match(line) or _number(line) == number + 1 or place in labelled:
            number = _number(line) or number
            items.append([line])
        else:
            items[-1].append(line)
    return "\n".join(map(_rejoined, items))


def _rejoined(lines: Sequence[str]) -> str:
    """Join the lines of an item after long ones, if these go on to its end or to a mark: notes are
    of lines as long as they happen to be."""
    goes_on = [True]
    for line in reversed(lines[:-1]):
        is_long = len(line) >= WRAPPED
        goes_on.append(goes_on[-1] if is_long else not line[-1:].isalnum())
    joined = lines[0]
    for previous, line, is_whole in zip(lines, lines[1:], goes_on[-2::-1], strict=False):
        joined += (" " if len(previous) >= WRAPPED and is_whole else "\n") + line
    return joined


def _number(line: str) -> int:
    """Return the number that a line begins with; 0 if it begins with none."""
    found = _NUMBER.match(line)
    return int(found[1]) if found else 0


def _titled(paragraphs: Sequence[str], language: str) -> Iterator[Block]:
    """Yield paragraphs as blocks; those above all others that are nothing but lines of a title are
    the text's own, or else a line directly above the rest of the first."""
    texts = _unwrapped(paragraphs, language)
    whole = itertools.takewhile(_is_title, (unwrap(_lines(part)) for part in paragraphs))
    count = len(list(whole)) or sum(map(_is_title, texts[:1]))
    lines = "\n".join(texts[:count])
    if count and lines.count("\n") < _TITLE_LINES and count < len(texts):
        yield Block(lines, level=1)
        texts = texts[count:]
    yield from _blocks(texts)


def _blocks(paragraphs: Sequence[str]) -> Iterator[Block]:
    """Yield paragraphs as blocks: a line by itself heads what follows, and so does a second one
    below it."""
    left = len(paragraphs)
    for is_heading, run in itertools.groupby(paragraphs, _is_heading):
        texts = list(run)
        left -= len(texts)
        is_list = len(texts) > _RUN or sum(map(bool, map(_number, texts))) > 1
        for level, text in enumerate(texts, 2):
            yield Block(text, level=level if is_heading and left and not is_list else 0)


def _is_title(paragraph: str) -> bool:
    lines = paragraph.split("\n")
    is_part = _number(paragraph) or _NUMBERED_PART.fullmatch(lines[0])
    is_short = len(lines) <= _TITLE_LINES
    return is_short and not is_part and all(map(_TITLE_LINE.fullmatch, lines))


def _is_heading(paragraph: str) -> bool:
    """Tell whether a paragraph is a line that looks like a heading; a numbered part's is two."""
    first, *further = paragraph.split("\n")
    if _NUMBERED_PART.fullmatch(first):
        return len(further) < 2 and all(map(_is_heading, further))
    is_short = len(first.split()) <= _LONGEST_HEADING + bool(_number(first))
    begins_small = first[:1].islower()
    return bool(not further and is_short and not begins_small and _HEADING.fullmatch(first))
