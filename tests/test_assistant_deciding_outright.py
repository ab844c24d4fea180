"""Sentences that say outright what a question checks."""

import pytest
from fakes import document, passage_of

from assistant.deciding.outright import outright
from vectorstore.passages import Candidate, Hit


@pytest.mark.parametrize(
    ("question", "language", "text", "says"),
    [
        (
            "Was Ireland referred to the Court?",
            "en",
            "In 2025, it referred Ireland to the Court.",
            True,
        ),
        ("Is taking part voluntary?", "en", "Taking part in the Forum is voluntary.", True),
        ("Was Spain referred to the Court?", "en", "It referred Ireland to the Court.", False),
        ("Did the third meeting fail?", "en", "The third meeting failed.", True),
        (
            "Was Ireland sued over the TCO Regulation?",
            "en",
            "Ireland was sued over the regulation on terrorist content online.",
            True,
        ),
        (
            "Was Ireland sued over the regulation on terrorist content online?",
            "en",
            "Ireland was sued over the TCO Regulation.",
            True,
        ),
        ("Was Ireland sued over the DSA?", "en", "Ireland was sued over the TCO.", False),
        ("Was it adopted in 2018?", "en", "It was adopted in 2018.", True),
        ("Wurde Irland verklagt?", "de", "Ireland was sued.", False),
        ("Who referred Ireland to the Court?", "en", "It referred Ireland to the Court.", None),
        ("Court?", "en", "It referred Ireland to the Court.", None),
    ],
)
def test_a_sentence_with_every_word_of_a_check_says_it(
    question: str, language: str, text: str, says: bool | None
) -> None:
    content = document("a", text, title="Note")
    passage = passage_of(content)
    hit = Hit(passage, content.document, 1.0, 0.9, None)
    said = outright(question, question, language)
    assert (said and said(Candidate(hit, passage.sentences[0]))) is says


@pytest.mark.parametrize(
    ("question", "language", "text"),
    [
        (
            "Gilt die TCO-Verordnung in Irland?",
            "de",
            "Die Verordnung über terroristische Online-Inhalte gilt in Irland.",
        ),
        (
            "Le règlement TCO est-il en vigueur en Irlande ?",
            "fr",
            "Le règlement relatif aux contenus terroristes en ligne est en vigueur en Irlande.",
        ),
    ],
)
def test_a_sentence_may_spell_out_what_a_check_abbreviates(
    question: str, language: str, text: str
) -> None:
    content = document("a", text, title="Note", language=language)
    passage = passage_of(content)
    said = outright(question, question, language)
    hit = Hit(passage, content.document, 1.0, 0.9, None)
    assert said is not None
    assert said(Candidate(hit, passage.sentences[0]))


def test_a_sentence_on_another_ordinal_says_nothing_of_it() -> None:
    content = document("a", "The meeting took place.", title="Fourth meeting")
    passage = passage_of(content)
    said = outright("Did the meeting take place?", "Did the third meeting take place?", "en")
    assert said is not None
    hit = Hit(passage, content.document, 1.0, 0.9, None)
    assert not said(Candidate(hit, passage.sentences[0]))
