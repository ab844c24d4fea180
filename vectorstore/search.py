"""Search: the one way in to find passages. Dense and lexical, added up."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from copy import copy
from dataclasses import replace
from itertools import chain

import numpy as np

from vectorstore.acronyms import spelled_out
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.copies import without_copies
from vectorstore.filters import EVERYTHING, Filters
from vectorstore.findings import Findings, Hit, QuestionReading, Wording
from vectorstore.passages import Document, Passage, Vector
from vectorstore.query import Query, Scorer, Sought, coverage, other_language
from vectorstore.question_vectors import (
    Adapter,
    LanguageAxes,
    Questions,
    Remembering,
    as_questions,
    without_language,
)
from vectorstore.quoting import Quoting
from vectorstore.reranking import Reranker
from vectorstore.sight import Sight
from vectorstore.stretches import Stretch, stretch_of, stretches
from vectorstore.terms import terms
from vectorstore.vocabulary import Vocabulary

_DEPTH = 50
"""How far down each side's list is read."""
_LISTED = 20_000
"""How many passages the index is told by their ids at most. Measured on 20,000 vectors of which one
in a hundred may be seen: 12 ms, where asking for more and more took 900 ms."""
_LOADED = 10
"""How many passages of each side are loaded with their sentences."""
_RERANKED = 16
"""How many of the hits a reranker sees."""
_LEADING = 3
"""Of so many documents the passages beside the best one are found."""
_UNDER = 4
"""So many passages of a section are found at most."""

LEANING = 0.25
"""How much of the vector of what a question is presumed to be about is added to its own."""


class Search:
    """Finds the passages nearest to a question, among those its asker may see.

    `axes` and `adapter` are those of the embedder's model; without an adapter a question's vector
    is searched as it is.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        index: ChromaIndex,
        embedder: Questions,
        axes: LanguageAxes,
        adapter: Adapter | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._full_text = catalogue.full_text
        self.vocabulary = Vocabulary(catalogue, self._full_text)
        self._index = index
        self._embedder = embedder
        self._axes = axes
        self._adapter = adapter
        self._reranker = reranker
        self._subjects: dict[str, Vector] = {}

    def for_one_question(self) -> "Search":
        """Return the same search, which embeds no text and counts no term twice, and looks up only
        once in which languages documents are and how many passages there are. It is to be thrown
        away: it keeps what was asked."""
        search = copy(self)
        search._embedder = Remembering(self._embedder)
        search._full_text = self._full_text.for_one_question()
        search.vocabulary = Vocabulary.for_one_question(self._catalogue, search._full_text)
        return search

    def find(self, query: Query, limit: int = 8, *, beside: bool = False) -> Findings:
        """Return up to `limit` hits, best first, and the question as it was read.

        With `beside` come, after these, the passages next to the best one of each document that
        leads; of all documents found what stands under a heading that is asked for; and of those
        that lead what stands under the heading of a hit that goes on.
        """
        scorer = self._scorer(query)
        likely = self._catalogue.passages(self._likely(scorer, query.seeing, max(limit, _LOADED)))
        recent = _quoted(likely.values(), query.cited)
        found = self._ranked(scorer, likely, recent)[:limit]

        def with_further(found: list[Hit], passage_ids: Sequence[str]) -> list[Hit]:
            further = self._catalogue.passages(passage_ids)
            also_recent = recent | _quoted(further.values(), query.cited)
            ranked = self._ranked(scorer, further, also_recent)
            return without_copies([*found, *ranked], query.language)

        if beside:
            found = with_further(found, self._beside(found))
        if query.headed:
            found = with_further(found, self._headed(found, query.headed))
        if query.goes_on and (around := self._stretches(found, query.goes_on)):
            held = {hit.passage.id for hit in found}
            near = (passage_id for one in around for passage_id in one.near)
            found = with_further(found, [one for one in near if one not in held])
            found = [replace(hit, section=stretch_of(hit, around)) for hit in found]
        titles = {hit.document.title: hit.document.language for hit in found}
        widespread = self.vocabulary.widespread(titles)
        return Findings(tuple(found), query.language, scorer.readings, widespread)

    def quoted(
        self, answer: Quoting, groups: Iterable[str] = (), filters: Filters = EVERYTHING
    ) -> list[Document]:
        """Return the documents that an answer quotes and its asker may see, in its order; of those
        that have the same sentence the one first whose title that has most of."""
        stems = self.vocabulary.stems(answer.text)
        likely = self._full_text.matching(stems, Sight(frozenset(groups), filters), _LOADED)
        found = self._catalogue.passages([match.passage_id for match in likely])
        quoted = sorted(
            (place, _beyond(document, said), document.id)
            for passage, document in found.values()
            for said in passage.wordings
            if (place := answer.place_of(said, document)) >= 0
        )
        documents = {document.id: document for _, document in found.values()}
        return [documents[key] for key in dict.fromkeys(key for *_, key in quoted)]

    def wordings(self, texts: Sequence[str], language: str) -> list[Wording]:
        """Return texts as they are embedded when they are searched for, so that nothing is embedded
        twice."""
        spelled = [spelled_out(text, language) for text in texts]
        embedded = as_questions(self._embedder, self._axes, spelled)
        return [replace(one, text=text) for one, text in zip(embedded, texts, strict=True)]

    def _scorer(self, query: Query) -> Scorer:
        """Return what scores passages by what is looked for, embedded and looked up."""
        readings = self._read(query)
        sought = [
            [self._sought(one, query.about(reading.question), query) for one in reading.wordings]
            for reading in readings
        ]
        return Scorer(query.language, tuple(readings), sought)

    def _likely(self, scorer: Scorer, seeing: Sight, most: int) -> list[str]:
        """Return the passages nearest to any wording of a question, and those that cover it most,
        each once, up to `most` on either side."""
        each = (
            passage_id
            for one in chain.from_iterable(scorer.sought)
            for passage_id in (
                *self._dense(one.vector, scorer.language, seeing)[:most],
                *sorted(one.covered, key=lambda key: (-one.covered[key], key))[:most],
            )
        )
        return list(dict.fromkeys(each))

    def _ranked(
        self,
        scorer: Scorer,
        found: Mapping[str, tuple[Passage, Document]],
        recent: Set[str],
    ) -> list[Hit]:
        """Return passages as hits, best first, without copies; `recent` are the documents that were
        just cited."""
        hits = [
            scorer.hit(passage, document, is_recent=document.id in recent)
            for passage, document in found.values()
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.passage.id))
        return self._reranked(scorer.readings[0].question, without_copies(hits, scorer.language))

    def _beside(self, hits: Sequence[Hit]) -> list[str]:
        """Return the passages beside the best one of each of the documents that lead: a question
        names what one section is about, and another one answers it."""
        best = {hit.document.id: hit.passage.ordinal for hit in reversed(hits)}
        leading = list(dict.fromkeys(hit.document.id for hit in hits))[:_LEADING]
        held = {hit.passage.id for hit in hits}
        beside = self._catalogue.beside((key, best[key]) for key in leading)
        return [passage_id for passage_id in beside if passage_id not in held]

    def _stretches(self, hits: Sequence[Hit], goes_on: Callable[[Passage], bool]) -> list[Stretch]:
        """Return what stands under the heading of each hit that goes on, of documents that lead."""
        parts = [hit for hit in hits if goes_on(hit.passage)]
        leading = list(dict.fromkeys(hit.document.id for hit in parts))[:_LEADING]
        return stretches(parts, self._catalogue.outlines(leading)) if parts else []

    def _headed(self, hits: Sequence[Hit], headed: Callable[[str, str], bool]) -> list[str]:
        """Return, of the documents that were found, the passages under a heading that is asked for,
        and those at the top of one that has any, which tell it from others: no sentence of a
        section need have a word of what is asked."""
        languages = {hit.document.id: hit.document.language for hit in hits}
        outlines = self._catalogue.outlines(languages)
        held = {hit.passage.id for hit in hits}
        wanted: list[str] = []
        for document_id, outline in outlines.items():
            language = languages[document_id]
            under = [key for key, heading in outline if headed(heading, language)]
            wanted += [outline[0][0], *under[:_UNDER]]
        return [passage_id for passage_id in dict.fromkeys(wanted) if passage_id not in held]

    def _adapted(self, vector: Vector) -> Vector:
        """Return a question's vector, nearer to what answers it."""
        if self._adapter is None:
            return vector
        moved = self._adapter @ vector
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)

    def _leaning(self, vector: Vector, about: str) -> Vector:
        """Return a question's vector, nearer to what it is about; that is the same for most
        questions, and its vector is kept."""
        if not about:
            return vector
        if about not in self._subjects:
            embedded = self._embedder.question(about)
            self._subjects[about] = without_language(embedded.vector, self._axes)
        return vector + LEANING * self._subjects[about]

    def _read(self, query: Query) -> list[QuestionReading]:
        """Return the ways to read a question, each in its own words, in the usual ones and
        otherwise."""
        read = query.readings
        texts = list(dict.fromkeys(chain.from_iterable(read)))
        wordings = {one.text: one for one in self.wordings(texts, query.language)}
        return [QuestionReading(tuple(wordings[text] for text in each)) for each in read]

    def _sought(self, said: Wording, about: str, query: Query) -> Sought:
        asked = self.vocabulary.terms(said.text, query.language)
        vector = self._leaning(self._adapted(said.vector), about)
        stems = {stem for term in asked for stem in term.stems}
        lexical = self._full_text.matching(stems, query.seeing, _DEPTH)
        matches = {match.passage_id: match for match in lexical}
        covered = {key: coverage(asked, match) for key, match in matches.items()}
        return Sought(vector, matches, covered)

    def _dense(self, vector: Vector, language: str, seeing: Sight) -> list[str]:
        """Return the nearest visible passages.

        The index knows nothing of access and filters. It is asked for more than is needed; where
        little of that may be seen, it is told among which passages to look. That it gives fewer
        than were asked for does not say that there are no others: it misses some.
        """
        depth = _DEPTH
        while True:
            nearest = dict(self._index.nearest(vector, depth))
            languages = self._catalogue.visible(list(nearest), seeing)
            if len(languages) >= _DEPTH:
                break
            all_given = len(nearest) < depth
            listed = depth > _DEPTH or all_given
            in_sight = self._catalogue.in_sight(seeing, _LISTED) if listed else None
            if in_sight is not None:
                nearest = dict(self._index.nearest(vector, _DEPTH, among=list(in_sight)))
                languages = {passage_id: in_sight[passage_id] for passage_id in nearest}
                break
            if all_given:
                break
            depth *= 4

        def nearness(passage_id: str) -> float:
            return nearest[passage_id] + other_language(language, languages[passage_id])

        return sorted(languages, key=nearness, reverse=True)

    def _reranked(self, question: str, hits: list[Hit]) -> list[Hit]:
        """Return the hits in the reranker's order, with its scores, if there is one."""
        if self._reranker is None:
            return hits
        first = hits[:_RERANKED]
        scores = self._reranker.scores(question, [hit.in_context for hit in first])
        rescored = [replace(hit, score=score) for hit, score in zip(first, scores, strict=True)]
        return sorted(rescored, key=lambda hit: (-hit.score, hit.passage.id))


def _quoted(found: Iterable[tuple[Passage, Document]], answer: Quoting) -> set[str]:
    """Return the ids of the documents of which a sentence stands in an answer."""
    return {
        document.id
        for passage, document in found
        if any(answer.place_of(said, document) >= 0 for said in passage.wordings)
    }


def _beyond(document: Document, said: str) -> int:
    """Return how many words of a document's title a sentence of it has not."""
    told = set(terms(said, document.language))
    return len(set(terms(document.title, document.language)) - told)
