"""Whether what weighs most speaks of something else than is asked for."""

from dataclasses import replace

import pytest
from fakes import candidate, document, vector_of

from assistant import calibration
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.beside import is_beside, on_it_first
from assistant.deciding.decision import decide
from assistant.understanding.parts.part import FollowUp, Part
from vectorstore.findings import Hit
from vectorstore.passages import Passage, Sentence
from vectorstore.quoting import Quoting


def evidence(text: str, language: str = "en", title: str = "A unit") -> Evidence:
    one = candidate(text, language, title)
    return Evidence(one.hit, one.sentence, 1.0)


def passages(*texts: str, language: str = "en", title: str = "A unit") -> list[Evidence]:
    """Return the last sentence of each of the passages of a document, one on each line."""
    content = document(title, "", title=title, language=language).document
    found = []
    for ordinal, text in enumerate(texts):
        ends = [place for place, letter in enumerate(f"{text}\n") if letter == "\n"]
        sentences = tuple(
            Sentence(start and start + 1, end, vector_of(text))
            for start, end in zip([0, *ends], ends, strict=False)
        )
        passage = Passage(f"{title} {ordinal}", ordinal, 0, len(text), text, (), None, sentences)
        found.append(Evidence(Hit(passage, content, 1.0, 0.9, None), sentences[-1], 1.0))
    return found


def asked(question: str, language: str) -> Asked:
    return Asked(Part(question, (question,)), language)


def first_is_beside(question: Asked, found: list[Evidence]) -> bool:
    return is_beside(question, found[0], found)


_FIGURES = "In 2019, the unit at Europol assessed 25,453 items."
_STATES = "At the start, 21 Member States took part."
_WIDENED = "In 2022 the scope was widened to drug trafficking."

RULES = {
    "what is to be counted is spoken of": [
        ("How many staff does the unit have?", "en", "It made 130,000 referrals.", "en", True),
        ("Wie viele Mitarbeiter hat sie?", "de", "It made 130,000 referrals.", "en", True),
        ("Combien d'agents compte-t-elle ?", "fr", "Sie stellte 6 399 Ersuchen.", "de", True),
        ("Ilu pracowników ma jednostka?", "pl", "It made 130,000 referrals.", "en", True),
        ("Montako työntekijää sillä on?", "fi", "It has 40 officers.", "en", False),
        ("How many offices does it have?", "en", "It made 130,000 referrals.", "en", True),
        ("How many offices does it have?", "en", "The 3 offices are in Rome.", "en", False),
        ("Hvor mange kontorer har den?", "da", "Den fremsatte 130.000 anmodninger.", "da", True),
        ("Hvor mange kontorer har den?", "da", "It made 130,000 referrals.", "en", False),
        ("Who is the deputy director?", "en", "Ada Lind is the director.", "en", True),
        ("Who is the deputy director?", "en", "Her deputy is Bo Falk.", "en", False),
        ("Qui est le directeur adjoint ?", "fr", "Ada Lind is the director.", "en", True),
        ("How much money was there?", "en", "It began with EUR 10 million.", "en", False),
        ("How much does the licence cost?", "en", "The licence rises by 4 %.", "en", True),
        ("Wie hoch sind die Kosten der Lizenz?", "de", "Die Lizenz steigt um 4 %.", "de", True),
        ("Was sind die Kosten der Lizenz?", "de", "Für die Lizenz zahlt man 40 Euro.", "de", False),
        ("What share of the costs do they pay?", "en", "They pay 4 % of it.", "en", False),
        ("How big was it in 2019?", "en", "It held 200,000 hashes in 2019.", "en", False),
        ("How many firms came?", "en", "17 digital companies came.", "en", False),
        ("Hány cég vett részt?", "hu", "Amazon, Yubo and Twitch took part.", "en", False),
        ("Πόσα κράτη συμμετείχαν;", "el", "Amazon, Yubo and Twitch took part.", "en", True),
        ("How often will the group meet?", "en", "It meets three times a year.", "en", False),
        ("How many MS and firms take part?", "en", "23 Member States and 14 do.", "en", False),
        ("Hoe vaak zal de groep bijeenkomen?", "nl", "Drie keer per jaar.", "nl", False),
        ("How many people took part?", "en", "Peru and 13 states took part.", "en", True),
        ("Combien de personnes étaient là ?", "fr", "Peru and 13 states took part.", "en", True),
        ("How many people took part?", "en", "It brought 40 experts of 13 states.", "en", False),
        ("Wie viele Menschen arbeiten dort?", "de", "The unit has 25 officers.", "en", False),
        ("Jak często będzie się spotykać?", "pl", "Trzy razy w roku.", "pl", False),
    ],
    "who asks who chaired is told of a chair": [
        ("Who chaired the meeting?", "en", "Google and Snap were there.", "en", True),
        ("Qui présidait la réunion ?", "fr", "Google and Snap were there.", "en", True),
        ("Wer hatte den Vorsitz?", "de", "Magnus Brunner chaired the meeting.", "en", False),
        ("Kto przewodniczył spotkaniu?", "pl", "Bajo la presidencia de Brunner.", "es", False),
        ("Who came to the meeting?", "en", "Google and Snap were there.", "en", False),
    ],
    "who holds an office is not told by a deputy": [
        (
            "Who is the president of the board?",
            "en",
            "Vice-President Ada Lind opened it.",
            "en",
            True,
        ),
        ("Who is the president of the board?", "en", "President Ada Lind opened it.", "en", False),
        ("Who is the vice-president?", "en", "Vice-President Ada Lind opened it.", "en", False),
        ("Kto jest prezesem?", "pl", "Wiceprezeska Ada Lind otworzyła posiedzenie.", "pl", True),
        (
            "Who is the president?",
            "en",
            "The vice-president stood in for President Lind.",
            "en",
            False,
        ),
    ],
    "the attribute that is asked for is spoken of": [
        ("Who is the head of the unit?", "en", _FIGURES, "en", True),
        (
            "Which languages does it have?",
            "en",
            "It can be used in Polish and Danish.",
            "en",
            False,
        ),
        ("Which languages does it have?", "en", "It is used by the Polish police.", "en", True),
        ("Quelles langues parle-t-il ?", "fr", "It speaks Polish and Danish.", "en", False),
        ("Who led the meeting of March 2026?", "en", "Brunner chaired the meeting.", "en", False),
        ("Who is the head of unit?", "en", "Brunner chaired the meeting.", "en", True),
        ("Qui dirige l'unité ?", "fr", _FIGURES, "en", True),
        ("Kas vadovauja padaliniui?", "lt", _FIGURES, "en", True),
        ("Kas vadovauja padaliniui?", "lt", "Mr Kim is the director of the unit.", "en", False),
        ("What did the commissioner say?", "en", "Johansson told of 25,453 items.", "en", False),
        ("removal rate 2019", "en", _FIGURES, "en", True),
        ("removal rate 2019", "en", "In 2019, 86 % were removed.", "en", False),
        ("budget?", "sv", _FIGURES, "en", True),
        ("budget?", "sv", "It began with EUR 10 million.", "en", False),
        ("Bußgelder?", "de", "Regulation (EU) 2021/784 is dated 29 April 2021.", "en", True),
        ("Milyen nyelveken dolgozik?", "hu", _FIGURES, "en", True),
        ("Milyen nyelveken dolgozik?", "hu", "It works in ten languages.", "en", False),
        ("Poikkeukset tunnin sääntöön?", "fi", "It is removed within an hour.", "en", True),
        ("How long did the talks last?", "en", "They agreed in December 2020.", "en", True),
        ("How long did the talks last?", "en", "The talks went on for ten months.", "en", False),
        ("How long are removed texts kept?", "en", "They are removed within an hour.", "en", True),
        ("How long are logs kept?", "en", "Logs are deleted after 30 days.", "en", False),
        ("Wie lange werden Inhalte gespeichert?", "de", "They go within an hour.", "en", True),
        ("Which companies left?", "en", "Yubo joined on 8 December 2021.", "en", True),
        ("Which companies left?", "en", "Yubo is no longer a member.", "en", False),
        ("What did they leave open?", "en", _FIGURES, "en", False),
        ("Kurie paliko forumą?", "lt", "Yubo joined on 8 December 2021.", "en", True),
        ("When did the unit stop working?", "en", "It began its work in July 2015.", "en", True),
        ("When does its funding end?", "en", "Its EUR 9 million run until 2028.", "en", False),
        ("How did it end for the unit?", "en", _FIGURES, "en", False),
        ("E como é que acabou o caso?", "pt", _FIGURES, "en", False),
        ("End date of the case?", "en", _FIGURES, "en", True),
        ("How big was it at the end of 2019?", "en", _FIGURES, "en", False),
        ("Quand a-t-il été dissous ?", "fr", "It met on 8 December 2016.", "en", True),
        ("How long has it been around?", "en", "It met on 8 December 2016.", "en", True),
        ("Wie lange gibt es das schon?", "de", "It was launched in 2015.", "en", False),
        ("Give me an overview of its mandate.", "en", _FIGURES, "en", False),
        ("Which authority sent it?", "en", _FIGURES, "en", False),  # is no author
        ("Care autoritate l-a trimis?", "ro", _FIGURES, "en", False),
        ("Melyik szerződés szól erről?", "hu", _FIGURES, "en", False),
        ("Who is the author?", "en", _FIGURES, "en", True),
        ("Cine sunt autorii?", "ro", _FIGURES, "en", True),
        ("Which authority represents Italy?", "en", "Country: Italy; Authority: ANSP", "en", False),
        ("Who represents Italy?", "en", "Country: Italy; Authority: ANSP", "en", True),
        ("Phone number of the unit?", "en", "The unit: +32 2 555 01 99", "en", False),
        ("Numéro de téléphone de l'unité ?", "fr", "The unit: (02) 555.01.99", "en", False),
        ("E-Mail des Referats?", "de", "The unit: unit@example.eu", "en", False),
        ("Phone number of the unit?", "en", "File 2029/0417, 25 453 items", "en", True),
        ("Who is the head of the unit?", "en", "It is of the Directorate for Borders.", "en", True),
        (
            "Is the forum binding on firms?",
            "en",
            "The list of firms is not exhaustive.",
            "en",
            True,
        ),
        ("Is the forum binding on firms?", "en", "Taking part is voluntary.", "en", False),
        ("Ist die Teilnahme verbindlich?", "de", "Taking part is voluntary.", "en", False),
        ("Where is the unit based?", "en", "It met in Riga on 3 May.", "en", True),
        ("Wo hat die Stelle ihren Sitz?", "de", "The unit has its seat in Riga.", "en", False),
        ("On what is the report based?", "en", "The report uses ten replies.", "en", False),
        ("Kto ćwiczył w siedzibie biura?", "pl", "Ten states took part.", "en", False),
        ("How many hashes are stored?", "en", "It had 200,000 hashes in 2019.", "en", False),
        ("Vilken fråga lämnade man öppen?", "sv", _FIGURES, "en", False),
        ("Which powers does it have?", "en", "It belongs to the Commission.", "en", True),
        ("Quels pouvoirs a-t-elle ?", "fr", "The unit may order removals.", "en", False),
        ("Quel est le délai ?", "fr", "The rules lapsed after 3 April 2026.", "en", True),
        ("Quel est le délai ?", "fr", "It has to be removed within one hour.", "en", False),
        ("Welche Frist gilt?", "de", "It takes an hour.", "en", False),
        ("What is the legal basis of the rules?", "en", "The rules are dated 3 May.", "en", True),
        ("Was sind die Prioritäten?", "de", "They voted on 3 May.", "en", True),
        ("Is the Forum part of Europol?", "en", "Europol took part in the Forum.", "en", True),
        ("Is the Forum part of Europol?", "en", "The Forum belongs to DG HOME.", "en", False),
    ],
    "a reason is told by what may give one": [
        ("Why was the scope widened?", "en", _WIDENED, "en", True),
        ("Warum wurde er erweitert?", "de", _WIDENED, "en", True),
        ("Pourquoi a-t-il été élargi ?", "fr", _WIDENED, "en", True),
        ("Dlaczego został rozszerzony?", "pl", _WIDENED, "en", True),
        (
            "Why was it widened?",
            "en",
            "It was widened because sales had moved online.",
            "en",
            False,
        ),
        (
            "Why was it widened?",
            "en",
            "It was widened in order to reach more sellers.",
            "en",
            False,
        ),
        ("Perché è stato ampliato?", "it", "It was widened after three attacks.", "en", False),
        ("Why was it widened?", "en", "Er wurde erweitert, weil der Handel zunahm.", "de", False),
        ("When was the scope widened?", "en", _WIDENED, "en", False),
    ],
    "whether somebody attended is told by what is on them": [
        ("Did Pixora attend the fourth meeting?", "en", "It was held in May 2018.", "en", True),
        ("Did Pixora attend the fourth meeting?", "en", "Pixora and Snap were there.", "en", False),
        ("¿Asistió Pixora a la cuarta reunión?", "es", "It was held in May 2018.", "en", True),
        ("¿Asistió Pixora a la cuarta reunión?", "es", "Pixora and Snap were there.", "en", False),
        ("Did anybody attend the fourth meeting?", "en", "The meeting was in May.", "en", False),
    ],
    "a number that the question has names nobody": [
        ("Which 21 states took part?", "en", _STATES, "en", True),
        ("Welche 21 Staaten nahmen teil?", "de", _STATES, "en", True),
        ("Who took part?", "en", _STATES, "en", False),
        ("Did 21 states take part?", "en", _STATES, "en", False),
        ("Which 2 states took part?", "en", "The 2 states were France and Italy.", "en", False),
        ("Which states took part?", "en", "Eight states took part.", "en", True),
        ("Which languages?", "en", "It had messages on 31 platforms in 8 languages.", "en", True),
        ("Which languages?", "en", "The 3 languages are French, Greek and Irish.", "en", False),
        ("Which year was it?", "en", "It went on for 3 years from 2019.", "en", False),
        ("Welche Sprachen?", "de", "Es gibt die Vorlage in 8 Sprachen.", "en", True),
        ("Quali sono le sei aree?", "it", "The agenda has six areas.", "en", True),
        ("Quali sono le sei aree?", "it", "The six areas: money, borders and so on.", "en", False),
    ],
    "a country that is asked about is spoken of": [
        ("How much did Poland get?", "en", "It began with EUR 10 million.", "en", True),
        ("Ile dostała Polska?", "pl", "It began with EUR 10 million.", "en", True),
        ("Ile dostała Polska?", "pl", "Polish projects had EUR 10 million.", "en", False),
        ("Quels projets français ?", "fr", "It had 17 projects.", "en", True),
        ("Quels projets français ?", "fr", "Two projects were in Paris.", "en", False),
        ("What did Brussels say?", "en", "It had 17 projects.", "en", False),  # the Union
        ("What did the European Union say?", "en", "It had 17 projects.", "en", False),
    ],
    "one opposite is not told by another": [
        ("What is the minimum fine?", "en", "Fines shall not exceed 3 %.", "en", True),
        ("What is the minimum fine?", "en", "Die Geldbuße beträgt höchstens 3 %.", "de", True),
        ("What is the minimum fine?", "en", "Fines are 1 % at least and 3 % at most.", "en", False),
        ("What is the maximum fine?", "en", "Fines shall not exceed 3 %.", "en", False),
        (
            "Wie hoch ist das Bußgeld mindestens?",
            "de",
            "Das Bußgeld ist höchstens 3 %.",
            "de",
            True,
        ),
        ("Quelle est l'amende minimale ?", "fr", "L'amende n'excède pas 3 %.", "fr", True),
        ("Jaka jest najniższa kara?", "pl", "Najwyższa kara to 3 %.", "pl", True),
        ("What does a yellow alert require?", "en", "A red alert requires a death.", "en", True),
        ("What does a red alert require?", "en", "A red alert requires a death.", "en", False),
        ("What does a red alert require?", "en", "An alert requires a death.", "en", False),
        ("À quoi sert une alerte jaune ?", "fr", "A red alert requires a death.", "en", True),
        ("Is the alert yellow?", "en", "The alert is red.", "en", False),
        ("What are red and yellow alerts?", "en", "A red alert requires a death.", "en", False),
    ],
    "which states or companies it was is told by what speaks of them": [
        ("Which Member States got letters?", "en", "The Council reached agreement.", "en", True),
        (
            "Which EU Member States got letters?",
            "en",
            "Letters went to 22 Member States.",
            "en",
            False,
        ),
        ("Welche Staaten bekamen Briefe?", "de", "Letters went to Ireland.", "en", False),
        ("Quels États ont reçu des lettres ?", "fr", "The Council reached agreement.", "en", True),
        ("Which letters went to states?", "en", "The Council reached agreement.", "en", False),
        ("Which NGOs took part?", "en", "Snap was among the companies there.", "en", True),
        ("Welche NGOs nahmen teil?", "de", "Snap was among the companies there.", "en", True),
        ("Which NGOs took part?", "en", "Snap and Beacon joined.", "en", False),
        ("Which NGOs took part?", "en", "Companies and NGOs were there.", "en", False),
        ("Jakie firmy wzięły udział?", "pl", "21 Member States took part.", "en", True),
        ("Which firms took part?", "en", "Firms of 21 states took part.", "en", False),
    ],
    "in what way something is done is told by what may be a means": [
        ("How are members chosen?", "en", "Four companies are members.", "en", True),
        ("How are members chosen?", "en", "The committee elects its members.", "en", False),
        ("Wie funktioniert die Datenbank?", "de", "The database began in 2016.", "en", True),
        ("Wie funktioniert die Datenbank?", "de", "It works by comparing hashes.", "en", False),
        ("Comment peut-on adhérer ?", "fr", "Il suffit d'envoyer une lettre.", "fr", False),
        ("How does it differ from the Call?", "en", "The Call is from 2019.", "en", False),
        ("How many members are there?", "en", "There are four members.", "en", False),
        ("How is the programme funded?", "en", "It was launched by the Council.", "en", True),
        ("How is the programme funded?", "en", "It began with EUR 10 million.", "en", False),
    ],
    "whether somebody is one of them is told by what names them": [
        ("Is Google one of them?", "en", "It is not open to associations.", "en", True),
        ("Is Google one of them?", "en", "Google and Snap are members.", "en", False),
        ("is google one of them?", "en", "Google and Snap are members.", "en", False),
        ("Was Spain among them?", "en", "Eight countries took part.", "en", True),
        ("Ist Polen darunter?", "de", "Acht Staaten nahmen teil.", "de", True),
        ("Ist Polen darunter?", "de", "Poland and Latvia took part.", "en", False),
        ("¿Está España entre ellos?", "es", "Veintidós Estados recibieron cartas.", "es", True),
        ("Czy Polska jest wśród nich?", "pl", "Polska i Litwa wzięły udział.", "pl", False),
        ("Does it still exist?", "en", "The funding came to an end.", "en", False),
    ],
}
"""By what a sentence is told to be beside a question, or on it. In each case a question and its
language, a sentence and its language, and whether that is beside."""


@pytest.mark.parametrize(
    ("question", "language", "said", "of", "beside"),
    [
        pytest.param(*case, id=f"{rule}: {case[0]}")
        for rule, cases in RULES.items()
        for case in cases
    ],
)
def test_a_sentence_is_beside_a_question_by_rules(
    question: str, language: str, said: str, of: str, beside: bool
) -> None:
    assert first_is_beside(asked(question, language), [evidence(said, of)]) == beside


@pytest.mark.parametrize(
    ("question", "language", "beside"),
    [
        ("How many companies are members?", "en", True),
        ("Wie viele Unternehmen sind Mitglieder?", "de", True),
        ("¿Cuántas empresas son miembros?", "es", True),
        ("How many companies joined in June 2024?", "en", False),
        ("Wie viele Unternehmen traten im Juni 2024 bei?", "de", False),
    ],
)
def test_some_by_name_are_not_all_that_belong(question: str, language: str, beside: bool) -> None:
    said = evidence("Amazon, Yubo and Twitch joined in June 2024.")
    assert first_is_beside(asked(question, language), [said]) == beside


@pytest.mark.parametrize(
    ("found", "beside"),
    [
        (passages("It is open until May."), True),
        (passages("It is open until May.", title="mail thread lisbon"), False),
        (passages("Welcome", "Portugal hosts it.\nIt is open until May.")[::-1], False),
        (passages("Welcome", "Portugal hosts it.\nEntry is open until May.")[::-1], True),
        (passages("Workshop, Lisbon", "It is open until May.")[::-1], False),
        (passages("Welcome", "Workshop, Lisbon", "It is open until May.")[::-1], True),
    ],
)
def test_a_country_is_spoken_of_where_the_document_is_on_it(
    found: list[Evidence], beside: bool
) -> None:
    assert first_is_beside(asked("Until when is it open in Lisbon?", "en"), found) == beside


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("PHAROS+ traite les signalements.\nElle emploie 72 agents.", False),
        ("Une unité traite les signalements.\nElle emploie 72 agents.", True),
        ("PHAROS+ traite les signalements.\nUne unité emploie 72 agents.", True),
    ],
)
def test_a_sentence_is_on_what_the_one_is_on_that_it_leans_on(said: str, beside: bool) -> None:
    found = passages("Mission", said, language="fr", title="Mission")[::-1]
    found += passages("Plateforme.", language="fr", title="PHAROS+")
    assert first_is_beside(asked("Combien d'agents emploie PHAROS+ ?", "fr"), found) == beside


@pytest.mark.parametrize(
    ("question", "said", "of", "beside"),
    [
        ("What are very large online platforms?", "It was widened in 2022.", "en", True),
        ("What are very large online platforms?", "VLOPs are large services.", "en", False),
        ("What are very large online platforms?", "Es wurde erweitert.", "de", False),
        ("What are the fines?", "They shall not exceed 3 %.", "en", True),
        ("What is next?", "It was widened in 2022.", "en", False),
    ],
)
def test_what_something_is_is_told_by_what_has_a_word_of_it(
    question: str, said: str, of: str, beside: bool
) -> None:
    found = passages(said, language=of, title="Ada")
    assert first_is_beside(asked(question, "en"), found) == beside


@pytest.mark.parametrize(
    ("question", "language", "beside"),
    [
        ("Is the Forum transparent?", "en", True),
        ("Does the Forum have a website?", "en", True),
        ("Is the Forum voluntary?", "en", False),
        ("Is the Forum mandatory?", "en", False),  # which asks whether it is voluntary
        ("Ist das Forum transparent?", "de", False),  # in another language nothing shows it
        ("Is GIFCT transparent?", "en", False),  # that is told by the name
    ],
)
def test_what_is_checked_of_the_forum_is_told_by_a_word_of_it(
    question: str, language: str, beside: bool
) -> None:
    one = evidence("Taking part in the Forum is voluntary.", title="The EU Internet Forum")
    assert first_is_beside(asked(question, language), [one]) == beside


@pytest.mark.parametrize(
    ("question", "beside"),
    [
        ("Was Discord at the fourth meeting?", True),
        ("Was Snap at the fourth meeting?", False),
        ("Was it the fourth meeting?", False),
    ],
)
def test_who_was_at_a_meeting_is_not_told_by_what_names_others(question: str, beside: bool) -> None:
    one = evidence("Snap was among the companies at the fourth meeting.")
    assert first_is_beside(asked(question, "en"), [one]) == beside


@pytest.mark.parametrize(
    ("question", "language", "beside"),
    [
        ("What is the budget of the RAN?", "en", True),
        ("Quel est le budget du RAN ?", "fr", True),
        ("Jaki jest budżet RAN?", "pl", True),
        ("What is the budget of the Knowledge Hub?", "en", False),
        ("What is the budget of the TCO?", "en", False),  # nothing found is about it
        ("Quel est le rôle d'Ada ?", "fr", True),  # whom a sentence names
        ("Quel est le rôle d'Eva ?", "fr", False),
        ("What is the budget?", "en", False),
    ],
)
def test_what_something_else_is_about_is_spoken_of(
    question: str, language: str, beside: bool
) -> None:
    found = [
        evidence("It has EUR 60 million for four years.", title="EU Knowledge Hub"),
        evidence("Il a duré jusqu'en 2024.", "fr", "Réseau de sensibilisation (RAN)"),
        evidence("Ada came to the meeting."),
    ]
    assert first_is_beside(asked(question, language), found) == beside


def test_what_a_heading_is_about_is_spoken_of_below_it() -> None:
    other = evidence("It was put into operation.", title="SYMBASE and PERCI")
    below = evidence("The study rejected two sites because of their cost.", title="Minutes")
    passage = replace(below.hit.passage, headings=("2. SYMBASE: study",))
    headed = replace(below, hit=replace(below.hit, passage=passage))
    question = asked("Why were two sites for SYMBASE rejected?", "en")
    assert first_is_beside(question, [below, other])
    assert not first_is_beside(question, [headed, other])


def test_what_speaks_of_something_else_is_in_doubt() -> None:
    fitted = calibration.read(calibration.SHIPPED)
    said = [evidence("Google and Snap were there.")]
    for question, unsure in (("Who chaired the meeting?", 1), ("Who came to the meeting?", 0)):
        decision = decide([(Part(question, (question,)), said)], "en", fitted)
        assert len(decision.answered) == 1
        assert len(decision.unsure) == unsure


def test_in_doubt_what_has_the_ordinal_that_is_asked_for_leads() -> None:
    other = passages("The officials met.", title="Officials")
    tenth = passages("The tenth meeting was long.", title="Ministers")
    question = asked("What happened at the tenth meeting?", "en")
    assert on_it_first(question, [*other, *tenth], 0.0) == [*tenth, *other]


@pytest.mark.parametrize(
    ("question", "beside"),
    [
        ("kto rozpatruje odwołanie?", True),
        ("kto rozpatruje skargi?", False),  # nothing has both words
        ("odwołanie", False),  # one word is anywhere
    ],
)
def test_what_has_all_words_of_a_question_comes_before_another_language(
    question: str, beside: bool
) -> None:
    other = evidence("A moderator looks at notices.")
    own = evidence("Odwołanie – prawo użytkownika; rozpatruje je ktoś inny.", "pl")
    assert first_is_beside(asked(question, "pl"), [other, own]) == beside
    assert not first_is_beside(asked(question, "pl"), [own, other])


def test_the_day_of_a_decision_is_that_of_no_meeting() -> None:
    day = "Brussels, 20 January 2025"
    meeting, decision = (
        evidence(day, title=title) for title in ("Meeting of the group", "Decision on the group")
    )
    when = asked("When was the last meeting of the group?", "en")
    assert first_is_beside(when, [decision])
    assert not first_is_beside(when, [meeting])
    assert not first_is_beside(asked("When was the decision?", "en"), [decision])
    said = evidence("The group met on 20 January 2025.", title="Decision on the group")
    assert not first_is_beside(when, [said])


@pytest.mark.parametrize(("heading", "beside"), [("5. Event", False), ("6. Budget", True)])
def test_what_stands_with_what_was_just_quoted_is_on_that(heading: str, beside: bool) -> None:
    _, told, one = passages("Minutes.", "ACOR told of an order.", "Eleven accounts were blocked.")
    found = [
        replace(each, hit=replace(each.hit, passage=replace(each.hit.passage, headings=(over,))))
        for each, over in ((told, "5. Event"), (one, heading))
    ]
    question = "How many accounts were blocked?"
    readings = (f"What did ACOR tell of? {question}", question)
    follow_up = FollowUp(stays_with=Quoting("ACOR told of an order. [1]"))
    follows = Asked(Part(question, readings, follow_up=follow_up), "en")
    assert is_beside(follows, found[1], found) is beside
