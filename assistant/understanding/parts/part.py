"""One thing that a message asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.understanding.kinds.membership import Membership
from assistant.understanding.phrases.asking import wanted
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts
from assistant.wording.facts.relations import meets_any
from vectorstore.dates import Date
from vectorstore.findings import Candidate
from vectorstore.quoting import NO_ANSWER, Quoting

_YEAR_END = 12


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How what is asked follows up the answer before."""

    cited: Quoting = NO_ANSWER
    """That answer, which has been told; all that were, if more is asked for."""
    anew: frozenset[str] = frozenset()
    """The words that name something new: a sentence of that answer may be quoted again if it has
    any of them."""
    leans_on: Quoting = NO_ANSWER
    """That answer, if the question names nothing itself, and so is about the same as it."""
    dated_by: Quoting = NO_ANSWER
    """That answer, if the question only asks when that was."""
    stays_with: Quoting = NO_ANSWER
    """The last answer that quotes anything, sure or not, if the question names nothing itself: it
    is on what that quotes, whatever kind of thing it asks for."""
    contrasted: frozenset[str] = frozenset()
    """The words that say of what else it asks what was asked before: "And right-wing?"."""
    codes: frozenset[str] = frozenset()
    """The acronyms that these words are, or spell out: they are the same in every language."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked, in the words for each use that is made of it.

    What a person says seldom says all: "And Amazon?" leaves to the conversation what kind of thing
    it asks for, and "When was it?" of what. So the words are picked by what they are to tell:

    - what kind of thing is asked for: `asking`. What the conversation adds would sound like what
      was asked before;
    - of whom, of what and of which time it is asked, which what is found is held against: `alone`;
    - what the person said themselves, to say it back, or where it matters that they named
      something and not the conversation: `wording`;
    - what lies near, when passages are searched and sentences weighed: `readings`.

    Of a question that leaves nothing unsaid they are all the same, unless it is read as a statement
    (`as_stated`). `instead` is there for `asking` alone.
    """

    wording: str
    """As the person put it."""
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
    def has_several_readings(self) -> bool:
        """Whether it may be read in more than one way, as a follow-up may."""
        return len(self.readings) > 1

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


def _is_in_time(said: Candidate, times: Sequence[Date]) -> bool:
    """Tell whether a sentence, or else what stands over it, names any of the times."""
    named = dates_of(said) or facts(said.hit.context, said.language).dates
    return any(meets_any(times, one) for one in named)


def _is_over(said: Candidate, today: date) -> bool:
    """Tell whether all that a sentence dates has been, and it does not say that it is the next."""
    months = [(one.year, one.month or _YEAR_END) for one in dates_of(said) if one.year]
    is_past = bool(months) and max(months) < (today.year, today.month)
    return is_past and "next" not in wanted(said.wording, said.language)
