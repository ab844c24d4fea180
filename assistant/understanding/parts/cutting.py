"""Cuts a message where a further question begins. Pure functions."""

import re
from functools import cache

from assistant.understanding.phrases.asking import CERTAIN, Wanted, has_question_word, wanted
from assistant.understanding.phrases.patterns import question_words
from assistant.understanding.phrases.verbs import only_names
from assistant.wording.facts.enumeration import ands
from vectorstore.terms import terms

_TELLING = 2
"""So many telling words, after a word that asks, ask something: "how many reports" does not yet."""

_NO_PRONOUN: frozenset[Wanted] = frozenset({"time", "amount", "reason"})
"""No relative pronoun asks for one of these."""

_ENOUGH = 3
"""So many telling words of a question say what it asks, whatever it begins with."""

_LONGEST_NOUN = 6
"""So many words at most name something that is asked for."""

_MARKS = {"el": ";"}
"""What ends a question, where that is no question mark."""

_LEAD_END = re.compile(r"[.:!]\s+")


def in_turn(question: str, language: str) -> tuple[str, list[str]]:
    """Return what leads in to a question, and what it asks one after the other."""
    lead, rest = _led_in(question, language)
    found = [rest]
    comma = r"|,\s+" if _commas_part(rest, language) else ""
    cuts = rf"[?;]\s*(?=[\w¿])|,?\s+(?:{ands(language)}|&)\s+|\s*\n\s*{comma}"
    for cut in re.finditer(cuts, question, re.IGNORECASE):
        if cut.start() < len(lead):
            continue
        after = question[cut.end() :]
        before = found[-1].removesuffix(question[cut.start() :])
        further = _further(before, after, cut[0], language, is_first=len(found) == 1)
        if further := further or _whole(before, after, cut[0], language):
            found[-1:] = [before, further]
    return lead, found


def _further(before: str, after: str, cut: str, language: str, *, is_first: bool) -> str:
    """Return the question that begins with what follows a cut, if it has a word that asks, as what
    stands before has. That must ask by itself if it `is_first`, or joined by a word."""
    beginning = _beginning(language)
    first, second = beginning.match(before), beginning.match(after)
    if is_first and second and not first:
        first = _framed(language).match(before)
        # "Compare what was agreed in 2015 and what was agreed in 2024" asks one thing.
        first = first if first and first["asks"].lower() != second["asks"].lower() else None
    is_joined = "&" in cut or any(letter.isalpha() for letter in cut)
    if is_first and is_joined and second and _is_noun(before, language):
        return second["wording"] if len(terms(after, language)) >= _TELLING else ""
    if not (first and second):
        return ""
    least = _TELLING if is_joined or "," not in cut else 1  # a comma parts only where all ask
    asks = (
        "\n" in cut
        or not (is_first or is_joined)
        or _asks_alone(before[first.end("asks") :], second["asks"], language, least)
        or (not is_first and _is_bare(before, second["wording"], language))
    )
    return second["wording"] if asks else ""


def _is_noun(before: str, language: str) -> bool:
    """Tell whether what stands before a question asks without a word for it, by what it names in
    few words: "maximum grant for topic 2"."""
    is_short = len(before.split()) <= _LONGEST_NOUN and not re.search(r"[,;:.]", before)
    asks = has_question_word(before, language) or not only_names(before, language)
    return is_short and not asks and len(terms(before, language)) >= _TELLING


def _whole(before: str, after: str, cut: str, language: str) -> str:
    """Return what follows a question mark, if it is a question, as what stands before is, which say
    both enough by themselves, and either has a word that asks: "Who chairs the Forum's meetings? Is
    Meta a member of the Forum?"."""
    mark = _MARKS.get(language, "?")
    asked, end, _ = after.partition(mark)
    if mark not in cut or not end or not has_question_word(f"{before} {asked}", language):
        return ""
    return after if all(len(terms(one, language)) >= _ENOUGH for one in (before, asked)) else ""


def _asks_alone(rest: str, word: str, language: str, least: int) -> bool:
    """Tell whether what follows a word that asks makes a question with it, with so many telling
    words at `least`; `word` is what the next part asks with."""
    relative = re.search(rf"\b{re.escape(word)}\b", rest, re.IGNORECASE)
    return relative is None and len(terms(rest, language)) >= least


def _is_bare(before: str, after: str, language: str) -> bool:
    """Tell whether of two further things neither says more than what is asked for, and no sentence
    tells both: "since when and with what budget"."""
    kinds = wanted(before, language) | wanted(after, language)
    few = len(terms(before, language)) + len(terms(after, language)) <= _TELLING
    return few and bool(kinds & CERTAIN - {"time", "place"})


def _commas_part(question: str, language: str) -> bool:
    """Tell whether what stands between the commas of a question asks, each by itself, and at least
    one after the first for what no relative pronoun does: "when was it founded, who leads it, how
    big is it", but not "when did they meet those firms, which had left"."""
    first, *others = re.split(r",\s+", question)
    return (
        _framed(language).match(first) is not None
        and all(map(_beginning(language).match, others))
        and any(wanted(one, language) & _NO_PRONOUN for one in others)
    )


def _led_in(question: str, language: str) -> tuple[str, str]:
    """Return what leads in to a question, and the question from its first word that asks on."""
    ends = (end.end() for end in _LEAD_END.finditer(question))
    start = next((end for end in ends if _beginning(language).match(question[end:])), 0)
    return question[:start], question[start:]


@cache
def _beginning(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:(?:{ands(language)})\s+)?(?P<wording>(?:\w{{1,6}}\s+)?(?P<asks>{question_words(language)})\b.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _framed(language: str) -> re.Pattern[str]:
    """Return what matches up to the first word that asks: "Could you tell me when"."""
    return re.compile(rf".*?\b(?P<asks>{question_words(language)})\b", re.IGNORECASE | re.DOTALL)
