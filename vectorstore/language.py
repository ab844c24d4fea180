"""The 24 official EU languages: which one a text is in, its sentences, and its index terms."""

import math
import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import sentencex
import Stemmer

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Question words, and the commonest words without a meaning of their own; no word that could be
# asked for. Where the language has a stemmer, a word stands for all forms with its stem.
_STOP_WORDS = {
    "bg": "и или в във с със на до от за по при е са беше бе бяха се си да не че то този тази "
    "кой коя кое кои кого който която което които какво що кога къде защо как колко през към г",
    "cs": "a i nebo v ve z ze s se na do od o u za po pro při je jsou byl byla byly si že to ten "
    "ta kdo koho co kdy kde proč jak kolik který která které kteří k",
    "da": "en et den det de der og i på af til for fra med som om er var blev bliver har havde at "
    "ikke sig hvem hvad hvornår hvor hvorfor hvordan hvilken hvilket hvilke mange s",
    "de": "der die das den dem des ein und oder in im an am auf zu zum zur von vom mit für bei aus "
    "als ist sind war wird wurde werden hat haben es sich wer wen wem was wann wo warum wie viel "
    "welch",
    "el": "ο η το οι τα του της των τον την τους τις και ή σε στο στη στην στον στα στις στους από "
    "με για είναι ήταν έχει να θα που ότι δεν ποιος ποια ποιο ποιοι ποιες τι πότε πού γιατί πώς "
    "πόσοι πόσες πόσα",
    "en": "a an the and or of in on at to for from by with as is are was were be been do does did "
    "has have had it its this that these those there who whom whose what which when where why how "
    "many much s t",
    "es": "el la los las un una y o de del a al en con por para se su es son fue ha han que qué "
    "quien quién quiénes cuando cuándo donde dónde cuánto cual cuál cuáles como cómo no lo",
    "et": "ja või ning on oli ei et see need ka kes kelle mis mida millal kus miks kuidas mitu kas "
    "milline millised",
    "fi": "ja tai on ovat oli ei että se ne joka jotka kuka ketkä kenen mikä mitkä mitä milloin "
    "missä mihin miksi miten kuinka monta n",
    "fr": "le la les l un une des de du d et ou à au aux en dans sur par pour avec est sont a ont "
    "été ce cette ces se s il elle ne n pas c y que qu qui quoi quand où pourquoi comment combien "
    "quel t",
    "ga": "an na a agus nó i in ag ar as do de le ó go is tá bhí atá sé sí siad é í cé cén cad "
    "céard cathain conas cá fáth mhéad t n h b",
    "hr": "a i ili u s sa na do od o za po pri iz je su bio bila bili se da to taj ta tko koga što "
    "kada kad gdje zašto kako koliko koji koja koje kojih",
    "hu": "a az egy és vagy is nem hogy ez van volt ki kik kit mi mit mikor hol miért hogyan hány "
    "mennyi mely melyik melyek milyen",
    "it": "il lo la gli i le l un una e o di del dello della dei delle d a al alla in nel nella "
    "con su per da dal dalla è sono fu ha hanno si non ad che chi cosa cos quando dove perché come "
    "quanto quale",
    "lt": "ir ar bei yra buvo ne su iš į nuo apie per po prie tai kad kas ką kam kada kur kodėl "
    "kaip kiek kuris kuri kurie kurios koks kokia kokie kokios m d",
    "lv": "un vai ir bija tika nav ar no par uz pie pēc tas tā šis šī kas ko kam kad kur kāpēc kā "
    "cik kurš kura kuri kuras kāds kāda kādi kādas",
    "mt": "u jew il l ta tal t f fi fil fl b bi bil ma mal m minn mill għal għall lil lill li huwa "
    "hija kien kienet kienu dan din min meta x inhu inhi fejn għaliex kif kemm liema",
    "nl": "de het een en of in op aan te van voor met door bij uit is zijn was werd wordt heeft "
    "hebben dat die dit deze er wie wat wanneer waar waarom hoe hoeveel welk welke veel tot naar",
    "pl": "a i oraz lub w we z ze na do od o u za po przez dla jest są był była było były się nie "
    "to ten ta że kto kogo co kiedy gdzie dlaczego jak ile ilu który która które którzy czy r",
    "pt": "o a os as um uma e ou de do da dos das em no na por pelo para com se seu é são foi ao à "
    "não que quem quando onde quanto qual quais como porquê porque",
    "ro": "un o și sau de a al la în din pe cu pentru prin este sunt fost au are se că nu care "
    "cine ce când unde cum cât câți câte s",
    "sk": "a aj i alebo v vo z zo s so sa na do od o u za po pre pri je sú bol bola bolo boli si "
    "že to ten tá kto koho čo kedy kde prečo ako koľko ktorý ktorá ktoré ktorí k",
    "sl": "a in ali v z s na do od o za po pri je so bil bila bilo bili se si da to ta ki kdo koga "
    "kaj kdaj kje zakaj kako koliko kateri katera katero katere",
    "sv": "en ett den det de och i på av till för från med som om är var blev blir har hade att "
    "inte sig vem vad när varför hur vilken vilket vilka många s",
}
LANGUAGES = frozenset(_STOP_WORDS)
"""ISO 639-1 codes."""

# Snowball has no stemmer for bg, lv, mt, sk and sl. Its Serbian one also reads Croatian: it takes
# Latin letters and the ijekavian forms.
# fmt: off
_ALGORITHMS = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hr": "serbian", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nl": "dutch",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}
# fmt: on

_ADDRESS = re.compile(r"\w{1,12}://\S+|www\.\S+|[\w.-]{1,64}@\S+")
_SPOKEN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ACRONYM_LETTERS = 6
_SURE, _SURE_OF_ONE_WORD = 0.2, 0.4
"""Least probabilities: short questions lie above the first, most bare names below the second."""

_MORE_OF_THE_DEFAULT = 2

# The time that sentencex takes grows with the square of the quotation marks left open in a line.
_LINE = re.compile(r"[^\n]{1,50000}(?!\S)|[^\n]{1,50000}")
_TRIMMED = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_TAIL = 40
_LAST_WORD = re.compile(r"(?:(\S+)\s+)?[\"'„“«(\[]*(?:\w{1,4}['’-])?([^\W_]+(?:\.[^\W_]+)*)\.$")
_LABEL = re.compile(r"[^\W\d_]{3,30} \d{1,3}[^\W\d_]?\.")
"""What stands before a text and is no sentence by itself: "Recommendation 3."."""
_ITEM = re.compile(r"[-*•–] |(?:[^\W\d_]{1,30} )?\(?\d{1,3}\b")
"""What an item of a list begins with: "- ", "3.", "Action 3"."""
_ASIDE = re.compile(r"([^\W\d_]{2,30}(?: [^\W\d_]{2,30})?)\s?:\s[^\"“”„«:]{1,100}")
"""What says who or by when of what stands before it, and is nothing by itself: "Owner: Spain."."""
_LONGEST_ASIDE = 12
"""So many words it has at most."""
_OPENING = "\"'„“”«»‘’([¿¡–— "
_LAW_NUMBER = re.compile(r"\([^\W\d_]{2}\)")
_CODE = re.compile(r"\b[^\W\d_]{2,8}(?:\.[^\W\d_]?\d{1,2}\b|\.[^\W\d_]\b)+")
"""What a unit may be called, in capitals: "HOME.D4", "CNECT.G.2"."""
_CURRENCY = ("EUR", "€")
_YEAR = frozenset({"r", "г"})
"""How Polish and Bulgarian abbreviate "year"."""
_LONGEST_TIME = 5
"""So many words a preposition and a time have at most."""
_VOWEL = re.compile("[aeiouyаеиоуъюяαεηιουω]")
_TITLES = frozenset({"dna", "gđa", "ing", "mag", "mevr", "prof", "καθ"})
_CAPITALS_AFTER_ORDINALS = frozenset({"de", "hr"})
_ENDS = re.compile(
    r"\([^()]*\)|\[[^][]*\]|\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|"
    r"\b([^\W\d_]{2,})\.\s+(?=([^\W_]))"
)
"""Where a sentence may end that sentencex does not end: after a word, before another or a digit. It
ends none in brackets and quotation marks, and no more does this."""
_LONGEST_ABBREVIATION = 5
"""Of so many letters an abbreviation before a number is at most ("stk. 3"), as a rule."""

# Words that sentencex takes for abbreviations. They are that before numbers alone, or never.
_NO_ABBREVIATIONS = {
    "da": "del din form med ned nord port rest sort to var",
    "en": "May ill may me miss no ore",
    "es": "bien contra entre extra no nos para sobre",
    "hu": "nem",
    "it": "fa fasi file grano mai ore sa si sia targa va via",
    "nl": "best dat hand pas top",
    "pl": "dniem port",
    "sl": "maj",
    "sv": "del det maj med",
}

WORD = re.compile(r"[^\W_]+")
"""A word or a number: letters and digits, without what may join two."""
LONGEST_WORD = 64
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ı": "i"}
)


def detect(text: str, default: str = "en") -> str:
    """Return the language that a text is most likely in, one of LANGUAGES.

    `default` is returned when there is no evidence: no words, or a bare name or acronym. Method:
    naive Bayes over byte n-grams (Lui and Baldwin, 2012, https://aclanthology.org/P12-3005/), with
    the model that py3langid carries; each stop word of a language makes it e times as likely, which
    is a quarter fewer errors in 5,400 questions. Where no language has more of these than the
    default, that is taken to have two more: "budget for 2027" is Danish by its letters, and "for" a
    word of both.
    """
    telling = _without_names(text)
    words = Counter(word.casefold() for word in _SPOKEN_WORD.findall(telling))
    if not words:
        return default
    ranked = {str(language): float(one) for language, one in _identifier().rank(telling)}
    stops = {
        language: sum(words[word] for word in words.keys() & _stop_words(language))
        for language in ranked
    }
    # Only ratios count, and e to the power of a thousand words is no number.
    most = max(stops.values())
    if stops.get(default) == most > 0:
        stops[default] += _MORE_OF_THE_DEFAULT
    likely = {language: ranked[language] * math.exp(stops[language] - most) for language in ranked}
    best = max(likely, key=lambda language: likely[language])
    enough = _SURE if words.total() > 1 else _SURE_OF_ONE_WORD
    return best if likely[best] / sum(likely.values()) >= enough else default


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of a text's sentences: ordered, without white space at either end.

    Every line ends a sentence, so wrapped lines are to be joined before. Together the spans cover
    all that is not white space; they are offsets in characters.
    """
    return [
        (line.start() + start, line.start() + end)
        for line in _LINE.finditer(text)
        for start, end in _sentences(line[0], language)
    ]


def terms(text: str, language: str) -> list[str]:
    """Return a text's index terms in its order: words stemmed, folded, without stop words.

    A term holds lower-case letters without accents and digits, nothing else. Raises KeyError for a
    language that is not in LANGUAGES. Stemmers: https://snowballstem.org/algorithms/
    """
    return [term for word in words(text) if (term := _term(word, language))]


def words(text: str) -> list[str]:
    """Return a text's words in its order, casefolded; numbers are words too.

    A longer word than any is cut: what is known of words is kept.
    """
    # Casefold takes some letters apart again, so they are put together a second time.
    text = unicodedata.normalize("NFC", text).replace("\xad", "").casefold()
    return [word[:LONGEST_WORD] for word in WORD.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """Return the word without accents; whatever is neither letter nor digit goes with them."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_UNDECOMPOSED))
    return "".join(character for character in decomposed if character.isalnum())


def folded(text: str) -> str:
    """Return a text without accents and capitals, letter for letter, so that places stay the same:
    of two letters that one is folded to, the first."""
    return "".join((fold(letter.casefold()) or letter)[:1] for letter in text)


def is_stop_word(word: str, language: str) -> bool:
    """Tell whether a word is one that tells nothing of what a text is about."""
    return word.casefold() in _stop_words(language)


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(_STOP_WORDS[language].split())


def _without_names(text: str) -> str:
    """Return the text without addresses, acronyms and, where other words remain, names."""
    text = _ADDRESS.sub(" ", text)
    words = [word for word in _SPOKEN_WORD.findall(text) if not is_acronym(word)]
    names = {word for word in words if word[0].isupper()} - set(words[:1])
    dropped = names if sum(word[0].islower() for word in words) > 1 else set()
    kept = _SPOKEN_WORD.sub(
        lambda match: "" if is_acronym(match[0]) or match[0] in dropped else match[0], text
    )
    return " ".join(kept.split())


def is_acronym(word: str) -> bool:
    """Tell whether a word in capitals is short enough for an acronym: "MONEYWISE" is a name."""
    return word.isupper() and 1 < len(word) <= _ACRONYM_LETTERS


@cache
def _identifier() -> "LanguageIdentifier":
    # Half a second, most of it for the model: too long for commands that detect nothing.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def _sentences(line: str, language: str) -> list[tuple[int, int]]:
    """Return the sentences of one line: those of sentencex, cut where it does not and joined where
    it cut too often."""
    # sentencex panics over some white space outside ASCII, and cannot read lone surrogates.
    plain = re.sub(r"\s", " ", line).encode(errors="replace").decode()
    cuts = {cut["start_index"] for cut in sentencex.get_sentence_boundaries(language, plain)}
    ends = (one for one in _ENDS.finditer(plain) if one[1] and _ends(one[1], one[2], language))
    cuts.update(one.end() for one in ends)
    codes = (one for one in _CODE.finditer(plain) if one[0].isupper())
    cuts.difference_update(place for one in codes for place in range(one.start() + 1, one.end()))
    spans: list[tuple[int, int]] = []
    for cut, following in pairwise([*sorted(cuts), len(line)]):
        if not (piece := _TRIMMED.search(line, cut, following)):
            continue
        start, end = piece.span()
        left = line[slice(*spans[-1])] if spans else ""
        if left and (
            _goes_on(left[-_TAIL:], piece[0], language) or _is_aside(left, piece[0], language)
        ):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _ends(word: str, following: str, language: str) -> bool:
    """Whether a sentence ends with a word and a full stop before what is no small letter.

    Before digits most languages have abbreviations ("stk. 3"), which sentencex never cuts in some.
    A long word is none of these if it stops after a vowel, or in a dictionary; nouns that are
    written with a capital stop before one when they are cut short: "Abschn. 3".
    """
    if following.isdigit():
        if len(word) <= _LONGEST_ABBREVIATION:
            return False
        end = fold(word.casefold())[-2:]
        if _VOWEL.match(end[-1:]):
            return True
        if not word.islower():
            return bool(_VOWEL.match(end))
        # It imports this module, and reads a dictionary for up to seconds when it is first asked.
        from vectorstore.dictionaries import is_word

        return is_word(word, language)
    return following.isupper() and word in _NO_ABBREVIATIONS.get(language, "").split()


def _goes_on(left: str, right: str, language: str) -> bool:
    """Whether `right` goes on with the sentence `left`, cut after an abbreviation, an ordinal, a
    label or, as in a row of a table, a question in it."""
    first = right.lstrip(_OPENING)[:1]
    if right[0] in ",;" or (first.islower() and left[-1] not in "?!;"):
        return True
    if _LABEL.fullmatch(left):
        return True
    if not (match := _LAST_WORD.search(left)):
        return False
    before, word = match.groups(default="")
    is_first = not left[: match.start(2)].strip(_OPENING)
    if word.replace(".", "").isdigit() and not (before or is_first):  # at 10:00. The
        return False
    if "." in word and word.replace(".", "").isdigit():  # 3.2. Aims; but: on 12.3.2026. The
        return is_first or (first.isdigit() and len(word) <= _LONGEST_ABBREVIATION)
    if word.isdigit():  # 1. Aims; 3. 12. 2015; am 4. Juni; Die 2. Sitzung; but: Artikel 14. Die
        counting = before.islower() or match.start(1) == 0
        ordinal = counting and language in _CAPITALS_AFTER_ORDINALS
        return len(word) < 3 and (not before or first.isdigit() or ordinal)
    if _LAW_NUMBER.match(right):  # Reg. (EU)
        return True
    if first.isdigit():  # Art. 14; but: se probó. 59
        is_whole = len(word) == _LONGEST_ABBREVIATION and _VOWEL.match(fold(word[-1].casefold()))
        if len(word) <= _LONGEST_ABBREVIATION and not is_whole:
            return True
    if before[-1:].isdigit():  # 2015 r.; 9 a.m.; 30 min.; but: 10 mio. EUR
        return right.startswith(_CURRENCY) or (word in _YEAR and _says_but_when(left, language))
    return (
        ("." in word and not word[-1].isdigit())
        or len(word) == 1
        or word.casefold() in _TITLES
        or (len(word) <= 4 and not word.isupper() and not _VOWEL.search(fold(word.casefold())))
    )


def _is_aside(left: str, right: str, language: str) -> bool:
    """Whether `right` is a short clause with a label that says more of an item, `left`."""
    label = _ASIDE.fullmatch(right)
    return (
        bool(label and _ITEM.match(left))
        and right[0].isupper()
        and left[-1] not in "?:"
        and len(right.split()) <= _LONGEST_ASIDE
        and not any(is_stop_word(word, language) for word in (label[1] if label else "").split())
    )


def _says_but_when(left: str, language: str) -> bool:
    """Whether a text is but a preposition and a time, as before a capital: "W maju 2025 r."."""
    first, *others = left.split()
    is_whole = len(left) < _TAIL
    return is_whole and len(others) < _LONGEST_TIME and is_stop_word(first, language)


@lru_cache(maxsize=1 << 16)
def _term(word: str, language: str) -> str:
    stem = _stem(word, language)
    return "" if stem in _stop_stems(language) else fold(stem)


@cache
def _stop_stems(language: str) -> frozenset[str]:
    return frozenset(_stem(word, language) for word in words(_STOP_WORDS[language]))


def _stem(word: str, language: str) -> str:
    if not (algorithm := _ALGORITHMS.get(language)):
        return word
    # Threads must not share a stemmer, and a new one costs only 0.3 microseconds.
    stem = str(Stemmer.Stemmer(algorithm, 0).stemWord(word))
    return stem if len(stem) > 1 else word  # the Serbian one leaves an "e" of "EU"
