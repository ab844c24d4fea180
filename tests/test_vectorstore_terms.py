"""Index terms in the 24 official languages of the Union."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from fakes import odd_texts
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vectorstore import terms as module
from vectorstore.language import LANGUAGES
from vectorstore.terms import is_stop_word, terms

languages = st.sampled_from(sorted(LANGUAGES))


FORMS = {
    "cs": "členové členů členům",
    "da": "medlemmer medlemmerne",
    "de": "Mitglied Mitglieder Mitgliedern",
    "el": "πλατφόρμα πλατφόρμες πλατφόρμας",
    "en": "member members member's",
    "es": "miembro miembros",
    "et": "liikmed liikmete",
    "fi": "foorumi foorumin foorumia",
    "fr": "membre membres",
    "ga": "fóram bhfóram fhóram",
    "hr": "članica članice članicama",
    "hu": "tag tagok tagoknak",
    "it": "piattaforma piattaforme",
    "lt": "narys nariai nariams",
    "nl": "melding meldingen",
    "pl": "platforma platformy platformami",
    "pt": "membro membros",
    "ro": "platformă platforme platformele",
    "sv": "plattform plattformar plattformarna",
}


# "member state", "first", "new", "number", "million"
CONTENT = {
    "bg": "член държава първи нов число милион",
    "cs": "člen stát první nový počet milion",
    "da": "medlem stat første ny antal million",
    "de": "Mitglied Staat erste neue Zahl Million",
    "el": "μέλος κράτος πρώτος νέος αριθμός εκατομμύριο",
    "en": "member state first new number million use used system group order end",
    "es": "miembro estado primero nuevo número millón uso",
    "et": "liige riik esimene uus arv miljon",
    "fi": "jäsen valtio ensimmäinen uusi määrä miljoona",
    "fr": "membre état premier nouveau nombre million",
    "ga": "ball stát céad nua líon milliún",
    "hr": "član država prvi novi broj milijun vijeće",
    "hu": "tag állam első új szám millió",
    "it": "membro stato primo nuovo numero milione uso",
    "lt": "narys valstybė pirmas naujas skaičius milijonas",
    "lv": "dalībnieks valsts pirmais jauns skaits miljons",
    "mt": "membru stat ewwel ġdid numru miljun",
    "nl": "lid staat eerste nieuw aantal miljoen",
    "pl": "członek państwo pierwszy nowy liczba milion",
    "pt": "membro estado primeiro novo número milhão uso",
    "ro": "membru stat prim nou număr milion",
    "sk": "člen štát prvý nový počet milión",
    "sl": "član država prvi nov število milijon",
    "sv": "medlem stat första ny antal miljon år",
}


# "who what when how-many", "is", "and"
EMPTY = {
    "bg": "Кой какво кога колко е и",
    "cs": "Kdo co kdy kolik je a",
    "da": "Hvem hvad hvornår hvor mange er og",
    "de": "Wer was wann wie viele ist und welcher",
    "el": "Ποιος τι πότε πόσες είναι και",
    "en": "Who what when how many is and",
    "es": "Quién qué cuándo cuántas es y",
    "et": "Kes mis millal mitu on ja",
    "fi": "Kuka mikä milloin kuinka monta on ja",
    "fr": "Qui que quand combien est et quelles",
    "ga": "Cé cad cathain mhéad is agus",
    "hr": "Tko što kada koliko je i",
    "hu": "Ki mit mikor hány van és",
    "it": "Chi che quando quanti è e",
    "lt": "Kas ką kada kiek yra ir",
    "lv": "Kas ko kad cik ir un",
    "mt": "Min x'inhu meta kemm huwa u",
    "nl": "Wie wat wanneer hoeveel is en",
    "pl": "Kto co kiedy ile jest i",
    "pt": "Quem que quando quantas é e",
    "ro": "Cine ce când câte este și",
    "sk": "Kto čo kedy koľko je a",
    "sl": "Kdo kaj kdaj koliko je in",
    "sv": "Vem vad när hur många är och",
}


@pytest.mark.parametrize("language", sorted(FORMS))
def test_forms_of_a_word_share_a_term(language: str) -> None:
    assert len({terms(form, language)[0] for form in FORMS[language].split()}) == 1


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_question_words_are_stop_words(language: str) -> None:
    assert terms(EMPTY[language], language) == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_words_that_can_be_asked_for_are_kept(language: str) -> None:
    words = CONTENT[language].split()
    assert len(terms(CONTENT[language], language)) == len(words)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Who joined the EU Internet Forum in June 2024?",
            "en",
            "join eu internet forum june 2024",
        ),
        ("Forum EU_2024, 14a und 12,5", "de", "forum eu 2024 14a 12 5"),
        ("Łódź Ħamrun Ørsted Đakovo", "mt", "lodz hamrun orsted dakovo"),
        ("Ægir Œuvre STRASSE Straße", "mt", "aegir oeuvre strasse strasse"),
        ("ﬁve Inter\u00adnet", "sk", "five internet"),
        ("πρωτεΐνη", "el", "πρωτεην"),
        ("l'EU-a", "hr", "l eu"),
        ("членове", "bg", "членове"),
    ],
)
def test_terms_are_folded_words(text: str, language: str, expected: str) -> None:
    assert terms(text, language) == expected.split()


def test_repeated_words_are_repeated_terms() -> None:
    assert terms("forum, Forum und FORUM", "de") == ["forum"] * 3


def test_a_language_outside_the_union_has_no_terms() -> None:
    with pytest.raises(KeyError):
        terms("форум", "ru")


@given(text=odd_texts, language=languages)
@example(text="Cafe\u0301 d'e\u0301te\u0301", language="fr")
@settings(deadline=None)
def test_terms_do_not_depend_on_how_accents_are_written(text: str, language: str) -> None:
    found = terms(text, language)
    assert found == terms(unicodedata.normalize("NFC", text), language)
    assert found == terms(unicodedata.normalize("NFD", text), language)
    assert all(term.isalnum() for term in found)


def test_threads_get_the_terms_that_one_thread_gets() -> None:
    texts_of = {code: f"{EMPTY[code]} {CONTENT[code]}" for code in LANGUAGES}
    alone = {code: terms(text, code) for code, text in texts_of.items()}

    def again(code: str) -> bool:
        module._term.cache_clear()
        return terms(texts_of[code], code) == alone[code]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(again, sorted(LANGUAGES) * 20))


def test_a_stop_word_is_known_by_its_last_letter_however_it_is_written() -> None:
    assert is_stop_word("της", "el")
    assert is_stop_word("ΤΗΣ", "el")
    assert not is_stop_word("χώρας", "el")
