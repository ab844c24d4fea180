"""Finds the names in a text, in any language of the Union, without a model. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assistant.wording.facts.enumeration import ands
from vectorstore.acronyms import is_acronym
from vectorstore.dictionaries import ALL_NOUNS, is_small_word, is_word
from vectorstore.month_names import is_month
from vectorstore.terms import LONGEST_WORD, WORD, fold, is_stop_word

_BEGINNING = re.compile(r"(?:^|[.!?:;…]\s+|(?:[\"“„«»(‘¿¡>-]|(?<!\w)')\s*|\n)$")
"""What a sentence or a quotation begins after; the apostrophe in "d'Europol" begins none."""

_SHOUTED = 4
"""So many words in capitals are no row of acronyms."""
_TITLE_CASE = 3
"""So many common words of a title with a capital, after its first, are no names by that."""
_ARTICLE = re.compile(
    r"\b(?:the|an?|el|las?|los|un|una|le|les|une|l['’]|des|du|del|al|della|dell['’]|il|lo|gli|i|de|het|een|o|os|"
    r"as|uma?|do|da|das|dos|na|ο|η|το|οι|τα|του|της|των|a|az)\s*$",
    re.IGNORECASE,
)
"""Finds an article, or a preposition that holds one, right before a name."""

_SCRIPT = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхц", "abvgdeziiklmnoprstufhc", strict=True)),
        **{"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "", "ю": "iu", "я": "ia"},
        **dict(zip("αβγδεζηικλμνξοπρστυφχω", "avgdeziiklmnxoprstyfho", strict=True)),
        **{"θ": "th", "ψ": "ps", "ς": "s"},
    }
)
_SPELLINGS = (
    ("ph", "f"), ("ck", "k"), ("qu", "kv"), ("c", "k"), ("x", "ks"), ("w", "v"), ("y", "i"),
    ("j", "i"), ("z", "s"), ("ou", "u"), ("eu", "ev"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A word that is, or with `sure` False may be, a name or a part of one."""

    word: str
    sure: bool
    start: int
    end: int


@lru_cache(maxsize=1 << 10)
def names(text: str, language: str) -> tuple[Name, ...]:
    """Return the words of a text that are written like names, months and numbers left out."""
    shouted = _shouted(text)
    return tuple(
        Name(
            match[0],
            match.start() not in shouted and _is_sure(match, text, language),
            match.start(),
            match.end(),
        )
        for match in WORD.finditer(text)
        if any(letter.isupper() for letter in match[0])
        and (len(match[0]) > 1 or is_acronym(match[0]))  # "X" is a company
        and not is_month(match[0], language)
    )


def is_written_as_one(name: Name, language: str) -> bool:
    """Tell whether a word is surely a name, or in German, where every noun is written so, one that
    no dictionary has."""
    return name.sure or (language in ALL_NOUNS and not is_word(name.word, language))


def listed(text: str, language: str) -> list[frozenset[str]]:
    """Return the lists of names in a text, each in its plain form: "Ask.fm, Google and X"."""
    joined = ands(language)
    between = re.compile(rf"(?:\.\w+)?(?:,\s+(?:(?:{joined})\s+)?|\s+(?:{joined})\s+)")
    lists: list[list[str]] = []
    end = 0
    for name in names(text, language):
        gap = text[end : name.start] if lists else ""
        if gap and between.fullmatch(gap):
            lists[-1].append(plain_form(name.word))
        elif gap.strip(" -") or not gap:
            lists.append([plain_form(name.word)])
        else:
            lists[-1][-1] += plain_form(name.word)  # "Mistral AI"
        end = name.end
    return [frozenset(items) for items in lists if len(items) > 1]


def has_article(name: Name, text: str, language: str) -> bool:
    """Tell whether a word of a text is in the dictionary and has an article before it, which no
    company or person has."""
    return (
        bool(_ARTICLE.search(text[: name.start]))
        and name.word[1:].islower()
        and is_word(name.word, language)
    )


def is_title_case(title: str, language: str) -> bool:
    """Tell whether the telling words of a title all begin with a capital, but for the later parts
    of compounds, common words as well, so that a capital makes no name of them: "Mystery Shopping
    2024: Pre-contractual Information"."""
    telling = [
        word
        for match in WORD.finditer(title)
        if (word := match[0])[0].isalpha()
        and title[: match.start()][-1:] != "-"
        and not (is_stop_word(word, language) or is_month(word, language))
    ]
    return (
        language not in ALL_NOUNS
        and all(word[0].isupper() for word in telling)
        and sum(is_small_word(word, language) for word in telling[1:]) >= _TITLE_CASE
    )


def plain_form(word: str) -> str:
    """Return a word in Latin letters, without accents, in the spelling that languages share."""
    return _plain_form(word[:LONGEST_WORD])


@lru_cache(maxsize=1 << 14)
def _plain_form(word: str) -> str:
    folded = fold(unicodedata.normalize("NFC", word).casefold()).translate(_SCRIPT)
    for written, shared in _SPELLINGS:
        folded = folded.replace(written, shared)
    return re.sub(r"(.)\1", r"\1", folded)


def _shouted(text: str) -> set[int]:
    """Return where the words begin that are written in capitals like all around them, as titles of
    acts are: there, a capital tells nothing."""
    spoken = (match for match in WORD.finditer(text) if not match[0].isdigit())
    shouted: set[int] = set()
    for capitals, run in groupby(spoken, key=lambda match: match[0].isupper()):
        begins = [match.start() for match in run]
        if capitals and len(begins) >= _SHOUTED:
            shouted.update(begins)
    return shouted


def _is_sure(match: re.Match[str], text: str, language: str) -> bool:
    if any(letter.isupper() for letter in match[0][1:]):
        return True
    listed = _is_listed(match, text, language)
    if language in ALL_NOUNS:
        return listed
    return listed or not _BEGINNING.search(text[: match.start()])


def _is_listed(match: re.Match[str], text: str, language: str) -> bool:
    """Tell whether a word is an item of a list of names: "Apple, Google and others"."""
    joined = ands(language)
    after = re.match(rf"(?:,|,? (?:{joined})) ([^\W\d_]\w+)", text[match.end() :])
    if not after or not after[1][0].isupper():
        return False
    if language not in ALL_NOUNS:
        return True
    before = re.search(r"(\w+), $", text[: match.start()])
    return before is not None and not any(is_word(one, language) for one in (before[1], after[1]))


def side_by_side(named: Sequence[Name], text: str) -> list[list[Name]]:
    """Return names of a text, those that stand next to each other together."""
    together: list[list[Name]] = []
    for name in named:
        if together and not text[together[-1][-1].end : name.start].strip(" -\u2010\u2011’'"):
            together[-1].append(name)
        else:
            together.append([name])
    return together


def whole_names(text: str, language: str) -> list[list[Name]]:
    """Return the words of a text that surely are names, those of one name together."""
    return side_by_side([name for name in names(text, language) if name.sure], text)
