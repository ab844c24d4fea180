"""Where sentences end, in the 24 official languages of the Union. Pure."""

import re
from itertools import chain, pairwise

import sentencex

from vectorstore.dictionaries import is_word
from vectorstore.terms import fold, is_stop_word

# The time that sentencex takes grows with the square of the quotation marks left open in a line.
_LINE = re.compile(r"[^\n]{1,50000}(?!\S)|[^\n]{1,50000}")
_TRIMMED = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_TAIL = 40
_LAST_WORD = re.compile(r"(?:(\S+)\s+)?[\"'„“«(\[]*(?:\w{1,4}['’-])?([^\W_]+(?:\.[^\W_]+)*)\.$")
_LABEL = re.compile(r"[^\W\d_]{3,30} \d{1,3}[^\W\d_]?\.")
"""What stands before a text and is no sentence by itself: "Recommendation 3."."""
_NUMBERED_CELL = re.compile(r": \d{1,3}\.$")
_CELL = re.compile(r"[^:;.?!]*; [^\W\d_][^:;.?!]*: ")
"""What goes on with the row of a table: "Address; Content: ..."."""
_ITEM = re.compile(r"[-*•–] |(?:[^\W\d_]{1,30} )?\(?\d{1,3}\b")
"""What an item of a list begins with: "- ", "3.", "Action 3"."""
_ASIDE = re.compile(r"([^\W\d_]{2,30}(?: [^\W\d_]{2,30})?)\s?:\s[^\"“”„«:]{1,100}")
"""What says who or by when of what stands before it, and is nothing by itself: "Owner: Spain."."""
_LONGEST_ASIDE = 12
"""So many words it has at most."""
_OPENING = "\"'„“”«»‘’([¿¡–— "
_LAW_NUMBER = re.compile(r"\([^\W\d_]{2}\)")
_CODE = re.compile(r"\b[^\W\d_]{2,8}(?:\.[^\W\d_]?\d{1,2}\b|\.[^\W\d_]\b)+")
"""What a unit may be called, in capitals: "HOME.D4", "CNECT.G.2"."""
_ROOM = re.compile(r"\d\.[^\W\d_](?![^\W_])")
"""What a room may be called: "2.B"."""
_ADDRESS = re.compile(r"(?:\w@|//|\bwww\.)\S+\.$")
"""An address by e-mail or on the web, whose last part is no abbreviation, before a full stop."""
_NUMBER = frozenset({"no", "nro", "nru", "num", "núm", "uimh", "αριθ"})
"""How "number" is cut short with a vowel, which other abbreviations seldom have."""
_REFERENCE = re.compile(r"(?=\S*\d)([^\W\d_]+)[^\s/]*/[^\W_]")
"""How something is numbered that has letters in capitals and a slash: "HOME/2025/3"."""
_CURRENCY = ("EUR", "€")
_YEAR = frozenset({"r", "г"})
"""How Polish and Bulgarian abbreviate "year"."""
_LONGEST_TIME = 5
"""So many words a preposition and a time have at most."""
_VOWEL = re.compile("[aeiouyаеиоуъюяαεηιουω]")
_TITLES = frozenset({
    "adv", "amb", "asp", "cnel", "dipl", "dna", "dze", "dña", "dª", "engª", "gén", "gđa", "gđica",
    "hab", "habil", "ilmo", "ing", "insp", "inż", "mag", "magg", "mevr", "mlle", "mme", "mmes",
    "nadkom", "onor", "podinsp", "podkom", "priv", "prof", "profª", "sierż", "özv",
    "καθ", "υπ", "жа",
})  # fmt: skip
"""How titles are cut short that have a vowel, which most others have not."""
_CAPITALS_AFTER_ORDINALS = frozenset({"de", "hr"})
_ENDS = re.compile(
    r"\([^()]*\)|\[[^][]*\]|\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|"
    r"\b([^\W\d_]{2,})\.\s+(?=([^\W_]))"
)
"""Where a sentence may end that sentencex does not end: after a word, before another or a digit. It
ends none in brackets and quotation marks, and no more does this."""
_LONGEST_ABBREVIATION = 5
"""Of so many letters an abbreviation before a number is at most ("stk. 3"), as a rule."""

# Words that sentencex takes for abbreviations. They are that before numbers alone, or never.
_NO_ABBREVIATIONS = {
    "da": "del din form med ned nord port rest sort to var",
    "en": "May ill may me miss no ore",
    "es": "bien contra entre extra no nos para sobre",
    "hu": "nem",
    "it": "fa fasi file grano mai ore sa si sia targa va via",
    "nl": "best dat hand pas top",
    "pl": "dniem port",
    "sl": "maj",
    "sv": "del det maj med",
}


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of a text's sentences: ordered, without white space at either end.

    Every line ends a sentence, so wrapped lines are to be joined before. Together the spans cover
    all that is not white space; they are offsets in characters.
    """
    return [
        (line.start() + start, line.start() + end)
        for line in _LINE.finditer(text)
        for start, end in _sentences(line[0], language)
    ]


def _sentences(line: str, language: str) -> list[tuple[int, int]]:
    """Return the sentences of one line: those of sentencex, cut where it does not and joined where
    it cut too often."""
    # sentencex panics over some white space outside ASCII, and cannot read lone surrogates.
    plain = re.sub(r"\s", " ", line).encode(errors="replace").decode()
    cuts = {cut["start_index"] for cut in sentencex.get_sentence_boundaries(language, plain)}
    ends = (one for one in _ENDS.finditer(plain) if one[1] and _ends(one[1], one[2], language))
    cuts.update(one.end() for one in ends)
    named = chain(_CODE.finditer(plain), _ROOM.finditer(plain))
    codes = (one for one in named if one[0].isupper())
    cuts.difference_update(place for one in codes for place in range(one.start() + 1, one.end()))
    spans: list[tuple[int, int]] = []
    for cut, following in pairwise([*sorted(cuts), len(line)]):
        if not (piece := _TRIMMED.search(line, cut, following)):
            continue
        start, end = piece.span()
        left = line[slice(*spans[-1])] if spans else ""
        if left and (
            _goes_on(left[-_TAIL:], piece[0], language) or _is_aside(left, piece[0], language)
        ):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _ends(word: str, following: str, language: str) -> bool:
    """Whether a sentence ends with a word and a full stop before what is no small letter.

    Before digits most languages have abbreviations ("stk. 3"), which sentencex never cuts in some.
    A long word is none of these if it stops after a vowel, or in a dictionary; nouns that are
    written with a capital stop before one when they are cut short: "Abschn. 3".
    """
    if following.isdigit():
        if len(word) <= _LONGEST_ABBREVIATION:
            return False
        end = fold(word.casefold())[-2:]
        if _VOWEL.match(end[-1:]):
            return True
        if not word.islower():
            return bool(_VOWEL.match(end))
        return is_word(word, language)
    return following.isupper() and word in _NO_ABBREVIATIONS.get(language, "").split()


def _goes_on(left: str, right: str, language: str) -> bool:
    """Whether `right` goes on with the sentence `left`, cut after an abbreviation, an ordinal, a
    label or, as in a row of a table, a question in it."""
    first = right.lstrip(_OPENING)[:1]
    if right[0] in ",;" or (first.islower() and left[-1] not in "?!;"):
        return True
    if _LABEL.fullmatch(left) or (_NUMBERED_CELL.search(left) and _CELL.match(right)):
        return True
    if _ADDRESS.search(left) or not (match := _LAST_WORD.search(left)):
        return False
    before, word = match.groups(default="")
    is_first = not left[: match.start(2)].strip(_OPENING)
    if word.replace(".", "").isdigit() and not (before or is_first):  # at 10:00. The
        return False
    if "." in word and word.replace(".", "").isdigit():  # 3.2. Aims; but: on 12.3.2026. The
        return is_first or (first.isdigit() and len(word) <= _LONGEST_ABBREVIATION)
    if word.isdigit():  # 1. Aims; 3. 12. 2015; am 4. Juni; Die 2. Sitzung; but: Artikel 14. Die
        counting = before.islower() or match.start(1) == 0
        ordinal = counting and language in _CAPITALS_AFTER_ORDINALS
        return len(word) < 3 and (not before or first.isdigit() or ordinal)
    if _LAW_NUMBER.match(right):  # Reg. (EU)
        return True
    code = _REFERENCE.match(right)
    if code and code[1].isupper() and word.casefold() in _NUMBER:  # no. HOME/2025/3
        return True
    if first.isdigit():  # Art. 14; but: se probó. 59
        is_whole = len(word) == _LONGEST_ABBREVIATION and _VOWEL.match(fold(word[-1].casefold()))
        if len(word) <= _LONGEST_ABBREVIATION and not is_whole:
            return True
    if before[-1:].isdigit():  # 2015 r.; 9 a.m.; 30 min.; but: 10 mio. EUR
        return right.startswith(_CURRENCY) or (word in _YEAR and _says_but_when(left, language))
    return (
        ("." in word and not word[-1].isdigit())
        or len(word) == 1
        or word.casefold() in _TITLES
        or (len(word) <= 4 and not word.isupper() and not _VOWEL.search(fold(word.casefold())))
    )


def _is_aside(left: str, right: str, language: str) -> bool:
    """Whether `right` is a short clause with a label that says more of an item, `left`."""
    label = _ASIDE.fullmatch(right)
    return (
        bool(label and _ITEM.match(left))
        and right[0].isupper()
        and left[-1] not in "?:"
        and len(right.split()) <= _LONGEST_ASIDE
        and not any(is_stop_word(word, language) for word in (label[1] if label else "").split())
    )


def _says_but_when(left: str, language: str) -> bool:
    """Whether a text is but a preposition and a time, as before a capital: "W maju 2025 r."."""
    first, *others = left.split()
    is_whole = len(left) < _TAIL
    return is_whole and len(others) < _LONGEST_TIME and is_stop_word(first, language)
