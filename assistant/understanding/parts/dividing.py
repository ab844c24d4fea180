"""Takes apart a question that asks several things, without a model. Pure functions."""

import re
from collections.abc import Sequence

from assistant.conversation import Turn
from assistant.understanding.follow_ups.ellipsis import stands_alone
from assistant.understanding.follow_ups.restating import readings
from assistant.understanding.follow_ups.substituting import asks_the_same
from assistant.understanding.kinds.stating import held_to
from assistant.understanding.parts.comparing import told_apart
from assistant.understanding.parts.cutting import in_turn
from assistant.understanding.parts.listing import items
from assistant.understanding.parts.nouns import asked_by_nouns
from assistant.understanding.parts.part import Part
from assistant.understanding.phrases.asking import (
    CERTAIN,
    Wanted,
    has_question_word,
    last_asking,
    wanted,
    without,
)
from assistant.understanding.phrases.named import WORD, has_pronoun, words_named
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.held import held_by
from assistant.wording.names import whole_names
from assistant.wording.subject import names_another, own_words
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
