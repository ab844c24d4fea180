"""Leaves greetings, thanks, signatures, heads of mails and what frames a check out of what is
asked. Pure functions.

"Dear colleagues, ... Best regards, Anna" says nothing of what is asked, and a reader takes it for
something that no sentence answers; so it does "Could you tell me whether ...?" and "Is it true that
...?". The words are in courtesies.json, for each of the 24 official languages what begins a
greeting, what ends an opening ("openings": "I have a question"), what begins an ending, and what
approves, of which those of English hold in all; and what asks to confirm something ("confirming",
before "that" or "whether") or to tell it ("telling", before "whether" and words that ask: "dime
que" also means "tell me which"), or which of "either" answers is wanted ("yes or no"). What has a
`+` before it stays, since it belongs to what is checked: the Finnish "onko".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from assistant.conversation import Question, Turn
from assistant.understanding.message.mail import mail
from assistant.understanding.phrases.asking import wanted
from assistant.understanding.phrases.patterns import question_words
from vectorstore.data import read_data
from vectorstore.dictionaries import ALL_NOUNS
from vectorstore.language import LANGUAGES
from vectorstore.splitting import split_sentences
from vectorstore.terms import folded, terms

_ENGLISH = "en"

_LONGEST = 200
"""So many characters a courtesy has at most, by itself or at the end of a text."""
_SIGNED, _SAID_ALONG = 8, 2
"""How many words may follow what begins an ending, as a sentence of its own or after a comma."""

_GREETED, _THANKED_FOR = 1, 5
"""How many words may say who is greeted, and for what one thanks, where nothing else is said."""

_WORDS = r"\s*[^\s\d?:;]+(?:[ \t]+[^\s\d?:;]+){0,7}"
"""A short line without numbers, and without what would stand in a question or a list."""
_SIGNING = r"\s*[^\s?:;]+(?:[ \t]+[^\s?:;]+){0,11}"
"""The same, but it may name "Unit D.2", and be as long as names of departments are."""
_ADDRESSING, _CLOSING = re.compile(rf"{_WORDS}[,!]\s*"), re.compile(rf"{_WORDS},\s*")
_SIGNATURE = re.compile(rf"(?:{_SIGNING})?\s*")
_SIGNATURE_LINES = 10
_SENTENCE_ENDS = (".", "?", "!", ";", "…")

_CHECKED = 2
"""Fewer telling words are nothing that could be checked: "Can you confirm that date?"."""


class _Patterns(NamedTuple):
    either: re.Pattern[str]
    greeting: re.Pattern[str]
    telling: re.Pattern[str]
    ending: re.Pattern[str]
    asking: re.Pattern[str]
    courtesy: re.Pattern[str]
    frame: re.Pattern[str]


def plain(question: Question, language: str) -> Question:
    """Return a question, and those before it, without courtesies, the heads of mails and what
    frames a check; the subject of one that begins a conversation counts as said before it."""
    history = tuple(_without_courteous_turns(question.history, language))
    text = without_courtesies(question.text, language)
    subject = mail(question.text).subject
    if subject not in ("", text) and not history:
        history = (Turn("user", subject),)
    return replace(question, text=text, history=history)


def _without_courteous_turns(history: Iterable[Turn], language: str) -> Iterator[Turn]:
    """Yield what was asked, without courtesies, and answered; not what was nothing else, and what
    was said to that."""
    is_courtesy = False
    for turn in history:
        if turn.role == "user":
            is_courtesy = courtesy_in(turn.text, language) is not None
            turn = replace(turn, text=without_courtesies(turn.text, language))
        if not is_courtesy:
            yield turn


def without_courtesies(text: str, language: str) -> str:
    """Return a text without the greeting before it, the thanks and the signature after it, heads of
    mails, and what frames a check; the text itself if it says nothing else. A mail of nothing else
    asks its subject."""
    body, subject = mail(text)
    asked = f"{subject.rstrip(' ?')}?"
    if subject and _without_courtesies(f"{asked}\n\n{body}", language) == asked:
        return subject
    return _without_courtesies(body, language)


def _without_courtesies(text: str, language: str) -> str:
    left = _without_either(_without_address(text), _patterns(language))
    left = _without_frames(left, language)  # "Merci de confirmer que ..."
    for _ in range(3):  # "Thanks! Dear all, I have a question: ..."
        left = _patterns(language).greeting.sub("", left, 1)
    left = _without_ending(_without_telling(left, language), _patterns(language)).strip()
    return _without_frames(left, language) if terms(left, language) else text


def _without_frames(text: str, language: str) -> str:
    """Return a text in which each sentence that asks whether something is so asks just that: "Is it
    true that it failed?" asks "it failed?"."""
    frame = _patterns(language).frame
    if not frame.search(text):
        return text
    for start, end in reversed(split_sentences(text, language)):
        begun = frame.match(text, start, end)
        checked = text[begun.end() : end].rstrip(" .!?") if begun else ""
        if len(terms(checked, language)) >= _CHECKED:
            text = f"{text[:start]}{checked}?{text[end:]}"
    return text


def courtesy_in(text: str, language: str) -> str | None:
    """Return the language in which a text is nothing but a courtesy ("Great, thanks for your
    help!"), `language` if it is one in that; None if it says more."""
    if len(text) > _LONGEST:
        return None
    languages = [language, *sorted(LANGUAGES - {language})]
    said = re.sub(r"^[^\w?]+|[^\w?]+$", "", text)
    return next((one for one in languages if _patterns(one).courtesy.fullmatch(said)), None)


def _without_address(text: str) -> str:
    """Return a letter without its first line, which addresses somebody, and without its last ones,
    from the one on that closes: both are short and end with a comma, in any language. The first is
    followed by an empty line, and what closes follows a sentence that ends."""
    lines = text.strip().splitlines()
    if len(lines) > 2 and _ADDRESSING.fullmatch(lines[0]) and not lines[1].strip():
        lines = lines[2:]
    for place in range(len(lines) - 1, max(0, len(lines) - _SIGNATURE_LINES), -1):
        before = "\n".join(lines[:place]).rstrip()
        if _CLOSING.fullmatch(lines[place]) and before.endswith(_SENTENCE_ENDS):
            return before
        if not _SIGNATURE.fullmatch(lines[place]):
            break
    return "\n".join(lines)


def _without_either(text: str, patterns: _Patterns) -> str:
    """Return a text without "yes or no" at its beginning or end."""
    return patterns.either.sub(lambda found: "?" if found["after"] else "", text, 1)


def _without_telling(text: str, language: str) -> str:
    """Return a text without what begins it if only what comes then asks ("Could you tell me who
    ...?"); an overview is asked for by both ("Tell me what you know about ...")."""
    begun = _patterns(language).telling.match(text)
    return text[begun.end() :] if begun and "overview" not in wanted(text, language) else text


def _without_ending(text: str, patterns: _Patterns) -> str:
    for begun in patterns.ending.finditer(text, max(0, len(text) - _LONGEST)):
        before, after = text[: begun.start()].rstrip(), text[begun.end() :]
        of_its_own = before.endswith(tuple(".?!;-–—")) or "\n" in text[len(before) : begun.start()]
        # "Who joined thanks to Europol" thanks nobody.
        along = _SIGNED if of_its_own else _SAID_ALONG if before.endswith(",") else 0
        many = len(after.split()) > along
        if not many and not re.search(r"[?\d]", after) and not patterns.asking.search(after):
            return before.rstrip(" ,-–—\n")
    return text


@cache
def _patterns(language: str) -> _Patterns:
    """Return what finds a greeting, or thanks, before a text, what may begin an ending after it,
    and a word that asks, over which neither reaches: "Hello, who chaired it" greets with a word;
    and what matches a text of nothing else, in which who is greeted, and for what one thanks, is
    said in few words without names and numbers."""
    phrases = read_data(__package__, "courtesies.json")
    own, english = phrases[language], phrases[_ENGLISH]
    greetings, endings = (_any(own[key] + english[key]) for key in ("greetings", "closings"))
    asking = rf"\b(?:{question_words(language)})\b"
    ended = r"(?:\s?[,.!:;–—]+|\s+-+(?=\s)|\s*\n)\s*"
    greeting = (
        rf"^\W*(?:ok\W+)?(?:(?:{greetings}|{endings})(?:"
        rf"(?:\s+(?!{asking})[^\s,.!?:;–—]+){{0,4}}{ended}|\s+(?={asking}))"
        # No more words: who has a question on something says on what.
        rf"|{_any(own['openings'])}(?:\s?\?\s*|{ended}|\s+(?={asking})))"
    )
    # In its own words alone: in German a capital is no name, in "Thanks to Europol" it is one.
    greets, thanks, approves = (_any(own[key]) for key in ("greetings", "closings", "approvals"))
    word = r"[^\W\d]+" if language in ALL_NOUNS else r"(?-i:[^\W\dA-Z][^\W\d]*)"
    along = rf"(?:\s+(?!{asking}){word}\b){{0,%d}}+"
    courtesy = (
        rf"(?>(?:{greets}{along % _GREETED}|{thanks}{along % _THANKED_FOR}|{approves})"
        r"[\s,.!;:–—-]*)+"
    )
    yes_or_no = _any(own["either"])
    either = rf"^\W{{0,5}}{yes_or_no}\W{{1,5}}|(?P<after>\W{{1,5}}{yes_or_no}\W{{0,5}}$)"
    telling = rf"^\W*{_any(own['telling'])}\W{{1,3}}(?={asking})"
    finding = (either, greeting, telling, endings, asking, courtesy, _frame(own))
    return _Patterns(*(re.compile(one, re.IGNORECASE) for one in finding))


def _frame(own: Mapping[str, list[str]]) -> str:
    """Return what matches what frames a check, up to what is checked."""
    kinds = (own["confirming"], own["that"] + own["whether"]), (own["telling"], own["whether"])
    framed = (rf"{_any(phrases)}\s{{0,3}},?\s{{0,3}}{_before(words)}" for phrases, words in kinds)
    return rf"\W{{0,3}}(?:{'|'.join(framed)})"


def _before(clause: Sequence[str]) -> str:
    """Return what matches a word that begins a clause, or stands before one that stays."""
    staying = [word.removeprefix("+") for word in clause if word.startswith("+")]
    elided = [word for word in clause if word.endswith("'")]
    others = [word for word in clause if word not in elided and not word.startswith("+")]
    ways = [
        *([rf"{_any(others)}\s+"] if others else []),
        *(word.replace("'", "['’]") for word in elided),
        *([rf"(?={_any(staying)})"] if staying else []),
    ]
    return rf"(?:{'|'.join(ways)})"


def _any(phrases: Iterable[str]) -> str:
    """Return what matches one of the phrases, the longest first, with its accents or without."""
    spelled = {form for phrase in phrases for form in (phrase, folded(phrase))}
    ordered = sorted(spelled, key=lambda phrase: (-len(phrase), phrase))
    return r"\b(?:" + "|".join(map(re.escape, ordered)).replace("'", "['’]") + r")\b"
