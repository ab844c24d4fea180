"""Reads what an office calls otherwise by its plain name: its "line to take" is a position, and its
"bullets" are points. Pure.

What is unsafe is detected by how a text sounds: "line to take on terrorist manifestos" sounds like
drugs, and "I need three bullets" like what is fired. That is all that is read otherwise: who asks
for more than a position, or for points on something else, still says so.

office_words.json holds, for each of the 24 official EU languages, "idioms" for a position and the
"plain" name. Those in English are used in all of them.
"""

import re

from assistant.understanding.phrases.framing import points_wanted
from assistant.wording.facts.lexicon import any_of
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import folded

_BULLETS = re.compile(r"\bbullets\b", re.IGNORECASE)


def with_plain_office_words(text: str, language: str) -> str:
    """Return a text with the plain name of a position in place of each idiom for one, and with
    bullet points in place of bullets that a text is asked for in."""
    words = read_data(__package__, "office_words.json")
    own, english = words[known(language)], words["en"]
    said = folded(text)
    for found in reversed([*any_of([*own["idioms"], *english["idioms"]]).finditer(said)]):
        text = f"{text[: found.start()]}{own['plain']}{text[found.end() :]}"
    return _BULLETS.sub("bullet points", text) if points_wanted(text, language) else text
