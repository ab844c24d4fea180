"""Reads a position by its plain name: the "line to take" of an office is one. Pure.

What is unsafe is detected by how a text sounds, and "line to take on terrorist manifestos" sounds
like drugs. That is all that is read otherwise: who asks for more than a position still says so.

positions.json holds, for each of the 24 official EU languages, such "idioms" and the "plain" name.
Those in English are used in all of them.
"""

from functools import cache
from typing import Any

from assistant.wording.facts.lexicon import any_of, known
from vectorstore.data import read_data
from vectorstore.terms import folded


def with_plain_positions(text: str, language: str) -> str:
    """Return a text with the plain name of a position in place of each idiom for one."""
    own, english = _data()[known(language)], _data()["en"]
    said = folded(text)
    for found in reversed([*any_of([*own["idioms"], *english["idioms"]]).finditer(said)]):
        text = f"{text[: found.start()]}{own['plain']}{text[found.end() :]}"
    return text


@cache
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = read_data(__package__, "positions.json")
    return data
