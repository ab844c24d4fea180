"""Numbers, markers and text of an answer; its checks; its fixed sentences."""

import json
from importlib.resources import files
from string import Template

import pytest
from fakes import document, passage_of
from hypothesis import given
from hypothesis import strategies as st

from assistant import sentences
from assistant.citing import cite, write
from assistant.conversation import Quote
from assistant.verifying import verified
from vectorstore.language import LANGUAGES

TRANSLATIONS = sorted(
    file.name.removesuffix(".json")
    for file in files(sentences).iterdir()
    if file.name.endswith(".json")
)


def quote(name: str, text: str, start: int = 0, end: int | None = None) -> Quote:
    content = document(name, text)
    return Quote(passage_of(content), content.document, start, len(text) if end is None else end)


def text_of(*quotes: Quote) -> str:
    return "".join(write(cite(quotes)))


def test_quotes_of_one_passage_follow_each_other_and_others_begin_anew() -> None:
    text = "One. Two."
    assert (
        text_of(quote("a", text, 0, 4), quote("a", text, 5, 9), quote("b", "Three."))
        == "One. [1] Two. [2]\n\nThree. [3]"
    )


def test_items_of_a_list_stand_on_lines_of_their_own() -> None:
    text = "- One\n- Two"
    assert text_of(quote("a", text, 0, 5), quote("a", text, 6, 11)) == "- One [1]\n- Two [2]"


def test_numbers_in_brackets_in_a_document_do_not_pass_for_markers() -> None:
    (citation,) = cite([quote("a", "It grew [12] fast [3].")])
    assert write([citation]) == ["It grew (12) fast (3). [1]"]
    assert citation.quote == "It grew [12] fast [3]."


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
def test_every_marker_has_a_citation(texts: list[str]) -> None:
    citations = cite([quote(str(number), text) for number, text in enumerate(texts)])
    pieces = write(citations)
    for citation, piece, text in zip(citations, pieces, texts, strict=True):
        assert piece.endswith(f" [{citation.number}]")
        assert citation.quote == text


def test_only_what_is_stored_letter_for_letter_is_verified() -> None:
    kept, changed, gone = quote("a", "Ten members."), quote("b", "One."), quote("c", "Two.")
    assert verified([kept, changed, gone], ["Ten members.", "one.", ""]) == [kept]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translations_have_the_same_sentences_and_places(language: str) -> None:
    def said(code: str) -> dict[str, str]:
        loaded: dict[str, str] = json.loads((files(sentences) / f"{code}.json").read_text("utf-8"))
        return loaded

    def places(template: str) -> list[str]:
        return sorted(Template(template).get_identifiers())

    assert language in LANGUAGES
    assert said(language).keys() == said("en").keys()
    for key, template in said(language).items():
        assert places(template) == places(said("en")[key])


def test_a_language_without_translation_is_answered_in_english() -> None:
    assert sentences.say("mt", "contact") == sentences.say("en", "contact")
