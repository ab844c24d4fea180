"""What a message lists gets lines of its own."""

import pytest

from assistant.understanding.parts.listing import items, with_items_on_lines


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (
            "Please confirm: (1) the date, (2) the place; and (3) the budget. Could you also say "
            "who came?",
            "Please confirm:\n- the date\n- the place\n- the budget.\nCould you also say who came?",
        ),
        ("a) Datum b) Rechtsgrundlage\nVG Jens", "- Datum\n- Rechtsgrundlage\nVG Jens"),
        ("(i) when it began (ii) who led it", "- when it began\n- who led it"),
        ("а) дата; б) бюджет", "- дата\n- бюджет"),
        ("α) ημερομηνία, β) προϋπολογισμός", "- ημερομηνία\n- προϋπολογισμός"),
        ("reply: 1. How many came? 2. Who led?", "reply:\n- How many came?\n- Who led?"),
        ("1. date\nof the launch\n2. place", "- date of the launch\n- place"),
        ("Please send\n• date\n• place\nThanks", "Please send\n- date\n- place\nThanks"),
        (
            "indiquer a) le lancement en 2024 b) le budget",
            "indiquer\n- le lancement en 2024\n- le budget",
        ),
    ],
)
def test_each_item_of_a_list_has_a_line(text: str, listed: str) -> None:
    assert with_items_on_lines(text, "en") == listed
    assert with_items_on_lines(listed, "en") == listed


@pytest.mark.parametrize(
    "text",
    [
        "What do Articles 3 (1) and 5 (2) say?",
        "points (a), (b) and (c) of Article 2",
        "Was wurde auf dem 1. Treffen und dem 2. Treffen beschlossen?",
        "The meetings were on 1. June 2015, 2. July 2016 and 3. May 2017.",
        "When did Amazon, SoundCloud and Mojeek join?",
        "- one line",
        "see (2) the budget and (3) the date",
        "",
    ],
)
def test_what_lists_nothing_stays_as_it_is(text: str) -> None:
    assert with_items_on_lines(text, "en") == text
    assert items(text, "en") == (text, [])


def test_what_leads_in_and_what_follows_are_told_from_the_items() -> None:
    text = "Dear all,\nplease send\n- the date\n- the place\nWho came? Who led?"
    said, listed = items(text, "en")
    assert said == "Dear all,\nplease send"
    assert listed == ["the date", "the place", "Who came?", "Who led?"]
