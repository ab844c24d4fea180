"""Reads what stands around a date: a label, a place, an author or a body.

dating.json holds, for each language, the labels of a document's own date: the word "date", and
what says that it was published, updated, adopted or a version then; `*` is any ending. After a
label stand but words such as "on" and the day of the week, or "in" before a place, or "by" before a
body. "author" is what names who wrote it, and "other" what tells of another day than that it is of:
"deadline", "next", "follow-up".
"""

import re
from collections.abc import Sequence
from functools import cache

from babel.dates import get_day_names

from vectorstore.data import read_data
from vectorstore.dictionaries import ALL_NOUNS, is_small_word
from vectorstore.language import LANGUAGES
from vectorstore.terms import LETTERS, fold

_JOINING = 2
_PLACE, _NAME = 4, 3
"""So many words a place ("Done at Brussels, the ...") and its name in this have at most."""
LONGEST_LABEL = 6
"""So many words a label has at most: "published in Brussels on"."""
_KINDS = ("published", "updated", "adopted", "date")


def by_author(said: str) -> bool:
    """Tell whether a line begins by naming who wrote it, after a colon or as a name."""
    label, colon, _ = said.partition(":")
    words = LETTERS.findall(said)
    begins = {count for count in range(1, _NAME + 1) if words[count : count + 1]}
    lengths = {count for count in begins if words[count][0].isupper()}
    if colon:
        lengths.add(len(LETTERS.findall(label)))
    starts = [" ".join(fold(word.casefold()) for word in words[:count]) for count in lengths]
    return any(
        re.fullmatch(one, start)
        for spoken in LANGUAGES
        for one in _words("author", spoken)
        for start in starts
    )


def is_of_another(before: str, language: str) -> bool:
    """Tell whether what stands before a date tells of another day than the document's."""
    said = " ".join(fold(word.casefold()) for word in LETTERS.findall(before))
    others = "|".join(_words("other", language))
    return bool(re.search(rf"(?<!\S)(?:{others})(?!\S)", said))


def label_of(words: Sequence[str], language: str) -> str:
    """Return the kind of label that the words before a date are in a language, and no more: what
    was published in a place or by a body is the document, what was updated in one may be all that
    follows. "" if they are none."""
    said = [fold(word.casefold()) for word in words]
    label = _labels(language).match(" ".join(said))
    if not label or len(words) > LONGEST_LABEL:
        return ""
    begin, end = label[0].count(" ") + 1, len(words)
    small = small_words(language) | _words("in", language)
    while end > begin and said[end - 1] in small:
        end -= 1
    if begin == end:
        return str(label.lastgroup)
    joining, further = said[begin], words[begin + 1 : end]
    is_in = joining in _words("in", language) and len(further) <= _NAME
    is_at_place = is_in and all(word[0].isupper() for word in further)
    is_by = joining in _words("by", language)
    is_own = (is_at_place and label.lastgroup != "updated") or (
        is_by and all(is_small_word(word, language) for word in further)
    )
    return str(label.lastgroup) if further and is_own else ""


def is_by_body(after: str, language: str) -> bool:
    """Tell whether what follows a date says by whom, and no more: "by the Council", "r. przez
    Radę"."""
    words = [fold(word.casefold()) for word in LETTERS.findall(after)]
    by = next(
        (place for place, word in enumerate(words[:2]) if word in _words("by", language)),
        len(words),
    )
    return by + 1 < len(words) and not re.search(r"[\d,;:()]", after)


def is_placed(before: str, words: Sequence[str], language: str) -> bool:
    """Tell whether what stands before a date is nothing, or but a place: "Brussels, the",
    "Helsinki"."""
    if re.search(r"\d", before):
        return False
    if before.split() == [*words] and words and all(map(str.islower, words)):
        joining = {fold(word) for word in words}  # a line of an act: "of 5 May 2024"
        return len(words) <= _JOINING and joining <= _words("on", language)
    place, comma, _ = before.rpartition(",")
    if named := LETTERS.findall(place):
        is_name = named[-1][0].isupper() or fold(named[-1].casefold()) in _weekdays(language)
        return is_name and len(named) <= _NAME and len(words) <= _PLACE
    if comma or not words:
        return len(words) <= _PLACE
    is_name = words[0][0].isupper() and not is_small_word(words[0], language)
    joining = {fold(word.casefold()) for word in words[1:]}
    is_bare = before.split() == [*words] and joining <= _words("on", language)
    return is_bare and is_name and language not in ALL_NOUNS


def is_place(said: str) -> bool:
    """Tell whether what follows a date may be but a place: a few words with capitals."""
    words = LETTERS.findall(said)
    return 0 < len(words) <= _NAME and all(word[0].isupper() for word in words)


def small_words(language: str) -> frozenset[str]:
    """Return the words, folded, that may stand between a label and a date: "on", a day of the
    week."""
    return _words("on", language) | _weekdays(language)


@cache
def _labels(language: str) -> re.Pattern[str]:
    """Return what matches a label, folded: the longest of a kind, and "date" last, as others begin
    so."""
    listed = read_data(__package__, "dating.json")[language]
    return re.compile(
        "|".join(
            rf"(?P<{kind}>(?:{'|'.join(sorted(labels, key=len, reverse=True))})(?!\S))"
            for kind in _KINDS
            if (labels := [_folded(one) for one in listed[kind]])
        )
    )


@cache
def _words(kind: str, language: str) -> frozenset[str]:
    return frozenset(map(_folded, read_data(__package__, "dating.json")[language][kind]))


@cache
def _weekdays(language: str) -> frozenset[str]:
    names = get_day_names("wide", "format", language).values()
    return frozenset(fold(word.casefold()) for name in names for word in LETTERS.findall(name))


def _folded(phrase: str) -> str:
    return " ".join(
        fold(word.casefold()) + (r"\w*" if star else "")
        for word, star in re.findall(r"([^\W\d_]+)(\*?)", phrase)
    )
