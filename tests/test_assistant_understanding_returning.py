"""Who goes back to what was asked about earlier follows that, and not what came between."""

import pytest

from assistant.conversation import Turn
from assistant.understanding.turns.returning import corrects, followed

PROTOCOL = "What is the EU crisis protocol?"
ADOPTED = "When was it adopted?"
OTHER = "Who joined GIFCT?"


def told(*questions: str) -> list[Turn]:
    """Return a conversation in which each question was answered."""
    return [
        turn
        for question in questions
        for turn in (Turn("user", question), Turn("assistant", f"Of {question} [1]"))
    ]


def asked(question: str, *before: str) -> list[str]:
    """Return the questions that one follows, of those before it."""
    _, turns = followed(question, told(*before))
    return [turn.text for turn in turns if turn.role == "user"]


@pytest.mark.parametrize(
    ("question", "before", "follows"),
    [
        ("Back to the protocol: who backs it?", [PROTOCOL, OTHER], [PROTOCOL]),
        ("Back to the protocol: who backs it?", [PROTOCOL, ADOPTED, OTHER], [PROTOCOL]),
        # Where several hold what is named, it is the last of them.
        ("Back to the protocol.", [PROTOCOL, f"{PROTOCOL} Please.", OTHER], 2),
        # What else is asked may be on something that came later.
        ("Back to the protocol: who joined it, and GIFCT?", [PROTOCOL, OTHER], [PROTOCOL]),
        ("Revenons au protocole : qui le soutient ?", ["Le protocole ?", OTHER], 1),
        ("Zurück zum Protokoll: wer trägt es?", ["Was ist das Protokoll?", OTHER], 1),
        # Whatever the ending, also where there is no stemmer.
        ("Tilbage til klagen: hvad skete der?", ["Hvem klagede over det?", "Hvem er Meta?"], 1),
        ("Nazaj k forumu: kdo ga vodi?", ["Kdaj je bil začetek foruma?", "Kdo je Meta?"], 1),
        # Nobody spoke of it: it is on something else than what was just told.
        ("Back to the budget: who pays?", [PROTOCOL, OTHER], []),
        # Nobody goes back.
        ("Who backs the protocol?", [PROTOCOL, OTHER], [PROTOCOL, OTHER]),
        ("Back to GIFCT: who else?", [PROTOCOL, OTHER], [PROTOCOL, OTHER]),
        ("Back to the protocol.", [], []),
    ],
)
def test_who_goes_back_follows_what_is_named(
    question: str, before: list[str], follows: list[str] | int
) -> None:
    expected = before[:follows] if isinstance(follows, int) else follows
    assert asked(question, *before) == expected


def test_what_only_an_answer_names_is_gone_back_to() -> None:
    history = [
        Turn("user", "Who complained?"),
        Turn("assistant", "In 2016, EDRi complained. [1]"),
        *told(PROTOCOL),
    ]
    _, turns = followed("Back to EDRi: what came of it?", history)
    assert turns == tuple(history[:2])


def test_an_answer_stays_with_its_question() -> None:
    _, turns = followed("Back to the protocol: who backs it?", told(PROTOCOL, OTHER))
    assert turns == tuple(told(PROTOCOL))


def test_what_was_gone_back_over_is_not_followed_later() -> None:
    back = "Back to the protocol: who backs it?"
    put = "the protocol: who backs it?"
    assert asked("Since when?", PROTOCOL, OTHER, back) == [PROTOCOL, put]


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Back to the protocol: who backs it?", "the protocol: who backs it?"),
        ("Sorry, I meant the seventh", "the seventh"),
        ("No, sorry, the seventh", "the seventh"),
        ("I meant", "I meant"),
        ("Back to", "Back to"),
        ("Reporting back to ministers: who does it?", "Reporting back to ministers: who does it?"),
    ],
)
def test_what_leads_in_is_left_out_unless_it_is_all(question: str, left: str) -> None:
    text, _ = followed(question, told(PROTOCOL))
    assert text == left
    assert asked("Who chaired it?", PROTOCOL, question)[-1] == left
    assert followed(question, []) == (question, ()), "a first question goes back to nothing"


@pytest.mark.parametrize(
    ("before", "correction", "put"),
    [
        (
            "How many items were assessed in 2019?",
            "I asked about removals, not assessments",
            "How many items were removals in 2019?",
        ),
        ("What is CSEP?", "I meant the Knowledge Hub, not CSEP", "What is the Knowledge Hub?"),
        ("Was ist CSEP?", "Nein, ich meinte nicht CSEP, sondern GIFCT", "Was ist sondern GIFCT?"),
        ("Qu'est-ce que CSEP ?", "Je parlais de GIFCT, pas CSEP", "Qu'est-ce que GIFCT ?"),
        ("¿Qué es CSEP?", "Me refería a GIFCT, no CSEP", "¿Qué es GIFCT?"),
        ("Co to jest CSEP?", "Chodziło mi o GIFCT, nie CSEP", "Co to jest GIFCT?"),
        # What was not meant is nothing that was asked about.
        ("Who joined?", "I meant the seventh, not the sixth", "the seventh"),
        # A name at the beginning is one still.
        ("What is CSEP?", "No, I was talking about GIFCT", "And GIFCT"),
        ("Qu'est-ce que CSEP ?", "Non, je parle du Knowledge Hub", "Et Knowledge Hub"),
        ("¿Qué es CSEP?", "No, me refiero al Knowledge Hub", "Y Knowledge Hub"),
    ],
)
def test_what_was_not_meant_gives_way_to_what_was(before: str, correction: str, put: str) -> None:
    text, turns = followed(correction, told(before))
    assert text == put
    assert turns == tuple(told(before))


CORRECTIONS = {
    "bg": "Не, имам предвид GIFCT",
    "cs": "Ne, mám na mysli GIFCT",
    "da": "Nej, jeg mente GIFCT",
    "de": "Nein, ich meine GIFCT",
    "el": "Όχι, εννοώ GIFCT",
    "en": "No, I mean GIFCT",
    "es": "No, me refiero a GIFCT",
    "et": "Ei, pidasin silmas GIFCT",
    "fi": "Ei, tarkoitan GIFCT",
    "fr": "Non, je parle de GIFCT",
    "ga": "Ní hea, bhí i gceist agam GIFCT",
    "hr": "Ne, mislim na GIFCT",
    "hu": "Nem, úgy értem GIFCT",
    "it": "No, intendo GIFCT",
    "lt": "Ne, turiu omenyje GIFCT",
    "lv": "Nē, es runāju par GIFCT",
    "mt": "Le, irrid ngħid GIFCT",
    "nl": "Nee, ik bedoel GIFCT",
    "pl": "Nie, mam na myśli GIFCT",
    "pt": "Não, quero dizer GIFCT",
    "ro": "Nu, mă refer la GIFCT",
    "sk": "Nie, mám na mysli GIFCT",
    "sl": "Ne, mislim na GIFCT",
    "sv": "Nej, jag menar GIFCT",
}


@pytest.mark.parametrize("language", sorted(CORRECTIONS))
def test_who_says_what_they_mean_corrects(language: str) -> None:
    assert corrects(CORRECTIONS[language], language)
    assert not corrects("GIFCT?", language)
