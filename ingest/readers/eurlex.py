"""Legal acts as EUR-Lex publishes them in HTML: articles and recitals are told by their classes.

Acts since 2023 have classes like `oj-ti-art` and nested subdivisions with ids, older ones have
`ti-art` in a flat row of paragraphs, consolidated ones `title-article-norm`. All are read in the
order of their paragraphs.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from ingest.readers import Block, Reading
from ingest.readers.blocks import drop_reference, rows_of, words_of
from ingest.readers.recitals import RECITAL

_TITLE = {"doc-ti", "title-doc-first", "title-doc-last"}
_DIVISION = {"ti-section-1", "title-division-1"}
_DIVISION_TITLE = {"ti-section-2", "title-division-2"}
_ARTICLE = {"ti-art", "title-article-norm"}
_ARTICLE_TITLE = {"sti-art", "stitle-article-norm"}
_ANNEX = {"title-annex-1"}
_GROUP = {"ti-grseq-1", "title-gr-seq-level-1", "title-annex-2"}
_MASTHEAD = {"hd-date", "hd-lg", "hd-ti", "hd-oj", "hd-uniq", "hd-toc-1", "reference"}

_ARTICLE_LEVEL = 5
"""Below parts, titles, chapters and sections, of which an act has three at most."""


def is_act(page: Any) -> bool:
    """Tell whether a page is a legal act of EUR-Lex."""
    return any(
        _classes(part) & (_ARTICLE | {"doc-ti", "title-doc-first"}) for part in page.iter("p")
    )


def read_act(page: Any, language: str | None) -> Reading:
    """Read the title, the date and the paragraphs of a legal act.

    `language` is what the page declares; the act's own word for it wins, since the site around it
    may be in another.
    """
    language = _language(page) or language
    act = _Act(RECITAL.get(language or "", RECITAL["en"]))
    for part in _paragraphs(_simplified(_act_of(page))):
        act.add(part)
    act.close()
    return Reading(
        tuple(act.blocks),
        title=act.title or None,
        published_on=act.published_on,
        language=language,
    )


@dataclass
class _Act:
    """What was read of an act so far."""

    recital: str
    """What its language calls a recital."""
    title: str = ""
    published_on: date | None = None
    blocks: list[Block] = field(default_factory=list)
    _divisions: list[str] = field(default_factory=list)
    """The words for divisions met so far (CHAPTER, SECTION), from the widest to the narrowest."""
    _notes: list[str] = field(default_factory=list)
    _in_articles: bool = False

    def add(self, part: Any) -> None:
        """Add a paragraph or a table."""
        classes = _classes(part)
        text = _text(part)
        if classes & _MASTHEAD:
            self._add_masthead(text)
        elif part.tag == "table":
            self._add_table(part)
        elif not text:
            return
        elif classes & _TITLE:
            self._add_title(text)
        elif classes & _DIVISION:
            self._in_articles = True
            self.blocks.append(Block(text, self._level_of_division(text)))
        elif classes & _ARTICLE:
            self._in_articles = True
            self.blocks.append(Block(text, _ARTICLE_LEVEL))
        elif classes & (_DIVISION_TITLE | _ARTICLE_TITLE):
            self._extend_heading(text)
        elif classes & _ANNEX:
            self.blocks.append(Block(text, 2))
        elif classes & _GROUP:
            self.blocks.append(Block(text, 3))
        elif "note" in classes:
            self._notes.append(text)
        else:
            self._add_text(text)
            for table in _tables_in(part):
                self._add_table(table)

    def _add_table(self, table: Any) -> None:
        points = _points(table)
        if points == []:
            return
        if points is None:
            self.blocks.append(Block("\n".join(rows_of(table)), is_table=True))
        elif not self._in_articles and re.match(r"\(\d+\)\s", points[0]):
            self._add_text("\n".join(points))
        else:
            self._add_points(points)

    def close(self) -> None:
        """Take the notes at the end out of the last article: they belong to the whole act."""
        if self._notes:
            self.blocks.append(Block(self.title, level=1))
            self.blocks += [Block(note) for note in self._notes]

    def _add_masthead(self, text: str) -> None:
        if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
            day, month, year = map(int, found.groups())
            with suppress(ValueError):
                self.published_on = self.published_on or date(year, month, day)

    def _add_title(self, text: str) -> None:
        """Add a line of the act's title, or further down of an annex's."""
        last = self.blocks[-1] if self.blocks else None
        if last is None:
            self.title = text
            self.blocks.append(Block(text, level=1))
        elif not last.level:
            self.blocks.append(Block(text, level=2))
        elif not text.startswith("("):  # (Text with EEA relevance)
            self._extend_heading(text)
            if len(self.blocks) == 1:
                self.title = self.blocks[0].text

    def _extend_heading(self, text: str) -> None:
        last = self.blocks.pop() if self.blocks and self.blocks[-1].level else None
        self.blocks.append(Block(f"{last.text} {text}", last.level) if last else Block(text))

    def _add_text(self, text: str) -> None:
        numbered = re.match(r"\((\d+)\)\s", text)
        if self._in_articles or not numbered:
            # HAVE ADOPTED THIS REGULATION: it would stand below the last recital.
            if self._in_articles or not (text.isupper() and text.endswith(":")):
                self.blocks.append(Block(text))
            return
        heading = f"{self.recital} {numbered[1]}"
        self.blocks += [Block(heading, _ARTICLE_LEVEL), Block(text)]

    def _add_points(self, lines: list[str]) -> None:
        """Add points to the paragraph that introduces them."""
        last = self.blocks.pop() if self.blocks and not self.blocks[-1].level else None
        self.blocks.append(Block("\n".join([last.text, *lines] if last else lines)))

    def _level_of_division(self, text: str) -> int:
        words = re.sub(r"\b[IVXLC]+\b|\d+\w?|[^\w\s]", " ", text).casefold().split()
        kind = words[0] if words else ""
        if kind not in self._divisions:
            self._divisions.append(kind)
        return min(2 + self._divisions.index(kind), _ARTICLE_LEVEL - 1)


def _act_of(page: Any) -> Any:
    """Return the part of a page that is the act, without the site around it."""
    found = page.xpath(
        "//*[@id='docHtml'] | //*[@id='document1'] | //div[contains(@class, 'eli-container')]/.."
    )
    return found[0] if found else page


def _simplified(act: Any) -> Any:
    """Return the act without references to notes, and with tables where it only looks like them."""
    for reference in act.xpath(".//a[not(ancestor::p[contains(@class, 'note')])]"):
        if re.fullmatch(r"\s*\(?\s*\d+\s*\)?\s*", "".join(reference.itertext())):
            drop_reference(reference)
    for cell in act.xpath(".//td[p[contains(@class, 'tbl-hdr')]]"):
        cell.tag = "th"
    for grid in act.xpath(".//div[contains(@class, 'grid-list')][div]"):
        row = etree.Element("tr")
        for column in grid:
            column.tag = "td"
        row.extend(list(grid))
        grid.tag = "table"
        grid.append(row)
    return act


def _paragraphs(part: Any) -> Iterator[Any]:
    """Yield an act's paragraphs and tables, in order."""
    for child in part.iterchildren(etree.Element):
        classes = _classes(child)
        numbered = "norm" in classes and child.find("span[@class='no-parag']") is not None
        if child.tag == "p" or numbered or (child.tag == "table" and not _holds_titles(child)):
            yield child
        elif child.tag in {"body", "div", "table", "tbody", "tr", "td", "section", "article"}:
            yield from _paragraphs(child)


def _holds_titles(table: Any) -> bool:
    return any(_classes(part) & (_MASTHEAD | _TITLE | _ARTICLE) for part in table.iter("p"))


def _points(table: Any) -> list[str] | None:
    """Return the points of a list that is set as a table: a number in one cell, words in the next.

    None for a table that is one.
    """
    lines = []
    for row in table.xpath("./tr | ./tbody/tr"):
        cells = [cell for cell in row.iterchildren("td") if "".join(cell.itertext()).strip()]
        if len(cells) != 2 or not _MARK.fullmatch(words_of(cells[0])):
            return None
        lines.append(f"{words_of(cells[0])} {_text(cells[1])}")
        for nested in _tables_in(cells[1]):
            lines += _points(nested) or rows_of(nested)
    return lines


def _tables_in(part: Any) -> Iterator[Any]:
    """Yield the tables in an element, but not those in these."""
    for child in part.iterchildren(etree.Element):
        if child.tag == "table":
            yield child
        else:
            yield from _tables_in(child)


_MARK = re.compile(r"\(?\w{1,6}[.)]?\)?|[—–•-]")


def _text(part: Any) -> str:
    """Return the words of a paragraph, without its lists and without traces of notes."""
    return re.sub(r"\s*\(\s*\)", "", words_of(part, without=frozenset({"table"})))


def _classes(part: Any) -> set[str]:
    return {name.removeprefix("oj-") for name in part.get("class", "").split()}


def _language(page: Any) -> str | None:
    """Return the language that the masthead names."""
    stated = (words_of(part).lower() for part in page.iter("p") if "hd-lg" in _classes(part))
    return next((found for found in stated if found in RECITAL), None)
