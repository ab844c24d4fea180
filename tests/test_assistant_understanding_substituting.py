"""What takes the place of what was named, and what is left without it."""

from assistant.understanding.follow_ups.substituting import (
    asks_the_same,
    without_counts,
    without_dates,
)


def test_a_question_with_a_verb_of_its_own_asks_more_than_the_same_of_another() -> None:
    before = "Tell me about Ada and Bo"
    assert asks_the_same("And Ada?", before, "en")
    assert asks_the_same("And Ada the officer?", before, "en")
    assert not asks_the_same("Is Ada a partner then?", before, "en")
    assert not asks_the_same("Ist Ada denn Partnerin?", "Erzähl mir von Ada", "de")


def test_a_title_is_read_without_its_times_and_ordinals() -> None:
    known = "Fourth Meeting of the Lake Hub, 5 December 2018"
    assert without_counts(known, "en") == "Meeting of the Lake Hub"
    days = "Meeting of 16 and 17 March 2017 of the Hub"
    assert without_counts(days, "en") == "Meeting of of the Hub"
    law = "Regulation (EU) 2021/784 of 29 April 2021"
    assert without_counts(law, "en") == "Regulation (EU) 2021/784"
    assert without_counts("What the Hub may do in March", "en") == "What the Hub may do"
    assert without_dates(known, "en") == "Fourth Meeting of the Lake Hub"
