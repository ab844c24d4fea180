"""Takes apart a question that asks several things, without a model. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.conversation import Turn
from assistant.understanding.asking import (
    CERTAIN,
    Wanted,
    has_question_word,
    last_asking,
    wanted,
    without,
)
from assistant.understanding.comparing import told_apart
from assistant.understanding.cutting import in_turn
from assistant.understanding.ellipsis import stands_alone
from assistant.understanding.language import WORD
from assistant.understanding.listing import items
from assistant.understanding.membership import Membership
from assistant.understanding.named import has_pronoun, words_named
from assistant.understanding.nouns import asked_by_nouns
from assistant.understanding.restating import readings
from assistant.understanding.stating import held_to
from assistant.understanding.substituting import asks_the_same
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.facts.relations import meets_any
from assistant.wording.held import held_by
from assistant.wording.names import whole_names
from assistant.wording.subject import names_another, own_words
from vectorstore.dates import Date
from vectorstore.passages import Candidate
from vectorstore.terms import terms

MOST = 3
"""So many things are answered at a time."""

_BESIDE = 4
"""So many words at most stand between ordinals that are asked about alike."""

_MORE: frozenset[Wanted] = frozenset({"more", "opening", "back", "overview", "all"})
"""Who asks for more asks for nothing else than these."""
_SAID_ALONG = 4
"""So many words may stand around: "Can you ... about that?"."""

_ADDRESSED = "European Commission, European Parliament, Council, Court of Justice, Member States"
"""Who may be asked, and is no subject: "Can the Commission state (a) how much ...?"."""

_ORDINAL = re.compile(r"\d+\.|\w+")
_APART = re.compile(r"[?!;:]|\.(?=\s)")
_IN_BRACKETS = re.compile(r"(?:\s*\([^()]*\))?")

_YEAR_END = 12


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How what is asked follows up the answer before."""

    cited: str = ""
    """That answer, which has been told; all that were, if more is asked for."""
    anew: frozenset[str] = frozenset()
    """The words that name something new: a sentence of that answer may be quoted again if it has
    any of them."""
    leans_on: str = ""
    """That answer, if the question names nothing itself, and so is about the same as it."""
    dated_by: str = ""
    """That answer, if the question only asks when that was."""
    stays_with: str = ""
    """That answer, sure or not, if the question names nothing itself: it is on what that quotes,
    whatever kind of thing it asks for."""
    contrasted: frozenset[str] = frozenset()
    """The words that say of what else it asks what was asked before: "And right-wing?"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked: as the person put it, and as it may be read by itself."""

    wording: str
    readings: tuple[str, ...]
    """The ways to read it. The first has what it leaves unsaid; of a follow-up there are more, and
    what is near to all of them counts."""
    otherwise: str = ""
    """How else it may be meant, if the readings find no answer: on the part before it, without
    saying so ("and when was the new framework endorsed?")."""
    membership: Membership | None = None
    """Whose membership it checks, if it does."""
    instead: str = ""
    """What it asks, if its wording does not say that: for "And Amazon?" the question before, on
    Amazon, and for "Which was first?" when each of two things was."""
    is_more: bool = False
    """Whether it asks for nothing but more on what was just told."""
    is_ahead: bool = False
    """Whether it asks when something is that is still to come."""
    held_to: tuple[Date, ...] = ()
    """The times to which it holds several things that it asks for."""
    follow_up: FollowUp = FollowUp()

    @property
    def alone(self) -> str:
        """The question as it would be asked alone."""
        return self.readings[0]

    @property
    def asking(self) -> str:
        """The words that tell what kind of thing is asked for."""
        return self.instead or self.wording

    def may_be_told_by(self, one: Candidate, today: date) -> bool:
        """Tell whether a sentence may answer it.

        If a membership is checked, it has to speak of whom that is about; if things of some time
        are asked for, of that time; and if it is asked when something will be, not of what is over.
        """
        if self.membership and not self.membership.tells_of_any(one):
            return False
        if self.held_to and not _is_in_time(one, self.held_to):
            return False
        return not self.is_ahead or not _is_over(one, today)


def parts(
    question: str, language: str, history: Sequence[Turn] = (), topic: str = ""
) -> list[Part]:
    """Return the things that a question asks; `topic` is what was just spoken of.

    Each item of a list is one, or what it asks in turn. Else a further one begins after "and", a
    comma, or another question, with a word that asks. It is cut off only if what stands before it
    asks by itself ("When and where was it?" is one question), and not where the same word stands
    there inside, for then it is probably a relative pronoun ("which firms that left and that
    stayed"). What leads in to the first ("Two things on the protocol: ")
    leads in to all. "The third and the fourth meeting" are two things, and so are those of which
    somebody asks how they differ: what each is says that. So are those for which nouns ask ("the
    budget and the start date"). Who asks for more asks for the topic.
    """
    if topic and asks_for_more(question, language):
        return [Part(question, (readings(question, history)[0], topic), is_more=True)]
    if compared := told_apart(question, language):
        return [Part(one, (one,)) for one in compared]
    lead, found = "", _listed(question, language)
    listed = bool(found)
    if not listed:
        lead, found = in_turn(question, language)
    if len(found) < 2:
        each = (
            _of_each_ordinal(question, language)
            or asked_by_nouns(question, language, MOST, follows=bool(history))
            or [question]
        )
        return [_part(one, readings(one, history, topic), language) for one in each]
    said = [part.strip(" ¿?;,.\n") for part in found]
    # Of a list on several things, what names none of them is on the Forum.
    several = listed and sum(_names_subject(part, language) for part in said) > 1
    taken = []
    for place, part in enumerate(said):
        earlier = said[:place]
        turns = [*history, *(_before(one, part, language, listed=listed) for one in earlier)]
        is_own = listed and (
            _names_subject(part, language) or (several and not has_pronoun(part, language))
        )
        restated, *others = readings(part, [] if is_own else turns, topic)
        is_open = restated == part and not (is_own or whole_names(part, language))
        leans = bool(earlier) and is_open
        otherwise = f"{lead}{earlier[-1]}? {part}" if leans else ""
        read = tuple(lead + reading for reading in (restated, *others))
        taken.append(_part(part, read, language, otherwise))
    return taken


def _listed(question: str, language: str) -> list[str]:
    """Return the items of a list, each by what it asks in turn; what leads in to all is said with
    those that name nothing, if it names anything but whom is asked."""
    before, listed = items(question, language)
    said = before.rpartition("\n")[2]
    lead = f"{said} " if listed and _names_subject(said, language) else ""
    asked = []
    for item in listed:
        own, turns = in_turn(item, language)
        led = "" if own or _names_subject(item, language) else lead
        asked += [f"{own or led}{turn}" for turn in turns]
    return asked


def _names_subject(text: str, language: str) -> bool:
    """Tell whether a text names what it is on."""
    is_of_the_forum = own_words(list(WORD.finditer(text)), text, language)
    # What counts how often something was leaves open what: "When was it first used?".
    is_counted = facts(text, language).ordinals and not has_pronoun(text, language)
    return bool(is_of_the_forum or is_counted) or _names_others(text, language)


def _names_others(text: str, language: str) -> bool:
    """Tell whether a text surely names anything but those who may be asked."""
    return any(name.sure for name in held_by(_ADDRESSED, "en").lacks(text, language))


def _before(earlier: str, part: str, language: str, *, listed: bool) -> Turn:
    """Return what was asked before a part as a turn; of what names somebody only that, if both ask
    for the same kind of thing, or are items of a list: whatever answers it would seem to answer the
    part."""
    alike = wanted(earlier, language) & wanted(part, language) & CERTAIN
    named = words_named(earlier, language)
    on = " ".join(word for word in WORD.findall(earlier) if word in named)
    if listed:
        is_on_it = _names_others(earlier, language)
    else:
        is_on_it = bool(alike) and names_another(earlier, language)
    return Turn("user", f"{earlier}?", on=on if is_on_it else None)


def _part(wording: str, read: tuple[str, ...], language: str, otherwise: str = "") -> Part:
    instead = read[0].removesuffix(wording).strip()
    same = asks_the_same(wording, instead, language)
    is_ahead = read[0] == wording and wanted(wording, language) >= {"time", "next"}
    if same:  # by itself "And Amazon?" asks nothing
        read = tuple(one for one in read if one != wording)
    return Part(
        wording,
        read,
        otherwise,
        instead=(last_asking(instead, language) or instead) if same else "",
        is_ahead=is_ahead,
        held_to=tuple(held_to(read[0], language)),
    )


def _is_in_time(said: Candidate, times: Sequence[Date]) -> bool:
    """Tell whether a sentence, or else what stands over it, names any of the times."""
    named = dates_of(said) or facts(said.hit.context, said.language).dates
    return any(meets_any(times, one) for one in named)


def _is_over(said: Candidate, today: date) -> bool:
    """Tell whether all that a sentence dates has been, and it does not say that it is the next."""
    months = [(one.year, one.month or _YEAR_END) for one in dates_of(said) if one.year]
    is_past = bool(months) and max(months) < (today.year, today.month)
    return is_past and "next" not in wanted(said.wording, said.language)


def asks_for_more(question: str, language: str) -> bool:
    """Tell whether a question asks for more of what was just told, and for nothing certain."""
    asks = wanted(question, language)
    is_certain = not asks <= _MORE or names_another(question, language)
    if "more" not in asks or is_certain or stands_alone(question, language):
        return False
    along = without("more", question, language)
    asks_else = re.search(r"\d", along) or has_question_word(along, language)
    return not asks_else and len(along.split()) <= _SAID_ALONG


def _of_each_ordinal(question: str, language: str) -> list[str]:
    """Return a question that names up to three ordinals beside each other with each alone; none if
    it names one, or one of them twice ("the third, no, the fourth")."""
    named = ordinals_asked_for(question, language)
    if not 1 < len(named) <= MOST or len({one.values for one in named}) < len(named):
        return []
    words = (_ORDINAL.match(question, one.start) for one in named)
    ends = [word.end() for word in words if word]
    between = [question[end : one.start] for end, one in zip(ends, named[1:], strict=False)]
    if any(_APART.search(text) or len(text.split()) > _BESIDE for text in between):
        return []
    joined = ands_and_ors(language)
    # What stands in brackets after one of them is on that one alone.
    ends = [_IN_BRACKETS.match(question, end).end() for end in ends]  # type: ignore[union-attr]
    rest = _IN_BRACKETS.sub("", between[0], count=1)
    rest = re.split(rf",|\s(?:{joined})\s|\W?\bvs\b|/", rest, flags=re.IGNORECASE)[0]
    before, after = question[: named[0].start], f"{rest}{question[ends[-1] :]}"
    differing = "difference" in wanted(question, language)
    if differing:  # which no sentence on one of them says
        before = without("difference", before, language)
        before = f"{before} " if terms(before, language) else ""
    each = [
        f"{before}{question[one.start : end]}{after}" for one, end in zip(named, ends, strict=True)
    ]
    return [without("difference", one, language) for one in each] if differing else each
