"""Finds the day that a document is of, as far as its text states one."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

from ingest.datelines import (
    LONGEST_LABEL,
    by_author,
    is_by_body,
    is_of_another,
    is_place,
    is_placed,
    label_of,
    small_words,
)
from ingest.readers import Block, Reading
from vectorstore.dates import Date, before_its_day, dates
from vectorstore.language import LANGUAGES
from vectorstore.points import is_item
from vectorstore.splitting import split_sentences
from vectorstore.terms import LETTERS, fold, is_stop_word

_HEAD = 8
"""So many lines a text begins with, and ends with, of which one may state its date."""
_LONGEST = 6
"""So many days after its first one a meeting ends at most."""
_REMARK = re.compile(r"(?<=\S) *\([^()]*\)(?=\.?$)")
"""What is remarked at the end of a line: "(version 2, replaces that of 3 March 2025)"."""
_BESIDE = re.compile(r"\s[-–—|·•]\s")
"""What parts what a line says beside each other: "To: the desk – Date: 3 March 2025 – For use"."""
_PARTED = re.compile(r"[,;]\s+")
"""What parts what a line says of a text: "Version 2, adopted on 3 March, in force since 1 May"."""
_HOUR = r"\d{1,2}(?:\s?[.:h]\s?\d\d)?(?:\s?[^\W\d_]{1,6}\.?)?"
_WORDLESS = re.compile(
    r"(?!.*[^\W\d_]{3})|\W{0,3}\d\S{0,9}\s?[^\W\d_]{3,20}\W{0,3}$|"
    rf"\W{{0,3}}(?:[^\W\d_]{{1,6}}\.? ){{0,2}}{_HOUR}\s?"
    rf"(?:[–—-]|[^\W\d_]{{1,5}})\s?(?:[^\W\d_]{{1,4}} )?{_HOUR}\W{{0,3}}$"
)
"""What says nothing after a date, as in "2024 m. birželio 4 d.", or how long: "8 minutes", or from
when till when: "10:00 bis 16:30 Uhr"."""
_SAID_APART = re.compile(r"[^\W\d_][^:.]{0,30}: ?\S")
"""What begins with a label."""
_ROOM = re.compile(r"(?:, ?[^\W\d_]{0,20} ?[\w.]{0,9}\d[\w.]{0,9})+ ?,? ?$")
"""Where in a place something was, after a comma: "room 0.C"."""
_BRACKETS = re.compile(r" *\([^()]*\)")


class _Stated(NamedTuple):
    """A date that a line states, and whether as that of a change."""

    date: Date
    is_change: bool = False


def published_on(
    reading: Reading, blocks: Sequence[Block], language: str, today: date
) -> date | None:
    """Return the day that a document declares, else that of its last mail, else the one that a line
    at its head or its foot states, else the day its file was saved, unless its text states another
    month. No text is of a day to come."""
    sent = [day for line in reading.sent for day in _sent(line, language) if day <= today]
    if reading.published_on or sent:
        return reading.published_on or max(sent)
    stated = (
        [one for line in _head(blocks) for one in _stated(line, language)]
        or [one for line in _foot(blocks) for one in _stated(line, language)]
        or [one for line in _below_title(blocks) for one in _held(line, language)]
        or [one for line in _head(blocks) for one in _held(line, language)]
        or [one for block in blocks if block.level == 1 for one in _titled(block.text, language)]
    )
    changes = {day for one in stated if one.is_change for day in _day(one.date) if day <= today}
    days = {day for one in stated for day in _day(one.date)}
    if changes or (len(days) == 1 and max(days) <= today):
        return max(changes or days)
    saved = reading.saved_on
    if saved and not days and stated:
        on = Date(saved.year, saved.month, saved.day, 0, 0)
        return saved if any(one.date.within(on) for one in stated) else None
    return saved


def _head(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the first lines but headings inside the text. Those of a cover, in letters of all
    sizes, follow each other; one above a text is its heading, but one right below the title that no
    other is like is the rest of that."""
    is_cover = True
    lines = _lines(blocks)
    levels = [level for _, level in lines]
    is_below_title = False
    for (line, level), (_, below) in pairwise([*lines[: _HEAD + 1], ("", 0)][: _HEAD + 1]):
        is_rest = is_below_title and levels.count(level) == 1
        is_below_title = is_cover = is_cover and bool(level and below)
        if is_cover or is_rest or level < 2:
            yield line


def _below_title(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the first lines without those of the title, which may name the day of what a text was
    written for."""
    titled = blocks[0].text.splitlines() if blocks and blocks[0].level == 1 else []
    yield from islice(_head(blocks), len(titled), None)


def _foot(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the last lines that begin with a word; what stands below a heading is on what this
    says."""
    lines = _lines(blocks)
    for (_, above), (line, level) in pairwise(lines[max(_HEAD, len(lines) - _HEAD) - 1 :]):
        if not above and not level and LETTERS.match(line):
            yield line


def _lines(blocks: Sequence[Block]) -> list[tuple[str, int]]:
    return [(line, block.level) for block in blocks for line in block.text.splitlines()]


def _stated(line: str, language: str) -> Iterator[_Stated]:
    """Yield the dates of a line that says where, or who wrote it, or of a sentence or what is set
    apart in it that says that it is the document's, and no more: what says more tells of something
    that happened then."""
    spans = split_sentences(line, language)
    for said in (_own_part(line[start:end], language) for start, end in spans):
        every = dates(said, language)
        named = _row(said, every) or _row(said, _in_first_part(said, every))
        if not named or is_item(said) or is_of_another(said[: named.start], language):
            continue
        begin, end = _part_around(said, named)
        before, after = said[begin : named.start], said[named.end : end]
        if not (_WORDLESS.match(after) or is_by_body(after, language)):
            continue
        # "Version 2.0 – 3 March 2025 – for use from 1 May 2025"
        words = LETTERS.findall(before) or LETTERS.findall(said[:begin])
        kinds = (label_of(words, spoken) for spoken in sorted(LANGUAGES))
        if kind := next(filter(None, kinds), ""):
            yield _Stated(named, is_change=kind == "updated")
        elif len(spans) == 1 and named.is_day:
            is_first = not begin and is_placed(before, words, language)
            if is_first or (by_author(said) and before_its_day(said[:end], language)):
                yield _Stated(named)


def _own_part(said: str, language: str) -> str:
    """Return the part of a sentence that says when the text was made, if the sentence has but that,
    labels before it, and other dates after it: "Version 2, adopted on 3 March 2025, in force since
    1 May 2025". Else the whole."""
    named = dates(said, language)
    cuts = [
        cut
        for cut in _PARTED.finditer(said)
        if not any(one.start < cut.start() < one.end for one in named)
    ]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(said)]
    parts = [said[start:end] for start, end in zip(starts, ends, strict=True)]
    dated = [place for place, part in enumerate(parts) if dates(part, language)]
    if not dated or dated != [*range(dated[0], len(parts))] or len(parts) == 1:
        return said
    before, own, after = parts[: dated[0]], parts[dated[0]], parts[dated[0] + 1 :]
    is_short = all(len(LETTERS.findall(part)) <= LONGEST_LABEL for part in after)
    if not is_short or not (all(map(_is_label, before)) or _is_kept_up(before, own, language)):
        return said
    is_labelled = LETTERS.search(own[: dates(own, language)[0].start])
    return own if is_labelled else said[: ends[dated[0]]]


def _is_kept_up(before: Sequence[str], own: str, language: str) -> bool:
    """Tell whether a part says of when a text is that is kept up, after who keeps it: "Kept by the
    desk, state of 6 October 2025"."""
    words = LETTERS.findall(own[: dates(own, language)[0].start])
    is_change = any(label_of(words, spoken) == "updated" for spoken in LANGUAGES)
    return is_change and all(len(LETTERS.findall(part)) <= LONGEST_LABEL for part in before)


def _is_label(part: str) -> bool:
    return any(label_of(LETTERS.findall(part), spoken) for spoken in LANGUAGES)


def _row(said: str, named: Sequence[Date]) -> Date | None:
    """Return the last of the days in a row that a text names, with the span of all: "4-5 June
    2024". None if it names another date beside, or none that has a year."""
    days = sorted({day for one in named for day in _day(one)})
    if len(named) == 1:
        return named[0] if named[0].year else None
    apart = (said[one.end : other.start] for one, other in pairwise(named))
    if not all(one.is_day for one in named) or any(map(LETTERS.search, apart)):
        return None
    if not days or (days[-1] - days[0]).days > _LONGEST:
        return None
    return replace(max(named, key=lambda one: one.known), start=named[0].start, end=named[-1].end)


def _in_first_part(said: str, named: Sequence[Date]) -> list[Date]:
    """Return those of the dates that stand in the first part which holds one of what is set apart
    in a sentence."""
    _, end = _part_around(said, named[0]) if named else (0, 0)
    return [one for one in named if one.end <= end]


def _part_around(said: str, named: Date) -> tuple[int, int]:
    """Return where what is set apart in a sentence begins and ends that holds a date."""
    begin = max((one.end() for one in _BESIDE.finditer(said, 0, named.start)), default=0)
    below = _BESIDE.search(said, named.end)
    return begin, below.start() if below else len(said)


def _held(line: str, language: str) -> Iterator[_Stated]:
    """Yield the last day of what a line, or the first sentence of one, or the only one without a
    label, says was held, or written, somewhere: "Porto, 20-21 March 2025", "Secretariat, 3 March
    2025 (version 1)", "Press release - Riga, 4 May 2025", "Meeting with the association, Riga, room
    2, 4 May 2025, 9.30"."""
    spans = split_sentences(line, language)
    sentences = [line[start:end] for start, end in spans]
    bare_ones = [one for one in sentences if not _SAID_APART.match(one)]
    first = bare_ones if len(bare_ones) == 1 else sentences
    bare = _REMARK.sub("", first[0]) if first else ""
    named = _row(bare, dates(bare, language))
    if not named or not named.is_day or is_item(bare):
        return
    before, after = bare[: named.start], _BRACKETS.sub("", bare[named.end :])
    *beside, last = after.split(",")
    if not all(map(_WORDLESS.match, beside)) or is_of_another(before, language):
        return
    if not _WORDLESS.match(last):  # "Third meeting, 3 May 2025, The Hague"
        if before.rstrip().endswith(",") and beside and is_place(last):
            yield _Stated(named)
        return
    kind, *beside = _BESIDE.split(before)
    if beside and ":" not in kind and LETTERS.search(beside[-1]):
        before = beside[-1]
    *what, place = _ROOM.sub("", before.rstrip(" ,")).split(",")
    is_line = what and ":" not in "".join(what) and before.rstrip().endswith(",")
    where = f"{place.strip()}," if is_line else _ROOM.sub(",", before)
    if is_placed(where, LETTERS.findall(where), language):
        is_sentence = len(spans) > 1 or after.strip() == "."
        if not is_sentence or all(
            word[0].isupper() or is_stop_word(word, language) for word in LETTERS.findall(before)
        ):
            yield _Stated(named)


def _titled(title: str, language: str) -> Iterator[_Stated]:
    """Yield the day that a title ends in, apart from what it says: "Draft (version 2, 3 May 2025)",
    "Senior officials, 4 May 2025"."""
    before = before_its_day(title, language)
    if not before or before.endswith(":") or is_of_another(before, language):
        return
    small = small_words(language)
    one = _row(title, [one for one in dates(title, language) if one.start >= len(before)])
    if one and one.is_day:
        joining = LETTERS.findall(title[len(before) : one.start])
        if all(fold(word.casefold()) in small for word in joining):
            yield _Stated(one)


def _sent(line: str, language: str) -> list[date]:
    """Return the day that a mail was sent on: its program may speak another language than it."""
    days = (
        [day for named in dates(line, spoken) for day in _day(named)]
        for spoken in (language, *sorted(LANGUAGES))
    )
    return next(filter(None, days), [])


def _day(named: Date) -> Iterator[date]:
    if named.is_day:
        with suppress(ValueError):  # the 31st of June
            yield date(*named.known)
