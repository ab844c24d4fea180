"""Numbers, markers and text of an answer; its checks."""

from dataclasses import replace
from datetime import date

import pytest
from fakes import document, passage_of
from hypothesis import given
from hypothesis import strategies as st

from assistant.composing.citing import cite, lacks, write, write_sources
from assistant.conversation import Quote
from assistant.sentences import long_date
from assistant.verifying import verified
from assistant.wire.answers import CitationBody
from vectorstore.quoting import Quoting


def quote(name: str, text: str, start: int = 0, end: int | None = None, **values: object) -> Quote:
    content = document(name, text, **values)
    return Quote(passage_of(content), content.document, start, len(text) if end is None else end)


def said(*quotes: Quote) -> str:
    """Return the text without the line of dates."""
    return "".join(write(cite(quotes), "en")).partition("\n\nDates of the")[0]


def test_quotes_of_one_passage_follow_each_other_and_others_begin_anew() -> None:
    text = "One. Two."
    assert (
        said(quote("a", text, 0, 4), quote("a", text, 5, 9), quote("b", "Three."))
        == "One. [1] Two. [2]\n\nThree. [3]"
    )


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Venue Ada Novak (To: Ben) Monday 2 February 2026 11:03", "2 February 2026"),
        ("Venue Ada Novak (To: Ben) Monday 2 February 2026", "12 February 2026"),
        ("Programme of 3 March 2026 10:00", "12 February 2026"),
        ("Venue Ada Novak (To: Ben) 31 November 2025 11:03", "12 February 2026"),  # no such day
        ("Venue", "12 February 2026"),
    ],
)
def test_each_mail_of_a_thread_is_cited_by_its_own_day(heading: str, day: str) -> None:
    one = quote("a", "It is booked.", published_on=date(2026, 2, 12))
    one = replace(one, passage=replace(one.passage, headings=("Mails", heading)))
    other = replace(one, passage=replace(one.passage, headings=("Mails",)))
    (cited,) = cite([one])
    assert write([cited], "en")[-1].endswith(f": {day} [1]")
    assert long_date(CitationBody.of(cited).published_on, "en") == day
    sourced = write_sources(cite([one, other]), "en")
    assert len(sourced) == (1 if day == "12 February 2026" else 2)


def test_points_keep_the_marks_that_they_have() -> None:
    text = "1. One\n- Two\nThree"
    quotes = [quote("a", text, *span) for span in ((0, 6), (7, 12), (13, 18))]
    told = "".join(write(cite(quotes), "en", listed=True)).partition("\n\nDates of the")[0]
    assert told == "1. One [1]\n- Two [2]\n- Three [3]"


def test_items_of_a_list_stand_on_lines_of_their_own() -> None:
    text = "- One\n- Two"
    assert said(quote("a", text, 0, 5), quote("a", text, 6, 11)) == "- One [1]\n- Two [2]"


def test_what_begins_a_line_in_its_document_begins_one_in_the_answer() -> None:
    text = "1. One. Two.\n2. Three."
    quotes = [quote("a", text, *span) for span in ((0, 7), (8, 12), (13, 22))]
    assert said(*quotes) == "1. One. [1] Two. [2]\n2. Three. [3]"


def test_rows_of_one_table_stand_on_lines_below_each_other_whatever_passages_they_are_in() -> None:
    content = document("a", "State: Malta; Joined: 2021\nState: Italy; Joined: 2021")
    first, second = passage_of(content), replace(passage_of(content), id="further")
    rows = [
        Quote(first, content.document, 0, 26),
        Quote(second, content.document, 27, len(content.text)),
    ]
    assert said(*rows) == "State: Malta; Joined: 2021 [1]\nState: Italy; Joined: 2021 [2]"
    other = quote("b", "State: Spain; Joined: 2021")
    assert (
        said(rows[0], other) == "State: Malta; Joined: 2021 [1]\n\nState: Spain; Joined: 2021 [2]"
    )


def test_numbers_in_brackets_in_a_document_do_not_pass_for_markers() -> None:
    (citation,) = cite([quote("a", "It grew [12] fast [3].")])
    assert write([citation], "en")[0] == "It grew (12) fast (3). [1]"
    assert citation.quote == "It grew [12] fast [3]."


def test_the_sources_are_dated_and_their_languages_named_in_the_asker_s_language() -> None:
    quotes = [
        quote("a", "One.", published_on=date(2024, 6, 5)),
        quote("b", "Two.", published_on=date(2024, 6, 5)),
        quote("c", "Drei.", language="de", kind="note", published_on=date(2026, 11, 25)),
        quote("d", "Four."),
    ]
    assert write(cite(quotes), "en")[-1] == (
        "\n\nDates of the sources: 5 June 2024 [1] [2]; "
        "note written on 25 November 2026, in German [3]; no date [4]"
    )
    undated = quote("e", "Five.", kind="note")
    assert write(cite([undated]), "en")[-1] == ("\n\nDates of the sources: note, no date [1]")
    assert write(cite(quotes[2:3]), "fr")[-1] == (
        "\n\nDates des sources : note de synthèse rédigée le 25 novembre 2026, en allemand [1]"
    )


def test_openings_come_first_each_in_a_paragraph_of_its_own() -> None:
    pieces = write(cite([quote("a", "17."), quote("b", "20.")]), "en", ["Hm:", "They differ:"])
    assert pieces[:3] == ["Hm:\n\n", "They differ:\n\n", "17. [1]"]


def test_what_was_found_besides_is_said_to_be_that() -> None:
    quotes = [quote("a", "17. 20.", 0, 3), quote("a", "17. 20.", 4, 7), quote("b", "21.")]
    pieces = write(cite(quotes), "en", besides=2)
    assert "".join(pieces[:-1]) == "17. [1]\n\nAlso found on this:\n\n20. [2]\n\n21. [3]"
    assert "Also found" not in "".join(write(cite(quotes), "en"))
    remarked = "".join(write(cite(quotes[:2]), "en", remarks=["Perhaps."], besides=1))
    assert remarked.startswith("17. [1]\n\nPerhaps.\n\nAlso found on this:\n\n20. [2]\n\nDates")


def test_remarks_come_before_the_dates() -> None:
    *_, remark, dates = write(cite([quote("a", "17.")]), "en", remarks=["Perhaps."])
    assert remark == "\n\nPerhaps."
    assert dates.startswith("\n\nDates of the sources:")


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
def test_every_marker_has_a_citation_and_the_rest_are_fixed_sentences(texts: list[str]) -> None:
    citations = cite([quote(str(number), text) for number, text in enumerate(texts)])
    *pieces, dates = write(citations, "en")
    for citation, piece, text in zip(citations, pieces, texts, strict=True):
        assert piece.endswith(f" [{citation.number}]")
        assert citation.quote == text
    numbers = " ".join(f"[{citation.number}]" for citation in citations)
    assert dates == f"\n\nDates of the sources: no date {numbers}"


def test_only_what_is_stored_letter_for_letter_is_verified() -> None:
    kept, changed, gone = quote("a", "Ten members."), quote("b", "One."), quote("c", "Two.")
    assert verified([kept, changed, gone], ["Ten members.", "one.", ""]) == [kept]


@pytest.mark.parametrize("said", ["It began in 2015.[3]", "Members:\n- Discord\n- Twitch [1]"])
def test_what_was_printed_is_known_again(said: str) -> None:
    (cited,) = cite([quote("a", said)])
    answer = "".join(write([cited], "en"))
    content = document("a", said)
    assert all(
        Quoting(answer).place_of(one, content.document) >= 0 for one in passage_of(content).wordings
    )


def test_a_long_row_of_blanks_is_soon_printed() -> None:
    assert lacks("who" + "\n" * 100_000 + "ate it", "en").startswith("On “who ate it”")


def test_what_is_lacking_is_named_and_passes_for_no_marker() -> None:
    assert lacks("what is\n[1]", "en") == "On “what is (1)”, I found no answer in the documents."
