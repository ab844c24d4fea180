"""What a follow-up names anew."""

import pytest

from assistant.understanding.substituting import (
    names_a_count,
    without_counts,
    without_dates,
    words_named,
)


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("And the fifth?", True),
        ("And in 2021?", True),
        ("And the second?", True),
        ("And TikTok?", False),
        ("Where was it?", False),
        ("And the 5th?", True),
        ("And the 4TH?", True),
        ("¿Y la 4ta?", True),
        ("E la 4a?", True),
    ],
)
def test_a_time_or_one_of_what_is_counted_is_known(question: str, counts: bool) -> None:
    assert names_a_count(question, "en") == counts


def test_a_title_is_read_without_its_times_and_ordinals() -> None:
    known = "Fourth Meeting of the Lake Hub, 5 December 2018"
    assert without_counts(known, "en") == "Meeting of the Lake Hub"
    days = "Meeting of 16 and 17 March 2017 of the Hub"
    assert without_counts(days, "en") == "Meeting of of the Hub"
    law = "Regulation (EU) 2021/784 of 29 April 2021"
    assert without_counts(law, "en") == "Regulation (EU) 2021/784"
    assert without_counts("What the Hub may do in March", "en") == "What the Hub may do"
    assert without_dates(known, "en") == "Fourth Meeting of the Lake Hub"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Und der Knowledge Hub?", {"Knowledge", "Hub"}),
        ("Wann wurde Discord Mitglied?", {"Discord"}),
        ("Und die Mitglieder?", set()),
    ],
)
def test_a_german_noun_belongs_to_the_name_before_it(question: str, named: set[str]) -> None:
    assert words_named(question, "de") == named
