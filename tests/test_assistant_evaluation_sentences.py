"""The sentences of messages: some that ask and some that do not in every language, each once."""

import json
from collections import Counter

from assistant.evaluation.cases import BUNDLED_QUESTIONS
from vectorstore.language import LANGUAGES

SAID = [
    json.loads(line)
    for line in BUNDLED_QUESTIONS.with_name("sentences.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def test_a_sentence_asks_or_not_in_a_language_and_is_trimmed() -> None:
    for said in SAID:
        assert said.keys() == {"asks", "language", "text"}
        assert said["text"] == " ".join(said["text"].split()) != ""
    assert len({said["text"].casefold() for said in SAID}) == len(SAID)


def test_there_are_enough_of_either_in_every_language() -> None:
    found = Counter((said["asks"], said["language"]) for said in SAID)
    assert found.keys() == {(asks, code) for asks in (True, False) for code in LANGUAGES}
    assert min(found.values()) >= 20
