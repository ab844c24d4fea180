"""The examples of what people want: of every intent, in every language, each given once."""

import json
from collections import Counter
from typing import get_args

import pytest

from assistant.calibration import About
from assistant.evaluation.cases import BUNDLED_QUESTIONS
from vectorstore.language import LANGUAGES, detect

EXAMPLES = [
    json.loads(line)
    for line in BUNDLED_QUESTIONS.with_name("intents.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
INTENTS = {"subject", "unsafe", "other", "vague"}
LEAST = dict.fromkeys(LANGUAGES, 8) | dict.fromkeys(["de", "es", "fr", "it", "nl", "pl"], 14)
LEAST["en"] = 110
TELLING = 30
"""Characters: shorter ones are often names and figures, whose language nobody can tell."""


def test_an_example_has_an_intent_a_language_and_a_trimmed_text() -> None:
    for example in EXAMPLES:
        assert example.keys() == {"intent", "language", "text"}
        assert example["intent"] in INTENTS
        assert example["language"] in LANGUAGES
        assert example["text"] == " ".join(example["text"].split()) != ""


def test_no_text_is_given_twice() -> None:
    texts = Counter(example["text"].casefold() for example in EXAMPLES)
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_an_intent_has_enough_in_every_language(intent: str) -> None:
    found = Counter(one["language"] for one in EXAMPLES if one["intent"] == intent)
    assert {code: found[code] for code in LANGUAGES if found[code] < LEAST[code]} == {}


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_a_question_mark_tells_nothing_of_the_intent(intent: str) -> None:
    texts = [example["text"] for example in EXAMPLES if example["intent"] == intent]
    asking = sum(text.endswith(("?", ";")) for text in texts)  # the Greek mark is a semicolon
    assert 0.25 < asking / len(texts) < 0.75


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_texts_are_in_the_language_they_say(language: str) -> None:
    texts = [
        example["text"]
        for example in EXAMPLES
        if example["language"] == language and example["intent"] == "subject"
    ]
    longer = [text for text in texts if len(text) >= TELLING]
    right = sum(detect(text) == language for text in longer)
    assert right / len(longer) >= 0.75


ON_WHAT = [
    json.loads(line)
    for line in BUNDLED_QUESTIONS.with_name("about.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_what_questions_are_about_is_given_once_and_in_every_language() -> None:
    for example in ON_WHAT:
        assert example.keys() == {"about", "language", "text"}
    assert len({example["text"].casefold() for example in ON_WHAT}) == len(ON_WHAT)
    found = Counter((example["about"], example["language"]) for example in ON_WHAT)
    for about in get_args(About):
        assert min(found[about, language] for language in LANGUAGES) >= 10
