"""Why a question is refused, unless what was found tells what it asks, whatever it sounds like.
Pure functions."""

from collections.abc import Sequence, Set

from assistant.calibration import Calibration
from assistant.conversation import Status
from assistant.deciding.answerability import READ_AS_ANSWER, Evidence
from assistant.deciding.decision import Decision, least_certain
from assistant.deciding.nearness import candidates
from assistant.deciding.occasions import held_when_or_where
from assistant.deciding.scope import is_out_of_reach, out_of_scope
from assistant.deciding.unheard import is_heard_of
from assistant.understanding.asking import POINTING_BACK, said_beside, wanted
from assistant.wording.akin import shared
from vectorstore.passages import Findings
from vectorstore.terms import terms

_SEVERAL = 2
"""So many words of a question are no chance."""


def refusal(
    decision: Decision, findings: Findings, restated: str, calibration: Calibration
) -> Status | None:
    """Return why a question is refused, or None if it is answered.

    `restated` is the question as it stands alone, and `findings` what was found for all of it.
    """
    is_in_scope = _is_in_scope(decision, restated, findings, calibration)
    if not is_in_scope and out_of_scope(findings, calibration):
        return "refused_out_of_scope"
    if decision.answered:
        return None
    return "unanswerable_not_supported" if findings.hits else "unanswerable_no_passages"


def _is_in_scope(
    decision: Decision, restated: str, findings: Findings, calibration: Calibration
) -> bool:
    """Tell whether what was found shows that a question belongs to the subject, even if it does not
    sound so. It does if

    - it is answered without a doubt,
    - a sentence weighs enough to answer it, and is doubted only because it may speak of something
      else,
    - a sentence that was found has each word of it but those that ask, or
    - whom it names is spoken of in a passage that answers it, or in the first one found, if that is
      within reach.
    """
    if decision.answered and not decision.is_unsure:
        return True
    if any(
        evidence[0].weight >= least_certain(asked.part, calibration)
        for asked, evidence in decision.answered
    ):
        return True
    if _has_its_words(restated, findings):
        return True
    hits = [evidence[0].hit for _, evidence in decision.answered]
    if not is_out_of_reach(findings, calibration):
        hits += findings.hits[:1]
    return any(is_heard_of(restated, findings.language, hit) for hit in hits)


def _has_its_words(question: str, findings: Findings) -> bool:
    """Tell whether a sentence that was found, in the question's language, has each of its telling
    words."""
    language = findings.language
    said = frozenset(said_beside(wanted(question, language), question, language))
    return bool(said) and any(
        said <= set(terms(one.wording, language))
        for one in candidates(findings)
        if one.language == language
    )


def surely_tells(decision: Decision, question: str, language: str) -> bool:
    """Tell whether anything is surely told of what a question asks, whatever it sounds like.

    It is by an answer without a doubt

    - that speaks of whom the question names,
    - that has two of its telling words, and half of them, and that the reader takes for an answer,
    - that is all rows of a table which has each of its words, or
    - that heads the very meeting which it asks the day or the place of;

    and by an answer without a doubt, or one that the reader takes for an answer, that is alone in
    having each word of it but those that ask: "Who cancelled?" "Cancelled: Italy.". A question that
    points back ("Is this confirmed?") leaves open of what it asks. The reader alone does not tell:
    it may take anything for an answer to chatter.
    """
    asks = wanted(question, language)
    said = frozenset(said_beside(asks, question, language))
    says_it = bool(said) and asks.isdisjoint(POINTING_BACK)
    for asked, found in decision.answered:
        if not found:
            continue
        first, is_sure = found[0], asked.part not in decision.unsure
        is_read = first.odds > READ_AS_ANSWER
        if says_it and (is_sure or is_read) and _alone_has_all(said, first, found):
            return True
        if is_sure and (
            is_heard_of(question, language, first.hit)
            or (says_it and is_read and _has_half(said, first, language))
            or (says_it and (rows := asked.rows(found)) and rows.is_certain)
            or held_when_or_where(question, language, found)
        ):
            return True
    return False


def _alone_has_all(said: Set[str], first: Evidence, found: Sequence[Evidence]) -> bool:
    having = {
        one.hit.document.id
        for one in found
        if said <= set(terms(f"{' '.join(one.hit.passage.headings)} {one.wording}", one.language))
    }
    return having == {first.hit.document.id}


def _has_half(said: Set[str], one: Evidence, language: str) -> bool:
    """Tell whether a sentence has two telling words of a question, and half of them."""
    has = shared(said, one.wording, language) if one.language == language else 0
    return has >= _SEVERAL and 2 * has >= len(said)
