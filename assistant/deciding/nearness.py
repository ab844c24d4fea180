"""How near the sentences that were found are to the question. Pure functions."""

from itertools import compress

from assistant.understanding.phrases.asking import Wanted, wanted
from assistant.wording.fragments import is_asked, over, statements
from vectorstore.findings import Candidate, Findings, Hit, QuestionReading
from vectorstore.passages import cosine
from vectorstore.query import other_language
from vectorstore.terms import terms

_OF_A_DAY: frozenset[Wanted] = frozenset({"time", "place"})


def candidates(findings: Findings) -> list[Candidate]:
    """Return the sentences of the hits; what stands between sentences and is none says nothing but,
    to who asks for that, when and where a document was made, at its top, and who did what. Of a
    passage that has no sentence, all is returned but questions: a questionnaire answers none,
    unless its heading is asked for ("Open questions")."""
    found = []
    asked = [one.question for one in findings.readings]
    kinds = {kind for one in asked for kind in wanted(one, findings.language)}
    asks_when_or_where = not _OF_A_DAY.isdisjoint(kinds)
    asks_who_did = asks_when_or_where or "person" in kinds
    for hit in findings.hits:
        every = hit.passage.sentences
        told = statements(
            hit.passage.wordings,
            hit.document.language,
            over(hit),
            heads_tell=asks_when_or_where,
            acts_tell=asks_who_did,
        )
        whole = list(compress(every, told))
        is_headed = any(names_heading(one, findings.language, hit) for one in asked)
        rest = [one for one in every if is_headed or not is_asked(hit.passage.wording(one))]
        found += [Candidate(hit, one) for one in whole or rest]
    return found


def names_heading(question: str, language: str, hit: Hit) -> bool:
    """Tell whether a question has all words, several, of the heading over a passage."""
    *_, heading = hit.passage.headings or ("",)
    stems = set(terms(heading, hit.document.language))
    return len(stems) > 1 and stems <= set(terms(question, language))


def nearness(findings: Findings) -> float:
    """Return the cosine of the question, in any of its wordings, and the nearest sentence, without
    what tells their languages; -1 if nothing was found."""
    return max(
        (
            near(one, reading, findings.language)
            for one in candidates(findings)
            for reading in findings.readings
        ),
        default=-1.0,
    )


def near(said: Candidate, reading: QuestionReading, language: str) -> float:
    """Return the cosine of a sentence and one way to read a question, in any of its wordings."""
    nearest = max(cosine(said.sentence.vector, one.vector) for one in reading.wordings)
    return nearest + other_language(language, said.language)
