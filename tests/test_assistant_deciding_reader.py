"""The reader: which sentences answer, and that it is trained by what is written down."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from assistant import calibration
from assistant.deciding.reader import Reader
from assistant.evaluation.fitting.training import train, written_documents
from vectorstore import bundled_model
from vectorstore.embedding import Embedder
from vectorstore.language import LANGUAGES, detect
from vectorstore.passages import TOKEN_SIZE

ABOUT = "Crocus Pact - Fourth assembly\n"
SAID = [
    "The fourth assembly of the Crocus Pact was held in Riga on 12 May 2021.",
    "Maria Example, the Latvian minister of the interior, was in the chair.",
    "Twelve companies signed the declaration against fraud.",
    "It was decided to set up a hotline because complaints had doubled within a year.",
]
NONE = {"language": "en", "answered_by": []}
ASIDES = {"en": ["I need it by noon.", "My list is out of date.", "It is for the minister."]}


@cache
def reader() -> Reader:
    return Reader(calibration.read(calibration.SHIPPED).reader)


def read(embedder: Embedder, question: str) -> list[float]:
    tokens = [one.tokens for one in embedder.sentences([ABOUT + text for text in SAID])]
    return reader().read(embedder.question(question).tokens, tokens)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where did the fourth assembly take place?", 0),
        ("Who chaired it?", 1),
        ("Wer leitete die Versammlung?", 1),
        ("How many firms signed?", 2),
        ("Combien d'entreprises ont signé la déclaration ?", 2),
        ("Why is there a hotline?", 3),
        ("Dlaczego utworzono infolinię?", 3),
    ],
)
def test_the_sentence_that_answers_is_told_from_those_around_it(
    embedder: Embedder, question: str, answer: int
) -> None:
    assert int(np.argmax(read(embedder, question))) == answer


def test_what_is_answered_stands_above_what_is_not(embedder: Embedder) -> None:
    answered = ["Who was in the chair?", "How many companies signed?", "In which city was it?"]
    missing = ["Who was the rapporteur?", "Which companies signed?", "What did the hotline cost?"]
    least = [max(read(embedder, question)) for question in answered]
    most = [max(read(embedder, question)) for question in missing]
    assert np.mean(least) > np.mean(most) + 1


def test_a_sentence_is_read_alike_alone_and_among_longer_ones(embedder: Embedder) -> None:
    question = embedder.question("Who chaired it?").tokens
    tokens = [one.tokens for one in embedder.sentences([SAID[1], SAID[0] + " " + SAID[3]])]
    together = reader().read(question, tokens)
    alone = [reader().read(question, [one])[0] for one in tokens]
    assert together == pytest.approx(alone, abs=1e-4)
    assert reader().read(question, []) == []


def test_training_gives_the_same_weights_every_time_and_a_reader_takes_them(
    embedder: Embedder,
) -> None:
    documents = written_documents()[:6]
    told: list[str] = []
    weights = train(embedder, documents, ASIDES, lambda done, total, what: told.append(what))
    again = train(embedder, documents, ASIDES, lambda done, total, what: None)
    assert weights.keys() == again.keys()
    assert all(np.array_equal(weights[name], again[name]) for name in weights)
    assert set(told) == {"reading the examples", "training the reader"}
    tokens = embedder.question("Who chaired it?").tokens
    assert len(Reader(weights).read(tokens, [tokens])) == 1


def test_a_follow_up_is_read_with_what_it_leaves_unsaid(embedder: Embedder) -> None:
    questions = [
        {"text": "And the fourth?", "after": ["Who chaired the third assembly?"]},
        {"text": "Who chaired the fourth assembly?"},
        {"text": "And the fourth?"},
    ]
    joined, written_out, alone = (
        train(
            embedder,
            [{"title": "A", "heading": "", "sentences": SAID, "questions": [one | NONE]}],
            {},
            lambda *told: None,
        )
        for one in questions
    )
    assert np.array_equal(joined["enter.weight"], written_out["enter.weight"])
    assert not np.array_equal(joined["enter.weight"], alone["enter.weight"])


def test_a_model_without_token_axes_gets_no_reader(model_folder: Path, tmp_path: Path) -> None:
    other = Embedder(str(model_folder), tmp_path)
    assert train(other, written_documents()[:1], {}, lambda *told: None) == {}


def test_the_shipped_axes_are_principal_axes(embedder: Embedder) -> None:
    """They are those of every 37th sentence; these are others."""
    texts = [
        f"{document['title']} - {document['heading']}\n{sentence}"
        for document in written_documents()[:40]
        for sentence in document["sentences"]
    ]
    encoded = embedder._model.encode_document(texts, output_value=None)
    states = np.concatenate(
        [one["middle_states"][one["attention_mask"].bool()][1:-1].numpy() for one in encoded]
    )
    mean, axes = bundled_model.token_axes()
    assert np.allclose(axes @ axes.T, np.eye(TOKEN_SIZE), atol=5e-3)
    best = np.linalg.svd(states - states.mean(0), full_matrices=False)[2][:TOKEN_SIZE]
    kept, most = (((states - mean) @ one.T).var(0).sum() for one in (axes, best))
    assert kept > 0.85 * most  # any axes would keep two thirds


def test_the_examples_are_whole_and_in_the_languages_they_say() -> None:
    documents = written_documents()
    assert len({(one["title"], one["heading"]) for one in documents}) == len(documents)
    questions = [question for one in documents for question in one["questions"]]
    assert {one["language"] for one in questions} == LANGUAGES
    for document in documents:
        assert 1 <= len(document["sentences"]) <= 7
        places = range(len(document["sentences"]))
        assert all(set(one["answered_by"]) <= set(places) for one in document["questions"])
    answered = sum(bool(one["answered_by"]) for one in questions)
    assert 0.4 < answered / len(questions) < 0.6
    long = [one for one in questions if len(one["text"]) > 60][::10]
    assert sum(detect(one["text"]) == one["language"] for one in long) > 0.99 * len(long)
