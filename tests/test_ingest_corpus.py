"""The bundled notes: readable, short, on one subject each, and never without what they rest on."""

import re
from collections import Counter

import pytest
from fakes import documents_of

from ingest.sources import BUNDLED
from vectorstore.language import detect
from vectorstore.passages import DocumentText

NOTES = {note.document.locator.removeprefix(BUNDLED): note for note in documents_of(BUNDLED)}


def test_there_are_enough_in_enough_languages() -> None:
    assert len(NOTES) >= 45
    languages = Counter(note.document.language for note in NOTES.values())
    assert languages.keys() >= {"en", "fr", "de", "es", "it", "pl", "nl"}
    assert sum(languages.values()) - languages["en"] >= 8


def test_no_two_have_one_title() -> None:
    titles = Counter(note.document.title for note in NOTES.values())
    assert max(titles.values()) == 1


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_a_note_is_a_note(note: DocumentText) -> None:
    about = note.document
    assert (about.kind, about.publisher, about.url) == ("note", "euif-assistant", None)
    assert about.summarises
    assert about.published_on
    body = " ".join(note.text[section.start : section.end] for section in note.sections)
    assert 20 <= len(body.split()) <= 250
    assert detect(body) == about.language


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_every_sentence_can_stand_alone(note: DocumentText) -> None:
    for section in note.sections:
        first = re.match(r"\w+", note.text[section.start :])
        assert first is None or first[0] not in {"He", "She", "It", "They", "This", "These"}
