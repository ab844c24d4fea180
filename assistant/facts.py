"""Reads what a sentence states in figures: numbers, shares, amounts, dates and negations. Pure.

Where a model errs it errs in these. facts.json holds, for each of the 24 official EU languages, the
words for numbers (accents do not count), what denies, what says that a number is a bound, how what
is said lies to a date ("* után" comes after it), what leaves out all others, and vague amounts, and
what joins the parts of a number; under "mul" the words for one, beginnings of words for parts of
time, articles, and the endings that an ordinal takes in languages that inflect it much.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from assistant.dates import Date, Relation, dates
from vectorstore.language import fold

Unit = Literal["", "%", "EUR", "USD", "GBP", "ordinal"]
Bound = Literal["", "more", "less"]

_FALLBACK = "en"
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"\b\d+(?:/\d+)+\b")
_FIGURES = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?![\d])"
)
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|e|er|ère|ème|re)\b|\.?[oºª]|\.(?=\s[^\W\d_])")
_PERCENT = re.compile(
    r"\s*(?:%|(?:per ?cent|pro[csz]ent|pour cent|por cien|por cento|per cento|proc\b|procen|"
    r"százalék|odst|posto|percent|protsen|prosent|процент|τοις εκατό|faoin gcéad|fil-mija|"
    r"la sută|на сто))",
    re.IGNORECASE,
)
_SHARE_IN_WORDS = re.compile(r"\b(?:pour cent|por cento|per cento|por ciento|per cent)\b")
_MONEY: dict[Unit, str] = {
    "EUR": r"€|eur(?!op)|евро|ευρώ|ewro|evr|eiro",
    "USD": r"US\$|\$|usd\b|dol+a|dól|долар|δολ",
    "GBP": r"£|gbp\b|pound",
}
_GAP = r"[\s\u00a0\u202f]*(?:d['’]|de |di |of )?"
_LARGE = 1000
_RELATIONS: tuple[Relation, ...] = tuple(kind for kind in get_args(Relation) if kind)
_CARRIES: dict[Relation, frozenset[Relation]] = {
    "": frozenset({"", "since", "until", "by"}),
    "before": frozenset({"before"}),
    "after": frozenset({"after"}),
    "since": frozenset({"", "since"}),
    "until": frozenset({"until", "by"}),
    "by": frozenset({"", "before", "until", "by"}),
}
"""For how a sentence lies to a date, how a text may: who joined in 2021 is a member since then."""
_RANGE = 12
"""So many characters at most lie between the dates of a range: "2015 r. do 2020"."""
_REACH = 60
"""So many characters at most before or after a date tell how something lies to it."""
_VAGUE: dict[str, tuple[Unit, float, float]] = {
    "dozens": ("", 20, 200),
    "hundreds": ("", 200, 2000),
    "thousands": ("", 1000, 200_000),
    "most": ("%", 50.1, 100),
    "half": ("%", 45, 55),
    "all": ("%", 100, 100),
}
"""Which numbers a vague amount may stand for."""
_JOINED = 3
"""How many words may stand between a number and what says that it is a bound."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `values` are its readings, since "1.234" is one thing in one language and another
    in another."""

    values: frozenset[float]
    unit: Unit
    bound: Bound
    start: int

    def equals(self, other: "Number") -> bool:
        """Tell whether both say the same, value and unit."""
        return self.unit == other.unit and bool(self.values & other.values)

    def contradicts(self, other: "Number") -> bool:
        """Tell whether one says "more than" and the other says no such thing."""
        return self.bound != "" and self.bound != other.bound


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states in figures."""

    numbers: list[Number] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    codes: frozenset[str] = frozenset()
    """Numbers of laws and papers: "2021/784"."""
    denied: list[int] = field(default_factory=list)
    """Where words stand that deny something."""
    only: bool = False
    """Whether all others are left out: "only Discord"."""
    amounts: frozenset[str] = frozenset()
    """The vague ones: "most", "dozens"."""


def facts(text: str, language: str) -> Facts:
    """Return what a text states in figures; a language that is not known is read as English."""
    language = language if language in _data() else _FALLBACK
    codes = list(_CODE.finditer(text))
    plain = _blanked(text, [match.span() for match in codes])
    when = dates(plain, language)
    plain = _blanked(plain, [(date.start, date.end) for date in when])
    numbers = sorted([*_in_figures(plain, language), *_in_words(plain, language)], key=_start)
    folded, patterns = _folded(text), _patterns(language)
    return Facts(
        numbers,
        _related(when, text, language),
        frozenset(match[0] for match in codes),
        [match.start() for match in patterns["not"].finditer(folded)],
        bool(patterns["only"].search(folded)),
        frozenset(_vague(folded, language, {number.start for number in numbers})),
    )


def agrees(date: Date, other: Date) -> bool:
    """Tell whether what lies to a date as the other says may lie to it as the first says."""
    return other.relation in _CARRIES[date.relation]


def estimated(amount: str, held: Facts) -> bool:
    """Tell whether a text has a vague amount, or a number that it may stand for."""
    if amount in held.amounts or (amount == "all" and "each" in held.amounts):
        return True
    unit, least, most = _VAGUE[amount]
    return any(
        number.unit == unit and any(least <= value <= most for value in number.values)
        for number in held.numbers
    )


def conjunctions(language: str) -> list[str]:
    """Return the words for "and"."""
    joined: list[str] = _data()[language if language in _data() else _FALLBACK]["and"]
    return joined


def affirmed(text: str, said: Facts) -> str:
    """Return a text without the words that deny something."""
    for start in reversed(said.denied):
        text = text[:start] + re.sub(r"^[^\W\d_]+['’]?", "", text[start:]).lstrip()
    return text


def enumerated(text: str, language: str) -> set[int]:
    """Return how many names the lists in a text have: "Amazon, Google and Meta" are three."""
    language = language if language in _data() else _FALLBACK
    joined = "|".join(conjunctions(language))
    text = _blanked(text, [(date.start, date.end) for date in dates(text, language)])
    item = r"[^\W\d_][^,;:()\d\x00]{1,50}?"
    runs = re.finditer(
        rf"(?=([^\W\d_][\w.]*)){item}(?:, {item})+(?:,? (?:{joined}) )(?=(\w))", text
    )
    return {
        run[0].count(", ") + 2 - bool(re.search(rf", (?:{joined}) $", run[0]))
        for run in runs
        if all(part.strip()[:1].isupper() for part in [*run[0].split(", ")[1:-1], run[2]])
    }


def _start(number: Number) -> int:
    return number.start


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _related(when: Sequence[Date], text: str, language: str) -> list[Date]:
    """Return dates with how what is said lies to them."""
    related: list[Date] = []
    for date in when:
        last = max((other.end for other in when if other.end <= date.start), default=-_REACH)
        kinds = _relations(text[max(last, 0) : date.start], text[date.end :], language)
        if "until" in kinds and date.start - last <= _RANGE:
            kinds = {"by"}
        elif {"until", "by"} <= kinds:
            # One word is both in most languages: "bis". Of a day it is read as "until".
            kinds.remove("by" if date.day else "until")
        first: Relation = next((kind for kind in _RELATIONS if kind in kinds), "")
        related.append(replace(date, relation=first))
    return related


def _relations(before: str, after: str, language: str) -> set[Relation]:
    # Accents count here: the Dutch "vóór" is "before", "voor" is also "for".
    before = before[-_REACH:].casefold().replace("’", "'")
    after = after[:_REACH].casefold()
    return {
        kind
        for kind, (first, last) in _relating(language).items()
        if first.search(before) or last.match(after)
    }


def _vague(folded: str, language: str, numbers: set[int]) -> Iterator[str]:
    """Yield the vague amounts of a text; "all 27" is no vague one."""
    for kind, pattern in _amounts(language).items():
        if any(match.end() + 1 not in numbers for match in pattern.finditer(folded)):
            yield kind


def _in_figures(text: str, language: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(text):
        rest = text[match.end() :]
        values = _readings(match[0])
        word = re.match(rf"{_GAP}([^\W\d_]+)", rest)
        scale = _cardinals(language).get(fold(word[1].casefold()), 0) if word else 0
        if word and scale >= _LARGE:
            values, rest = {value * scale for value in values}, rest[word.end() :].lstrip(".")
        ordinal = bool(_ORDINAL_END.match(rest)) and max(values) < 100
        unit = "ordinal" if ordinal else _unit(text[: match.start()], rest)
        yield Number(frozenset(values), unit, _bound(text, match.start(), language), match.start())


def _readings(figures: str) -> set[float]:
    """Return what figures can mean: a dot or comma before three digits parts thousands or not."""
    plain = re.sub(r"[\s'’]", "", figures)
    signs = re.findall(r"[.,]", plain)
    if not signs:
        return {float(plain)}
    if len(signs) > 1 and len(set(signs)) == 1:
        return {float(re.sub(r"[.,]", "", plain))}
    whole, _, part = plain.rpartition(signs[-1])
    readings = {float(f"{re.sub('[.,]', '', whole)}.{part}")}
    if len(part) == 3 and len(signs) == 1:
        readings.add(float(whole + part))
    return readings


def _unit(before: str, after: str) -> Unit:
    if _PERCENT.match(after):
        return "%"
    for unit, signs in _MONEY.items():
        if re.match(rf"{_GAP}(?:{signs})", after, re.IGNORECASE):
            return unit
        if re.search(rf"(?:^|\W)(?:{signs})\w{{0,2}}\s*$", before, re.IGNORECASE):
            return unit
    return ""


def _in_words(text: str, language: str) -> Iterator[Number]:
    """Yield the numbers that are spelled out; "one" is left out, it is an article as well."""
    held: list[tuple[int, re.Match[str]]] = []
    words = list(_WORD.finditer(_SHARE_IN_WORDS.sub(_blank, text)))
    for place, word in enumerate(words):
        value = _spelled(fold(word[0].casefold()), language)
        if value == 1 and not (held and held[-1][0] >= 20):
            value = 0
        if (
            value
            and held
            and not _goes_on(text[held[-1][1].end() : word.start()], held[-1][0], value, language)
        ):
            yield _number(held, text, language)
            held = []
        follows_figures = re.search(r"\d[\s\u00a0\u202f.]*$", text[: word.start()])
        if value and not (not held and value >= _LARGE and follows_figures):
            held.append((value, word))
        elif held and not (_is_and(word[0], language) and _next_spelled(words, place, language)):
            yield _number(held, text, language)
            held = []
        ordinal = _ordinal(fold(word[0].casefold()), language)
        if ordinal:
            yield Number(frozenset({float(ordinal)}), "ordinal", "", word.start())
    if held:
        yield _number(held, text, language)


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match[0])


def _next_spelled(words: list[re.Match[str]], place: int, language: str) -> bool:
    return place + 1 < len(words) and bool(_spelled(fold(words[place + 1][0].casefold()), language))


def _is_and(word: str, language: str) -> bool:
    return word.casefold() in _data()[language]["and"]


def _goes_on(between: str, before: int, value: int, language: str) -> bool:
    """Tell whether a number word belongs to the one before: "twenty-one", not "two or three"."""
    between = between.strip()
    larger = value >= 100 and not between
    joined = between in ("", "-", "‑") or _is_and(between, language)
    return larger or (joined and (before >= 20 or between == "-"))


def _number(held: list[tuple[int, re.Match[str]]], text: str, language: str) -> Number:
    start, end = held[0][1].start(), held[-1][1].end()
    value = _combined([value for value, _ in held])
    unit = _unit(text[:start], text[end:])
    return Number(frozenset({float(value)}), unit, _bound(text, start, language), start)


def _spelled(word: str, language: str) -> int:
    """Return the value of a number word, also of one that is put together; 0 if it is none."""
    known = _cardinals(language)
    if word in known:
        return known[word]
    if word in _one():
        return 1
    if len(word) < 7 or language in ("en", "fr", "pl", "ga"):
        return 0
    values, rest = [], word
    while rest:
        part = next((part for part in _longest_first(language) if rest.startswith(part)), "")
        if not part:
            return 0
        if part in known or part in _one():
            values.append(known.get(part, 1))
        rest = rest[len(part) :]
    return _combined(values) if len(values) > 1 else 0


def _ordinal(word: str, language: str) -> int:
    """Return the value of a word such as "fifth", also with another ending; 0 if it is none."""
    known = _ordinals(language)
    if word in _cardinals(language):
        return 0
    if word in known:
        return known[word]
    endings = _data()["mul"]["endings"].get(language, ())
    return next(
        (
            value
            for other, value in known.items()
            if len(stem := other.rstrip("aeiouyаиое")) >= 4
            and word.startswith(stem)
            and word[len(stem) :] in endings
        ),
        0,
    )


def _combined(values: Sequence[int]) -> int:
    total = current = 0
    for value in values:
        if value >= _LARGE:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * value
        else:
            current += value
    return total + current


def _bound(text: str, start: int, language: str) -> Bound:
    """Return what stands right before a number and says that it is not the number itself."""
    before = " ".join(re.findall(r"[\w']+", _folded(text[max(0, start - 40) : start]))[-_JOINED:])
    before = re.sub(r"(?:\s(?:eur|usd|gbp))$", "", before)
    if _patterns(language)["more"].search(before):
        return "more"
    return "less" if _patterns(language)["less"].search(before) else ""


def _folded(text: str) -> str:
    """Return a text without accents, letter for letter, so that places stay the same."""
    return "".join((fold(letter.casefold()) or letter)[:1] for letter in text)


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    data = _data()[language]
    bounds = {
        kind: "|".join(
            re.escape(" ".join(re.findall(r"[\w']+", _folded(phrase)))) for phrase in data[kind]
        )
        for kind in ("more", "less")
    }
    return {
        "not": _any_of(data["not"]),
        "only": _any_of(data["only"]),
        "more": re.compile(rf"(?:^|\s)(?:{bounds['more']})$"),
        "less": re.compile(rf"(?:^|\s)(?:{bounds['less']})$"),
    }


@cache
def _amounts(language: str) -> dict[str, re.Pattern[str]]:
    return {kind: _any_of(words) for kind, words in _data()[language]["amounts"].items()}


@cache
def _relating(language: str) -> dict[Relation, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return, for each relation, what finds its words before a date and those after one.

    Between them and the date there may be articles and parts of time: "by the end of 2024". No
    other words, be they as short: "by the EU in 2024".
    """
    articles, parts = (
        "|".join(word.casefold() for word in _data()["mul"][key]) for key in ("the", "period")
    )
    # A day stands there where its month is in a form that is not known.
    day = r"\d{1,2}(?!\d)\.?\w{0,2}(?:\s[^\W\d_]+)?"
    between = rf"(?:[\s'-]+(?:(?:{articles})\b|(?:{parts})\w*\.?|{day})){{0,4}}[\s'-]*$"
    found = {}
    for kind in _RELATIONS:
        words = [word.casefold() for word in _data()[language][kind]]
        first = "|".join(re.escape(word) for word in words if word[0] != "*") or r"(?!)"
        last = "|".join(re.escape(word[2:]) for word in words if word[0] == "*") or r"(?!)"
        found[kind] = (
            re.compile(rf"(?<!\w)(?:{first})\b{between}"),
            re.compile(rf"(?:-\w{{1,3}})?\W{{1,2}}(?:{last})\b"),
        )
    return found


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(_regex(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def _regex(word: str) -> str:
    return r"\w*".join(re.escape(_folded(part)) for part in word.split("*"))


@cache
def _cardinals(language: str) -> dict[str, int]:
    return {fold(word.casefold()): value for word, value in _data()[language]["cardinals"].items()}


@cache
def _ordinals(language: str) -> dict[str, int]:
    return {fold(word.casefold()): value for word, value in _data()[language]["ordinals"].items()}


@cache
def _one() -> frozenset[str]:
    """Return the words for one in all languages; only parts of numbers, they are articles too."""
    return frozenset(_data()["mul"]["one"])


@cache
def _longest_first(language: str) -> list[str]:
    joiners = {fold(word) for word in _data()[language]["and"]}
    return sorted({*_cardinals(language), *joiners, *_one()}, key=len, reverse=True)


@cache
def _data() -> dict[str, Any]:
    text = files("assistant").joinpath("facts.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
