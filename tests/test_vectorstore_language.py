"""Language detection, sentence splitting and index terms in the 24 official EU languages."""

import os
import socket
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vectorstore import language as module
from vectorstore.language import LANGUAGES, detect, split_sentences, terms

QUESTIONS = {
    "bg": ["Кога беше задействан кризисният протокол?", "Какво прави GIFCT?"],
    "cs": ["Kdy byl aktivován krizový protokol?", "Je Discord součástí fóra?"],
    "da": ["Hvornår blev kriseprotokollen aktiveret?", "Er Discord en del af forummet?"],
    "de": ["Wann wurde das Krisenprotokoll aktiviert?", "Was macht GIFCT?"],
    "el": ["Πότε ενεργοποιήθηκε το πρωτόκολλο κρίσης;", "Τι κάνει το GIFCT;"],
    "en": ["When was the crisis protocol activated?", "What does GIFCT do?"],
    "es": ["¿Cuándo se activó el protocolo de crisis?", "¿Qué hace GIFCT?"],
    "et": ["Millal kriisiprotokoll käivitati?", "Kas Discord kuulub foorumisse?"],
    "fi": ["Milloin kriisiprotokolla aktivoitiin?", "Mitä GIFCT tekee?"],
    "fr": ["Quand le protocole de crise a-t-il été activé ?", "Que fait le GIFCT ?"],
    "ga": ["Cathain a cuireadh an prótacal géarchéime i ngníomh?", "Cad a dhéanann GIFCT?"],
    "hr": ["Kada je aktiviran krizni protokol?", "Koje su platforme članice?"],
    "hu": ["Mikor aktiválták a válságprotokollt?", "Mit csinál a GIFCT?"],
    "it": ["Quando è stato attivato il protocollo di crisi?", "Cosa fa il GIFCT?"],
    "lt": ["Kada buvo aktyvuotas krizių protokolas?", "Ką veikia GIFCT?"],
    "lv": ["Kad tika aktivizēts krīzes protokols?", "Vai Discord piedalās forumā?"],
    "mt": ["Meta ġie attivat il-protokoll ta' kriżi?", "X'jagħmel il-GIFCT?"],
    "nl": ["Wanneer werd het crisisprotocol geactiveerd?", "Wat doet GIFCT?"],
    "pl": ["Kiedy uruchomiono protokół kryzysowy?", "Czy Discord należy do Forum?"],
    "pt": ["Quando foi ativado o protocolo de crise?", "O que faz o GIFCT?"],
    "ro": ["Când a fost activat protocolul de criză?", "Ce face GIFCT?"],
    "sk": ["Kedy bol aktivovaný krízový protokol?", "Čo robí GIFCT?"],
    "sl": ["Kdaj je bil aktiviran krizni protokol?", "Katere platforme so članice?"],
    "sv": ["När aktiverades krisprotokollet?", "Vad gör GIFCT?"],
}

SENTENCES = {
    "bg": [
        "Съгласно чл. 14 от Регл. (ЕС) 2021/784 докладват, напр. Amazon.",
        "Вж. № 784, стр. 12.",
    ],
    "cs": ["Fórum se sešlo dne 4. června 2024 v Praze.", "Založeno bylo 3. 12. 2015.", "Proč?"],
    "da": ["Det blev oprettet den 3. december 2015.", "Meta m.fl., dvs. store udbydere, svarede."],
    "de": [
        "Am 4. Juni 2024 traf sich das Forum.",
        "Die 2. Sitzung fand am 3. Dezember 2015 statt.",
        "Das folgt aus Artikel 14.",
        "Es gilt z. B. für Amazon, Art. 14 Abs. 2 der VO (EU) Nr. 784/2021 vom 29. 4. 2021.",
        "Prof. Dr. H. Schmidt nannte 10 Mio. EUR.",
        "„Wir handeln.“",
    ],
    "el": ["Πότε συνεδρίασε το Φόρουμ;", "Στις 4 Ιουνίου 2024.", "Βλ. αριθ. 784, σ. 12."],
    "en": [
        "Under Art. 14 of Reg. (EU) 2021/784, providers, e.g. hosts, report.",
        "See No 784 and https://ec.europa.eu/index_en.html?x=1.2 for it.",
        "Mr. Smith met Dr. J. R. Brown on 3 Dec. 2015.",
        "The budget is EUR 10 million.",
        "It rose by 3.5 % in 2015.",
        "2016 was quieter.",
        '"We act now." she said.',
        "Why?",
        "Well... it depends!",
    ],
    "es": ["El art. 14 se aplica, p. ej., a Amazon.", "¿Por qué?", "¡Nadie lo sabe!"],
    "et": ["Foorum kogunes 4. juunil 2024.", "2023. aastal saadeti 500 teadet."],
    "fi": ["Foorumi kokoontui 4. kesäkuuta 2024.", "Asetus koskee esim. Amazonia.", "Miksi?"],
    "fr": [
        "L'art. 14 du règl. (UE) 2021/784 s'applique, p. ex. à Amazon.",
        "M. J. Dupont et Mme Martin ont parlé.",
        "« Qui êtes-vous ? » demanda-t-il.",
    ],
    "ga": ["De réir Airt. 14 de Rial. (AE) 2021/784, tuairiscíonn Amazon.", "Cén fáth?"],
    "hr": ["To proizlazi iz članka 14. Uredbe.", "Forum se sastao 4. lipnja 2024. u Zagrebu."],
    "hu": ["A fórum 2024. június 4-én ülésezett.", "Miért?", "Lásd a 784. sz. dokumentumot."],
    "it": [
        "L'art. 14 del reg. (UE) 2021/784 si applica, ad es. ad Amazon.",
        "Il prof. G. Verdi tace.",
    ],
    "lt": ["Forumas susirinko 2024 m. birželio 4 d. Vilniuje.", "Biudžetas yra 10 mln. eurų."],
    "lv": ["Forums sanāca 2024. gada 4. jūnijā Rīgā.", "Kāpēc?", "Sk. Nr. 784, 12. lpp."],
    "mt": ["Skont l-Art. 14 tar-Reg. (UE) 2021/784, Amazon tirrapporta.", "Għaliex?"],
    "nl": ["Dit geldt o.a. Meta en Google.", "Mevr. Jansen sprak.", "Waarom?"],
    "pl": [
        "W 2025 r. Inspektorat zamknął 212 stron, a w 2024 r. 164.",
        "Sieć powstała w 2017 r.",
        "Zgodnie z art. 14 firmy, np. Amazon, składają raporty.",
        "Zob. nr 784, s. 12.",
    ],
    "pt": ["O art. 14.º do Reg. (UE) 2021/784 aplica-se, p. ex., à Amazon.", "Porquê?"],
    "ro": ["Dl. Popescu și dna. Ionescu au vorbit.", "A se vedea nr. 784, p. 12.", "De ce?"],
    "sk": ["Fórum sa zišlo 4. júna 2024.", "Podľa čl. 14 sa hlási napr. Amazon.", "Prečo?"],
    "sl": ["Forum se je sestal 4. junija 2024.", "Proračun znaša 10 mio. EUR.", "Zakaj?"],
    "sv": ["Det gäller bl.a. Meta, dvs. stora leverantörer.", "Varför?", "Prof. J. Berg talade."],
}

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

languages = st.sampled_from(sorted(LANGUAGES))
TRAPS = 'Art. |z. B. |4. |(EU) |Juni|J.|Wer?|“|„|"|...|; | - |\n|\n\n|\t|\r\n|\u00a0|\u2028'
prose = st.lists(
    st.sampled_from([*TRAPS.split("|"), "é", "e\u0301", "😀", "\ud800", "12", " "])
).map("".join)
texts = (
    st.text() | prose | st.text(st.characters()) | st.builds("".join, st.tuples(prose, st.text()))
)


def wordings(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


def without_white(text: str) -> str:
    return "".join(text.split())


def test_the_languages_are_the_official_ones() -> None:
    assert sorted(QUESTIONS) == sorted(SENTENCES) == sorted(LANGUAGES)
    assert len(LANGUAGES) == 24


@pytest.mark.parametrize(
    ("language", "question"), [(code, text) for code, two in QUESTIONS.items() for text in two]
)
def test_a_short_question_is_recognised(language: str, question: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Was ist das Global Internet Forum to Counter Terrorism?"),
        ("hu", "Mi az a Global Internet Forum to Counter Terrorism?"),
        ("lt", "Kas yra Global Internet Forum to Counter Terrorism?"),
        ("sk", "Čo je Global Internet Forum to Counter Terrorism?"),
        ("ga", "Cé mhéad tuairisc a sheol Europol chuig Amazon in 2023?"),
        ("it", "Cos'è https://example.org/what-the-members-of-the-forum-do-with-the-hashes?"),
    ],
)
def test_english_names_do_not_make_a_question_english(language: str, question: str) -> None:
    assert detect(question) == language


NAMES = "GIFCT|EU|SIRIUS|Amazon|amazon|Europol|Meta Platforms|EU Internet Forum|ქართული"
NUMBERS = "2024|12 345,67|2021/784|?!| \n||https://example.org/de/forum"


@pytest.mark.parametrize("text", [*NAMES.split("|"), *NUMBERS.split("|")])
def test_without_evidence_the_default_is_returned(text: str) -> None:
    assert detect(text) == "en"
    assert detect(text, default="mt") == "mt"


@given(text=texts)
@settings(deadline=None)
def test_detection_is_total_and_repeatable(text: str) -> None:
    found = detect(text)
    assert found in LANGUAGES
    assert detect(text) == found


def test_detection_loads_its_model_from_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    module._identifier.cache_clear()
    assert detect("Kto dołączył do forum w czerwcu?") == "pl"


def test_the_model_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, vectorstore.language; print({'py3langid', 'numpy'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_sentences_end_where_a_reader_ends_them(language: str) -> None:
    assert wordings(" ".join(SENTENCES[language]), language) == SENTENCES[language]


def test_each_line_is_a_sentence_of_its_own() -> None:
    lines = ["Members and their duties", "- hash sharing", "- removal", "a) reports", "1. Aims"]
    lines += ["2. The second aim is long.", "Ein Satz ohne Ende"]
    assert wordings("\n\n".join(lines), "en") == lines
    assert wordings("\r\n  ".join(lines), "en") == lines


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Recommendation 3. The Commission should fund a helpline."),
        ("de", "Empfehlung 3. Die Kommission sollte eine Hilfsstelle finanzieren."),
        ("fr", "Recommandation 12. La Commission devrait financer une ligne d'aide."),
        ("el", "Σύσταση 3. Η Επιτροπή θα πρέπει να χρηματοδοτήσει μια γραμμή βοήθειας."),
        ("bg", "Препоръка 3а. Комисията следва да финансира гореща линия."),
        ("sv", "Rekommendation 3. Kommissionen bör finansiera en hjälplinje."),
        ("en", "Session: Panel: what can small studios do?; Speaker: Ms Korn"),
        ("en", "- AP 4 – Report on the test. Owner: Lumvio, Denmark. Deadline: 15 May 2026."),
        ("en", "AP 4: Report on the test. Person responsible: A. Novak. Due date: 15 May 2026."),
        ("de", "- Bericht über den Test vorlegen. Zuständig: Dänemark. Frist: 15. Mai 2026."),
        (
            "fr",
            "3. Rendre compte de l'essai. Responsable : le Danemark. Date limite : 15 mai.",
        ),
        ("pl", "- Złożyć sprawozdanie. Odpowiedzialny: Dania. Termin: 15 maja 2026 r."),
        ("el", "- Έκθεση για τη δοκιμή. Υπεύθυνος: Δανία. Προθεσμία: 15 Μαΐου."),
        ("fi", "- Raportti kokeilusta. Vastuutaho: Tanska. Määräaika: 15. toukokuuta 2026."),
        ("pl", "Sesja: Panel: co robić?; Prelegentka: Jadwiga Korn"),
    ],
)
def test_a_label_and_a_row_with_a_question_are_not_cut(language: str, text: str) -> None:
    assert wordings(text, language) == [text]


def test_what_ends_with_a_number_ends() -> None:
    first, second = "The fees are set out in Article 14.", "The Commission pays."
    assert wordings(f"{first} {second}", "en") == [first, second]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Apologies: Mr Novak, who was ill.", "Present: online, Ms Papp."]),
        ("en", ["- It was late.", "The result: nobody came."]),
        ("en", ["- They met.", "Novak: “We agree.”"]),
        (
            "en",
            [
                "They met.",
                "Background: the members of it, who had asked for a list of all, agreed.",
            ],
        ),
        ("en", ["3. Who leads it?", "Answer: Spain."]),
        ("en", ["The office moved to Riga in May.", "Entry is free."]),
        ("hu", ["Azt mondta, hogy nem.", "Gábor elment."]),
        ("nl", ["De voorzitter zei dat.", "Jan ging weg."]),
        ("sl", ["Seja je bila v maju, ne maj.", "Poročilo je sprejeto."]),
        ("sv", ["Mötet hölls den 5 maj.", "Närvarande: Anna Berg."]),
        ("en", ["The meeting opened at 10:00.", "The agenda was adopted."]),
        ("de", ["Die Sitzung begann um 10:00.", "Die Tagesordnung wurde angenommen."]),
        ("en", ["It was adopted on 12.3.2026.", "A seat costs 12.50.", "The rest is free."]),
        ("de", ["Das Verfahren wurde erprobt.", "59 Betriebe nahmen daran teil."]),
        (
            "de",
            ["Es gilt nach Abschn. 3 und Verordn. 12 auch in den Seehäfen.", "59 Betriebe kamen."],
        ),
        ("de", ["Die Gebühr ist monatl. 30 EUR, einschl. 4 Stunden, also insges. 360 EUR."]),
        ("da", ["Efter bekendtg. 5 koster det 30 euro."]),
        (
            "en",
            ["Members pay a fee (approx. 30 EUR) and “the rest was tested. 59 took part” or so."],
        ),
        ("en", ["He wrote “I was ill. Present me” and left."]),
        ("cs", ["Podle čl. 14 odst. 3 byla metoda vyzkoušena.", "59 podniků se zúčastnilo."]),
        ("da", ["Efter stk. 3 blev den afprøvet.", "59 virksomheder deltog."]),
        ("fi", ["Menetelmää kokeiltiin.", "59 yritystä osallistui."]),
        ("sk", ["Metóda bola vyskúšaná.", "59 podnikov sa zúčastnilo."]),
        ("es", ["El método se probó.", "59 empresas participaron según el art. 14."]),
        ("en", ["3.2. Aims of the group and no. 5 of its rules."]),
        ("de", ["Am 12.3. 2026 tagte sie."]),
        ("en", ["Drafted by A. Novak, FISC.D4; cleared by CNECT.G.2 – a unit.", "They agreed."]),
        ("en", ["She leads unit FISC.D4.", "The rest of it is done by TAXUD.A.1.", "He knows."]),
        ("el", ["Η ΓΔ ΗΟΜΕ.Δ4 το συνέταξε.", "Η ομάδα συμφώνησε."]),
        ("en", ["He runs DG FISC.", "The unit is small."]),
    ],
)
def test_words_times_and_digits_end_and_begin_sentences(
    language: str, sentences: list[str]
) -> None:
    assert wordings(" ".join(sentences), language) == sentences


def test_an_abbreviation_does_not_reach_over_a_line_break() -> None:
    assert wordings("Siehe Art.\n\n14 gilt.", "de") == ["Siehe Art.", "14 gilt."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("target for handling time", "en"),
        ("budget for 2027?", "en"),
        ("code for lenders", "en"),
        ("ansøgning for 2026", "da"),
        ("frist for at svare", "da"),
        ("quota per membri", "it"),
    ],
)
def test_a_word_of_several_languages_is_one_of_the_likeliest(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "wort und " * 11_000,
        "." * 100_000,
        "a. " * 30_000,
        "1. " * 30_000,
        "“" * 30_000,
        "\n" * 100_000,
        "A\u00a0. J.\u2028. B.\x85. Ende.",
        "Lone \ud83d half. Then.",
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_no_text_is_too_odd_to_split(text: str) -> None:
    assert without_white("".join(wordings(text, "de"))) == without_white(text)


@given(text=texts, language=languages)
@settings(deadline=None)
def test_sentences_cover_the_text_in_order(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    found = [text[start:end] for start, end in spans]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(sentence == sentence.strip() != "" for sentence in found)
    assert not any("\n" in sentence for sentence in found)
    assert without_white("".join(found)) == without_white(text)


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


@given(text=texts, language=languages)
@example(text="Cafe\u0301 d'e\u0301te\u0301", language="fr")
@settings(deadline=None)
def test_terms_do_not_depend_on_how_accents_are_written(text: str, language: str) -> None:
    found = terms(text, language)
    assert found == terms(unicodedata.normalize("NFC", text), language)
    assert found == terms(unicodedata.normalize("NFD", text), language)
    assert all(term.isalnum() for term in found)


def test_threads_get_the_terms_that_one_thread_gets() -> None:
    texts_of = {code: " ".join(SENTENCES[code]) for code in LANGUAGES}
    alone = {code: terms(text, code) for code, text in texts_of.items()}

    def again(code: str) -> bool:
        module._term.cache_clear()
        return terms(texts_of[code], code) == alone[code]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(again, sorted(LANGUAGES) * 20))


def test_the_language_of_a_thousand_small_words_can_be_told() -> None:
    assert detect("the " * 1_000, "fr") == "en"
