"""Cuts a document's text into passages of whole sentences, never across a heading.

A passage is what is searched; it is long enough to be understood and short enough to be about one
thing. The merging of sentences into pieces is LangChain's; sentences come from `language`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from operator import itemgetter

from langchain_text_splitters import RecursiveCharacterTextSplitter, TextSplitter

from vectorstore.language import split_sentences
from vectorstore.passages import DocumentText, Passage, Section, Sentence

PASSAGE_TOKENS = 280
"""The most tokens in a passage, its context in front not counted."""

CountTokens = Callable[[Sequence[str]], list[int]]


def cut(content: DocumentText, count_tokens: CountTokens) -> list[Passage]:
    """Return the passages of a document, in order, with their sentences' spans and no vectors.

    Passage ids depend on the version's digest and the passage's place: the same version always
    gets the same ids, another version never does.
    """
    digest = content.digest
    chunks = [
        (section, chunk)
        for section in content.sections
        for chunk in _chunks(content, section, count_tokens)
    ]
    return [
        Passage(
            id=sha256(f"{digest}:{ordinal}".encode()).hexdigest()[:20],
            ordinal=ordinal,
            start=chunk[0].start,
            end=chunk[-1].end,
            text=content.text[chunk[0].start : chunk[-1].end],
            headings=section.headings,
            page=section.page,
            sentences=tuple(chunk),
        )
        for ordinal, (section, chunk) in enumerate(chunks)
    ]


def _chunks(
    content: DocumentText, section: Section, count_tokens: CountTokens
) -> Iterator[list[Sentence]]:
    """Yield the section's sentences in groups of at most PASSAGE_TOKENS tokens."""
    body = content.text[section.start : section.end]
    spans = _spans(body, content.document.language, count_tokens)
    if not spans:
        return
    taken = 0
    for chunk in _Merger(spans, count_tokens).create_documents([body]):
        end = chunk.metadata["start_index"] + len(chunk.page_content)
        next_one = bisect_left(spans, end, lo=taken, key=itemgetter(0))
        yield [
            Sentence(section.start + first, section.start + last)
            for first, last in spans[taken:next_one]
        ]
        taken = next_one


def _spans(body: str, language: str, count_tokens: CountTokens) -> list[tuple[int, int]]:
    """Return the sentences' spans; one too long for a passage is cut at the best place inside."""
    spans = split_sentences(body, language)
    lengths = count_tokens([body[start:end] for start, end in spans])
    return [
        part
        for span, length in zip(spans, lengths, strict=True)
        for part in ([span] if length <= PASSAGE_TOKENS else _parts(body, span, count_tokens))
    ]


def _parts(
    body: str, span: tuple[int, int], count_tokens: CountTokens
) -> Iterator[tuple[int, int]]:
    splitter = RecursiveCharacterTextSplitter(
        separators=["\n", "; ", ", ", " ", ""],
        chunk_size=PASSAGE_TOKENS,
        chunk_overlap=0,
        length_function=lambda text: count_tokens([text])[0],
        add_start_index=True,
    )
    for part in splitter.create_documents([body[slice(*span)]]):
        start = span[0] + part.metadata["start_index"]
        yield start, start + len(part.page_content)


class _Merger(TextSplitter):
    """Puts sentences together up to the size of a passage."""

    def __init__(self, spans: Sequence[tuple[int, int]], count_tokens: CountTokens) -> None:
        super().__init__(
            chunk_size=PASSAGE_TOKENS,
            chunk_overlap=0,
            length_function=lambda text: count_tokens([text])[0],
            add_start_index=True,
        )
        self._spans = spans

    def split_text(self, text: str) -> list[str]:
        """Return the pieces; each keeps the white space between its sentences."""
        starts = [start for start, _ in self._spans]
        ends = [*starts[1:], len(text)]
        pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        return self._merge_splits(pieces, separator="")
