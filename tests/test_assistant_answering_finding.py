"""What a question is looked for with."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant import calibration
from assistant.answering.finding import Found, look_for
from assistant.answering.interpreting import interpret
from assistant.bootstrap import Services
from assistant.conversation import Question, Turn
from assistant.sentences import say
from assistant.understanding.follow_ups.restating import restate
from assistant.understanding.kinds.introduction import INTRODUCED
from assistant.understanding.parts.part import FollowUp
from vectorstore.findings import Findings
from vectorstore.quoting import NO_ANSWER, Quoting
from vectorstore.search import Search

TOLD = Quoting("In June 2019, the shared hash database held about 200,000 hashes. [1]")
BEFORE = (Turn("user", "How big was the hash database in 2019?"), Turn("assistant", TOLD.text))


@pytest.fixture(scope="module")
def search(forum: Services) -> Iterator[Search]:
    with forum.index() as index:
        yield Search(
            forum.catalogue,
            index,
            forum.embedder,
            calibration.read(calibration.SHIPPED).language_axes,
        )


def found_for(search: Search, text: str, *history: Turn) -> Found:
    question = Question(text, "chat", history)
    asked = interpret(search, question, restate(text, history), "en")
    return look_for(search, asked, question, "en", date(2026, 12, 1))


def looked_for(search: Search, text: str, *history: Turn) -> Findings:
    return found_for(search, text, *history).whole


def followed_up(search: Search, text: str, *history: Turn) -> FollowUp:
    ((part, _),) = found_for(search, text, *history).parts
    return part.follow_up


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("What was it for?", True),
        ("Did it grow?", True),
        ("And in 2020?", True),
        ("Which platforms were sued by Austria in 2020?", False),
        ("What did ministers say at the third meeting?", False),
        ("What does Telegram say?", False),
        ("Who started it?", False),  # another kind of thing of the same
    ],
)
def test_what_names_nothing_is_on_what_was_just_told(
    search: Search, question: str, leans: bool
) -> None:
    assert followed_up(search, question, *BEFORE).leans_on == (TOLD if leans else NO_ANSWER)
    assert followed_up(search, question).leans_on == NO_ANSWER


def test_what_the_forum_is_is_asked_of_it_and_not_of_what_was_spoken_of(search: Search) -> None:
    def asked(text: str, *history: Turn) -> str:
        return looked_for(search, text, *history).readings[0].question

    assert asked("What is the EU Internet Forum?") == INTRODUCED
    assert asked("What is the EU Internet Forum?", *BEFORE) == INTRODUCED
    assert asked("And the forum?", *BEFORE) != INTRODUCED


@pytest.mark.parametrize(
    ("question", "of_each"),
    [
        ("Which of the two was first?", "When?"),
        ("Where was each of them adopted?", "Where was each of them adopted?"),
    ],
)
def test_what_compares_two_things_is_looked_for_with_each(
    search: Search, question: str, of_each: str
) -> None:
    history = (
        *(Turn("user", "What is the Christchurch Call?"), Turn("assistant", "A pledge. [1]")),
        *(Turn("user", "What is the EU Crisis Protocol?"), Turn("assistant", "A plan. [1]")),
    )
    found = found_for(search, question, *history)
    assert [part.readings[0] for part, _ in found.parts] == [
        f"What is the Christchurch Call? {of_each}",
        f"What is the EU Crisis Protocol? {of_each}",
    ]
    assert {part.asking for part, _ in found.parts} == {of_each}


def test_the_one_before_is_reckoned_where_things_are_counted(search: Search) -> None:
    last = Turn("user", "When was the last ministerial meeting?")
    told = Turn("assistant", "The tenth ministerial meeting was held on 4 March 2026. [1]")
    before = looked_for(search, "And the one before that?", last, told)
    assert "ninth" in before.readings[0].question
    uncounted = Turn("assistant", "The meeting was held on 4 March 2026. [1]")
    before = looked_for(search, "And the one before that?", last, uncounted)
    assert "(before March 4, 2026)" in before.readings[0].question


def test_the_latest_is_looked_for_on_no_one_of_what_is_counted(search: Search) -> None:
    history = (
        Turn("user", "List the ministerial meetings."),
        Turn(
            "assistant",
            "The third ministerial meeting of the EU Internet Forum took place in the Berlaymont "
            "on 6 December 2017. [1]",
        ),
    )
    *_, on_the_topic = looked_for(search, "When was the last one?", *history).readings
    assert "EU Internet Forum" in on_the_topic.question  # which stands in the title alone
    assert not any(word in on_the_topic.question for word in ("Third", "third", "2017"))


def test_what_was_told_of_another_one_is_not_what_was_spoken_of(search: Search) -> None:
    told = "Magnus Brunner chaired the tenth ministerial meeting of the EU Internet Forum on 4 "
    first = (
        Turn("user", "Who chaired the tenth ministerial meeting?"),
        Turn("assistant", f"{told}March 2026. [1]"),
    )
    history = (*first, Turn("user", "And the one before?"), Turn("assistant", first[1].text))
    found = looked_for(search, "When was it?", *history)
    assert [one.question for one in found.readings] == [
        "Who chaired the ninth ministerial meeting? When was it?"
    ]
    assert followed_up(search, "When was it?", *history).dated_by == NO_ANSWER
    assert len(looked_for(search, "When was it?", *first).readings) == 3
    assert followed_up(search, "When was it?", *first).dated_by == Quoting(first[1].text)
    # What names another one is asked of that, whatever was told.
    *_, on_it = looked_for(search, "And the ninth, who chaired that one?", *first).readings
    assert "tenth" not in on_it.question.casefold()


def test_what_was_told_answers_what_it_names_anew(search: Search) -> None:
    assert followed_up(search, "And in 2020?", *BEFORE).anew == {"2020"}
    assert followed_up(search, "Was it enough?", *BEFORE).anew == frozenset()
    assert followed_up(search, "And was the Forum told in 2019?", *BEFORE).anew == frozenset()


def test_what_was_refused_leaves_a_question_on_what_was_quoted_before(search: Search) -> None:
    refused = (*BEFORE, Turn("user", "Who pays for it?"), Turn("assistant", "I found none."))
    assert followed_up(search, "Was it enough?", *BEFORE).stays_with == TOLD
    assert followed_up(search, "Was it enough?", *refused).stays_with == TOLD
    assert followed_up(search, "And in 2020?", *refused).stays_with == NO_ANSWER


def test_what_came_next_is_looked_for_beyond_what_was_told(search: Search) -> None:
    found = looked_for(search, "And then?", *BEFORE)
    assert followed_up(search, "And then?", *BEFORE) == FollowUp(TOLD)
    restated, _, on_the_topic = [reading.question for reading in found.readings]
    assert restated == "How big was the hash database? And then? (after June 2019)"
    assert on_the_topic.endswith(". And then? (after June 2019)")
    assert on_the_topic.count("2019") == 1


SENIOR = "The senior officials of the EU Internet Forum met on 27 June 2017."
GIFCT = (
    "On 26 June 2017, Facebook, Microsoft, Twitter and YouTube announced the Global Internet Forum "
    "to Counter Terrorism (GIFCT)."
)


def test_what_was_quoted_in_doubt_is_no_topic(search: Search) -> None:
    def topic(told: str) -> str:
        history = (*BEFORE, Turn("user", "Who pays for it?"), Turn("assistant", told))
        *_, on_the_topic = looked_for(search, "Since when?", *history).readings
        return on_the_topic.question

    assert "hash database" not in topic(f"{SENIOR} [1]")
    assert "hash database" in topic(f"{say('en', 'unsure')}\n\n{SENIOR} [1]")
    assert "hash database" in topic(f"{say('de', 'unsure')}\n\n{SENIOR} [1]")


def test_what_was_quoted_in_doubt_is_the_topic_if_it_is_on_what_is_named(search: Search) -> None:
    told = Turn("assistant", f"{say('en', 'unsure')}\n\n{GIFCT} [1]")
    history = (*BEFORE, Turn("user", "When was GIFCT announced?"), told)
    *_, on_the_topic = looked_for(search, "Who founded it?", *history).readings
    assert on_the_topic.question.startswith("Announcement of GIFCT")


def test_the_topic_is_what_is_named_rather_than_what_is_told_first(search: Search) -> None:
    told = Turn("assistant", f"{SENIOR} [1]\n\n{GIFCT} [2]")
    history = (Turn("user", "What about GIFCT?"), told)
    *_, on_the_topic = looked_for(search, "Who founded it?", *history).readings
    assert on_the_topic.question.startswith("Announcement of GIFCT")
