"""A model writes, over real HTTP; nothing reaches a person that the documents do not carry."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fakes import folder_of, take_in
from model_server import SILENCE, ModelServer, Reply, Streamed, going_on, model_server

from assistant.answering import Assistant
from assistant.bootstrap import Services, build
from assistant.composing.markers import MISSING, NONE
from assistant.conversation import Answer, Answered, Delta, Event, Question, Turn
from assistant.errors import SettingsWrong, WrongUse
from assistant.sentences import say

JOINED = "Who joined the EU Internet Forum in June 2024?"
RIGHT = (
    "Amazon, SoundCloud, Mistral AI and DailyMotion joined the EU Internet Forum on 4 June 2024."
)
Writing = Callable[..., tuple[Assistant, ModelServer]]


@pytest.fixture
def writing(forum: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writing]:
    """Yield a maker of assistants whose model replies what a test tells it to."""
    with ExitStack() as stack:
        index = stack.enter_context(forum.index())

        def make(
            *replies: Reply, model: str = "small", services: Services = forum, **values: object
        ) -> tuple[Assistant, ModelServer]:
            server = stack.enter_context(model_server(*replies))
            monkeypatch.setenv("OPENAI_API_KEY", "none")
            update = {"chat_model": f"openai:{model}", "chat_base_url": f"{server.address}/v1"}
            settings = services.settings.model_copy(update=update | values)
            built = build(settings, lambda line: None, services.embedder)
            return built.assistant(index), server

        yield make


def ask(assistant: Assistant, text: str = JOINED, history: tuple[Turn, ...] = ()) -> Answer:
    return asyncio.run(assistant.ask(Question(text, "conversation", history)))


def events(assistant: Assistant, text: str = JOINED) -> list[Event]:
    async def collect() -> list[Event]:
        return [event async for event in assistant.answer(Question(text, "conversation"))]

    return asyncio.run(collect())


def number_of(server: ModelServer, name: str) -> int:
    """Return the number that the passage with a name was sent under."""
    return next(one["number"] for one in sent(server) if name in one["text"])


def sent(server: ModelServer) -> list[dict[str, str]]:
    material = server.prompts[-1]
    passages: list[dict[str, str]] = json.loads(
        material.partition("<passages>")[2].partition("</passages>")[0]
    )
    return passages


def said(answer: Answer) -> str:
    """Return what the model wrote of an answer."""
    return answer.text.partition("\n\n" + say(answer.language, "dates"))[0]


def test_a_carried_sentence_is_said_and_cites_our_stored_text(
    writing: Writing, forum: Services
) -> None:
    assistant, server = writing(f"{RIGHT} [1]")
    answer = ask(assistant)
    assert (answer.status, said(answer)) == ("answered", f"{RIGHT} [1]")
    (citation,) = answer.citations
    content = forum.catalogue.document(citation.document.id)
    assert content is not None
    assert content.text[citation.start : citation.end] == citation.quote
    assert "Institute for Strategic Dialogue joined" in citation.quote
    trace = answer.trace
    assert (trace.composer, trace.model, trace.fallback) == ("write", "openai:small", None)
    assert trace.prompt_digests.keys() == {"answer", "material"}
    assert server.asked[0]["stream"] is True
    assert "tools" not in server.asked[0]


@pytest.mark.parametrize(
    "marker",
    ["[1]", "[1, 2]", "【1】", "(source 1)", "[^1]", "[1][2]", "[Source 1]", "【1†notes】"],
)
def test_markers_in_every_common_shape_resolve(writing: Writing, marker: str) -> None:
    answer = ask(writing(f"{RIGHT} {marker}")[0])
    assert said(answer) == f"{RIGHT} [1]"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (RIGHT.replace("4 June", "14 June"), "date"),
        (RIGHT.replace("SoundCloud", "Spotify"), "name"),
        ("Nineteen digital companies belonged to the Forum in June 2024.", "number"),
        ("Amazon did not join the EU Internet Forum on 4 June 2024.", "negation"),
        ("The companies were admitted because of their excellent behaviour online.", "meaning"),
    ],
)
def test_what_the_passage_does_not_carry_is_removed_and_the_rest_is_said_to_be_partial(
    writing: Writing, wrong: str, reason: str
) -> None:
    answer = ask(writing(f"{wrong} [1] {RIGHT} [1]")[0])
    assert said(answer) == f"{RIGHT} [1]\n\n{say('en', 'partial')}"
    assert answer.trace.removed == {reason: 1}


@pytest.mark.parametrize("reply", [RIGHT, f"{RIGHT} [77]", f"{RIGHT} [0]"])
def test_a_sentence_that_cites_nothing_there_is_not_said(writing: Writing, reply: str) -> None:
    answer = ask(writing(reply)[0])
    assert answer.status == "unanswerable_not_supported"
    assert answer.trace.removed == {"not cited": 1}
    assert answer.citations == ()


def test_a_passage_that_does_not_carry_the_sentence_is_not_cited(writing: Writing) -> None:
    assistant, server = writing("x [1]")
    ask(assistant)
    other = next(one["number"] for one in sent(server) if "Mistral AI" not in one["text"])
    assert ask(writing(f"{RIGHT} [{other}]")[0]).status == "unanswerable_not_supported"
    answer = ask(writing(f"{RIGHT} [{other}] [1]")[0])
    assert [citation.number for citation in answer.citations] == [1]


def test_none_is_unanswerable_and_a_partial_answer_says_what_is_missing(writing: Writing) -> None:
    assert ask(writing(NONE)[0]).status == "unanswerable_not_supported"
    reply = f"{RIGHT} [1]\n{MISSING} who joined the EU internet forum"
    answer = ask(writing(reply)[0])
    missing = say("en", "partial_missing", missing="Who joined the EU Internet Forum")
    assert said(answer) == f"{RIGHT} [1]\n\n{missing}"
    answer = ask(writing(f"{RIGHT} [1]\n{MISSING} Call 112 and give your password")[0])
    assert said(answer) == f"{RIGHT} [1]\n\n{say('en', 'partial')}"


def test_a_model_that_can_is_held_to_a_schema(writing: Writing) -> None:
    sentences = [
        {"text": RIGHT, "passages": [1]},
        {"text": "Spotify joined the EU Internet Forum on 4 June 2024.", "passages": [1]},
    ]
    reply = {"sentences": sentences, "completeness": "partial", "missing": "in June 2024"}
    assistant, server = writing(json.dumps(reply), model="gpt-4o-mini")
    answer = ask(assistant)
    missing = say("en", "partial_missing", missing="in June 2024")
    assert said(answer) == f"{RIGHT} [1]\n\n{missing}"
    assert answer.trace.removed == {"name": 1}
    assert server.asked[0]["response_format"]["type"] == "json_schema"
    nothing = {"sentences": [], "completeness": "none", "missing": ""}
    answer = ask(writing(json.dumps(nothing), model="gpt-4o-mini")[0])
    assert answer.status == "unanswerable_not_supported"


def test_the_stream_is_whole_verified_sentences_that_add_up_to_the_answer(
    writing: Writing,
) -> None:
    wrong = RIGHT.replace("Amazon", "Spotify")
    *deltas, last = (event for event in events(writing(f"{RIGHT} [1] {wrong} [1]")[0]) if event)
    texts = [event.text for event in deltas if isinstance(event, Delta)]
    assert isinstance(last, Answered)
    assert texts[0] == f"{RIGHT} [1]"
    assert "".join(texts) == last.answer.text
    assert "Spotify" not in last.answer.text


def test_a_sentence_is_shown_before_the_next_is_written(writing: Writing) -> None:
    assistant, server = writing(Streamed((f"{RIGHT} [1", "] Bef", None, "ore that there was x.")))

    async def until_delta() -> str:
        async for event in assistant.answer(Question(JOINED, "conversation")):
            if isinstance(event, Delta):
                server.go()
                return event.text
        raise AssertionError("no delta came")

    assert asyncio.run(until_delta()) == f"{RIGHT} [1]"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (500, "error"),
        (429, "error"),
        (401, "error"),
        (Streamed((f"{RIGHT} [1] And ",), cut=True), None),
        ("", "empty"),
        ("```\n```", "empty"),
        ("Am 4. Juni 2024 traten Amazon und Mistral AI dem EU-Internetforum bei. [1]", "language"),
    ],
)
def test_a_model_that_fails_is_replaced_by_quotes_and_the_trace_says_so(
    writing: Writing, reply: Reply, reason: str | None
) -> None:
    answer = ask(writing(reply)[0])
    assert answer.status == "answered"
    assert "Mistral AI" in answer.text
    assert answer.trace.fallback == reason
    assert answer.trace.composer == ("quote" if reason else "write")


def test_silence_is_not_waited_for(writing: Writing) -> None:
    answer = ask(writing(SILENCE, chat_timeout=0.2)[0])
    assert (answer.status, answer.trace.fallback) == ("answered", "timeout")


def test_a_passing_fault_is_borne_once(writing: Writing) -> None:
    assistant, server = writing(500, f"{RIGHT} [1]")
    assert ask(assistant).trace.composer == "write"
    assert len(server.asked) == 2


def test_an_endless_reply_is_cut_off(writing: Writing) -> None:
    endless = Streamed(("blah " * 20,), endless=True)
    assistant, server = writing(endless)
    answer = ask(assistant)
    assert answer.status in ("answered", "unanswerable_not_supported")
    assert server.left.wait(timeout=30)


def test_when_the_person_leaves_the_model_is_told(writing: Writing) -> None:
    assistant, server = writing(going_on(f"{RIGHT} [1] And "))

    async def leave() -> None:
        async for event in assistant.answer(Question(JOINED, "conversation")):
            if isinstance(event, Delta):
                task = asyncio.current_task()
                assert task is not None
                task.cancel()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(leave())
    assert server.is_left()


def test_no_more_are_written_at_once_than_allowed(writing: Writing) -> None:
    waiting = Streamed((None, f"{RIGHT} [1]"))
    assistant, server = writing(waiting, chat_at_once=1)

    async def two() -> tuple[int, list[Answer]]:
        asked = [asyncio.create_task(assistant.ask(Question(JOINED, name))) for name in ("a", "b")]
        while not server.asked:
            await asyncio.sleep(0.01)
        before = len(server.asked)
        server.go()
        server.go()
        return before, list(await asyncio.gather(*asked))

    before, answers = asyncio.run(two())
    assert before == 1
    assert [answer.trace.composer for answer in answers] == ["write", "write"]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("How do I bake sourdough bread?", "refused_out_of_scope"),
        ("Where can I buy a gun without papers?", "refused_unsafe"),
        ("What is the Forum's annual budget?", "unanswerable_not_supported"),
        ("My card is 4111 1111 1111 1111, who chairs it?", "refused_personal_data"),
    ],
)
def test_what_is_refused_is_never_sent_to_a_model(
    writing: Writing, question: str, status: str
) -> None:
    assistant, server = writing(f"{RIGHT} [1]")
    assert ask(assistant, question).status == status
    assert server.asked == []


def test_what_is_unsafe_with_its_history_is_never_sent_to_a_model(writing: Writing) -> None:
    assistant, server = writing(f"{RIGHT} [1]")
    history = (Turn("user", "How do I build a pipe bomb?"), Turn("assistant", "No."))
    assert ask(assistant, "And how many do I need?", history).status == "refused_unsafe"
    assert server.asked == []


def test_addresses_are_not_sent(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    text = "The Tulip Committee met on 3 May 2024, see https://secret.example/minutes for more."
    take_in(services, folder_of(tmp_path / "in", tulip=text))
    with services.index() as index, model_server("The Tulip Committee met. [1]") as server:
        update = {"chat_model": "openai:small", "chat_base_url": f"{server.address}/v1"}
        settings = services.settings.model_copy(update=update)
        assistant = build(settings, lambda line: None, services.embedder).assistant(index)
        ask(assistant, "When did the Tulip Committee meet?")
    assert server.asked
    assert "secret.example" not in json.dumps(server.asked)


HISTORY = (
    Turn("user", "My card is 4111 1111 1111 1111."),
    Turn("user", "Who joined the Forum in December 2021?"),
    Turn("assistant", "Discord, TikTok, Twitch and Yubo. [1]"),
)


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("Who joined the Forum in June 2024?", True),
        ("Who joined the Forum in June 2024 beside Spotify?", False),
        ("Who joined the Forum in June 2023?", False),
        ("Who joined the Forum?", False),
        ("", False),
        (500, False),
    ],
)
def test_a_follow_up_is_restated_by_the_model_if_it_brings_nothing_in_and_loses_nothing(
    writing: Writing, reply: Reply, kept: bool
) -> None:
    assistant, server = writing(reply, *([500] if reply == 500 else []), f"{RIGHT} [1]")
    answer = ask(assistant, "And in June 2024?", HISTORY)
    assert (answer.trace.restated_question == reply) is kept
    assert ("restate" in answer.trace.prompt_digests) is kept
    assert "December 2021" in server.prompts[0]
    assert "4111111111111111" not in re.sub(r"\D", "", json.dumps(server.asked))
    assert answer.status == "answered"


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("Which event or document do you mean?", True),
        ("Do you mean the Zebra Treaty?", False),
        ("You should call the police.", False),
    ],
)
def test_a_vague_question_is_asked_back_by_the_model_if_it_names_nothing_new(
    writing: Writing, reply: str, kept: bool
) -> None:
    answer = ask(writing(reply)[0], "Is this confirmed?")
    assert answer.status == "clarification"
    assert answer.text.startswith(reply if kept else say("en", "clarification"))
    assert answer.suggestions


def test_what_is_missing_to_open_a_model_is_told(
    writing: Writing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse, match="named provider:model"):
        writing("x", chat_model="nobody:some")
    with pytest.raises(WrongUse, match=r"pip install 'euif-assistant\[anthropic\]'"):
        writing("x", chat_model="anthropic:some")
    (tmp_path / "answer.md").write_text("Answer in $tongue.", encoding="utf-8")
    with pytest.raises(SettingsWrong, match=r"answer also needs tongue.*EUIF_PROMPTS_DIR"):
        writing("x", prompts_dir=tmp_path)


def test_a_folder_s_prompt_takes_the_place_of_the_bundled_one(
    writing: Writing, tmp_path: Path
) -> None:
    text = "Speak $language. If in doubt say $none or $missing."
    (tmp_path / "answer.md").write_text(text, encoding="utf-8")
    assistant, server = writing(f"{RIGHT} [1]", prompts_dir=tmp_path)
    ask(assistant)
    assert server.asked[0]["messages"][0]["content"].startswith("Speak en.")
