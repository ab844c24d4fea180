"""What only names something is told from what says or asks it."""

import pytest

from assistant.understanding.phrases.verbs import only_names
from vectorstore.language import LANGUAGES

ASKED = {
    "bg": ("членове на GIFCT", "TikTok е член"),
    "cs": ("členové GIFCT", "TikTok je členem"),
    "da": ("GIFCT's medlemmer", "TikTok er medlem"),
    "de": ("Mitglieder von GIFCT", "TikTok ist Mitglied"),
    "el": ("μέλη του GIFCT", "το TikTok είναι μέλος"),
    "en": ("GIFCT members", "TikTok is a member"),
    "es": ("miembros de GIFCT", "TikTok es miembro"),
    "et": ("GIFCT liikmed", "TikTok on liige"),
    "fi": ("GIFCT:n jäsenet", "TikTok on jäsen"),
    "fr": ("les membres de GIFCT", "TikTok est membre"),
    "ga": ("baill GIFCT", "tá TikTok ina bhall"),
    "hr": ("članovi GIFCT-a", "TikTok je član"),
    "hu": ("a GIFCT tagjai", "a TikTok tagja-e"),
    "it": ("i membri di GIFCT", "TikTok è membro"),
    "lt": ("GIFCT nariai", "TikTok yra narys"),
    "lv": ("GIFCT dalībnieki", "TikTok ir dalībnieks"),
    "mt": ("il-membri ta' GIFCT", "TikTok huwa membru"),
    "nl": ("leden van GIFCT", "TikTok is lid"),
    "pl": ("członkowie GIFCT", "TikTok jest członkiem"),
    "pt": ("membros do GIFCT", "o TikTok é membro"),
    "ro": ("membrii GIFCT", "TikTok este membru"),
    "sk": ("členovia GIFCT", "TikTok je členom"),
    "sl": ("člani GIFCT", "TikTok je član"),
    "sv": ("GIFCT:s medlemmar", "TikTok är medlem"),
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_has_no_verb_and_no_mark_only_names_something(language: str) -> None:
    named, said = ASKED[language]
    assert only_names(named, language)
    assert not only_names(said, language)
    assert not only_names(f"{named}{';' if language == 'el' else '?'}", language)
