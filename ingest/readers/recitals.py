"""What the recitals of legal acts are called, in the 24 official EU languages. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers import Block

RECITAL = {
    "bg": "Съображение",
    "cs": "Bod odůvodnění",
    "da": "Betragtning",
    "de": "Erwägungsgrund",
    "el": "Αιτιολογική σκέψη",
    "en": "Recital",
    "es": "Considerando",
    "et": "Põhjendus",
    "fi": "Johdanto-osan kappale",
    "fr": "Considérant",
    "ga": "Aithris",
    "hr": "Uvodna izjava",
    "hu": "Preambulumbekezdés",
    "it": "Considerando",
    "lt": "Konstatuojamoji dalis",
    "lv": "Apsvērums",
    "mt": "Premessa",
    "nl": "Overweging",
    "pl": "Motyw",
    "pt": "Considerando",
    "ro": "Considerentul",
    "sk": "Odôvodnenie",
    "sl": "Uvodna izjava",
    "sv": "Skäl",
}
"""What a recital is called when it is cited; the acts only number them."""

_FEWEST = 3
"""So many paragraphs, counted in brackets in front of an act's articles, are recitals."""
_FIRST_ARTICLE = re.compile(r"\W*(?:[^\W\d_]+\.? 1|1\.? [^\W\d_]+)\b")
_LEVEL = 6


def with_recitals(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Return the blocks of an act, each of its recitals under a heading as EUR-Lex's pages have it;
    other texts, and acts that have such headings, as they are."""
    articles = (
        place
        for place, block in enumerate(blocks)
        if block.level and _FIRST_ARTICLE.match(block.text)
    )
    end = next(articles, 0)
    called = RECITAL.get(language, RECITAL["en"])
    if any(block.level and block.text == f"{called} 1" for block in blocks[:end]):
        return tuple(blocks)
    apart = list(_apart(blocks[:end], called))
    headings = [block for block in apart if block.level == _LEVEL]
    return (*apart, *blocks[end:]) if len(headings) >= _FEWEST else tuple(blocks)


def _apart(blocks: Sequence[Block], called: str) -> Iterator[Block]:
    """Yield the blocks, and a heading above each line that goes on with counting "(1)", "(2)"."""
    number = 1
    for block in blocks:
        lines: list[str] = []
        for line in block.text.split("\n") if not block.level else []:
            if line.startswith(f"({number}) "):
                if lines:
                    yield replace(block, text="\n".join(lines))
                yield Block(f"{called} {number}", _LEVEL, block.page)
                lines = []
                number += 1
            if not (number > 1 and line.isupper() and line.endswith(":")):
                lines.append(line)  # HAVE ADOPTED THIS REGULATION: it is no recital
        if lines or block.level:
            yield block if block.level else replace(block, text="\n".join(lines))
