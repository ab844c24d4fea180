"""Numbers the quotes of an answer and writes its text. Pure functions."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import groupby

from assistant.conversation import Citation, Quote
from assistant.sentences import language_name, long_date, say
from assistant.wording.dated import mailed
from assistant.wording.tables import is_row
from vectorstore.passages import Document, Passage
from vectorstore.points import is_item, mark_of
from vectorstore.quoting import printed


def cite(quotes: Sequence[Quote]) -> tuple[Citation, ...]:
    """Return a citation for each quote, numbered from 1 in the order of the text."""
    return tuple(
        Citation(
            number,
            quote.passage,
            quote.document,
            quote.wording,
            quote.start,
            quote.end,
            _day(quote.passage, quote.document),
        )
        for number, quote in enumerate(quotes, 1)
    )


def _day(passage: Passage, document: Document) -> date | None:
    """Return the day of the mail that a passage is of, if its document is a thread whose last one
    is of a day, or else the document's."""
    sent, last = mailed(passage, document.language), document.published_on
    if sent and last:
        with suppress(ValueError):  # "31 November" is no day
            return min(date(*sent[:3]), last)
    return last


def write(
    citations: Sequence[Citation],
    language: str,
    openings: Sequence[str] = (),
    remarks: Sequence[str] = (),
    besides: int = 0,
    *,
    listed: bool = False,
    sourced: bool = False,
) -> list[str]:
    """Return the pieces of the answer's text; joined they are the text.

    Each quote is a piece, with its marker; the last piece has the dates of the sources or, if
    `sourced`, the pieces list the sources themselves. Quotes of one passage stand in one
    paragraph, as do points of one list and rows of one table, and what begins a line there begins
    one here; if `listed`, all quotes are items. What
    is not quoted is in `language`. `openings` come before the quotes, and `remarks` after those
    that answer. The last `besides` quotes are introduced as found besides.
    """
    answering = len(citations) - besides
    pieces = [f"{opening}\n\n" for opening in openings]
    pieces += _quoted(citations[:answering], listed)
    pieces += [f"\n\n{remark}" for remark in remarks]
    if besides:
        first, *others = _quoted(citations[answering:], listed)
        pieces += [f"\n\n{say(language, 'besides')}\n\n{first}", *others]
    if sourced:
        return [*pieces, "\n\n", *_sources(citations, language)]
    return [*pieces, f"\n\n{dates(citations, language)}"]


def _quoted(citations: Sequence[Citation], listed: bool) -> list[str]:
    begun = zip((None, *citations), citations, strict=False)
    return [
        f"{_gap(before, citation, listed)}{printed(citation.quote)} [{citation.number}]"
        for before, citation in begun
    ]


def write_sources(
    citations: Sequence[Citation],
    language: str,
    openings: Sequence[str] = (),
    remarks: Sequence[str] = (),
) -> list[str]:
    """Return the pieces of a text that lists the cited documents, of a thread each mail: with its
    title, publisher, date, address and the numbers of its quotes. A note has no address of its own;
    those of the pages that it summarises stand there."""
    return [
        *(f"{opening}\n\n" for opening in openings),
        *_sources(citations, language),
        *(f"\n\n{remark}" for remark in remarks),
    ]


def _sources(citations: Sequence[Citation], language: str) -> list[str]:
    of_each: dict[tuple[str, date | None], list[Citation]] = {}
    for citation in citations:
        of_each.setdefault((citation.document.id, citation.day), []).append(citation)
    return [
        ("\n" if place else "") + f"- {_source(those, language)}"
        for place, those in enumerate(of_each.values())
    ]


def _source(citations: Sequence[Citation], language: str) -> str:
    document = citations[0].document
    publisher = document.publisher if document.kind != "note" else None
    told = filter(None, (document.title, publisher, _date(citations[0], language)))
    addresses = [document.url] if document.url else document.summarises
    # Brackets in an address would pass for the answer's own markers.
    safe = (one.replace("[", "%5B").replace("]", "%5D") for one in addresses)
    markers = " ".join(f"[{citation.number}]" for citation in citations)
    return f"{', '.join([printed(', '.join(told)), *safe])} {markers}"


def lacks(part: str, language: str) -> str:
    """Return the sentence which says that a part of a question, as it was put, is not answered."""
    return say(language, "partial_missing", missing=printed(part))


def doubts(part: str, language: str) -> str:
    """Return the sentence which says that a part of a question, as it was put, may not be
    answered."""
    return say(language, "unsure_part", missing=printed(part))


def leaves(parts: Sequence[str], language: str) -> str:
    """Return the sentence which says that parts of a question, as they were put, are left for a
    next one."""
    return say(language, "partial_left", missing=printed("; ".join(parts)))


class Citing:
    """Numbers quotes as sentences cite them; one that was cited before keeps its number."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []

    def sentence(self, text: str, quotes: Sequence[Quote], gap: str) -> str:
        """Return a sentence with its markers, and what parts it from the one before."""
        first = not self.citations
        markers = " ".join(f"[{self._number(quote)}]" for quote in quotes)
        return f"{'' if first else gap}{text} {markers}"

    def _number(self, quote: Quote) -> int:
        for known in self.citations:
            if known.passage.id == quote.passage.id and (known.start, known.end) == (
                quote.start,
                quote.end,
            ):
                return known.number
        (citation,) = cite([quote])
        self.citations.append(replace(citation, number=len(self.citations) + 1))
        return len(self.citations)


def _gap(before: Citation | None, citation: Citation, listed: bool) -> str:
    if listed:
        return "\n" * (before is not None) + "- " * (not mark_of(citation.quote))
    if before is None:
        return ""
    if before.passage.id != citation.passage.id:
        return "\n" if _goes_on(before, citation) else "\n\n"
    return "\n" if citation.passage.begins_line(citation.start) else " "


def _goes_on(before: Citation, citation: Citation) -> bool:
    """Tell whether two quotes are points of one list, or rows of one table, that passages part."""
    quotes = before.quote, citation.quote
    return (
        before.document.id == citation.document.id
        and before.passage.headings == citation.passage.headings
        and (all(map(is_item, quotes)) or all(map(is_row, quotes)))
    )


def dates(citations: Sequence[Citation], language: str) -> str:
    """Return the line that dates each source, and names the language of one in another language."""
    dated = [
        f"{what} " + " ".join(f"[{citation.number}]" for citation in those)
        for what, those in groupby(citations, lambda citation: _date(citation, language))
    ]
    return f"{say(language, 'dates')} {'; '.join(dated)}"


def _date(citation: Citation, language: str) -> str:
    document = citation.document
    is_note = document.kind == "note"
    if citation.day:
        written = long_date(citation.day, language)
        # What a note tells is older than the note.
        parts = [say(language, "note_written", date=written) if is_note else written]
    else:
        parts = [say(language, "note")] * is_note + [say(language, "undated")]
    if document.language != language:
        name = language_name(document.language, language)
        parts.append(say(language, "in_language", language=name))
    return ", ".join(parts)
