"""What the bot reads in threads."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from slack_server import BOT, BOT_USER, CHANNEL, OTHER, Slack, slack_server

from assistant.slack import threads
from assistant.slack.app import slack_client
from assistant.slack.reference import Reference
from assistant.slack.threads import Me, Thread, Threads, plain

ME = Me(BOT_USER, BOT)


def read(scene: Callable[[Slack, Threads], Awaitable[None]]) -> None:
    async def reading() -> None:
        async with slack_server() as slack:
            await scene(slack, Threads(slack_client("xoxb-1", slack.api)))

    asyncio.run(reading())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<@U0BOT> Who joined?", "Who joined?"),
        ("Ask <@U2|ann> or <!here> or <!subteam^S1|@unit>", "Ask or or"),
        ("in <#C1|general> or <#C2>", "in general or C2"),
        ("see <https://a.example|this> or <https://b.example>", "see this or https://b.example"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_a_message_says(written: str, said: str) -> None:
    assert plain(written) == said


def test_the_newest_turns_of_a_thread_are_its_history() -> None:
    async def scene(slack: Slack, found: Threads) -> None:
        root = slack.write("first")
        for count in range(50):
            slack.write(f"{count}", OTHER if count % 2 else BOT_USER, thread=root["ts"])
        slack.write("", thread=root["ts"])  # a picture
        asked = slack.write("now", thread=root["ts"])
        slack.write("later", thread=root["ts"])
        turns = await found.earlier(Thread(CHANNEL, root["ts"]), asked["ts"], ME)
        assert [turn.text for turn in turns] == [f"{count}" for count in range(10, 50)]
        assert [turn.role for turn in turns[:2]] == ["assistant", "user"]

    read(scene)


def test_long_turns_are_kept_as_far_as_a_request_may_hold_them() -> None:
    async def scene(slack: Slack, found: Threads) -> None:
        root = slack.write("ж" * 3_000)
        for _ in range(9):
            slack.write("ж" * 3_000, thread=root["ts"])
        turns = await found.earlier(Thread(CHANNEL, root["ts"]), slack.now(), ME)
        assert len(turns) == 5

    read(scene)


def test_threads_are_forgotten_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "_REMEMBERED", 2)

    async def scene(slack: Slack, found: Threads) -> None:
        for name in ("1.1", "2.1", "1.1", "3.1"):
            found.answered_in(Thread(CHANNEL, name))
        assert [await found.is_own(Thread(CHANNEL, one), ME) for one in ("1.1", "3.1")] == [
            True
        ] * 2
        assert slack.calls == []
        assert not await found.is_own(Thread(CHANNEL, "2.1"), ME)
        assert slack.calls != []

    read(scene)


def test_a_thread_in_which_another_process_answers_later_becomes_the_bots() -> None:
    async def scene(slack: Slack, found: Threads) -> None:
        root = slack.write("Lunch?")
        thread = Thread(CHANNEL, root["ts"])
        assert not await found.is_own(thread, ME)
        answer = slack.write("Amazon joined.", BOT_USER, thread=root["ts"])
        block = Reference("a", "c", "p", root["ts"], "en").block_id
        answer["blocks"] = [{"type": "context", "block_id": block}]
        assert await found.is_own(thread, ME)
        slack.calls.clear()
        assert await found.is_own(thread, ME)
        assert slack.calls == []

    read(scene)
