"""What is weighed of a sentence, whose documents count as those that are asked about, and which
passages stand first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import MakeServices
from fakes import candidate, document, folder_of, take_in, vector_of

from assistant import calibration
from assistant.bootstrap import Services
from assistant.deciding.answerability import ranked, weigh
from assistant.deciding.details import Details
from assistant.deciding.features import MOST_READ, Features, describe
from assistant.deciding.reader import Reader
from assistant.deciding.scope import has_all_words, speaks_of_it
from assistant.deciding.times import Times
from assistant.deciding.titles import Titles
from assistant.understanding.parts.part import FollowUp
from assistant.wording.dated import dates_of
from assistant.wording.subject import SUBJECT, presumed
from vectorstore.findings import Candidate, Findings, Hit, QuestionReading, Wording
from vectorstore.passages import Passage, Sentence, Tokens
from vectorstore.query import Query
from vectorstore.quoting import NO_ANSWER, Quoting
from vectorstore.search import Search

FITTED = calibration.read(calibration.SHIPPED)
NOTES = {
    "third": "# Third meeting of the EU Internet Forum\n\nThe third meeting of the EU Internet "
    "Forum was held in Brussels on 6 December 2017.",
    "fourth": "# Vierte Sitzung des EU-Internetforums\n\nDie vierte Sitzung des "
    "EU-Internetforums fand im Dezember 2018 statt.",
    "baltic": "# Third meeting of the Baltic Chat Forum\n\nKalle Example chaired the third meeting "
    "of the Baltic Chat Forum on 9 May 2019.",
}
ALL = set(NOTES)


@pytest.fixture(scope="module")
def notes(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("weighed")
    services = make_services(folder / "data")
    take_in(services, folder_of(folder / "in", **NOTES))
    yield services
    services.close()


@pytest.fixture(scope="module")
def search(notes: Services) -> Iterator[Search]:
    with notes.index() as index:
        yield Search(notes.catalogue, index, notes.embedder, FITTED.language_axes)


def passage_of(document_id: str, *wordings: str) -> Passage:
    """Return a passage of these sentences."""
    text, sentences = "", []
    for wording in wordings:
        sentences.append(Sentence(len(text), len(text) + len(wording), vector_of(wording)))
        text += f"{wording}\n"
    key = f"{document_id}-0"
    return Passage(key, 0, 0, len(text), text, (), None, tuple(sentences), vector_of(text))


def described(search: Search, question: str, language: str) -> dict[str, Features]:
    """Return the features of each note's only sentence, by the note's name."""
    findings = search.find(Query(question, language))
    return {
        Path(one.hit.document.locator).stem: features
        for one, features in describe(findings, reader=None)
    }


@pytest.mark.parametrize(
    ("question", "language", "third", "fourth"),
    [
        ("When was the third meeting?", "en", 0, 1),
        ("Wann war die dritte Sitzung?", "de", 0, 1),
        ("Quand a eu lieu la quatrième réunion ?", "fr", 1, 0),
        ("Where was the 4th meeting?", "en", 1, 0),
        ("When was the meeting in Brussels?", "en", 0, 0),
        ("When was it first announced?", "en", 0, 0),  # an adverb
        ("When was the first meeting?", "en", 1, 1),  # of a meeting in any language
        ("Wann war die erste Sitzung?", "de", 1, 1),
        ("Kiedy odbyło się pierwsze posiedzenie?", "pl", 1, 1),
        ("When was the first report?", "en", 0, 0),
        ("Who was at the third and the fourth meeting?", "en", 0, 0),
    ],
)
def test_an_ordinal_that_is_asked_for_is_missed_in_any_language(
    search: Search, question: str, language: str, third: float, fourth: float
) -> None:
    features = described(search, question, language)
    assert (features["third"]["ordinals"], features["fourth"]["ordinals"]) == (third, fourth)


@pytest.mark.parametrize(
    ("question", "language", "third", "fourth"),
    [
        ("What happened on 6 December 2017?", "en", 0, 1),
        ("What happened in 2017?", "en", 0, 1),
        ("Que s'est-il passé en décembre 2018 ?", "fr", 1, 0),
        ("What happened on 5 December 2018?", "en", 1, 0),  # the note names the month alone
        ("Which meeting was the last one before 2018?", "en", 0, 1),
        ("Welche Sitzungen gab es nach 2017?", "de", 1, 0),
        ("Welke vergaderingen waren er sinds 2017?", "nl", 0, 0),
        ("What happened in Brussels?", "en", 0, 0),
    ],
)
def test_a_sentence_of_another_date_than_the_one_asked_for_is_known(
    search: Search, question: str, language: str, third: float, fourth: float
) -> None:
    features = described(search, question, language)
    assert (features["third"]["dates"], features["fourth"]["dates"]) == (third, fourth)


@pytest.mark.parametrize(
    ("question", "language", "lacking"),
    [
        ("Who chaired the third meeting of the EU Internet Forum?", "en", {"fourth"}),
        ("Wer leitete die dritte Sitzung?", "de", set()),
        ("When was the third meeting held?", "en", set()),
        ("When in December 2018 was the meeting?", "en", {"fourth"}),
        ("Combien de ministres y a-t-il eu ?", "fr", ALL),
        ("Why was it held?", "en", set()),
        ("In which city was the meeting?", "en", {"fourth", "baltic"}),
        ("Wo in Brüssel war die Sitzung?", "de", ALL),
        ("Who chaired the third meeting? And how many ministers came?", "en", ALL),
        ("How many ministers came to the third meeting? And to the fourth?", "en", ALL),
        ("How many ministers came to the third meeting? Why?", "en", set()),
        ("How many ministers came to the third meeting? What came of it?", "en", set()),
        ("Kik vettek részt a 3. ülésen és hányan?", "hu", set()),
    ],
)
def test_a_sentence_without_the_kind_of_thing_that_is_asked_for_is_known(
    search: Search, question: str, language: str, lacking: set[str]
) -> None:
    features = described(search, question, language)
    assert {key for key, one in features.items() if one["kind"]} == lacking


@pytest.mark.parametrize(
    ("said", "language", "lacking"),
    [
        ("Notes are sent by the tenth day after the end of each quarter.", "en", 0),
        ("Dane przekazuje się do dziesiątego dnia każdego miesiąca.", "pl", 0),
        ("Les notes sont envoyées avant le dixième jour du mois.", "fr", 0),
        ("Notes are sent to the third meeting.", "en", 1),
    ],
)
def test_who_asks_when_is_told_by_which_day_of_a_month_or_quarter(
    said: str, language: str, lacking: int
) -> None:
    assert Details("When are notes sent?", "en").are_missing(candidate(said, language)) == lacking


@pytest.mark.parametrize(
    ("said", "language", "lacking"),
    [
        ("The meeting was held by video.", "en", 0),
        ("La riunione si è svolta in videoconferenza.", "it", 0),
        ("Kokous pidettiin videokokouksena.", "fi", 0),
        ("They met in the Berlaymont.", "en", 0),
        ("Der Raum war im Hauptgebäude.", "de", 0),
        ("The meeting was about videos that spread online.", "en", 1),
        ("Virtually all members came to the meeting.", "en", 1),
        ("Η σύνοδος έγινε με τηλεδιάσκεψη.", "el", 0),
    ],
)
def test_who_asks_where_people_met_is_told_by_a_building_and_by_what_says_by_video(
    said: str, language: str, lacking: int
) -> None:
    asked = Details("Where was the meeting held?", "en")
    assert asked.are_missing(candidate(said, language)) == lacking


@pytest.mark.parametrize(
    ("question", "language", "said", "of", "lacking"),
    [
        ("How long may the report be?", "en", "It appears in February 2032.", "en", 1),
        ("How long may the report be?", "en", "It has at most 80 pages.", "en", 0),
        ("How long must it be kept?", "en", "Providers keep it for six months.", "en", 0),
        ("How long must it be kept?", "en", "It is kept until 3 April 2028.", "en", 0),
        ("How long must it be kept?", "en", "It was adopted on 3 April 2028.", "en", 1),
        ("How long did it last?", "en", "The exercise: 10:00 – 13:15", "en", 0),
        ("How long did it last? And when was it?", "en", "It was in May 2031.", "en", 0),
        ("How long has it existed?", "en", "It was founded in 2027.", "en", 0),
        ("Wie lange werden sie gespeichert?", "de", "Signals are deleted in one year.", "en", 0),
        ("Wie lange werden sie gespeichert?", "de", "Sie gilt seit 2027.", "de", 0),
        ("Wie lange gibt es das Netz?", "de", "Es entstand 2027.", "de", 0),
        ("Combien de temps a-t-il duré ?", "fr", "Il a eu lieu en mai 2031.", "fr", 1),
        ("Depuis combien de temps existe-t-il ?", "fr", "Il est né en mai 2031.", "fr", 0),
        ("Per quanto tempo si conservano?", "it", "Entra in vigore nel 2031.", "it", 1),
        ("Jak długo trwało ćwiczenie?", "pl", "Odbyło się w maju 2031 roku.", "pl", 1),
        ("Jak długo trwało ćwiczenie?", "pl", "Trwało 12 godzin.", "pl", 0),
        ("Hur länge har det funnits?", "sv", "Det grundades 2027.", "sv", 0),
        ("When was it?", "en", "It took six months.", "en", 1),
    ],
)
def test_who_asks_how_long_is_told_by_a_length(
    question: str, language: str, said: str, of: str, lacking: int
) -> None:
    asked = Details(question, language)
    assert asked.are_missing(candidate(said, of)) == lacking


@pytest.mark.parametrize(
    ("question", "language", "said", "of", "lacking"),
    [
        ("How many companies joined?", "en", "Amazon, Mistral AI and Yubo joined.", "en", 0),
        ("How many firms joined?", "en", "Amazon and Yubo joined.", "en", 0),
        ("How many companies joined?", "en", "Amazon joined.", "en", 1),
        ("Wie viele Unternehmen traten bei?", "de", "Amazon, Yubo i Twitch dołączyły.", "pl", 0),
        ("Montako yritystä liittyi?", "fi", "Amazon and Yubo joined.", "en", 0),
        ("Ile państw pozwano?", "pl", "It referred Bulgaria, Ireland and Portugal.", "en", 0),
        ("Hány országot pereltek be?", "hu", "Verklagt wurden Irland und Portugal.", "de", 0),
        ("How many states joined?", "en", "Amazon, Mistral AI and Yubo joined.", "en", 1),
        ("Combien d'entreprises ?", "fr", "It referred Bulgaria, Ireland and Portugal.", "en", 1),
        ("How many reports were made?", "en", "Amazon, Mistral AI and Yubo joined.", "en", 1),
        ("How many firms before Yubo and Amazon?", "en", "Amazon and Yubo joined.", "en", 1),
        ("How many projects did companies run?", "en", "Amazon and Yubo joined.", "en", 1),
    ],
)
def test_who_asks_how_many_members_there_are_is_told_by_a_list_of_such(
    question: str, language: str, said: str, of: str, lacking: int
) -> None:
    asked = Details(question, language)
    assert asked.are_missing(candidate(said, of)) == lacking


@pytest.mark.parametrize(
    ("question", "language", "said", "of", "lacking"),
    [
        ("How many companies are members?", "en", "21 Member States took part.", "en", 1),
        ("How many companies are members?", "en", "17 digital companies belonged.", "en", 0),
        ("How many companies are members?", "en", "It had 17 members.", "en", 0),
        ("Wie viele Unternehmen?", "de", "55 states and 10 companies support it.", "en", 0),
        ("¿Cuántas empresas son miembros?", "es", "Dazu gehören 27 EU-Mitgliedstaaten.", "de", 1),
        ("Πόσες εταιρείες συμμετέχουν;", "el", "Mukana oli 21 jäsenvaltiota.", "fi", 1),
        ("Kuinka monta valtiota oli mukana?", "fi", "17 entreprises y participent.", "fr", 1),
        ("Combien d'entreprises ?", "fr", "40 organisations de la société civile.", "fr", 1),
        ("How many referrals were made?", "en", "21 Member States made them.", "en", 0),
    ],
)
def test_what_counts_other_members_than_are_asked_for_is_no_amount(
    question: str, language: str, said: str, of: str, lacking: int
) -> None:
    asked = Details(question, language)
    assert asked.are_missing(candidate(said, of)) == lacking


@pytest.mark.parametrize(
    ("question", "said", "lacking"),
    [
        ("Who funds CSEP?", "The Civil Society Empowerment Programme (CSEP) ended.", True),
        ("Who funds CSEP?", "Today Acme pays for the Civil Society Empowerment Programme.", False),
        ("Who funds Acme?", "The Civil Society Empowerment Programme (CSEP) does.", False),
    ],
)
def test_what_spells_out_an_acronym_of_the_question_is_nobody_else(
    question: str, said: str, lacking: bool
) -> None:
    assert Details(question, "en").are_missing(candidate(said)) == lacking


@pytest.mark.parametrize(
    ("question", "said", "lacking"),
    [
        ("When does it apply?", "Article 9 of Regulation (EU) 2029/7 of 4 May 2029 tells.", True),
        ("When does it apply?", "Directive 2029/7/EU of the Council of 4 May 2029 tells.", True),
        ("When does it apply?", "Regulation (EU) 2029/7 is dated 4 May 2029.", False),
        ("When does it apply?", "Regulation (EU) 2029/7 applies from 4 May 2029.", False),
        ("When does 2029/7 apply?", "Regulation (EU) 2029/7 of 4 May 2029 tells.", False),
    ],
)
def test_the_date_in_the_name_of_an_act_is_no_time(question: str, said: str, lacking: bool) -> None:
    assert Details(question, "en").are_missing(candidate(said)) == lacking


@pytest.mark.parametrize(
    ("question", "said", "lacking"),
    [
        ("Who chaired the meeting?", "The Chair thanked all.", True),
        ("Who chaired the meeting?", "The Chair, Ada Novak, thanked all.", False),
        ("Who thanked them?", "Then the Chair thanked all.", False),
    ],
)
def test_who_holds_an_office_is_not_told_by_its_name(
    question: str, said: str, lacking: bool
) -> None:
    assert Details(question, "en").are_missing(candidate(said)) == lacking


@pytest.mark.parametrize(
    ("question", "language", "lacking"),
    [
        ("How many meetings have there been?", "en", [1, 1, 0]),
        ("Wie viele Tagungen gab es bisher?", "de", [1, 1, 0]),
        ("Ile było posiedzeń?", "pl", [1, 1, 0]),
        ("Montako kokousta on pidetty?", "fi", [1, 1, 0]),
        ("How many came to the third meeting?", "en", [1, 1, 1]),
        ("How many meetings were there by 2018?", "en", [1, 1, 1]),
        ("How many companies came to the meetings?", "en", [1, 1, 1]),
        ("Koliko ministrov je prišlo?", "sl", [1, 1, 1]),
    ],
)
def test_how_many_of_a_series_there_were_is_told_by_the_last_of_it(
    question: str, language: str, lacking: list[int]
) -> None:
    said = [
        candidate("The third meeting was held in Brussels.", "en", "Third meeting"),
        candidate("Das vierte Treffen fand in Brüssel statt.", "de", "Viertes Treffen"),
        candidate("La décima reunión se celebró en Bruselas.", "es", "Décima reunión"),
    ]
    asked = Details(question, language, [one.hit for one in said])
    assert [asked.are_missing(one) for one in said] == lacking
    fewer = Details(question, language, [one.hit for one in said[1:]])
    assert fewer.are_missing(said[-1])


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What was decided on 4 March 2026?", "en"),
        ("Was wurde am 4. März 2026 beschlossen?", "de"),
        ("Co postanowiono 4 marca 2026 r.?", "pl"),
        ("Τι αποφασίστηκε στις 4 Μαρτίου 2026;", "el"),
    ],
)
def test_a_month_is_not_the_day_that_is_asked_for_where_something_found_has_that(
    question: str, language: str
) -> None:
    day = candidate("Según la prensa, se respaldó el 4 de marzo de 2026.", "es")
    month = candidate("In March 2026, it was decided.", "en")
    other = candidate("It was decided on 5 March 2026.", "en")
    asked = Times(question, language, [day.hit, month.hit])
    assert [asked.is_on_other_dates(one) for one in (day, month, other)] == [0, 1, 1]
    asked = Times(question, language, [month.hit, other.hit])
    assert not asked.is_on_other_dates(month)
    titled = candidate("It was in March 2026.", "en", "Meeting of 4 March 2026")
    asked = Times(question, language, [day.hit, titled.hit])
    assert not asked.is_on_other_dates(titled)


@pytest.mark.parametrize(
    ("question", "language", "on_others"),
    [
        ("What happened in 2028?", "en", False),
        ("What happened in 2029?", "en", True),
        ("Was geschah im Juni 2028?", "de", False),
        ("Qu'est-ce qui s'est passé en juin 2029 ?", "fr", True),
        ("What happened on 5 June?", "en", False),
    ],
)
@pytest.mark.parametrize(
    ("title", "headings"),
    [("Chronology", ("2028",)), ("Chronology 2026-2030", ("Year 2028", "Meetings")), ("2028", ())],
)
def test_a_date_is_of_the_year_that_stands_over_it(
    question: str, language: str, on_others: bool, title: str, headings: tuple[str, ...]
) -> None:
    said = under(headings, candidate("5 June – A breach exposes details.", "en", title))
    assert Times(question, language).is_on_other_dates(said) is on_others


@pytest.mark.parametrize(
    ("question", "on_others"),
    [
        ("What happened in March 2026? What did the Council do?", True),
        ("What happened in March 2026? What did the Council do after that?", False),
        ("Was geschah im März 2026? Was tat der Rat danach?", False),
        ("What did the Council do after 4 July 2026? And after that?", True),
        ("What happened next in March 2026?", True),
        ("What did the Council do after that in June 2026?", True),
    ],
)
def test_what_was_after_that_was_not_at_the_time_spoken_of(
    question: str, *, on_others: bool
) -> None:
    said = candidate("The Council voted on 2 July 2026.", "en", "Votes")
    language = "de" if "Rat" in question else "en"
    assert Times(question, language).is_on_other_dates(said) is on_others


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Partners sent 5,640 reports, twice as many as in 2028.", "en"),
        ("Fewer ships called than in June 2028.", "en"),
        ("Es waren mehr Meldungen als im Jahr 2028.", "de"),
        ("C'est deux fois plus qu'en 2028.", "fr"),
        ("El doble que en 2028.", "es"),
        ("Il doppio rispetto al 2028.", "it"),
        ("To dwa razy więcej niż w 2028 r.", "pl"),
        ("Dubbelt så många som 2028.", "sv"),
        ("Kaksi kertaa enemmän vuoteen 2028 verrattuna.", "fi"),
        ("Kétszer annyi 2028-hoz képest.", "hu"),
        ("Διπλάσιες σε σύγκριση με το 2028.", "el"),
        ("De două ori mai mult decât în 2028.", "ro"),
    ],
)
def test_a_date_that_something_is_compared_with_is_not_its_own(said: str, language: str) -> None:
    one = candidate(said, language, "Report")
    assert not Times("How many were there in 2029?", "en").is_on_other_dates(one)
    assert not Times("How many were there in 2028?", "en").is_on_other_dates(one)
    own = candidate("Twelve came in 2027, more than in 2028.", "en", "Report")
    assert Times("How many came in 2029?", "en").is_on_other_dates(own)
    assert Times("How many came in 2028?", "en").is_on_other_dates(own)
    for question in (
        "How many more came than in 2028?",
        "How many came, and what is the difference to 2028?",
        "Did fewer come in 2028?",
    ):
        assert not Times(question, "en").is_on_other_dates(own)
    both = candidate("Twelve came in 2027, more than in 2028 (ten).", "en", "Report")
    assert not Times("How many came in 2028?", "en").is_on_other_dates(both)


@pytest.mark.parametrize(
    ("question", "said", "exactly"),
    [
        ("What happens in September 2029?", "The budget for 2029 is high.", False),
        ("What happens in September 2029?", "The unit moves in September 2029.", True),
        ("What happens in September 2029?", "It ends on 3 September 2029, and in 2030.", True),
        ("What happens in September 2029?", "In 2029 and in May 2028 it rained.", False),
        ("What happens in 2029?", "The budget for 2029 is high.", True),
        ("What happens?", "The budget for 2029 is high.", True),
    ],
)
def test_a_month_is_not_named_by_its_year(question: str, said: str, *, exactly: bool) -> None:
    one = candidate(said, "en", "Minutes")
    assert Times(question, "en").are_named_as_exactly(one) is exactly


def test_what_stands_over_a_date_tells_of_when_it_is() -> None:
    said = "Names are to be sent by 30 April 2029."
    asked = Times("Until when can names be sent after the meeting of 22 January 2029?", "en")
    assert asked.is_on_other_dates(candidate(said, "en", "Minutes"))
    assert not asked.is_on_other_dates(candidate(said, "en", "Minutes of 22 January 2029"))


def test_a_date_before_the_one_that_stands_over_it_may_be_of_the_next_year() -> None:
    title = "Minutes of 12 December 2028"
    following = candidate("The next meeting is on 15 January.", "en", title)
    assert not Times("Is there a meeting in January 2029?", "en").is_on_other_dates(following)
    same = candidate("It began on 12 December.", "en", title)
    assert [one.year for one in dates_of(following) + dates_of(same)] == [0, 2028]
    several = under(("2028 and 2029",), candidate("It began on 5 June.", "en", "Report 2028"))
    assert [one.year for one in dates_of(several)] == [0]


def under(headings: tuple[str, ...], said: Candidate) -> Candidate:
    """Return the sentence as it stands under headings."""
    passage = replace(said.hit.passage, headings=headings)
    return replace(said, hit=replace(said.hit, passage=passage))


def test_what_the_answer_before_quoted_is_known(search: Search) -> None:
    cited = Quoting(f"{NOTES['third'].splitlines()[-1]} [1]\n\nDates of the sources: 2017 [1]")
    findings = search.find(Query("And who chaired it?", "en", cited=cited))
    quoted = {
        Path(one.hit.document.locator).stem: features["quoted"]
        for one, features in describe(findings, None, FollowUp(cited))
    }
    assert quoted == {"third": 1, "fourth": 0, "baltic": 0}
    anew = FollowUp(cited, frozenset({"2017"}))  # "And in 2017?"
    assert not any(features["quoted"] for _, features in describe(findings, None, anew))


def test_how_far_a_follow_up_strays_from_what_was_quoted_is_known(search: Search) -> None:
    cited = Quoting(f"{NOTES['third'].splitlines()[-1]} [1]\n\nDates of the sources: 2017 [1]")
    findings = search.find(Query("And who chaired it?", "en", cited=cited))

    def strays(leans_on: Quoting) -> dict[str, tuple[float, float]]:
        follow_up = FollowUp(leans_on=leans_on)
        return {
            Path(one.hit.document.locator).stem: (features["follows"], features["stray"])
            for one, features in describe(findings, None, follow_up)
        }

    assert set(strays(NO_ANSWER).values()) == {(0, 0)}
    leaning = strays(cited)
    assert {follows for follows, _ in leaning.values()} == {1}
    assert leaning["third"][1] == pytest.approx(0, abs=1e-6)
    assert 0.01 < leaning["fourth"][1] < leaning["baltic"][1]
    assert set(strays(Quoting("Nothing of it. [1]")).values()) == {(0, 0)}


def test_the_names_of_another_body_count_unless_it_is_asked_about(search: Search) -> None:
    unnamed = described(search, "Who chaired the third meeting?", "en")
    assert {key: one["names"] for key, one in unnamed.items()} == {
        "third": 0,
        "fourth": 0,
        "baltic": 1,  # one name, though of two words
    }
    named = described(search, "Wer leitete die dritte Sitzung des Baltic Chat Forum?", "de")
    assert named["baltic"]["names"] == 0


@pytest.mark.parametrize(
    ("question", "language", "about"),
    [
        ("Who chaired the third meeting?", "en", SUBJECT),
        ("Kto przewodniczył trzeciemu spotkaniu?", "pl", SUBJECT),
        ("¿Quién presidió la tercera reunión?", "es", SUBJECT),
        ("who joined in 2024", "en", SUBJECT),
        ("When was GIFCT founded?", "en", ""),
        ("Quand Discord a-t-il adhéré ?", "fr", ""),
        ("", "en", SUBJECT),
        ("When did the Forum first meet?", "en", SUBJECT),
        ("Milloin Foorumi perustettiin?", "fi", SUBJECT),
        ("Did GIFCT join the Forum?", "en", ""),
        ("What did the EU adopt?", "en", SUBJECT),
    ],
)
def test_a_question_that_names_nobody_else_is_about_the_forum(
    question: str, language: str, about: str
) -> None:
    assert presumed(question, language) == about


@pytest.mark.parametrize(
    ("title", "language", "count"),
    [
        ("Third ministerial meeting of the EU Internet Forum, 6 December 2017", "en", 0),
        ("Derde bijeenkomst van het EU-internetforum", "nl", 0),
        ("Members of the Aegean File Hosting Forum, April 2022", "en", 1),
        ("REGULATION (EU) 2021/784 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL", "en", 0),
        ("Report of the EU IRU on TikTok and KALIMBA", "en", 2),
        ("Annual report of the Expert Network on Drug Markets (ENDM)", "en", 1),
        ("A, Bravo, Charlie, Delta, Echo, Foxtrot and Golf meet", "en", 4),
        ("Harbour Watch 2031: On-board Visits, Berths and Small Boats", "en", 1),  # Title Case
        ("", "en", 0),
        ("Call for papers of KALIMBA-2031-07: Quiet Harbours of Malta", "en", 1),
        ("Avis d'Europol sur l'Estonie", "fr", 2),
    ],
)
def test_names_that_neither_the_question_nor_the_forum_has_are_counted_up_to_four(
    title: str, language: str, count: int
) -> None:
    named = replace(document("a", "", language=language).document, title=title)
    assert Titles("Which companies joined?", "en").names_besides(named) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("EU Harbour Hub on Prevention of Piracy", 0),
        ("Report of the Lagoon Harbour Hub", 1),  # it may be another one
        ("Harbour Hub and Lagoon Foundation", 1),  # another name
        ("Harbour Foundation on Prevention of Piracy", 1),  # one word is not enough
        ("EU Internet Forum on Prevention of Piracy", 1),  # the Forum's are none
    ],
)
def test_of_a_long_name_two_words_are_enough(title: str, count: int) -> None:
    named = document("a", "", title=title).document
    assert Titles("who leads the harbour hub", "en").names_besides(named) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Members of the Harbour Network against Piracy at Sea (HNPS)", 0),
        ("Members of the Harbour Network against Piracy at Sea", 1),
        ("Budget of the Lagoon Network (LN)", 1),
        ("Act of the Lagoon Union (EU) 2031/7", 1),  # the Union's tells nobody
    ],
)
def test_an_acronym_in_brackets_tells_whose_a_name_is(title: str, count: int) -> None:
    named = document("a", "", title=title).document
    assert Titles("When did Malta join HNPS?", "en").names_besides(named) == count


def test_a_name_that_much_of_the_library_holds_tells_nothing() -> None:
    named = document("a", "", title="Budget of the Harbour Network and of Trieste").document
    asked = "Who pays?", "en", ()
    assert Titles(*asked).names_besides(named) == 2
    assert Titles(*asked, frozenset({"harbour", "network"})).names_besides(named) == 1


def test_a_name_that_most_of_what_was_found_holds_tells_nothing() -> None:
    titles = {
        "a": "Plenary of the Harbour Dialogue in Zadar",
        "b": "Minutes of the Harbour Dialogue",
        "c": "Report of the Lagoon Foundation",
    }
    texts = {"a": "It met.", "b": "Zadar was named.", "c": "The Dialogue is criticised."}
    hits = [
        Hit(passage_of(key, text), document(key, text, title=titles[key]).document, 1, 1, None)
        for key, text in texts.items()
    ]
    asked = Titles("Who came to Trieste?", "en", hits)
    # Two of three hold "Zadar" and "Harbour", all "Dialogue", one "Lagoon" and "Foundation".
    assert [asked.names_besides(hit.document) for hit in hits] == [0, 0, 1]


def test_what_stands_between_sentences_and_is_none_is_no_evidence(search: Search) -> None:
    found = search.find(Query("Who joined in June 2024?", "en"))
    lines = ("Skip to main content", "It was launched in 2015.", "5 June 2024")

    def described_over(*wordings: str) -> list[str]:
        passage = passage_of("a", *wordings)
        hit = replace(found.hits[0], passage=passage)
        told = describe(replace(found, hits=(hit,)), reader=None)
        return [one.wording for one, _ in told]

    assert described_over(*lines) == ["It was launched in 2015."]
    assert described_over(lines[0], lines[2]) == [lines[0], lines[2]]  # nothing else is there


@pytest.mark.parametrize(
    ("question", "language", "text", "speaks"),
    [
        ("Who leads DanuLink?", "en", "DanuLink is led by Italy.", True),
        ("Kto kieruje DanuLink?", "pl", "DanuLink is led by Italy.", True),
        ("Which deputies are vacant?", "en", "Spain; Ana Silva; vacant", True),
        ("Which deputies are vacant?", "pl", "Spain; Ana Silva; vacant", False),
        ("Who leads DanuLink?", "en", "Italy leads the hub.", False),
        ("lol ok", "en", "Italy leads the hub.", False),
        ("Who?", "en", "Italy leads the hub.", False),
        ("Kto prowadził dziesiąte posiedzenie?", "pl", "Lind led the tenth meeting.", True),
        ("Kto prowadził drugie posiedzenie?", "pl", "Lind led the tenth meeting.", False),
        ("Kto wygrał dziesiąty sezon?", "pl", "Lind led the tenth meeting.", False),
    ],
)
def test_what_speaks_of_what_is_asked_is_known(
    question: str, language: str, text: str, speaks: bool
) -> None:
    said = candidate(text)
    read = QuestionReading((Wording(question, vector_of(question), None),))
    assert speaks_of_it(Findings((said.hit,), language, (read,)), said) is speaks


def test_what_is_far_from_a_question_is_heard_if_the_reader_takes_it_for_an_answer(
    search: Search,
) -> None:
    class Reads:
        def __init__(self, odds: float) -> None:
            self.odds = odds

        def read(self, _: Tokens, sentences: Sequence[Tokens]) -> list[float]:
            return [self.odds] * len(sentences)

    far = FITTED.model_copy(update={"far": 2.0})

    def lost(question: str, odds: float) -> float:
        found = search.find(Query(question, "en"))
        near, heard = (
            {one.hit.passage.id: one.weight for one in weigh(found, Reads(odds), fitted)}
            for fitted in (FITTED.model_copy(update={"far": -2.0}), far)
        )
        return max(near[key] - heard[key] for key in near)

    assert lost("Who is Kalle Example's hairdresser?", 3.0) > 0  # of what does not speak of him
    assert lost("How do I bake bread?", 3.0) == pytest.approx(10)


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Which delegations preferred option B?", True),
        ("Which delegations rejected option B?", False),
        ("Which option?", False),  # one word is no sign
    ],
)
def test_a_sentence_with_all_telling_words_is_known(question: str, has: bool) -> None:
    said = candidate("Eighteen delegations preferred option A, and four option B.")
    read = QuestionReading((Wording(question, vector_of(question), None),))
    assert has_all_words(Findings((said.hit,), "en", (read,)), said) is has


def test_a_sentence_is_read_after_the_one_that_it_leans_on(search: Search) -> None:
    found = search.find(Query("Who funds the Board?", "en"))
    wordings = (
        "The Board met.",
        "It is funded by members.",
        "It thanked them.",
        "Item 4 was adopted.",
    )
    passage = passage_of("a", *wordings)
    said = [
        replace(sentence, tokens=np.full((2, 256), place, np.int8))
        for place, sentence in enumerate(passage.sentences)
    ]
    hit = replace(found.hits[0], passage=replace(passage, sentences=tuple(said)))
    read: list[list[int]] = []

    class Recorder:
        def read(self, _: Tokens, sentences: Sequence[Tokens]) -> list[float]:
            read.extend([int(token[0]) for token in tokens] for tokens in sentences)
            return [float(len(tokens)) for tokens in sentences]

    told = describe(replace(found, hits=(hit,)), Recorder())
    assert read == [[0, 0], [0, 0, 1, 1], [0, 0, 2, 2], [3, 3]]
    assert [features["reader"] for _, features in told] == [2, 4, 4, 2]


def test_the_nearest_sentences_are_read_and_the_others_count_as_the_least(search: Search) -> None:
    """Reading takes longer than all else that is done for a question."""
    found = search.find(Query("Who funds the Board?", "en"))
    passage = passage_of("a", *(f"Item {number} was adopted." for number in range(MOST_READ + 2)))
    asked = found.readings[0].vector
    said = [
        replace(
            one, tokens=np.full((1, 256), place, np.int8), vector=asked if place > 1 else -asked
        )
        for place, one in enumerate(passage.sentences)
    ]
    hit = replace(found.hits[0], passage=replace(passage, sentences=tuple(said)))

    class Counting:
        def read(self, _: Tokens, sentences: Sequence[Tokens]) -> list[float]:
            return [float(tokens[0][0]) for tokens in sentences]

    told = describe(replace(found, hits=(hit,)), Counting())
    assert [one["reader"] for _, one in told] == [2, 2, *range(2, MOST_READ + 2)]


@pytest.mark.parametrize(
    ("question", "language", "count"),
    [
        ("When was it endorsed?", "en", 1),
        ("Kurā datumā tika atbalstīts satvars?", "lv", 0),
        ("Wann wurde der Rahmen gebilligt?", "de", 0),
    ],
)
def test_a_name_that_is_a_word_is_another_word_in_another_language(
    question: str, language: str, count: int
) -> None:
    named = replace(document("a", "").document, title="EU Online Crisis Response Framework")
    assert Titles(question, language).names_besides(named) == count


def test_a_sentence_is_described_by_the_means_over_all_readings(search: Search) -> None:
    texts = ("Who chaired the third meeting?", "When was it?")
    found = search.find(Query(texts[0], "en", others=texts[1:]))
    each = [replace(found, readings=(reading,)) for reading in found.readings]
    apart = zip(*(describe(one, reader=None) for one in each), strict=True)
    for (_, both), ((_, first), (_, second)) in zip(
        describe(found, reader=None), apart, strict=True
    ):
        assert both.pop("readings") == 1
        assert both == {name: pytest.approx((first[name] + second[name]) / 2) for name in both}


def test_of_a_readings_wordings_the_nearer_one_counts(search: Search) -> None:
    found = search.find(Query("When was the club founded?", "en"))
    (reading,) = found.readings
    assert [one.text for one in reading.wordings] == [
        "When was the club founded?",
        "When was the club launched?",
    ]
    assert FITTED.reader is not None
    reader = Reader(FITTED.reader)
    alone = [replace(found, readings=(QuestionReading((one,)),)) for one in reading.wordings]
    apart = zip(*(describe(one, reader) for one in alone), strict=True)
    for (_, both), ((_, asked), (_, usual)) in zip(describe(found, reader), apart, strict=True):
        for name in ("cosine", "reader"):
            assert both[name] == pytest.approx(max(asked[name], usual[name]))
    plain = search.find(Query("When was the club launched?", "en"), limit=4)
    scores = {
        hit.passage.id: hit.score
        for hit in search.find(Query(reading.question, "en"), limit=20).hits
    }
    assert all(scores[hit.passage.id] >= hit.score - 1e-6 for hit in plain.hits)


def test_what_is_about_the_forum_comes_nearer_to_a_question_that_names_nobody(
    search: Search,
) -> None:
    question = "Who chaired the third meeting?"
    plain, leaning = (
        search.find(Query(question, "en", about=lambda _, about=about: about))
        for about in ("", SUBJECT)
    )

    def lead(findings: Findings) -> float:
        scores = {Path(hit.document.locator).stem: hit.score for hit in findings.hits}
        return scores["third"] - scores["baltic"]

    assert lead(leaning) > lead(plain)
    # What a sentence weighs is told by the question alone.
    assert (plain.readings[0].vector == leaning.readings[0].vector).all()
    dense = [{hit.passage.id: hit.dense for hit in one.hits} for one in (plain, leaning)]
    assert dense[0] == dense[1]


def test_passages_that_bear_on_the_question_stand_first_whatever_was_found_first(
    search: Search,
) -> None:
    question = "Who chaired the third meeting of the Baltic Chat Forum?"
    findings = search.find(Query(question, "en"))
    evidence = weigh(findings, Reader(FITTED.reader), FITTED)
    assert Path(evidence[0].hit.document.locator).stem == "baltic"
    for hits in (findings.hits, findings.hits[::-1]):
        ordered = ranked(hits, evidence)
        assert Path(ordered[0].document.locator).stem == "baltic"
        assert set(map(id, ordered)) == set(map(id, hits))
    # What nothing is known of stands last.
    last = ranked(findings.hits, [one for one in evidence if one is not evidence[0]])[-1]
    assert Path(last.document.locator).stem == "baltic"


@pytest.mark.parametrize(
    ("question", "said", "of_another"),
    [
        ("Who was there on 16 September 2025?", "Present: Ada Novak.", True),
        ("Who was there on 13 May 2025?", "Present: Ada Novak.", False),
        ("Who was there in May 2025?", "Present: Ada Novak.", False),
        ("Who was there?", "Present: Ada Novak.", False),
        ("What was agreed on 16 September 2025?", "Ada left on 16 September 2025.", False),
    ],
)
def test_what_has_no_date_is_of_the_day_that_stands_over_it(
    question: str, said: str, of_another: bool
) -> None:
    below = under(("Minutes of 13 May 2025", "Participants"), candidate(said, "en", "2025 minutes"))
    assert Times(question, "en").is_of_another_day(below) is of_another


@pytest.mark.parametrize(
    ("held", "first"),
    [
        ("It was held in Brussels on 8 December 2021.", "It was held"),
        ("It was held in Brussels on 8 October 2021.", "The bees"),
        ("It was held on 8 December 2021. It went on on 9 December 2021.", "The bees"),
    ],
)
def test_when_that_was_is_told_by_the_day_where_the_document_has_one(
    held: str, first: str, tmp_path: Path, make_services: MakeServices
) -> None:
    guests = "The bees of Uccle attended as guests in December 2021."
    text = f"# Seventh meeting\n\n{held}\n\n## Guests\n\n{guests}"
    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", seventh=text))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, FITTED.language_axes)
        findings = search.find(Query("Which guests were there? When was it?", "en"))
        told = FollowUp(dated_by=Quoting(f"{guests} [1]"))
        assert weigh(findings, None, FITTED, told)[0].wording.startswith(first)
    services.close()


@pytest.mark.parametrize(
    ("question", "language", "said", "count"),
    [
        ("When did Nestify open its office in Graz?", "en", "Nestify opened in Graz in May.", 0),
        ("When did Nestify open its office in Graz?", "en", "Nestify opened in May.", 1),
        ("Kiedy Nestify weszło do Grazu?", "pl", "Nestify came to Graz in May.", 0),
        ("Quand Nestify est-elle venue ?", "fr", "Nestify came to Graz in May.", 0),
        ("When did it open?", "en", "Nestify opened in May.", 1),
    ],
)
def test_a_sentence_with_all_names_of_the_question_is_on_them_whatever_its_title(
    question: str, language: str, said: str, count: int
) -> None:
    one = candidate(said, "en", "Report of Brightwell to the Vintra Council")
    titles = Titles(question, language)
    assert titles.names_besides(one.hit.document) == 1
    assert titles.strange_names(one) == count


@pytest.mark.parametrize(
    ("question", "said", "others", "count"),
    [
        ("why was lot 2 cancelled", "Lot 2 was cancelled, as no offer was good.", (), 0),
        ("why was lot 2 cancelled", "Lot 3 was cancelled, as no offer was good.", (), 1),
        ("why was it", "It was cancelled.", (), 1),
        (
            "why was lot 2 cancelled",
            "Lot 2 was cancelled, as no offer was good.",
            ("The Commission cancelled lot 2.",),
            1,
        ),
        ("who chaired the third meeting", "Ada Novak chaired the third meeting.", (), 1),
    ],
)
def test_a_sentence_that_alone_has_all_of_a_question_is_on_it_whatever_its_title(
    question: str, said: str, others: tuple[str, ...], count: int
) -> None:
    one = candidate(said, "en", "Report of Brightwell to the Vintra Council")
    besides = ("The pool is open.", "Fees fall.", *others)
    found = [one.hit, *(candidate(text, "en", "Note").hit for text in besides)]
    assert Titles(question, "en", found).strange_names(one) == count
