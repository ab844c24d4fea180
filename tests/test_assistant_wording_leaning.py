"""Sentences that cannot be understood without those before them."""

from assistant.wording.leaning import leans


def test_sentences_lean_by_how_they_begin_in_their_language() -> None:
    assert leans("He added that it works.", "en")
    assert leans("Er fügte hinzu, dass es geht.", "de")
    assert leans("Celui-ci a été adopté.", "fr")
    assert not leans("Item 3 was adopted.", "en")
    assert not leans("Erste Sitzung.", "de")
    assert not leans("He added that it works.", "xx")
