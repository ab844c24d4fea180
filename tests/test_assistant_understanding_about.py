"""What is asked of the assistant itself, and of its answers, is not looked for in documents."""

import asyncio
from pathlib import Path

import pytest
from conftest import MakeServices
from fakes import folder_of, take_in

from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.conversation import Answer, Question, Turn
from assistant.sentences import long_date, say, template
from assistant.understanding.about import without_turns_on_itself
from vectorstore.language import LANGUAGES

ANSWERED = (
    Turn("user", "Who chaired the tenth ministerial meeting?"),
    Turn("assistant", "Magnus Brunner chaired the tenth ministerial meeting. [1]\n\nDates: [1]"),
)


def ask(assistant: Assistant, text: str, history: tuple[Turn, ...] = ()) -> Answer:
    return asyncio.run(assistant.ask(Question(text, "conversation", history)))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Hello! What can I ask you?", "en"),
        ("Are you an AI or a person?", "en"),
        ("Which documents do you have?", "en"),
        ("Was kannst du eigentlich alles?", "de"),
        ("Es-tu un robot ou une personne ?", "fr"),
        ("Jakie pytania mogę ci zadać?", "pl"),
        ("Tell me about yourself", "en"),
        ("Erzähl mir etwas über dich", "de"),
    ],
)
@pytest.mark.parametrize("history", [(), ANSWERED])
def test_it_says_what_it_is_what_it_answers_from_and_what_can_be_asked(
    assistant: Assistant,
    forum: Services,
    question: str,
    language: str,
    history: tuple[Turn, ...],
) -> None:
    answer = ask(assistant, question, history)
    newest = forum.catalogue.newest()
    assert newest is not None
    assert (answer.status, answer.language, answer.citations) == ("clarification", language, ())
    introduction, offer = answer.text.split("\n\n")
    assert introduction == say(
        language,
        "about_assistant",
        documents=str(forum.catalogue.count_documents()),
        newest=long_date(newest, language),
        contact=say(language, "contact"),
    )
    assert offer.startswith(say(language, "offered"))
    assert answer.suggestions
    assert all(title in offer for title in answer.suggestions)


def test_it_counts_what_its_asker_may_see(make_services: MakeServices, tmp_path: Path) -> None:
    services = make_services(tmp_path / "data")
    with services.index() as index:
        told = ask(services.assistant(index), "What can you do?").text
    assert "Number of documents: 0; date of the newest: no date." in told
    assert say("en", "offered") not in told
    closed = "---\naccess: [police]\npublished_on: 2026-05-02\n---\nThe Forum met in Rome."
    take_in(services, folder_of(tmp_path / "docs", a="The Forum met in Bonn.", b=closed))
    with services.index() as index:
        assistant = services.assistant(index)
        asked = Question("What can you do?", "chat", groups=frozenset({"police"}))
        police = asyncio.run(assistant.ask(asked)).text
        told = ask(assistant, asked.text).text
    services.close()
    assert "Number of documents: 2; date of the newest: 2 May 2026." in police
    assert "Number of documents: 1; date of the newest: no date." in told


@pytest.mark.parametrize(
    ("request_", "language"),
    [
        ("Are you sure?", "en"),
        ("I do not understand a word of it", "en"),
        ("Could you explain that more simply?", "en"),
        ("Könntest du das bitte einfacher formulieren?", "de"),
    ],
)
def test_of_its_answer_it_says_how_to_check_it(
    assistant: Assistant, request_: str, language: str
) -> None:
    answer = ask(assistant, request_, ANSWERED)
    assert (answer.status, answer.text) == ("clarification", say(language, "about_answer"))
    assert ask(assistant, request_).text != answer.text, "there was no answer yet"
    refused = (ANSWERED[0], Turn("assistant", "I found no answer."))
    assert ask(assistant, request_, refused).text != answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Do you know who chaired the tenth ministerial meeting of the Forum?",
        "What do you know about the Knowledge Hub?",
        "Cad atá ar eolas agat faoi Telegram?",
        "Was wisst ihr über Twitch?",
        "Mitä tiedät Discordista?",
        "Which documents did EDRi ask the Commission for?",
        "Is it true that Twitch joined the Forum in 2021?",
        "What does the Forum do about terrorist content?",
    ],
)
@pytest.mark.parametrize("history", [(), ANSWERED])
def test_what_only_sounds_like_that_is_looked_for(
    assistant: Assistant, question: str, history: tuple[Turn, ...]
) -> None:
    assert ask(assistant, question, history).status != "clarification"


def test_more_is_asked_of_the_documents(assistant: Assistant) -> None:
    assert ask(assistant, "Berätta mer om det", ANSWERED).status != "clarification"
    assert ask(assistant, "Tell me more about yourself", ANSWERED).status == "clarification"


@pytest.mark.parametrize(
    "bare",
    ["where", "By whom?", "Wo?", "Pourquoi ?", "Kada?", "By when?", "Wohin?", "Pour quand ?"],
)
def test_a_word_that_asks_is_asked_of_the_documents(assistant: Assistant, bare: str) -> None:
    assert ask(assistant, bare, ANSWERED).status != "clarification"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("temi", "Chi ha partecipato alla riunione del 2024?"),
        ("ki még", "Ki csatlakozott a fórumhoz 2021-ben?"),
        ("kinek van hozzáférése", "Mi az a Knowledge Hub?"),
        ("und beim neunten", "Worum ging es beim achten Ministertreffen?"),
    ],
)
def test_few_words_after_an_answer_are_asked_of_the_documents(
    assistant: Assistant, text: str, first: str
) -> None:
    history = (Turn("user", first), Turn("assistant", "A forum. [1]"))
    told = ask(assistant, text, history)
    assert told.text != say(told.language, "about_answer")
    beginning = template(told.language, "about_assistant").partition("$")[0]
    assert not told.text.startswith(beginning)


def test_few_words_may_still_be_on_the_assistant(assistant: Assistant) -> None:
    told = ask(assistant, "are you a robot?", ANSWERED)
    assert told.text.startswith("I am a computer program")


@pytest.mark.parametrize(
    ("text", "on_it"),
    [
        ("Which languages does it support?", False),
        ("Is this chat stored?", True),
    ],
)
def test_what_points_back_is_asked_of_what_it_follows(
    assistant: Assistant, text: str, on_it: bool
) -> None:
    hub = (Turn("user", "What is the Knowledge Hub?"), Turn("assistant", "A hub. [1]"))
    assert (ask(assistant, text, hub).status == "clarification") is on_it


def test_a_correction_is_asked_of_the_documents(assistant: Assistant) -> None:
    first = (Turn("user", "Qu'est-ce que CSEP ?"), Turn("assistant", "Un programme. [1]"))
    answer = ask(assistant, "Non, je parle du Knowledge Hub", first)
    assert answer.status == "answered"
    assert "EU Knowledge Hub" in answer.text


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("key", ["about_assistant", "about_answer"])
def test_what_is_asked_next_follows_what_was_asked_before_that(language: str, key: str) -> None:
    said = template(language, key).replace("$documents", "84").replace("$newest", "2026")
    talk = [Turn("user", "Hm?"), Turn("assistant", said.replace("$contact", "Ada"))]
    assert list(without_turns_on_itself([*ANSWERED, *talk])) == list(ANSWERED)
    assert list(without_turns_on_itself([*talk, *ANSWERED])) == list(ANSWERED)
    assert list(without_turns_on_itself(ANSWERED)) == list(ANSWERED)
    assert list(without_turns_on_itself(())) == []
