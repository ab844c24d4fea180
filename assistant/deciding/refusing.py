"""Why a question is refused, unless what was found tells what it asks, whatever it sounds like.
Pure functions."""

import re
from collections.abc import Sequence, Set

from assistant.calibration import Calibration
from assistant.conversation import Status
from assistant.deciding.answerability import READ_AS_ANSWER, Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.decision import Decision, least_certain
from assistant.deciding.nearness import candidates, names_heading
from assistant.deciding.occasions import held_when_or_where
from assistant.deciding.scope import is_out_of_reach, out_of_scope
from assistant.deciding.sections import in_a_line
from assistant.deciding.sifting import of_the_document_meant
from assistant.deciding.unheard import is_heard_of
from assistant.understanding.phrases.asking import (
    POINTING_BACK,
    has_question_word,
    said_beside,
    telling,
    wanted,
)
from assistant.understanding.phrases.persons import asks_for_oneself, without_persons
from assistant.understanding.phrases.verbs import verbs
from assistant.wording.akin import shared, shared_by
from assistant.wording.facts import facts, facts_of
from assistant.wording.facts.lexicon import blanked
from assistant.wording.facts.relations import meets
from assistant.wording.facts.tabular import extreme_asked, is_idle
from assistant.wording.held import is_body
from assistant.wording.places import countries, each_city
from assistant.wording.subject import named_besides
from vectorstore.findings import Findings, Hit
from vectorstore.terms import WORD, terms, terms_of

_CODE = re.compile(r"\b[A-Z]{2,}[ -]?\d+\b")
_READ_BEYOND_DOUBT = 2.0
"""Above these log-odds of the reader a sentence is an answer also to what sounds like chatter."""
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
    - the reader takes a sentence rather for an answer than for none, and it has the figure that is
      asked for ("lot 1"),
    - a sentence that was found has each word of it but those that ask,
    - a passage that was found has the code that is asked for ("AP 5"), or
    - whom it names, beside a body of the Union, is spoken of in a passage that answers it, or in
      the first one found, if that is within reach.

    What has only the city of it shows nothing, and does not answer: "weather in Brussels".
    """
    language = findings.language
    answers = [
        (asked.part, evidence[0])
        for asked, evidence in decision.answered
        if not _has_the_city_alone(restated, language, evidence[0].hit)
        or (evidence[0].odds >= READ_AS_ANSWER and evidence[0].language == language)
    ]
    if any(
        part not in decision.unsure
        or first.weight >= least_certain(part, calibration)
        or (first.odds > 0 and _has_its_figure_or_date(restated, language, first))
        for part, first in answers
    ):
        return True
    if _has_its_words(restated, findings) or _has_its_code(restated, findings):
        return True
    if all(is_body(name.word, language) for name in named_besides(restated, language)):
        return False
    hits = [first.hit for _, first in answers]
    if not is_out_of_reach(findings, calibration):
        hits += findings.hits[:1]
    return any(
        is_heard_of(restated, language, hit)
        and not (decision.answered and _has_the_city_alone(restated, language, hit))
        for hit in hits
    )


def _has_the_city_alone(question: str, language: str, hit: Hit) -> bool:
    """Tell whether a question names a city and says more, and a passage has no word of that, or is
    in another language and has no country or people of it: there the reader takes what is in the
    city for an answer."""
    there = list(each_city(question, language))
    rest = blanked(question, there)
    said = said_beside(wanted(question, language), rest, language)
    if not there or not said:
        return False
    told = hit.in_context
    if countries(rest, language) & countries(told, hit.document.language):
        return False
    return hit.document.language != language or not shared(said, told, language)


def _has_its_figure_or_date(question: str, language: str, one: Evidence) -> bool:
    """Tell whether a sentence has a figure or a date that a question has."""
    asked, told = facts(question, language), facts_of(one)
    return any(figure.equals(each) for figure in asked.numbers for each in told.numbers) or any(
        meets(date, each) for date in asked.dates for each in told.dates
    )


def _has_its_code(question: str, findings: Findings) -> bool:
    """Tell whether a passage that was found has a code that a question names, letters and a
    number: "Who owns AP 5?"."""
    codes = [re.compile(rf"\b{re.escape(one)}\b") for one in _CODE.findall(question)]
    return any(code.search(hit.passage.text) for code in codes for hit in findings.hits)


def _has_its_words(question: str, findings: Findings) -> bool:
    """Tell whether a sentence that was found, in the question's language, has each of its telling
    words, or each of several beside those for the greatest or the least ("the cheapest work
    package"), which tables tell by figures."""
    language = findings.language
    said = set(telling(question, language))
    if extreme := extreme_asked(question, language):
        beside = said - set(terms(question[slice(*extreme[1:])], language))
        said = beside if len(beside) >= _SEVERAL else said
    return bool(said) and any(
        said <= set(terms(one.wording, language))
        for one in candidates(findings)
        if one.language == language
    )


def surely_tells(decision: Decision, question: str, language: str) -> bool:
    """Tell whether anything is surely told of what a question asks, whatever it sounds like: by an
    answer without a doubt; by rows of a table that certainly has all it says ("Which actions are
    ongoing?"), parts of a paper that are called so ("Which options are there?"), or actions that
    are as it asks ("What is still open?"); by one that is alone in having each word of it but those
    that ask, if the reader takes it for an answer ("Who cancelled?" "Cancelled: Italy."); or by any
    answer if, of the documents found, some have each word of what it asks an overview of, and most
    have not, or one has them in its title: "Tell me about drugs", "Summarise the letter", but not
    "the meeting". The reader alone does not tell: it may take anything for an answer to chatter."""
    said = _said_of_it(question, language)
    asks_overview = "overview" in wanted(question, language)
    for asked, found in decision.answered:
        if asked.numbered_parts(found) or ((rows := asked.rows(found)) and rows.is_certain):
            return True
        if asked.is_for_status and asked.under_heading(found):
            return True
        is_sure = asked.part not in decision.unsure
        if is_sure and _tells_of_it(question, language, said, asked, found):
            return True
        may_be_alone = said and (is_sure or found[0].odds > READ_AS_ANSWER)
        if may_be_alone and _alone_has_all(said, found[0], found):
            return True
        if said and asks_overview and _some_have_all(said, found, language):
            return True
        if of_the_document_meant(asked, found):
            return True
    return False


def _said_of_it(question: str, language: str) -> frozenset[str]:
    """Return the telling words of a question, if there are any without those that say of most
    things when or where they are ("held"); none if it points back ("Is this confirmed?"), which
    leaves open of what it asks."""
    asks = wanted(question, language)
    if not asks.isdisjoint(POINTING_BACK):
        return frozenset()
    said = frozenset(said_beside(asks, question, language))
    if asks.isdisjoint(("time", "place")):
        return said
    idle = (word for word in WORD.findall(question) if is_idle(word, language))
    return said - terms_of(idle, language) or said


def _tells_of_it(
    question: str, language: str, said: Set[str], asked: Asked, found: Sequence[Evidence]
) -> bool:
    """Tell whether an answer without a doubt surely tells of what a question asks. It does if it

    - speaks of whom the question names,
    - has two of its telling words, and half of them, and the reader takes it for an answer,
    - has half of several words which the question says beside common verbs, with its headings, and
      the reader surely takes it for an answer, if it asks for whoever asks ("What if I lost my
      key?"), and not of whom it is asked,
    - is all rows of a table which has each of its words,
    - stands under a heading all of whose words, several, it has, or under the one that it asks for
      in the one document found that is called as it says ("What does the report recommend?"),
    - introduces the one thing which it names,
    - heads the very meeting which it asks the day or the place of, or
    - says who chaired or wrote what it asks that of, in a line of its own.
    """
    first = found[0]
    return (
        is_heard_of(question, language, first.hit)
        or (first.odds > READ_AS_ANSWER and _has_half(said, first, language))
        or _asks_for_oneself_what_is_told(question, language, said, first)
        or (bool(said) and (rows := asked.rows(found)) is not None and rows.is_certain)
        or any(names_heading(question, language, one.hit) for one in asked.under_heading(found))
        or _is_of_the_one_called_so(said, asked.under_heading(found), found, language)
        or asked.introduced(found)
        or bool(held_when_or_where(question, language, found))
        or bool(in_a_line(question, language, found))
    )


def _is_of_the_one_called_so(
    said: Set[str], there: Sequence[Evidence], found: Sequence[Evidence], language: str
) -> bool:
    """Tell whether all that stands under a heading is of the one document found that is called, at
    the beginning of its title, by each telling word of a question that the heading has not."""
    if not there or there[0].language != language:
        return False
    over = " ".join(there[0].hit.passage.headings[-1:])
    called = {word for word in said if not shared([word], over, language)}
    if not called:
        return False
    documents = {one.hit.document.id: one.hit.document for one in found}
    having = {key for key, one in documents.items() if called <= {*terms(one.title, language)}}
    first = terms(there[0].hit.document.title, language)[: len(called)]
    return {*first} == called and having == {one.hit.document.id for one in there}


def _alone_has_all(said: Set[str], first: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether a sentence, with its headings, has all that is said, and nothing else found has
    but in documents of its title and of other days, which are other versions."""
    having = {
        one.hit.document.id: one.hit.document
        for one in found
        if said <= set(terms(f"{' '.join(one.hit.passage.headings)} {one.wording}", one.language))
    }
    titles = {one.title for one in having.values()}
    days = {one.published_on for one in having.values()}
    is_one = len(having) == 1 or (len(days) == len(having) and None not in days)
    return titles == {first.hit.document.title} and is_one


def _some_have_all(said: Set[str], found: Sequence[Evidence], language: str) -> bool:
    """Tell whether sentences of some documents have each word, and those of most have not."""
    having = {
        one.hit.document.id
        for one in found
        if one.language == language and said <= set(terms(one.wording, language))
    }
    return 0 < 2 * len(having) < len({one.hit.document.id for one in found})


def _asks_for_oneself_what_is_told(
    question: str, language: str, said: Set[str], one: Evidence
) -> bool:
    if not (asks_for_oneself(question, language) and has_question_word(question, language)):
        return False
    if one.odds < _READ_BEYOND_DOUBT or one.language != language:
        return False
    own = without_persons(said, language) - verbs(language)
    told = f"{' '.join(one.hit.passage.headings)} {one.wording}"
    return len(own) >= _SEVERAL and 2 * shared(own, told, language) >= len(own)


def _has_half(said: Set[str], one: Evidence, language: str) -> bool:
    """Tell whether a sentence has two telling words of a question, and half of them."""
    has = shared_by(said, one, language)
    return has >= _SEVERAL and 2 * has >= len(said)
