"""What is quoted of the evidence: enough to be understood, nothing twice, the newest if asked."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from fakes import TODAY, document, vector_of

from assistant.composing.composed import Composed, shortened, together
from assistant.composing.margins import MARGIN, NARROW_MARGIN, RIVAL_MARGIN, WIDE_MARGIN
from assistant.composing.quote import compose
from assistant.composing.spans import LONGEST_LIST, MOST_SENTENCES
from assistant.conversation import Quote
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.definitions import definition
from assistant.deciding.naming import Holds, several
from assistant.understanding.kinds.happening import PLANNED
from assistant.understanding.parts.part import Part
from assistant.understanding.phrases.asking import Wanted, wanted
from assistant.wording.facts.enumeration import disjunctions
from vectorstore.findings import Hit
from vectorstore.language import LANGUAGES, detect
from vectorstore.passages import Passage, Sentence


def evidence(
    name: str,
    *said: tuple[str, float],
    meaning: str | None = None,
    likeness: float = 0.99,
    **values: object,
) -> list[Evidence]:
    """Return the sentences of a document of one passage, each with its weight.

    Sentences of one `meaning` are near each other, with about that cosine.
    """
    text = "\n".join(sentence for sentence, _ in said)
    starts = [sum(len(sentence) + 1 for sentence, _ in said[:place]) for place in range(len(said))]
    sentences = tuple(
        Sentence(start, start + len(sentence), near(sentence, meaning, likeness))
        for start, (sentence, _) in zip(starts, said, strict=True)
    )
    passage = Passage(name, 0, 0, len(text), text, (), None, sentences)
    hit = Hit(passage, document(name, text, **values).document, 1.0, 0.9, None)
    return [
        Evidence(hit, sentence, weight)
        for sentence, (_, weight) in zip(sentences, said, strict=True)
    ]


def near(text: str, meaning: str | None, likeness: float) -> np.ndarray:
    vector = vector_of(text)
    if meaning:
        vector = vector * math.sqrt(1 / likeness - 1) + vector_of(meaning)
    return vector / np.linalg.norm(vector)


def composed(
    *documents: list[Evidence],
    wanted: str | frozenset[Wanted] = "",
    named: Sequence[Holds] = (),
    question: str = "",
    alone: str = "",
    language: str = "en",
):
    ordered = sorted((one for each in documents for one in each), key=lambda one: -one.weight)
    asked = Asked(Part(question, (alone or question,)), language)
    asked.wanted = frozenset(wanted.split()) if isinstance(wanted, str) else wanted
    asked.several = named
    return compose(ordered, asked, 0.0, TODAY)


def is_introduced(question: str, language: str, said: list[Evidence], alone: str = "") -> bool:
    return Asked(Part(question, (alone or question,)), language).introduced(said)


def wordings(quotes: Sequence[Quote]) -> list[str]:
    return [quote.wording for quote in quotes]


def quoted(answer: Composed) -> list[str]:
    return wordings([*answer.quotes, *answer.besides])


def test_what_is_about_as_weighty_as_the_weightiest_is_quoted_too() -> None:
    one = evidence("a", ("Far.", 3 - MARGIN - 0.1), ("Near.", 3 - MARGIN + 0.1), ("Best.", 3.0))
    assert quoted(composed(one)) == ["Best.", "Near."]
    wide = evidence("a", ("Far.", 3 - WIDE_MARGIN + 0.1), ("Best.", 3.0))
    assert quoted(composed(wide, wanted="all")) == ["Best.", "Far."]
    narrow = evidence("a", ("Near.", 3 - NARROW_MARGIN - 0.1), ("Best.", 3.0))
    assert quoted(composed(narrow, wanted="time")) == ["Best."]


def test_what_answers_leads_and_what_is_near_was_found_besides() -> None:
    one = evidence("a", ("The club met in 2019.", 3.0), ("The club has 17 members.", 2.5))
    other = evidence("b", ("The club has 20 members.", 2.6))
    answer = composed(one, other)
    assert wordings(answer.quotes) == ["The club met in 2019."]
    both = composed(one, other, named=several("Were there 17 or 20 members?", "en"))
    assert len(both.quotes) == len(quoted(both)) == 3
    whole = together([answer, composed(other)])
    assert wordings(whole.quotes) == ["The club met in 2019.", "The club has 20 members."]
    assert wordings(whole.besides) == ["The club has 17 members."]


def test_what_leans_on_what_leads_stays_with_it() -> None:
    one = evidence("a", ("The club met in 2019.", 3.0), ("It has 17 members.", 2.5))
    other = evidence("b", ("The club has 20 members.", 2.6))
    answer = composed(one, other)
    assert wordings(answer.quotes) == ["The club met in 2019.", "It has 17 members."]
    assert wordings(answer.besides) == ["The club has 20 members."]


def test_there_are_four_sentences_at_most_and_the_weightiest_document_s_come_first() -> None:
    first = evidence("a", *((f"A{n}.", 2.9) for n in range(3)))
    second = evidence("b", ("B0.", 2.8), ("B1.", 3.0), ("B2.", 2.7))
    assert quoted(composed(first, second)) == ["B1.", "A0.", "A1.", "A2."]


@pytest.mark.parametrize(
    ("english", "spanish", "quoted_both"),
    [
        ("It met on 4 March 2026.", "Se reunió el 4 de marzo de 2026.", False),
        ("It met on 4 March 2026.", "Se reunió el 5 de marzo de 2026.", True),
        ("It met in Brussels.", "Se reunió en Bruselas.", True),
    ],
)
def test_a_translation_is_a_copy_though_less_alike_if_its_numbers_are_the_same(
    english: str, spanish: str, quoted_both: bool
) -> None:
    one = evidence("a", (english, 3.0), meaning="met", likeness=0.9)
    other = evidence("b", (spanish, 2.9), meaning="met", likeness=0.9, language="es")
    assert len(quoted(composed(one, other))) == 1 + quoted_both
    assert (
        len(quoted(composed(one, evidence("c", (f"{english}!", 2.9), meaning="met", likeness=0.9))))
        == 2
    )


def test_of_copies_one_is_quoted_if_possible_in_the_asker_s_language() -> None:
    english = evidence("a", ("Ten joined in 2021.", 3.0), meaning="joined")
    german = evidence("b", ("2021 kamen zehn dazu.", 2.9), meaning="joined", language="de")
    other = evidence("c", ("Ten joined in 2024.", 2.8), meaning="joined")
    assert quoted(composed(english, german, other)) == [
        "Ten joined in 2021.",
        "Ten joined in 2024.",
    ]
    assert quoted(composed(english, german, other, language="de")) == [
        "2021 kamen zehn dazu.",
        "Ten joined in 2024.",
    ]
    # Who reads neither reads English sooner.
    assert quoted(composed(german, english, other, language="it")) == [
        "Ten joined in 2021.",
        "Ten joined in 2024.",
    ]


@pytest.mark.parametrize(
    ("language", "english", "leads"),
    [
        ("en", "Letters went out in 2023.", True),
        ("en", "Letters went out in 2024.", False),
        ("en", "Letters went out.", False),
        ("es", "Letters went out in 2023.", False),
    ],
)
def test_what_tells_less_of_the_same_in_the_asker_s_language_leads_if_no_number_differs(
    language: str, english: str, leads: bool
) -> None:
    spanish = "En 2023 se enviaron 22 cartas."
    told = evidence("a", (spanish, 3.0), meaning="letters", language="es")
    less = evidence("b", (english, 2.0), meaning="letters")
    assert quoted(composed(told, less, language=language))[0] == (english if leads else spanish)


def test_what_one_document_says_of_one_day_are_no_copies() -> None:
    held = ("The meeting of 6 December 2017 was held in Brussels.", 3.0)
    about = ("The meeting of 6 December 2017 dealt with referrals.", 2.9)
    one = evidence("a", held, about, meaning="meeting")
    assert quoted(composed(one)) == [held[0], about[0]]


def test_an_overview_is_what_the_nearest_document_says_and_then_what_is_about_as_weighty() -> None:
    other = evidence("a", ("The programme began at a meeting.", 3.0), ("It was cold.", -5.0))
    said = ("It has 17 projects.", 2.5), ("It ended in 2022.", 0.1), ("Rome was cold.", -4.0)
    own = evidence("b", *said)
    nearest = [replace(one, hit=replace(one.hit, score=1.1)) for one in own]
    far = evidence("c", ("Another programme began.", 2.9 - WIDE_MARGIN))
    assert quoted(composed(other, nearest, far, wanted="overview")) == [
        "It has 17 projects.",
        "It ended in 2022.",
        "The programme began at a meeting.",
    ]


@pytest.mark.parametrize(
    ("title", "quotes"),
    [
        ("The preparatory meeting", ["Encryption was left open."]),
        ("Encryption", ["They met in May.", "Encryption was left open."]),
    ],
)
def test_an_overview_has_what_little_of_its_document_is_on_the_question_unless_all_of_it_is(
    title: str, quotes: list[str]
) -> None:
    said = evidence(
        "a", ("They met in May.", -3.3), ("Encryption was left open.", 1.0), title=title
    )
    question = "Anything on encryption?"
    answer = composed(said, wanted="overview", question=question)
    assert quoted(answer) == quotes


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("The preparatory meeting", "Encryption was left open."),
        ("Encryption, 2015 to 2020", "They met in May."),
    ],
)
def test_an_overview_begins_with_what_has_its_words_unless_its_document_is_on_them(
    title: str, leads: str
) -> None:
    first = evidence("a", ("They met in May.", 3.0), title=title)
    other = evidence("b", ("Encryption was left open.", 2.0))
    question = "Anything on encryption?"
    answer = composed(first, other, wanted="overview", question=question)
    assert answer.quotes[0].wording == leads


def test_an_overview_leaves_out_the_letterhead_and_rows_if_its_document_has_sentences() -> None:
    head = (("Reference: Ares(2025) 77", 3.0), ("Purpose: a visit to the agency", 2.8))
    letter = evidence("a", *head, ("Spain has a list.", 2.5), ("Rome was cold.", 0.0))
    assert quoted(composed(letter, wanted="overview")) == ["Spain has a list.", "Rome was cold."]
    form = evidence("a", *head)
    assert quoted(composed(form, wanted="overview")) == [wording for wording, _ in head]


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("Three bullets on it", 3),
        ("Zwei Sätze dazu: GIFCT in zwei Sätzen", 2),
        ("Due frasi su GIFCT", 2),
        ("One line on it", 1),
        ("Ten bullets on it", 4),
        ("A note on it", 4),
    ],
)
def test_an_overview_has_no_more_sentences_than_are_asked_for(
    question: str, sentences: int
) -> None:
    said = [f"Of its {count} projects this is one." for count in range(11, 16)]
    told = [evidence(f"d{place}", (text, 3.0)) for place, text in enumerate(said)]
    answer = composed(*told, wanted="overview", question=question, language=detect(question))
    assert len(quoted(answer)) == sentences


def test_whether_something_still_lasts_is_told_before_what_weighs_more() -> None:
    question = "Are the rules of 2021 still in force?"
    more = evidence("a", ("The act of 2021 has rules.", 4.0))
    lapsed = evidence("b", ("The rules lapsed in May 2026.", 0.5))
    read = [replace(one, odds=1.1) for one in [*more, *lapsed]]
    answer = composed(read, wanted="latest", question=question)
    assert answer.quotes[0].wording == "The rules lapsed in May 2026."
    unread = [replace(one, odds=0.0) for one in read]
    answer = composed(unread, wanted="latest", question=question)
    assert answer.quotes[0].wording == "The act of 2021 has rules."


def test_the_day_from_which_it_applies_is_not_that_of_the_act() -> None:
    dated = evidence("a", ("The act is dated 29 April 2021.", 3.0))
    applied = evidence("b", ("The act has applied since 7 June 2022.", 2.9))
    for question, language, first in (
        ("Fra hvilken dato gælder loven?", "da", applied),
        ("Od kiedy stosuje się tę ustawę?", "pl", applied),
        ("When does the act apply?", "en", applied),
        ("What date has the act?", "en", dated),
    ):
        answer = composed(dated, applied, wanted="time", question=question, language=language)
        assert quoted(answer)[0] == first[0].wording
        # What weighs less does not lead.
        light = [replace(one, weight=1.0) for one in applied]
        answer = composed(dated, light, wanted="time", question=question, language=language)
        assert quoted(answer) == [dated[0].wording]


def test_what_is_over_is_told_where_it_is_named_though_it_is_read_as_no_answer() -> None:
    question = "Is CSEP still running?"
    launched = evidence("a", ("CSEP was launched in 2016.", 3.0))
    ended = evidence("b", ("CSEP came to an end in 2022.", 0.9))
    other = evidence("c", ("The rules lapsed in 2023.", 0.9))
    read = [replace(one, odds=2.0) for one in launched]
    unread = [replace(one, odds=-2.0) for one in (*ended, *other)]
    answer = composed(read, unread, wanted="latest", question=question)
    assert answer.quotes[0].wording == ended[0].wording


@pytest.mark.parametrize(
    ("question", "wanted", "first", "then"),
    [
        (
            "When was Acme announced?",
            "time",
            "The staff met on 27 June 2017, one day after the announcement of Acme.",
            "Acme was announced on 26 June 2017.",
        ),
        (
            "How many technical meetings were there?",
            "amount",
            "Two action days were agreed at the tenth technical meeting.",
            "The tenth technical meeting was held in Rome.",
        ),
    ],
)
def test_what_only_lies_to_it_in_time_or_counts_something_else_comes_after_what_tells_it(
    question: str, wanted: Wanted, first: str, then: str
) -> None:
    told = [
        evidence(key, (text, weight)) for key, text, weight in (("a", first, 3.0), ("b", then, 2.7))
    ]
    answer = composed(*told, wanted=wanted, question=question)
    assert quoted(answer)[0] == then


@pytest.mark.parametrize(
    ("told", "leads"),
    [("Three platforms joined in 2021.", True), ("Three platforms began in 2021.", False)],
)
def test_what_counts_something_of_which_less_is_said_does_not_lead(
    told: str, *, leads: bool
) -> None:
    row = evidence("a", ("Platform: Lumio; Joined: March 2019", 3.0))
    counts = evidence("b", (told, 2.7))
    answer = composed(row, counts, wanted="amount", question="How many platforms joined?")
    assert (quoted(answer)[0] == told) is leads


def test_what_happens_in_a_month_is_not_what_its_year_has() -> None:
    year = evidence("a", ("The budget for 2029 is high.", 3.0))
    month = evidence("b", ("The unit moves in September 2029.", 2.0))
    question = "What happens in September 2029?"
    assert quoted(composed(year, month, question=question)) == [month[0].wording]
    assert quoted(composed(year, question=question)) == [year[0].wording]


def test_the_newest_members_are_no_guests() -> None:
    guests = evidence("a", ("In June 2026, ten states were at the meeting.", 3.0))
    members = evidence("b", ("Globex joined the club in May 2024.", 2.0))
    for question, first in (
        ("Who are the newest members of the club?", "Globex joined the club in May 2024."),
        ("Who was there last?", "In June 2026, ten states were at the meeting."),
    ):
        answer = composed(guests, members, wanted="latest person", question=question)
        assert answer.quotes[0].wording == first


def test_what_happened_at_a_time_is_told_in_order() -> None:
    met = evidence("a", ("The club met in Rome on 7 October 2019.", 3.0), ("It was cold.", 2.9))
    began = evidence("b", ("A test was held in May 2019.", 1.0))
    later = evidence("c", ("A test was held in May 2024.", 2.0))
    said = evidence("d", ("According to sputnik.com, it began in June 2019.", 2.0))
    for question, told in (
        ("What happened in 2019?", [began, met]),
        ("What happened in October 2019?", [met]),
    ):
        answer = composed(met, began, later, said, question=question)
        assert quoted(answer) == [each[0].wording for each in told]
        assert answer.gathered is (len(told) > 1)
    only = composed(said, later, question="What happened in 2019?")
    assert quoted(only) == ["According to sputnik.com, it began in June 2019."]


def test_what_lasts_since_an_earlier_time_did_not_happen_after_it() -> None:
    lasts = evidence("a", ("It has applied since 7 June 2022.", 3.0))
    met = evidence("b", ("The club met in May 2024.", 1.0))
    for question, told in (
        ("What happened since 2024?", [met]),
        ("What happened in 2022?", [lasts]),
        ("What happened since 2021?", [lasts, met]),
    ):
        answer = composed(lasts, met, question=question)
        assert quoted(answer) == [each[0].wording for each in told]


def test_of_plans_the_one_told_last_leads() -> None:
    old = evidence("a", ("In 2018 a list was planned.", 3.0))
    new = evidence("b", ("In March 2026 a revision was planned.", 2.9))
    answer = composed(old, new, question=PLANNED)
    assert quoted(answer) == [
        "In March 2026 a revision was planned.",
        "In 2018 a list was planned.",
    ]
    assert answer.gathered


def test_what_is_newest_leads_and_the_weightiest_comes_besides() -> None:
    old = evidence("a", ("In May 2019 there were 10.", 3.0))
    new = evidence("b", ("In June 2024 there were 32.", 2.5))
    middle = evidence("c", ("In March 2021 there were 20.", 2.7))
    answer = composed(old, new, middle, wanted="latest")
    assert wordings(answer.quotes) == ["In June 2024 there were 32."]
    assert wordings(answer.besides) == ["In May 2019 there were 10."]
    lighter = evidence("c", ("In March 2021 there were 20.", 2.4))
    assert not composed(new, lighter, wanted="latest").besides


@pytest.mark.parametrize("weight", [2.5, 2.9 - MARGIN])
def test_the_weightiest_keeps_its_place_beside_many_of_the_same_month(weight: float) -> None:
    old = evidence("a", ("In May 2019 there were 10.", 3.0))
    new = evidence("b", *((f"In June 2024 there were {n}.", weight) for n in range(32, 37)))
    answer = composed(old, new, wanted="latest")
    assert len(answer.quotes) == MOST_SENTENCES - 1
    assert wordings(answer.besides) == ["In May 2019 there were 10."]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does hire now, settle later mean?", "It is credit."),
        ("What does hire now, settle later mean now?", "It was met with doubts in May 2026."),
        ("What do they hire now?", "It is credit."),
        ("What do they mean now?", "It was met with doubts in May 2026."),
    ],
)
def test_a_word_of_a_name_asks_for_nothing_new(question: str, told: str) -> None:
    title = "Mandate of the group on Hire Now, Settle Later"
    old = evidence("a", ("It is credit.", 2.5), title=title)
    new = evidence("b", ("It was met with doubts in May 2026.", 2.4))
    answer = composed(old, new, wanted="latest", question=question)
    assert answer.quotes[0].wording == told


def test_what_is_newest_and_no_answer_does_not_lead() -> None:
    old = [replace(one, odds=3.0) for one in evidence("a", ("In May 2019 it was 5.", 2.5))]
    new = [replace(one, odds=-0.5) for one in evidence("b", ("In May 2026 it met.", 2.4))]
    answer = composed(old, new, wanted="latest")
    assert answer.quotes[0].wording == "In May 2019 it was 5."


def test_what_is_newest_of_the_weighty_comes_second() -> None:
    old = evidence("a", ("In May 2015 six joined.", 3.0))
    weighty = evidence("b", ("In June 2024 five joined.", 3.1 - MARGIN))
    light = evidence("c", ("In March 2021 four joined.", 2.9 - MARGIN))
    newest = evidence("d", ("In March 2026 they met.", 2.8 - MARGIN))
    answer = composed(old, weighty, light, newest, wanted="latest")
    assert wordings(answer.quotes) == [newest[0].wording, weighty[0].wording]
    assert wordings(answer.besides) == [old[0].wording]


@pytest.mark.parametrize(
    ("question", "language", "others"),
    [
        ("What happened at the last ministerial?", "en", []),
        ("What happened at the last meeting?", "en", []),
        ("Was geschah beim letzten Ministertreffen?", "de", []),
        ("Que s'est-il passé lors de la dernière réunion ministérielle ?", "fr", []),
        ("Co się wydarzyło na ostatnim spotkaniu ministerialnym?", "pl", []),
        ("What is the latest on encryption?", "en", ["It was on encryption."]),
    ],
)
def test_who_asks_for_the_last_one_of_a_series_is_told_of_no_other(
    question: str, language: str, others: list[str]
) -> None:
    old = evidence("a", ("It was on encryption.", 3.0), title="Sixth ministerial meeting, May 2019")
    new = evidence(
        "b", ("Two papers were agreed.", 2.5), title="Tenth ministerial meeting, May 2024"
    )
    answer = composed(old, new, wanted="latest", question=question, language=language)
    assert quoted(answer) == ["Two papers were agreed.", *others]


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("Are the interim rules still in force?", "The rules lapsed in April 2026."),
        ("What is the latest on the interim rules?", "The Council met on new rules in June 2026."),
    ],
)
def test_what_says_whether_something_lasts_leads_where_that_is_checked(
    question: str, leads: str
) -> None:
    lapsed = evidence("a", ("The rules lapsed in April 2026.", 2.0))
    newest = evidence("b", ("The Council met on new rules in June 2026.", 2.5))
    extended = evidence("c", ("The rules were extended in 2024.", 3.0))
    answer = composed(lapsed, newest, extended, wanted="latest", question=question)
    assert quoted(answer)[0] == leads
    assert newest[0].wording in quoted(answer)


@pytest.mark.parametrize(
    ("question", "when", "leading", "besides"),
    [
        (
            *("What happened next?", "after 6 May 2017"),
            *("The club met again in June 2017.", ["The club wrote a book in 2019."]),
        ),
        (
            *("And before that?", "before 6 May 2017"),
            *("The club was planned in April 2017.", ["The club was founded in 2015."]),
        ),
        (
            *("What did Ada do after that?", "after 6 May 2017"),
            *("The club wrote a book in 2019.", ["The club met on 6 May 2017."]),
        ),
    ],
)
def test_what_came_next_leads_and_then_the_weightiest(
    question: str, when: str, leading: str, besides: list[str]
) -> None:
    told = evidence("a", ("The club met on 6 May 2017.", 3.0))
    others = [
        evidence("b", ("The club was founded in 2015.", 2.3)),
        evidence("c", ("The club was planned in April 2017.", 2.2)),
        evidence("d", ("The club met again in June 2017.", 2.1)),
        evidence("e", ("The club wrote a book in 2019.", 3.5)),
        evidence("f", ("The club has a dog.", 2.4)),
        evidence("g", ("The club sold a boat on 7 May 2017.", -0.1)),  # no answer
    ]
    asks, alone = wanted(question, "en"), f"{question} ({when})"
    answer = composed(told, *others, wanted=asks, question=question, alone=alone)
    assert answer.quotes[0].wording == leading
    assert wordings(answer.besides)[:1] == besides


def test_of_all_meetings_each_is_told_by_when_it_was_held() -> None:
    held = "The {} meeting was held on {}."
    third = evidence("a", (held.format("third", "6 December 2017"), 1.0), meaning="held")
    topics = evidence("b", ("The fourth meeting discussed cats.", 3.0))
    fourth = evidence("c", (held.format("fourth", "5 December 2018"), -1.0), meaning="held")
    fifth = evidence("d", (held.format("fifth", "7 October 2019"), -2.0), meaning="held")
    other = evidence("e", ("Acme came for the first time in 2018.", 2.0))
    question = "Which meetings have there been?"
    answer = composed(topics, other, third, fourth, fifth, question=question, wanted="all")
    assert quoted(answer) == [one.wording for one in (*third, *fourth, *fifth)]
    assert answer.gathered


@pytest.mark.parametrize(
    ("question", "language", "gathered"),
    [
        ("Which ministerial meetings have there been?", "en", True),
        ("Welche Ministertagungen gab es?", "de", True),  # nothing is in German
        ("Which technical meetings have there been?", "en", False),
        ("Which GIFCT meetings have there been?", "en", False),
    ],
)
def test_only_meetings_of_the_kind_that_is_asked_for_are_listed(
    question: str, language: str, gathered: bool
) -> None:
    held = "The {} ministerial meeting of the Forum was held in {}."
    numbers = {"third": 2017, "fourth": 2018, "fifth": 2019, "sixth": 2021}
    told = [
        evidence(number, (held.format(number, year), 1.0 - year / 1000), meaning=number)
        for number, year in numbers.items()
    ]
    answer = composed(*told, question=question, language=language, wanted="all")
    assert answer.gathered == gathered


def test_an_overview_of_the_latest_is_what_there_is_of_its_month() -> None:
    old = evidence("old", ("The third meeting was on 4 May 2017.", 3.0))
    new = evidence("new", ("It was in May 2026.", 2.0), ("Ada chaired it in May 2026.", -2.0))
    other = evidence("other", ("Three papers were agreed in May 2026.", 0.5))
    answer = composed(old, new, other, wanted="latest overview")
    assert quoted(answer) == [
        "It was in May 2026.",
        "Ada chaired it in May 2026.",
        "Three papers were agreed in May 2026.",
    ]


def test_an_overview_of_the_last_one_before_a_time_is_not_of_what_came_after_it() -> None:
    before = evidence("before", ("The fourth meeting was in December 2018.", 2.5))
    after = evidence("after", ("The tenth meeting was in May 2025.", 2.0))
    question = "Give me an overview of the last meeting before 2019"
    assert quoted(composed(before, after, wanted="overview latest", question=question)) == [
        "The fourth meeting was in December 2018."
    ]


def test_an_overview_is_not_of_another_one_that_is_counted() -> None:
    third = evidence("third", ("The third meeting was in Bonn.", 2.0))
    fourth = evidence("fourth", ("The fourth meeting was in Rome.", 2.5))
    question = "An overview of the third meeting, please"
    assert quoted(composed(third, fourth, wanted="overview", question=question)) == [
        "The third meeting was in Bonn."
    ]
    assert len(quoted(composed(third, fourth, wanted="overview", question="An overview"))) == 2


def test_an_overview_ends_with_what_websites_report() -> None:
    reported = evidence("web", ("According to hens.eu, the club began in 2018.", 3.0))
    told = evidence("note", ("The club began in 2015.", 2.0))
    answer = composed(reported, told, wanted="overview")
    assert quoted(answer) == [
        "The club began in 2015.",
        "According to hens.eu, the club began in 2018.",
    ]


def test_what_is_yet_to_come_is_not_the_latest() -> None:
    planned = evidence("a", ("The eleventh meeting is planned for May 2031.", 3.0))
    held = evidence("b", ("The tenth meeting was held in March 2026.", 2.5))
    before = evidence("c", ("The ninth was held in May 2024; the next is due in 2032.", 2.7))
    answer = composed(planned, before, held, wanted="latest")
    assert quoted(answer) == [held[0].wording, planned[0].wording]


def test_a_document_without_dates_in_its_words_is_as_new_as_it_says_unless_it_is_a_note() -> None:
    best = evidence("a", ("There are 10.", 3.0), published_on=date(2019, 1, 1))
    new = evidence("b", ("There are 32.", 2.5), published_on=date(2024, 1, 1))
    note = evidence("c", ("There are 20.", 2.7), kind="note", published_on=date(2026, 1, 1))
    answer = composed(best, new, note, wanted="latest")
    assert quoted(answer) == ["There are 32.", "There are 10."]


def test_a_newer_version_leads_and_the_older_one_differs() -> None:
    said = "On average a complaint was closed after {} days."
    older, newer = (
        evidence(name, (said.format(days), weight), title="Complaints", published_on=day)
        for name, days, weight, day in (
            ("a", 46, 3.0, date(2025, 3, 3)),
            ("b", 44, 2.0, date(2025, 5, 12)),
        )
    )
    answer = composed(older, newer)
    assert quoted(answer) == [said.format(44), said.format(46)]
    other = evidence("c", (said.format(44), 2.9), title="Claims", published_on=date(2025, 5, 12))
    assert not composed(older, other).differ, "another text"


def test_what_changed_is_what_one_of_two_versions_has_alone() -> None:
    same, due, gone = "Reports are short.", "Reports are due within {} hours.", "Form 1 is sent."
    older, newer = (
        evidence(name, *said, title="Reports", published_on=day)
        for name, said, day in (
            ("a", ((same, 2.0), (due.format(4), 3.0), (gone, 1.0)), date(2025, 3, 3)),
            ("b", ((same, 2.0), (due.format(1), 3.0)), date(2026, 5, 15)),
        )
    )
    changed = composed(older, newer, question="What changed in the rules on reports?")
    assert quoted(changed) == [due.format(4), gone, due.format(1)]
    assert changed.gathered
    difference = composed(older, newer, question="What is the difference?")
    assert quoted(difference) == quoted(changed)
    other = evidence("c", (due.format(1), 3.0), title="Claims", published_on=date(2026, 5, 15))
    assert not composed(older, other, question="What changed?").gathered, "another text"


def test_a_later_mail_of_a_thread_leads_what_it_says_otherwise() -> None:
    first, then = "Names are due on 19 September.", "The hosts need names by 26 September."

    def asked(when: str, said: str, odds: float, kind: Wanted = "time") -> list[str]:
        thread = evidence("a", (first, 3.0), (said, 1.0))
        days = (when, "27 June 2025 11:42")
        mails = [
            replace(
                one,
                hit=replace(one.hit, passage=replace(one.hit.passage, headings=(f"Badges {day}",))),
                odds=odds,
            )
            for one, day in zip(thread, days, strict=True)
        ]
        return quoted(composed(mails, wanted=kind))

    assert asked("25 June 2025 09:18", then, 2.0) == [then, first]
    assert asked("28 June 2025 09:18", then, 2.0) == [first], "an older mail"
    assert asked("25 June 2025", then, 2.0) == [first], "no mail"
    assert asked("25 June 2025 09:18", "Yes, by 19 September.", 2.0) == [first], "the same"
    assert asked("25 June 2025 09:18", then, 0.0) == [first], "hardly an answer"
    assert asked("25 June 2025 09:18", then, 2.0, "place") == [first], "asked for no day"


@pytest.mark.parametrize(
    ("first", "then", "language"),
    [
        ("Keynote: Ada Lindqvist of Nestify.", "Bo Marek speaks instead of Ms Lindqvist.", "en"),
        ("Den Vortrag hält Ada Lindqvist.", "Statt Frau Lindqvist spricht Bo Marek.", "de"),
        ("Ada Lindqvist ouvrira.", "Bo Marek ouvrira à la place de Mme Lindqvist.", "fr"),
        ("Abre Ada Lindqvist.", "Abre Bo Marek en lugar de la señora Lindqvist.", "es"),
        ("Otwiera Ada Lindqvist.", "Zamiast pani Lindqvist otwiera Bo Marek.", "pl"),
        ("Avaajana on Ada Lindqvist.", "Lindqvist ei tule; sijaan avaa Bo Marek.", "fi"),
        ("Ανοίγει η Ada Lindqvist.", "Αντί της Lindqvist ανοίγει ο Bo Marek.", "el"),
    ],
)
def test_a_later_mail_that_names_whom_it_replaces_leads(
    first: str, then: str, language: str
) -> None:
    def asked(when: str, said: str, question: str = "Who speaks?", odds: float = 0.0) -> list[str]:
        thread = evidence("a", (first, 3.0), (said, 1.0), language=language)
        days = (when, "2025-06-27 11:42")
        mails = [
            replace(
                one,
                hit=replace(one.hit, passage=replace(one.hit.passage, headings=(f"RE {day}",))),
                odds=odds,
            )
            for one, day in zip(thread, days, strict=True)
        ]
        return quoted(composed(mails, question=question, wanted="person"))

    assert asked("2025-06-25 09:18", then)[0] == then
    assert asked("2025-06-28 09:18", then)[0] == first, "an older mail"
    assert asked("2025-06-25 09:18", then, odds=-2.0)[0] == first, "no answer"
    assert asked("2025-06-25 09:18", then, "Why Lindqvist?")[0] == first, "asked for by name"
    other = then.replace("Lindqvist", "Okafor")
    assert asked("2025-06-25 09:18", other)[0] == first, "on somebody else"


@pytest.mark.parametrize(
    ("question", "language", "leads"),
    [
        ("Who joined the pool in 2021?", "en", "joined"),
        ("Wer trat dem Verbund im Jahr 2021 bei?", "de", "joined"),
        ("Who was there in 2021?", "en", "guests"),
    ],
)
def test_who_asks_who_joined_is_told_of_members_before_guests(
    question: str, language: str, leads: str
) -> None:
    said = {
        "guests": "Acme and Globex attended the meeting of the pool in 2021.",
        "joined": "Initech joined the pool in 2021.",
    }
    guests, joined = evidence("a", (said["guests"], 3.0)), evidence("b", (said["joined"], 2.8))
    kinds = wanted(question, language)
    answer = composed(guests, joined, question=question, language=language, wanted=kinds)
    assert quoted(answer)[0] == said[leads]


def test_who_asks_for_all_members_is_told_of_all_who_joined() -> None:
    guests = evidence("a", ("In 2015, Acme took part in the Pool.", 3.0))
    first = evidence("b", ("Globex joined the Pool in 2021.", 2.8))
    later = evidence("c", ("Hooli became a member of the Pool in 2024.", 2.7))
    other = evidence("d", ("The office belongs to Brussels.", 2.9))
    question = "Who are the members of the Pool?"
    answer = composed(guests, first, later, other, wanted=wanted(question, "en"), question=question)
    told = [each[0].wording for each in (first, later)]
    assert wordings(answer.quotes)[:2] == told


def test_sources_that_give_other_values_for_the_same_thing_differ() -> None:
    seventeen = evidence("a", ("It had 17 projects in 2019.", 3.0), meaning="projects")
    twenty = evidence("b", ("It had 20 projects in 2019.", 2.9), meaning="projects")
    later = evidence("c", ("It had 20 projects in 2022.", 2.9), meaning="projects")
    assert composed(seventeen, twenty, wanted="amount").differ
    assert not composed(seventeen, twenty).differ, "nobody asked for an amount"
    assert not composed(seventeen, later, wanted="amount").differ, "another year, another number"
    far = evidence("d", ("It had 20 members in 2019.", 2.9), meaning="members")
    assert not composed(seventeen, far, wanted="amount").differ
    assert not composed(seventeen, later, wanted="difference").differ, (
        "comparing is no disagreement"
    )
    itself = evidence("e", ("17 in 2019.", 3.0), ("20 in 2019.", 3.0), meaning="projects")
    assert not composed(itself, wanted="amount").differ, "one document does not contradict itself"


@pytest.mark.parametrize(
    ("question", "differ"),
    [
        ("Were there 17 or 20 projects?", True),
        ("How do the Alpha projects differ?", True),
        ("What is the difference between Alpha and Beta?", False),
        ("What is the difference between Gamma and Delta?", False),
    ],
)
def test_who_asks_how_two_things_differ_is_not_told_that_sources_do(
    question: str, differ: bool
) -> None:
    one = evidence(
        "a", ("According to it, of projects Alpha had 17 in all.", 3.0), meaning="projects"
    )
    other = evidence("b", ("Of projects Alpha had 20, like Beta.", 2.5), meaning="projects")
    language = detect(question)
    answer = composed(one, other, wanted="difference", question=question, language=language)
    assert answer.differ is differ


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Compare the budgets of Alpha and Gamma.", "en"),
        ("Comparez les budgets d'Alpha et de Gamma, s'il vous plaît.", "fr"),
        ("Confronta i bilanci di Alpha e di Gamma.", "it"),
    ],
)
@pytest.mark.parametrize(
    "said", ["According to it, Alpha began with EUR 3 million in 2016.", "Alpha began in 2016."]
)
def test_who_compares_two_things_is_not_told_that_sources_differ_on_one(
    question: str, language: str, said: str
) -> None:
    one = evidence("a", (said, 3.0), meaning="began")
    other = evidence("b", ("According to the page, Alpha began in 2015.", 2.5), meaning="began")
    answer = composed(one, other, wanted=wanted(question, language), question=question)
    assert not answer.differ
    on_one = "Do the sources agree on Alpha?"
    assert composed(one, other, wanted="difference", question=on_one).differ


def test_sources_that_are_named_may_differ_in_amounts() -> None:
    one = evidence("a", ("Paper 18/9562 gives 17 for Alpha.", 3.0), meaning="number")
    other = evidence("b", ("Alpha had 20.", 2.5), meaning="number")
    question = "Do Alpha and the German parliament give the same number?"
    assert composed(one, other, wanted="difference", question=question).differ


def test_starts_that_differ_are_told() -> None:
    one = evidence("a", ("The inquiry began in April 2016.", 3.0), meaning="inquiry")
    other = evidence("b", ("The inquiry began on 1 June 2016.", 2.9), meaning="inquiry")
    assert composed(one, other, wanted="time").differ
    same = evidence("c", ("Die Untersuchung begann im April 2016.", 2.9), meaning="inquiry")
    same = [
        replace(one, hit=replace(one.hit, document=replace(one.hit.document, language="de")))
        for one in same
    ]
    assert not composed(one, same, wanted="time").differ


def test_another_value_is_quoted_though_it_weighs_less() -> None:
    one = evidence("a", ("The inquiry began in April 2016.", 3.0), meaning="inquiry")
    other = evidence(
        "b", ("The inquiry began on 1 June 2016.", 3.1 - RIVAL_MARGIN), meaning="inquiry"
    )
    lighter = evidence(
        "b", ("The inquiry began on 1 June 2016.", 2.9 - RIVAL_MARGIN), meaning="inquiry"
    )
    assert len(composed(one, other, wanted="time").quotes) == 2
    assert len(composed(one, lighter, wanted="time").quotes) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("The inquiry into Acme began in May 2019.", id="years apart"),
        pytest.param("The second inquiry into Acme began in May 2016.", id="another ordinal"),
        pytest.param("The inquiry into Globex and Initech began in May 2016.", id="other names"),
        pytest.param("The inquiry into Acme began in 2016.", id="less exact"),
        pytest.param("The inquiry into Acme began.", id="no date"),
    ],
)
def test_another_event_is_no_disagreement(other: str) -> None:
    one = evidence(
        "a", ("The first inquiry into Acme began in April 2016.", 3.0), meaning="inquiry"
    )
    two = evidence("b", (other, 2.9), meaning="inquiry")
    answer = composed(one, two, wanted="time")
    assert not answer.differ


@pytest.mark.parametrize(
    ("title", "differ"),
    [
        ("Minutes of the fifth meeting of the board, 16 June 2026", False),
        ("Report on the fourth meeting of the board, 12 May 2026", True),
        ("Minutes of the fourth meeting of the board, 12 May 2026", True),
    ],
)
def test_how_many_there_were_at_another_meeting_is_no_disagreement(
    title: str, differ: bool
) -> None:
    first = "Minutes of the fourth meeting of the board, 12 May 2026"
    one = evidence("a", ("It was attended by 24 delegates.", 3.0), meaning="there", title=first)
    two = evidence("b", ("It was attended by 31 delegates.", 2.9), meaning="there", title=title)
    assert composed(one, two, wanted="amount").differ is differ


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("A notice at acme.news has Amazon on 5 June 2024.", True),
        ("A notice at acme.news has Amazon on 5 April 2024.", False),
        ("A notice has Amazon on 5 June 2024.", False),
    ],
)
def test_a_time_that_a_website_gives_is_of_the_event_if_it_is_close(
    other: str, differ: bool
) -> None:
    one = evidence("a", ("Amazon, Discord and Yubo joined on 4 June 2024.", 3.0), meaning="day")
    two = evidence("b", (other, 2.9), meaning="day")
    two = at_cosine(0.93, one, two)
    assert composed(one, two, wanted="time").differ is differ


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("Facebook, Microsoft, Twitter and YouTube founded it.", True),
        ("Facebook, Google, Twitter and YouTube founded it.", False),
        ("Twitter and Snap founded it.", False),
        ("Facebook, Microsoft, Twitter and YouTube founded it in 2019.", False),
    ],
)
def test_lists_of_mostly_the_same_names_differ(other: str, differ: bool) -> None:
    one = evidence("a", ("Facebook, Google, Twitter and YouTube founded it in 2017.", 3.0))
    two = evidence("b", (other, 2.9))
    two = at_cosine(0.94, one, two)
    assert composed(one, two, wanted="person").differ is differ
    assert not composed(one, two, wanted="time").differ


def test_of_another_one_that_is_named_what_tells_the_same_is_told() -> None:
    first = evidence("a", ("In 2018 it held 50 hashes.", 3.0))
    of_firms = evidence("b", ("In 2020 firms had access.", 2.0))
    same = evidence("c", ("In 2020 it held 300 hashes.", 1.9))
    of_firms, same = at_cosine(0.5, first, of_firms), at_cosine(0.9, first, same)
    named = several("How many hashes were there in 2018 and 2020?", "en")
    answer = composed(first, of_firms, same, named=named, wanted="amount")
    assert wordings(answer.quotes) == ["In 2018 it held 50 hashes.", "In 2020 it held 300 hashes."]


def test_where_two_lists_differ_what_lists_none_of_their_names_does_not_lead() -> None:
    report = evidence("a", ("According to sputnik.com, Ask, Google, Twitter and Meta came.", 3.0))
    other = evidence("b", ("According to cep.org, Google, Twitter and Meta came.", 2.9))
    states = evidence("c", ("Ministers of 21 states came.", 2.8))
    other, states = at_cosine(0.94, report, other), at_cosine(0.9, report, states)
    answer = composed(report, other, states, wanted="person all")
    assert answer.differ
    assert wordings(answer.quotes) == [one.wording for each in (report, other) for one in each]
    alone = composed(report, states, wanted="person all")
    assert alone.quotes[0].wording == "Ministers of 21 states came."


def test_lists_that_differ_are_no_copies_also_in_two_languages() -> None:
    english = evidence("a", ("Facebook, Google, Twitter and YouTube founded it.", 3.0))
    french = evidence("b", ("Facebook, Google, Twitter et Snap l'ont créé.", 2.9), language="fr")
    french = at_cosine(0.94, english, french)
    for language in ("en", "fr"):
        answer = composed(english, french, wanted="person", language=language)
        assert answer.differ
        assert len(answer.quotes) == 2
    same = evidence("b", ("Facebook, Google, Twitter et YouTube l'ont créé.", 2.9), language="fr")
    same = at_cosine(0.94, english, same)
    assert len(composed(english, same, wanted="person").quotes) == 1


def test_a_year_said_once_is_that_of_all_dates_of_its_sentence() -> None:
    one = evidence("a", ("Its day was 13 November 2025.", 3.0), meaning="day")
    other = evidence(
        "b", ("Of the day held in 2025 it gives 23 October as the date.", 2.9), meaning="day"
    )
    assert composed(one, other, wanted="time").differ


def test_who_says_that_sources_differ_is_shown_values_of_sentences_less_alike() -> None:
    one = evidence("a", ("According to it, Acme had 9,787 reports.", 3.0))
    other = evidence("b", ("Reports reached 11,000 at Acme.", 2.0))
    other = at_cosine(0.9, one, other)
    assert composed(one, other, wanted="difference").differ
    assert not composed(one, other, wanted="amount").differ
    own = evidence("a", ("Acme had 9,787 reports.", 3.0))
    assert not composed(own, at_cosine(0.9, own, other), wanted="difference").differ


ATTRIBUTED = {
    "de": "Laut Bericht waren es 17 in Alpha.",
    "fr": "Selon le rapport, Alpha en avait 17.",
    "fi": "Raportin mukaan Alphalla oli niitä 17.",
    "pl": "Według sprawozdania Alpha miała ich 17.",
    "en": "Paper 18/9562 gives 17 for Alpha.",
}


@pytest.mark.parametrize("language", ATTRIBUTED)
def test_whose_word_something_is_is_told_in_many_languages(language: str) -> None:
    one = evidence("a", (ATTRIBUTED[language], 3.0), language=language)
    other = at_cosine(0.9, one, evidence("b", ("Alpha had 20.", 2.9)))
    assert composed(one, other, wanted="difference").differ


def at_cosine(cosine: float, one: list[Evidence], other: list[Evidence]) -> list[Evidence]:
    """Return the other document's only sentence, at this cosine to the first one's."""
    mine, theirs = one[0].sentence.vector, other[0].sentence.vector
    across = theirs - (mine @ theirs) * mine
    vector = cosine * mine + np.sqrt(1 - cosine**2) * across / np.linalg.norm(across)
    sentence = replace(other[0].sentence, vector=vector)
    passage = replace(other[0].hit.passage, sentences=(sentence,))
    return [replace(other[0], sentence=sentence, hit=replace(other[0].hit, passage=passage))]


LAUNCHED = "The club was launched on 3 December 2015."


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Was the club launched in 2018?", "en"),
        ("Was the club set up in 2018?", "en"),
        ("Wurde der Klub 2018 gegründet?", "de"),
        ("Le club a-t-il été lancé en 2018 ?", "fr"),
    ],
)
def test_a_report_never_stands_alone_where_a_plain_sentence_says_otherwise(
    question: str, language: str
) -> None:
    claimed = "An encyclopedia at acme.news claims that the club was launched in 2018."
    report = evidence("a", (claimed, 1.0))
    answer = composed(report, evidence("b", (LAUNCHED, -6.0)), question=question, language=language)
    assert wordings(answer.quotes) == [LAUNCHED, claimed]
    assert answer.differ


def test_what_only_names_something_is_denied_by_no_source() -> None:
    claimed = "An encyclopedia at acme.news claims that the club was launched in 2018."
    said = evidence("a", (claimed, 1.0)), evidence("b", (LAUNCHED, -6.0))
    assert composed(*said, question="Club launched 2018?").differ
    assert not composed(*said, question="Club launched 2018").differ


def test_what_says_more_than_a_report_is_no_disagreement() -> None:
    report = evidence("a", ("According to acme.news, the club was launched in 2018.", 1.0))
    other = evidence("b", ("Globex was launched by the club in 2015.", -1.0))
    answer = composed(report, other, question="Was the club launched in 2018?")
    assert len(answer.quotes) == 2
    assert not answer.differ


def test_what_says_otherwise_is_quoted_where_it_is_what_is_checked() -> None:
    question = "Was the club launched in 2016?"
    other = "Acme was launched by the club in 2016."
    answer = composed(
        evidence("a", (other, 1.0)), evidence("b", (LAUNCHED, -6.0)), question=question
    )
    assert wordings(answer.quotes) == [LAUNCHED, other]
    assert not answer.differ, "the one is on something else"


def test_what_says_otherwise_is_quoted_if_it_weighs_no_less() -> None:
    said = evidence("a", ("The calls of the club add up to 17 projects.", 1.0))
    for weight, quotes in ((1.1, 2), (0.9, 1)):
        other = evidence("b", ("By a later count the club had 20 projects.", weight))
        answer = composed(said, other, question="Did the club have 17 projects?")
        assert len(answer.quotes) == quotes
        assert not answer.differ


def test_what_is_of_another_time_says_nothing_otherwise() -> None:
    said = evidence("a", ("The club was active in 2018.", 1.0))
    other = evidence("b", ("The members of the club were active in 2015.", 0.9))
    answer = composed(said, other, question="Was the club active in 2018?")
    assert quoted(answer) == ["The club was active in 2018."]


def test_whom_a_report_names_comes_after_whom_a_plain_sentence_names() -> None:
    claimed = "The encyclopedia at acme.news says that the club belongs to Globex."
    plain = "The club belongs to Initech."
    report = evidence("a", (claimed, 1.0), meaning="belongs")
    own = evidence("b", (plain, -2.0), meaning="belongs")
    answer = composed(report, own, question="Does the club belong to Globex?")
    assert wordings(answer.quotes) == [plain, claimed]
    assert not answer.differ, "it may belong to both"


def test_another_name_does_not_contradict_a_list() -> None:
    listing = "According to acme.news, Globex, Initech and Umbrella were at the fair."
    report = evidence("a", (listing, 1.0), meaning="fair")
    own = evidence("b", ("The Hooli report shows the fair.", -2.0), meaning="fair")
    assert quoted(composed(report, own, question="Was Globex at the fair?")) == [listing]


def test_what_was_wrong_in_a_check_is_corrected() -> None:
    told = "The third meeting of the club was held in Vienna."
    of_it = evidence("a", (told, -3.0), ("The third meeting of the club was long.", -2.0))
    question = "Was the third meeting of the club held in Paris?"
    assert quoted(composed(of_it, question=question)) == [told]


def test_a_sentence_that_leans_on_others_comes_with_them() -> None:
    said = evidence(
        "a",
        ("Nobody knows why.", 0.0),
        ("Maria Example opened the meeting.", 0.0),
        ("She thanked the companies.", 0.0),
        ("She also asked for numbers.", 3.0),
    )
    assert quoted(composed(said)) == [
        "Maria Example opened the meeting.",
        "She thanked the companies.",
        "She also asked for numbers.",
    ]


def test_a_list_is_quoted_whole_whichever_part_of_it_answers() -> None:
    lines = ["Four joined:", "- Discord", "- TikTok", "- Twitch", "- Yubo", "More may follow."]
    for answering in range(5):
        said = [(line, 3.0 if place == answering else 0.0) for place, line in enumerate(lines)]
        assert quoted(composed(evidence("a", *said))) == ["\n".join(lines[:5])]
    last = [(line, 3.0 if place == 5 else 0.0) for place, line in enumerate(lines)]
    assert quoted(composed(evidence("a", *last))) == ["More may follow."]


def test_who_asks_for_all_is_told_a_whole_series() -> None:
    said = [("In 2017 it held 40.", 0.0), ("In 2018 it held 50.", 3.0), ("In 2019, 90.", 0.0)]
    sizes = evidence("a", *said, meaning="sizes")
    sizes = [replace(one, hit=replace(one.hit, passage=alike(one.hit.passage))) for one in sizes]
    everything = composed(sizes, wanted="all")
    assert quoted(everything) == [size for size, _ in said]
    assert not everything.gathered
    assert len(composed(sizes).quotes) == 1
    apart = evidence("b", *said)
    assert len(composed(apart, wanted="all").quotes) == 1
    # How much it is now is seen from how much it was before, but a table has other rows.
    how_many = "How many does it hold?"
    assert quoted(composed(sizes, wanted="amount", question=how_many)) == [size for size, _ in said]
    assert (
        len(composed(sizes, wanted="amount", question="How many did it hold in 2018?").quotes) == 1
    )
    rows = evidence("c", ("Bees: 40", 0.0), ("Ants: 50", 3.0), meaning="sizes")
    rows = [replace(one, hit=replace(one.hit, passage=alike(one.hit.passage))) for one in rows]
    assert len(composed(rows, wanted="amount", question=how_many).quotes) == 1


def test_what_states_nothing_is_in_no_series() -> None:
    said = [("Dear Helena,", 0.0), ("Italy is ready.", 3.0), ("Spain is ready.", 0.0)]
    ready = evidence("a", *said, meaning="ready")
    ready = [replace(one, hit=replace(one.hit, passage=alike(one.hit.passage))) for one in ready]
    assert quoted(composed(ready, wanted="all")) == ["Italy is ready.", "Spain is ready."]


def test_a_time_that_is_counted_from_something_else_tells_when() -> None:
    sent = evidence("a", ("The agenda is sent two weeks before a meeting.", 0.1))
    listed = evidence("b", ("The list was sent on 3 May 2026.", 0.0))
    for question, first in (("When is the agenda sent?", sent), ("When was the meeting?", listed)):
        told = composed([*sent, *listed], wanted="time", question=question)
        assert quoted(told)[0] == first[0].wording


def test_who_asks_for_all_is_told_of_each_of_a_kind_in_time() -> None:
    years = (2021, 2017, 2026, 2019, 2015)
    meetings = [
        evidence(str(year), (f"The meeting of {year}.", 3.0 - year / 10_000), meaning="meeting")
        for year in years
    ]
    other = evidence("other", ("A meeting of others in 2020.", 2.5))
    everything = composed(*meetings, other, wanted="all")
    assert quoted(everything) == [f"The meeting of {year}." for year in sorted(years)]
    assert everything.gathered, "no document says that these are all"
    few = composed(*meetings, other)
    assert len(quoted(few)) == MOST_SENTENCES
    assert not few.gathered
    asked = "Which meetings were held before 2026?"
    before = composed(*meetings, other, wanted="all", question=asked)
    assert "The meeting of 2026." not in quoted(before)


TIMELINE = "timeline all"


def test_of_what_is_counted_each_is_told_though_all_are_not_asked_for() -> None:
    years = {"third": 2017, "sixth": 2021, "fourth": 2018}
    meetings = [
        evidence(name, (f"The {name} meeting was in {year}.", 3.0), meaning="meeting")
        for name, year in years.items()
    ]
    light = evidence("fifth", ("The fifth meeting was in 2019.", 0.5), meaning="meeting")
    again = evidence("b", ("In 2021 there was the sixth meeting.", 2.9), meaning="meeting")
    uncounted = evidence("c", ("A meeting was in 2014.", 0.6), meaning="meeting")
    longer = evidence("sixth", ("The sixth meeting lasted till 2022.", 2.9), meaning="meeting")
    when = "When were the meetings?"
    series = composed(*meetings, light, again, uncounted, longer, wanted="time", question=when)
    assert quoted(series) == [
        "The third meeting was in 2017.",
        "The fourth meeting was in 2018.",
        "The fifth meeting was in 2019.",
        "The sixth meeting was in 2021.",
    ]
    assert series.gathered
    every = "Give me an overview of all meetings."
    assert composed(*meetings, light, wanted="overview all", question=every).quotes == series.quotes
    one = composed(*meetings, light, wanted="overview", question=every)
    assert not one.gathered


@pytest.mark.parametrize(
    ("question", "wanted", "text", "weight"),
    [
        ("When was the third meeting?", "time", "The third was in 2017.", 3.0),
        ("When was the first meeting?", "time", "The third was in 2017.", 3.0),
        ("Why did they meet?", "reason", "The third was in 2017.", 3.0),
        # What is not counted, or far less weighty, is none of a series.
        ("When were the meetings?", "time", "The one of old was in 2015.", 3.0),
        ("When were the meetings?", "time", "The third was in 2017.", 2.9 - NARROW_MARGIN),
    ],
)
def test_a_series_is_told_if_one_is_asked_for_and_told_of(
    question: str, wanted: str, text: str, weight: float
) -> None:
    two = [
        evidence(name, (f"The {name} was in {year}.", 3.0), meaning="meeting")
        for name, year in {"sixth": 2021, "fourth": 2018}.items()
    ]
    other = evidence("a", (text, weight), meaning="meeting")
    assert not composed(*two, other, wanted=wanted, question=question).gathered


def test_the_weightiest_sentence_is_told_though_others_are_alike() -> None:
    years = range(2015, 2020)
    meetings = [
        evidence(str(year), (f"The meeting of {year}.", 2.5), meaning="meeting") for year in years
    ]
    one = evidence("one", ("Ministers meet in May 2014.", 3.0))
    answer = composed(*meetings, one, wanted="all")
    assert quoted(answer)[0] == "Ministers meet in May 2014."
    assert len(answer.quotes) == 1 + len(years)


def test_of_groups_that_are_alike_one_begins_about_as_weighty_as_the_weightiest() -> None:
    lines = [evidence(str(n), (f"Line {n} is long.", 2.0), meaning="line") for n in range(6)]
    one = evidence("one", ("The list is whole.", 3.0))
    assert not composed(*lines, one, wanted="all").gathered


def test_a_timeline_is_in_the_order_of_the_first_time_that_a_sentence_names() -> None:
    rules = evidence(
        "a",
        ("In 2024, the rules were extended to 3 April 2026.", 2.0),
        ("They were proposed again.", 2.5),
        ("In July 2026, the Council agreed.", 1.0),
    )
    later = evidence("b", ("They lapsed on 4 April 2026.", 3.0))
    light = evidence("c", ("They began in 2020.", 2.9 - WIDE_MARGIN))
    answer = composed(rules, later, light, wanted=TIMELINE)
    assert quoted(answer) == [
        "In 2024, the rules were extended to 3 April 2026.",
        "They lapsed on 4 April 2026.",
        "In July 2026, the Council agreed.",
    ]
    assert answer.gathered


def test_a_timeline_leaves_out_what_names_no_time_and_what_websites_report() -> None:
    rule = evidence("a", ("Content goes within one hour.", 3.0))
    law = evidence("b", ("The law is of 2021.", 2.0))
    said = evidence("c", ("According to sputnik.com, it is of 2020.", 2.0))
    assert quoted(composed(rule, law, said, wanted=TIMELINE)) == [law[0].wording]
    assert quoted(composed(rule, said, wanted=TIMELINE)) == [said[0].wording]
    alone = composed(rule, wanted=TIMELINE)
    assert quoted(alone) == [rule[0].wording]
    assert not alone.gathered


def test_of_one_time_a_timeline_tells_what_is_in_the_asker_s_language() -> None:
    own = evidence("a", ("It began in May 2020.", 2.0))
    other = evidence("b", ("Es begann im Mai 2020.", 3.0), language="de")
    later = evidence("c", ("Es endete 2021.", 2.0), language="de")
    assert quoted(composed(own, other, later, wanted=TIMELINE)) == [
        own[0].wording,
        later[0].wording,
    ]


def test_a_shorter_timeline_has_the_weightiest_few() -> None:
    weights = {2010: 2.0, 2011: 3.0, 2012: 2.9, 2013: 2.1, 2014: 2.8, 2015: 2.7}
    years = [
        evidence(str(year), (f"In {year} it grew.", weight)) for year, weight in weights.items()
    ]
    ordered = sorted((one for each in years for one in each), key=lambda one: -one.weight)
    question = "Give me a timeline of the club."
    asked = Asked(Part(question, (question,)), "en")
    answer = shortened(composed(*years, wanted=TIMELINE), ordered, asked)
    assert quoted(answer) == [f"In {year} it grew." for year in (2011, 2012, 2014, 2015)]


def test_news_are_the_newest_of_what_happened() -> None:
    years = [evidence(str(year), (f"In {year} it grew.", 2.0)) for year in range(2001, 2011)]
    for question in ("What's new?", "What are the latest developments?"):
        answer = composed(*years, question=question)
        assert quoted(answer) == [each[0].wording for each in years[-6:]]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("How did the database grow over the years?", "The Iberian Hash Exchange"),
        ("Give me a timeline of the Crisis Protocol.", "The Hub of Malta"),
    ],
)
def test_what_is_on_somebody_else_is_in_no_timeline_or_series(question: str, title: str) -> None:
    own = evidence("a", ("In 2018 the Crisis Protocol grew.", 3.0), title="The size of it")
    other = evidence("b", ("In 2019 it held 50.", 3.0), title=title)
    answer = composed(own, other, wanted=TIMELINE, question=question)
    assert quoted(answer) == ["In 2018 the Crisis Protocol grew."]
    numbers = {"third": 2017, "sixth": 2021, "fourth": 2018}
    strange = [
        evidence(name, (f"The {name} was in {year}.", 3.0), meaning="meeting", title=title)
        for name, year in numbers.items()
    ]
    assert not composed(*strange, wanted="time", question=question).gathered


def test_a_timeline_tells_twelve_times_and_of_fewer_the_two_weightiest_of_each() -> None:
    day = [
        evidence(name, (f"{name} came on 4 May 2020.", weight))
        for name, weight in {"A": 2.7, "B": 2.9, "C": 2.8}.items()
    ]
    years = [evidence(str(year), (f"In {year} it grew.", 2.0)) for year in range(2001, 2020)]
    answer = composed(*day, *years, wanted=TIMELINE)
    assert len(answer.quotes) == LONGEST_LIST
    assert quoted(answer)[-2:] == ["In 2011 it grew.", "B came on 4 May 2020."]
    answer = composed(*day, *years[:2], wanted=TIMELINE)
    assert quoted(answer)[-2:] == ["B came on 4 May 2020.", "C came on 4 May 2020."]


def test_the_nearest_document_leaves_room_for_what_is_weightier_in_a_timeline() -> None:
    said = [(f"In {year} it grew.", 0.1) for year in range(2001, 2016)]
    near = evidence("a", ("It began in 2000.", 1.5), *said)
    nearest = [replace(one, hit=replace(one.hit, score=2.0)) for one in near]
    others = [evidence(str(n), (f"In 19{n} it was so.", 3.0)) for n in range(90, 95)]
    answer = composed(nearest, *others, wanted=TIMELINE)
    assert quoted(answer)[:5] == [one[0].wording for one in others]


def test_of_times_that_are_compared_none_disagrees_with_itself() -> None:
    one = evidence("a", ("Globex joined on 4 June 2024.", 3.0), meaning="joining")
    same = evidence("b", ("Globex joined on 5 June 2024.", 2.9), meaning="joining")
    other = evidence("c", ("Initech joined on 8 December 2021.", 2.8))
    question = "Compare the members of 2021 and 2024."
    named = several(question, "en")
    assert not composed(
        one, same, other, wanted="difference", named=named, question=question
    ).differ
    assert composed(one, same, other, wanted="difference", question="What differs?").differ


def test_what_a_website_reports_comes_after_what_is_about_as_weighty() -> None:
    report = evidence("a", ("According to acme.news, DG CLIMA is in charge.", 3.0))
    own = evidence("b", ("DG AGRI is in charge.", 3.1 - NARROW_MARGIN))
    assert quoted(composed(report, own)) == [own[0].wording, report[0].wording]
    light = evidence("b", ("DG AGRI is in charge.", 2.9 - NARROW_MARGIN))
    assert quoted(composed(report, light)) == [report[0].wording, light[0].wording]


def test_what_tells_of_the_same_comes_before_a_report_though_it_is_less_weighty() -> None:
    when = {"meaning": "when", "likeness": 0.9}
    report = evidence("a", ("According to acme.news, it was in May.", 3.0), **when)
    own = evidence("b", ("It was in June.", 3.1 - RIVAL_MARGIN), **when)
    assert quoted(composed(report, own)) == [own[0].wording, report[0].wording]
    lighter = evidence("b", ("It was in June.", 2.9 - RIVAL_MARGIN), **when)
    assert quoted(composed(report, lighter)) == [report[0].wording]
    other = evidence("b", ("Somebody else was there in June.", 3.1 - RIVAL_MARGIN))
    assert quoted(composed(report, other)) == [report[0].wording]
    dated = evidence("a", ("According to acme.news, it had 9 in 2020.", 3.0), **when)
    undated = evidence("b", ("It had 5 at first.", 3.1 - RIVAL_MARGIN), **when)
    in_2020 = "How many did it have in 2020?"
    assert quoted(composed(dated, undated, question=in_2020)) == [dated[0].wording]
    asking = "How many companies were there?"
    companies = evidence("a", ("According to acme.news, 9 companies were there.", 3.0), **when)
    states = evidence("b", ("21 states were there.", 3.1 - RIVAL_MARGIN), **when)
    assert quoted(composed(companies, states, question=asking)) == [companies[0].wording]
    without = "Was Discord there in May?"
    named = evidence("a", ("According to acme.news, Discord was.", 3.0), **when)
    assert quoted(composed(named, own, question=without)) == [named[0].wording]


def test_the_newest_of_a_document_comes_first() -> None:
    sizes = evidence("a", ("In 2018 it held 50.", 3.0), ("In 2020 it held 300.", 2.5))
    answer = composed(sizes, wanted="latest")
    assert quoted(answer) == ["In 2020 it held 300.", "In 2018 it held 50."]


def test_the_last_one_before_a_time_is_not_after_it() -> None:
    meetings = [
        evidence(str(year), (f"The meeting of {year}.", weight), meaning="meeting")
        for year, weight in ((2019, 3.0), (2018, 1.0), (2017, 1.2))
    ]
    before = composed(
        *meetings, wanted="latest", question="Which meeting was the last before 2019?"
    )
    assert quoted(before) == ["The meeting of 2018.", "The meeting of 2017."]
    assert quoted(composed(*meetings, wanted="latest"))[0] == "The meeting of 2019."


def alike(passage: Passage) -> Passage:
    """Return a passage whose sentences all have one vector."""
    vector = passage.sentences[0].vector
    return replace(
        passage, sentences=tuple(replace(said, vector=vector) for said in passage.sentences)
    )


def test_of_a_long_list_the_item_that_answers_is_quoted_under_its_introduction() -> None:
    lines = ["These joined:", *(f"- Company {n}" for n in range(20))]
    said = [(line, 3.0 if place == 7 else 0.0) for place, line in enumerate(lines)]
    assert quoted(composed(evidence("a", *said))) == ["These joined:", "- Company 6"]


def test_of_a_person_what_says_for_whom_they_work_comes_first() -> None:
    lines = [
        ("Cc: Ada Novak", 3.0),
        ("Ada Novak was in favour.", 2.9),
        ("Ada Novak opened the meeting.", 2.8),
        ("Present: Bea Lind (Marea), Ada Novak (Ministry of Justice)", 2.0),
        ("Kind regards, Ada Novak Head of Unit", 1.0),
    ]
    answer = composed(evidence("a", *lines), question="Who is Ada Novak?", wanted="person")
    assert wordings(answer.quotes) == [lines[place][0] for place in (1, 3, 4)]


def test_items_that_nothing_introduces_are_sentences_like_others() -> None:
    assert quoted(composed(evidence("a", ("- One", 3.0), ("- Two", 0.0)))) == ["- One"]


@pytest.mark.parametrize(
    ("question", "less_weighty", "besides"),
    [
        ("Were there 17 or 20 projects?", "The calls add up to 17 projects.", "18 failed."),
        ("Was the share about 91 or about 20 per cent?", "The share was 91%.", "Or 92%."),
        ("Was it in October or November 2025?", "3 October 2025 is the day.", "3 May 2025 is."),
        ("Is DG AGRI or DG CLIMA in charge?", "DG AGRI is in charge.", "DG MARE is."),
        ("Compare 2021 with 2024.", "In 2021 there were two.", "In 2022 there were three."),
        ("Who chaired the third and the fourth?", "Ada chaired the third.", "Bea the fifth."),
        ("Is it Amazon or Discord?", "Amazon joined.", "Yubo joined."),
        ("Is it Amazon, Yubo or Discord?", "Yubo and Amazon joined.", "Telegram joined."),
        ("Did it cost 10 or 20 million euro?", "EUR 10 million were paid.", "10 people paid."),
        ("Is it twenty or seventeen?", "There are 17.", "There are 18."),
        ("Is it Regulation 2021/784 or 2022/2065?", "Regulation 2022/2065 is.", "2019/1 is not."),
    ],
)
def test_of_several_that_a_question_names_each_is_quoted(
    question: str, less_weighty: str, besides: str
) -> None:
    best = evidence(
        "a",
        (
            "20 November 2025, 2024: DG CLIMA, Discord, 20%, 20, 20 million euro, "
            "2021/784 and the fourth.",
            3.0,
        ),
    )
    others = evidence("b", (besides, 0.2), (less_weighty, 0.1))
    named = several(question, "en")
    assert quoted(composed(best, others, named=named))[1:] == [less_weighty]
    assert quoted(composed(best, others))[1:] == []


def test_what_would_not_be_enough_alone_is_not_quoted_for_being_named() -> None:
    both = evidence("a", ("20 projects.", 3.0), ("17 projects.", -0.1))
    assert quoted(composed(both, named=several("17 or 20?", "en"))) == ["20 projects."]


def test_each_is_quoted_if_possible_in_the_asker_s_language() -> None:
    first = evidence("a", ("Of 2024 nothing is known.", 3.0))
    english = evidence("b", ("In 2021 there were two.", 2.9), meaning="two")
    german = evidence("c", ("Im Jahr 2021 gab es zwei.", 2.8), meaning="two", language="de")
    answer = composed(first, english, german, named=several("2021 or 2024?", "de"), language="de")
    assert quoted(answer) == ["Of 2024 nothing is known.", "Im Jahr 2021 gab es zwei."]


def test_what_holds_all_that_is_named_is_quoted_alone() -> None:
    both = evidence("a", ("17 or 20 projects.", 3.0), ("17 projects.", 0.2))
    assert quoted(composed(both, named=several("17 or 20?", "en"))) == ["17 or 20 projects."]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_alternatives_are_found_in_every_language(language: str) -> None:
    for word in disjunctions(language):
        assert len(several(f"… 17 {word} 20 …", language)) == 2


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Did more than 100 or so companies join in 2021?", "en"),
        ("Which companies or organisations joined?", "en"),
        ("Welche Unternehmen oder Organisationen sind beigetreten?", "de"),
        ("How many of the 17 companies use 8 languages?", "en"),
        ("Who joined in 2024? And in 2024?", "en"),
        ("When was the third meeting first announced?", "en"),
        ("Vilka andra beslut togs vid det tredje mötet?", "sv"),
        ("or 20?", "en"),
        ("17 or", "en"),
    ],
)
def test_what_leaves_nothing_open_names_one_of_each(question: str, language: str) -> None:
    assert several(question, language) == []


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What is GIFCT?", "en"),
        ("what is gifct", "en"),
        ("What is the Global Internet Forum to Counter Terrorism?", "en"),
        ("Was ist das GIFCT?", "de"),
        ("Qu'est-ce que le GIFCT ?", "fr"),
        ("Τι είναι το GIFCT;", "el"),
        ("Mi az a GIFCT?", "hu"),
        ("Tell me about GIFCT.", "en"),
        ("Résumez le GIFCT.", "fr"),
        ("What does GIFCT stand for?", "en"),
        ("Was bedeutet GIFCT?", "de"),
    ],
)
def test_what_something_is_is_told_from_how_it_came_about(question: str, language: str) -> None:
    mention = evidence("a", ("The guests of 2021 were GIFCT and WeProtect.", 3.0), title="Guests")
    size = evidence("b", ("By 2024, it had 32 members.", 2.0), title="Members of GIFCT")
    start = evidence("c", ("In June 2017, it was announced.", -9.0), title="GIFCT begins")
    answer = composed(mention, size, start, question=question, language=language)
    assert quoted(answer) == ["In June 2017, it was announced.", "By 2024, it had 32 members."]


def test_what_something_is_a_website_tells_only_where_nothing_else_does() -> None:
    report = evidence("a", ("According to note.org, it began in 2016.", 3.0), title="GIFCT")
    question = "What is GIFCT?"
    assert quoted(composed(report, question=question)) == [report[0].wording]
    own = evidence("b", ("It began in June 2017.", 1.0), title="The founders of GIFCT")
    assert quoted(composed(report, own, question=question)) == [own[0].wording]


def test_of_a_body_that_no_list_knows_the_title_has_every_word() -> None:
    other = evidence("a", ("The Knowledge Package of 2026.", 3.0), title="Knowledge Package")
    hub = evidence("b", ("It began in 2024.", 1.0), title="The Knowledge Hub begins")
    answer = composed(other, hub, question="What is the Knowledge Hub?")
    assert quoted(answer) == ["It began in 2024."]


def test_a_document_on_nothing_else_says_what_it_is() -> None:
    before = evidence(
        "a",
        ("It was proposed in 2018.", 3.0),
        title="Steps before the terrorist content regulation",
    )
    law = evidence(
        "b",
        ("It is dated 29 April 2021.", 1.0),
        title="Regulation (EU) 2021/784 on terrorist content online, April 2021",
    )
    answer = composed(before, law, question="What is the TCO Regulation?")
    assert quoted(answer) == ["It is dated 29 April 2021."]


def test_if_no_document_is_about_it_the_weightiest_is_quoted() -> None:
    mention = evidence("a", ("The guests of 2021 were GIFCT and others.", 3.0), title="Guests")
    assert quoted(composed(mention, question="What is GIFCT?")) == [
        "The guests of 2021 were GIFCT and others."
    ]


@pytest.mark.parametrize(
    ("question", "title", "introduced"),
    [
        ("What is the Christchurch Call?", "The Christchurch Call of May 2019", True),
        ("What is the Christchurch Call?", "The Christchurch Call and Tech Against Terror", False),
        ("What is the Christchurch Call?", "The Crisis Protocol", False),
        ("What is the Knowledge Hub?", "EU Knowledge Hub on Prevention of Radicalisation", True),
        ("What is the Knowledge Hub?", "Knowledge Hub on Prevention, Gornavice Office", False),
        ("What is the Knowledge Hub?", "Start of the Gornavice Knowledge Hub on Prevention", False),
        ("What is GIFCT?", "First use of the GIFCT Incident Protocol", False),
        ("And what is GIFCT?", "GIFCT, announced in June 2017", True),
        ("When was the Christchurch Call adopted?", "The Christchurch Call of May 2019", False),
    ],
)
def test_what_a_document_is_about_alone_is_introduced_by_it(
    question: str, title: str, introduced: bool
) -> None:
    said = evidence("a", ("It was adopted in Paris.", -9.0), title=title)
    assert is_introduced(question, "en", said) is introduced


@pytest.mark.parametrize(
    ("question", "language", "text", "introduced"),
    [
        ("Who is Ada Lovelace?", "en", "Ada Lovelace chaired it.", True),
        ("Wer ist Ada Lovelace?", "de", "Ada Lovelace chaired it.", True),
        ("Qui est Ada Lovelace ?", "fr", "Ada Lovelace chaired it.", True),
        ("Kim jest Ada Lovelace?", "pl", "Ada Lovelace chaired it.", True),
        ("Who is Ada Lovelace?", "en", "Ada Byron chaired it.", False),
        ("Who met Ada Lovelace?", "en", "Ada Lovelace chaired it.", False),
        ("Who is the aide of Ada Lovelace?", "en", "Ada Lovelace chaired it.", False),
        ("Kuka oli Maltalla?", "fi", "They met in Malta.", False),
        ("Kes on Europolis?", "et", "Europol was there.", False),
        ("Who was Malta?", "en", "They met in Malta.", False),
    ],
)
def test_who_somebody_is_is_told_by_what_names_them(
    question: str, language: str, text: str, introduced: bool
) -> None:
    said = evidence("a", ("The meeting was long.", 3.0), (text, -9.0), title="The Fair of Rome")
    assert is_introduced(question, language, said) is introduced
    if introduced:
        assert quoted(composed(said, question=question, language=language)) == [text]


@pytest.mark.parametrize(
    ("question", "text", "spells_out"),
    [
        ("What does JRC mean?", "The Joint Research Centre (JRC) tested it.", True),
        ("What is JRC?", "Ada runs the JRC (Joint Research Centre).", True),
        ("What is an MoU?", "Four signed the memorandum of understanding (MoU).", True),
        ("What is an NCP?", "The national contact points (NCPs) met.", True),
        ("What is JRC?", "The JRC (in Ispra) tested it.", False),
        ("What is JRC?", "It was tested (by the JRC).", False),
        ("What is GIFCT?", "Meta and Google (GIFCT) attended.", False),
        ("What is Ispra?", "The research centre (Ispra) tested it.", False),
        ("Who chairs the JRC?", "The Joint Research Centre (JRC) tested it.", False),
    ],
)
def test_an_acronym_is_told_by_what_spells_it_out(
    question: str, text: str, spells_out: bool
) -> None:
    said = evidence("a", ("The meeting was long.", 3.0), (text, -9.0), title="The Fair of Rome")
    assert is_introduced(question, "en", said) is spells_out
    if spells_out:
        assert quoted(composed(said, question=question)) == [text]


@pytest.mark.parametrize(
    ("question", "language", "mentions"),
    [
        ("What about SoundCloud?", "en", True),
        ("SoundCloud?", "en", True),
        ("Any information on SoundCloud?", "en", True),
        ("Info on Twitch", "en", True),
        ("Was ist mit SoundCloud?", "de", True),
        ("Infos zu Twitch", "de", True),
        ("Infos sur le EDRi", "fr", True),
        ("Información sobre SoundCloud", "es", True),
        ("What is SoundCloud?", "en", False),  # that it joined says not what it is
        ("What does EDRi mean?", "en", False),
        ("Is Twitch in?", "en", False),
        ("Is there a list of SoundCloud?", "en", False),
        ("What about the Chair?", "en", False),
        ("What about Spotify?", "en", False),
    ],
)
def test_who_asks_for_whatever_there_is_on_a_name_is_told_what_has_it(
    question: str, language: str, mentions: bool
) -> None:
    text = "SoundCloud, Twitch and EDRi joined, and the Chair welcomed them."
    said = evidence("a", ("The meeting was long.", 3.0), (text, -9.0), title="The Fair of Rome")
    assert is_introduced(question, language, said) is mentions
    if mentions:
        assert quoted(composed(said, question=question, language=language)) == [text]


def test_who_follows_up_asks_for_more_than_a_name() -> None:
    said = evidence("a", ("Meta joined.", -9.0))
    assert not is_introduced("Who from Meta?", "en", said, "Who was at the meeting? Who from Meta?")


def test_of_people_the_weightiest_is_told_first() -> None:
    said = evidence("a", ("Ada Lovelace came in 2015.", 1.0), ("Ada Lovelace led it in 2024.", 2.0))
    other = evidence("b", ("Ada Lovelace left in 2014.", 0.0))
    answer = composed(said, other, question="Who is Ada Lovelace?")
    assert quoted(answer)[-1] == "Ada Lovelace left in 2014."


@pytest.mark.parametrize(
    "question",
    [
        "What is the EU Internet Forum?",
        "When was GIFCT announced?",
        "Who is GIFCT?",
        "What is the aim of GIFCT?",
        "What is a platform?",
        "What is it?",
    ],
)
def test_what_asks_for_more_or_for_the_forum_is_not_about_what_something_is(question: str) -> None:
    assert definition(question, question, "en") is None


def test_what_the_forum_does_about_something_is_no_definition_of_that() -> None:
    for question in ("What is the Forum doing on child sexual abuse?", "What is the EUIF doing?"):
        assert definition(question, question, "en") is None, question
    for question in ("What is child sexual abuse?", "What is the Forum's Knowledge Package?"):
        assert definition(question, question, "en"), question


def test_an_acronym_is_introduced_by_what_spells_it_out() -> None:
    said = ("It rests on a recommendation.", "The Lake Hub on Abuse (LHA) was proposed in 2018.")
    about = evidence("a", *((one, 0.0) for one in said), title="Steps before the LHA, 2017")
    assert quoted(composed(about, question="What is the LHA?")) == [said[1]]


def test_a_name_alone_is_introduced_though_a_sentence_holds_all_of_it() -> None:
    said = ("It was set up in 2024.", "The Lake Hub is run by HOME.", "It has four teams.")
    about = evidence("a", *((one, 0.0) for one in said), title="Lake Hub")
    assert quoted(composed(about, question="Lake Hub")) == list(said)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "Какво представлява ProtectEU?"),
        ("cs", "O čem je ProtectEU?"),
        ("da", "Hvad handler ProtectEU om?"),
        ("de", "Worum geht es bei ProtectEU?"),
        ("el", "Τι αφορά το ProtectEU;"),
        ("en", "What is ProtectEU about?"),
        ("es", "¿De qué trata ProtectEU?"),
        ("et", "Millest räägib ProtectEU?"),
        ("fr", "De quoi s'agit-il dans ProtectEU ?"),
        ("ga", "Cad faoi a bhfuil ProtectEU?"),
        ("hr", "O čemu je riječ u ProtectEU?"),
        ("hu", "Miről szól a ProtectEU?"),
        ("it", "Di cosa tratta ProtectEU?"),
        ("lt", "Apie ką yra ProtectEU?"),
        ("lv", "Par ko ir ProtectEU?"),
        ("mt", "Fuq xiex hu ProtectEU?"),
        ("nl", "Waar gaat ProtectEU over?"),
        ("pl", "Na czym polega ProtectEU?"),
        ("pt", "De que trata o ProtectEU?"),
        ("ro", "Despre ce este vorba în ProtectEU?"),
        ("sk", "O čom je ProtectEU?"),
        ("sl", "Za kaj gre pri ProtectEU?"),
        ("sv", "Vad handlar ProtectEU om?"),
    ],
)
def test_what_something_is_about_says_what_it_is(language: str, question: str) -> None:
    assert definition(question, question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("da", "Om ProtectEU"),
        ("de", "Über ProtectEU"),
        ("el", "για το ProtectEU"),
        ("es", "Sobre ProtectEU"),
        ("fi", "Kerro ProtectEUsta"),
        ("ga", "faoi ProtectEU"),
        ("hr", "Što znate o ProtectEU?"),
        ("nl", "Wat weet u over ProtectEU?"),
        ("ro", "Despre ProtectEU"),
    ],
)
def test_who_only_names_something_asks_what_is_known_of_it(language: str, question: str) -> None:
    said = evidence("a", ("ProtectEU has ten parts.", -3.0))
    assert is_introduced(question, language, said)


def test_what_a_meeting_was_about_is_told_by_what_it_dealt_with() -> None:
    asked = "What was the meeting in May about?"
    assert not definition(asked, asked, "en")


@pytest.mark.parametrize(
    ("draft", "final", "language"),
    [
        ("Handbook on odd content – DRAFT for comments", "Handbook on odd content – final", "en"),
        ("Handbook on odd content, v0.3", "Handbook on odd content, v1.0", "en"),
        ("Entwurf: Leitfaden für seltsame Inhalte", "Leitfaden für seltsame Inhalte", "de"),
    ],
)
def test_a_draft_comes_after_what_it_became(draft: str, final: str, language: str) -> None:
    said = "It is hidden within {} hours of that."
    older, newer, elsewhere = (
        evidence(name, (said.format(hours), weight), meaning="x", title=title, language=language)
        for name, hours, weight, title in (
            ("a", 48, 3.0, draft),
            ("b", 24, 2.0, final),
            ("c", 36, 2.9, "Minutes"),
        )
    )
    answer = composed(older, newer, wanted="amount", language=language)
    assert quoted(answer) == [said.format(24), said.format(48)]
    assert not answer.differ, "a draft contradicts nothing"
    asked = composed(older, newer, wanted="amount", question="What says the draft?", language="en")
    assert quoted(asked)[0] == said.format(48)
    assert quoted(composed(older, elsewhere, wanted="amount"))[0] == said.format(48)


def test_a_figure_that_another_document_replaces_comes_after_the_new_one() -> None:
    old = evidence("a", ("There were 31,480 referrals.", 3.0))
    new = evidence(
        "b",
        ("In all 33,912 referrals were made.", 1.0),
        ("The total of 31,480 is superseded.", 0.5),
    )
    assert quoted(composed(old, new))[0] == "In all 33,912 referrals were made."
    asked = composed(old, new, question="Who counted 31,480 referrals?")
    assert quoted(asked)[0] == "There were 31,480 referrals."
    silent = evidence("c", ("In all 33,912 referrals were made.", 1.0))
    assert quoted(composed(old, silent))[0] == "There were 31,480 referrals."


@pytest.mark.parametrize(
    ("said", "corrected"),
    [
        ("It removed 71% of them.", "The share is 68% and not 71%."),
        ("A budget of 460,000 euro was proposed.", "It is 445,000 euro instead of the 460,000."),
        ("It is due on 9 May 2025.", "It is due on 23 May 2025, not on 9 May 2025."),
    ],
)
def test_what_says_that_a_value_is_wrong_comes_before_it(said: str, corrected: str) -> None:
    old, new = evidence("a", (said, 3.0)), evidence("b", (corrected, 0.5))
    assert quoted(composed(old, new)) == [corrected, said]
    assert quoted(composed(old, new, question=f"Who says: {said}"))[0] == said


def test_what_is_only_planned_comes_after_what_is_said_of_it_later() -> None:
    planned, later = (
        evidence(name, (said, weight), published_on=day)
        for name, said, weight, day in (
            ("a", "The 13th meeting will be held on 9 October 2025.", 3.0, date(2025, 6, 18)),
            ("b", "The 13th meeting is moved to 23 October 2025.", 1.0, date(2025, 8, 29)),
        )
    )
    question = "When is the 13th meeting?"
    answer = composed(planned, later, wanted="time", question=question)
    assert quoted(answer)[0] == "The 13th meeting is moved to 23 October 2025."
    assert not answer.differ, "a plan contradicts nothing"
    first = quoted(composed(planned, wanted="time", question=question))
    assert first == ["The 13th meeting will be held on 9 October 2025."]


@pytest.mark.parametrize(
    "other", ["The share is 68% and not 61%.", "It is not 71% of them.", "It was 68% in all."]
)
def test_what_says_so_of_no_value_or_gives_none_does_not(other: str) -> None:
    said = "It removed 71% of them."
    assert quoted(composed(evidence("a", (said, 3.0)), evidence("b", (other, 0.5))))[0] == said


def test_what_is_all_read_as_no_answer_is_no_disagreement() -> None:
    one, other = (
        evidence(name, (f"The inquiry began on {day} June 2016.", 3.0), meaning="inquiry")
        for name, day in (("a", 1), ("b", 9))
    )
    time = frozenset[Wanted]({"time"})
    assert composed(one, other, wanted=time).differ
    for odds in (-0.5, 0.5):
        unread = [replace(each, odds=-0.5) for each in one]
        read = [replace(each, odds=odds) for each in other]
        assert composed(unread, read, wanted=time).differ is (odds > 0)
        assert composed(unread, read, wanted=time | {"difference"}).differ, "asked for"
