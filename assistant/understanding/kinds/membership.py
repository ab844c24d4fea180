"""Reads questions on whether, or since when, somebody belongs to the Forum. Pure functions.

"Is TikTok a member?" is what staff ask most, and no sentence says it: documents say who joined, or
who was there. So it is read as whether they were among the members, which either answers, or as
when they joined; and only what tells of them does. membership.json holds, for each language, what
asks "who" belongs, "how" somebody joins, and who "may", what is said of one thing that "belongs" to
another, and the words ("of") before whose members they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assistant.understanding.phrases.asking import (
    BELONGING,
    Wanted,
    apart,
    has_question_word,
    says_who_belongs,
    wanted,
    without,
)
from assistant.understanding.phrases.verbs import only_names
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.facts.lexicon import says
from assistant.wording.held import held_by
from assistant.wording.names import names
from assistant.wording.places import places
from assistant.wording.subject import SUBJECT, names_the_forum, own_words
from vectorstore.data import read_data
from vectorstore.dictionaries import ALL_NOUNS, is_word
from vectorstore.findings import Candidate
from vectorstore.language import known
from vectorstore.splitting import split_sentences
from vectorstore.terms import WORD, terms

BELONGING_TO = f"What does the {SUBJECT} belong to?"
"""How it is read whether the Forum is a part of something: documents say of what it is one."""
_MOST_WORDS = 8
"""More are no list of who may belong to something."""
_LINKING = 4
"""Words of more letters say something ("Do others ...?")."""
_NAMED, _PRESUMED = SUBJECT, "network"
"""What somebody belongs to, where the question names the Forum and where it does not: what is meant
then is whatever the documents are about."""
_SPOKEN_OF: frozenset[Wanted] = frozenset({"opening", "back", "latest"})
"""Who asks whether "it" is one, or still is one, asks it of whom was spoken of."""
_OF_WHO_DOES: frozenset[Wanted] = frozenset({"time", "place", "amount", "reason", "latest"})
"""Who asks for one of these asks it of those who belong."""


class _Told(NamedTuple):
    """What a stretch of a question tells of: somebody, the Forum, or both, which first, whether it
    says anything else, and whether that stands between those whom it names."""

    who: str
    names_forum: bool
    forum_first: bool = False
    says_more: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether, or since when, some belong to the Forum: a question, and who they are, each in
    words."""

    wording: str
    members: tuple[tuple[str, ...], ...]
    language: str

    def tells_of_any(self, one: Candidate) -> bool:
        """Tell whether a sentence, its title or headings name one of them. What may be another word
        in its language ("Institut") is left out, beside what is not."""
        spoken = one.language
        held = held_by(one.in_context, spoken)

        def is_told_of(member: Sequence[str]) -> bool:
            lacking = [
                word for word in member if not held.holds_in(self.wording, word, self.language)
            ]
            if spoken == self.language:
                return not lacking
            translated = all(is_word(word, self.language) for word in lacking)
            told = any(self._tells(word) for word in member if word not in lacking)
            return translated and (told or not lacking)

        return any(map(is_told_of, self.members))

    def _tells(self, word: str) -> bool:
        """Tell whether a word tells who is meant: a place alone does not ("Bank of Ireland")."""
        return bool(terms(word, self.language)) and not places(word, self.language)


def membership(question: str, language: str, before: str = "") -> Membership | None:
    """Return of whom a question asks whether, or since when, they belong to the Forum; None if it
    asks anything else. "Is it still a member?" asks it of whom the question `before` asks it of."""
    kinds = wanted(question, language)
    told_by = [kind for kind in BELONGING if kind in kinds]
    if not told_by or ("time" not in kinds and has_question_word(question, language)):
        return None
    first = told_by[0]
    rest = _without_each(told_by[1:], question, language)
    stretches, when = apart(first, rest, language), _words_of("time", rest, language)
    told = _each_told(stretches, rest, language)
    if before and kinds & _SPOKEN_OF and _says_nothing_else(stretches, when):
        earlier = membership(before, language)
        if earlier is None:
            return None
        body = _NAMED if _NAMED in earlier.wording else _PRESUMED
        return _read(earlier.members, language, body, since_when="time" in kinds)
    (who, *others) = [one.who for one in told if one.who] or [""]
    if not who or {who, *others} != {who} or len(WORD.findall(who)) > _MOST_WORDS:
        return None
    if _is_reversed(told, first) or _asks_more(told, first):
        return None
    names_forum = any(one.names_forum for one in told)
    if (
        first == "membership"
        and not names_forum
        and (only_names(question, language) or _is_whose(stretches, told, language))
    ):
        return None  # "GIFCT members" are those of GIFCT, and so are "members of GIFCT"
    if len(split_sentences(who, language)) > 1:  # what stands over the question is nobody
        return None
    each = re.split(rf"\s*[,/]\s*|\s+(?:{ands_and_ors(language)})\s+", who, flags=re.IGNORECASE)
    members = tuple(tuple(WORD.findall(one)) for one in each if WORD.search(one))
    body = _NAMED if names_the_forum(question, language) else _PRESUMED
    return _read(members, language, body, who, since_when="time" in kinds)


def checks_to_what_it_belongs(question: str, language: str) -> bool:
    """Tell whether a question checks if the Forum is a part of something: "Is the Forum part of
    Europol?"."""
    kinds = wanted(question, language)
    if "membership" not in kinds or has_question_word(question, language):
        return False
    rest = _without_each((), question, language)
    told = _each_told(apart("membership", rest, language), rest, language)
    named = any(one.who for one in told) and any(one.names_forum for one in told)
    return named and _is_reversed(told, "membership")


def asks_how_to_belong(question: str, language: str) -> bool:
    """Tell whether a question asks how somebody comes to belong to something, or who may: "How can
    a company join?", "Who may take part in the Forum?". Who joined is no answer to that."""
    kinds = wanted(question, language)
    if kinds & _OF_WHO_DOES:
        return False
    is_of_members = says_who_belongs(question, language)
    words = [word.lower() for word in WORD.findall(question)]
    if any(
        word in _words("who", language) and then in _words("may", language)
        for word, then in pairwise(words)
    ):
        return is_of_members or names_the_forum(question, language)
    asks_how = not set(words).isdisjoint(_words("how", language))
    return is_of_members and asks_how and "person" not in kinds


def asks_who_belongs(question: str, language: str) -> bool:
    """Tell whether a question asks who belongs to the Forum or takes part in it, and not to whom
    that belongs."""
    first, *_ = WORD.findall(question) or [""]
    return (
        first.lower() in _words("who", language)
        and (says_who_belongs(question, language) or says("attending", question, language))
        and not says_to_whom_it_belongs(question, language)
    )


def says_to_whom_it_belongs(text: str, language: str) -> bool:
    """Tell whether a text is on what the Forum is a part of: "The Forum belongs to DG HOME"."""
    said = [*WORD.finditer(text)]
    belongs = (word for word in said if word[0].lower() in _words("belongs", language))
    return any(
        names_the_forum(text[: word.start()], language)
        and not names_the_forum(text[word.end() :], language)
        for word in belongs
    )


def _without_each(kinds: Sequence[Wanted], question: str, language: str) -> str:
    """Return a question without its words that ask for several kinds, or for the latest."""
    for kind in ("latest", *kinds):
        question = " ".join(apart(kind, question, language))
    return question


def _each_told(stretches: Sequence[str], rest: str, language: str) -> list[_Told]:
    """Return what each stretch tells of; what asks when, or says "then", in the rest of its
    question says nothing."""
    idle = _words_of("time", rest, language) | _words_of("back", rest, language)
    return [_told(one, language, idle, begins=place == 0) for place, one in enumerate(stretches)]


def _words(kind: str, language: str) -> list[str]:
    """Return a language's words in membership.json."""
    words: list[str] = read_data(__package__, "membership.json")[known(language)][kind]
    return words


def _read(
    members: tuple[tuple[str, ...], ...],
    language: str,
    body: str,
    who: str = "",
    *,
    since_when: bool,
) -> Membership:
    who = who or ", ".join(map(" ".join, members))
    if since_when:
        return Membership(f"When did {who} become a member of the {body}?", members, language)
    return Membership(f"Was {who} among the members of the {body}?", members, language)


def _words_of(kind: Wanted, text: str, language: str) -> frozenset[str]:
    """Return the words of a text that ask for a kind of thing."""
    return frozenset(WORD.findall(text)).difference(WORD.findall(without(kind, text, language)))


def _is_whose(stretches: Sequence[str], told: Sequence[_Told], language: str) -> bool:
    """Tell whether somebody is named only by whose members it is on: "the members of GIFCT"."""
    before, *after = zip(stretches, told, strict=True)
    named = [stretch for stretch, one in after if one.who]
    of = _words("of", language)
    return not before[1].who and any(WORD.findall(one)[0].lower() in of for one in named)


def _says_nothing_else(stretches: Sequence[str], idle: frozenset[str]) -> bool:
    said = {word for stretch in stretches for word in WORD.findall(stretch)} - idle
    return all(len(word) <= _LINKING and word.isalpha() for word in said)


def _is_reversed(told: Sequence[_Told], kind: Wanted) -> bool:
    """Tell whether a question is on what the Forum belongs to: "Does the Forum belong to DG
    CONNECT?". Who joins may be named after it."""
    first = next(one for one in told if one.who or one.names_forum)
    return first.names_forum and (not first.who or (first.forum_first and kind != "joining"))


def _asks_more(told: Sequence[_Told], kind: Wanted) -> bool:
    """Tell whether a question is on more than whether or when somebody came to belong to the Forum:
    on what else they joined, or on who made them join."""
    if any(one.says_more and not one.who and not one.names_forum for one in told):
        return True
    named = any(one.names_forum for one in told)
    more = any(one.is_apart or (one.says_more and not named) for one in told)
    return kind == "joining" and more


def _told(stretch: str, language: str, idle: frozenset[str], *, begins: bool) -> _Told:
    """Return whom a stretch of a question names besides the Forum, from the first name to the last;
    by capitals, or by words that no dictionary has. `idle` words say nothing; where the question
    `begins` a capital does not, either, unless nobody else is named: "Discord est-il membre ?"."""
    sure = {name.start for name in names(stretch, language) if name.sure}
    words = [
        word
        for word in WORD.finditer(stretch)
        if (len(word[0]) > 1 or word.start() in sure)
        and not word[0].isdecimal()
        and word[0] not in idle
        and terms(word[0], language)
    ]
    own = own_words(words, stretch, language)
    # What stands within the Forum's name belongs to it: "Forum UE do spraw Internetu".
    others = words[: own[0]] + words[own[-1] + 1 :] if own else words
    found = (
        [word for word in others if word.start() in sure]
        or [word for word in others if not is_word(word[0], language)]
        or [
            word
            for word in others
            if (word.start() or not begins or len(others) == 1) and _is_capital(word[0], language)
        ]
    )
    if not found:
        return _Told("", bool(own), says_more=bool(others))
    first, last = found[0].start(), found[-1].end()
    between = [word for word in others if first <= word.start() < last]
    return _Told(
        stretch[first:last],
        bool(own),
        bool(own) and words[own[0]].start() < first,
        says_more=len(others) > len(found),
        is_apart=len(between) > len(found),
    )


def _is_capital(word: str, language: str) -> bool:
    return language not in ALL_NOUNS and word != word.lower()
