"""What a sentence may not be quoted without that comes after it, in every language."""

import json
from pathlib import Path

import pytest
from fakes import TODAY

from assistant.wording.onwards import goes_on
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.language import LANGUAGES
from vectorstore.passages import Passage

CASES = json.loads((Path(__file__).parent / "data" / "onwards.json").read_text(encoding="utf-8"))


def passage_of(text: str) -> Passage:
    content = build("file:///t.md", "folder", read(f"# T\n\n{text}".encode(), ".md"), TODAY)
    (passage,) = cut(content, lambda texts: [len(one.split()) for one in texts])
    return passage


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_was_asked_moved_changed_or_cancelled_is_told_with_what_follows(language: str) -> None:
    for kind, said in CASES[language].items():
        passage = passage_of(" ".join(said))
        assert len(passage.sentences) == len(said), said
        assert goes_on(passage, 0, language), (kind, said)
    plain = CASES[language]["asked"][1]
    for kind in ("moved", "changed", "cancelled"):
        passage = passage_of(f"{CASES[language][kind][0]} {plain}")
        assert len(passage.sentences) == 2
        assert not goes_on(passage, 0, language), (kind, plain)


@pytest.mark.parametrize(
    "text",
    [
        "Ms Berg asked the secretariat whether lawyers may come. Two per company at most.",
        "It ends on 31 March 2026. It was extended by six months.",
        "It ends on 31 March 2026. As two could not come, it was put off to May 2026.",
        "The visit is on 3 June 2026. It was cancelled because of a strike.",
    ],
)
def test_what_was_asked_of_somebody_or_put_off_is_told_with_what_follows(text: str) -> None:
    assert goes_on(passage_of(text), 0, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The contract ends on 31 March. The meeting of 31 March was extended by guests.",
        "The contract ends on 31 March. The pilot starts on 2 May.",
        "The contract ends in time. It was extended until 30 September.",
        "The fee is 20 euro. It was raised in 2024.",
        "The list was opened on 3 May 2026. Concerns were raised in June 2026.",
        "The call ends on 3 May 2026. Its budget was cut to 20 euro.",
        "The fee is 20 euro. It was raised by three members.",
        "The contract ends on 31 March 2026. The budget for 2027 was prolonged.",
        "The fee is 20 euro. Fines were raised to 500 euro.",
        "The visit is on 3 June. A plan for Riga was abandoned.",
        "The pool holds 40 entries. Two entries were contested, and one of them withdrawn.",
        "Ms Berg asked who pays. Mr Reis asked who drives.",
        "Ms Berg asked for a longer list. The list has ten names.",
        "Ms Berg asked who pays.\n\nThe list has ten names.",
        "The contract ends on 31 March.\n\nIt was extended until 30 September.",
    ],
)
def test_what_follows_is_else_not_needed(text: str) -> None:
    assert not goes_on(passage_of(text), 0, "en")
