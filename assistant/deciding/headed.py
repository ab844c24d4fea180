"""Finds what stands under the heading that a question asks for. Pure.

"What does article 7 say?": no sentence of an article says that it is that article's; its heading
does. The word before the number is held against the heading's, so that no list of such words is
needed in any language. "What are the action points of the sixth meeting?": none of them says what
it is, either. Where a question has all words of a heading, its other words have to tell which
document is meant.
"""

import re
from collections.abc import Sequence, Set

from assistant.deciding.enumerated import announced, counted_out
from assistant.deciding.naming import Holds
from assistant.deciding.occasions import held_when_or_where
from assistant.deciding.often_asked import asked_alike, asked_further
from assistant.deciding.sections import in_section
from assistant.deciding.spoken import spoken
from assistant.understanding.phrases.asking import (
    CERTAIN,
    Wanted,
    has_question_word,
    said_beside,
    wanted,
    without_opening,
)
from assistant.understanding.phrases.persons import without_persons
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.held import held_by
from assistant.wording.names import plain_form
from assistant.wording.subject import named_besides
from ingest.readers.recitals import RECITAL
from vectorstore.findings import AnyCandidate, Candidate
from vectorstore.passages import context
from vectorstore.points import is_listed
from vectorstore.terms import WORD, terms, terms_of, words_by_term

_CLOSER: frozenset[Wanted] = CERTAIN - {"person"}
"""If one of these is asked for, one thing under a heading is wanted, and not all of it."""
_ASKING: frozenset[Wanted] = frozenset({"overview", "all", "person"})
"""If one of these is asked for, all under a heading may be wanted. The words that ask for it are no
words of the heading."""
_OWN_NUMBER = re.compile(r"^\W*\d{1,3}(?:\.\d{1,3})*[.)]?\s")
"""The number before a heading."""
_OWN_LABEL = re.compile(r"^\W*([^\W\d_]{3,})\s+(?:\d{1,3}[a-z]?|[IVX]{1,4}|[A-H])\s*[.:–—-]\s+")
"""What calls and numbers a part in its heading: "Article 4 – "."""
_NUMBERED = re.compile(
    r"\W*([^\W\d_]{3,}\.?)\s+(\d{1,3}[a-z]?)(?:\.?[ºª°]|\b)(?!\.\d)", re.IGNORECASE
)
_ACT = re.compile(
    r"(?:[^\W\d_]+\s+)?(?:\([^\W\d_]{2,8}\)\s+)?(?:n[^\W\d_]{0,2}[.º°]?\s+)?\d+(?:/\d+)+"
    r"(?:/[^\W\d_]{2,8})?",
    re.IGNORECASE,
)
"""The number of an act, and what it is: "Regulation (EU) 2021/784", "Richtlinie Nr. 2011/93/EU"."""
_RECITAL_BEGINS = re.compile(r"\((\d{1,3})\)\s")
_LONG, _ENDING = 6, 2
"""From how many letters on two words may be one although so many letters at their ends differ, by a
case or a language: "článku 7" is "Článek 7", and "Artikel 7" is "Article 7"."""
_SAID_ALONG = 1
"""How many further telling words the question may have: "say" is one in some languages."""


def under_heading(
    question: str, language: str, found: Sequence[AnyCandidate], asking: str = ""
) -> list[AnyCandidate]:
    """Return what stands under the heading that a question asks for: by its number, by its words,
    or by what such sections are called; or the heading itself, if it tells when or where the one of
    several meetings was that is asked for. Nothing if the question asks for something more precise,
    or names no heading. No more than its end may be what somebody is `asking`."""
    found = [one for one in found if not _heads_itself(one)]
    question = without_opening(question, language)
    asking = without_opening(asking, language)
    now = asking if question.endswith(asking) else question
    if there := list(filter(asked_alike(question, language, found, now), found)):
        return there
    if there := asked_further(question, language, found, now):
        return there
    if not wanted(question, language) & _CLOSER and not facts(question, language).dates:
        numbered = _numbered(question, language)
        holds = numbered or _worded(question, language)
        there = list(filter(holds, found)) if holds else []
        if there and (numbered or not _are_alike(there)):
            return there
    ways = (in_section, held_when_or_where, spoken, announced, counted_out)
    return next(filter(None, (told(question, language, found) for told in ways)), [])


def _heads_itself(one: Candidate) -> bool:
    """Tell whether a sentence is but the heading of its paragraph: "Decisions."."""
    own = one.wording.removesuffix(".")
    return own != one.wording and own in one.hit.passage.headings[-1:]


def lacks_part(question: str, language: str, one: Candidate) -> bool:
    """Tell whether a question asks what a part with a number says ("article 7"), and a sentence
    neither names that part nor stands under it."""
    question = without_opening(question, language)
    part = _part_asked_for(question, language)
    if part is None or wanted(question, language) & _CLOSER:
        return False
    named = _NUMBERED.finditer("\n".join([*one.hit.passage.headings, one.wording]))
    return not any(_is_same_part(part, each) for each in named)


def _part_asked_for(question: str, language: str) -> re.Match[str] | None:
    """Return the one part that a question asks for by its number, as a word and that; None if it
    asks for none. The number of an act is none of a part."""
    found = list(_NUMBERED.finditer(_ACT.sub(" ", question)))
    if len(found) != 1 or "person" in wanted(question, language):
        return None
    return found[0] if terms(found[0][1], language) else None


def _is_same_part(part: re.Match[str], other: re.Match[str]) -> bool:
    return _is_one(part[1], other[1]) and part[2].lower() == other[2].lower()


def _numbered(question: str, language: str) -> Holds | None:
    """Return a test for whether a sentence stands in the part that a question asks for by its
    number ("article 7"); None if it asks for none. What else it says names the document, by the
    number of an act or by words of its title or first heading."""
    codes = facts(question, language).codes
    part = _part_asked_for(question, language)
    if part is None:
        return None
    plain = _ACT.sub(" ", question)
    named = [one.word for one in named_besides(plain, language) if one.word not in part[0]]
    called = RECITAL.get(language, "")
    is_recital = _is_one(part[1], called.rpartition(" ")[2])
    said = f"{called if is_recital else ''} {part[0]}"
    numbered = terms_of([said, *named], language)
    along = [
        word
        for word in WORD.findall(plain)
        if (stems := set(terms(word, language))) and not stems <= numbered
    ]
    most = _SAID_ALONG if has_question_word(question, language) else 0  # else it checks something

    def is_of(one: Candidate) -> bool:
        top = "\n".join([one.hit.document.title, *one.hit.passage.headings[:1]])
        titled = held_by(top, one.language)
        besides = [word for word in along if not titled.holds_in(question, word, language)]
        return (
            len(besides) <= most
            and codes <= facts(top, one.language).codes
            and all(titled.holds_in(question, name, language) for name in named)
        )

    def stands_there(one: Candidate) -> bool:
        heads = filter(None, map(_NUMBERED.match, one.hit.passage.headings))
        is_there = any(_is_same_part(part, head) for head in heads) or _is_item(part, one)
        return (is_there or (is_recital and part[2] == _recital(one))) and is_of(one)

    return stands_there


def _is_item(part: re.Match[str], one: Candidate) -> bool:
    """Tell whether a sentence stands in a line that begins with a part's name ("Finding 2."), or
    with its number in a list under a heading that says what each item of it is."""
    line = _line(one)
    if label := _NUMBERED.match(line):
        return line[label.end() : label.end() + 1] in (".", ":") and _is_same_part(part, label)
    *_, heading = one.hit.passage.headings or ("",)
    number = _OWN_NUMBER.match(line)
    return (
        number is not None
        and number[0].strip(" .)") == part[2]
        and not _NUMBERED.match(heading)
        and any(_is_one(part[1], word) for word in WORD.findall(heading))
    )


def _line(one: Candidate) -> str:
    """Return the line that a sentence stands in, up to its end."""
    passage = one.hit.passage
    return passage.between(passage.start, one.sentence.end).rpartition("\n")[2]


def _recital(one: Candidate) -> str:
    """Return the number of the recital that a sentence stands in; empty if it stands in none, as
    what stands under the heading of an article."""
    passage = one.hit.passage
    if any(map(_NUMBERED.match, passage.headings)):
        return ""
    begins = _RECITAL_BEGINS.match(_line(one))
    return begins[1] if begins else ""


def _worded(question: str, language: str) -> Holds | None:
    """Return a test for whether a sentence stands under a heading all of whose words the question
    has.

    The question's other words have to tell which document is meant, by an ordinal ("of the sixth
    meeting") or by names, beside which others may stand. A heading of one word counts only if an
    overview, all of something, or people are asked for: else it is too likely to be there by
    chance.
    """
    kinds = wanted(question, language)
    if facts(question, language).denied:
        return None
    said = words_by_term(question, language)
    asking_of = said.keys() & said_beside(_ASKING & kinds, question, language)
    telling = without_persons(asking_of, language)  # "our" lines to take
    counted = ordinals_asked_for(question, language)
    names = {name.word for name in named_besides(question, language)}

    def stands_there(one: Candidate) -> bool:
        *above, heading = one.hit.passage.headings or ("",)
        own = set(terms(_OWN_NUMBER.sub("", heading), language))
        if not own <= said.keys():
            own = set(terms(_unlabelled(heading, said.keys(), language), language))
        # "Main points", "Background" also ask for an overview.
        having = said.keys() if len(own) > 1 or names else telling
        if one.language != language or not own or not own <= having:
            return False
        if len(own) == 1 and not kinds & _ASKING:
            return False
        if any(map(str.isdecimal, own)) or ("person" in kinds and not is_listed(one.wording)):
            return False
        around = context(one.hit.document, tuple(above))
        numbers = facts(around, language).ordinals
        if not all(any(each.equals(number) for number in numbers) for each in counted):
            return False
        held = held_by(around, language)
        rest = [said[stem] for stem in telling - own]
        is_meant = counted or len(own) > 1 or not names.isdisjoint(rest)
        return all(
            ordinals_asked_for(word, language)
            or (is_meant and held.holds_in(question, word, language))
            for word in rest
        )

    return stands_there


def _unlabelled(heading: str, said: Set[str], language: str) -> str:
    """Return what a heading says of a part that it calls and numbers ("Article 4 – Deliverables");
    empty if it calls none, or a question names what it calls it: that of group A is not B's."""
    found = _OWN_LABEL.match(heading)
    is_named = found is None or not said.isdisjoint(terms(found[1], language))
    return "" if found is None or is_named else heading[found.end() :]


def _are_alike(there: Sequence[Candidate]) -> bool:
    """Tell whether several parts that are called and numbered say the same of themselves: "Group A
    – Members" and "Group B – Members"."""
    heads = {(one.hit.document.id, one.hit.passage.headings[-1]) for one in there}
    return len(heads) > 1 and all(_OWN_LABEL.match(heading) for _, heading in heads)


def _is_one(word: str, other: str) -> bool:
    """Tell whether two words are one, but for their ends, or one is short for the other."""
    one, another = (plain_form(each.rstrip(".")) for each in (word, other))
    if word.endswith(".") or other.endswith("."):
        return another.startswith(one) or one.startswith(another)
    shorter = min(len(one), len(another))
    least = shorter - _ENDING if shorter >= _LONG else max(len(one), len(another))
    return one[:least] == another[:least] and abs(len(one) - len(another)) <= _ENDING
