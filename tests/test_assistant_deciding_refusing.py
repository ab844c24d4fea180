"""What sounds like another subject or chatter, and is none by what was found."""

from dataclasses import replace

import pytest
from fakes import candidate, evidence_in

from assistant import calibration
from assistant.deciding.answerability import Evidence
from assistant.deciding.decision import decide
from assistant.deciding.refusing import refusal, surely_tells
from assistant.understanding.parts.part import Part
from vectorstore.findings import Findings


def evidence(weight: float, text: str, title: str = "New members") -> list[Evidence]:
    one = candidate(text, title=title)
    return [Evidence(one.hit, one.sentence, weight)]


@pytest.mark.parametrize(
    ("question", "weight", "far", "refused"),
    [
        pytest.param("When was the Zadar dinner?", -9, False, False, id="speaks of Zadar"),
        pytest.param("When was the Zadar dinner?", -9, True, True, id="out of reach"),
        pytest.param("When was the Trieste dinner?", -9, False, True, id="not of Trieste"),
        pytest.param("When was the dinner?", -9, False, True, id="names nobody"),
        pytest.param("May I dine at the Commission?", -9, False, True, id="names a body alone"),
        pytest.param("When was the Trieste dinner?", 9, False, False, id="beside, but certain"),
    ],
)
def test_what_sounds_like_another_subject_is_none_if_documents_speak_of_whom_it_names(
    monkeypatch: pytest.MonkeyPatch, question: str, weight: float, far: bool, refused: bool
) -> None:
    monkeypatch.setattr("assistant.deciding.refusing.out_of_scope", lambda *args: True)
    monkeypatch.setattr("assistant.deciding.refusing.is_out_of_reach", lambda *args: far)
    monkeypatch.setattr("assistant.deciding.doubting.is_beside", lambda *args: True)
    fitted = calibration.read(calibration.SHIPPED)
    said = evidence(weight, "The Commission came on 5 May.", "Dinner in Zadar")
    decision = decide([(Part(question, (question,)), said)], "en", fitted)
    assert decision.is_unsure
    found = Findings((said[0].hit,), "en", ())
    assert (refusal(decision, found, question, fitted) == "refused_out_of_scope") is refused


@pytest.mark.parametrize(
    ("text", "refused"), [("The dinner costs EUR 40.", False), ("The lunch was on 5 May.", True)]
)
def test_what_sounds_like_another_subject_is_none_if_a_sentence_has_its_words(
    monkeypatch: pytest.MonkeyPatch, text: str, refused: bool
) -> None:
    monkeypatch.setattr("assistant.deciding.refusing.out_of_scope", lambda *args: True)
    monkeypatch.setattr("assistant.deciding.refusing.is_out_of_reach", lambda *args: True)
    question = "When was the dinner?"
    fitted = calibration.read(calibration.SHIPPED)
    said = evidence(-9.0, text)
    decision = decide([(Part(question, (question,)), said)], "en", fitted)
    found = Findings((said[0].hit,), "en", ())
    assert (refusal(decision, found, question, fitted) == "refused_out_of_scope") is refused


@pytest.mark.parametrize(
    ("question", "language", "text", "weight", "odds", "refused"),
    [
        ("Weather in Brussels?", "en", "Brussels, room 0.C, 09:30", 9, -0.1, True),
        ("Wetter in Brüssel?", "de", "Brussels, room 0.C, 09:30", 9, 1.2, True),
        ("Rooms in Brussels?", "en", "Brussels, room 0.C, 09:30", 9, -0.1, False),
        ("Where to eat in Brussels?", "en", "Brussels, Chez Ada, 19:30", 9, 0.6, False),
        (
            "Quand les Estoniens vont-ils à Rome ?",
            "fr",
            "Estonians visit Rome in May.",
            9,
            3.0,
            False,
        ),
        ("Quand les Estoniens vont-ils à Rome ?", "fr", "Danes visit Rome in May.", 9, 3.0, True),
        ("Mindestumsatz für Los 1", "de", "For lot 1, turnover is EUR 9.", -3.2, 0.2, False),
        ("Mindestumsatz für Los 1", "de", "For lot 2, turnover is EUR 9.", -3.2, 0.2, True),
        ("Mindestumsatz für Los 1", "de", "For lot 1, turnover is EUR 9.", -3.2, -0.2, True),
        (
            "Who hosted the dinner of 2014?",
            "en",
            "Am 8. Oktober 2014 lud Ada ein.",
            -3.2,
            0.2,
            False,
        ),
        (
            "Who hosted the dinner of 2015?",
            "en",
            "Am 8. Oktober 2014 lud Ada ein.",
            -3.2,
            0.2,
            True,
        ),
        ("who owns AP 5?", "en", "AP 5 - Circulate a paper.", -9, -4.0, False),
        ("who owns AP 5?", "en", "AP 55 - Circulate a paper.", -9, -4.0, True),
    ],
)
def test_what_sounds_like_another_subject_needs_more_than_its_city_and_may_have_its_figure_or_date(
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    language: str,
    text: str,
    weight: float,
    odds: float,
    refused: bool,
) -> None:
    monkeypatch.setattr("assistant.deciding.refusing.out_of_scope", lambda *args: True)
    monkeypatch.setattr("assistant.deciding.refusing.is_out_of_reach", lambda *args: True)
    fitted = calibration.read(calibration.SHIPPED)
    said = [replace(one, odds=odds) for one in evidence(weight, text)]
    decision = decide([(Part(question, (question,)), said)], language, fitted)
    found = Findings((said[0].hit,), language, ())
    assert (refusal(decision, found, question, fitted) == "refused_out_of_scope") is refused


@pytest.mark.parametrize(
    ("question", "texts", "weight", "told"),
    [
        ("Who cancelled?", ["Cancelled: Italy.", "Malta came."], 9.0, True),
        ("Who cancelled?", ["Cancelled: Italy.", "Malta cancelled."], 9.0, False),
        ("Who cancelled?", ["Cancelled: Italy.", "Malta came."], -2.5, False),
        ("Who cancelled it?", ["Malta came.", "Italy was there."], 9.0, False),
        ("Is it cancelled?", ["It is cancelled.", "Malta came."], 9.0, False),
        ("How fast does Chattera answer?", ["Chattera is slow.", "Malta came."], 9.0, True),
        ("How fast do you answer?", ["Chattera is slow.", "Malta came."], 9.0, False),
    ],
)
def test_what_speaks_of_what_is_asked_tells_that_it_was_asked_of_documents(
    question: str, texts: list[str], weight: float, told: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    found = [one for text in texts for one in evidence(weight, text)]
    decision = decide([(Part(question, (question,)), found)], "en", fitted)
    assert surely_tells(decision, question, "en") is told


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("What is the cheapest work package?", False),
        ("What is the cheapest package holiday?", True),
    ],
)
def test_the_greatest_or_the_least_is_told_by_figures(
    monkeypatch: pytest.MonkeyPatch, question: str, refused: bool
) -> None:
    monkeypatch.setattr("assistant.deciding.refusing.out_of_scope", lambda *args: True)
    monkeypatch.setattr("assistant.deciding.refusing.is_out_of_reach", lambda *args: True)
    fitted = calibration.read(calibration.SHIPPED)
    said = evidence(-9.0, "Work package: Training; Budget: 20 000")
    decision = decide([(Part(question, (question,)), said)], "en", fitted)
    found = Findings((said[0].hit,), "en", ())
    assert (refusal(decision, found, question, fitted) == "refused_out_of_scope") is refused


@pytest.mark.parametrize("question", ["Where is the seminar held?", "Where is the seminar?"])
def test_what_says_of_most_things_where_they_are_is_no_word_of_them(question: str) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    said = evidence(1.0, "ELA announced a seminar in Bratislava.")
    decision = decide([(Part(question, (question,)), said)], "en", fitted)
    assert surely_tells(decision, question, "en")


@pytest.mark.parametrize(
    ("question", "titles", "is_told"),
    [
        ("Summarise the letter", ("Letter of Ada Lind", "Report"), True),
        ("What is the letter about?", ("Letter of Ada Lind", "Report"), True),
        ("Summarise the briefing", ("Briefing on Riga", "Report"), True),
        ("Summarise the briefing", ("Briefing on Riga", "Briefing on Oslo"), False),
        ("What is the letter about?", ("Letter of Ada Lind", "Letter of Bo Marek"), False),
        ("Who wrote the letter?", ("Letter of Ada Lind", "Report"), False),
        ("Tell me about it", ("Letter of Ada Lind", "Report"), False),
    ],
)
def test_a_document_that_is_called_so_is_told_of_though_no_sentence_says_it(
    question: str, titles: tuple[str, str], is_told: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    texts = zip(titles, ("Adverts were removed.", "Offers were checked."), strict=True)
    found = [one for title, text in texts for one in evidence(-9.0, text, title)]
    decision = decide([(Part(question, (question,)), found)], "en", fitted)
    told = [one.hit.document.title for _, all_of in decision.answered for one in all_of]
    assert told == ([titles[0]] if is_told else [])
    assert surely_tells(decision, question, "en") is is_told
    assert not decision.unsure


@pytest.mark.parametrize(
    ("question", "beside", "is_told"),
    [
        ("What does the report recommend?", "Minutes", True),
        ("What does the report recommend?", "Report on lamps", False),
        ("What does the report recommend?", "How to report a fault", False),
        ("What does the letter recommend?", "Minutes", False),
    ],
)
def test_what_a_paper_recommends_is_told_of_the_only_one_called_so(
    question: str, beside: str, is_told: bool
) -> None:
    fitted = calibration.read(calibration.SHIPPED)
    report = "# Report on ropes\n\n## Recommendations\n\n1. Ropes should be shorter.\n"
    other = f"# {beside}\n\nLamps were lit.\n"
    found = [*evidence_in(report, name="report"), *evidence_in(other, name="other")]
    decision = decide([(Part(question, (question,)), found)], "en", fitted)
    assert surely_tells(decision, question, "en") is is_told
