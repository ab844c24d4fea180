"""Tells whether what is to be done is open or done: which a question asks for, which a line says.

Lists of actions are kept up by a word at the end of each ("– done"), in brackets or in a cell of
their own. statuses.json holds, for each language, the words by which actions are "open" or "done",
"what" may be so, and words that may stand "beside" those and tell nothing ("already"). What is
denied to be done is open.
"""

import re
from functools import cache
from typing import Literal

from assistant.understanding.phrases.asking import cut
from assistant.understanding.phrases.patterns import any_phrase, any_word, joining, plain_words
from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import blanked, says
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD, terms

Status = Literal["open", "done"]

_BETWEEN = r"(?:\w+ ){0,8}?"
"""What may stand between what is asked for and how it is: "which actions have not yet been"."""
_PIECE = re.compile(r"\s[–—-]\s|→|[:()\[\],;.\n]")
_MARKS: dict[Status, re.Pattern[str]] = {
    "open": re.compile(r"\[ \]|[☐⏳]"),
    "done": re.compile(r"\[[xX]\]|[☑✓✔✅]"),
}


def status_asked(question: str, language: str, actions: str) -> tuple[Status, str] | None:
    """Return which of the actions a question asks for, and what else it says; None if it asks for
    neither. `actions` matches what they may be called.

    "What" may be so of nobody but whom it names ("What has Plink done?", not "What was said to be
    done?"), and no status tells what follows it, unless that are actions: "open questions".
    """
    language = known(language)
    before, *pieces = cut(_asking(language, actions), question, language)
    if not pieces:
        return None
    asking, *after = pieces
    status, beside = _said(asking, language), _beside(asking, language, actions)
    is_of_actions = _begins_with(f"(?:.* )?{actions}", asking, language)
    told = WORD.findall(_without_idle(beside, language))
    is_plain = not any(word.islower() and terms(word, language) for word in told)
    if status is None or not (is_of_actions or is_plain):
        return None
    if not _may_follow(after[0], language, actions):
        return None
    return status, _without_idle(" ".join([before, beside, *after]), language)


def status_of(line: str, language: str) -> Status | None:
    """Return the status that a line says by a mark, or by a piece that says nothing else."""
    for status, mark in _MARKS.items():
        if mark.search(line):
            return status
    return next(filter(None, (_alone(one, language) for one in _PIECE.split(line))), None)


def _alone(piece: str, language: str) -> Status | None:
    """Return the status that a piece of a line says, if it says but that, and when: "not yet done",
    "closed in May"."""
    language = known(language)
    piece = blanked(piece, [(one.start, one.end) for one in facts(piece, language).dates])
    said = _without_idle(piece, language)
    telling = [word for word in WORD.findall(said) if terms(word, language)]
    own = _words_of_status(language)
    is_alone = all(
        own.fullmatch(plain_words(word, language)) or says("not", word, language)
        for word in telling
    )
    return _said(piece, language) if is_alone else None


def _said(text: str, language: str) -> Status | None:
    """Return the status that a text says; if it says both ("to be done"), it is open."""
    plain = f" {plain_words(text, known(language))}"
    said: list[Status] = [one for one in _MARKS if _saying(one, known(language)).search(plain)]
    return "open" if facts(text, language).denied and said else next(iter(said), None)


def _may_follow(after: str, language: str, actions: str) -> bool:
    """Tell whether what stands behind a status is not what it tells of: it is actions, more of the
    status, or begins with a word that joins, or tells nothing."""
    after = _without_idle(after, language)
    own = f"(?:{_words_of_status(language).pattern}|{actions})"
    first = WORD.match(after.lstrip())
    return (
        not (first and terms(first[0], language))
        or joining(language).match(f" {plain_words(after, language)}", 1) is not None
        or _begins_with(own, after, language)
    )


def _begins_with(pattern: str, text: str, language: str) -> bool:
    """Tell whether the words of a text begin with what matches."""
    return re.match(pattern, plain_words(text, language)) is not None


def _without_idle(text: str, language: str) -> str:
    """Return a text without the words beside a status that tell nothing."""
    return "".join(cut(_idle(language), text, language)[::2])


def _beside(asking: str, language: str, actions: str) -> str:
    """Return what the words that ask for actions of a status say beside: whose they are."""
    own = re.compile(f"{_words_of_status(language).pattern}|{actions}")
    words = (word for word in WORD.findall(asking) if not says("not", word, language))
    return " ".join(word for word in words if not own.fullmatch(plain_words(word, language)))


@cache
def _asking(language: str, actions: str) -> re.Pattern[str]:
    """Return what finds words that ask for actions of a status."""
    statuses = any_phrase(_phrases(language), language)
    what = any_phrase(_listed(language)["what"], language)
    return re.compile(f"(?<= )((?:{actions}|{what}){_BETWEEN}{statuses})")


@cache
def _idle(language: str) -> re.Pattern[str]:
    """Return what finds words beside a status that tell nothing."""
    return re.compile(f"(?<= )({any_phrase(_listed(language)['beside'], language)})")


@cache
def _saying(status: Status, language: str) -> re.Pattern[str]:
    """Return what finds words for a status."""
    return re.compile(f"(?<= ){any_phrase(_listed(language)[status], language)}")


@cache
def _words_of_status(language: str) -> re.Pattern[str]:
    """Return what matches a word of the phrases for a status."""
    return any_word({*" ".join(_phrases(language)).split()}, language)


def _phrases(language: str) -> list[str]:
    listed = _listed(language)
    return [*listed["open"], *listed["done"]]


def _listed(language: str) -> dict[str, list[str]]:
    held: dict[str, list[str]] = read_data(__package__, "statuses.json")[language]
    return held
