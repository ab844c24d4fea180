"""Tells whether a text holds personal data that is refused at the door. Pure functions.

Some numbers speak for themselves: their check digits are right, or a country would dial them, and
they are written as only such numbers are. Others are plain digits, as an amount or the number of a
document can be: they count only beside words that say what they are, the cues.

personal_data.json holds the cues for an "identity" number and for a "phone" number, in all the
official EU languages together, and the words for "number" that may follow them. `*` is any ending,
`_` a gap; what is written in capitals is found in capitals only.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Literal

from vectorstore.data import read_data

FEWEST_DIGITS = 5
"""No number that is looked for has fewer."""

NEAR, CLOSE = 25, 5
"""The most characters between a cue and a number; and if the number could be an amount."""

Span = tuple[int, int]
Kind = Literal["identity", "phone"]
"""What a number may be that counts beside cues only."""


def personal_data(text: str) -> tuple[str, ...]:
    """Return the kinds of personal data in a text: of `iban`, `card`, `identity` and `phone`.

    `identity` is a number by which a member state of the Union, or a document that it issues, knows
    a person. The data itself is never returned. The first text with a number loads libraries, which
    takes some 0.1 s.
    """
    text = _plain(text)
    if _digits(text) < FEWEST_DIGITS:
        return ()
    text = _CATALOGUED.sub("\n", text)
    kinds = []
    for kind, find in _FINDERS.items():
        spans = list(find(text))
        if spans:
            kinds.append(kind)
        for start, end in spans:  # so that the digits of an IBAN are no phone number as well
            text = text[:start] + "\n" * (end - start) + text[end:]
    return tuple(kinds)


def _plain(text: str) -> str:
    """Return a text with plain digits, dashes and spaces, and without accents."""
    return text if text.isascii() else "".join(map(_plain_character, text))


@lru_cache(4096)
def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if character.isascii() or category == "No":  # a raised number is the mark of a footnote
        return character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if category == "Zs":
        return " "
    if character == "\N{MIDDLE DOT}":
        return "."
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if unicodedata.category(part) not in {"Cf", "Mn", "Me"})


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


# What stands around a number that is no part of a longer one.
_BEGIN = r"(?<!\w)(?<!\d[.,'’])(?<!\w[-/])"
_END = r"(?!\w)(?![-/.,]\d)"

_CATALOGUED = re.compile(
    r"""
    (?<!\S)\S*(?:://|@|www\.|[a-z]\.[a-z]{2,9}/)\S*                          # addresses
    | \b(?:isbn|issn|ean|doi|celex|ecli|orcid)(?:-1[03])?\W{0,3}[\dx](?:[ -]?[\dx])*
    | \b[1-9]\d{4}[a-z]{1,2}\d{4}\b                                          # CELEX numbers
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Addresses, and numbers of publications."""


# Bank accounts and cards

_IBAN = re.compile(rf"{_BEGIN}(?=([a-z]{{2}}\d\d[a-z\d -]{{11,40}}))", re.IGNORECASE)


def _ibans(text: str) -> Iterator[Span]:
    from stdnum import iban

    for found in _IBAN.finditer(text):
        for word in re.finditer(r"[A-Za-z\d]+", found[1]):  # its check digits tell the last one
            if iban.is_valid(found[1][: word.end()]):
                yield found.start(), found.start() + word.end()
                break


_BREAK = "(?: ?[-.] ?| )"
_CARD = re.compile(
    rf"{_BEGIN}(?:\d{{4}}(?:{_BREAK}\d{{4}}){{3}}(?:{_BREAK}?\d{{1,3}})?"
    rf"|\d{{4}}{_BREAK}\d{{6}}{_BREAK}\d{{4,5}}|\d{{14,19}})(?!\w)"
)
_ISSUED = re.compile(
    r"""
    4\d{15}(?:\d{3})?                                                        # Visa
    | (?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}       # Mastercard
    | 3[47]\d{13}                                                            # American Express
    | 3(?:0[0-5]|[689]\d)\d{11,16}                                           # Diners Club
    | 35(?:2[89]|[3-8]\d)\d{12,15}                                           # JCB
    | (?:5[0678]|6\d)\d{14,17}                            # Maestro, Discover, UnionPay
    """,
    re.VERBOSE,
)


def _cards(text: str) -> Iterator[Span]:
    from stdnum import luhn

    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        without_code = digits if found[0].isdecimal() else digits[:16]  # "... 1111 123"
        if any(_ISSUED.fullmatch(it) and luhn.is_valid(it) for it in (digits, without_code)):
            yield found.span()


# Identity numbers

_FORMATS = {
    r"\d{4} (?:[0-2]\d|3[01])(?:0\d|1[0-5])\d\d": ("at.vnr",),
    r"\d\d-\d{3}/\d{4}": ("at.tin",),
    r"\d\d[. ]\d\d[. ]\d\d[-. ]\d{3}[-. ]\d\d": ("be.ssn",),
    r"\d{3}-\d{7}-\d\d": ("be.eid",),
    r"\d{6}/\d{3,4}": ("cz.rc",),
    r"\d{6}[-+]\d{4}": ("dk.cpr", "se.personnummer", "fi.hetu"),
    r"\d{8}[-+]\d{4}": ("se.personnummer",),
    r"\d{6}[-+A-FU-Y]\d{3}[\dA-Y]": ("fi.hetu",),
    r"\d{6}-\d{5}": ("lv.pvn",),
    r"[1-478][ .]?\d\d[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?\d[\dAB](?:[ .]?\d{3}){2}[ .]?\d\d": (
        "fr.nir",
    ),
    r"\d{7}[A-W][A-IWTX]?": ("ie.pps",),
    r"[A-Z]{3} ?[A-Z]{3} ?[\dL-V]{2}[A-T][\dL-V]{2} ?[A-Z][\dL-V]{3}[A-Z]": ("it.codicefiscale",),
    r"\d{3}-\d{3}-\d\d-\d\d|\d{3}-\d\d-\d\d-\d{3}": ("pl.nip",),
    r"\d{8} ?\d ?[A-Z]{2}\d": ("pt.cc",),
    r"\d\d\.?\d{3}\.?\d{3}-?[A-Z]": ("es.dni",),
    r"[XYZ]-?\d{7}-?[A-Z]": ("es.nie",),
}
"""How the national numbers are written that need no cue, and who checks their digits."""

_CHECKS = tuple(_FORMATS.values())
_FORMATTED = re.compile(
    rf"{_BEGIN}(?=[A-Z -]{{0,8}}\d)(?:{'|'.join(f'({each})' for each in _FORMATS)}){_END}",
    re.IGNORECASE,
)

_GROUP = r"(?=\w*\d)\w++"
_GROUPS = re.compile(rf"{_BEGIN}{_GROUP}(?:[ ./-](?:[A-Z] )?{_GROUP})*+")


def _identities(text: str) -> Iterator[Span]:
    for found in _FORMATTED.finditer(text):
        number = found[0].replace(".", "")
        checks = _CHECKS[(found.lastindex or 0) - 1]
        if any(import_module(f"stdnum.{check}").is_valid(number) for check in checks):
            yield found.span()
    for found in _GROUPS.finditer(text):
        if _fewest(found) <= _digits(found[0]) <= 15 and _said_to_be("identity", found):
            yield found.span()


def _fewest(found: re.Match[str]) -> int:
    """Return how many digits an identity number has at least that is written like this one."""
    if found[0].isdecimal():
        series = re.search(r"\b[A-ZΑ-ΩА-Я]{1,3} $", found.string[: found.start()])
        return 6 if series else 7
    return FEWEST_DIGITS if found[0].isalnum() else 8


# Phone numbers

_STATES = "DE FR IT ES PL RO NL BE SE CZ GR PT HU AT BG DK FI SK IE HR LT SI LV EE CY LU MT"
_ABROAD = re.compile(r"(?<![\w)])(?<!\d[ .,:])(?<!\w[-/])00(?= ?[1-9])")
_NATIONAL = re.compile(
    rf"{_BEGIN}(?<!\))(?:\(\d[\d -]{{1,4}}\) ?)?+\d++(?:(?: - |/)\d++)?+(?:[ .-]\d++)*+"
    r"(?!\w)(?!-\d)"
)


def _phones(text: str) -> Iterator[Span]:
    text = _ABROAD.sub(" +", text)
    if "+" in text:
        yield from _international(text)
    for found in _NATIONAL.finditer(text):
        leniency = _leniency(found) if 7 <= _digits(found[0]) <= 12 else None
        if leniency is not None and _dialled(found[0], leniency):
            yield found.span()


def _international(text: str) -> Iterator[Span]:
    from phonenumbers import Leniency, PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, None, Leniency.POSSIBLE):
        country = str(match.number.country_code)
        first, *others = re.findall(r"\d+", match.raw_string)
        rise = len(others) > 1 and all(len(group) == 3 for group in others)  # by +12 345 678 901
        if first == country or (len(first) > len(country) and not rise):
            yield match.start, match.end


def _leniency(found: re.Match[str]) -> int | None:
    """Return how freely a number may be grouped to be a phone number, or None if it is none.

    With a cue, or with the 0 that begins a national call, as people please; else as its country
    writes it.
    """
    from phonenumbers import Leniency

    number = found[0]
    if _said_to_be("phone", found):
        return Leniency.VALID
    if _digits(number) < 9 or _public(found):
        return None
    if re.match(r"\(?0-?[1-9]", number):
        return Leniency.VALID
    if re.match(r"\d{3}[ -]", number) and not _AMOUNT.fullmatch(number):
        return Leniency.EXACT_GROUPING
    return None


def _dialled(number: str, leniency: int) -> bool:
    """Tell whether the whole of a number can be dialled in a member state."""
    from phonenumbers import PhoneNumberMatcher

    return any(
        _digits(match.raw_string) == _digits(number)
        for state in _STATES.split()
        for match in PhoneNumberMatcher(number, state, leniency)
    )


# What a number is said to be, and what speaks against it

_AMOUNT = re.compile(r"\d{1,3}([ .])\d{3}(?:\1\d{3})*|\d{7}|\d+000")
_MOMENT = r"(?:[0-3]?\d[./][0-3]?\d(?:[./]\d\d)?|[0-2]?\d\.[0-5]\d)"
_DATED = re.compile(
    r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)"  # laws and files, too, are numbered by the year
    rf"|^{_MOMENT}(?:(?: - |[ -]){_MOMENT})*$|^(?:19|20)\d\d[01]\d[0-3]\d$"
    r"|^[1-9]\d?/\d{1,5}$"  # papers of a parliament
    r"|^\d{5}-\d{4}$"  # American postcodes
)
_FILED = re.compile(
    r"\b(?:case|file|(?<!identity )document|dokument|documento|doc|dossier|ref\w*|ticket"
    r"|aktenzeichen|project|grant|post|video)\W{1,3}(?:(?:no|nr|id|number)\W{1,3}){0,2}$",
    re.IGNORECASE,
)


def _public(found: re.Match[str]) -> bool:
    """Tell whether a number is a date, or that of a law or a file."""
    before = found.string[max(0, found.start() - NEAR) : found.start()]
    return bool(_DATED.search(found[0]) or _FILED.search(before))


def _said_to_be(kind: Kind, found: re.Match[str]) -> bool:
    """Tell whether a cue says what a number is that may be personal."""
    if _public(found):
        return False
    gap = _gap(_cues(kind), found)
    if gap is None or not _AMOUNT.fullmatch(found[0]):
        return gap is not None
    return gap <= CLOSE and not found[0].endswith("000")


def _gap(cues: re.Pattern[str], found: re.Match[str]) -> int | None:
    """Return how many characters a number stands behind a cue; NEAR, if the cue comes after it."""
    text, start, end = found.string, found.start(), found.end()
    before = [text[cue.end() : start] for cue in cues.finditer(text, max(0, start - 70), start)]
    if before and _together(before[-1]):
        return len(before[-1])
    after = cues.search(text, end, end + 70)
    return NEAR if after and _together(text[end : after.start()]) else None


def _together(gap: str) -> bool:
    return len(gap) <= NEAR and re.search(r"[\d\n!?;]|\. \w{4}", gap) is None


@cache
def _cues(kind: Kind) -> re.Pattern[str]:
    """Return a pattern of cues and of a word for "number" after them, whatever their case."""
    listed: dict[str, list[str]] = read_data(__package__, "personal_data.json")
    patterns = [
        f"(?-i:{word})" if word.isupper() else word.replace("*", r"\w*").replace("_", r"\W{1,3}")
        for word in map(_plain, listed[kind])
    ]
    numbers = "|".join(map(_plain, listed["number"]))
    return re.compile(
        rf"\b(?:{'|'.join(patterns)})(?!\w)(?:\W{{1,3}}(?:\w{{1,4}}\W{{1,3}})?(?:{numbers})(?!\w))?",
        re.IGNORECASE,
    )


_FINDERS = {"iban": _ibans, "card": _cards, "identity": _identities, "phone": _phones}
