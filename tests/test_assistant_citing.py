"""Numbers, markers and text of an answer; its checks."""

from fakes import document, passage_of
from hypothesis import given
from hypothesis import strategies as st

from assistant.citing import cite, write
from assistant.conversation import Quote
from assistant.verifying import verified


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
