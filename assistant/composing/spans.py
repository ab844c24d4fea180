"""Quotes sentences: each with what it cannot be understood without, nothing twice. Pure."""

from collections.abc import Callable, Sequence

from assistant.conversation import Quote
from assistant.deciding.answerability import Evidence
from assistant.wording.fragments import dates_what_is_above, is_asked, is_fragment
from assistant.wording.leaning import is_reply, understood
from assistant.wording.onwards import goes_on
from assistant.wording.speakers import line_of, speakers
from vectorstore.passages import Passage, cosine
from vectorstore.points import mark_of
from vectorstore.terms import WORD, terms

MOST_SENTENCES = 4
"""How many sentences an answer quotes at most, with what they lean on; a list counts as one, and so
does a series."""

LONGEST_LIST = 12
"""How many items a list has at most that is quoted whole. Of a longer one only the item that
answers is quoted, with the sentence that introduces the list."""

_SHORT_REPLY = 2
"""So many words a reply has at most that stands in front of a sentence ("Not yet.")."""

_MOST_AFTER = 2
"""So many sentences tell what came of what one says."""

_FEW_WORDS, _FEW_TERMS = 3, 2
"""A sentence of no more words, or telling words, says of nothing what somebody does with it."""

_ALIKE = 0.98
"""Cosine from which sentences beside each other say the same of several things or times."""


def quoted(
    chosen: Sequence[Evidence],
    *,
    most: int = MOST_SENTENCES,
    whole: bool = False,
    as_given: bool = False,
) -> list[Quote]:
    """Return what is quoted for these sentences, nothing twice; each document's together and in its
    order, or all `as_given`.

    Where it is to be `whole`, a sentence comes with its series, which counts as one.
    """
    quotes: list[Quote] = []
    counted = 0
    for one in chosen:
        further = lacking(understandable(one), quotes)
        counted += len(further)
        if quotes and counted > most:
            break
        quotes += further
        if whole:
            quotes += lacking(_quotes(one, _series), quotes)
    return quotes if as_given else _in_order(quotes)


def _in_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Return quotes, each document's together and in its order."""
    documents = list(dict.fromkeys(quote.document.id for quote in quotes))
    return sorted(quotes, key=lambda quote: (documents.index(quote.document.id), quote.start))


def lacking(further: Sequence[Quote], quotes: Sequence[Quote]) -> list[Quote]:
    """Return the further quotes that do not stand in the quotes already."""
    return [one for one in further if not any(_holds(quote, one) for quote in quotes)]


def _holds(quote: Quote, other: Quote) -> bool:
    return quote.passage.id == other.passage.id and quote.start <= other.start < quote.end


def understandable(one: Evidence) -> list[Quote]:
    """Return a sentence as it is quoted: after what it leans on, or in the list that it is an item
    of or introduces."""
    return _quotes(one, lambda passage, place: spans(passage, place, one.language))


def _quotes(
    one: Evidence, around: Callable[[Passage, int], Sequence[tuple[int, int]]]
) -> list[Quote]:
    passage, document = one.hit.passage, one.hit.document
    return [Quote(passage, document, start, end) for start, end in around(passage, one.place)]


def spans(passage: Passage, place: int, language: str) -> list[tuple[int, int]]:
    """Return what a sentence is quoted with, itself among it: what it leans on, and what tells that
    it is no longer so, or the list that it is an item of or introduces."""
    sentences = passage.sentences
    if speakers(passage, sentences[place], language):
        return _with_who_said_it(passage, place, language)
    items = _items(passage, place)
    if items and _introduces(passage, items.start - 1):
        whole = (sentences[items.start - 1].start, sentences[items.stop - 1].end)
        introduction = (whole[0], sentences[items.start - 1].end)
        alone = [introduction, (sentences[place].start, sentences[place].end)]
        return [whole] if len(items) <= LONGEST_LIST else alone
    said = understood(passage, place, language)
    first = sentences.index(said[0])
    while first and _needs_what_is_above(passage, first, language):
        first -= 1
    last = place
    while last < place + _MOST_AFTER and goes_on(passage, last, language):
        last += 1
    return [(one.start, one.end) for one in sentences[first : last + 1]]


def _with_who_said_it(passage: Passage, place: int, language: str) -> list[tuple[int, int]]:
    """Return a sentence of somebody's statement after the first of it, which names them, and what
    it leans on: what others said in lines of their own is none of it."""
    start, _ = line_of(passage, passage.sentences[place])
    first = next(one for one in passage.sentences if one.end > start)
    said = [one for one in understood(passage, place, language) if one.start >= start]
    return list(dict.fromkeys((one.start, one.end) for one in (first, *said)))


def _needs_what_is_above(passage: Passage, place: int, language: str) -> bool:
    """Tell whether a sentence says too little without the one above it: that is a short reply in
    front of it ("No. Members pay nothing."), or the question that it replies to ("Is it binding?
    No."), or says of what it tells ("The group agreed."), or what was on that day ("Riga, 3 May
    2024"). Of several sentences that all say as little ("Entry
    is free. Dogs are banned.") none tells of what another is."""
    lines = passage.wordings
    if passage.begins_line(passage.sentences[place].start):
        return dates_what_is_above(lines, place, language)
    if is_reply(passage, place - 1, _SHORT_REPLY):
        return True
    replies = is_reply(passage, place, _SHORT_REPLY)
    if is_fragment(lines[place - 1]):
        return replies and is_asked(lines[place - 1])
    return replies or (
        _says_little(lines[place], language) and not _says_little(lines[place - 1], language)
    )


def _says_little(wording: str, language: str) -> bool:
    """Tell whether a sentence is but somebody who does something, and neither names anybody nor
    tells a figure: "The group agreed."."""
    _, *others = WORD.findall(wording) or [""]
    is_plain = not any(map(str.isdigit, wording)) and all(word.islower() for word in others[1:])
    is_ended = wording.endswith((".", "!")) and ":" not in wording
    is_short = len(others) < _FEW_WORDS or len(terms(wording, language)) <= _FEW_TERMS
    return is_plain and is_ended and is_short


def _series(passage: Passage, place: int) -> list[tuple[int, int]]:
    """Return the run of similar sentences that a sentence stands in, such as the size of something
    year after year; none if it is longer than a list that is quoted whole."""
    first, last = place, place + 1
    while first and _alike(passage, first - 1):
        first -= 1
    while last < len(passage.sentences) and _alike(passage, last - 1):
        last += 1
    said = passage.sentences[first:last]
    return [(one.start, one.end) for one in said] if len(said) <= LONGEST_LIST else []


def _alike(passage: Passage, place: int) -> bool:
    """Tell whether a sentence and the next one are alike, and neither is a fragment: by its
    vector, which has its title, "Dear Helena," may be."""
    one, other = passage.sentences[place : place + 2]
    if any(is_fragment(passage.wording(each)) for each in (one, other)):
        return False
    assert other.vector is not None, "what a search finds carries its vectors"
    return cosine(one.vector, other.vector) >= _ALIKE


def _items(passage: Passage, place: int) -> range:
    """Return the items of the list that a sentence is an item of, or introduces.

    A numbered item that is a sentence of its own needs no list ("2. Fees rise."), unlike what goes
    on with the introduction ("(b) four hours, for others").
    """
    first = last = place + _introduces(passage, place)
    mark = _mark(passage, first)
    if not mark or (first == place and mark != "-" and not _goes_on(passage, place)):
        return range(first, first)
    while first and _mark(passage, first - 1) == mark:
        first -= 1
    while last < len(passage.sentences) and _mark(passage, last) == mark:
        last += 1
    return range(first, last)


def _mark(passage: Passage, place: int) -> str:
    return mark_of(passage.wording(passage.sentences[place]))


def _goes_on(passage: Passage, place: int) -> bool:
    _, _, said = passage.wording(passage.sentences[place]).partition(" ")
    return said[:1].islower()


def _introduces(passage: Passage, place: int) -> bool:
    """Tell whether a sentence is followed by the items of a list that it introduces."""
    return (
        0 <= place < len(passage.sentences) - 1
        and passage.wording(passage.sentences[place]).rstrip().endswith(":")
        and bool(_mark(passage, place + 1))
    )
