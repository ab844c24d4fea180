"""Times that a follow-up names by one that was spoken of."""

import pytest

from assistant.conversation import Turn
from assistant.understanding.follow_ups.restating import restate
from assistant.wording.facts import ordinals_asked_for
from assistant.wording.facts.reckoning import reckoned

LATER = {
    "bg": "А година по-късно?",
    "cs": "A o rok později?",
    "da": "Og et år senere?",
    "de": "Und ein Jahr später?",
    "el": "Και έναν χρόνο αργότερα;",
    "en": "And a year later?",
    "es": "¿Y un año después?",
    "et": "Ja aasta hiljem?",
    "fi": "Entä vuotta myöhemmin?",
    "fr": "Et un an plus tard ?",
    "ga": "Agus bliain ina dhiaidh sin?",
    "hr": "A godinu dana kasnije?",
    "hu": "És egy évvel később?",
    "it": "E un anno dopo?",
    "lt": "O po metų?",
    "lv": "Un gadu vēlāk?",
    "mt": "U sena wara?",
    "nl": "En een jaar later?",
    "pl": "A rok później?",
    "pt": "E um ano depois?",
    "ro": "Și un an mai târziu?",
    "sk": "A o rok neskôr?",
    "sl": "In leto pozneje?",
    "sv": "Och ett år senare?",
}


@pytest.mark.parametrize("language", LATER)
def test_a_year_later_is_reckoned_in_every_language(language: str) -> None:
    assert "2018" in reckoned(LATER[language], ["In 2017, there were 40,000."], language)


@pytest.mark.parametrize(
    ("question", "spoken", "asked"),
    [
        ("And two years later?", "In June 2019, there were 40,000.", "And June 2021?"),
        ("And 3 years before that?", "In 2019, there were 40,000.", "And 2016?"),
        ("Two years after that promise, how large was it?", "in 2016", "2018, how large was it?"),
        ("and at the end of the following year?", "in June 2019", "and at the end of 2020?"),
        ("And the year before?", "on 4 June 2024", "And 2023?"),
        ("Who left the year before, and why?", "in 2024", "Who left 2023, and why?"),
        # What goes on names its own time, and a law's number is none.
        ("And in the year after the launch?", "in 2015", "And in the year after the launch?"),
        ("And a year later?", "Regulation (EU) 2021/784", "And a year later?"),
        ("And a year later?", "in 2017 and in 2019", "And a year later?"),
        ("And in 2019?", "in 2017", "And in 2019?"),
        ("And 99 years later?", "in 2017", "And 2116?"),
        ("And two years later?", "on 9999-12-31", "And two years later?"),
    ],
)
def test_what_is_spoken_of_tells_the_time(question: str, spoken: str, asked: str) -> None:
    assert reckoned(question, [spoken], "en") == asked


def test_a_follow_up_is_restated_with_the_time_it_means() -> None:
    asked = Turn("user", "How many hashes were there in December 2017?")
    assert (
        restate("And a year after that?", [asked]) == "How many hashes were there in December 2018?"
    )
    again = [asked, Turn("user", "And a year after that?"), Turn("assistant", "None is known.")]
    assert restate("And a year later?", again) == "How many hashes were there in December 2019?"


def test_the_answer_tells_the_time_but_not_the_dates_of_its_sources() -> None:
    history = [
        Turn("user", "When did Twitch join the Forum?"),
        Turn(
            "assistant", "Twitch joined on 8 December 2021. [1]\n\nDates of the sources: 2026 [1]"
        ),
    ]
    assert "2024" in restate("And who joined three years later?", history)


THE_ONE_BEFORE = {
    "bg": "А предишната?",
    "cs": "A předchozí?",
    "da": "Og den før?",
    "de": "Und die davor?",
    "el": "Και η προηγούμενη;",
    "en": "And the one before that?",
    "es": "¿Y la anterior?",
    "et": "Aga eelmine?",
    "fi": "Entä edellinen?",
    "fr": "Et celle d'avant ?",
    "ga": "Agus an ceann roimhe sin?",
    "hr": "A prethodni?",
    "hu": "És az előző?",
    "it": "E quella prima?",
    "lt": "O ankstesnis?",
    "lv": "Un iepriekšējā?",
    "mt": "U dik ta qabel?",
    "nl": "En de vorige?",
    "pl": "A poprzednie?",
    "pt": "E a anterior?",
    "ro": "Și cea anterioară?",
    "sk": "A predchádzajúce?",
    "sl": "In prejšnji?",
    "sv": "Och den innan?",
}


@pytest.mark.parametrize("language", THE_ONE_BEFORE)
def test_the_one_before_is_counted_in_every_language(language: str) -> None:
    question = reckoned(THE_ONE_BEFORE[language], ["Who chaired the fourth meeting?"], language)
    assert [one.values for one in ordinals_asked_for(question, language)] == [frozenset({3})]


@pytest.mark.parametrize(
    ("question", "spoken", "asked"),
    [
        ("And the next one?", "the third meeting", "And fourth?"),
        (
            "When was the next meeting?",
            "Who chaired the third meeting?",
            "When was fourth meeting?",
        ),
        ("What was the next step?", "the third meeting", "What was the next step?"),
        ("And the one before?", "the third and the fifth", "And the one before?"),
        ("And the one before?", "the meetings", "And the one before?"),
        ("And the one before?", "the first meeting", "And the one before?"),
        ("And the one before?", "When first was the third meeting?", "And second?"),
    ],
)
def test_what_is_counted_is_spoken_of(question: str, spoken: str, asked: str) -> None:
    assert reckoned(question, [spoken], "en") == asked


def test_the_one_before_takes_the_place_of_the_other() -> None:
    history = [Turn("user", "Who chaired the tenth ministerial meeting?")]
    assert restate("And the one before?", history) == "Who chaired the ninth ministerial meeting?"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many joined in 2021, and how many a year later?", "and how many 2022?"),
        ("Wie viele traten 2021 bei, und wie viele ein Jahr später?", "und wie viele 2022?"),
        ("The pool began in 2016. How large was it two years later?", "How large was it 2018?"),
    ],
)
def test_what_the_question_says_before_tells_the_time(question: str, asked: str) -> None:
    assert restate(question, []).endswith(asked)
    spoken_of = [Turn("user", "Who joined in 1999?"), Turn("assistant", "Nobody. [1]")]
    assert restate(question, spoken_of).endswith(asked)
