"""Reads vague amounts: "most", "half", "dozens". Pure."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.wording.facts.lexicon import any_of, words
from assistant.wording.facts.numbers import Number, Unit

_VAGUE: dict[str, tuple[Unit, float, float]] = {
    "dozens": ("", 20, 200),
    "hundreds": ("", 200, 2000),
    "thousands": ("", 1000, 200_000),
    "most": ("%", 50.1, 100),
    "half": ("%", 45, 55),
    "all": ("%", 100, 100),
}
"""Which numbers a vague amount may stand for."""


def amounts_in(folded: str, language: str, numbers: Sequence[Number]) -> frozenset[str]:
    """Return the vague amounts of a folded text, given its numbers; "all 27" is no vague one."""
    counted = {number.start for number in numbers}
    return frozenset(
        kind
        for kind, pattern in _patterns(language).items()
        if any(match.end() + 1 not in counted for match in pattern.finditer(folded))
    )


def estimated(amount: str, amounts: frozenset[str], numbers: Sequence[Number]) -> bool:
    """Tell whether a text has a vague amount, or a number that it may stand for, given those that
    it has."""
    if amount in amounts or (amount == "all" and "each" in amounts):
        return True
    unit, least, most = _VAGUE[amount]
    return any(
        number.unit == unit and any(least <= value <= most for value in number.values)
        for number in numbers
    )


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {kind: any_of(listed) for kind, listed in words(language)["amounts"].items()}
