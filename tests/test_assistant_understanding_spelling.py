"""Mistyped words are read as they were meant, and names that nobody has heard of stay."""

from collections.abc import Iterable

import pytest

from assistant.understanding.message.spelling import mended

HELD = {
    "en": ["meeting", "third", "ministerial", "december", "database", "berlaymont", "forum"],
    "de": ["verordnung", "ministertreffen", "unternehmen", "naechste"],
    "pl": ["alarmów"],
}
SECRET = "lanternfish"


class Documents:
    """Documents in two languages, one word of which some may see."""

    def speaks(self, language: str, groups: Iterable[str]) -> bool:
        assert set(groups) <= {"staff"}
        return language in HELD

    def holding(self, words: Iterable[str], language: str, groups: Iterable[str]) -> dict[str, int]:
        held = [*HELD[language], *([SECRET] if "staff" in groups else [])]
        return {word: 3 for word in words if word.lower() in held}

    def shows(self, word: str, language: str, groups: Iterable[str]) -> bool:
        return (word in HELD[language] and language != "pl") or "staff" in groups


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "wehn was the meetting", "when was the meeting"),
        (
            "en",
            "Which ministreial was held in Decemebr 2019?",
            "Which ministerial was held in December 2019?",
        ),
        ("en", "size of the databse", "size of the database"),
        ("en", "whcih fourm?", "which forum?"),
        ("de", "Wann war das Minstertreffen?", "Wann war das Ministertreffen?"),
        ("de", "welche Unternehmne?", "welche Unternehmen?"),
        (
            "de",
            "wann ist das naechste Treffen",
            "wann ist das nächste Treffen",
        ),  # though it is held
        ("de", "Beschluesse zur Uebung", "Beschlüsse zur Übung"),
        ("de", "aktuelle Steuer in Israel", "aktuelle Steuer in Israel"),
        ("sv", "naesta moete", "nästa möte"),  # no document is in Swedish
        ("pl", "ile alarmow", "ile alarmów"),  # documents show another form of it
    ],
)
def test_a_slip_is_put_right(language: str, typed: str, meant: str) -> None:
    assert mended(typed, language, Documents(), ()) == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Who chaired the third ministerial meeting of the Forum?"),
        ("en", "Has Nestify joined, or Forumly?"),  # names that nobody has heard of
        ("en", "The CSEPP, EDRII and the DSAA"),  # acronyms
        ("en", "Do they meet in the boots?"),  # words that no document holds
        ("en", "What's l'forun?"),  # what an apostrophe cuts off
        ("en", "About " + "ministerial" * 3),  # too long to be looked up in all its slips
        ("fi", "Milloin kokoks oli?"),  # no document is in Finnish
    ],
)
def test_all_else_stays(language: str, text: str) -> None:
    assert mended(text, language, Documents(), ()) == text


def test_nobody_is_told_of_a_word_that_they_may_not_see() -> None:
    assert mended("about lanternfsh", "en", Documents(), ()) == "about lanternfsh"
    assert mended("about lanternfsh", "en", Documents(), ["staff"]) == f"about {SECRET}"
