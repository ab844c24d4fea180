"""Questions that ask several things, taken apart, and answered part by part."""

from datetime import date

import pytest
from fakes import candidate, talk

from assistant.answering import Assistant
from assistant.conversation import Turn
from assistant.understanding.parts.dividing import parts
from assistant.understanding.parts.listing import with_items_on_lines

TWO = {
    "bg": ("Кога беше създаден Форумът", "и", "къде заседава секретариатът?"),
    "cs": ("Kdy bylo Fórum založeno", "a", "kde sídlí jeho sekretariát?"),
    "da": ("Hvornår blev Forummet oprettet", "og", "hvor ligger sekretariatet?"),
    "de": ("Wann wurde das Forum gegründet", "und", "wo sitzt das Sekretariat?"),
    "el": ("Πότε ιδρύθηκε το Φόρουμ", "και", "πού εδρεύει η γραμματεία;"),
    "en": ("When was the Forum founded", "and", "where is the secretariat?"),
    "es": ("¿Cuándo se fundó el Foro", "y", "dónde está la secretaría?"),
    "et": ("Millal foorum asutati", "ja", "kus asub sekretariaat?"),
    "fi": ("Milloin foorumi perustettiin", "ja", "missä sihteeristö sijaitsee?"),
    "fr": ("Quand le Forum a-t-il été fondé", "et", "où se trouve le secrétariat ?"),
    "ga": ("Cathain a bunaíodh an Fóram", "agus", "cá bhfuil an rúnaíocht?"),
    "hr": ("Kada je osnovan Forum", "i", "gdje je tajništvo?"),
    "hu": ("Mikor alapították a fórumot", "és", "hol van a titkárság?"),
    "it": ("Quando è stato fondato il Forum", "e", "dove si trova il segretariato?"),
    "lt": ("Kada buvo įkurtas Forumas", "ir", "kur yra sekretoriatas?"),
    "lv": ("Kad tika dibināts forums", "un", "kur atrodas sekretariāts?"),
    "mt": ("Meta twaqqaf il-Forum", "u", "fejn jinsab is-segretarjat?"),
    "nl": ("Wanneer is het Forum opgericht", "en", "waar zit het secretariaat?"),
    "pl": ("Kiedy założono Forum", "i", "gdzie mieści się sekretariat?"),
    "pt": ("Quando foi fundado o Fórum", "e", "onde fica o secretariado?"),
    "ro": ("Când a fost înființat Forumul", "și", "unde se află secretariatul?"),
    "sk": ("Kedy bolo Fórum založené", "a", "kde sídli jeho sekretariát?"),
    "sl": ("Kdaj je bil ustanovljen Forum", "in", "kje je sekretariat?"),
    "sv": ("När grundades forumet", "och", "var ligger sekretariatet?"),
}


def alone(question: str, language: str = "en", *before: str) -> list[str]:
    history = [Turn("user", text) for text in before]
    return [part.alone for part in parts(question, language, history)]


ASKED = Turn("user", "When was the ninth meeting?")


@pytest.mark.parametrize("language", TWO)
def test_what_asks_two_things_is_taken_apart_in_every_language(language: str) -> None:
    first, joined, second = TWO[language]
    for between in (f" {joined} ", f", {joined} ", "? "):
        found = parts(f"{first}{between}{second}", language)
        assert [part.wording for part in found] == [first.strip("¿"), second.strip(" ?;")]


@pytest.mark.parametrize(
    "question",
    [
        "When and where did the tenth meeting take place?",
        "Who are the members and partners of the Forum?",
        "Which of the platforms that left in 2019 and that came back in 2021 are members?",
        "Compare what was agreed in 2015 and what was agreed in 2024.",
        "How many reports and how many removals does the paper of 2018 count?",
        "Is it true that the Forum is voluntary, and binding?",
        "When did the EU Internet Forum, which has members, meet Ada Lovelace, who left in 2019?",
        "When did Amazon, SoundCloud and Mojeek join?",
        "Is that right? Was Mojeek there?",
        "and who?",
        "When? ",
        "",
    ],
)
def test_what_asks_one_thing_stays_whole(question: str) -> None:
    (part,) = parts(question, "en")
    assert (part.wording, part.alone) == (question, question)


@pytest.mark.parametrize("language", TWO)
def test_lists_lines_and_commas_part_what_asks_in_every_language(language: str) -> None:
    when, _, where = TWO[language]
    each = [where.rstrip(" ?;"), when.strip("¿")]
    asked = "1) {} 2) {}", "a) {}; b) {}", "Note:\n- {}\n- {}", "{}\n{}", "{}, {}"
    for text in asked:
        listed = with_items_on_lines(text.format(*each), language)
        assert [part.wording for part in parts(listed, language)] == each


@pytest.mark.parametrize(
    ("asked", "each"),
    [
        pytest.param(
            "When was the hash list made, who reads it, how big is it in 2023",
            ["When was the hash list made", "who reads it", "how big is it in 2023"],
            id="commas",
        ),
        pytest.param(
            "who runs the Lake Hub, since when and with what budget",
            ["who runs the Lake Hub", "since when", "with what budget"],
            id="what is bare after the first",
        ),
        pytest.param(
            "who runs the Lake Hub, and when and where did it meet?",
            ["who runs the Lake Hub", "when and where did it meet"],
            id="when and where, not",
        ),
        pytest.param(
            "Could you tell me when GIFCT was announced and who chairs it?",
            ["Could you tell me when GIFCT was announced", "who chairs it"],
            id="led in by what is no sentence",
        ),
        pytest.param(
            "Who chairs the yearly meetings? Is Meta a member of the Forum?",
            ["Who chairs the yearly meetings", "Is Meta a member of the Forum"],
            id="a check after a question",
        ),
        pytest.param(
            "Who led the third meeting? Who paid for the fourth one? Who wrote the fifth report? "
            "Who read the sixth letter?",
            [
                "Who led the third meeting",
                "Who paid for the fourth one",
                "Who wrote the fifth report",
                "Who read the sixth letter",
            ],
            id="more than are answered at a time",
        ),
        pytest.param(
            "maximum grant for topic 2 and how many partners are needed",
            ["maximum grant for topic 2", "how many partners are needed"],
            id="a noun before a question",
        ),
        pytest.param(
            "how long did the test take & how many states did not answer",
            ["how long did the test take", "how many states did not answer"],
            id="joined by a sign",
        ),
    ],
)
def test_each_thing_that_is_asked_is_a_part(asked: str, each: list[str]) -> None:
    assert [part.wording for part in parts(asked, "en")] == each


@pytest.mark.parametrize(
    ("asked", "each"),
    [
        pytest.param(
            "On the Lake Call:\n- date of launch\n- its secretariat",
            ["On the Lake Call: date of launch", "On the Lake Call: its secretariat"],
            id="what leads in names it",
        ),
        pytest.param(
            "Can the Commission state\n- how much CSEP was given\n- how many projects it had",
            ["how much CSEP was given", "CSEP how many projects it had"],
            id="what leads in names who is asked, and the first item what is asked about",
        ),
        pytest.param(
            "Please send\n- the budget of CSEP\n- members of GIFCT\n- the number of meetings",
            ["the budget of CSEP", "members of GIFCT", "the number of meetings"],
            id="several are named, and none is meant where none is",
        ),
        pytest.param(
            "Please send\n- when the Lake Hub was launched and who leads it\n- the date of GIFCT",
            [
                "when the Lake Hub was launched",
                "Lake Hub who leads it",
                "the date of GIFCT",
            ],
            id="an item asks two things",
        ),
    ],
)
def test_items_of_a_list_are_on_what_is_named_for_them(asked: str, each: list[str]) -> None:
    assert alone(asked) == each


def test_a_part_that_leans_on_the_one_before_is_restated_with_it() -> None:
    assert alone("Which organisation complained about the papers, and in what year?") == [
        "Which organisation complained about the papers",
        "Which organisation complained about the papers? in what year",
    ]


@pytest.mark.parametrize(
    ("asked", "language", "second"),
    [
        (
            "When was the TCO regulation proposed and since when does it apply?",
            "en",
            "TCO since when does it apply",
        ),
        (
            "Wann wurde die TCO-Verordnung vorgeschlagen und seit wann gilt sie?",
            "de",
            "TCO-Verordnung seit wann gilt sie",
        ),
        (
            "Quand le règlement TCO a-t-il été proposé et depuis quand s'applique-t-il ?",
            "fr",
            "TCO depuis quand s'applique-t-il",
        ),
        (
            "Kiedy zaproponowano rozporządzenie TCO i od kiedy obowiązuje?",
            "pl",
            "TCO od kiedy obowiązuje",
        ),
        (  # What was asked before tells nobody of another kind of thing.
            "When did Amazon join and who welcomed it?",
            "en",
            "When did Amazon join? who welcomed it",
        ),
    ],
)
def test_what_asks_for_the_same_kind_of_thing_is_on_whom_the_first_names(
    asked: str, language: str, second: str
) -> None:
    assert alone(asked, language)[1:] == [second]


def test_parts_of_a_follow_up_are_restated_with_what_went_before() -> None:
    before = "What is the EU Crisis Protocol?"
    assert alone("When was it first activated, and who coordinated it?", "en", before) == [
        "What is the EU Crisis Protocol? When was it first activated",
        "What is the EU Crisis Protocol? who coordinated it",
    ]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("Quand a eu lieu la 2e réunion du Forum et qu'y a-t-on décidé ?", "fr"),
        ("Quando si è svolta la cena di Lussemburgo, e cos'hanno deciso?", "it"),
    ],
)
def test_a_word_that_asks_may_be_joined_to_the_next(asked: str, language: str) -> None:
    assert len(parts(asked, language)) == 2


@pytest.mark.parametrize(
    ("asked", "language", "each"),
    [
        (
            "Who chaired the third and the fourth meeting?",
            "en",
            ["Who chaired the third meeting?", "Who chaired the fourth meeting?"],
        ),
        (
            "2nd vs 4th ministerial: dates?",
            "en",
            ["2nd ministerial: dates?", "4th ministerial: dates?"],
        ),
        (
            "Waar vond de derde bijeenkomst plaats, en de tweede?",
            "nl",
            ["Waar vond de derde bijeenkomst plaats?", "Waar vond de tweede bijeenkomst plaats?"],
        ),
        (
            "Wer leitete das 3. und das 4. Treffen?",
            "de",
            ["Wer leitete das 3. Treffen?", "Wer leitete das 4. Treffen?"],
        ),
        (  # What stands in brackets is on one of them.
            "Who chaired the third (2019) and the fourth meeting?",
            "en",
            ["Who chaired the third (2019) meeting?", "Who chaired the fourth meeting?"],
        ),
        (
            "Who chaired the third (2019) and the fourth (2020) meeting?",
            "en",
            ["Who chaired the third (2019) meeting?", "Who chaired the fourth (2020) meeting?"],
        ),
        (
            "Compare the chairs of the third and the fourth meeting",
            "en",
            ["the chairs of the third meeting", "the chairs of the fourth meeting"],
        ),
        (  # Beside another one "first" is an ordinal.
            "Who chaired the first and second meeting?",
            "en",
            ["Who chaired the first meeting?", "Who chaired the second meeting?"],
        ),
        (  # How they differ no sentence on one of them says.
            "What is the difference between the third and the fourth meeting?",
            "en",
            ["third meeting?", "fourth meeting?"],
        ),
    ],
)
def test_what_is_asked_of_several_that_are_counted_is_asked_of_each(
    asked: str, language: str, each: list[str]
) -> None:
    assert alone(asked, language) == each


BOTH = {
    "bg": ("бюджет и брой проекти на CSEP", "бюджет на CSEP", "брой проекти на CSEP"),
    "cs": ("rozpočet a počet projektů CSEP", "rozpočet CSEP", "počet projektů CSEP"),
    "da": ("budget og antal projekter i CSEP", "budget i CSEP", "antal projekter i CSEP"),
    "de": (
        "Budget und Zahl der Projekte des CSEP",
        "Budget des CSEP",
        "Zahl der Projekte des CSEP",
    ),
    "el": (
        "προϋπολογισμός και αριθμός έργων του CSEP",
        "προϋπολογισμός του CSEP",
        "αριθμός έργων του CSEP",
    ),
    "en": (
        "budget and number of projects of the CSEP",
        "budget of the CSEP",
        "number of projects of the CSEP",
    ),
    "es": (
        "presupuesto y número de proyectos del CSEP",
        "presupuesto del CSEP",
        "número de proyectos del CSEP",
    ),
    "et": ("CSEPi eelarve ja projektide arv", "CSEPi eelarve", "CSEPi projektide arv"),
    "fi": ("CSEP:n budjetti ja hankkeiden määrä", "CSEP:n budjetti", "CSEP:n hankkeiden määrä"),
    "fr": ("budget et nombre de projets du CSEP", "budget du CSEP", "nombre de projets du CSEP"),
    "ga": (
        "buiséad agus líon na dtionscadal den CSEP",
        "buiséad CSEP",
        "líon na dtionscadal den CSEP",
    ),
    "hr": ("proračun i broj projekata CSEP-a", "proračun CSEP-a", "broj projekata CSEP-a"),
    "hu": (
        "a CSEP költségvetése és projektjeinek száma",
        "a CSEP költségvetése",
        "a CSEP projektjeinek száma",
    ),
    "it": (
        "budget e numero di progetti del CSEP",
        "budget del CSEP",
        "numero di progetti del CSEP",
    ),
    "lt": ("CSEP biudžetas ir projektų skaičius", "CSEP biudžetas", "CSEP projektų skaičius"),
    "lv": ("CSEP budžets un projektu skaits", "CSEP budžets", "CSEP projektu skaits"),
    "mt": (
        "il-baġit u n-numru ta' proġetti tas-CSEP",
        "il-baġit tas-CSEP",
        "n-numru ta' proġetti tas-CSEP",
    ),
    "nl": (
        "budget en aantal projecten van het CSEP",
        "budget van het CSEP",
        "aantal projecten van het CSEP",
    ),
    "pl": ("budżet i liczba projektów CSEP", "budżet CSEP", "liczba projektów CSEP"),
    "pt": (
        "orçamento e número de projetos do CSEP",
        "orçamento do CSEP",
        "número de projetos do CSEP",
    ),
    "ro": (
        "bugetul și numărul de proiecte ale CSEP",
        "bugetul CSEP",
        "numărul de proiecte ale CSEP",
    ),
    "sk": ("rozpočet a počet projektov CSEP", "rozpočet CSEP", "počet projektov CSEP"),
    "sl": ("proračun in število projektov CSEP", "proračun CSEP", "število projektov CSEP"),
    "sv": ("budget och antal projekt för CSEP", "budget för CSEP", "antal projekt för CSEP"),
}
"""What two nouns ask of a programme, together and each alone."""


@pytest.mark.parametrize("language", BOTH)
def test_what_two_nouns_ask_is_two_things_in_every_language(language: str) -> None:
    asked, *each = BOTH[language]
    assert alone(asked, language) == each


@pytest.mark.parametrize(
    ("asked", "each"),
    [
        ("csep budget and number of projects", ["csep budget", "csep number of projects"]),
        (
            "What is the budget of the Bee Board and its start date?",
            ["What is the budget of the Bee Board", "its start date of the Bee Board"],
        ),
        (
            "budget, start date and number of partners of the Bee Board on Hives of the North",
            [
                "budget of the Bee Board on Hives of the North",
                "start date of the Bee Board on Hives of the North",
                "number of partners of the Bee Board on Hives of the North",
            ],
        ),
        (
            "Please give me the date and the number of participants of the tenth meeting",
            [
                "Please give me the date of the tenth meeting",
                "the number of participants of the tenth meeting",
            ],
        ),
        ("budget and start date of the hub", ["budget of the hub", "start date of the hub"]),
        (
            "number and share of the links removed in 2020",
            ["number of the links removed in 2020", "share of the links removed in 2020"],
        ),
        (
            "the number of members and the reason why Twitter left",
            ["the number of members and the reason why Twitter left"],
        ),
    ],
)
def test_what_nouns_ask_is_asked_of_what_the_others_are_on(asked: str, each: list[str]) -> None:
    assert alone(asked) == each


def test_what_nouns_ask_in_a_conversation_is_on_what_that_was_on() -> None:
    assert alone("budget and number of projects?", "en", "What is the CSEP?") == [
        "What is the CSEP? budget",
        "What is the CSEP? number of projects",
    ]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("date and place of the seventh meeting", "en"),
        ("Datum und Ort des siebten Treffens", "de"),
        ("number of companies and states in the Forum", "en"),
        ("number and names of the companies that joined in June 2024", "en"),
        ("Who set the budget and the number of projects of the CSEP?", "en"),
        ("Is the budget EUR 10 million and the number of projects 20?", "en"),
        ("Was the budget of CSEP cut in 2019 and the number of projects as well?", "en"),
        ("nombre d'entreprises et d'États du Forum", "fr"),
    ],
)
def test_what_one_sentence_tells_and_what_states_stay_whole(question: str, language: str) -> None:
    assert alone(question, language) == [question]


@pytest.mark.parametrize(
    "question",
    [
        "The third, no, not the third, the fourth meeting: who chaired it?",
        "Was the third meeting in the year after the second and the fourth before the fifth?",
        "Did Discord, here since the seventh meeting, come with all its staff to the tenth?",
    ],
)
def test_what_is_counted_twice_or_far_apart_stays_together(question: str) -> None:
    assert alone(question) == [question]


def test_three_things_are_three_parts() -> None:
    asked = "When did Discord join? Who chaired the tenth meeting? Where do experts meet?"
    assert len(parts(asked, "en")) == 3


def test_what_leads_in_to_the_first_leads_in_to_all() -> None:
    asked = "Two things on the TCO: when was the text adopted, and since when has it applied?"
    assert alone(asked) == [
        "Two things on the TCO: when was the text adopted",
        "Two things on the TCO: when was the text adopted? since when has it applied",
    ]
    assert alone("Drafting a note. whats the hash database and whos in the GIFCT?") == [
        "Drafting a note. whats the hash database",
        "Drafting a note. whos in the GIFCT",
    ]
    assert alone("I read a note. Who chairs the Forum?") == ["I read a note. Who chairs the Forum?"]


def test_a_part_that_names_nothing_may_be_about_the_one_before() -> None:
    asked = "When was the EU Crisis Protocol upgraded, and when was the new framework endorsed?"
    first, second = parts(asked, "en")
    assert not first.otherwise
    assert second.otherwise == f"{first.wording}? {second.wording}"
    named = "When was the EU Crisis Protocol upgraded, and when was the last meeting in Riga?"
    assert not any(part.otherwise for part in parts(named, "en"))


def test_both_parts_are_answered_each_with_its_own_quotes(assistant: Assistant) -> None:
    first = "Who joined the EU Internet Forum in June 2024"
    second = "When was the EU Internet Forum launched"
    (answer,) = talk(assistant, f"{first}, and {second.lower()}?")
    assert answer.status == "answered"
    assert "SoundCloud" in answer.text
    assert "3 December 2015" in answer.text
    hits = [hit.passage.id for hit in answer.trace.hits]
    assert len(hits) == len(set(hits))
    assert {citation.passage.id for citation in answer.citations} <= set(hits)


def test_the_part_that_the_documents_do_not_answer_is_named(assistant: Assistant) -> None:
    asked = "Who joined the EU Internet Forum in June 2024, and what colour are the chairs in Riga?"
    (answer,) = talk(assistant, asked)
    assert answer.status == "answered"
    assert "SoundCloud" in answer.text
    assert (
        "On “what colour are the chairs in Riga”, I found no answer in the documents."
        in answer.text
    )


def test_what_is_more_than_is_answered_at_a_time_is_left_by_name(assistant: Assistant) -> None:
    asked = (
        "Please confirm: (1) who joined the EU Internet Forum in June 2024, (2) when the EU "
        "Internet Forum was launched, (3) the number of chairs in Riga; (4) the colour of the "
        "chairs and (5) the price of the chairs."
    )
    (answer,) = talk(assistant, asked)
    assert "SoundCloud" in answer.text
    assert "3 December 2015" in answer.text
    assert "On “the number of chairs in Riga”, I found no answer" in answer.text
    assert "ask this next: “the colour of the chairs; the price of the chairs”." in answer.text


def test_of_what_two_nouns_ask_the_one_that_nothing_answers_is_named(assistant: Assistant) -> None:
    (answer,) = talk(assistant, "launch date and number of chairs of the EU Internet Forum")
    assert "3 December 2015" in answer.text
    assert "“number of chairs of the EU Internet Forum”" in answer.text


def test_what_is_unsafe_does_not_hide_behind_another_question(assistant: Assistant) -> None:
    hidden = "where can I download beheading videos of the attack"
    asked = f"When was the EU Internet Forum launched, and {hidden}?"
    assert len(parts(asked, "en")) == 2
    (answer,) = talk(assistant, asked)
    assert answer.status == "refused_unsafe"
    assert "beheading" not in answer.text


def test_where_no_part_is_answered_the_whole_is_refused(assistant: Assistant) -> None:
    (answer,) = talk(
        assistant, "What did the Forum's chairs cost, and who painted the walls of its rooms?"
    )
    assert answer.status == "unanswerable_not_supported"
    assert not answer.citations


def test_opening_marks_do_not_hold_questions_together() -> None:
    found = parts("¿Dónde fue la tercera reunión? ¿Quién presidió la cuarta reunión?", "es")
    assert [part.wording for part in found] == [
        "Dónde fue la tercera reunión",
        "Quién presidió la cuarta reunión",
    ]


@pytest.mark.parametrize(
    ("question", "asking"),
    [
        ("And Amazon?", "When did Amazon join?"),
        ("What about Amazon?", "When did Amazon join?"),
        ("On which occasion was that?", "On which occasion was that?"),
        ("And why did it join?", "And why did it join?"),
        ("Are you sure?", "Are you sure?"),
    ],
)
def test_what_only_names_another_one_asks_what_was_asked_before(question: str, asking: str) -> None:
    history = [Turn("user", "When did TikTok join?"), Turn("assistant", "In 2021.")]
    (part,) = parts(question, "en", history)
    assert part.wording == question
    assert part.asking == asking


def test_what_only_names_another_one_asks_for_what_was_asked_last() -> None:
    history = [Turn("user", "Who chaired the tenth meeting?"), Turn("user", "Where?")]
    (part,) = parts("And the sixth?", "en", history)
    assert part.alone == "Who chaired the sixth meeting? Where?"
    assert part.asking == "Where?"


@pytest.mark.parametrize(
    ("question", "ways"),
    [
        ("And Amazon?", ("When did Amazon join?",)),
        ("And in 2022?", ("When did TikTok join? And in 2022?", "And in 2022?", None)),
        ("Where is it?", ("When did TikTok join? Where is it?", "Where is it?", None)),
    ],
)
def test_what_only_names_another_one_is_not_read_by_itself(
    question: str, ways: tuple[str | None, ...]
) -> None:
    history = [Turn("user", "When did TikTok join?"), Turn("assistant", "In 2021.")]
    (part,) = parts(question, "en", history, topic="TikTok and the Forum")
    assert part.readings == tuple(one or f"TikTok and the Forum. {question}" for one in ways)


@pytest.mark.parametrize(
    ("question", "language", "things"),
    [
        ("What is the difference between the EU IRU and GIFCT?", "en", ["EU IRU", "GIFCT"]),
        ("TCO Regulation vs DSA", "en", ["TCO Regulation", "DSA"]),
        ("RAN and the Lake Hub - what's the difference?", "en", ["RAN", "Lake Hub"]),
        ("RAN et Lake Hub : quelle est la différence ?", "fr", ["RAN", "Lake Hub"]),
        ("How does the Lake Call differ from GIFCT?", "en", ["Lake Call", "GIFCT"]),
        ("Quelle est la différence entre le CSEP et le RAN ?", "fr", ["CSEP", "RAN"]),
        ("In che cosa differiscono CSEP e RAN?", "it", ["CSEP", "RAN"]),
        ("Wat is het verschil tussen het RAN en de EU Lake Hub?", "nl", ["RAN", "EU Lake Hub"]),
        ("Compare the budgets of CSEP and RAN", "en", ["budgets of CSEP", "budgets of RAN"]),
        ("Comparez les budgets du CSEP et du RAN", "fr", ["budgets du CSEP", "budgets du RAN"]),
        ("Porównaj budżety CSEP i RAN", "pl", ["budżety CSEP", "budżety RAN"]),
        (
            "Vergleiche die Budgets von GIFCT und RAN",
            "de",
            ["Budgets von GIFCT", "Budgets von RAN"],
        ),
        (
            "What is the difference between the aims of GIFCT and the Lake Hub?",
            "en",
            ["aims of GIFCT", "aims of Lake Hub"],
        ),
        ("Compare the roles of Meta and Google in the Forum", "en", None),
        ("Do sources differ on Meta and Google?", "en", None),
        ("What differs between Meta and Google?", "en", None),
        ("How does the RAN of 2019 differ from the RAN of 2024?", "en", None),
        ("Do Reuters and the BBC differ on how many joined?", "en", None),
        ("What sets GIFCT apart?", "en", None),
        ("How do GIFCT and CSEP differ in aim?", "en", None),
        ("What is the difference between the fee of GIFCT and the fee of CSEP?", "en", None),
        ("GIFCT vs RAN: who pays?", "en", None),
        ("When did GIFCT and RAN differ?", "en", None),
        ("Unterscheiden sich GIFCT und RAN im Ziel?", "de", None),
        (
            "Was ist der Unterschied zwischen RAN und dem EU Lake Hub?",
            "de",
            ["RAN", "EU Lake Hub"],
        ),
        ("Was ist der Unterschied zwischen Ziel und Zweck?", "de", None),
    ],
)
def test_how_two_things_differ_is_told_by_what_each_is(
    question: str, language: str, things: list[str] | None
) -> None:
    assert alone(question, language) == (things or [question])


@pytest.mark.parametrize(
    ("question", "is_more"),
    [
        ("Tell me more", True),
        ("more details please", True),
        ("Can you tell me more about that?", True),
        ("What else?", True),
        ("When else?", False),
        ("What else happened in 2021?", False),
        ("Tell me more about when it began", False),
        ("Tell me more about the Lake Hub", False),
        ("And what else? I seem to remember that they agreed on something for crises", False),
    ],
)
def test_who_asks_for_more_asks_for_what_was_spoken_of(question: str, is_more: bool) -> None:
    history = [Turn("user", "What is GIFCT?"), Turn("assistant", "A forum. [1]\n\nDates")]
    (part,) = parts(question, "en", history, "Members of GIFCT")
    assert part.is_more == is_more
    assert not is_more or part.readings == (f"What is GIFCT? {question}", "Members of GIFCT")


def test_more_is_what_was_not_quoted_yet(assistant: Assistant) -> None:
    first, more = talk(assistant, "What is the EU Crisis Protocol?", "Tell me more")
    assert more.status == "answered"
    assert not {one.quote for one in more.citations} & {one.quote for one in first.citations}
    assert all("risis" in citation.quote for citation in more.citations)


@pytest.mark.parametrize(
    ("question", "history", "text", "told"),
    [
        ("When is the next meeting?", [], "The tenth meeting was held on 4 March 2026.", False),
        ("When is the next meeting?", [], "The last one was held in 2026.", True),
        ("When is the next meeting?", [], "The meeting after that is on 9 May 2027.", True),
        ("Who hosts the next meeting?", [], "Each presidency hosts one.", True),
        ("When is the next meeting?", [], "Agreed in 2025: the next one is in Dublin.", True),
        ("What did the next meeting agree on?", [], "The tenth meeting was held in 2026.", True),
        ("When was the meeting?", [], "The tenth meeting was held on 4 March 2026.", True),
        ("And the next one?", [ASKED], "The tenth meeting was held on 4 March 2026.", True),
    ],
)
def test_what_is_still_to_come_is_not_told_by_what_has_been(
    question: str, history: list[Turn], text: str, told: bool
) -> None:
    (part,) = parts(question, "en", history)
    assert part.may_be_told_by(candidate(text), date(2026, 11, 28)) is told


@pytest.mark.parametrize(
    ("question", "language", "text", "told"),
    [
        ("Which meetings were before 2020?", "en", "The fifth was on 7 October 2019.", True),
        ("Which meetings were before 2020?", "en", "The tenth was on 4 March 2026.", False),
        ("Which meetings were before 2020?", "en", "There were many.", False),
        ("Quelles réunions ont eu lieu depuis 2021 ?", "fr", "The tenth was in 2026.", True),
        ("Welche Treffen fanden vor 2020 statt?", "de", "The tenth was in 2026.", False),
        ("Which meetings were there?", "en", "The tenth was on 4 March 2026.", True),
        ("When was the first meeting before 2020?", "en", "There were many.", True),
    ],
)
def test_of_several_things_those_of_the_time_that_is_asked_for_are_told(
    question: str, language: str, text: str, told: bool
) -> None:
    (part,) = parts(question, language)
    assert part.may_be_told_by(candidate(text), date(2026, 11, 28)) is told
