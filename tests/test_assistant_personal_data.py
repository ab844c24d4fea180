"""What is refused at the door as personal data, and what only looks like it.

Every number here is from a standard's own examples, a library's, a card network's test numbers, a
range kept for fiction, or made up; none is a person's.
"""

import subprocess
import sys
from importlib.resources import files

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.personal_data import personal_data
from vectorstore.language import LANGUAGES

IBANS = """
My account is BE71 0961 2345 6769, is it used?
DE89370400440532013000
bitte de89 3704 0044 0532 0130 00 verwenden
GR16 0110 1050 0000 1054 7023 795
IBAN:FR1420041010050500013M02606
Pay NL91-ABNA-0417-1643-00.
MT84 MALT 0110 0001 2345 MTLC AST0 01S
IE29 AIBK 9311 5212 3456 78 and nothing else
""".strip().splitlines()

CARDS = """
Is 4111 1111 1111 1111 in the list?
4111111111111111
5555-5555-5555-4444
2223 0031 2200 3222
378282246310005
3782 822463 10005
3056 930902 5904
3530111333300000
6011.1111.1111.1117
6304 0000 0000 0000
4222 - 2222 - 2222 - 2220
4111 1111 1111 1111 123
4111 1111 1111 1111, 12/27
4111 1111 1111 1111/123
""".strip().splitlines()

IDENTITIES = {
    "at": ["1237 010180", "Steuernummer 59-119/9013", "59-119/9013", "SVNR: 1237010180"],
    "be": [
        "85.07.30-033 28",
        "85.07.30-033.28",
        "98 47 28 997 65",
        "591-1917064-58",
        "Mijn rijksregisternummer is 85073003328.",
        "mon numéro national est le 85073003328",
        "85073003328 is my national number",
    ],
    "bg": ["Моят ЕГН е 7523169263", "ЕГН: 8032056031", "паспорт № 123456789"],
    "cy": ["My tax number is 10259033P", "ταυτότητα 12345678"],
    "cz": ["710319/2745", "rodné číslo 7103192745", "číslo pasu 12345678"],
    "de": [
        "Meine Steuer-ID lautet 36574261809",
        "Steuer-ID: 36 574 261 809",
        "Steuernummer 181/815/08155",
        "Sozialversicherungsnummer 65 170839 J 003",
        "Mein Personalausweis hat die Nummer L01X00T471",
        "Reisepass Nr. C01X00T47",
    ],
    "dk": ["211062-5629", "min cpr er 2110625629", "pasnummer 123456789"],
    "ee": ["isikukood 36805280109", "Minu isikukood on 36805280109."],
    "es": ["54362315-K", "54362315K", "54.362.315-K", "X-2482300-W", "pasaporte AAA123456"],
    "fi": ["131052-308T", "131052A308T", "passin numero AB1234567", "henkilötunnus 131052-308T"],
    "fr": [
        "2 95 10 99 126 111 93",
        "295109912611193",
        "253072B07300470",
        "numéro fiscal : 30 23 217 600 053",
        "Mon passeport porte le numéro 12AB34567",
        "carte d’identité n° 880692310285",
    ],
    "gr": ["ΑΜΚΑ 01013099997", "ΑΦΜ: 094259216", "ταυτότητα ΑΒ 123456", "διαβατήριο ΑΕ1234567"],
    "hr": ["OIB: 33392005961", "Moj OIB je 33392005961.", "putovnica 123456789"],
    "hu": ["TAJ szám: 123 456 788", "adóazonosító jelem 8071592153", "személyi 123456AB"],
    "ie": ["6433435F", "6433435FT", "My PPS number is 6433435OA", "Uimhir Phas AB1234567"],
    "it": ["RCCMNL83S18D969H", "codice fiscale RCCMNL83S18D969H", "carta d'identità CA00000AA"],
    "lt": ["asmens kodas 33309240064", "Mano asmens kodas yra 33309240064"],
    "lu": ["matricule 1893120105732"],
    "lv": ["161175-19997", "328673-00679", "personas kods 16117519997"],
    "mt": ["ID card number 1234567M", "karta tal-identità 1234567M"],
    "nl": ["BSN 111222333", "bsn 1112.22.333", "mijn burgerservicenummer: 111 222 333"],
    "pl": [
        "PESEL 44051401359",
        "Mój PESEL to 44051401359.",
        "856-734-62-15",
        "paszport ZS 0000177",
    ],
    "pt": ["00000000 0 ZZ4", "NIF 123 456 789", "cartão de cidadão 00000000 0 ZZ4"],
    "ro": ["CNP 1630615123457", "CNP-ul meu este 1630615123457", "pașaport 123456789"],
    "se": ["880320-0016", "19880320-0016", "personnummer 8803200016"],
    "si": ["EMŠO 0101006500006", "davčna številka: 15012557"],
    "sk": ["710319/2745", "občiansky preukaz AB123456"],
}

PHONES = {
    "at": ["0664 1234567", "(01) 234567890"],
    "be": ["0470 12 34 56", "0470/12.34.56", "0470 123 456", "0470123456", "02 299 11 11"],
    "bg": ["телефон 02 123 456", "043 012 345"],
    "cy": ["τηλέφωνο 22 345678"],
    "cz": ["telefon 601 123 456", "Zavolejte mi na 601123456"],
    "de": ["030 901820", "030/901820", "0151 234 567 89", "0911 - 123456"],
    "dk": ["tlf. 32 12 34 56", "Ring til mig på 32123456"],
    "ee": ["telefon 5123 4567", "helista 5123 4567"],
    "es": ["612 34 56 78", "Llámame al 612 345 678", "móvil: 612345678"],
    "fi": ["041 2345678", "Puhelin: 013 1234567"],
    "fr": ["06 12 34 56 78", "06.12.34.56.78", "Appelez-moi au 01 99 00 12 34", "01·99·00·12·34"],
    "gr": ["691 234 5678", "τηλ. 2123456789"],
    "hr": ["092 123 4567", "mobitel: 0921234567"],
    "hu": ["06 20 123 4567", "(06 1) 234 5678"],
    "ie": ["085 012 3456", "call me on (022) 12345"],
    "it": ["312 345 6789", "Il mio cellulare è 3123456789"],
    "lt": ["(0-612) 34567", "telefonas 8 612 34567"],
    "lu": ["téléphone 628 123 456", "Tel. 27 12 34 56"],
    "lv": ["tālrunis 2123 4567", "tel.21234567"],
    "mt": ["My phone number is 2100 1234.", "ċempilli 9696 1234"],
    "nl": ["06-12345678", "bel me: 0612345678", "010 123 4567"],
    "pl": ["601-234-567", "Mój numer telefonu to 512 345 678."],
    "pt": ["telemóvel 912 345 678", "Tel.: 912345678"],
    "ro": ["0712 034 567", "021 123 4567"],
    "se": ["070-174 06 05", "telefon 08-465 004 10"],
    "si": ["(01) 234 56 78", "031 234 567"],
    "sk": ["0912 123 456", "02 212 345 67"],
    "anywhere": [
        "Call +32 470 12 34 56 please",
        "+32470123456",
        "+32 (0)2 299 11 11",
        "0032 2 299 11 11",
        "00 49 30 901820",
        "+1 202 555 0123",
        "+44 20 7946 0958",
        "+44 7700 900123",  # of a range that is kept for fiction
        "(+351) 912 345 678",
        "0470123456 is my phone number",
        "0470 12 34 56/0471 12 34 56",
        "+32-2-299.11.11",
        "GSM: 0032(0)470123456",
    ],
}

EVERY_LANGUAGE = {
    "bg": ("Обадете ми се на 2123456789", "номер на паспорт 123456789"),
    "cs": ("Můj telefon je 601123456", "číslo občanského průkazu 123456789"),
    "da": ("min telefon er 32123456", "mit pasnummer er 123456789"),
    "de": ("mein Handy ist 15123456789", "Ausweisnummer T220001293"),
    "el": ("το τηλέφωνό μου είναι 2123456789", "ΑΔΤ ΑΒ123456"),
    "en": ("my mobile is 612345678", "passport no. 123456789"),
    "es": ("mi teléfono es 612345678", "mi DNI es 54362315"),
    "et": ("minu telefon on 51234567", "ID-kaart AB1234567"),
    "fi": ("puhelinnumeroni on 412345678", "henkilökortti 123456789"),
    "fr": ("mon portable est le 612345678", "n° de sécurité sociale 2951099126111"),
    "ga": ("mo ghuthán: 0850123456", "uimhir PSP 6433435F"),
    "hr": ("moj telefon je 921234567", "osobna iskaznica 123456789"),
    "hu": ("telefonszámom: 201234567", "útlevél BA1234567"),
    "it": ("il mio telefono è 3123456789", "passaporto YA1234567"),
    "lt": ("mano telefonas 61234567", "paso numeris 12345678"),
    "lv": ("mans tālrunis ir 21234567", "pases numurs LV1234567"),
    "mt": ("il-mowbajl tiegħi 96961234", "passaport 1234567"),
    "nl": ("mijn gsm is 612345678", "paspoort XR1001R58"),
    "pl": ("zadzwoń pod numer 512345678", "dowód osobisty ABA300000"),
    "pt": ("o meu telemóvel é 912345678", "bilhete de identidade 12345678"),
    "ro": ("telefonul meu este 712034567", "cod numeric personal 1630615123457"),
    "sk": ("môj telefón je 912123456", "číslo pasu AB1234567"),
    "sl": ("moj telefon je 31234567", "potni list PB1234567"),
    "sv": ("ring mig på 701740605", "samordningsnummer 880380 0016"),
}
"""A phone number and an identity number as people of each language may say them."""

NOTHING = """
What does Regulation (EU) 2021/784 say?
Directive 2011/93/EU
Regulation (EC) No 883/2004 on social security
Regulation (EEC) No 1408/71 on social security
Regulation (EU) 2019/1157 on identity cards
Is 32019R1157 about identity cards?
CELEX 32021R0784
ECLI:EU:C:2019:821
Case C-131/12 on identity cards
case 1/2017/TE
Drucksache 18/9562
Telefon-Drucksache 20/12345
Bundestagsdrucksache 18/10386, Seite 2
COM(2018) 640 final
SWD(2020) 114
SEC(2010) 1234 and C(2018) 1177 final
P9_TA(2021)0319
P9_TA(2021)0049 - 1680
T9-0144/2021 and A8-0193/2019
2018/0331(COD)
(2018/C 123/04)
ST 12345/20
PE 628.532
OJ L 172, 17.5.2021, p. 79
S/RES/2354 (2017)
§ 129a Abs. 5 StGB, BGBl. I S. 1346
phone metadata and Directive 2006/24/EC
NIS 2 is Directive (EU) 2022/2555
11,000 referrals
8 949 Löschungen
8 949 Löschungen
91.4%
73 % of 4 957 in 2017 and 2018
1 234 567 890 euros
1.234.567.890 €
1,234,567,890
1'234'567'890
30.000.000 EUR
12 345 678 901 234
12345678901
+20 % in 2015-2016
It grew by +12 345 678 901 euros.
a rise of +4 500 000 000
51 Franklin Street, Boston, MA 02110-1301, USA
0.12345678
0,123456789
3.0470123456
How many passports: 11 000 000?
passport checks rose to 1 234 567 890
the passport database holds 12000000 records
mobile data of 1 234 567 people
phones: 912 000 000
social security spending was 12 345 678 901 euros
PESEL-Datenbank mit 36 574 261 809 Einträgen
4.12.2018
04.12.2018
04/12/2018
04-12-2018
04 12 2018
2018-12-04
20181204
20181204T093000
2018. 12. 04.
4. 12. 2018
04.12.18
4 December 2018
December 4, 2018
4 ta' Diċembru 2018
2018. gada 4. decembris
2018 m. gruodžio 4 d.
2018年12月4日
25.5.2018 14.00
2015-2016
2014, 2015, 2016, 2017
2014 2015 2016 2017
2014–2020, 2021–2027
01/2016-12/2019
2016/17 2018/19
04.12-06.12.2018
04.12.18-06.12.18
04/05/2018-06/07/2019
09:30-10:30
09.30-10.30
09.30-10.30 11.00-12.30
0900-1700 and 0830-1200
UTC+2 2018-12-04 09:30
10 h 30, 9h30-10h45
telephone data of 2015 2016
Telefonüberwachung 2018: 19 474 Fälle
passport rules of 04.12.2018
ISBN 978-92-79-12345-6
ISBN 0-306-40615-2
ISBN 0306406152
ISSN 0378-6978
ORCID 0000-0002-1825-0097
doi:10.2837/123456
10.1093/0123456789
DR-01-20-123-EN-N
https://home-affairs.ec.europa.eu/news/0470123456?card=4111111111111111
(see www.europol.europa.eu/0470-12-34-56)
europa.eu/document/0470123456
euif@ec.europa.eu
May I write to jan.0470123456@example.org?
ebb8ac0d146930ee
1234567890123456
192.168.1.100
10.0.0.1:8000
v 1.2.3.4
Ref. 0123456789
document id 0123456789
the document ID number 12345678
grant 101034567
Ares(2019)0470123 and Ares(2018)1234567 - 05/03/2018
the CSEP grants 871042 and 867544
tweet 1234567890123456789
PESEL w 2018 r. 38 411 148 osób
transparency register 03181945560-59
call for proposals 2015-2016
the hotlines 112, 116 000 and 116 111
UNSCR 1373 (2001)
ISO/IEC 27001:2013
1700000000
1700000000000
365 000 pieces in 10 years 20 days 30 hours
1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
31 52 63 420
2016  612  34  56  78
1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12.
2015¹ 2016² 2017³ 2018⁴
What is the EU Internet Forum?
Is a passport or a phone number personal data?
""".strip().splitlines()


def found(texts: list[str]) -> dict[str, tuple[str, ...]]:
    return {text: personal_data(text) for text in texts}


@pytest.mark.parametrize(("kind", "texts"), [("iban", IBANS), ("card", CARDS)])
def test_accounts_and_cards_are_found(kind: str, texts: list[str]) -> None:
    assert found(texts) == dict.fromkeys(texts, (kind,))


@pytest.mark.parametrize("country", IDENTITIES)
def test_identity_numbers_are_found(country: str) -> None:
    texts = IDENTITIES[country]
    assert found(texts) == dict.fromkeys(texts, ("identity",))


@pytest.mark.parametrize("country", PHONES)
def test_phone_numbers_are_found(country: str) -> None:
    texts = PHONES[country]
    assert found(texts) == dict.fromkeys(texts, ("phone",))


@pytest.mark.parametrize("country", [country.upper() for country in IDENTITIES])
@pytest.mark.parametrize("kind", ["FIXED_LINE", "MOBILE"])
def test_phone_numbers_of_every_member_state_are_found(country: str, kind: str) -> None:
    number = phonenumbers.example_number_for_type(
        country, getattr(phonenumbers.PhoneNumberType, kind)
    )
    assert number is not None
    styles = phonenumbers.PhoneNumberFormat
    abroad = phonenumbers.format_number(number, styles.INTERNATIONAL)
    at_home = phonenumbers.format_number(number, styles.NATIONAL)
    texts = [
        f"Call {abroad}.",
        phonenumbers.format_number(number, styles.E164),
        abroad.replace("+", "00"),
        f"Tel.: {at_home}",
        f"phone {at_home.replace(' ', '')}",
    ]
    assert found(texts) == dict.fromkeys(texts, ("phone",))


def test_numbers_are_found_in_every_language() -> None:
    assert set(EVERY_LANGUAGE) == set(LANGUAGES)
    kinds = {
        language: (personal_data(phone), personal_data(identity))
        for language, (phone, identity) in EVERY_LANGUAGE.items()
    }
    assert kinds == dict.fromkeys(EVERY_LANGUAGE, (("phone",), ("identity",)))


def test_each_kind_is_named_once() -> None:
    text = (
        "Call 0470 12 34 56 or 02 299 11 11 about card 4111 1111 1111 1111, "
        "account BE71 0961 2345 6769 and passport AB1234567."
    )
    assert personal_data(text) == ("iban", "card", "identity", "phone")


@pytest.mark.parametrize(
    "typeset",
    [
        lambda number: number.replace(" ", "\N{NO-BREAK SPACE}"),
        lambda number: number.replace(" ", "\N{NARROW NO-BREAK SPACE}"),
        lambda number: number.replace(" ", "\N{NON-BREAKING HYPHEN}"),
        lambda number: number.replace(" ", "\N{EN DASH}"),
        lambda number: number.replace(" ", "\N{MINUS SIGN}"),
        lambda number: "\N{ZERO WIDTH SPACE}".join(number),
        lambda number: "\N{WORD JOINER}".join(number),
        lambda number: "\N{LEFT-TO-RIGHT MARK}" + number,
        lambda number: number.replace(" ", "\N{SOFT HYPHEN}"),
        lambda number: number.translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
        lambda number: number.translate({48 + digit: 0x0660 + digit for digit in range(10)}),
        lambda number: "".join(f"{each}\ufe0f\u20e3" if each != " " else each for each in number),
    ],
)
@pytest.mark.parametrize(
    ("kind", "number"), [("phone", "0470 12 34 56"), ("card", "4111 1111 1111 1111")]
)
def test_typography_hides_nothing(kind: str, number: str, typeset) -> None:
    assert personal_data(f"Is {typeset(number)} known?") == (kind,)


def test_wrong_check_digits_are_no_personal_data() -> None:
    texts = ["BE71 1961 2345 6768", "4111 1111 1111 1112", "85.07.30-033 29", "54362315Z"]
    assert found(texts) == dict.fromkeys(texts, ())


def test_nothing_is_found_where_nothing_is() -> None:
    assert found(NOTHING) == dict.fromkeys(NOTHING, ())


def test_the_bundled_notes_hold_nothing() -> None:
    notes = [file for file in files("ingest").joinpath("corpus").iterdir() if file.is_file()]
    lines = [line for note in notes for line in note.read_text("utf-8").splitlines()]
    assert len(lines) > 1000
    assert {line: kinds for line, kinds in found(lines).items() if kinds} == {}


years = st.integers(1950, 2049)
small = st.integers(1, 9999)
laws = st.one_of(
    st.builds("{}/{}".format, years, small),
    st.builds("{}/{}".format, small, years),
    st.builds("{}/{:04}(COD)".format, years, small),
    st.builds("COM({}) {} final".format, years, small),
    st.builds("P9_TA({}){:04}".format, years, small),
    st.builds("C-{}/{:02}".format, st.integers(1, 999), st.integers(0, 99)),
    st.builds("{}/{}".format, st.integers(1, 20), st.integers(1, 99999)),
)
dates = st.one_of(
    st.builds("{}-{}".format, years, years),
    st.builds("{:02}.{:02}.{}".format, st.integers(1, 31), st.integers(1, 12), years),
    st.builds("{}/{}/{}".format, st.integers(1, 31), st.integers(1, 12), years),
    st.builds("{}-{:02}-{:02}".format, years, st.integers(1, 12), st.integers(1, 31)),
    st.builds("{:02}.{:02}-{:02}.{:02}".format, *[st.integers(0, 23), st.integers(0, 59)] * 2),
)
amounts = st.builds(
    lambda amount, gap, tail: f"{amount:,}".replace(",", gap) + tail,
    st.integers(0, 10**12),
    st.sampled_from(["", ",", ".", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "'"]),
    st.sampled_from(["", " %", " €", " euros", " Löschungen"]),
)
WORDS = "the Forum in, on and (rose) to: from of - year law Directive Richtlinie règlement COM"
words = st.sampled_from(WORDS.split())


@given(st.lists(st.tuples(words, st.one_of(years.map(str), laws, dates, amounts)), max_size=6))
def test_figures_never_match(pairs: list[tuple[str, str]]) -> None:
    assert personal_data(" ".join(f"{word} {figure}" for word, figure in pairs)) == ()


CUES = "phone Telefon call_me tél passport Personalausweis PESEL NIF ID_card sécurité_sociale"
cues = st.sampled_from(CUES.split())


@given(cues, words, st.one_of(years.map(str), laws, dates))
def test_years_laws_and_dates_never_match_even_beside_a_cue(cue: str, word: str, it: str) -> None:
    cue = cue.replace("_", " ")
    assert personal_data(f"{cue} {it}") == ()
    assert personal_data(f"{word} {it} {cue}: {it} {word} {cue}") == ()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_be_judged(text: str) -> None:
    assert set(personal_data(text)) <= {"iban", "card", "identity", "phone"}


@given(st.text(alphabet="0123456789 .-/+()ABXTelph", max_size=80))
def test_any_numbers_can_be_judged(text: str) -> None:
    assert set(personal_data(text)) <= {"iban", "card", "identity", "phone"}


def test_libraries_are_loaded_for_numbers_only() -> None:
    code = (
        "import sys\n"
        "from assistant.personal_data import personal_data\n"
        "personal_data('What is the Forum?')\n"
        "print({'phonenumbers', 'stdnum'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
