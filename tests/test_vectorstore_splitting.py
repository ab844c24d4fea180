"""Where sentences end, in the 24 official languages of the Union."""

from itertools import pairwise

import pytest
from fakes import odd_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.language import LANGUAGES
from vectorstore.splitting import split_sentences

languages = st.sampled_from(sorted(LANGUAGES))


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
        "Write to desk-1@example.eu.",
        "See www.example.eu.",
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


def wordings(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


def without_white(text: str) -> str:
    return "".join(text.split())


def test_there_are_sentences_of_every_language() -> None:
    assert sorted(SENTENCES) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_sentences_end_where_a_reader_ends_them(language: str) -> None:
    assert wordings(" ".join(SENTENCES[language]), language) == SENTENCES[language]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "На срещата говори г-жа. Елена Петрова от центъра."),
        ("es", "Discurso de la Secretaria de Estado, Dña. Carmen Olmedo, en Salamanca."),
        ("fr", "Le plan est confié à Mme. Castaing, et à Mlle. Roy."),
        ("hr", "Sjednicu je vodila gđica. Ana Horvat."),
        ("it", "Ha parlato il magg. Paolo Serafini a Bologna."),
        ("pl", "Punktem kieruje podinsp. Dorota Malczewska."),
        ("pt", "A sessão foi aberta pela Profª. Beatriz Moura."),
    ],
)
def test_no_sentence_ends_after_a_title(language: str, text: str) -> None:
    assert wordings(text, language) == [text]


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
        ("en", "Field: 1. Address; Content: Full address of the content; Length: 2 000"),
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
        ("fr", ["Lieu : Bruxelles, salle 2.B Présidence : Ada Novak"]),
        ("de", ["Sie tagte in Raum 2.B im Erdgeschoss.", "Danach ging sie."]),
        ("el", ["Η αίθουσα 0.Γ1 είναι κλειστή.", "Η ομάδα περιμένει."]),
        ("en", ["Contract no. HOME/2025/3 ends in May.", "It was long."]),
        ("en", ["He said no.", "HOME met in May."]),
        ("en", ["He said no.", "Home/2031 was over."]),
        ("en", ["It ended in May.", "HOME/2025/3 is over."]),
        ("en", ["He said no.", "COVID-19 was over."]),
        ("en", ["He said no.", "HOME/CNECT met."]),
        ("fi", ["Sopimus nro. HOME/2025/3 päättyy."]),
        ("mt", ["Il-kuntratt nru. HOME/2025/3 jispiċċa."]),
        ("it", ["Il contratto num. HOME/2025/3 scade."]),
        ("pt", ["O contrato núm. HOME/2025/3 acaba."]),
        ("ga", ["Críochnaíonn conradh uimh. HOME/2025/3 anois."]),
        ("el", ["Η σύμβαση αριθ. ΟΙΚ/2025/3 λήγει."]),
    ],
)
def test_words_times_and_digits_end_and_begin_sentences(
    language: str, sentences: list[str]
) -> None:
    assert wordings(" ".join(sentences), language) == sentences


def test_an_abbreviation_does_not_reach_over_a_line_break() -> None:
    assert wordings("Siehe Art.\n\n14 gilt.", "de") == ["Siehe Art.", "14 gilt."]


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


@given(text=odd_texts, language=languages)
@settings(deadline=None)
def test_sentences_cover_the_text_in_order(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    found = [text[start:end] for start, end in spans]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(sentence == sentence.strip() != "" for sentence in found)
    assert not any("\n" in sentence for sentence in found)
    assert without_white("".join(found)) == without_white(text)
