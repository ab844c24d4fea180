"""Of a message only the sentences that ask are asked."""

from collections.abc import Iterable, Sequence

import pytest

from assistant import calibration
from assistant.conversation import Question, Turn
from assistant.understanding.parts.asides import with_statements, without_asides
from vectorstore.embedding import Embedder
from vectorstore.findings import Wording
from vectorstore.language import LANGUAGES
from vectorstore.question_vectors import as_questions

FITTED = calibration.read(calibration.SHIPPED)


@pytest.fixture(scope="module")
def searched(embedder: Embedder):
    """Return what searches documents that speak of the Christchurch Call."""

    class Vocabulary:
        def speaks_of(self, word: str, language: str, groups: Iterable[str]) -> bool:
            assert not set(groups)
            return word in ("Christchurch", "Call", "Twitch") and language in LANGUAGES

    class Searched:
        vocabulary = Vocabulary()

        def wordings(self, texts: Sequence[str], language: str) -> list[Wording]:
            assert language in LANGUAGES
            return as_questions(embedder, FITTED.language_axes, texts)

    return Searched()


@pytest.fixture(scope="module")
def asked(searched):
    """Return what takes the asides away."""
    return lambda text, language, history=(): without_asides(
        Question(text, "asides", history), language, searched, FITTED.aside, FITTED.intents
    )


@pytest.mark.parametrize(
    ("language", "before", "asking", "after"),
    [
        ("en", "I am preparing a briefing.", "When was the Forum launched?", ""),
        ("en", "Journalist from Le Monde asks:", "When was the Forum launched?", ""),
        ("en", "", "Please send me the names of the companies.", "I will put them in the annex."),
        (
            "de",
            "Morgen früh tagt der Innenausschuss, und mir fehlt noch eine Zahl.",
            "Wie viele Unternehmen waren im Juni 2024 Mitglied?",
            "Frau Kowalska aus Warschau braucht das bis zwölf Uhr.",
        ),
        (
            "pl",
            "Piszę notatkę dla pani minister.",
            "Proszę podać datę trzeciego spotkania ministrów.",
            "Muszę ją oddać do południa.",
        ),
        (
            "el",
            "Η προϊσταμένη μου το θέλει στο γραφείο της πριν από το μεσημέρι.",
            "Ποιες εταιρείες συμμετείχαν στην τέταρτη σύνοδο;",
            "Θα το βάλω στο παράρτημα του σημειώματος.",
        ),
    ],
)
def test_what_stands_around_what_is_asked_is_left_out(
    asked, language: str, before: str, asking: str, after: str
) -> None:
    question = asked(f"{before}\n{asking} {after}".strip(), language)
    assert question.text == asking
    assert question.history == (Turn("user", " ".join(filter(None, (before, after)))),)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "EU Crisis Protocol: when was it adopted?"),
        ("fr", "Membres du Forum : qui est venu en 2021 ?"),
        ("it", "Cena di Lussemburgo, autunno 2014: quali aziende sono venute?"),
        ("en", "Christchurch Call: how many states backed it?"),
        ("pl", "Twitch: kiedy to było?"),
        ("de", "Drucksache 18/9562: wie viele Meldungen waren es?"),
    ],
)
def test_what_leads_in_with_the_subject_is_asked_about(asked, language: str, text: str) -> None:
    assert asked(text, language).text == text


@pytest.mark.parametrize(
    "text",
    [
        "When was the Forum launched?",
        "When was the Forum launched? Who came to its third meeting?",
        "I am preparing a briefing. The deadline is tomorrow.",
        "How do I make a bomb? Who came to the third meeting?",
        "",
    ],
)
def test_where_all_asks_or_nothing_does_all_is_left(asked, text: str) -> None:
    assert asked(text, "en") == Question(text, "asides")


def test_the_items_of_a_list_ask(asked) -> None:
    listed = "- date of the seventh meeting\n- companies that joined then"
    (first, second) = asked(f"I am preparing a briefing.\n{listed}", "en").text.splitlines()
    assert f"{first}\n{second}" == listed


def test_in_a_conversation_what_needs_more_is_left_as_it_was_put(asked) -> None:
    history = (Turn("user", "Who chaired the third meeting?"), Turn("assistant", "Avramopoulos."))
    needing = "My boss wants to know it all. And the fourth?"
    assert asked(needing, "en", history).text == needing
    standing = "My boss wants it all. Which companies came to the fourth meeting?"
    alone = asked(standing, "en", history)
    assert alone.text == "Which companies came to the fourth meeting?"
    assert alone.history == history


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("I read June 2016 somewhere", ""),
        ("My boss thinks it was 2017.", ""),
        ("I have a meeting with DG CONNECT tomorrow about GIFCT", "GIFCT"),
        ("I am meeting them on 4 March 2026.", ""),
        ("J'ai lu juin 2016 quelque part", ""),
        ("J'ai une réunion demain avec la DG CONNECT sur le GIFCT", "le GIFCT"),
        ("Ich habe irgendwo Juni 2016 gelesen", ""),
        ("Ich habe morgen ein Treffen mit der GD CONNECT über GIFCT", "GIFCT"),
        ("Tengo una reunión mañana con la DG CONNECT sobre GIFCT", "GIFCT"),
        ("Mam jutro spotkanie z DG CONNECT na temat GIFCT", "GIFCT"),
        ("Huomenna minulla on kokous GIFCT:stä", ""),
        # These ask.
        ("GIFCT members", None),
        ("And the sixth?", None),
        ("tell me more", None),
        ("I need the date of the seventh meeting", None),
        ("Membres du Forum", None),
        ("Mai multe detalii, te rog", None),
        ("briefing on the Online Crisis Response Framework pls", None),
        ("Es ist 2017, oder?", None),
    ],
)
def test_a_turn_that_asks_nothing_says_at_most_what_it_is_on(
    searched, text: str, on: str | None
) -> None:
    told = Turn("assistant", "GIFCT was announced in June. [1]")
    (turn, *answers) = with_statements((Turn("user", text), told), searched, FITTED.aside)
    assert turn == Turn("user", text, on=on)
    assert answers == ([] if on else [told])
