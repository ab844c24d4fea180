"""Reads numbers, in figures and in words, with their units and whether they are bounds. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.wording.facts.enumeration import conjunctions
from assistant.wording.facts.lexicon import blanked, words
from assistant.wording.facts.numerals import LARGE, cardinal, combined, ordinal, scale
from vectorstore.terms import folded

Unit = Literal["", "%", "EUR", "USD", "GBP", "ordinal"]
Bound = Literal["", "more", "less"]

_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?![\d])"
)
_ORDINAL_END = re.compile(
    r"(?:st|nd|rd|th|n?de|e|er|ère|ème|re|ste|[οό]ς|ου|[οό]|[ηή]ς?|ú)\b|\.?[oºª]"
)
_OWN_ORDINAL_ENDS = {
    "bg": re.compile(r"-[врмт]?(?:и(?:я|ят|те)?|[ао](?:та|то)?)\b"),
    "es": re.compile(r"[ao]\b"),
    "it": re.compile(r"[ao]\b"),
    "lt": re.compile(r"-(?:[aoeė]?j[aiąou]|[aiąo]s(?:is)?|t[aoą]s?)\b"),
    "pt": re.compile(r"[ao]\b"),
    "ro": re.compile(r"-(?:a|lea)\b"),
    "sv": re.compile(r":[ae]\b"),
}
_ORDINAL_STOP = re.compile(r"\.(?=\s[^\W\d_])")
_WITH_STOP = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "pl", "sk", "sl"})
"""Languages in which a full stop makes a number an ordinal; elsewhere it ends a sentence."""
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
MONEY: frozenset[Unit] = frozenset(_MONEY)
"""The units of amounts of money."""
MEASURED: frozenset[Unit] = frozenset({*MONEY, "%"})
"""The units of what is measured and not counted."""
_GAP = r"[\s\u00a0\u202f]*(?:d['’]|de |di |of )?"
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


def clash(numbers: Sequence[Number], others: Sequence[Number]) -> bool:
    """Tell whether both sides have numbers, and none in common."""
    return bool(numbers and others) and not any(
        one.equals(other) for one in numbers for other in others
    )


def numbers_in(text: str, language: str) -> list[Number]:
    """Return the numbers of a text in a known language, in its order."""
    numbers = (*_in_figures(text, language), *_in_words(text, language))
    return sorted(numbers, key=lambda number: number.start)


def _in_figures(text: str, language: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(text):
        rest = text[match.end() :]
        values = _readings(match[0])
        word = re.match(rf"{_GAP}([^\W\d_]+)", rest)
        factor = scale(word[1], language) if word else 0
        if word and factor:
            values, rest = {value * factor for value in values}, rest[word.end() :].lstrip(".")
        own = _OWN_ORDINAL_ENDS.get(language)
        ends_as_one = (
            _ORDINAL_END.match(rest)
            or (own and own.match(rest))
            or (language in _WITH_STOP and _ORDINAL_STOP.match(rest))
        )
        is_ordinal = bool(ends_as_one) and max(values) < 100
        unit = "ordinal" if is_ordinal else _unit(text[: match.start()], rest)
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
    shares = [match.span() for match in _SHARE_IN_WORDS.finditer(text)]
    written = list(_WORD.finditer(blanked(text, shares)))
    for place, word in enumerate(written):
        value = cardinal(word[0], language)
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
        if value and not (not held and value >= LARGE and follows_figures):
            held.append((value, word))
        elif held and not (_is_and(word[0], language) and _next_spelled(written, place, language)):
            yield _number(held, text, language)
            held = []
        rank = ordinal(word[0], language)
        if rank:
            yield Number(frozenset({float(rank)}), "ordinal", "", word.start())
    if held:
        yield _number(held, text, language)


def _next_spelled(written: list[re.Match[str]], place: int, language: str) -> bool:
    return place + 1 < len(written) and bool(cardinal(written[place + 1][0], language))


def _is_and(word: str, language: str) -> bool:
    return word.casefold() in conjunctions(language)


def _goes_on(between: str, before: int, value: int, language: str) -> bool:
    """Tell whether a number word belongs to the one before: "twenty-one", not "two or three"."""
    between = between.strip()
    larger = value >= 100 and not between
    joined = between in ("", "-", "‑") or _is_and(between, language)
    return larger or (joined and (before >= 20 or between == "-"))


def _number(held: list[tuple[int, re.Match[str]]], text: str, language: str) -> Number:
    start, end = held[0][1].start(), held[-1][1].end()
    value = combined([value for value, _ in held])
    unit = _unit(text[:start], text[end:])
    return Number(frozenset({float(value)}), unit, _bound(text, start, language), start)


def _bound(text: str, start: int, language: str) -> Bound:
    """Return what stands right before a number and says that it is not the number itself."""
    before = " ".join(re.findall(r"[\w']+", folded(text[max(0, start - 40) : start]))[-_JOINED:])
    before = re.sub(r"(?:\s(?:eur|usd|gbp))$", "", before)
    if _bounding("more", language).search(before):
        return "more"
    return "less" if _bounding("less", language).search(before) else ""


@cache
def _bounding(kind: Literal["more", "less"], language: str) -> re.Pattern[str]:
    phrases = "|".join(
        re.escape(" ".join(re.findall(r"[\w']+", folded(phrase))))
        for phrase in words(language)[kind]
    )
    return re.compile(rf"(?:^|\s)(?:{phrases})$")
