"""Answers over a small library of another body than the Forum, in documents as units keep them."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pptx
import pytest
from commands import called, service
from conftest import MakeServices
from fakes import folder_of, take_in

from assistant.answering import Assistant
from assistant.conversation import Answer, Question
from assistant.sentences import say

DOCUMENTS = {
    "letter": """# Letter of the Buoy Makers

We ask for a longer guarantee.

Yours sincerely,
Tove Lund
Secretary of the Buoy Makers
""",
    "fourteenth": """# European Coastal Safety Network

## 14th meeting, Vienna, 12 March 2026

Present: Ms Ilse Bauer (chair), Mr Paulo Reis, Ms Anna Kask.

Apologies: Mr Jan Novak, who was ill.

The meeting opened at 10:00. The agenda was adopted without changes.

Ms Kask presented a proposal for a joint register of buoys. The group agreed.

Mr Reis asked whether observers may speak at meetings. No. They send their remarks in writing.

The next meeting will be held in Lisbon on 9 June 2026.
""",
    "thirteenth": """# Minutes of the 13th meeting (Tallinn, 4 November 2025)

## 4. Forecast

The treasurer explained that fees will fall by 10 per cent.
""",
    "zwoelfte": """# Netz für Küstensicherheit

## 12. Sitzung, Hamburg, 3. Juni 2025

Das Verfahren wurde 2024 in drei Häfen erprobt. 59 Betriebe nahmen daran teil.
""",
    "eleventh": """# Notes of the 11th meeting

Date of the meeting: 5 February 2025

Date of the next meeting: 3 June 2025

The only item was the accounts of the office.
""",
    "tenth": """# Minutes of the 10th meeting of the network

Gdynia, 7-8 November 2024

Chair: Ilse Bauer

The rules on buoys were discussed.
""",
    "faq": """# Questions and answers on membership

## Are recordings of meetings kept?

Never. Recordings are deleted after the minutes are adopted.

## I lost the key of the portal

Write to the office. After five wrong keys the account is locked for 24 hours.

## Joining

Applications are sent to the office in writing, with a letter of one page.

The form is available in 11 languages and can be filled in online.

## Werden Reisekosten erstattet?

Nein. Mitglieder zahlen ihre Reisen selbst.
""",
    "members": """# Members of the network

| Country | Member | Joined |
|---|---|---|
| Austria | Danube Rescue | 2019 |
| Estonia | Baltic Watch | 2020 |
| Portugal | Guarda do Mar | 2021 |
""",
    "terms-1": """# Rules of procedure of the board of pilots

Version 1, adopted on 5 March 2024

## Article 2 - Membership

Pilots are appointed to the board for two years.

## Article 5 - Chair

The board of pilots is chaired by the Port of Gdynia.

The quorum is five pilots.
""",
    "terms-2": """# Rules of procedure of the board of pilots

Version 2.1, adopted on 17 June 2025, in force since 1 September 2025

## Article 2 - Membership

Pilots are appointed to the board for three years; their term can be renewed once.

## Article 5 - Chair and secretariat

The board of pilots is chaired by Ms Ilse Bauer.

The quorum is seven pilots.
""",
    "call": """# Call for tenders CSN/2026/OP/0117 - Operation of the Beacon Exchange

| Lot | Subject | Maximum amount | Duration |
|---|---|---|---|
| 1 | Hosting | EUR 3 150 000 | 36 months |
| 2 | Quality control | EUR 640 000 | 24 months |
| 3 | Training | EUR 425 000 | 24 months |

Deadline for tenders: ~~15 July 2026~~ 5 August 2026

Lot 2 was cancelled because neither of the two tenders reached the minimum of points.
""",
    "briefing": """# Briefing

## Questions that may come up

**Will ports have to pay for the registry of wrecks?**
No. There is no fee during the pilot phase. Whether one will be charged later is not decided.

**Why was the report on the Orsa not published?**

It holds what the police told in confidence. A summary will follow before the end of the year.
""",
    "options": """# Note on lost beacons

## Option 1: a reward

Whoever brings a beacon back is paid.

## Option 2: a search

The network sends boats.

## Open questions

- Who would pay for the boats?
- Are drones allowed?
""",
    "log": """# Log of the storm at Gdynia

- 3 March 2026, 21:40: The harbour is closed.
- 22:15: A beacon is torn off.
- 4 March, 06:30: The harbour is opened.
""",
}


@pytest.fixture(scope="module")
def network(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("network")
    services = make_services(folder / "data")
    take_in(services, folder_of(folder / "in", **DOCUMENTS))
    with services.index() as index:
        yield services.assistant(index)
    services.close()


def ask(assistant: Assistant, text: str) -> Answer:
    return asyncio.run(assistant.ask(Question(text, "conversation")))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was the 14th meeting held?", "14th meeting, Vienna, 12 March 2026"),
        ("When and where was the 14th meeting?", "14th meeting, Vienna, 12 March 2026"),
        ("Wann fand die 14. Sitzung statt?", "14th meeting, Vienna, 12 March 2026"),
        ("När hölls det 14:e mötet?", "14th meeting, Vienna, 12 March 2026"),
        (
            "Where did the 13th take place?",
            "Minutes of the 13th meeting (Tallinn, 4 November 2025)",
        ),
        (
            "Dove si è tenuta la 13a riunione?",
            "Minutes of the 13th meeting (Tallinn, 4 November 2025)",
        ),
        ("Wo fand die 12. Sitzung statt?", "12. Sitzung, Hamburg, 3. Juni 2025"),
        ("When was the 11th meeting held?", "Date of the meeting: 5 February 2025"),
        ("Where did the 10th take place?", "Gdynia, 7-8 November 2024"),
        ("Quand la 10e réunion a-t-elle eu lieu ?", "Gdynia, 7-8 November 2024"),
    ],
)
def test_the_heading_tells_when_and_where_a_meeting_was(
    network: Assistant, question: str, told: str
) -> None:
    answer = ask(network, question)
    assert answer.status == "answered"
    assert not answer.trace.unsure
    assert [citation.quote for citation in answer.citations] == [told]


@pytest.mark.parametrize(
    "question",
    [
        "When was the 15th meeting held?",
        "When did the 14th meeting elect a treasurer?",
        "When was the 12th hackathon?",
        "Where was the 12th training course held?",
    ],
)
def test_no_heading_tells_of_another_meeting_or_of_more(network: Assistant, question: str) -> None:
    answer = ask(network, question)
    assert answer.status != "answered" or answer.trace.unsure


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Are recordings of meetings kept?", "Never."),
        ("Werden Reisekosten erstattet?", "Nein."),
        ("Did Mr Reis ask whether observers may speak?", "No."),
    ],
)
def test_a_reply_is_told_with_its_sentence(network: Assistant, question: str, told: str) -> None:
    assert told in [citation.quote for citation in ask(network, question).citations]


def test_that_a_group_agreed_is_told_with_what_it_agreed_on(network: Assistant) -> None:
    answer = ask(network, "Did the group agree?")
    quotes = [citation.quote for citation in answer.citations]
    place = quotes.index("The group agreed.")
    assert quotes[place - 1].startswith("Ms Kask presented a proposal")


def test_a_whole_table_lacks_nobody(network: Assistant) -> None:
    answer = ask(network, "List all members of the network.")
    assert len(answer.citations) == 3
    assert say("en", "incomplete") not in answer.text


def test_when_somebody_joined_is_told_by_the_column_that_is_called_so(network: Assistant) -> None:
    answer = ask(network, "When did Baltic Watch join?")
    assert [one.quote for one in answer.citations] == [
        "Country: Estonia; Member: Baltic Watch; Joined: 2020"
    ]
    assert not answer.trace.unsure


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In how many languages can I fill in the form?", "in 11 languages"),
        ("When and where is the next meeting?", "in Lisbon on 9 June 2026"),
        ("Who was ill?", "Mr Jan Novak"),
        ("Who signed the letter?", "Yours sincerely, Tove Lund"),
        ("quorum", "The quorum is seven pilots."),
        ("how do i write my letter of application", "with a letter of one page"),
        ("what if i lost my key", "Write to the office"),
    ],
)
def test_what_the_documents_tell_is_neither_vague_nor_on_the_assistant(
    network: Assistant, question: str, told: str
) -> None:
    answer = ask(network, question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What are the options for lost beacons?",
            ["Whoever brings a beacon back is paid.", "The network sends boats."],
        ),
        (
            "Which options are there?",
            ["Whoever brings a beacon back is paid.", "The network sends boats."],
        ),
        (
            "What are our open questions?",
            ["- Who would pay for the boats?", "- Are drones allowed?"],
        ),
        ("What happened at 22:15?", ["- 22:15: A beacon is torn off."]),
        ("What happened on 4 March 2026?", ["- 4 March, 06:30: The harbour is opened."]),
    ],
)
def test_papers_and_logs_tell_what_no_sentence_calls_so(
    network: Assistant, question: str, told: list[str]
) -> None:
    answer = ask(network, question)
    assert [one.quote for one in answer.citations] == told
    assert not answer.trace.unsure


@pytest.mark.parametrize(
    ("question", "told", "older"),
    [
        ("How long are pilots appointed?", "for three years", "for two years"),
        ("Who chairs the board of pilots?", "by Ms Ilse Bauer", "by the Port of Gdynia"),
    ],
)
def test_the_newer_version_of_a_text_answers_and_the_older_one_is_told_besides(
    network: Assistant, question: str, told: str, older: str
) -> None:
    first, *_ = ask(network, question).text.split(f"{say('en', 'besides')}")
    assert told in first
    assert older not in first


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("maximum amount of lot 2", "EUR 640 000"),
        ("What is the maximum amount for lot 3?", "EUR 425 000"),
        ("Which lot has the highest maximum amount?", "EUR 3 150 000"),
        ("Why was lot 2 cancelled?", "neither of the two tenders"),
        ("deadline for tenders", "Deadline for tenders: 5 August 2026"),
        ("Do ports have to pay for the registry of wrecks?", "There is no fee"),
        ("Why was the report on the Orsa not published?", "told in confidence"),
    ],
)
def test_calls_and_briefings_are_read_as_they_are_written(
    network: Assistant, question: str, told: str
) -> None:
    answer = ask(network, question)
    assert not answer.trace.unsure
    assert told in answer.text


@pytest.mark.parametrize(
    "message",
    [
        "lol ok",
        "What can you do?",
        "what do you mean by that?",
        "what can I ask",
        "i don't understand",
        "can you send me the form",
    ],
)
def test_chatter_is_still_asked_back(network: Assistant, message: str) -> None:
    assert ask(network, message).status == "clarification"


def test_a_slide_s_points_and_notes_are_quoted_and_opened_where_they_stand(
    tmp_path: Path, models: Path, model_folder: Path
) -> None:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "The Heron network of hotlines"
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Coordination"
    slide.placeholders[1].text = "The Heron network is coordinated by the Delta Foundation."
    slide.notes_slide.notes_text_frame.text = "The Delta Foundation's mandate ends in May 2027."
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(models)
    (tmp_path / "in").mkdir()
    deck.save(tmp_path / "in" / "heron.pptx")
    (report,) = json.loads(called(tmp_path / "data", "ingest", "--json", tmp_path / "in").stdout)
    assert len(report["created"]) == 1
    asked = {
        "Who coordinates the Heron network?": ("by the Delta Foundation.", ["Coordination"]),
        "When does the mandate of the Delta Foundation end?": (
            "in May 2027.",
            ["Coordination", "Notes"],
        ),
    }
    with (
        service(tmp_path / "data") as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        for question, (told, headings) in asked.items():
            answer = client.post("/v1/questions", json={"question": question}).json()
            citation, *_ = answer["citations"]
            assert citation["quote"].endswith(told)
            assert (citation["headings"], citation["page"]) == (headings, 2)
            text = client.get(f"/v1/documents/{citation['document_id']}").json()["text"]
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            shown = client.get(citation["view"]).text
            assert f"{told}</mark>" in shown
