"""Greetings, thanks, signatures and what frames a check are no part of what is asked."""

import pytest

from assistant.conversation import Question, Turn
from assistant.understanding.message.courtesies import courtesy_in, plain, without_courtesies
from vectorstore.data import read_data
from vectorstore.language import LANGUAGES

WORDS = read_data("assistant.understanding.message", "courtesies.json")

ASKED = "When was the Forum launched?"


@pytest.mark.parametrize(
    "text",
    [
        f"Dear colleagues, {ASKED} Best regards, Anna Kowalska",
        f"Hi! {ASKED}",
        f"Hello\n\n{ASKED}\n\nKind regards,\nAnna Kowalska\nPolicy officer",
        f"Thanks! Hello all: {ASKED} Many thanks in advance!",
        f"OK thanks. {ASKED}",
        f"Sorry, can you help me? I have a quick question: {ASKED}",
        f"According to your documents, {ASKED}",
        f"Could you please tell me: {ASKED}",
        f"Do you know {ASKED}",
        f"{ASKED} Thx",
        f"{ASKED} - thanks, Anna",
        f"Beste Marieke,\n\n{ASKED}\n\nMet de beste wensen,\n\nJoost de Boer\nDG HOME, D.2",
        f"Gentile dott.ssa Ferri,\n\n{ASKED}\nLa ringrazio molto,\nPaolo Marchetti",
        f"{ASKED}\n\nGo raibh maith agat,\n\nÁine Dunne\nAn tAonad um Ghnóthaí AE, Roinn an Dlí",
    ],
)
def test_what_is_asked_is_left(text: str) -> None:
    assert without_courtesies(text, "en") == ASKED


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_they_are_known_in_every_language(language: str) -> None:
    asked = "GIFCT, 2021: Europol, Discord?"
    for opening in WORDS[language]["openings"]:
        assert without_courtesies(f"{opening.capitalize()}: {asked}", language) == asked
    for greeting in WORDS[language]["greetings"]:
        for ending in WORDS[language]["closings"]:
            text = f"{greeting.capitalize()} Anna, {asked} {ending.capitalize()}, Anna"
            assert without_courtesies(text, language) == asked


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_which_answers_are_wanted_is_no_part_of_what_is_asked(language: str) -> None:
    asked = "GIFCT, 2021: Europol, Discord?"
    for either in WORDS[language]["either"]:
        assert without_courtesies(f"{asked.rstrip('?')}, {either}?", language) == asked
        assert without_courtesies(f"{asked} {either.capitalize()}", language) == asked
        assert without_courtesies(f"{either.capitalize()}: {asked}", language) == asked
        assert without_courtesies(f"{either}?", language) == f"{either}?"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello!", "en"),
        ("Thanks a lot!", "en"),
        ("I have a question on GIFCT: who leads it?", "en"),
        ("According to the documents of GIFCT, who leads it?", "en"),
        ("What changed, thanks to the DSA?", "en"),
        ("What changed, thanks to the DSA", "en"),
        ("When was it launched? Thanks, and who led it in 2019?", "en"),
        ("When did these join the Forum:\nDiscord,\nTwitch", "en"),
        ("Who joined in the same year,\nTwitch or Discord?", "en"),
        ("Who joined the Forum in June thanks to Europol", "en"),
        ("Which members got many thanks in June", "en"),
        ("Co se zlepšilo díky Fóru", "cs"),
        ("At the third meeting,\nwho was there, Discord or Twitch?", "en"),
    ],
)
def test_what_only_looks_like_one_is_kept(text: str, language: str) -> None:
    assert without_courtesies(text, language) == text


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_frames_a_check_is_known_in_every_language(language: str) -> None:
    words = WORDS[language]
    framing = [
        *((phrase, clause) for phrase in words["confirming"] for clause in words["that"]),
        *((phrase, clause) for key in ("confirming", "telling") for phrase in words[key]
          for clause in words["whether"]),
    ]  # fmt: skip
    for phrase, clause in framing:
        stays = clause.removeprefix("+") if clause.startswith("+") else ""
        checked = f"{stays} Europol Discord".strip()
        begun = "" if stays else clause if clause.endswith("'") else f"{clause} "
        assert without_courtesies(f"{phrase.capitalize()} {begun}{checked}.", language) == (
            f"{checked}?"
        )


@pytest.mark.parametrize(
    ("text", "language", "checked"),
    [
        (
            "Hi, could you tell me whether Portugal was sued? Thanks, Anna",
            "en",
            "Portugal was sued?",
        ),
        (
            "Please confirm that it met on 8 December 2021.",
            "en",
            "it met on 8 December 2021?",
        ),
        ("Good. Is it true that X joined it? By noon.", "en", "Good. X joined it? By noon."),
        ("Stimmt es, dass Portugal verklagt wurde?", "de", "Portugal verklagt wurde?"),
        ("Est-il vrai qu’Europol a rejoint le Forum ?", "fr", "Europol a rejoint le Forum?"),
        ("¿Es cierto que Portugal fue demandado?", "es", "Portugal fue demandado?"),
        ("Voisitko kertoa, onko Portugali haastettu?", "fi", "onko Portugali haastettu?"),
        ("Czy to prawda, ze Portugalia została pozwana?", "pl", "Portugalia została pozwana?"),
        ("Can you confirm that?", "en", None),
        ("Can you confirm that date?", "en", None),
        ("Can you tell me what you know about its launch?", "en", None),
        ("Who asked to confirm that Portugal was sued?", "en", None),
    ],
)  # fmt: skip
def test_what_is_checked_is_asked_without_its_frame(
    text: str, language: str, checked: str | None
) -> None:
    assert without_courtesies(text, language) == (checked or text)


def test_a_greeting_without_a_comma_ends_where_the_question_begins() -> None:
    assert without_courtesies("hi who chaired it", "en") == "who chaired it"
    assert without_courtesies("Bonjour qui préside le Forum ?", "fr") == "qui préside le Forum ?"


def test_earlier_questions_lose_them_too_and_answers_do_not() -> None:
    history = (Turn("user", f"Hi, {ASKED}"), Turn("assistant", "Hello, in 2015. Thanks"))
    asked = plain(Question("And who led it? Thanks, Anna", "c", history), "en")
    assert asked.text == "And who led it?"
    assert [turn.text for turn in asked.history] == [ASKED, "Hello, in 2015. Thanks"]


@pytest.mark.parametrize(
    "filling",
    [
        " ",
        "\n",
        "? ",
        "-,",
        "thanks ",
        "? Thanks, ",
        "Dear a ",
        "a,\n",
        "Confirm ",
        "Confirm that ",
    ],
)
def test_what_is_asked_in_a_long_text_is_found_in_time(filling: str) -> None:
    # What grows with the square of the length would never end.
    assert without_courtesies(f"{filling * 100_000}{ASKED}", "en").endswith(ASKED)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello!", "en"),
        ("OK thanks", "en"),
        ("Great, thank you very much for your help!", "en"),
        ("👍 thanks", "en"),
        ("Good morning, dear colleagues", "en"),
        ("Merci beaucoup !", "fr"),
        ("Super, vielen Dank für die schnelle Hilfe.", "de"),
        ("Dziękuję bardzo", "pl"),
    ],
)
def test_a_text_may_be_nothing_else(text: str, language: str) -> None:
    assert courtesy_in(text, "en") == language


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_approves_and_thanks(language: str) -> None:
    words = WORDS[language]
    for approval in words["approvals"]:
        for ending in words["closings"]:
            assert courtesy_in(f"{approval.capitalize()}, {ending}!", language) == language


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, and the budget?",
        "Hi crisis protocol",
        "Thanks to Europol, referrals rose",
        "Thanks to Europol referrals rose",
        "Thank you. When was it launched?",
        "No, 2019",
        "hello who chaired it",
        "GIFCT",
        "ok?",
        "",
        "...",
    ],
)
def test_what_says_more_is_no_courtesy(text: str) -> None:
    assert courtesy_in(text, "en") is None


def test_long_rows_of_courtesies_are_soon_read() -> None:
    assert courtesy_in("thanks" + " " * 60_000 + "?", "en") is None
    assert courtesy_in("thanks " + "ok " * 60 + "2", "en") is None
    assert courtesy_in("hello " * 30, "en") == "en"


def test_a_turn_of_nothing_else_is_not_gone_back_to() -> None:
    history = (
        Turn("user", ASKED),
        Turn("assistant", "In 2015. [1]"),
        Turn("user", "Great, thank you very much for your help"),
        Turn("assistant", "What would you like to know?"),
    )
    asked = Question("And where?", "conversation", history)
    assert plain(asked, "en").history == history[:2]
