"""Finds the member states that a text writes by their codes: "DE: supports the list." Pure.

Two letters in capitals are much else as well: departments, languages, what an act or a file is
called by. So they are states only where notes of meetings and tables write them so. states.json
holds, for each of the 24 official EU languages, words that say right after a state what it does
("acts"), and words for languages and translations, which have the same codes.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import accumulate

from assistant.wording.facts.enumeration import conjunctions
from assistant.wording.facts.lexicon import any_of
from vectorstore.data import read_data
from vectorstore.language import LANGUAGES
from vectorstore.terms import LETTERS, folded

_CALLED_OTHERWISE = {"EL": "GR", "UK": "GB"}
"""States that the Union writes by another code than CLDR."""
_BESIDE_STATES = frozenset({"CH", "EU", "IS", "LI", "NO"})
"""Those who speak along with the states, and make a list with them no other one."""
_DEPARTMENTS = frozenset({"HR", "IT"})
"""Codes that are departments where no other state stands beside them."""
# fmt: off
_WORDS = frozenset({
    "AT", "BE", "CY", "DE", "EL", "ES", "FI", "HR", "IE", "IT", "LT", "MT", "PL", "RO", "SE", "SI",
})
# fmt: on
"""Codes that are words or short for something else, too."""
_LEAST, _LEAST_WITH_WORDS = 2, 3
"""So many states a list has at least, and one in a sentence with a code that is a word, too."""
_SHOUTED = 2
"""So many words in capitals, and none in small letters, make a line in which they tell nothing."""
_LONGEST = 2000
"""So many characters a line has at most that people write."""
_BEFORE = 4
"""So many words before a list may say that it is one of languages."""

_CODE = re.compile(r"[A-Z]{2}(?!\w)")
_MARK = r"\s*(?:(?:[-–•*]|\(?\w{1,2}[.)])\s+)?"
_BEGINS_LINE = re.compile(_MARK)
_BEGINS = re.compile(rf"(?:^|[.!?:;]\s){_MARK}$")
"""What a sentence begins after."""
_ASIDE = r"(?:\s\([^()]*\)|,\s[^,():.]*,)?"
"""What may stand between a state and what it says: "PT (supported by FR): ..."."""
_SAYS = re.compile(rf"{_ASIDE}(?:\s?:(?:\s|$)|\s[–—-]\s)")
_OPENS_ASIDE = re.compile(r"(?:\s\(|,\s)(?:[^\W\d_]+\s){1,3}$")
_LABEL = re.compile(rf"(?:^{_MARK}|;\s)[^\W\d_][^:;]{{0,59}}:\s$")
"""What stands before a cell of a table: "Place: Riga; Asked by: "."""
_ENDS_CELL = re.compile(r"\.?\s*(?:;\s|$)")
_ENDS_LINE = re.compile(r"[.?!]?\s*$")


def each_state(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the code of each member state that a text writes by it, as CLDR has it, and from where
    to where it stands there."""
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    speakers = [found for line in lines for found in _lists(line) if _speaks(found)]
    # "DE: Deutsch" and "EN: English" tell languages; "IT: asks for more time." is from Italy if
    # anybody else's words stand below another state.
    are_languages = any(_codes(found) & _other_languages() for found in speakers)
    of_states = list(filter(_is_of_states, speakers))
    are_several = len(frozenset().union(*map(_codes, of_states))) >= _LEAST
    are_states = are_several or any(map(_states_something, of_states))
    for start, line in zip(starts, lines, strict=False):
        subjects = set[int]()
        for found in _lists(line):
            if _speaks(found):
                is_one = are_states and not are_languages and _may_be_states(found)
            else:
                is_one = _is_aside(found, subjects) or (_is_of_states(found) and _is_told(found))
            if not is_one:
                continue
            subjects.add(found.end())
            for code in _CODE.finditer(line, *found.span()):
                if code[0] in _states():
                    yield _states()[code[0]], start + code.start(), start + code.end()


def written(code: str) -> str | None:
    """Return how a state is written whose code CLDR has so; None of whatever is no such state."""
    return {own: said for said, own in _states().items()}.get(code)


def _lists(line: str) -> Sequence[re.Match[str]]:
    """Return the runs of codes in a line, of one code or more; none if it is all in capitals, or
    so long that nobody wrote it."""
    found = list(_listed().finditer(line)) if len(line) <= _LONGEST else []
    spoken = LETTERS.findall(_listed().sub(" ", line)) if found else []
    is_shouted = len(spoken) >= _SHOUTED and all(map(str.isupper, spoken))
    return [] if is_shouted else found


def _codes(found: re.Match[str]) -> frozenset[str]:
    return frozenset(_CODE.findall(found[0]))


def _may_be_states(found: re.Match[str]) -> bool:
    """Tell whether a list has nobody but states and who speaks along with them: one with "EN" is a
    list of languages."""
    return _codes(found) <= _states().keys() | _BESIDE_STATES


def _is_of_states(found: re.Match[str]) -> bool:
    """Tell whether a list may be of states, and not of departments alone."""
    return _may_be_states(found) and not _codes(found) <= _DEPARTMENTS | _BESIDE_STATES


def _speaks(found: re.Match[str]) -> bool:
    """Tell whether a line gives what those in a list said: "FR and ES: asked for more time."."""
    line = found.string
    return bool(_BEGINS_LINE.fullmatch(line, 0, found.start()) and _SAYS.match(line, found.end()))


def _is_told(found: re.Match[str]) -> bool:
    return _acts(found) or ((_fills_cell(found) or _is_long(found)) and not _is_of_languages(found))


def _states_something(found: re.Match[str]) -> bool:
    """Tell whether what a list said is a sentence, or begins with what they do: "DE: supports it",
    unlike "PT: part-time staff"."""
    said = _SAYS.match(found.string, found.end())
    assert said, "it speaks"
    is_whole = found.string.rstrip().endswith((".", "!", "?"))
    return is_whole or bool(_words("acts").match(folded(found.string), said.end()))


def _acts(found: re.Match[str]) -> bool:
    """Tell whether a sentence begins with a list and says what they do: "EE informed that ..."."""
    acting = _acting().match(folded(found.string), found.end())
    return (
        acting is not None
        and found.string[acting.start("act")].islower()  # no "US Support"
        and bool(_BEGINS.search(found.string[: found.start()]))
    )


def _is_aside(found: re.Match[str], subjects: Container[int]) -> bool:
    """Tell whether a list stands right after a state: "PT (supported by IT) asked"."""
    line = found.string
    if not line.startswith((")", ","), found.end()):  # the cheap test first: a line may be long
        return False
    opening = _OPENS_ASIDE.search(line[: found.start()])
    return (
        opening is not None
        and opening.start() in subjects
        and opening[0].islower()
        and _may_be_states(found)
    )


def _fills_cell(found: re.Match[str]) -> bool:
    """Tell whether a list is all that a cell of a table holds: "Asked by: FR, NL"."""
    line = found.string
    return bool(_ENDS_CELL.match(line, found.end()) and _LABEL.search(line[: found.start()]))


def _is_long(found: re.Match[str]) -> bool:
    """Tell whether a list has so many states that it is one of them, fewer if it stands alone, in a
    line or in brackets."""
    line, start, end = found.string, *found.span()
    codes = _codes(found) & _states().keys()
    is_line = _BEGINS_LINE.fullmatch(line, 0, start) and _ENDS_LINE.match(line, end)
    is_alone = is_line or (line[:start].endswith("(") and line[end:].startswith(")"))
    return len(codes) >= (_LEAST if is_alone or not codes & _WORDS else _LEAST_WITH_WORDS)


def _is_of_languages(found: re.Match[str]) -> bool:
    """Tell whether words around a list say that it is of languages: "translated into FR, NL"."""
    line = folded(found.string)
    before, after = LETTERS.findall(line[: found.start()]), LETTERS.findall(line[found.end() :])
    return bool(_language().search(" ".join([*before[-_BEFORE:], *after[:1]])))


@cache
def _states() -> dict[str, str]:
    """Return the codes of the states whose nationalities are known, by how they are written."""
    nationalities = read_data(__package__, "nationalities.json")
    return {code: code for code in nationalities} | _CALLED_OTHERWISE


@cache
def _other_languages() -> frozenset[str]:
    """Return the codes of languages, in capitals, that are no states'."""
    return frozenset(map(str.upper, LANGUAGES)) - _states().keys()


@cache
def _listed() -> re.Pattern[str]:
    """Return what finds a run of codes, or one, that is no part of a longer name: "AB/2025/DE"."""
    joined = "|".join(sorted({one for language in LANGUAGES for one in conjunctions(language)}))
    between = rf"(?:\s?[,/&+]\s?(?:(?:{joined})\s)?|\s(?:{joined})\s)"
    code = _CODE.pattern
    return re.compile(rf"(?<![\w@#&/.+‐‑-]){code}(?:{between}{code})*+(?![@/&+]|[-‐‑.]\w)")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf"{_ASIDE},?\s\(?(?P<act>{_words('acts').pattern})")


@cache
def _language() -> re.Pattern[str]:
    return _words("languages")


def _words(kind: str) -> re.Pattern[str]:
    """Return what finds, in a folded text, the words of a kind in any language."""
    listed = read_data(__package__, "states.json").values()
    return any_of(sorted({word for one in listed for word in one[kind]}))
