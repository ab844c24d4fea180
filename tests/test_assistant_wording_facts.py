"""What a sentence states: figures, dates, denials, lists and names, read in 24 languages."""

from datetime import date
from typing import get_args

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as some

from assistant.wording.facts import facts
from assistant.wording.facts.attributes import Attribute, attributes_asked, speaks_of
from assistant.wording.facts.counted import Counted, counted
from assistant.wording.facts.enumeration import enumerated
from assistant.wording.facts.lengths import (
    asks_deadline,
    counted_from,
    tells_distance,
    tells_length,
)
from assistant.wording.facts.lexicon import says, words
from assistant.wording.facts.opposites import is_opposed
from assistant.wording.facts.relations import meets_any
from assistant.wording.held import Held
from assistant.wording.names import names
from vectorstore.dates import dates
from vectorstore.language import LANGUAGES


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
        ("nove platforme 2020", "sl", [(2020, 0, 0)]),
        ("ag deireadh 2018", "ga", [(2018, 0, 0)]),
        ("sept 2019", "en", [(2019, 9, 0)]),
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
        ("14-ата среща", "bg", 14, "ordinal", ""),
        ("2-рият форум", "bg", 2, "ordinal", ""),
        ("8-мо заседание", "bg", 8, "ordinal", ""),
        ("15-те държави", "bg", 15, "", ""),
        ("dwunaste spotkanie", "pl", 12, "ordinal", ""),
        ("la 18.ª jornada", "es", 18, "ordinal", ""),
        ("a negyediket", "hu", 4, "ordinal", ""),
        ("hatodikon", "hu", 6, "ordinal", ""),
        ("kuudenteen kokoukseen", "fi", 6, "ordinal", ""),
        ("kolmandast kohtumisest", "et", 3, "ordinal", ""),
    ],
)
def test_numbers_are_read_in_figures_and_words(
    text: str, language: str, value: float, unit: str, bound: str
) -> None:
    (number,) = facts(text, language).numbers
    assert value in number.values
    assert (number.unit, number.bound) == (unit, bound)


@pytest.mark.parametrize(
    ("language", "companies", "states", "society"),
    [
        ("bg", "17 компании", "21 държави", "9 неправителствени организации"),
        ("cs", "17 firem", "21 členských států", "9 organizací občanské společnosti"),
        ("da", "17 onlinevirksomheder", "21 medlemsstater", "9 ngo'er"),
        (
            "de",
            "17 digitale Unternehmen",
            "21 EU-Mitgliedstaaten",
            "9 Nichtregierungsorganisationen",
        ),
        ("el", "17 εταιρείες", "21 κράτη μέλη", "9 οργανώσεις της κοινωνίας των πολιτών"),
        ("en", "17 digital companies", "21 EU Member States", "9 civil society organisations"),
        ("es", "17 empresas", "21 Estados miembros", "9 ONG"),
        ("et", "17 ettevõtet", "21 liikmesriiki", "9 vabaühendust"),
        ("fi", "17 teknologiayritystä", "21 jäsenvaltiota", "9 kansalaisjärjestöä"),
        ("fr", "17 sociétés", "21 États membres", "9 organisations de la société civile"),
        ("ga", "17 gcuideachta", "21 Bhallstát", "9 n-eagraíocht neamhrialtasacha"),
        ("hr", "17 tvrtki", "21 država članica", "9 udruga"),
        ("hu", "17 technológiai cég", "21 tagállam", "9 civil szervezet"),
        ("it", "17 aziende", "21 Stati membri", "9 organizzazioni della società civile"),
        ("lt", "17 įmonių", "21 valstybė narė", "9 nevyriausybinės organizacijos"),
        ("lv", "17 uzņēmumi", "21 dalībvalsts", "9 nevalstiskās organizācijas"),
        ("mt", "17-il kumpanija", "21 Stat Membru", "9 NGOs"),
        ("nl", "17 techbedrijven", "21 lidstaten", "9 ngo's"),
        ("pl", "17 firm", "21 państw członkowskich", "9 organizacji pozarządowych"),
        ("pt", "17 empresas", "21 países", "9 organizações da sociedade civil"),
        ("ro", "17 companii", "21 de state membre", "9 ONG-uri"),
        ("sk", "17 firiem", "21 členských štátov", "9 mimovládnych organizácií"),
        ("sl", "17 podjetij", "21 držav članic", "9 nevladnih organizacij"),
        ("sv", "17 nätföretag", "21 medlemsstater", "9 organisationer i civilsamhället"),
    ],
)
def test_each_language_s_words_for_who_is_counted_are_read(
    language: str, companies: str, states: str, society: str
) -> None:
    expected: dict[str, Counted] = {
        companies: "companies",
        states: "states",
        society: "civil society",
    }
    assert {text: counted(text, language) for text in expected} == expected
    assert counted("17", language) is None
    assert counted(f"17; {states}", language) is None  # what stands after is not counted


@pytest.mark.parametrize(
    ("language", "staff", "ministers", "chaired"),
    [
        ("bg", "40 служители", "12 министри", "Заседанието се председателства от нея."),
        ("cs", "40 zaměstnanců", "12 ministrů", "Zasedání předsedala Anna."),
        ("da", "40 medarbejdere", "12 ministre", "Formanden var Anna."),
        ("de", "40 Mitarbeiter", "12 Innenminister", "Den Vorsitz hatte Anna."),
        ("el", "40 υπάλληλοι", "12 υπουργοί", "Στη σύνοδο προήδρευσε η Άννα."),
        ("en", "40 members of staff", "12 ministers", "Anna chaired the meeting."),
        ("es", "40 empleados", "12 ministros", "La reunión fue presidida por Ana."),
        ("et", "40 töötajat", "12 ministrit", "Koosolekut juhatas Anna."),
        ("fi", "40 työntekijää", "12 ministeriä", "Puheenjohtajana oli Anna."),
        ("fr", "40 employés", "12 ministres", "Anne a présidé la réunion."),
        ("ga", "40 fostaí", "12 aire", "Bhí Anna ina cathaoirleach."),
        ("hr", "40 zaposlenika", "12 ministara", "Sastankom je predsjedala Ana."),
        ("hu", "40 munkatárs", "12 miniszter", "Az ülésen Anna elnökölt."),
        ("it", "40 dipendenti", "12 ministri", "La riunione è stata presieduta da Anna."),
        ("lt", "40 darbuotojų", "12 ministrų", "Posėdžiui pirmininkavo Ana."),
        ("lv", "40 darbinieki", "12 ministri", "Sanāksmi vadīja Anna."),
        ("mt", "40 impjegat", "12-il ministru", "Anna ippresediet il-laqgħa."),
        ("nl", "40 medewerkers", "12 ministers", "Anna was voorzitter."),
        ("pl", "40 pracowników", "12 ministrów", "Spotkaniu przewodniczyła Anna."),
        ("pt", "40 funcionários", "12 ministros", "A reunião foi presidida por Ana."),
        ("ro", "40 de angajați", "12 miniștri", "Reuniunea a fost prezidată de Ana."),
        ("sk", "40 zamestnancov", "12 ministrov", "Zasadnutiu predsedala Anna."),
        ("sl", "40 zaposlenih", "12 ministrov", "Seji je predsedovala Ana."),
        ("sv", "40 anställda", "12 ministrar", "Anna var ordförande."),
    ],
)
def test_each_language_s_words_for_staff_ministers_and_chairs_are_read(
    language: str, staff: str, ministers: str, chaired: str
) -> None:
    assert [counted(text, language) for text in (staff, ministers)] == ["staff", "ministers"]
    assert says("chairing", chaired, language)
    assert not says("chairing", f"{staff}, {ministers}", language)


_ATTRIBUTES_ASKED = {
    "bg": "Какъв е бюджетът и кой е езикът?",
    "cs": "Jaký je rozpočet a jaký jazyk?",
    "da": "Hvad er budgettet, og hvilket sprog?",
    "de": "Wie hoch ist das Budget, und welche Sprache?",
    "el": "Ποιος είναι ο προϋπολογισμός και ποια γλώσσα;",
    "en": "What is the budget, and which language?",
    "es": "¿Cuál es el presupuesto y qué idioma?",
    "et": "Milline on eelarve ja mis keeles?",
    "fi": "Mikä on budjetti ja millä kielellä?",
    "fr": "Quel est le budget et quelle langue ?",
    "ga": "Cad é an buiséad agus cén teanga?",
    "hr": "Koliki je proračun i koji jezik?",
    "hu": "Mennyi a költségvetés, és milyen nyelven?",
    "it": "Qual è il bilancio e quale lingua?",
    "lt": "Koks biudžetas ir kokia kalba?",
    "lv": "Kāds ir budžets un kāda valoda?",
    "mt": "X'inhu l-baġit u liema lingwa?",
    "nl": "Wat is het budget, en welke taal?",
    "pl": "Jaki jest budżet i jaki język?",
    "pt": "Qual é o orçamento e que língua?",
    "ro": "Care este bugetul și ce limbă?",
    "sk": "Aký je rozpočet a aký jazyk?",
    "sl": "Kakšen je proračun in kateri jezik?",
    "sv": "Vad är budgeten, och vilket språk?",
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_attributes_are_asked_for_and_spoken_of_in_each_language(language: str) -> None:
    question = _ATTRIBUTES_ASKED[language]
    assert attributes_asked(question, language) == {"funding", "language"}
    for attribute in get_args(Attribute):
        assert speaks_of(attribute, question, language) == (attribute in {"funding", "language"})


_FRAME = {
    "bg": (
        "Къде е седалището на Форума?",
        "Какви правомощия има?",
        "Какъв е крайният срок?",
        "Какви са приоритетите?",
        "Какво е правното основание?",
    ),
    "cs": (
        "Kde Fórum sídlí?",
        "Jaké má pravomoci?",
        "Jaká je lhůta?",
        "Jaké jsou priority?",
        "Jaký je právní základ?",
    ),
    "da": (
        "Hvor har forummet hjemsted?",
        "Hvilke beføjelser har det?",
        "Hvad er fristen?",
        "Hvad er prioriteterne?",
        "Hvad er retsgrundlaget?",
    ),
    "de": (
        "Wo hat das Forum seinen Sitz?",
        "Welche Befugnisse hat es?",
        "Welche Frist gilt?",
        "Was sind die Prioritäten?",
        "Was ist die Rechtsgrundlage?",
    ),
    "el": (
        "Πού έχει την έδρα του;",
        "Ποιες εξουσίες έχει;",
        "Ποια είναι η προθεσμία;",
        "Ποιες είναι οι προτεραιότητες;",
        "Ποια είναι η νομική βάση;",
    ),
    "en": (
        "Where is the Forum based?",
        "What powers does it have?",
        "What is the deadline?",
        "What are the priorities?",
        "What is the legal basis?",
    ),
    "es": (
        "¿Dónde tiene su sede?",
        "¿Qué competencias tiene?",
        "¿Cuál es el plazo?",
        "¿Cuáles son las prioridades?",
        "¿Cuál es la base jurídica?",
    ),
    "et": (
        "Kus on foorumi peakorter?",
        "Millised volitused tal on?",
        "Mis on tähtaeg?",
        "Mis on prioriteedid?",
        "Mis on õiguslik alus?",
    ),
    "fi": (
        "Missä foorumi sijaitsee?",
        "Mikä toimivalta sillä on?",
        "Mikä on määräaika?",
        "Mitkä ovat prioriteetit?",
        "Mikä on oikeusperusta?",
    ),
    "fr": (
        "Où est le siège du Forum ?",
        "Quels pouvoirs a-t-il ?",
        "Quel est le délai ?",
        "Quelles sont les priorités ?",
        "Quelle est la base juridique ?",
    ),
    "ga": (
        "Cá bhfuil an Fóram lonnaithe?",
        "Cad iad na cumhachtaí atá aige?",
        "Cad é an spriocdháta?",
        "Cad iad na tosaíochtaí?",
        "Cad é an bunús dlí?",
    ),
    "hr": (
        "Gdje je sjedište Foruma?",
        "Koje ovlasti ima?",
        "Koji je rok?",
        "Koji su prioriteti?",
        "Koja je pravna osnova?",
    ),
    "hu": (
        "Hol van a Fórum székhelye?",
        "Milyen hatáskörei vannak?",
        "Mi a határidő?",
        "Mik a prioritások?",
        "Mi a jogalap?",
    ),
    "it": (
        "Dove ha sede il Forum?",
        "Quali poteri ha?",
        "Qual è la scadenza?",
        "Quali sono le priorità?",
        "Qual è la base giuridica?",
    ),
    "lt": (
        "Kur yra forumo būstinė?",
        "Kokius įgaliojimus jis turi?",
        "Koks terminas?",
        "Kokie prioritetai?",
        "Koks teisinis pagrindas?",
    ),
    "lv": (
        "Kur ir foruma mītne?",
        "Kādas ir tā pilnvaras?",
        "Kāds ir termiņš?",
        "Kādas ir prioritātes?",
        "Kāds ir juridiskais pamats?",
    ),
    "mt": (
        "Fejn hu bbażat il-Forum?",
        "X'setgħat għandu?",
        "X'inhi l-iskadenza?",
        "X'inhuma l-prijoritajiet?",
        "X'inhi l-bażi ġuridika?",
    ),
    "nl": (
        "Waar is het Forum gevestigd?",
        "Welke bevoegdheden heeft het?",
        "Wat is de termijn?",
        "Wat zijn de prioriteiten?",
        "Wat is de rechtsgrond?",
    ),
    "pl": (
        "Gdzie jest siedziba Forum?",
        "Jakie ma uprawnienia?",
        "Jaki jest termin?",
        "Jakie są priorytety?",
        "Jaka jest podstawa prawna?",
    ),
    "pt": (
        "Onde fica a sede do Fórum?",
        "Que competências tem?",
        "Qual é o prazo?",
        "Quais são as prioridades?",
        "Qual é a base jurídica?",
    ),
    "ro": (
        "Unde are sediul Forumul?",
        "Ce competențe are?",
        "Care este termenul?",
        "Care sunt prioritățile?",
        "Care este temeiul juridic?",
    ),
    "sk": (
        "Kde má Fórum sídlo?",
        "Aké má právomoci?",
        "Aká je lehota?",
        "Aké sú priority?",
        "Aký je právny základ?",
    ),
    "sl": (
        "Kje ima Forum sedež?",
        "Kakšna pooblastila ima?",
        "Kakšen je rok?",
        "Katere so prednostne naloge?",
        "Kaj je pravna podlaga?",
    ),
    "sv": (
        "Var har forumet sitt säte?",
        "Vilka befogenheter har det?",
        "Vad är tidsfristen?",
        "Vilka är prioriteringarna?",
        "Vad är den rättsliga grunden?",
    ),
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_where_it_sits_what_it_may_do_and_by_when_is_asked_in_each_language(language: str) -> None:
    asked = [attributes_asked(question, language) for question in _FRAME[language]]
    kinds = ("seat", "power", "deadline", "priority", "basis")
    assert [kind in each for kind, each in zip(kinds, asked, strict=True)] == [True] * len(kinds)


_COURSE = {
    "bg": ("Кои фирми напуснаха?", "Кога беше разпуснат?", "Колко се съхраняват данните?"),
    "cs": ("Které firmy odešly?", "Kdy bylo rozpuštěno?", "Jak se uchovávají údaje?"),
    "da": ("Hvem trådte ud?", "Hvornår blev det opløst?", "Hvordan opbevares data?"),
    "de": ("Wer hat es verlassen?", "Wann wurde es aufgelöst?", "Wie wird es aufbewahrt?"),
    "el": ("Ποιες εταιρείες αποχώρησαν;", "Πότε διαλύθηκε;", "Πώς διατηρούνται τα δεδομένα;"),
    "en": ("Which companies left?", "When was it dissolved?", "How is the data kept?"),
    "es": ("¿Qué empresas lo abandonaron?", "¿Cuándo se disolvió?", "¿Cómo se conservan?"),
    "et": ("Millised ettevõtted lahkusid?", "Millal see lõpetati?", "Kuidas andmeid säilitatakse?"),
    "fi": ("Mitkä yritykset erosivat?", "Milloin se lakkautettiin?", "Miten tietoja säilytetään?"),
    "fr": ("Qui a quitté le groupe ?", "Quand a-t-il été dissous ?", "Comment est-ce conservé ?"),
    "ga": ("Cé a d'fhág?", "Cathain a díscaoileadh é?", "Conas a choimeádtar sonraí?"),
    "hr": ("Koje su tvrtke napustile skupinu?", "Kad je ukinuta?", "Kako se čuvaju podaci?"),
    "hu": ("Mely cégek távoztak?", "Mikor lett hatályon kívül?", "Hogyan tárolják az adatokat?"),
    "it": ("Chi ha lasciato il gruppo?", "Quando è stato sciolto?", "Come sono conservati i dati?"),
    "lt": ("Kas pasitraukė?", "Kada ji panaikinta?", "Kaip duomenys saugomi?"),
    "lv": ("Kas izstājās?", "Kad tā tika likvidēta?", "Kā datus glabā?"),
    "mt": ("Min telaq?", "Meta ġie xolt?", "Kif jinħażnu d-data?"),
    "nl": ("Wie heeft de groep verlaten?", "Wanneer is die opgeheven?", "Hoe wordt dit bewaard?"),
    "pl": ("Które firmy odeszły?", "Kiedy ją rozwiązano?", "Jak są przechowywane dane?"),
    "pt": ("Que empresas o abandonaram?", "Quando foi extinto?", "Como são conservados os dados?"),
    "ro": ("Ce companii l-au părăsit?", "Când a fost dizolvat?", "Cum sunt păstrate datele?"),
    "sk": ("Ktoré firmy odišli?", "Kedy bola rozpustená?", "Ako sa uchovávajú údaje?"),
    "sl": ("Katera podjetja so izstopila?", "Kdaj je bila ukinjena?", "Kako se hranijo podatki?"),
    "sv": ("Vilka företag har lämnat gruppen?", "När upplöstes den?", "Hur lagras data?"),
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_who_left_what_ended_and_what_is_kept_is_asked_in_each_language(language: str) -> None:
    asked = [attributes_asked(question, language) for question in _COURSE[language]]
    assert asked == [{"leaving"}, {"ending"}, {"keeping"}]


@pytest.mark.parametrize(
    ("language", "text", "is_length"),
    [
        ("bg", "Продължи 90 минути.", True),
        ("cs", "Trvalo to půl roku.", True),
        ("da", "Det varede i 12 måneder.", True),
        ("de", "Eine zweitägige Sitzung", True),
        ("el", "Διήρκεσε δεκαεννέα ώρες.", True),
        ("en", "within 12 working days", True),
        ("en", "for twenty-one days", True),
        ("es", "durante un año", True),
        ("et", "See kestis 48 tundi.", True),
        ("fi", "Enintään 80 sivua", True),
        ("fr", "en moins d'une heure", True),
        ("ga", "laistigh de 30 lá", True),
        ("hr", "u roku od 30 dana", True),
        ("hu", "30 napon belül", True),
        ("it", "dalle 10.00 alle 13.15", True),
        ("lt", "per 14 dienų", True),
        ("lv", "14 dienu laikā", True),
        ("mt", "fi żmien 12-il xahar", True),
        ("nl", "binnen één uur", True),
        ("pl", "w ciągu jednego miesiąca", True),
        ("pt", "durante 3 anos", True),
        ("ro", "timp de 12 luni", True),
        ("sk", "do 30 dní", True),
        ("sl", "traja 12 mesecev", True),
        ("sv", "i två år", True),
        ("en", "on 4 June 2031, with 12 members", False),
        ("de", "am 4. Juni 2031, mit 12 Mitgliedern", False),
        ("pl", "w 2031 roku, 12 osób", False),
        ("fr", "le jour de la réunion", False),
    ],
)
def test_a_number_with_a_unit_of_time_or_of_texts_is_a_length(
    language: str, text: str, is_length: bool
) -> None:
    assert tells_length(text, language) == is_length


@pytest.mark.parametrize(
    ("language", "text", "is_distance"),
    [
        ("en", "They met one day after the launch.", True),
        ("de", "zwei Wochen nach der Annahme", True),
        ("fr", "trois mois avant la réunion", True),
        ("pl", "dwa dni po spotkaniu", True),
        ("en", "The rules lapsed after 3 April 2026.", False),
        ("en", "It took five days.", False),
    ],
)
def test_how_long_before_or_after_something_is_a_distance(
    language: str, text: str, is_distance: bool
) -> None:
    assert tells_distance(text, language) == is_distance


def test_a_distance_is_counted_from_something() -> None:
    assert counted_from("It is sent two weeks before a meeting.", "en") == [" a meeting."]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_s_words_for_numbers_are_read(language: str) -> None:
    told = words(language)
    for word, value in told["cardinals"].items():
        (number,) = facts(f"({word})", language).numbers
        assert value in number.values, word
    for word in told["not"]:
        assert facts(f"x {word.replace('*', '')} y", language).denied, word
    for word in told["only"]:
        assert facts(f"x {word} y", language).only, word
    for kind, listed in told["amounts"].items():
        for word in listed:
            assert kind in facts(f"x {word.replace('*', '')} y", language).amounts, word


@pytest.mark.parametrize(
    ("language", "before", "after", "since", "until", "by", "on"),
    [
        (
            "en", "prior to June 4, 2024", "after the end of 2024", "since June 2024",
            "until 4 June 2024", "by the end of 2024", "proposed by the EU in 2024",
        ),
        (
            "de", "vor dem 4. Juni 2024", "nach Ende Juni 2024", "seit Juni 2024",
            "bis zum 4. Juni 2024", "bis Ende 2024", "nach der Sitzung im Juni 2024",
        ),
        (
            "fr", "avant la fin de 2024", "après le 4 juin 2024", "à partir du 1er juin 2024",
            "jusqu’au 4 juin 2024", "d'ici la fin de 2024", "le 4 juin 2024",
        ),
        (
            "es", "antes del 4 de junio de 2024", "después del 4 de junio de 2024",
            "desde el 4 de junio de 2024", "hasta el 4 de junio de 2024", "hasta finales de 2024",
            "años antes, en 2024",
        ),
        (
            "it", "prima del 4 giugno 2024", "dopo il 4 giugno 2024", "dal 4 giugno 2024",
            "fino al 4 giugno 2024", "entro la fine di giugno 2024", "il 4 giugno 2024",
        ),
        (
            "pt", "antes de 4 de junho de 2024", "após 4 de junho de 2024",
            "desde 4 de junho de 2024", "até 4 de junho de 2024", "até ao final de 2024",
            "em 4 de junho de 2024",
        ),
        (
            "ro", "înainte de 4 iunie 2024", "după 4 iunie 2024", "începând cu 4 iunie 2024",
            "până la 4 iunie 2024", "până în iunie 2024", "la 4 iunie 2024",
        ),
        (
            "nl", "vóór 4 juni 2024", "na 4 juni 2024", "sinds 4 juni 2024", "tot 4 juni 2024",
            "tot eind 2024", "het plan voor 2024",
        ),
        (
            "da", "før den 4. juni 2024", "efter den 4. juni 2024", "siden den 4. juni 2024",
            "indtil den 4. juni 2024", "senest i juni 2024", "den 4. juni 2024",
        ),
        (
            "sv", "före den 4 juni 2024", "efter den 4 juni 2024", "sedan den 4 juni 2024",
            "fram till den 4 juni 2024", "senast juni 2024", "den 4 juni 2024",
        ),
        (
            "fi", "ennen 4. kesäkuuta 2024", "4. kesäkuuta 2024 jälkeen",
            "4. kesäkuuta 2024 lähtien", "4. kesäkuuta 2024 asti", "kesäkuuhun 2024 mennessä",
            "4. kesäkuuta 2024",
        ),
        (
            "et", "enne 4. juunit 2024", "pärast 4. juunit 2024", "alates 4. juunist 2024",
            "kuni 4. juunini 2024", "hiljemalt juunis 2024", "4. juunil 2024",
        ),
        (
            "lv", "pirms 2024. gada 4. jūnija", "pēc 2024. gada 4. jūnija",
            "kopš 2024. gada 4. jūnija", "līdz 2024. gada 4. jūnijam", "līdz 2024. gada jūnijam",
            "2024. gada 4. jūnijā",
        ),
        (
            "lt", "prieš 2024 m. birželio 4 d.", "po 2024 m. birželio 4 d.",
            "nuo 2024 m. birželio 4 d.", "iki 2024 m. birželio 4 d.", "iki 2024 m. birželio",
            "2024 m. birželio 4 d.",
        ),
        (
            "pl", "Przed 4 czerwca 2024 r.", "po czerwcu 2024 r.", "od dnia 4 czerwca 2024 r.",
            "do 4 czerwca 2024 r.", "do końca 2024 r.", "do UE w czerwcu 2024 r.",
        ),
        (
            "cs", "před 4. červnem 2024", "po 4. červnu 2024", "od 4. června 2024",
            "do 4. června 2024", "do konce roku 2024", "dne 4. června 2024",
        ),
        (
            "sk", "pred 4. júnom 2024", "po 4. júni 2024", "od 4. júna 2024", "do 4. júna 2024",
            "do konca roka 2024", "4. júna 2024",
        ),
        (
            "sl", "pred 4. junijem 2024", "po 4. juniju 2024", "od 4. junija 2024",
            "do 4. junija 2024", "do konca leta 2024", "4. junija 2024",
        ),
        (
            "hr", "prije 4. lipnja 2024.", "nakon 4. lipnja 2024.", "od 4. lipnja 2024.",
            "do 4. lipnja 2024.", "do kraja 2024.", "4. lipnja 2024.",
        ),
        (
            "hu", "2024. június 4. előtt", "2024. június 4-e után", "2024. június 4-e óta",
            "2024. június 4-ig", "2024-ig", "2024. június 4-én",
        ),
        (
            "bg", "преди 4 юни 2024 г.", "след 4 юни 2024 г.", "считано от 4 юни 2024 г.",
            "до 4 юни 2024 г.", "до края на 2024 г.", "на 4 юни 2024 г.",
        ),
        (
            "el", "πριν από τις 4 Ιουνίου 2024", "μετά τις 4 Ιουνίου 2024",
            "από τις 4 Ιουνίου 2024", "έως τις 4 Ιουνίου 2024", "έως το τέλος του 2024",
            "στις 4 Ιουνίου 2024",
        ),
        (
            "mt", "qabel l-4 ta' Ġunju 2024", "wara l-4 ta' Ġunju 2024",
            "mill-4 ta' Ġunju 2024", "sal-4 ta' Ġunju 2024", "sa Ġunju 2024",
            "fl-4 ta' Ġunju 2024",
        ),
        (
            "ga", "roimh an 4 Meitheamh 2024", "tar éis an 4 Meitheamh 2024",
            "ón 4 Meitheamh 2024", "go dtí an 4 Meitheamh 2024", "go dtí 2024",
            "an 4 Meitheamh 2024",
        ),
    ],
)  # fmt: skip
def test_how_a_thing_lies_to_a_date_is_read_in_each_language(
    language: str, before: str, after: str, since: str, until: str, by: str, on: str
) -> None:
    read_as = [
        [date.relation for date in facts(text, language).dates]
        for text in (before, after, since, until, by, on)
    ]
    assert read_as == [["before"], ["after"], ["since"], ["until"], ["by"], [""]]


@pytest.mark.parametrize(
    ("text", "language", "read_as"),
    [
        ("Before the enlargement of June 2024, 17 companies belonged.", "en", "before"),
        ("Vor der Erweiterung vom Juni 2024 waren es 17.", "de", "before"),
        ("Avant l’élargissement de juin 2024, elles étaient 17.", "fr", "before"),
        ("Prima dell'allargamento del giugno 2024 erano 17.", "it", "before"),
        ("Przed rozszerzeniem w czerwcu 2024 r. było ich 17.", "pl", "before"),
        ("A 2024. júniusi bővítés előtt 17 vállalat volt tag.", "hu", "before"),
        ("Πριν από τη διεύρυνση του Ιουνίου 2024 ήταν 17.", "el", "before"),
        ("She spoke before the Court in June 2024.", "en", ""),
        ("Sie sprach vor dem Gericht im Juni 2024.", "de", ""),
    ],
)
def test_what_begins_before_something_of_a_date_is_not_in_it(
    text: str, language: str, read_as: str
) -> None:
    (date,) = facts(text, language).dates
    assert date.relation == read_as
    (month, year) = facts("in June 2024, or in 2024", "en").dates
    assert meets_any([month], date) == (read_as == "")
    assert meets_any([year], date)


def test_the_end_of_a_range_of_dates_is_no_until() -> None:
    for text, language in (("von 2015 bis 2020", "de"), ("od 2015 r. do 2020 r.", "pl")):
        assert facts(text, language).dates[1].relation == "by"
    _, last = facts("from 4 June 2024 until 6 July 2024", "en").dates
    assert last.relation == "by"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("growth 2017-2020", "en"),
        ("nove platforme 2017–2020", "sl"),
        ("between January 2017 and the end of 2020", "en"),
        ("zwischen 2017 und 2020", "de"),
        ("vuosien 2017 ja 2020 välillä", "fi"),
        ("2017 és 2020 között", "hu"),
    ],
)
def test_a_range_holds_what_lies_in_it(text: str, language: str) -> None:
    asked = facts(text, language).dates
    (within, on_its_end, before, after) = facts("2018, 2020, 2016 or 2021", "en").dates
    assert meets_any(asked, within)
    assert meets_any(asked, on_its_end)
    assert not meets_any(asked, before)
    assert not meets_any(asked, after)


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("in spring 2027", "en", {3, 4, 5}),
        ("à l'été de 2026", "fr", {6, 7, 8}),
        ("im Herbst 2026", "de", {9, 10, 11}),
        ("in spring and summer 2026", "en", {3, 4, 5, 6, 7, 8}),
        ("im Frühjahr oder Sommer 2026", "de", {3, 4, 5, 6, 7, 8}),
        ("the spring school in summer 2026", "en", {6, 7, 8}),
        ("in 2025 and spring 2026", "en", {3, 4, 5}),
        ("in Q1 and Q2 2026", "en", set()),
        ("from Q1-Q3 2026", "en", set()),
        ("the first and second quarter of 2026", "en", set()),
        ("in den ersten drei Quartalen 2026", "de", set()),
        ("Quel a été en 2024 le nombre", "fr", set()),
        ("did arrivals fall in 2025", "en", set()),
        ("in H2 2026", "de", set()),
        ("2027 tavaszán", "hu", {3, 4, 5}),
        ("2027. gada ziemā", "lv", {12, 1, 2}),
        ("2026. év tavaszán", "hu", {3, 4, 5}),
        ("2026. I. félévében", "hu", {1, 2, 3, 4, 5, 6}),
        ("2026 m. II ketvirtį", "lt", {4, 5, 6}),
        ("2026. aasta teises kvartalis", "et", {4, 5, 6}),
        ("vuoden 2026 toisella neljänneksellä", "fi", {4, 5, 6}),
        ("în trimestrul II 2026", "ro", {4, 5, 6}),
        ("al doilea trimestru al anului 2026", "ro", {4, 5, 6}),
        ("au printemps de l'année 2026", "fr", {3, 4, 5}),
        ("na primavera do ano de 2026", "pt", {3, 4, 5}),
        ("im zweiten Quartal des Jahres 2026", "de", {4, 5, 6}),
        ("την άνοιξη του έτους 2026", "el", {3, 4, 5}),
        ("by Q3/2026", "en", {7, 8, 9}),
        ("in Q3 2026", "en", {7, 8, 9}),
        ("im 3. Quartal 2026", "de", {7, 8, 9}),
        ("w II kwartale 2026 r.", "pl", {4, 5, 6}),
        ("2026. gada otrajā ceturksnī", "lv", {4, 5, 6}),
        ("in the first half of 2026", "en", {1, 2, 3, 4, 5, 6}),
        ("el segundo semestre de 2026", "es", {7, 8, 9, 10, 11, 12}),
        ("a quarter of 2026 reports", "en", set()),
        ("the fifth quarter of 2026", "en", set()),
        ("in 2026 the summer school", "en", set()),
        ("in autumn, and in 2026", "en", set()),
        ("It ended in 2026. Summer is over", "en", set()),
        ("2026. Tavasz volt", "hu", set()),
        ("the second half of three quarters 2026", "en", set()),
        ("Summer is over. It ended in 2026", "en", set()),
        ("a été lancée en 2027", "fr", set()),
    ],
)
def test_a_part_of_a_year_is_told_by_its_months(text: str, language: str, months: set[int]) -> None:
    *_, date = facts(text, language).dates
    assert date.months == months


@pytest.mark.parametrize(
    ("text", "language", "relation"),
    [
        ("since spring 2026", "en", "since"),
        ("before the second quarter of 2026", "en", "before"),
        ("2026 tavasza óta", "hu", "since"),
        ("seit Frühjahr 2026", "de", "since"),
    ],
)
def test_what_lies_to_a_part_of_a_year_stands_around_all_of_it(
    text: str, language: str, relation: str
) -> None:
    (date,) = facts(text, language).dates
    assert (date.relation, text[date.start : date.end]) == (relation, "2026")


def test_a_part_of_a_year_is_met_by_what_may_lie_in_it() -> None:
    (asked,) = facts("in spring 2026", "en").dates
    for text in ("in April 2026", "on 3 May 2026", "in Q2 2026", "in 2026"):
        assert meets_any([asked], facts(text, "en").dates[0])
        assert meets_any(facts(text, "en").dates, asked)
    for text in ("in June 2026", "in autumn 2026", "in Q1 2025", "in spring 2025"):
        assert not meets_any([asked], facts(text, "en").dates[0])
    (july,) = facts("in July 2026", "en").dates
    for text in ("since spring 2026", "after spring 2026", "before autumn 2026", "by Q4 2026"):
        assert meets_any(facts(text, "en").dates, july)
    for text in ("before spring 2026", "after Q3 2026", "until spring 2026", "since autumn 2026"):
        assert not meets_any(facts(text, "en").dates, july)
    assert not asked.within(facts("in 2026", "en").dates[0])
    assert asked.within(facts("on 3 May 2026", "en").dates[0])


def test_what_lasted_until_a_date_was_before_it() -> None:
    (asked,) = facts("before 2018", "en").dates
    until, since = facts("until 2018, and since 2018", "en").dates
    assert meets_any([asked], until)
    assert not meets_any([asked], since)


def test_a_sum_by_one_date_is_none_by_a_later_one() -> None:
    asked = facts("How many were referred by December 2018?", "en").dates
    same, before = (
        facts(f"By {month} 2018 it was 48,931.", "en").dates[0]
        for month in ("December", "February")
    )
    assert meets_any(asked, same)
    assert not meets_any(asked, before)
    assert meets_any(facts("Wie viele waren es bis 2018?", "de").dates, before)


def test_two_dates_are_no_range() -> None:
    asked = facts("in 2017 and in 2020", "en").dates
    (within, named) = facts("2018 or 2020", "en").dates
    assert not meets_any(asked, within)
    assert meets_any(asked, named)


@pytest.mark.parametrize(
    ("text", "language", "ordinals"),
    [
        ("mötet den femte december 2018", "sv", []),
        ("the fifth of December 2018", "en", []),
        ("another one has 20. What is behind it?", "en", []),
        ("das 3. Ministertreffen", "de", [3]),
        ("Εκτός από τις πλατφόρμες", "el", []),
        ("η έκτη σύνοδος", "el", [6]),
        ("η εκτη συνοδος", "el", [6]),
        ("przewodniczył ósmemu posiedzeniu", "pl", [8]),
        ("predsedal tretiemu zasadnutiu", "sk", [3]),
        ("pirmininkavo dešimtajam posėdžiui", "lt", [10]),
        ("šeštosios sesijos metu", "lt", [6]),
        ("otrās sanāksmes laikā", "lv", [2]),
    ],
)
def test_a_day_the_end_of_a_sentence_or_another_word_is_no_ordinal(
    text: str, language: str, ordinals: list[int]
) -> None:
    found = facts(text, language)
    assert [min(number.values) for number in found.ordinals] == ordinals
    assert [date.day for date in found.dates] in ([], [5])


def test_a_list_of_names_is_counted() -> None:
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


def test_a_day_without_its_year_may_be_in_any_year() -> None:
    asked = facts("Where was the plenary of November 2024 held?", "en").dates
    (november,) = facts("On 7 November, it met in Zadar.", "en").dates
    (october,) = facts("On 7 October, it met in Zadar.", "en").dates
    assert meets_any(asked, november)
    assert not meets_any(asked, october)


@pytest.mark.parametrize(
    ("language", "ended", "other"),
    [
        ("bg", "Временните правила изтекоха през април.", "Правилата бяха приети през април."),
        ("cs", "Platnost pravidel skončila v dubnu.", "Pravidla byla přijata v dubnu."),
        ("da", "Reglerne udløb i april.", "Reglerne blev vedtaget i april."),
        (
            "de",
            "Die Regeln sind im April ausgelaufen.",
            "Die Regeln wurden im April angenommen.",
        ),
        ("el", "Οι κανόνες έληξαν τον Απρίλιο.", "Οι κανόνες εγκρίθηκαν τον Απρίλιο."),
        ("en", "The funding came to an end in 2022.", "The funding began in 2022."),
        ("es", "Las normas caducaron en abril.", "Las normas se adoptaron en abril."),
        ("et", "Eeskirjad aegusid aprillis.", "Eeskirjad võeti vastu aprillis."),
        ("fi", "Säännöt päättyivät huhtikuussa.", "Säännöt hyväksyttiin huhtikuussa."),
        ("fr", "Le financement a pris fin en 2022.", "Le financement a été accordé en 2022."),
        ("ga", "Chuaigh na rialacha in éag in Aibreán.", "Glacadh na rialacha in Aibreán."),
        ("hr", "Pravila su istekla u travnju.", "Pravila su donesena u travnju."),
        (
            "hu",
            "A szabályok áprilisban hatályukat vesztették.",
            "A szabályokat áprilisban fogadták el.",
        ),
        ("it", "Le norme sono scadute in aprile.", "Le norme sono state adottate in aprile."),
        ("lt", "Taisyklės nustojo galioti balandį.", "Taisyklės priimtos balandį."),
        ("lv", "Noteikumi zaudēja spēku aprīlī.", "Noteikumus pieņēma aprīlī."),
        ("mt", "Ir-regoli skadew f'April.", "Ir-regoli ġew adottati f'April."),
        ("nl", "De regels zijn in april verlopen.", "De regels zijn in april vastgesteld."),
        ("pl", "Przepisy wygasły w kwietniu.", "Przepisy przyjęto w kwietniu."),
        ("pt", "As regras caducaram em abril.", "As regras foram adotadas em abril."),
        ("ro", "Normele au expirat în aprilie.", "Normele au fost adoptate în aprilie."),
        ("sk", "Platnosť pravidiel sa skončila v apríli.", "Pravidlá boli prijaté v apríli."),
        ("sl", "Pravila so prenehala veljati aprila.", "Pravila so bila sprejeta aprila."),
        ("sv", "Reglerna löpte ut i april.", "Reglerna antogs i april."),
    ],
)
def test_what_says_whether_something_lasts(language: str, ended: str, other: str) -> None:
    assert says("lasting", ended, language)
    assert not says("lasting", other, language)


_OPPOSITES = {
    "bg": ("минималната глоба", "максималната глоба", "жълта", "червена"),
    "cs": ("minimální pokuta", "maximální pokuta", "žlutá", "červená"),
    "da": ("den laveste bøde", "højst 3 %", "gul", "rød"),
    "de": ("die Mindeststrafe", "höchstens 3 %", "gelbe", "rote"),
    "el": ("το ελάχιστο πρόστιμο", "το μέγιστο πρόστιμο", "κίτρινος", "κόκκινος"),
    "en": ("the minimum fine", "at most 3 %", "yellow", "red"),
    "es": ("la multa mínima", "la multa máxima", "amarilla", "roja"),
    "et": ("minimaalne trahv", "maksimaalne trahv", "kollane", "punane"),
    "fi": ("vähimmäissakko", "enintään 3 %", "keltainen", "punainen"),
    "fr": ("l'amende minimale", "au plus 3 %", "jaune", "rouge"),
    "ga": ("an fhíneáil íosta", "an fhíneáil uasta", "buí", "dearg"),
    "hr": ("minimalna kazna", "maksimalna kazna", "žuta", "crvena"),
    "hu": ("legalább 1 %", "legfeljebb 3 %", "sárga", "piros"),
    "it": ("la multa minima", "la multa massima", "giallo", "rosso"),
    "lt": ("minimali bauda", "maksimali bauda", "geltonas", "raudonas"),
    "lv": ("minimālais sods", "maksimālais sods", "dzeltens", "sarkans"),
    "mt": ("il-multa minima", "il-multa massima", "isfar", "aħmar"),
    "nl": ("de laagste boete", "ten hoogste 3 %", "gele", "rode"),
    "pl": ("minimalna kara", "co najwyżej 3 %", "żółty", "czerwony"),
    "pt": ("a multa mínima", "a multa máxima", "amarelo", "vermelho"),
    "ro": ("amenda minimă", "cel mult 3 %", "galben", "roșu"),
    "sk": ("minimálna pokuta", "najviac 3 %", "žltý", "červený"),
    "sl": ("najnižja globa", "največ 3 %", "rumen", "rdeč"),
    "sv": ("lägsta böter", "högst 3 %", "gul", "röd"),
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_opposites_are_told_apart_in_each_language(language: str) -> None:
    least, most, yellow, red = _OPPOSITES[language]
    assert is_opposed(least, language, most, language)
    assert is_opposed(yellow, language, red, language)
    assert is_opposed(most, language, "at least", "en")
    assert is_opposed("red", "en", yellow, language)
    assert not is_opposed(least, language, least, language)
    assert not is_opposed(least, language, f"{least} {most}", language)
    assert not is_opposed(red, language, most, language)


_FIELDS = {
    "bg": ("терористично съдържание", "сексуално насилие над деца", "наркотици", "трафик на хора"),
    "cs": ("teroristický obsah", "sexuální zneužívání dětí", "drogy", "obchodování s lidmi"),
    "da": ("terrorindhold", "seksuelt misbrug af børn", "narkotika", "menneskehandel"),
    "de": ("Terrorpropaganda", "sexueller Kindesmissbrauch", "Drogen", "Menschenhandel"),
    "el": ("τρομοκρατικό", "κακοποίηση παιδιών", "ναρκωτικά", "εμπορία ανθρώπων"),
    "en": ("terrorist content", "child sexual abuse", "drugs", "trafficking in human beings"),
    "es": ("contenidos terroristas", "abuso sexual de menores", "drogas", "trata de personas"),
    "et": ("terroristlik sisu", "laste seksuaalne kuritarvitamine", "uimastid", "inimkaubandus"),
    "fi": ("terroristinen", "lasten seksuaalinen hyväksikäyttö", "huumeet", "ihmiskauppa"),
    "fr": (
        "contenus terroristes",
        "contenus pédopornographiques",
        "stupéfiants",
        "traite d'êtres humains",
    ),
    "ga": (
        "ábhar sceimhlitheoireachta",
        "mí-úsáid ghnéasach leanaí",
        "drugaí",
        "gáinneáil ar dhaoine",
    ),
    "hr": ("teroristički", "spolno zlostavljanje djece", "droga", "trgovina ljudima"),
    "hu": ("terrorista", "gyermekbántalmazás", "kábítószer", "emberkereskedelem"),
    "it": ("terroristici", "abusi sessuali su minori", "droga", "tratta di esseri umani"),
    "lt": ("teroristinis", "vaikų seksualinis išnaudojimas", "narkotikai", "prekyba žmonėmis"),
    "lv": ("teroristu", "bērnu seksuāla izmantošana", "narkotikas", "cilvēku tirdzniecība"),
    "mt": ("terroristiku", "abbuż sesswali tat-tfal", "droga", "traffikar tal-bnedmin"),
    "nl": ("terroristische inhoud", "seksueel misbruik van kinderen", "drugs", "mensenhandel"),
    "pl": ("terrorystyczne", "seksualne wykorzystywanie dzieci", "narkotyki", "handel ludźmi"),
    "pt": ("terroristas", "abuso sexual de crianças", "drogas", "tráfico de seres humanos"),
    "ro": ("terorist", "abuzul sexual asupra copiilor", "droguri", "traficul de persoane"),
    "sk": ("teroristický", "sexuálne zneužívanie detí", "drogy", "obchodovanie s ľuďmi"),
    "sl": ("teroristične", "spolna zloraba otrok", "droge", "trgovina z ljudmi"),
    "sv": ("terroristinnehåll", "sexuella övergrepp mot barn", "narkotika", "människohandel"),
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_one_field_of_harm_is_told_from_another_in_each_language(language: str) -> None:
    for field, english in zip(_FIELDS[language], _FIELDS["en"], strict=True):
        for other in set(_FIELDS[language]) - {field}:
            assert is_opposed(field, language, other, language)
            assert is_opposed(english, "en", other, language)
            assert not is_opposed(english, "en", f"{other}, {field}", language)


@pytest.mark.parametrize(
    ("question", "language", "asks"),
    [
        ("What deadline does MarketEU suggest?", "en", True),
        ("Jaký je termín pro odpověď?", "cs", True),
        ("Jaká terminologie platí?", "cs", False),
        ("Akú terminológiu používa sieť?", "sk", False),
        ("Qual è il termine per rispondere?", "it", True),
        ("Quali sono i termini per rispondere?", "it", True),
        ("Che cosa dicono i termini di servizio?", "it", False),
        ("Koks yra atsakymo terminas?", "lt", True),
        ("Kokia terminologija vartojama?", "lt", False),
        ("Kāds ir atbildes termiņš?", "lv", True),
        ("Kāda terminoloģija tiek lietota?", "lv", False),
        ("Care este termenul limită?", "ro", True),
        ("Care este termenul de răspuns?", "ro", True),
        ("Ce înseamnă termenul „hash”?", "ro", False),
        ("Welche Antragsfrist gilt?", "de", True),
        ("Quel délai propose l'EAOP ?", "fr", True),
        ("Jaki jest termin?", "pl", True),
        ("When was the Forum launched?", "en", False),
    ],
)
def test_a_deadline_is_asked_for(question: str, language: str, asks: bool) -> None:
    assert asks_deadline(question, language) == asks


@pytest.mark.parametrize(
    ("deputy", "language"),
    [
        ("заместник-директор", "bg"), ("zástupce ředitele", "cs"), ("vicedirektør", "da"),
        ("stellvertretende Direktorin", "de"), ("αναπληρωτής διευθυντής", "el"),
        ("deputy director", "en"), ("director adjunto", "es"), ("asejuht", "et"),
        ("varajohtaja", "fi"), ("directeur adjoint", "fr"), ("leas-stiúrthóir", "ga"),
        ("zamjenik ravnatelja", "hr"), ("igazgatóhelyettes", "hu"), ("vicedirettore", "it"),
        ("direktoriaus pavaduotojas", "lt"), ("direktora vietnieks", "lv"),
        ("viċi direttur", "mt"), ("adjunct-directeur", "nl"), ("zastępca dyrektora", "pl"),
        ("diretor adjunto", "pt"), ("director adjunct", "ro"), ("zástupca riaditeľa", "sk"),
        ("namestnica direktorja", "sl"), ("biträdande direktör", "sv"),
    ],
)  # fmt: skip
def test_a_deputy_is_told_from_whom_it_stands_in_for(deputy: str, language: str) -> None:
    assert "deputy" in attributes_asked(deputy, language)
    assert speaks_of("deputy", deputy, language)
    assert "deputy" not in attributes_asked("director", language)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("ředitelství", "cs"), ("Directorate-General", "en"), ("peadirektoraat", "et"),
        ("direktoraat", "et"), ("ard-stiúrthóireacht", "ga"), ("direktorat", "hr"),
        ("igazgatóság", "hu"), ("direktoratas", "lt"), ("direktorāts", "lv"),
        ("riaditeľstvo", "sk"), ("direktorat", "sl"), ("Generaldirektion", "de"),
        ("direction générale", "fr"), ("Dyrekcja", "pl"), ("Direzione generale", "it"),
    ],
)  # fmt: skip
def test_a_directorate_leads_nothing(body: str, language: str) -> None:
    assert not speaks_of("leading", body, language)
