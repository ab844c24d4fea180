"""Follow-ups: what they leave unsaid is carried over, and a new subject drops the old one."""

import pytest

from assistant.conversation import Turn, last_answer
from assistant.understanding.follow_ups.ellipsis import contrasted
from assistant.understanding.follow_ups.restating import asks_otherwise, readings, restate
from assistant.understanding.turns.returning import followed


def turns(*asked: str) -> list[Turn]:
    """Return a history in which each of these was asked and answered."""
    return [
        turn
        for text in asked
        for turn in (Turn("user", text), Turn("assistant", f"Of {text} nothing is known."))
    ]


@pytest.mark.parametrize(
    ("history", "question", "restated"),
    [
        (
            ["Who chaired the tenth ministerial meeting?"],
            "What else was agreed that day?",
            "Who chaired the tenth ministerial meeting? What else was agreed that day?",
        ),
        (
            ["What is the Christchurch Call?"],
            "Who supports it?",
            "What is the Christchurch Call? Who supports it?",
        ),
        # What is named anew takes the place of what was named before.
        (
            ["Who joined the Forum in June 2024?"],
            "And in 2021?",
            "Who joined the Forum in 2021?",
        ),
        (["When did Discord join?"], "And Twitch?", "When did Twitch join?"),
        (["Wann wurde Yubo gegründet?"], "Und was ist mit GIFCT?", "Wann wurde GIFCT gegründet?"),
        (
            ["When was Yubo founded?"],
            "And what about GIFCT?",
            "When was GIFCT founded?",
        ),
        (
            ["When was Yubo founded?"],
            "And what was it for TikTok?",
            "When was Yubo founded? And what was it for TikTok?",
        ),
        # Who asks what something is asks nothing of what was named before.
        (["When was Yubo founded?"], "And what is TCAP?", "And what is TCAP?"),
        (["Wann wurde Yubo gegründet?"], "Und was ist TCAP?", "Und was ist TCAP?"),
        (["¿Cuándo se creó Yubo?"], "¿Y qué es TCAP?", "¿Y qué es TCAP?"),
        (["Kdy vznikla Yubo?"], "A co GIFCT?", "Kdy vznikla GIFCT?"),
        (["When was Yubo founded?"], "And when was GIFCT?", "When was GIFCT founded?"),
        (
            ["Who chaired the third meeting in 2017?"],
            "And the fourth?",
            "Who chaired the fourth meeting in ?",
        ),
        (
            ["Who chaired the 3rd meeting in 2017?"],
            "And the 4th?",
            "Who chaired the 4th meeting in ?",
        ),
        (
            ["Wer leitete die 3. Sitzung im Jahr 2017?"],
            "Und die 4.?",
            "Wer leitete die 4. Sitzung im Jahr ?",
        ),
        (
            ["Vem ledde det tredje mötet?"],
            "Och vilka andra?",
            "Vem ledde det tredje mötet? Och vilka andra?",
        ),
        (
            ["Kto przewodniczył trzeciemu spotkaniu?"],
            "A czwartemu?",
            "Kto przewodniczył czwartemu spotkaniu?",
        ),
        (
            ["¿Quién presidió la tercera reunión?"],
            "¿Y la cuarta?",
            "¿Quién presidió la cuarta reunión?",
        ),
        (
            ["Qui a rejoint le Forum en 2021 ?"],
            "Et en 2024 ?",
            "Qui a rejoint le Forum en 2024 ?",
        ),
        (
            ["Wer ist 2024 beigetreten?"],
            "Und 2021?",
            "Wer ist 2021 beigetreten?",
        ),
        (
            ["Qui a rejoint le Forum en décembre 2021 ?"],
            "Et en juin 2024 ?",
            "Qui a rejoint le Forum en juin 2024 ?",
        ),
        (
            ["Kto dołączył do Forum w czerwcu 2024 r.?"],
            "A w grudniu 2021?",
            "Kto dołączył do Forum w grudniu 2021 r.?",
        ),
        # Nor do words that begin a follow-up, and what is asked for, tell what it is about.
        (["Milloin TikTok liittyi?"], "Entä Amazon?", "Milloin Amazon liittyi?"),
        (
            ["Când a avut loc a treia reuniune?"],
            "Dar a patra?",
            "Când a avut loc a patra reuniune?",
        ),
        (["Mikor volt a harmadik ülés?"], "És a negyediket?", "Mikor volt a negyediket ülés?"),
        (
            ["¿Quién fundó el GIFCT?"],
            "¿cuántos miembros tiene ahora?",
            "¿Quién fundó el GIFCT? ¿cuántos miembros tiene ahora?",
        ),
        (
            ["Was ist das Protokoll?"],
            "welche Unternehmen stehen dahinter?",
            "Was ist das Protokoll? welche Unternehmen stehen dahinter?",
        ),
        # What as often is no ordinal is one where nothing else is said.
        (["When was the first meeting?"], "And the second?", "When was the second meeting?"),
        (["Who met at the third meeting?"], "And the first?", "Who met at the first meeting?"),
        (
            ["Quando si è tenuta la terza riunione?"],
            "E la seconda?",
            "Quando si è tenuta la seconda riunione?",
        ),
        (
            ["When was it first used?"],
            "And the second time?",
            "When was it first used? And the second time?",
        ),
        (
            ["Ktoré firmy sa pridali v roku 2024?", "A v roku 2021?"],
            "A v roku 2023?",
            "Ktoré firmy sa pridali v roku 2023?",
        ),
        (
            ["¿Cuántos había en junio de 2019?"],
            "¿Y en diciembre de 2017?",
            "¿Cuántos había en diciembre de 2017?",
        ),
        # What surely counts is replaced, and no "first" beside it.
        (
            ["What was first agreed in the third meeting?"],
            "And the fourth?",
            "What was first agreed in the fourth meeting?",
        ),
        (["When did TikTok join?"], "And O'Brien?", "When did O'Brien join?"),
        # Who only names another one asks what was asked last, and not what it was asked about.
        (
            ["When was the tenth meeting?", "Who chaired it?"],
            "And the sixth?",
            "When was the sixth meeting? Who chaired it?",
        ),
        (
            ["When was the tenth meeting?", "Who chaired it?", "And the sixth?"],
            "And the fifth?",
            "When was the fifth meeting? Who chaired it?",
        ),
        (
            ["When was the tenth meeting?", "Who chaired it?", "And the sixth?"],
            "Where was it?",
            "When was the sixth meeting? Where was it?",
        ),
        (
            ["When was the tenth meeting?", "Who chaired it?"],
            "When was the sixth?",
            "When was the sixth meeting?",
        ),
        # Who asks something else of another one does not ask again what was asked of the first.
        (
            ["Who chaired the ninth meeting of the Forum?"],
            "When was the tenth?",
            "When was the tenth meeting of the Forum?",
        ),
        (
            ["Who chaired the ninth meeting of the Forum?"],
            "And what was discussed at the tenth?",
            "And what was discussed at the tenth meeting of the Forum?",
        ),
        (
            ["Wer leitete das siebte Treffen?"],
            "Wann war das sechste?",
            "Wann war das sechste Treffen?",
        ),
        # A country is one of those that are asked for, and no court.
        (
            ["Which states were referred to the Court?"],
            "What about Portugal?",
            "Which states were referred to the Court? What about Portugal?",
        ),
        (
            ["What did Lumvio have to deliver?"],
            "And Romania?",
            "What did Romania have to deliver?",
        ),
        (
            ["Where was the third meeting held, and when was it over?"],
            "Who chaired the fourth?",
            "Who chaired the fourth meeting held, and when?",
        ),
        # One that is counted was at no other time, and what was at a time is not counted so.
        (
            ["Who attended the ninth ministerial meeting?"],
            "What about 2019?",
            "Who attended the 2019 ministerial meeting?",
        ),
        (
            ["Who attended the meeting in 2019?"],
            "and the ninth?",
            "Who attended the meeting in ninth?",
        ),
        (
            ["Wer nahm an der neunten Sitzung teil?"],
            "Und 2019?",
            "Wer nahm an der 2019 Sitzung teil?",
        ),
        (
            ["Qui a participé à la réunion en 2019 ?"],
            "Et la neuvième ?",
            "Qui a participé à la réunion en neuvième ?",
        ),
        (
            ["Kto uczestniczył w dziewiątym spotkaniu?"],
            "A w 2019?",
            "Kto uczestniczył w 2019 spotkaniu?",
        ),
        # Who asks something else names nobody instead of anybody.
        (
            ["Quand le règlement TCO a-t-il été adopté ?"],
            "Et qui a voté contre au Conseil ?",
            "Quand le règlement TCO a-t-il été adopté ? Et qui a voté contre au Conseil ?",
        ),
        (
            ["When was the TCO regulation adopted?"],
            "And who, in the Council?",
            "When was the TCO regulation adopted? And who, in the Council?",
        ),
        (
            ["Kiedy przyjęto rozporządzenie TCO?"],
            "A kto głosował w Radzie?",
            "Kiedy przyjęto rozporządzenie TCO? A kto głosował w Radzie?",
        ),
        (
            ["What is the budget of the CSEP?"],
            "And the budget of RAN?",
            "What is the budget of the RAN?",
        ),
        # What begins a question is no name, wherever it stands.
        (
            ["Which companies are members of the Forum?", "Who chaired it?"],
            "And Meta?",
            "Which companies are members of the Forum? Who chaired it? And Meta?",
        ),
        (
            ["Who chaired the fifth meeting?"],
            "the sixth or the seventh?",
            "Who chaired the sixth or the seventh meeting?",
        ),
        # What is left open between numbers is no subject.
        (
            ["How many projects did CSEP have?", "17 or 20?"],
            "how much money?",
            "How many projects did CSEP have? how much money?",
        ),
        (
            ["How many projects did CSEP have?"],
            "17 or 20?",
            "How many projects did CSEP have? 17 or 20?",
        ),
        # The French "septième" begins like a month.
        (
            ["Quand a eu lieu la sixième réunion ?"],
            "Et la septième ?",
            "Quand a eu lieu la septième réunion ?",
        ),
        (
            ["Quand a eu lieu la troisième réunion ?"],
            "Qui a été invité à la réunion ?",
            "Quand a eu lieu la troisième réunion ? Qui a été invité à la réunion ?",
        ),
        (["Who joined, Amazon or TikTok?"], "And Google and Meta?", "Who joined, Google and Meta?"),
        (
            ["Who chaired the fifth meeting in June 2024?"],
            "And the sixth and the seventh?",
            "Who chaired the sixth and the seventh meeting in ?",
        ),
        (
            ["Who met in May 2021?"],
            "And in March and April 2022?",
            "Who met in March and April 2022?",
        ),
        # What ends in a capital letter counts nothing.
        (
            ["Who chaired the third meeting?"],
            "And 5G?",
            "Who chaired the third meeting? And 5G?",
        ),
        # An article that is elided is no part of the Forum's name.
        (
            ["Qui a rejoint le Forum de l'UE en 2021 ?"],
            "et TikTok ?",
            "Qui a rejoint le Forum de l'UE en 2021 ? et TikTok ?",
        ),
        # A follow-up that names nothing leaves the subject as it was.
        (
            ["Who joined the Forum in June 2024?", "When was that?"],
            "Why?",
            "Who joined the Forum in June 2024? Why?",
        ),
        # Nor is it about whoever somebody checks to belong to it.
        (
            ["What is the Christchurch Call?", "Is Telegram one of them?"],
            "Where was it adopted?",
            "What is the Christchurch Call? Where was it adopted?",
        ),
        (
            ["What does the Forum do?", "And the Crisis Protocol?"],
            "When was it adopted?",
            "And the Crisis Protocol? When was it adopted?",
        ),
        (
            ["When was the Forum launched?", "What about GIFCT?"],
            "Who founded it?",
            "What about GIFCT? Who founded it?",
        ),
        (
            ["How far is transposition in Belgium?", "Why?"],
            "And Germany?",
            "How far is transposition in Germany?",
        ),
        # But of what was asked before, one may name another in somebody's place.
        (
            ["Which companies joined in 2021?", "And Twitch?", "When did it join?"],
            "And Yubo?",
            "And Yubo? When did it join?",
        ),
        (
            ["How many requests did Martello get in Q1 2025?"],
            "And in Q2?",
            "How many requests did Martello get in Q2 2025?",
        ),
        (
            ["How many requests did Martello get in Q1 2025?"],
            "And Shoplane?",
            "How many requests did Shoplane get in Q1 2025?",
        ),
        # A word that asks, alone, is asked of what was asked last.
        (
            ["What is the Christchurch Call?", "When was it adopted?"],
            "By whom?",
            "What is the Christchurch Call? When was it adopted? By whom?",
        ),
        (
            ["What is the Christchurch Call?", "When was it adopted?", "By whom?"],
            "And where?",
            "What is the Christchurch Call? When was it adopted? And where?",
        ),
        (
            ["Was ist GIFCT?", "Wann wurde es gegründet?"],
            "Von wem?",
            "Was ist GIFCT? Wann wurde es gegründet? Von wem?",
        ),
        # Who else is asked of what asked for somebody last, and not of what was checked since.
        (
            ["What is GIFCT?", "Who founded it?", "Is Bolt one of them?"],
            "And who else?",
            "What is GIFCT? Who founded it? And who else?",
        ),
        (
            ["Kto dołączył w grudniu 2021?", "a w czerwcu 2024?"],
            "kto jeszcze?",
            "Kto dołączył w czerwcu 2024? kto jeszcze?",
        ),
        (
            ["Who paid for the Lake Hub?", "When was it closed?"],
            "Why is that?",
            "Who paid for the Lake Hub? When was it closed? Why is that?",
        ),
        # Who asks for now asks of no other time, and says nothing of what else.
        (
            ["How many members had it in 2018?"],
            "And now?",
            "How many members had it? And now?",
        ),
        (
            ["What is the Lake Hub?", "And now?"],
            "Who leads it?",
            "What is the Lake Hub? Who leads it?",
        ),
        # A country takes part in everything: whether it did something is no new subject.
        (
            ["Which states were taken to court?"],
            "Did Ireland comply since?",
            "Which states were taken to court? Did Ireland comply since?",
        ),
        (
            ["Which states were taken to court?", "Did Ireland comply since?"],
            "What had they done?",
            "Which states were taken to court? What had they done?",
        ),
        (
            ["Welche Staaten wurden verklagt?"],
            "Hat Irland seither reagiert?",
            "Welche Staaten wurden verklagt? Hat Irland seither reagiert?",
        ),
        # What asks by a noun for something of another one needs nothing of what was spoken of.
        (
            ["What is the Christchurch Call?", "How many states support it?"],
            "And the budget of Europol?",
            "And the budget of Europol?",
        ),
        (
            ["Che cos'è il Lake Hub?"],
            "Quanti Stati lo sostengono?",
            "Che cos'è il Lake Hub? Quanti Stati lo sostengono?",
        ),
        # What is meant may be said before that it is.
        (
            ["When was the Lake Hub launched?"],
            "the RAN, I mean",
            "When was the RAN launched?",
        ),
    ],
)
def test_a_follow_up_says_what_it_left_out(
    history: list[str], question: str, restated: str
) -> None:
    question, followed_up = followed(question, turns(*history))
    assert restate(question, followed_up) == restated


@pytest.mark.parametrize(
    "question",
    [
        "Which companies founded the Global Internet Forum to Counter Terrorism?",
        "What is the DSA?",
        "Was ist der DSA?",
        "Qui est Magnus Brunner ?",
        "А какво е DSA?",
        "A co je DSA?",
        "En wat is DSA?",
        "A co to jest DSA?",
        "A čo je DSA?",
    ],
)
def test_a_new_subject_drops_the_old_one(question: str) -> None:
    history = turns("Who joined the Forum in June 2024?", "When was that?")
    assert restate(question, history) == question
    assert restate("Why?", turns("Who joined in June 2024?", question)) == f"{question} Why?"


def test_what_happened_at_a_time_stands_alone_after_a_timeline_of_the_forum() -> None:
    question = "What happened in 2021?"
    for first in ("Give me the timeline of the Forum", "What's new?", "What happened in 2019?"):
        assert restate(question, turns(first)) == question
        assert readings(question, turns(first), "Launch of the Forum") == (question,)
        assert restate(question, turns(first, "Was gibt es Neues?")) == question
    on_it = "Give me a timeline of the Crisis Protocol"
    assert restate(question, turns(on_it)) == f"{on_it} {question}"


def test_what_happened_at_an_hour_stands_alone_after_whatever_was_asked() -> None:
    history = turns("Give me a timeline of the Crisis Protocol", "What happened at 14:32?")
    assert restate("What happened at 14:32?", history[:2]) == "What happened at 14:32?"
    assert restate("And at 15:10?", history) == "What happened at 15:10?"


@pytest.mark.parametrize("question", ["What's new?", "What are the next steps?"])
def test_what_is_new_or_to_come_stands_alone_after_what_was_on_the_forum(question: str) -> None:
    first = "When was the Forum launched?"
    assert readings(question, turns(first), "Launch of the Forum") == (question,)
    assert restate("What's new in it?", turns(first)) == f"{first} What's new in it?"
    for on_it in ("Who chairs GIFCT?", "When was the fourth meeting of the Forum?"):
        assert restate(question, turns(on_it)) == f"{on_it} {question}"


@pytest.mark.parametrize("first", ["How can a company join?", "Tell me about the crisis protocol."])
def test_what_is_to_come_stands_alone_after_what_names_nobody_else(first: str) -> None:
    assert restate("What is planned?", turns(first)) == "What is planned?"
    for question in ("What's new?", "And what is planned?"):
        assert restate(question, turns(first)) == f"{first} {question}"


def test_after_what_happened_at_a_time_it_is_asked_what_happened_then() -> None:
    history = [
        Turn("user", "What happened in 2021?"),
        Turn("assistant", "It met on 25 January 2021. [1]\n\nDates of the sources: [1]"),
    ]
    assert restate("And since then?", history) == "What happened? (after January 25, 2021)"


def test_a_first_question_stays_as_it_is() -> None:
    assert restate("When was that?", []) == "When was that?"


def test_twenty_turns_keep_their_subject() -> None:
    history = turns("Who joined the Forum in June 2024?", *["When was that?", "Why?"] * 10)
    assert restate("And in 2021?", history) == "Who joined the Forum in 2021?"


@pytest.mark.parametrize(
    ("history", "question", "restated"),
    [
        pytest.param(
            ["participants tabletop exercise 2019", "which 13 member states"],
            "and in 2024?",
            "participants tabletop exercise 2024 which 13 member states",
            id="how many they are is no year",
        ),
        pytest.param(
            ["Quels pays étaient à l'exercice de 2019 ?", "quels 13 pays"],
            "et en 2024 ?",
            "Quels pays étaient à l'exercice de 2024 ? quels 13 pays",
            id="nor in French",
        ),
        pytest.param(
            ["When was the meeting on 3 December 2015?"],
            "And in May 2016?",
            "When was the meeting on May 2016?",
            id="a day is a part of its date",
        ),
        pytest.param(
            ["What does article 7 say?"], "And article 8?", "What does article 8 say?", id="numbers"
        ),
        pytest.param(
            ["hány hash volt az adatbázisban 2018-ban"],
            "és 2019-ben",
            "hány hash volt az adatbázisban 2019-ben",
            id="a year with its ending",
        ),
        pytest.param(
            ["Wann war das sechste Ministertreffen?", "Wer hat den Vorsitz geführt?"],
            "Und beim zehnten?",
            "Wann war das zehnten Ministertreffen? Wer hat den Vorsitz geführt?",
            id="a preposition asks nothing",
        ),
        pytest.param(
            ["Chi ha partecipato alla settima riunione?"],
            "E all'ottava?",
            "Chi ha partecipato alla ottava riunione?",
            id="nor does one that lost its vowel",
        ),
        pytest.param(
            ["Kdo předsedal šestému zasedání?"],
            "A během desátého?",
            "Kdo předsedal desátého zasedání?",
            id="nor one in Czech",
        ),
        pytest.param(
            ["What is the fine for non-compliance?", "How many orders were there so far?"],
            "As of when?",
            "What is the fine for non-compliance? How many orders were there so far? As of when?",
            id="a longer word that asks is on what was asked last",
        ),
        pytest.param(
            ["Who was at the tabletop exercise in 2019?"],
            "Who took part in that one, of all the states?",
            "Who was at the tabletop exercise in 2019? Who took part in that one, of all the "
            "states?",
            id="that one",
        ),
        pytest.param(
            ["What did Poland want on BNPL?"],
            "and Sweden?",
            "What did Sweden want on BNPL?",
            id="a country takes the place of a country",
        ),
        pytest.param(
            ["Was sagte Österreich in Tallinn zu EFLA?"],
            "Und Schweden?",
            "Was sagte Schweden in Tallinn zu EFLA?",
            id="and of none of its cities",
        ),
        pytest.param(
            ["Quelle était la position polonaise à Tallinn ?"],
            "Et à Lisbonne ?",
            "Quelle était la position polonaise à Lisbonne ?",
            id="and a city that of a city",
        ),
        pytest.param(
            ["How much did Ireland ask for TRELLIS?"],
            "and for LANTERN?",
            "How much did Ireland ask for LANTERN?",
            id="what is no country leaves that",
        ),
        pytest.param(
            ["Wann tagt die Arbeitsgruppe?", "Wer leitet die Delegation?"],
            "und wer vertritt sie?",
            "Wann tagt die Arbeitsgruppe? Wer leitet die Delegation? und wer vertritt sie?",
            id="who was asked about last",
        ),
    ],
)
def test_a_follow_up_leans_on_what_it_is_on(
    history: list[str], question: str, restated: str
) -> None:
    assert restate(question, turns(*history)) == restated


def test_what_takes_the_place_of_a_name_does_not_take_that_of_the_forum_s() -> None:
    assert restate("E Twitch?", turns("TikTok fa parte del Forum?")) == "Twitch fa parte del Forum?"


def test_a_question_in_a_conversation_may_be_on_what_was_just_spoken_of() -> None:
    history, topic = turns("When did the interim rules lapse?"), "The interim rules"
    asked = "What was the vote in Parliament?"  # by its words it stands alone
    assert readings(asked, history, topic) == (asked, f"{topic}. {asked}")
    assert readings("Why?", history, topic) == (
        *("When did the interim rules lapse? Why?", "Why?", "The interim rules. Why?"),
    )
    assert readings("Why?", history) == ("When did the interim rules lapse? Why?",)
    again = "What does article 7 say?"
    assert readings(again, turns("What does article 8 say?"), topic) == (again,)
    of_another = "When was the Lake Hub launched?"  # on which what was told of one says nothing
    assert readings("And RAN?", turns(of_another), topic) == ("When was the RAN launched?",)
    assert readings("And a year later?", turns("What was there in 2019?"), topic)[1:] == (
        *("And 2020?", "The interim rules. And 2020?"),
    )


@pytest.mark.parametrize(
    ("before", "question", "otherwise"),
    [
        ("Who was taken to court?", "When?", True),
        ("Welche Staaten wurden verklagt?", "Seit wann?", True),
        ("When was it founded?", "And when was it dissolved?", False),
        ("Who joined?", "Is there more to tell?", False),
    ],
)
def test_who_asks_for_another_kind_of_thing_may_be_told_by_what_was_quoted(
    before: str, question: str, otherwise: bool
) -> None:
    assert asks_otherwise(question, turns(before)) is otherwise


def test_what_asks_nothing_becomes_no_subject() -> None:
    asked, said = turns("What is GIFCT?"), Turn("user", "I read June 2016 somewhere", on="")
    assert restate("When was it founded?", [*asked, said]) == "What is GIFCT? When was it founded?"
    assert restate("When was it founded?", [said]) == "When was it founded?"
    # What it says that it is on, does; and its words tell the language of what is short.
    on = Turn("user", "Mam jutro spotkanie w sprawie Yubo", on="Yubo")
    assert restate("Ilu ma członków?", [*asked, on]) == "Yubo Ilu ma członków?"


def test_the_last_answer_is_told() -> None:
    assert last_answer(turns("One?", "Two?")).text == "Of Two? nothing is known."
    assert not last_answer([])


@pytest.mark.parametrize(
    ("before", "question", "restated"),
    [
        (
            "When was the third meeting?",
            "And the latest one?",
            "When was the meeting? And the latest one?",
        ),
        (
            "Wann war das dritte Treffen?",
            "Und das letzte?",
            "Wann war das Treffen? Und das letzte?",
        ),
        (
            "Who chaired the third meeting?",
            "Is it still going on?",
            "Who chaired the third meeting? Is it still going on?",
        ),
    ],
)
def test_who_asks_for_the_latest_asks_for_no_other(
    before: str, question: str, restated: str
) -> None:
    assert restate(question, turns(before)) == restated


def test_what_came_before_is_asked_of_what_was_asked_before_since_when() -> None:
    told = "Since January 2026, Ada has held it. [1]\n\nDates of the sources: no date [1]"
    history = [Turn("user", "Who chairs it?"), Turn("assistant", told)]
    history += [Turn("user", "since when?"), Turn("assistant", told)]
    assert restate("And before?", history) == "Who chairs it? And before? (before January 2026)"


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("What happened next?", "Who chaired the meeting? What happened next? (after May 6, 2017)"),
        ("And before that?", "Who chaired the meeting? And before that? (before April 2017)"),
        # What is certain of it, or so many years away, is asked for as before.
        ("Who came after that?", "Who chaired the third meeting? Who came after that?"),
        ("And a year after that?", "Who chaired the third meeting? And a year after that?"),
    ],
)
def test_what_came_next_is_asked_of_another_time(question: str, restated: str) -> None:
    history = [
        Turn("user", "Who chaired the third meeting?"),
        Turn(
            "assistant",
            "Prepared in April 2017, it was chaired by Ada on 6 May 2017 and is valid until 2030. "
            "[1]\n\nDates of the sources: note written on 25 November 2026 [1]",
        ),
    ]
    assert restate(question, history) == restated


@pytest.mark.parametrize(
    "question",
    ["And since then?", "Und seither?", "Et depuis ?", "A od tego czasu?", "Και έκτοτε;"],
)
def test_what_is_new_since_is_asked_of_a_later_time(question: str) -> None:
    history = [Turn("user", "Who leads the Lake Hub?"), Turn("assistant", "Ada, since 2017. [1]")]
    assert "2017" in restate(question, history)


def test_what_is_asked_next_is_not_on_the_times_of_what_came_between() -> None:
    history = [
        *(Turn("user", "Who leads the Lake Hub?"), Turn("assistant", "Ada does since 2017. [1]")),
        *(Turn("user", "And then?"), Turn("assistant", "Bolt led it in March 2018. [1]")),
    ]
    assert restate("And then?", history) == "Who leads the Lake Hub? And then? (after March 2018)"
    assert restate("Who paid?", history) == "Who leads the Lake Hub? Who paid?"


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ("It met on 31 April 2017. [1]", " (after April 2017)"),
        ("In 2017, on 6 May 2017, it met. [1]", " (after May 6, 2017)"),
        ("It met. [1]", ""),
    ],
)
def test_what_is_told_may_have_other_dates(told: str, when: str) -> None:
    history = [Turn("user", "Who leads the Lake Hub?"), Turn("assistant", told)]
    question = "And then?"
    assert restate(question, history) == f"Who leads the Lake Hub? {question}{when}"


@pytest.mark.parametrize(
    "question", ["What happened after that, in 2020?", "Hvad skete der efter det femte møde?"]
)
def test_who_names_a_time_or_one_that_is_counted_asks_of_that(question: str) -> None:
    history = [Turn("user", "Who leads the Lake Hub?"), Turn("assistant", "Ada, since 2017. [1]")]
    assert "2017" not in restate(question, history)


def test_a_comparison_is_not_what_the_conversation_is_about() -> None:
    history = turns("What is GIFCT?", "What is the Lake Hub?", "Which of the two came first?")
    assert restate("Who founded it?", history) == "What is the Lake Hub? Who founded it?"


@pytest.mark.parametrize(
    ("question", "language", "instead"),
    [
        ("And the final one?", "en", {"final"}),
        ("what about small companies?", "en", {"small", "compani"}),
        ("and for lot 3?", "en", {"lot", "3"}),
        ("Und rechtsextreme?", "de", {"rechtsextrem"}),
        ("¿Y las ordinarias?", "es", {"ordinari"}),
        ("And TikTok?", "en", set()),
        ("And the second one?", "en", set()),  # is counted
        ("And the budget?", "en", set()),  # asks for something else
        ("And who pays?", "en", set()),
        ("And the others?", "en", set()),
        ("Small companies?", "en", set()),
    ],
)
def test_what_says_of_what_else_it_asks_is_known(
    question: str, language: str, instead: set[str]
) -> None:
    assert contrasted(question, language) == instead


def test_who_says_of_what_else_asks_what_was_asked_last() -> None:
    history = turns("When was the tender published?", "Who handles the urgent ones?")
    asked = "When was the tender published? Who handles the urgent ones? And the ordinary ones?"
    assert readings("And the ordinary ones?", history, "Tender")[0] == asked
    # One takes the other's place, and is what the conversation is about.
    later = turns("How many removals were urgent?", "And ordinary?")
    assert restate("And voluntary?", later) == "How many removals were urgent? And voluntary?"
    standing = "How many removals were urgent? And ordinary?"
    assert restate("How many of these failed?", later).startswith(standing)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Who took part in the exercise?", "Now the Christchurch Call: when was it adopted?"),
        ("Who leads the Knowledge Hub?", "OK and the RAN, when was that launched?"),
        ("Is there a list of groups?", "The Forum: who runs it?"),
        ("o que é o RAN?", "e o Knowledge Hub, quanto dinheiro tem?"),
        ("Où se tiendra la plénière ?", "Et l'exercice Bora, où aura-t-il lieu ?"),
        ("къде беше денят за действие?", "А Призивът от Крайстчърч – колко държави го подкрепят?"),
    ],
)
def test_who_says_first_on_whom_drops_what_was_asked_before(before: str, question: str) -> None:
    assert readings(question, turns(before), "Action days") == (question,)


@pytest.mark.parametrize(
    "question",
    [
        "And Sweden, who voted for it?",  # of what was voted on
        "And Meta, when?",  # says nothing of its own
        "And in short, who attended?",
        "So, where was it held?",
    ],
)
def test_who_names_none_first_asks_on(question: str) -> None:
    assert restate(question, turns("What was agreed in Paris?")) != question


@pytest.mark.parametrize("question", ["who signed for the EU", "qui a signé pour la France ?"])
def test_who_acts_in_everything_is_no_subject(question: str) -> None:
    history = turns("Tell me about the Christchurch Call")
    assert restate(question, history).startswith("Tell me about the Christchurch Call")


def test_what_says_of_what_else_it_asks_is_read_by_itself_as_well() -> None:
    history = turns("When was Tech Against Terrorism launched?", "With whom?")
    together, apart = readings("and the analytics platform?", history, "Launch of it")
    assert together.endswith("With whom? and the analytics platform?")
    assert apart == "and the analytics platform?"
