"""Tells what is asked of the assistant itself from what is asked of its documents. Pure."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import zip_longest

from assistant import sentences
from assistant.calibration import About, Calibration
from assistant.conversation import Question, Turn, last_answer
from assistant.understanding.follow_ups.restating import restate
from assistant.understanding.intent import likely_about
from assistant.understanding.parts.dividing import asks_for_more
from assistant.understanding.phrases.asking import wanted
from assistant.understanding.phrases.named import has_pronoun, names_a_count
from assistant.wording.subject import names_another
from vectorstore.findings import Wording
from vectorstore.language import LANGUAGES
from vectorstore.quoting import MARKER
from vectorstore.terms import WORD

_FEW = 3
_OF_SUBJECT = 0.3
"""How likely it must be that what an overview is asked of is the assistant ("yourself"), and that a
follow-up is on it, read after what it follows."""
_OF_FEW = 0.7
"""How likely it must be that few words after an answer that cites ("who else?", "temi") are on the
assistant: what they leave unsaid was on the documents."""


def about(
    question: Question,
    language: str,
    asked: Wording,
    subject: Wording,
    calibration: Calibration,
    *,
    embed: Callable[[str], Wording],
    is_correction: bool = False,
) -> About:
    """Return whether a question is about the documents, the assistant or its last answer; `asked`
    is its text, embedded, and `subject` the same without what asks for an overview. `embed` embeds
    another text.

    Some are always about the documents, whatever they sound like: a bare question word ("Where?"),
    and after an answer a question for more, for another ordinal ("and the ninth?"), or a correction
    that names somebody. So is who asks what is known of a name or of a thing: "What do you know
    about GIFCT?", "Do you have anything on drugs?". What points back is on the assistant only if it
    is so also read after what it follows.
    """
    asks = wanted(question.text, language)
    if "bare" in asks or ("overview" in asks and names_another(question.text, language)):
        return "documents"
    likely = likely_about(asked, calibration.about)
    is_cited = bool(MARKER.search(last_answer(question.history).text))
    # Who asks for more asks it of the documents.
    asks_of_them = (
        asks_for_more(question.text, language)
        or names_a_count(question.text, language)
        or (is_correction and names_another(question.text, language))
    )
    asks_of_it = likely["answer"] >= calibration.answer and not asks_of_them
    if is_cited and asks_of_it:
        return "answer"
    if "overview" in asks and likely_about(subject, calibration.about)["assistant"] < _OF_SUBJECT:
        return "documents"
    restated = restate(question.text, question.history) if is_cited else question.text
    follows = restated != question.text
    is_fragment = follows and len(WORD.findall(question.text)) <= _FEW
    if likely["assistant"] < (_OF_FEW if is_fragment else calibration.assistant):
        return "documents"
    # "Which languages does it support?" is of whatever "it" is.
    points_back = follows and "overview" not in asks and has_pronoun(question.text, language)
    if points_back and likely_about(embed(restated), calibration.about)["assistant"] < _OF_SUBJECT:
        return "documents"
    return "assistant"


def without_turns_on_itself(history: Sequence[Turn]) -> Iterator[Turn]:
    """Yield the turns of a history but those on the assistant itself or its answers: what is asked
    next follows what was asked before them."""
    for turn, next_one in zip_longest(history, history[1:]):
        if not _is_on_itself(turn) and not _is_on_itself(next_one):
            yield turn


def _is_on_itself(turn: Turn | None) -> bool:
    return turn is not None and turn.role == "assistant" and turn.text.startswith(_beginnings())


@cache
def _beginnings() -> tuple[str, ...]:
    """Return what answers on the assistant and its answers begin with, up to what is filled in."""
    said = (
        sentences.template(language, f"about_{what}")
        for language in sorted(LANGUAGES)
        for what in ("assistant", "answer")
    )
    return tuple(text.partition("$")[0] for text in said)
