"""Which section of a document is asked for is told by words, in every language of the Union."""

import json
from pathlib import Path

import pytest

from assistant.understanding.kinds.sections import asked_section, is_headed, is_labelled
from assistant.understanding.phrases.asking import wanted
from vectorstore.language import LANGUAGES

CASES = json.loads((Path(__file__).parent / "data" / "sections.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_section_is_asked_for_and_headed_in_every_language(language: str) -> None:
    asked = [case for case in CASES[language] if case["kind"]]
    assert {case["kind"] for case in asked} >= {"attendance", "author", "decisions", "actions"}
    for case in asked:
        found = asked_section(case["question"], language)
        assert found, case
        assert found.kind == case["kind"], case
        assert is_headed(found.kind, case["heading"], language), case


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_who_wants_something_of_a_section_is_not_given_all_of_it(language: str) -> None:
    (closer,) = [case["question"] for case in CASES[language] if not case["kind"]]
    found = asked_section(closer, language)
    precise = {"person", "time", "place", "amount", "reason", "difference"}
    assert found is None or wanted(found.rest, language) & precise


def test_what_the_question_says_beside_tells_which_document_is_meant() -> None:
    found = asked_section("Please give me the decisions taken in Vienna", "en")
    assert found
    assert found.rest.split()[-2:] == ["in", "Vienna"]
    open_words = asked_section("Wer nahm an der sechsten Sitzung teil?", "de")
    assert open_words
    assert "sechsten Sitzung" in open_words.rest
    long = asked_section("What did the mission to Tallinn recommend?", "en")
    assert long
    assert long.kind == "recommendations"


@pytest.mark.parametrize(
    ("wording", "is_one"),
    [
        ("Apologies: Bulgaria and Nestify.", True),
        ("Excused: Hungary.", True),
        ("Apologies were sent by Bulgaria.", False),
        ("The apologies that Bulgaria sent too late: none was read.", False),
    ],
)
def test_a_line_with_a_label_is_a_section(wording: str, *, is_one: bool) -> None:
    assert is_labelled("absence", wording, "en") is is_one


def test_since_when_somebody_takes_part_heads_no_list_of_who_was_there() -> None:
    assert is_headed("attendance", "Participation", "en")
    assert is_headed("attendance", "Participants, 3 May 2024", "en")
    assert not is_headed("attendance", "Participation since 2019", "en")
    assert is_headed("decisions", "Decisions since 2019", "en")
