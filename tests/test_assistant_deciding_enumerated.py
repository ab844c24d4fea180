"""A list is found by what announces it."""

import pytest
from fakes import TODAY

from assistant.deciding.answerability import Evidence
from assistant.deciding.enumerated import announced
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.passages import Hit

TEXT = """# About the desk

The Harbour Desk (HDX) is in Riga. It has two tasks:

- to keep the labels;
- to train pilots.

It works by day. Its three rules are:

1. Ask.
2. Wait.
"""


def found() -> list[Evidence]:
    content = build("file:///desk.md", "folder", read(TEXT.encode(), ".md"), TODAY)
    passages = cut(content, lambda texts: [len(text.split()) for text in texts])
    hits = [Hit(one, content.document, 1.0, 0.9, None) for one in passages]
    return [Evidence(hit, one, -9.0) for hit in hits for one in hit.passage.sentences]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What are the tasks of the HDX?",
            ["It has two tasks:", "- to keep the labels;", "- to train pilots."],
        ),
        ("What are the rules of the desk?", ["Its three rules are:", "1. Ask.", "2. Wait."]),
        ("What are the tasks of the Ferry Desk?", []),
        ("What are the pilots of the HDX?", []),
        ("What were the tasks of the HDX in 2019?", []),
        ("Who has the tasks of the HDX?", []),
        ("What are the tasks?", []),
    ],
)
def test_a_list_is_told_by_what_announces_it(question: str, told: list[str]) -> None:
    assert [one.wording for one in announced(question, "en", found())] == told
