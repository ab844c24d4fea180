"""Heads of mails are no part of what is asked."""

import pytest

from assistant.conversation import Question, Turn
from assistant.understanding.message.courtesies import plain, without_courtesies
from assistant.understanding.message.language import language_of
from assistant.understanding.message.mail import mail
from vectorstore.language import LANGUAGES
from vectorstore.mail import by_language

ASKED = "When did TikTok join the Forum?"


@pytest.mark.parametrize(
    "text",
    [
        f"Subject: briefing for Commissioner\n{ASKED}",
        f"From: Anna <anna@example.eu>\nSent: Monday, 3 March 2025 10:12\nTo: Joost\nCc:\n"
        f"Subject: RE: FW: Forum\n\nDear Joost,\n{ASKED}\nBest regards,\nAnna",
        f"**Von:** Anna\n**Gesendet:** 3.3.2025\n**An:** Joost\n**Betreff:** AW: Forum\n\n{ASKED}",
        f"De : Anna\nEnvoyé : lundi 3 mars 2025\nÀ : Joost\nObjet : TR: réunion\n\n{ASKED}",
        f"> {ASKED}",
        f">> Subject: Forum\n>>\n>> {ASKED}",
        f"---------- Forwarded message ---------\nFrom: Anna\n\n{ASKED}",
        f"On 3 March 2025, Anna <anna@example.eu> wrote:\n> {ASKED}",
        f"Re: the Forum\n{ASKED}",
    ],
)
def test_heads_and_marks_are_left_out(text: str) -> None:
    assert without_courtesies(text, "en") == ASKED
    assert language_of(text, ()) == "en"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_they_are_known_in_every_language(language: str) -> None:
    words = by_language()[language]
    for subject in words["subject"]:
        assert mail(f"{subject.capitalize()}: TikTok\n\n{ASKED}") == (ASKED, "TikTok")
        for people in words["people"]:
            for dated in words["date"]:
                heads = f"{people.capitalize()}: Anna\n{dated.upper()} : 3.3.2025 10:12"
                assert mail(f"{heads}\n{subject}: TikTok\n\n{ASKED}") == (ASKED, "TikTok")
                assert mail(f"Please answer.\n\n{heads}\n{ASKED}").body.endswith(f"\n{ASKED}")


@pytest.mark.parametrize(
    "text",
    [
        "From: 2015\nTo: 2020\nHow many members were there?",
        "No: I meant TikTok\nand not Yubo",
        "A: Discord\nB: TikTok\nWhich joined first?",
        "When was it?\nDate: of the third meeting",
        "Date: when was it?",
        "> 20 projects?",
    ],
)
def test_what_only_looks_like_a_head_is_kept(text: str) -> None:
    assert mail(text) == (text, "")


@pytest.mark.parametrize(
    "text", [f"Subject: {ASKED}", f"Betreff: WG: {ASKED}\n\nThanks, Anna", f"RE: {ASKED}\n\n\n"]
)
def test_a_subject_alone_is_what_is_asked(text: str) -> None:
    assert plain(Question(text, "c"), "en") == Question(ASKED, "c")


def test_a_subject_counts_as_said_before() -> None:
    asked = plain(Question("Subject: TikTok\n\nWhen did it join?", "c"), "en")
    assert (asked.text, asked.history) == ("When did it join?", (Turn("user", "TikTok"),))
    later = plain(Question("Subject: TikTok\nWho else?", "c", (Turn("user", ASKED),)), "en")
    assert later.history == (Turn("user", ASKED),)


@pytest.mark.parametrize("filling", ["> ", " ", "\n", "-", "From: x\n", "Re: ", "<a@", "*"])
def test_a_long_text_is_soon_read(filling: str) -> None:
    # What grows with the square of the length would never end.
    assert mail(f"{filling * 100_000}\n{ASKED}").body.endswith(ASKED)
