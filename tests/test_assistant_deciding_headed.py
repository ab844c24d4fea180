"""What a question asks for by its number stands under the heading that has it."""

import math
from dataclasses import replace
from datetime import date

import pytest
from fakes import TODAY, document, evidence_in, passage_of

from assistant.composing.quote import compose
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.decision import certainty
from assistant.deciding.sifting import sifted
from assistant.understanding.parts.part import Part
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.findings import Hit


def under(heading: str, text: str = "Whoever asks is told.", weight: float = -9.0) -> Evidence:
    content = document("a", text, title="The Act")
    passage = replace(passage_of(content), headings=("Rights", heading))
    hit = Hit(passage, content.document, 1.0, 0.9, None)
    return Evidence(hit, passage.sentences[0], weight)


@pytest.mark.parametrize(
    ("question", "language", "heading", "stands_there"),
    [
        ("What does article 7 say?", "en", "Article 7", True),
        ("what is in art. 7", "en", "Article 7 Penalties", True),
        ("and annex 2?", "en", "Annex 2", True),
        ("Was steht in Artikel 7?", "de", "Article 7", True),
        ("Que dit l'article 7 bis ?", "fr", "Article 7", False),
        ("Co je v článku 7?", "cs", "Článek 7", True),
        ("Τι λέει το άρθρο 7;", "el", "Άρθρο 7", True),
        ("What does article 7 say?", "en", "Article 17", False),
        ("What does article 7 say?", "en", "Article 7a", False),
        ("What does article 7a say?", "en", "Article 7a", True),
        ("What does article 7 say?", "en", "Chapter 7", False),
        ("What does article 7 say?", "en", "Entry into force", False),
        ("What does article 7 say about removal orders?", "en", "Article 7", False),
        ("Who has to comply with article 7?", "en", "Article 7", False),
        ("What do articles 7 and article 8 say?", "en", "Article 7", False),
        ("What happened in June 2024?", "en", "June 2024", False),
        ("What does article 7 of the Act say?", "en", "Article 7", True),
        ("What is article 7 of the DSA?", "en", "Article 7", False),
        ("Is article 7 repealed?", "en", "Article 7", False),
        ("what about article 7", "en", "Art. 7", True),
        ("What does article 7 say?", "en", "Article 7.2", False),
        ("O que prevê o artigo 7.º?", "pt", "Artigo 7.º", True),
        ("What is task 2?", "en", "Table 2", False),
        ("What about 15?", "en", "About 15 states", False),
    ],
)
def test_it_stands_under_its_heading(
    question: str, language: str, heading: str, stands_there: bool
) -> None:
    asked = Asked(Part(question, (question,)), language)
    evidence = [under(heading)]
    assert bool(asked.under_heading(evidence)) is stands_there
    assert certainty(asked, evidence) == (math.inf if stands_there else -9.0)


@pytest.mark.parametrize(
    ("question", "said", "lacks"),
    [
        ("What does article 7 say?", "The Act was proposed in 2018.", True),
        ("What does article 7 of the Act say?", "Article 17 is on fines.", True),
        ("What does article 7 say?", "Fines stand in Art. 7 of the Act.", False),
        ("Was steht in Artikel 7?", "Article 7 is on fines.", False),
        ("When does article 7 apply?", "The Act applies from 2022.", False),
        ("What does the Act say?", "The Act was proposed in 2018.", False),
    ],
)
def test_what_does_not_name_the_part_that_is_asked_for_may_be_no_answer(
    question: str, said: str, *, lacks: bool
) -> None:
    language = "de" if question.startswith("Was") else "en"
    asked = Asked(Part(question, (question,)), language)
    assert asked.lacks_part(under("Rights", said)) is lacks


def test_it_is_told_as_it_stands_and_nothing_else_is() -> None:
    question = "What does article 7 say?"
    other = under("Article 8", "Nobody asks what article 7 says.", 3.0)
    composed = compose(
        [other, under("Article 7")],
        Asked(Part(question, (question,)), "en"),
        0.0,
        date(2026, 11, 29),
    )
    assert [quote.wording for quote in composed.quotes] == ["Whoever asks is told."]
    assert not composed.besides


MINUTES = """# Minutes of the sixth meeting

## Present

- Ada Novak, Austria
- Bea Horvat, Croatia

Apologies: Italy.

## Action points

- Secretariat: send the draft by 3 May.
- Austria: book the rooms.

## 2. Lines to take

We value the Table.
"""


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("What are the action points of the sixth meeting?", "Action points"),
        ("list the action points from the 6th WGRN meeting", None),  # no word of the title is it
        ("action points of the sixth meeting", "Action points"),
        ("What are the action points?", "Action points"),
        ("Who was present at the 6th meeting?", "Present"),
        ("What were the lines to take?", "2. Lines to take"),
        ("What are our lines to take?", "2. Lines to take"),
        ("What are the action points of the seventh meeting?", None),
        ("What are the action points of the Baltic Forum?", None),
        ("When are the action points due?", None),
        ("How many action points are there?", None),
        ("Are the action points done?", None),
        ("Who has to send the draft of the action points?", None),
        ("Quels sont les points d'action ?", "Action points"),
        ("What are the action points of the sixth and of the seventh meeting?", None),
        ("What do those present say of the minutes?", None),
        ("What is present?", None),
    ],
)
def test_a_heading_is_asked_for_in_its_words(question: str, heading: str | None) -> None:
    language = "fr" if question.startswith("Quels") else "en"
    asked = Asked(Part(question, (question,)), language)
    found = asked.under_heading(minutes())
    assert {one.hit.passage.headings[-1] for one in found} == ({heading} if heading else set())


REPORT = """# Mission report: workshop on games

## Participants

Ada Novak went.

## Main points

Voice chat is the blind spot.
"""


@pytest.mark.parametrize(
    ("question", "reading", "told"),
    [
        ("What are the main points of the workshop?", "of the workshop?", True),
        ("What are the main points of the seminar?", "of the seminar?", False),
    ],
)
def test_a_heading_of_several_words_is_that_of_the_paper_whose_title_is_named(
    question: str, reading: str, *, told: bool
) -> None:
    """Though what asks for an overview ("main points") is no word of what it is read on."""
    found = Asked(Part(question, (reading,)), "en").under_heading(evidence_in(REPORT))
    assert [one.wording for one in found] == (["Voice chat is the blind spot."] if told else [])


def minutes() -> list[Evidence]:
    """Return the sentences of the minutes as evidence of no weight."""
    return evidence_in(MINUTES)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        (
            "What are the action points of the sixth meeting?",
            ["- Secretariat: send the draft by 3 May.", "- Austria: book the rooms."],
        ),
        (
            "Who was present at the 6th meeting?",
            ["- Ada Novak, Austria", "- Bea Horvat, Croatia"],
        ),
        ("What were the lines to take?", ["We value the Table."]),
    ],
)
def test_a_list_is_told_whole_without_what_follows_it(question: str, quotes: list[str]) -> None:
    composed = compose(minutes(), Asked(Part(question, (question,)), "en"), 0.0, TODAY)
    assert [quote.wording for quote in composed.quotes] == quotes


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Ποιοι ήταν παρόντες;", "el"),
        ("Wie was aanwezig?", "nl"),
        ("Wer war anwesend?", "de"),
        ("Vem var närvarande?", "sv"),
    ],
)
def test_who_was_there_is_asked_in_other_languages_and_who_was_not_is_not_told(
    question: str, language: str
) -> None:
    heading = {
        "el": "Παρόντες",
        "nl": "Aanwezig",
        "de": "Anwesend",
        "sv": "Närvarande",
    }[language]
    denying = {"el": "δεν", "nl": "niet", "de": "nicht", "sv": "inte"}[language]
    one = under(heading, "- Ada Novak, Austria")
    one = replace(one, hit=replace(one.hit, document=replace(one.hit.document, language=language)))
    first, *others = question.split()
    for asked, told in ((question, True), (" ".join([first, denying, *others]), False)):
        there = Asked(Part(asked, (asked,)), language).under_heading([one])
        assert bool(there) is told


def test_a_heading_of_many_figures_is_looked_at_as_quickly_as_any() -> None:
    question = "What are the action points?"
    asked = Asked(Part(question, (question,)), "en")
    assert asked.under_heading([under("Action points")])
    assert not asked.under_heading([under("7" * 80)])  # an earlier pattern took for ever


def test_a_list_goes_on_in_the_next_passage_and_what_stands_among_it_is_told() -> None:
    """Else an objection would be lost, and half of the points."""
    text = "# Minutes\n\n## Action points\n\n- Task A.\n\nItaly objects.\n\n- Task B.\n"
    reading = replace(read(text.encode(), ".md"), language="en")
    content = build("file:///minutes.md", "folder", reading, TODAY)
    passages = cut(content, lambda texts: [200 for _ in texts])
    assert len(passages) == 3
    hits = [Hit(one, content.document, 1.0, 0.9, None) for one in reversed(passages)]
    evidence = [Evidence(hit, one, -9.0) for hit in hits for one in hit.passage.sentences]
    question = "What are the action points?"
    composed = compose(evidence, Asked(Part(question, (question,)), "en"), 0.0, TODAY)
    assert [quote.wording for quote in composed.quotes] == [
        "- Task A.",
        "Italy objects.",
        "- Task B.",
    ]


ACT = """# Regulation (EU) 2021/784 on terrorist content online

Whereas:

(1) Content spreads fast. Haste is needed.

(2) Micro enterprises need time,

HAVE ADOPTED THIS REGULATION:

## Article 5 Specific measures

Providers take measures.

(1) The first of them is this.
"""


@pytest.mark.parametrize(
    ("question", "language", "quoted"),
    [
        ("What does Article 5 of Regulation (EU) 2021/784 say?", "en", "Providers take measures."),
        ("What does article 5 of the regulation say?", "en", "Providers take measures."),
        ("What does article 5 of the TCO regulation say?", "en", "Providers take measures."),
        ("Was steht in Artikel 5 der Verordnung (EU) 2021/784?", "de", "Providers take measures."),
        (
            "Quel est le contenu de l'article 5 du règlement 2021/784 ?",
            "fr",
            "Providers take measures.",
        ),
        (
            "Wat staat er in artikel 5 van Verordening (EU) 2021/784?",
            "nl",
            "Providers take measures.",
        ),
        ("What does Article 5 of Regulation (EU) 2022/2065 say?", "en", None),
        ("What does article 5 of the directive say?", "en", None),
        ("Is article 5 of the regulation repealed?", "en", None),
        ("What does recital 1 say?", "en", "(1) Content spreads fast."),
        ("Was steht in Erwägungsgrund 1 der Verordnung (EU) 2021/784?", "de", "(1) Content"),
        ("Co mówi motyw 2?", "pl", "(2) Micro enterprises need time,"),
        ("What does recital 3 say?", "en", None),
        ("What does point 1 say?", "en", None),
    ],
)
def test_an_act_is_named_by_its_number_or_its_title(
    question: str, language: str, quoted: str | None
) -> None:
    asked = Asked(Part(question, (question,)), language)
    found = asked.under_heading(evidence_in(ACT))
    assert found[0].wording.startswith(quoted) if quoted else not found
    assert {"HAVE ADOPTED THIS REGULATION:"}.isdisjoint(one.wording for one in found)


QUESTIONS = """---
title: Questions
publisher: Beacon Desk
---
## What is TRB?

It is the table for reporting by beacons.

## How do I apply?

Fill in a form.

## Is there a fee?

No. Taking part is free.

## How many reporters are there?

There were 38 in May.

## Which companies cannot apply?

Those that sell tools.

## Who checks reports before they are passed on?

Two readers do.

## Who checks notes of 2023 before they are passed on?

Nobody does.
"""


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("how do i apply to beacon", "How do I apply?"),
        ("How do I apply to TRB?", "How do I apply?"),  # which it tells of
        ("How do I apply to VAT?", None),
        ("beacon fee", "Is there a fee?"),
        ("How many reporters does Beacon have?", "How many reporters are there?"),
        ("How many reporters does Beacon have in Malta?", None),
        ("How many reporters were there in 2025?", None),
        ("Who are the reporters?", None),  # asks for something else of them
        ("Which companies can apply?", None),
        ("Which companies cannot apply?", "Which companies cannot apply?"),
        ("Is there a fee for late reporters?", None),
        ("Who checks the reports at Beacon?", "Who checks reports before they are passed on?"),
        ("Who checks the reports of Malta?", None),
        ("Who checks Beacon?", None),  # one word alone
        ("When are Beacon reports checked?", None),
        ("Who checks the notes at Beacon?", None),  # those of a year, at most
    ],
)
def test_a_question_is_answered_below_its_like(question: str, heading: str | None) -> None:
    found = Asked(Part(question, (question,)), "en").under_heading(evidence_in(QUESTIONS))
    assert {one.hit.passage.headings[-1] for one in found} == ({heading} if heading else set())


DEFENSIVES = """# Meeting with the head of Beacon

## Defensive points

**Will the desk close?** No. It moves to Riga:
- in June;
- with its archive.

Others stay.

Is the fee raised?

By two euro.

It was raised last year.

We met staff. Is the tool free? It is.

## Objectives

- Thank Beacon.
- Announce the audit.

## Article 3 – Deliverables

- A report.

## Group A – Members

- Ada Novak

## Group B – Members

- Bea Horvat
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Will the desk close?", ["No.", "It moves to Riga:", "- in June;", "- with its archive."]),
        ("Does the desk move?", []),
        ("Is the fee raised?", ["By two euro."]),
        ("is the tool free?", []),  # the question begins no paragraph
        ("What are the objectives of the meeting with Beacon?", ["- Thank", "- Announce"]),
        ("What are the objectives of the meeting with Marea?", []),
        ("What are the objectives of the dinner with Beacon?", []),
        ("What are the deliverables?", ["- A report."]),
        ("Who are the members?", []),  # those of A or of B
        ("Who are the members of group A?", ["- Ada Novak"]),
    ],
)
def test_a_paper_is_asked_by_its_own_questions_and_headings(question: str, told: list[str]) -> None:
    found = Asked(Part(question, (question,)), "en").under_heading(evidence_in(DEFENSIVES))
    assert len(found) == len(told)
    assert all(one.wording.startswith(each) for one, each in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("question", "before", "heading"),
    [
        ("What does it cost?", "Who may join?", "What does it cost?"),
        ("When was it launched?", "Who may join Beacon?", "When was Beacon launched?"),
        ("Who runs it?", "Who may join?", None),
        ("When does it end?", "When was Beacon launched?", None),
    ],
)
def test_the_like_of_a_follow_up_is_that_of_what_is_asked_now(
    question: str, before: str, heading: str | None
) -> None:
    text = """# Beacon

## Who may join?

Anybody may.

## What does it cost?

Nothing.

## When was Beacon launched?

In May.
"""
    part = Part(question, (f"{before} {question}",))
    found = Asked(part, "en").under_heading(evidence_in(text))
    assert {one.hit.passage.headings[-1] for one in found} == ({heading} if heading else set())


STUDY = """# Study on labels

## Findings

Finding 1. Labels work. They do so for a week.

Finding 2. Red ones work best.

## Commitments

1. We label videos.
2. We label streams.

## Article 1

2. It applies to labels.
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does finding 1 say?", ["Finding 1. Labels work.", "They do so for a week."]),
        ("finding 2 of the study", ["Finding 2. Red ones work best."]),
        ("What is commitment 2?", ["2. We label streams."]),
        ("What is commitment 3?", []),
        ("What does article 2 say?", []),
    ],
)
def test_a_line_is_a_part_by_its_own_name_or_number(question: str, said: list[str]) -> None:
    found = Asked(Part(question, (question,)), "en").under_heading(evidence_in(STUDY))
    assert [one.wording for one in found] == said


@pytest.mark.parametrize(
    ("question", "last", "said"),
    [
        ("What were the results of the last meeting?", "Tenth ministerial meeting", None),
        ("What were the results of the last meeting?", "First ministerial meeting", "A hub began."),
        ("What were the results of the last meeting?", "Tenth report", "A hub began."),
        ("What were the results of the second meeting?", "Tenth meeting", "A hub began."),
    ],
)
def test_the_results_of_the_last_meeting_are_not_those_of_an_earlier_one(
    question: str, last: str, said: str | None
) -> None:
    second = evidence_in("# Second high-level meeting\n\n## Results\n\nA hub began.")
    other = evidence_in(f"# {last}\n\nIt was held in Brussels.", name="other")
    found = [*second, *other]
    asked = Asked(Part(question, ("What were the results of meeting?",)), "en")
    assert [one.wording for one in asked.under_heading(found)] == ([said] if said else [])


def test_next_steps_are_told_under_their_heading_and_not_by_whatever_is_planned() -> None:
    text = """# Minutes

## Replies

Hash matching is planned by Tandem.

## Next steps

The template goes round in May. Members comment within two weeks.
"""
    question = "What are the next steps?"
    asked = Asked(Part(question, ("What is planned?",)), "en")
    found = sifted(asked, evidence_in(text))
    assert [one.wording.split()[0] for one in found] == ["The", "Members"]
    assert certainty(asked, found) == math.inf
