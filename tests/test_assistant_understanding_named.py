"""What a question names."""

import pytest

from assistant.understanding.phrases.named import names_a_count, words_named


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
