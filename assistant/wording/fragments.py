"""Tells what of a page states nothing: a title, a button, a label, a question. Pure."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby, takewhile

from vectorstore.dates import before_its_day, dates
from vectorstore.findings import Hit
from vectorstore.mail import Kind, words_of
from vectorstore.terms import is_stop_word

_ENDS, _ASKS = frozenset(".!…;:"), frozenset("?\u037e")
"""Whatever follows the mark: a closing quote, the number of a footnote."""
_LISTED = re.compile(r"\W|\(?\w{1,3}[.)]\s")
"""An item of a list, or a point of an act: "- ", "(a) ", "2. "."""
_NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s")
_PLACED = re.compile(r"(?=.*\d)[^,]+,[^,]+,[^,]")
"""What tells several things beside each other: "Lisbon, 10 September 2031, Hotel Miradouro"."""
_LABELLED = re.compile(r"[:;]\s")
"""A cell of a table with its label, or a row of cells: "Chair: A. Novak"."""
_LABEL = re.compile(r"[^\W\d_][^:;.!?]{0,40}:\s")
"""What a line of a letterhead begins with: "Place and dates: "."""
_BRACKETED = re.compile(r"\(([^()]+)\)\.?$")
"""What stands in brackets at the end of a line."""
_DATED = 6
"""A line of more words says more than when."""
_SPOKEN = 2
"""So many words that only join others a line has that is worded like a sentence."""
_BETWEEN = re.compile(r",\s|\s[|\u2013\u2014-]\s|\t")
"""What stands between the things that a line of a list tells: "Jane Roe, Sweden, Customs"."""
_SIGNED = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*[.'’-]?[ -]?){2,4}, [^\W\d_A-Z][^,.:;\d]{2,50}")
"""Somebody's name and, in small letters, what they are."""
_NAMES = 2
"""So many words of a name stand below a letter at least."""
_PAGE = re.compile(r"\d{1,3}")
"""A figure by itself, as that of a page or a chapter."""
_LINES = 3
"""So many lines of one shape in a row make a list."""


def over(hit: Hit) -> str:
    """Return what stands over a passage: its nearest heading, or the title over a document's first
    passage; empty if neither does."""
    *_, nearest = ("" if hit.passage.ordinal else hit.document.title, *hit.passage.headings)
    return nearest


def statements(
    lines: Sequence[str],
    language: str,
    over: str = "",
    *,
    heads_tell: bool = False,
    acts_tell: bool = False,
) -> list[bool]:
    """Tell of each of the texts that follow each other, below one `over` them, whether it states
    something: it is no fragment, or one of a list such as that of who was there, whose lines all
    have one shape, or tells with the line above it when something was ("Riga, 3 May 2024"), or who
    did something and on which day ("Answer given by Ms Roe (3 May 2024)", if `acts_tell`). A line
    with a number that no other follows or goes before ("4. Budget 2026") heads what is below it,
    and so does one that ends with a mark and says what is `over` it ("Background. We met.")."""
    fragments = [
        is_fragment(line)
        or _heads(lines, place)
        or _is_date(line, language)
        or (line[-1:] in ".!:" and line.rstrip(".!:") == over)
        for place, line in enumerate(lines)
    ]
    shapes = [_shape(line) if is_one else 0 for line, is_one in zip(lines, fragments, strict=True)]
    told: list[bool] = []
    for shape, run in groupby(enumerate(shapes), key=lambda each: each[1]):
        places = [place for place, _ in run]
        is_list = shape > 1 and len(places) >= _LINES
        told += [
            is_list
            or not fragments[place]
            or dates_what_is_above(lines, place, language, over)
            or (acts_tell and _closes_with_its_day(lines[place], language))
            or (heads_tell and not place and bool(over) and _tells_its_day(lines[place], language))
            or (0 < place == len(lines) - 1 and _is_signed(lines[place]))
            for place in places
        ]
    return told


def dates_what_is_above(lines: Sequence[str], place: int, language: str, over: str = "") -> bool:
    """Tell whether a line gives the day of a numbered one above it, which is `over` the first:
    "Minutes of the 5th meeting" and "Riga, 3 May 2024"."""
    above = lines[place - 1] if place else over
    is_counted = is_fragment(above) and any(map(str.isdigit, above)) and not is_asked(above)
    return is_counted and bool(before_its_day(lines[place], language))


def _tells_its_day(line: str, language: str) -> bool:
    """Tell whether a line tells a day in words like those of a sentence, or several days in a row,
    which are never those on which a document was written: "Riga, 3 and 4 May 2024"."""
    days = [one for one in dates(line, language) if one.is_day]
    spoken = [word for word in line.split() if is_stop_word(word, language)]
    in_a_row = len({(one.year, one.month) for one in days}) == 1 < len(days)
    is_told = in_a_row or (len(days) == 1 and len(spoken) >= _SPOKEN)
    return is_told and not is_labelled(line)


def _closes_with_its_day(line: str, language: str) -> bool:
    """Tell whether a line has a day in brackets at its end, after words of which one joins others,
    as over an answer to a question of Parliament."""
    closes = _BRACKETED.search(line)
    if not closes or not any(
        is_stop_word(word, language) for word in line[: closes.start()].split()
    ):
        return False
    return _is_date(closes[1], language) and any(one.is_day for one in dates(closes[1], language))


def _heads(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line has a number as a heading has one: it ends with no mark, and stands above
    others in no list."""
    line, around = lines[place], [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
    return (
        bool(_NUMBERED.match(line))
        and _ENDS.isdisjoint(_ending(line))
        and not _LABELLED.search(line)
        and not is_placed(line)
        and place + 1 < len(lines)
        and not any(map(_LISTED.match, around))
    )


def _is_date(line: str, language: str) -> bool:
    """Tell whether a text is a date and nothing else: "March 2025."."""
    if len(line.split()) > _DATED or not (named := dates(line, language)):
        return False
    held = {place for one in named for place in range(one.start, one.end)}
    return not any(sign.isalnum() for place, sign in enumerate(line) if place not in held)


def is_labelled(line: str) -> bool:
    """Tell whether a line is a label and what it is of, as in the head of a letter, and no
    sentence: "Place and dates: Lisbon, 7-9 May 2025"."""
    return bool(_LABEL.match(line)) and _ENDS.isdisjoint(_ending(line))


def is_placed(line: str) -> bool:
    """Tell whether a line tells a figure and two things more beside each other, as what, where and
    when."""
    return bool(_PLACED.match(line))


def _shape(line: str) -> int:
    """Return how many things a line tells beside each other, all of them written as names or
    figures are and the first a name of several words or a time; 0 if it is no such line, as those
    of a menu and of a table of contents, the labels of a list and questions are none."""
    parts = _BETWEEN.split(line)
    first, *others = parts[0].split() or [""]
    is_list = first[:1].isdigit() or (bool(others) and others[-1][:1].isupper())
    is_told = all(part[:1].isupper() or part[:1].isdigit() for part in parts)
    is_page = any(map(_PAGE.fullmatch, parts))
    return len(parts) if is_list and is_told and not is_page and not is_asked(line) else 0


def is_fragment(wording: str) -> bool:
    """Tell whether a text is neither a statement nor an item of a list or a row of a table, nor
    tells where and when something is.

    A sentence ends with a mark, in all of the languages of the Union; a question answers none, and
    neither does a single word ("Yes.") to whom does not see the question.
    """
    if is_asked(wording):
        return True
    ended = not _ENDS.isdisjoint(_ending(wording))
    if ended and len(wording.split()) == 1:
        return True
    is_told = _LISTED.match(wording) or _LABELLED.search(wording) or is_placed(wording)
    return not (ended or is_told) or (not ended and bool(_subject().match(wording)))


def _is_signed(line: str) -> bool:
    """Tell whether a line gives somebody's name and what they are, as below a letter."""
    return bool(_SIGNED.fullmatch(line)) or is_signature(line)


def is_addressed(line: str) -> bool:
    """Tell whether a line says no more than whom a letter is from or to."""
    return bool(_people().match(line))


def is_signature(line: str) -> bool:
    """Tell whether a line closes a letter and goes on with a name: "Kind regards, Ada Novak Head of
    Unit", and is no sentence: "Thank you Ada Novak for the report."."""
    found = _closing().match(line)
    if not found or not _ENDS.isdisjoint(_ending(line)):
        return False
    named = line[found.end() :].split()[:_NAMES]
    is_closing = " " in found[1] or "," in found[2]  # "Best Practice Guide"
    return is_closing and len(named) == _NAMES and all(word[0].isupper() for word in named)


@cache
def _closing() -> re.Pattern[str]:
    """Return what matches words that close a letter, as a group, and what parts them from a name,
    as another."""
    closing = "|".join(map(re.escape, sorted(words_of("closing"), key=len, reverse=True)))
    return re.compile(rf"({closing})([,.!]? )", re.IGNORECASE)


@cache
def _subject() -> re.Pattern[str]:
    """Return what matches the beginning of a letter's title: "Subject: Figures for 2024"."""
    return _headed_by("subject")


@cache
def _people() -> re.Pattern[str]:
    """Return what matches whom a letter is from or to: "Cc: Ada Novak"."""
    return _headed_by("people")


def _headed_by(kind: Kind) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words_of(kind))})\s?:\s[^;]*$", re.IGNORECASE)


def is_asked(wording: str) -> bool:
    """Tell whether a text is a question."""
    return not _ASKS.isdisjoint(_ending(wording))


def _ending(wording: str) -> list[str]:
    return list(takewhile(lambda sign: not sign.isalpha(), reversed(wording)))
