"""What was decided at a meeting stands under "Decisions" in the minutes of that meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from fakes import TODAY, evidence_in

from assistant.composing.quote import compose
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.sections import in_section
from assistant.understanding.parts.part import Part
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.findings import Hit

MINUTES = """# Working Group on Harbours (WGH)

## Minutes of the {ordinal} meeting

Date: {day}
Place: {city}

## Present

- Ada Novak, Austria
- {member}

Apologies: {absent}.

## Decisions

- The {city} protocol is adopted.
- Two ports join the pilot.

## Action points

- Secretariat: send the draft by 3 May 2025.
"""


def minutes(ordinal: str, day: date, city: str, member: str, absent: str) -> list[Evidence]:
    text = MINUTES.format(
        ordinal=ordinal, day=f"{day:%d %B %Y}", city=city, member=member, absent=absent
    )
    return evidence_in(text, name=ordinal, day=day)


SIXTH = minutes("6th", date(2024, 3, 14), "Vienna", "Bea Horvat, Croatia", "Italy")
SEVENTH = minutes("7th", date(2024, 9, 19), "Budapest", "Cem Kaya, Malta", "Greece")


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What was decided in Vienna?", "en", ["Vienna protocol", "Two ports"]),
        ("What did the working group decide in March 2024?", "en", ["Vienna", "Two ports"]),
        ("give me the decisions of WGH 7", "en", ["Budapest protocol", "Two ports"]),
        ("What was decided about the pilot in Vienna?", "en", ["Two ports"]),
        ("Who attended the seventh meeting?", "en", ["Novak", "Kaya"]),
        ("who was absent in Budapest?", "en", ["Greece"]),
        ("Who was not present at the sixth meeting?", "en", ["Italy"]),
        ("to-dos agreed at the 6th meeting?", "en", ["Secretariat"]),
        ("Was wurde in Wien beschlossen?", "de", ["Vienna", "Two ports"]),
        ("Qui a participé à la 7e réunion ?", "fr", ["Novak", "Kaya"]),
        ("Malte était-elle parmi les participants à Budapest ?", "fr", ["Kaya"]),
        ("Malte était-elle parmi les participants au lancement ?", "fr", []),
        ("What was decided in Zagreb?", "en", []),
        ("What was decided in Vienna about tolls?", "en", []),
        ("What was decided in March 2025?", "en", []),
        ("Who attended the eighth meeting?", "en", []),
        ("When are the action points of the sixth meeting due?", "en", []),
        ("How many people attended the sixth meeting?", "en", []),
        ("What was not decided in Vienna?", "en", []),
    ],
)
def test_what_stands_in_the_section_of_the_document_that_is_meant_is_told(
    question: str, language: str, told: Sequence[str]
) -> None:
    found = in_section(question, language, [*SIXTH, *SEVENTH])
    assert len(found) == len(told)
    for one, words in zip(found, told, strict=True):
        assert words in one.wording


MINUTEN = """# {title}

{day}

{chair}: Ada Novak

{minutes}: Bea Horvat

{absent}: Malta
"""


@pytest.mark.parametrize(
    ("language", "title", "labels", "questions"),
    [
        (
            "en",
            "Minutes of the third session of the Harbour Forum",
            ("Chair", "Minutes by", "Apologies"),
            ("who chaired the 3rd session?", "Who took the minutes of the third session?"),
        ),
        (
            "de",
            "Protokoll der 3. Sitzung des Hafenforums",
            ("Vorsitz", "Protokoll", "Entschuldigt"),
            ("wer leitete die 3. sitzung", "Wer führte in der 3. Sitzung Protokoll?"),
        ),
        (
            "fr",
            "Compte rendu de la 3e réunion du Forum des ports",
            ("Présidence ", "Rédaction ", "Excusés "),
            ("qui a présidé la 3e réunion", "Qui a rédigé le compte rendu de la 3e réunion ?"),
        ),
        (
            "es",
            "Acta de la tercera reunión del Foro de Puertos",
            ("Preside", "Acta", "Ausentes"),
            ("quién presidió la tercera reunión", "¿Quién redactó el acta de la tercera reunión?"),
        ),
        (
            "it",
            "Verbale della terza riunione del Forum dei porti",
            ("Presiede", "Verbale", "Assenti"),
            ("chi ha presieduto la terza riunione", "Chi ha redatto il verbale della 3ª riunione?"),
        ),
        (
            "pl",
            "Protokół z 3. posiedzenia Forum Portów",
            ("Przewodniczący", "Protokół", "Nieobecni"),
            ("kto przewodniczył 3. posiedzeniu", "Kto sporządził protokół z 3. posiedzenia?"),
        ),
        (
            "sv",
            "Protokoll från det tredje mötet i Hamnforumet",
            ("Ordförande", "Vid protokollet", "Frånvarande"),
            ("vem ledde det tredje mötet", "Vem förde protokoll vid det tredje mötet?"),
        ),
    ],
)
def test_the_head_of_minutes_tells_who_chaired_and_who_wrote_them(
    language: str, title: str, labels: tuple[str, str, str], questions: tuple[str, str]
) -> None:
    chair, minutes, absent = labels
    text = MINUTEN.format(title=title, day="", chair=chair, minutes=minutes, absent=absent)
    content = build("file:///a.md", "folder", read(text.encode(), ".md"), TODAY)
    passages = cut(content, lambda texts: [len(one.split()) for one in texts])
    document = replace(content.document, language=language)
    hits = [Hit(one, document, 1.0, 0.9, None) for one in passages]
    found = [Evidence(hit, one, -9.0) for hit in hits for one in hit.passage.sentences]
    for question, told in zip(questions, ("Novak", "Horvat"), strict=True):
        (one,) = in_section(question, language, found)
        assert told in one.wording
        assert not in_section(question.replace("3", "5"), language, found) or "3" not in question


def test_who_chaired_is_told_of_one_meeting_that_is_named_alone() -> None:
    text = MINUTES.format(ordinal="6th", day="14 March 2024", city="Vienna", member="", absent="-")
    text = text.replace("Place:", "\nChair: Ada Novak\n\nPlace:").replace(
        "## Present", "## Minutes"
    )
    found = evidence_in(text)

    def told(question: str) -> list[str]:
        return [one.wording for one in in_section(question, "en", found)]

    assert told("Who chaired the sixth meeting?") == ["Chair: Ada Novak"]
    assert told("Who chaired in Vienna?") == ["Chair: Ada Novak"]
    assert told("Who chaired?") == []
    assert told("Who chairs the working group on harbours now?") == [], "no meeting's"
    assert told("Who chaired the ninth meeting?") == []
    assert told("Who wrote the minutes of the sixth meeting?") == [], "no line tells"


def test_of_several_meetings_the_last_one_is_told_of_if_that_is_asked_for() -> None:
    question = "What was decided at the last meeting?"
    asked = Asked(Part(question, (question,)), "en")
    composed = compose([*SIXTH, *SEVENTH], asked, 0.0, TODAY)
    assert [quote.wording for quote in composed.quotes] == [
        "- The Budapest protocol is adopted.",
        "- Two ports join the pilot.",
    ]


def test_points_with_a_label_are_told_as_a_list() -> None:
    """Of a text, the first four sentences are told."""
    points = "\n\n".join(f"Recommendation {number}. Ropes shall be red." for number in range(1, 7))
    reading = read(f"# Report on ropes\n\n## Recommendations\n\n{points}\n".encode(), ".md")
    content = build("file:///report.md", "folder", reading, TODAY)
    passages = cut(content, lambda texts: [len(text.split()) for text in texts])
    hits = [Hit(one, content.document, 1.0, 0.9, None) for one in passages]
    evidence = [Evidence(hit, one, -9.0) for hit in hits for one in hit.passage.sentences]
    question = "What are the recommendations of the report on ropes?"
    composed = compose(evidence, Asked(Part(question, (question,)), "en"), 0.0, TODAY)
    assert [quote.wording.split(". ")[0] for quote in composed.quotes] == [
        f"Recommendation {number}" for number in range(1, 7)
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What do we say if pressed on tolls?", ["A study is under way."]),
        ("if asked about strikes", ["Talks go on."]),
        ("lines to take on customs", []),
    ],
)
def test_a_section_is_meant_by_what_its_heading_names(question: str, told: list[str]) -> None:
    text = (
        "# Defensives\n\n**If pressed on tolls:**\n\n- A study is under way.\n\n"
        "**If asked about strikes:**\n\n- Talks go on.\n"
    )
    found = evidence_in(text)
    assert [one.wording.removeprefix("- ") for one in in_section(question, "en", found)] == told


def test_the_day_below_a_year_in_a_file_s_name_tells_which_minutes_are_meant() -> None:
    found = [
        replace(one, hit=replace(one.hit, document=replace(one.hit.document, title="2024 minutes")))
        for one in SIXTH
    ]
    undated = [
        replace(one, hit=replace(one.hit, document=replace(one.hit.document, published_on=None)))
        for one in found
    ]
    for question, told in [
        ("Who attended the meeting on 14 March 2024?", True),
        ("Who attended the meeting on 12 June 2024?", False),
    ]:
        assert bool(in_section(question, "en", undated)) is told


LETTER = """# Letter of the Harbour Desk

From: Ada Novak
To: Bea Horvat

The fee is too high. We write to ask for a lower one.

Yours sincerely,
Ada Novak
Head of the Harbour Desk
"""


@pytest.mark.parametrize(
    ("question", "language", "is_told"),
    [
        ("Who wrote the letter?", "en", True),
        ("Who signed the letter of the Harbour Desk?", "en", True),
        ("Who sent the letter of the Ferry Desk?", "en", False),
        ("Who wrote the minutes?", "en", False),
        ("Who received the letter?", "en", False),
        ("Who sent the fee of the Harbour Desk?", "en", False),  # no text
        ("Who is the author of the attack on the Harbour Desk?", "en", False),
        ("Who wrote it?", "en", False),
    ],
)
def test_who_wrote_a_letter_is_told_by_its_head_and_its_end(
    question: str, language: str, *, is_told: bool
) -> None:
    told = [one.wording for one in in_section(question, language, evidence_in(LETTER))]
    signed = "Yours sincerely, Ada Novak Head of the Harbour Desk"
    assert told == (["From: Ada Novak", signed] if is_told else [])


def test_a_journey_is_from_nobody() -> None:
    for line in ("From: Riga; To: Tallinn", "From: 1 January 2026", "From: Riga"):
        text = f"# Letter on the journey\n\n{line}\n\nWe went there."
        assert not in_section("Who wrote the letter?", "en", evidence_in(text))


TRACKED = """# Minutes of the 8th meeting

Present: Nestify, Europol

## Actions

- Nestify: connect its queue by 28 April 2025 – not done
- Europol: send the figures – done
- Malta: propose a venue
"""
TICKED = """# Minutes of the 9th meeting

## Actions

- Nestify: call the helpdesk (done)
- Malta: book a room
"""


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What is still open?", "en", ["connect its queue", "book a room"]),
        ("What has been done?", "en", ["send the figures", "call the helpdesk"]),
        ("Which actions of the 8th meeting have not been completed?", "en", ["connect its queue"]),
        ("Which actions of the 9th meeting are outstanding?", "en", ["book a room"]),
        ("What has Nestify done?", "en", ["call the helpdesk"]),
        ("What has Nestify not done yet?", "en", ["connect its queue"]),
        ("What does Nestify have to do at the 8th meeting?", "en", ["connect its queue"]),
        ("Welche Maßnahmen von Europol sind erledigt?", "de", ["send the figures"]),
        ("What has been done about tolls?", "en", []),
    ],
)
def test_actions_are_told_by_their_status(question: str, language: str, told: list[str]) -> None:
    """What a list leaves unmarked is open if it marks only what is done; else it is not known."""
    tracked = evidence_in(TRACKED, name="8th", day=date(2025, 3, 14))
    found = [*SIXTH, *tracked, *evidence_in(TICKED, name="9th", day=date(2025, 9, 19))]
    there = in_section(question, language, found)
    assert len(there) == len(told)
    assert all(piece in one.wording for piece, one in zip(told, there, strict=True))


def test_where_no_action_is_marked_none_is_known_to_be_done() -> None:
    assert [one.wording for one in in_section("What is left to do?", "en", SIXTH)] == [
        "- Secretariat: send the draft by 3 May 2025."
    ]
    assert not in_section("What has been done?", "en", SIXTH)
