"""Whether a passage carries a sentence: figures, dates, names, denials and meaning, in 24
languages."""

from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as some

from assistant.bootstrap import Services
from assistant.dates import dates
from assistant.errors import QuestionsWrong
from assistant.evaluation.planted import BUNDLED_PLANTED, hold, read
from assistant.facts import _data, affirmed, enumerated, facts
from assistant.names import Held, names
from assistant.verifying import Span, supported
from vectorstore.embedding import Embedded, Embedder
from vectorstore.language import LANGUAGES
from vectorstore.passages import Sentence


@given(some.dates(date(1950, 1, 1), date(2099, 12, 31)), some.sampled_from(sorted(LANGUAGES)))
def test_a_date_is_read_as_each_language_writes_it(day: date, language: str) -> None:
    for form in ("long", "d.M.y", "y-MM-dd"):
        locale = "en_IE" if language == "en" else language
        written = format_date(day, form, locale)
        read_as = [(one.year, one.month, one.day) for one in dates(f"({written})", language)]
        assert (day.year, day.month, day.day) in read_as, written
        assert len(read_as) == 1


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("June 4, 2024", "en", [(2024, 6, 4)]),
        ("les 16 et 17 mars 2017", "fr", [(2017, 3, 16), (2017, 3, 17)]),
        ("le 1er juin 2016", "fr", [(2016, 6, 1)]),
        ("in June 2024 and in 2019", "en", [(2024, 6, 0), (2019, 0, 0)]),
        ("Regulation (EU) 2021/784 of Article 14(5)", "en", []),
        ("Sept réunions, et elle se tient", "fr", []),
        ("odbył się 18. dzień, it may be", "pl", []),
        ("w czerwcu 2024 r.", "pl", [(2024, 6, 0)]),
    ],
)
def test_dates_are_told_from_other_words(
    text: str, language: str, found: list[tuple[int, int, int]]
) -> None:
    assert [(one.year, one.month, one.day) for one in dates(text, language)] == found


@pytest.mark.parametrize(
    ("text", "language", "value", "unit", "bound"),
    [
        ("more than 40,000 hashes", "en", 40_000, "", "more"),
        ("über 9.787 Meldungen", "de", 9_787, "", "more"),
        ("presque 40 000 contenus", "fr", 40_000, "", "less"),
        ("83,64 Prozent", "de", 83.64, "%", ""),
        ("91.4% of it", "en", 91.4, "%", ""),
        ("91,4 per cento", "it", 91.4, "%", ""),
        ("EUR 10 million", "en", 10**7, "EUR", ""),
        ("dix millions d'euros", "fr", 10**7, "EUR", ""),
        ("10 mln euro", "pl", 10**7, "EUR", ""),
        ("10 Mio. Euro", "de", 10**7, "EUR", ""),
        ("$5 bn", "en", 5 * 10**9, "USD", ""),
        ("einundzwanzig Staaten", "de", 21, "", ""),
        ("vingt et un États", "fr", 21, "", ""),
        ("veintidós Estados", "es", 22, "", ""),
        ("huszonegy állam", "hu", 21, "", ""),
        ("one hundred and thirty thousand", "en", 130_000, "", ""),
        ("the fifth meeting", "en", 5, "ordinal", ""),
        ("the 18th day", "en", 18, "ordinal", ""),
        ("dwunaste spotkanie", "pl", 12, "ordinal", ""),
        ("la 18.ª jornada", "es", 18, "ordinal", ""),
    ],
)
def test_numbers_are_read_in_figures_and_words(
    text: str, language: str, value: float, unit: str, bound: str
) -> None:
    (number,) = facts(text, language).numbers
    assert value in number.values
    assert (number.unit, number.bound) == (unit, bound)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_s_words_for_numbers_are_read(language: str) -> None:
    for word, value in _data()[language]["cardinals"].items():
        (number,) = facts(f"({word})", language).numbers
        assert value in number.values, word
    for word in _data()[language]["not"]:
        assert facts(f"x {word.replace('*', '')} y", language).denied, word


def test_a_denial_is_taken_out_and_a_list_of_names_counted() -> None:
    text = "Les Pays-Bas n'ont pas soutenu cela."
    assert affirmed(text, facts(text, "fr")) == "Les Pays-Bas ont soutenu cela."
    assert enumerated("On 8 May, Discord, TikTok, Twitch and Yubo joined.", "en") == {4}
    assert enumerated("It has aims, namely to reduce access and to help.", "en") == set()


@pytest.mark.parametrize(
    ("passage", "of", "sentence", "language", "lacking"),
    [
        ("Europol and the Commission met.", "en", "Europol i Komisja, Rada", "pl", ["Rada"]),
        ("Meeting in Brussels.", "en", "W Brukseli, w Warszawie", "pl", ["Warszawie"]),
        ("The Netherlands voted.", "en", "Les Pays-Bas, la Belgique", "fr", ["Belgique"]),
        ("Austria joined.", "en", "Austria and Australia joined", "en", ["Australia"]),
        ("Facebook, Snap and Twitter", "en", "Facebook, Apple und YouTube", "de", None),
        ("It was held with Twitter.", "en", "Telegram and Twitter", "en", ["Telegram"]),
        ("the Radicalisation Awareness Network (RAN)", "en", "Le RAN", "fr", []),
        ("The EU Internet Referral Unit", "en", "Die IRU der Union", "de", []),
        ("Facebook announced it.", "en", "Η Facebook και το TikTok", "el", ["TikTok"]),
        ("Europol in Luxembourg", "en", "Европол в Люксембург", "bg", []),
        ("The database held hashes.", "en", "Die Datenbank enthielt Hashes", "de", []),
        ("Mistral AI joined.", "en", "Mistral AI joined", "en", []),
    ],
)
def test_a_name_is_known_in_another_language_and_missed_where_it_is_not_there(
    passage: str, of: str, sentence: str, language: str, lacking: list[str] | None
) -> None:
    lacks = [name.word for name in Held(passage, of).lacks(sentence, language)]
    assert lacks == lacking if lacking is not None else "Apple" in lacks and "YouTube" in lacks
    assert set(lacks) <= {name.word for name in names(sentence, language)}


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
