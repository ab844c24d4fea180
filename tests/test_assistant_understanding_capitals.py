"""Names that are typed without capitals get them back, and words stay words."""

from collections.abc import Iterable

import pytest

from assistant.understanding.message.capitals import with_capitals
from assistant.wording.places import countries
from vectorstore.language import LANGUAGES

TEXTS = {
    ("en", "The fund CSEP began. Microsoft and TikTok joined the Harbour Hub, and Telegram did."),
    ("en", "In May the Commission told Telegram of the Harbour Call, and a call of CSEP."),
    ("en", "At first Ask.fm and Google came."),
    ("de", "Es kam Avramopoulos als Kommissar."),
}
SECRET = ("en", "They call it Lanternfish.")


class Documents:
    """A few passages, one of which some may see."""

    def holders(
        self, words: Iterable[str], language: str, groups: Iterable[str]
    ) -> dict[str, list[tuple[str, str]]]:
        seen = {*TEXTS, SECRET} if "staff" in groups else TEXTS
        return {
            word: [(text, spoken) for spoken, text in seen if word in text.casefold()]
            for word in words
        }


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "when did microsoft join the EUIF", "when did Microsoft join the EUIF"),
        ("en", "When did tiktok join? and csep?", "When did TikTok join? and CSEP?"),
        ("en", "when did ask.fm join", "when did Ask.fm join"),
        ("en", "did telegram agree", "did Telegram agree"),  # a word, and a name by itself
        ("en", "who joined the harbour hub", "who joined the Harbour Hub"),  # words, but together
        ("pl", "ile polska dostała z csep", "ile Polska dostała z CSEP"),
        ("it", "quanti soldi ha avuto l'italia", "quanti soldi ha avuto l'Italia"),
        ("de", "was sagte avramopoulos in wien", "was sagte Avramopoulos in Wien"),
        ("es", "¿qué dijo españa?", "¿qué dijo España?"),
        ("el", "πόσα πήρε η ελλάδα", "πόσα πήρε η Ελλάδα"),
        ("fr", "qui était au royaume-uni", "qui était au Royaume-Uni"),
    ],
)
def test_a_name_is_written_like_one(language: str, typed: str, meant: str) -> None:
    assert with_capitals(typed, language, Documents(), ()) == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Did TikTok join, and microsoft?"),  # whoever types capitals means the others small
        ("en", "what did the commission say in may"),  # a word that has an article
        (
            "en",
            "is there a call, or a hub in the harbour",
        ),  # words, small in documents or parts of longer names
        ("en", "what did the buoys ask for"),  # a word, and a name only with its ending
        ("en", "did nestify join"),  # a name that no document holds
        ("fr", "quand était la cinquième réunion"),  # no island
        ("fr", "quand etait la derniere reunion"),
        ("en", "is it nice in the eu"),
        ("pt", "qual é o nome"),
    ],
)
def test_all_else_stays(language: str, text: str) -> None:
    assert with_capitals(text, language, Documents(), ()) == text


def test_nobody_is_told_of_a_name_that_they_may_not_see() -> None:
    assert with_capitals("on lanternfish", "en", Documents(), ()) == "on lanternfish"
    assert with_capitals("on lanternfish", "en", Documents(), ["staff"]) == "on Lanternfish"


SWEDISH = {
    "bg": "шведски фирми", "cs": "švédské firmy", "da": "svenske firmaer",
    "de": "schwedische Firmen", "el": "σουηδικές εταιρείες", "en": "Swedish companies",
    "es": "empresas suecas", "et": "Rootsi ettevõtted", "fi": "ruotsalaiset yritykset",
    "fr": "entreprises suédoises", "ga": "cuideachtaí Sualannacha", "hr": "švedske tvrtke",
    "hu": "svéd cégek", "it": "imprese svedesi", "lt": "švedų įmonės", "lv": "zviedru uzņēmumi",
    "mt": "kumpaniji Żvediżi", "nl": "Zweedse bedrijven", "pl": "szwedzkie firmy",
    "pt": "empresas suecas", "ro": "firme suedeze", "sk": "švédske firmy", "sl": "švedska podjetja",
    "sv": "svenska företag",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_belongs_to_a_country_names_it(language: str) -> None:
    assert countries(SWEDISH[language], language) == {"SE"}


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Did Vienna object?", "en", {"AT"}),
        ("the European Union and the United Nations", "en", set()),
        ("além disso", "pt", set()),
        ("Kdo zastupoval Slovensko?", "cs", {"SK"}),
        ("koľko slovenských firiem", "sk", {"SK"}),
        ("koliko slovenskih podjetij", "sl", {"SI"}),
    ],
)
def test_a_country_is_named_by_its_cities_too_and_the_union_is_none(
    text: str, language: str, named: set[str]
) -> None:
    assert countries(text, language) == named
