"""Whether a question is one for the documents at all: not if it is unsafe, on another subject, or
too vague. Pure functions."""

from collections.abc import Iterable

from assistant.calibration import Calibration
from assistant.deciding.nearness import nearness
from assistant.deciding.ordinals import Ordinals
from assistant.deciding.unheard import is_heard_of
from assistant.understanding.intent import intents, likeliest, likely_other
from assistant.understanding.kinds.happening import asks_for_plans, asks_what_happened
from assistant.understanding.kinds.introduction import introduction
from assistant.understanding.kinds.occurring import names_meeting
from assistant.understanding.kinds.stating import as_stated
from assistant.understanding.phrases.asking import says_who_belongs, telling, wanted
from assistant.wording.akin import shared_by
from assistant.wording.subject import names_another
from vectorstore.findings import Candidate, Findings, Wording


def is_unsafe(said: Iterable[Wording], calibration: Calibration) -> bool:
    """Tell whether anything that is said asks for help with something illegal."""
    return any(calibration.unsafe.log_odds(one) > 0 for one in said)


def is_vague(findings: Findings, question: str, restated: str, calibration: Calibration) -> bool:
    """Tell whether nobody could answer a question without asking back, even with its history."""
    likely = intents(findings.readings[0].wordings[0], calibration.intents)
    is_one = likely["vague"] >= calibration.vague
    return is_one and not _says_of_what(question, restated, findings.language)


def _says_of_what(question: str, restated: str, language: str) -> bool:
    """Tell whether a question says what it is about: it was restated, it names something or a time
    ("What happened in 2019?"), it is on the Forum and nothing else ("Three facts about the Forum"),
    on the members or the plans, which are the Forum's ("Which members left?", "What are the next
    steps?"), or it means the latest of its kind ("What happened at the last meeting?"), or the next
    meeting."""
    if restated != question or names_another(restated, language):
        return True
    its_own = (introduction, asks_what_happened, says_who_belongs, asks_for_plans)
    if any(is_asked(restated, language) for is_asked in its_own):
        return True
    asks = wanted(restated, language)
    if "next" in asks and names_meeting(restated, language):
        return True
    return "latest" in asks and as_stated(restated, language) != restated


def out_of_scope(findings: Findings, calibration: Calibration) -> bool:
    """Tell whether a question sounds off the subject in each of its readings, and nothing near it
    was found. Both are needed: whatever people have documents on is their subject."""
    sounds_so = all(
        likely_other(one.wordings[0], calibration.intents) >= calibration.other
        for one in findings.readings
    )
    return sounds_so and nearness(findings) < calibration.near


def is_out_of_reach(findings: Findings, calibration: Calibration) -> bool:
    """Tell whether everything found is far from a question that does not sound on the subject."""
    if nearness(findings) >= calibration.far:
        return False
    read = (likeliest(one.wordings[0], calibration.intents) for one in findings.readings)
    return "subject" not in read


def speaks_of_it(findings: Findings, one: Candidate) -> bool:
    """Tell whether a sentence speaks of what is asked: of whom the question names or, if it names
    nobody, of the meeting that it asks for ("the tenth"), or with half of its telling words."""
    question, language = findings.readings[0].question, findings.language
    if names_another(question, language):
        return is_heard_of(question, language, one.hit)
    if Ordinals(question, language).is_on_its_meeting(one):
        return True
    said, has = _telling(findings, one)
    return 0 < said <= 2 * has


def has_all_words(findings: Findings, one: Candidate) -> bool:
    """Tell whether a sentence has the telling words of what is asked, of which there are several:
    hardly any chatter has them all."""
    said, has = _telling(findings, one)
    return 1 < said == has


def _telling(findings: Findings, one: Candidate) -> tuple[int, int]:
    """Return how many telling words a question has, and how many of these a sentence has."""
    question, language = findings.readings[0].question, findings.language
    said = telling(question, language)
    return len(said), shared_by(said, one, language)
