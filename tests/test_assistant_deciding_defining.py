"""What a thing without a name is, is said by what begins with it."""

import pytest
from fakes import candidate

from assistant.deciding.defining import only_mentions


@pytest.mark.parametrize(
    ("question", "language", "said", "of", "only"),
    [
        ("What is encryption?", "en", "The meeting discussed encryption.", "en", True),
        ("What is encryption?", "en", "Encryption keeps a message secret.", "en", False),
        ("What is an action day?", "en", "Two projects and an action day were agreed.", "en", True),
        ("What is an action day?", "en", "On 3 May 2031, an action day took place.", "en", False),
        ("What are alternative narratives?", "en", "Alternative views were heard.", "en", True),
        ("what is handbook", "en", "The EU Handbook was published.", "en", False),
        ("Was ist Verschlüsselung?", "de", "Die Sitzung betraf Verschlüsselung.", "de", True),
        (
            "Qu'est-ce que le chiffrement ?",
            "fr",
            "Elle portait sur le chiffrement.",
            "fr",
            True,
        ),
        ("Co to jest szyfrowanie?", "pl", "Spotkanie dotyczyło szyfrowania.", "pl", True),
        # In another language words do not tell.
        ("What is encryption?", "en", "Die Sitzung betraf Verschlüsselung.", "de", False),
        # On a property, on whom or what has a name, or on the Forum.
        ("What is the fine?", "en", "Whoever is late pays a fine.", "en", False),
        ("Was ist die Frist?", "de", "Es gilt eine Frist.", "de", False),
        ("What is GIFCT?", "en", "Four companies announced GIFCT.", "en", False),
        ("What is Regulation 2021/784?", "en", "It is Regulation 2021/784.", "en", False),
        ("What is the Forum?", "en", "They met at the Forum.", "en", False),
        ("Who asked for encryption?", "en", "Ada asked for encryption.", "en", False),
        ("Hvad er bøden?", "da", "Der er en bøde.", "da", False),
    ],
)
def test_what_only_mentions_a_thing_does_not_say_what_it_is(
    question: str, language: str, said: str, of: str, only: bool
) -> None:
    assert only_mentions(question, language, candidate(said, of)) == only
