"""Whether a passage carries a sentence: what a model may say of it, and what it may not."""

from pathlib import Path

import pytest

from assistant.bootstrap import Services
from assistant.errors import QuestionsWrong
from assistant.evaluation.planted import BUNDLED_PLANTED, hold, read
from assistant.verifying import Span, affirmed, supported
from assistant.wording.facts import facts
from vectorstore.embedding import Embedded, Embedder
from vectorstore.passages import Sentence

CONTEXT = "Size of the database"
MIXED = ("In 2018 it held 50 items.", "In 2019 it held 90 items.")


def spans_of(texts: tuple[str, ...], embedder: Embedder, language: str = "en") -> list[Span]:
    made = embedder.sentences([f"{CONTEXT}\n{text}" for text in texts])
    return [
        Span(text, CONTEXT, language, [Sentence(0, len(text), *one)])
        for text, one in zip(texts, made, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "carried", "reason"),
    [
        ("In 2018 the database held 50 items.", (0,), ""),
        ("In 2018 it held 50 items, and in 2019 it held 90 items.", (0, 1), ""),
        ("In 2018 the database held 90 items.", (), "number"),
        ("In 2018 the database held fewer than 50 items.", (), "number"),
        ("In 2018 it held 90 items, and in 2019 it held 50 items.", (), "number"),
        ("In 2018 the database did not hold 50 items.", (), "negation"),
        ("In 2017 the database held 50 items.", (), "date"),
    ],
)
def test_values_of_two_sentences_are_not_mixed(
    embedder: Embedder, sentence: str, carried: tuple[int, ...], reason: str
) -> None:
    def embeds(text: str) -> Embedded:
        return embedder.sentences([text])[0]

    support = supported(sentence, "en", spans_of(MIXED, embedder), embeds)
    assert support.spans == carried
    if not carried:
        assert support.reason in (reason, "date", "number")
    assert supported(sentence, "en", [], embeds).reason == "not cited"


JOINED = {
    "en": "Telegram, Discord and Yubo joined the Forum on 4 June 2024.",
    "de": "Telegram, Discord und Yubo traten dem Forum am 4. Juni 2024 bei.",
    "fr": "Telegram, Discord et Yubo ont rejoint le Forum le 4 juin 2024.",
    "pl": "Telegram, Discord i Yubo dołączyły do forum 4 czerwca 2024 r.",
    "es": "Telegram, Discord y Yubo se incorporaron al Foro el 4 de junio de 2024.",
}
REMOVED = {
    "en": "The platforms removed 91.4 % of the items since 2015.",
    "until": "The platforms removed 250 items up to 4 June 2024.",
    "only": "Only Discord joined the Forum before 2024.",
    "each": "Each member of the Forum removed the items in 2024.",
    "after": "The Forum grew after 2024.",
}


@pytest.mark.parametrize(
    ("passage", "language", "sentence", "reason"),
    [
        (JOINED["en"], "en", "Telegram was denied membership of the Forum.", "negation"),
        (JOINED["en"], "en", "Telegram joined the Forum on 4 June 2024.", ""),
        (JOINED["en"], "en", "Telegram joined the Forum before 4 June 2024.", "date"),
        (JOINED["en"], "en", "Telegram joined the Forum after 4 June 2024.", "date"),
        (JOINED["en"], "en", "Telegram was in the Forum until 4 June 2024.", "date"),
        (JOINED["en"], "en", "Telegram has been in the Forum since 4 June 2024.", ""),
        (JOINED["en"], "en", "Telegram had joined the Forum by June 2024.", ""),
        (JOINED["en"], "en", "Only Discord joined the Forum in 2024.", "negation"),
        (JOINED["en"], "en", "Discord alone joined the Forum in 2024.", "negation"),
        (JOINED["en"], "en", "Dozens of companies joined the Forum on 4 June 2024.", "number"),
        (JOINED["en"], "en", "Most of the companies joined the Forum in June 2024.", "number"),
        (JOINED["de"], "de", "Telegram wurde am 4. Juni 2024 abgelehnt.", "negation"),
        (JOINED["de"], "de", "Telegram trat dem Forum vor dem 4. Juni 2024 bei.", "date"),
        (JOINED["de"], "de", "Nur Discord trat dem Forum am 4. Juni 2024 bei.", "negation"),
        (JOINED["de"], "de", "Hunderte traten dem Forum am 4. Juni 2024 bei.", "number"),
        (JOINED["de"], "de", "Discord trat dem Forum im Juni 2024 bei.", ""),
        (JOINED["fr"], "fr", "Telegram a été exclu du Forum le 4 juin 2024.", "negation"),
        (JOINED["fr"], "fr", "Telegram a rejoint le Forum après le 4 juin 2024.", "date"),
        (JOINED["fr"], "fr", "Seul Discord a rejoint le Forum le 4 juin 2024.", "negation"),
        (JOINED["fr"], "fr", "La plupart ont rejoint le Forum le 4 juin 2024.", "number"),
        (JOINED["fr"], "fr", "Discord a rejoint le Forum le 4 juin 2024.", ""),
        (JOINED["pl"], "pl", "Telegram wykluczono z forum 4 czerwca 2024 r.", "negation"),
        (JOINED["pl"], "pl", "Telegram dołączył do forum po 4 czerwca 2024 r.", "date"),
        (JOINED["pl"], "pl", "Tylko Discord dołączył do forum w czerwcu 2024 r.", "negation"),
        (JOINED["pl"], "pl", "Wszystkie firmy dołączyły do forum w 2024 r.", "number"),
        (JOINED["pl"], "pl", "Discord dołączył do forum w czerwcu 2024 r.", ""),
        (JOINED["es"], "es", "Telegram fue rechazado por el Foro en 2024.", "negation"),
        (JOINED["es"], "es", "Telegram se incorporó al Foro antes del 4 de junio de 2024.", "date"),
        (JOINED["es"], "es", "Solo Discord se incorporó al Foro en 2024.", "negation"),
        (JOINED["es"], "es", "Discord se incorporó al Foro en junio de 2024.", ""),
        (REMOVED["en"], "en", "Since 2015, the platforms removed 91.4 % of the items.", ""),
        (REMOVED["en"], "en", "Since 2015, the platforms removed most of the items.", ""),
        (REMOVED["en"], "en", "Before 2015, the platforms removed 91.4 % of the items.", "date"),
        (REMOVED["en"], "en", "Since 2015, the platforms removed all of the items.", "number"),
        (REMOVED["en"], "en", "Since 2015, the platforms removed half of the items.", "number"),
        (REMOVED["until"], "en", "Until 4 June 2024, the platforms removed 250 items.", ""),
        (REMOVED["until"], "en", "Up to 4 June 2024, the platforms removed hundreds of items.", ""),
        (REMOVED["until"], "en", "After 4 June 2024, the platforms removed 250 items.", "date"),
        (REMOVED["until"], "de", "Bis zum 4. Juni 2024 entfernten die Plattformen 250 items.", ""),
        (REMOVED["only"], "en", "Only Discord joined the Forum before 2024.", ""),
        (REMOVED["only"], "en", "Discord joined the Forum before 2024.", ""),
        (REMOVED["only"], "en", "Only Discord joined the Forum in 2024.", "date"),
        (REMOVED["each"], "en", "In 2024, all members of the Forum removed the items.", ""),
        (REMOVED["after"], "en", "The Forum grew by the end of 2024.", "date"),
    ],
)
def test_what_a_model_adds_about_time_amount_and_others_must_be_in_the_passage(
    embedder: Embedder, passage: str, language: str, sentence: str, reason: str
) -> None:
    of = "en" if passage in REMOVED.values() else language
    spans = spans_of((passage,), embedder, of)
    support = supported(sentence, language, spans, lambda text: embedder.sentences([text])[0])
    assert (support.spans, support.reason) == ((), reason) if reason else support.spans == (0,)


def test_an_entailment_model_has_the_last_word(embedder: Embedder) -> None:
    asked: list[tuple[str, str]] = []

    def never(text: str, sentence: str) -> float:
        asked.append((text, sentence))
        return 0.1

    said = "In 2018 the database held 50 items."
    spans = spans_of(MIXED, embedder)
    support = supported(said, "en", spans, lambda t: embedder.sentences([t])[0], never)
    assert (support.spans, support.reason) == ((), "entailment")
    assert asked == [(MIXED[0], said)]


def test_planted_sentences_are_told_apart(forum: Services) -> None:
    planted = [one for one in read(BUNDLED_PLANTED) if one.language == "en"]
    held = hold(planted, forum)
    wrong = [one for one in held if one.planted.kind in ("number", "date", "name", "negated")]
    true = [one for one in held if one.planted.kind == "supported"]
    assert len(wrong) > 100
    assert sum(not one.reason for one in wrong) / len(wrong) < 0.02
    assert sum(bool(one.reason) for one in true) / len(true) < 0.05


def test_a_wrong_file_of_planted_sentences_is_told(tmp_path: Path, forum: Services) -> None:
    file = tmp_path / "planted.jsonl"
    file.write_text("{}\n" + BUNDLED_PLANTED.read_text(encoding="utf-8").splitlines()[0] + "\nx\n")
    with pytest.raises(QuestionsWrong) as wrong:
        read(file)
    assert [problem.split(":")[0][-6:] for problem in wrong.value.problems] == ["line 1", "line 3"]
    with pytest.raises(QuestionsWrong, match=r"no note absent\.md"):
        hold([read(BUNDLED_PLANTED)[0].model_copy(update={"document": "absent.md"})], forum)


def test_a_denial_is_taken_out() -> None:
    text = "Les Pays-Bas n'ont pas soutenu cela."
    assert affirmed(text, facts(text, "fr").denied) == "Les Pays-Bas ont soutenu cela."
