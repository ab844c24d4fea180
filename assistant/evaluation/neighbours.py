"""Neighbours: generated documents that look like the bundled notes, on bodies that do not exist.

The bundled notes alone are a small haystack. Neighbours lie near them in meaning, but every
sentence names an invented forum, office, database, fund, plan or council, so none of them answers
a question about the real ones. Templates and names are in `neighbours.toml`.
"""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any, TypeVar

_ENGLISH_SHARE = 45
"""Of a hundred neighbours so many are English; the other languages share the rest evenly."""
_MONTHS = 14 * 12 + 10
"""Events fall between January 2012 and October 2026."""
_DAYS = (*range(2, 8), 9, 10, *range(12, 29))
"""No 1st, 8th or 11th: French writes `1er`, and Italian `l'8` and `l'11`."""
_TOP = """\
---
kind: document
title: {title}
publisher: {publisher}
published_on: {published_on}
language: {language}
{address}
---
"""
_ADDRESS = "url: https://neighbours.example/{slug}"
"""The line by which a neighbour is known."""

_T = TypeVar("_T")


def write_neighbours(folder: Path, count: int = 1_000) -> None:
    """Write `count` Markdown documents on invented bodies: the same files each time.

    The folder is made if need be. Neighbours in it from before are replaced or removed; files of
    others stay. The first files are the same for every count. No two files have one body of text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    generator = Random(0)  # noqa: S311 - it has to be repeatable, nothing is kept secret by it
    bodies: set[str] = set()
    written: set[Path] = set()
    for number in range(count):
        body = ""
        while not body or body in bodies:
            slug, top, body = _neighbour(generator, number)
        bodies.add(body)
        path = folder / f"{slug}.md"
        # As bytes, so that line ends are the same on every system.
        path.write_bytes(f"{top}\n{body}".encode())
        written.add(path)
    for path in set(folder.glob("*.md")) - written:
        if _ADDRESS.format(slug=path.stem).encode() in path.read_bytes().splitlines():
            path.unlink()


def _neighbour(generator: Random, number: int) -> tuple[str, str, str]:
    """Return a file's name, its front matter, and its Markdown."""
    language = _language(generator)
    words = _words()[language]
    subject = generator.choice(list(words["subjects"]))
    slug = f"{subject}-{number:04d}-{language}"
    template = words["subjects"][subject]
    happened, values = _values(generator, words)
    title = _filled(generator.choice(template["titles"]), values)
    top = _TOP.format(
        title=title,
        publisher=_filled(generator.choice(words["publishers"]), values),
        published_on=happened + timedelta(days=generator.randrange(20)),
        language=language,
        address=_ADDRESS.format(slug=slug),
    )
    # The first sentence says what the document is about; the others may stand in any selection.
    first, *others = template["sentences"]
    chosen = [first, *_some(generator, others, generator.randrange(1, 4))]
    text = " ".join(_filled(sentence, values) for sentence in chosen)
    return slug, top, f"# {title}\n\n## {generator.choice(template['headings'])}\n\n{text}\n"


def _language(generator: Random) -> str:
    if generator.randrange(100) < _ENGLISH_SHARE:
        return "en"
    others = [name for name, words in _words().items() if isinstance(words, dict) and name != "en"]
    return generator.choice(others)


def _values(generator: Random, words: dict[str, Any]) -> tuple[date, dict[str, object]]:
    """Return the day that a document is about, and what stands in its templates' places."""
    everywhere = _words()
    months = generator.randrange(_MONTHS)
    happened = date(2012 + months // 12, months % 12 + 1, generator.choice(_DAYS))
    plain, dated, inside = (words["months"][happened.month - 1].split("|") * 3)[:3]
    parts = {
        "day": happened.day,
        "year": happened.year,
        "plain": plain,
        "dated": dated,
        "inside": inside,
    }
    firms = _some(generator, everywhere["companies"], 3)
    names = words.get("names", everywhere["names"])
    code = generator.choice(everywhere["codes"])
    return happened, {
        "name": " ".join(generator.choice(part) for part in names),
        "city": generator.choice(everywhere["cities"]),
        **{f"firm{position}": firm for position, firm in enumerate(firms, 1)},
        **{form: words[form].format_map(parts) for form in ("date", "month", "within")},
        "ordinal": generator.choice(words["ordinals"]),
        "law": f"({code}) {happened.year}/{generator.randrange(100, 700)}",
        "small": generator.randrange(5, 21),
        "few": generator.randrange(5, 21),
        "percent": generator.randrange(60, 80),  # Italian elides before 8 and 80: l'80 per cento
        "number": _count(generator, 100, 6_000, words["thousands"]),
        "many": _count(generator, 6_000, 90_000, words["thousands"]),
    }


def _count(generator: Random, tens_from: int, tens_below: int, thousands: str) -> str:
    """Return a number whose last digit is 0 or 5 to 9: Polish has one form of a noun after it."""
    number = generator.randrange(tens_from, tens_below) * 10 + generator.choice((0, 5, 6, 7, 8, 9))
    return f"{number:,}".replace(",", thousands)


def _some(generator: Random, pool: Sequence[_T], size: int) -> list[_T]:
    """Return so many of the pool, none twice."""
    left = list(pool)
    return [left.pop(generator.randrange(len(left))) for _ in range(size)]


def _filled(template: str, values: dict[str, object]) -> str:
    text = template.format_map(values)
    return text[0].upper() + text[1:]


@cache
def _words() -> dict[str, Any]:
    package = files(__name__.rpartition(".")[0])
    return tomllib.loads((package / "neighbours.toml").read_text(encoding="utf-8"))
