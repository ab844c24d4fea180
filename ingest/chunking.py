"""Cuts a document's text into passages of whole sentences, never across a heading.

A passage is what is searched; it is long enough to be understood and short enough to be about one
thing. Sentences come from `language`; where one is too long for a passage, LangChain cuts it.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from langchain_text_splitters import RecursiveCharacterTextSplitter

from vectorstore.passages import DocumentText, Passage, Section, Sentence
from vectorstore.splitting import split_sentences

PASSAGE_TOKENS = 280
"""The most tokens in a passage, counted sentence by sentence and without its context."""

CountTokens = Callable[[Sequence[str]], list[int]]


def cut(content: DocumentText, count_tokens: CountTokens) -> list[Passage]:
    """Return the passages of a document, in order, with their sentences' spans and no vectors.

    Passage ids depend on the document's id, the version's digest and the passage's place: the same
    version always gets the same ids, another version never does.
    """
    version = f"{content.document.id}:{content.digest}"
    chunks = [
        (section, chunk)
        for section in content.sections
        for chunk in _chunks(content, section, count_tokens)
    ]
    return [
        Passage(
            id=sha256(f"{version}:{ordinal}".encode()).hexdigest()[:20],
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
    """Yield the section's sentences in groups of about PASSAGE_TOKENS tokens at the most."""
    body = content.text[section.start : section.end]
    spans = _spans(body, content.document.language, count_tokens)
    lengths = count_tokens([body[start:end] for start, end in spans])
    chunk: list[Sentence] = []
    total = 0
    for (start, end), length in zip(spans, lengths, strict=True):
        if chunk and total + length > PASSAGE_TOKENS:
            yield chunk
            chunk, total = [], 0
        chunk.append(Sentence(section.start + start, section.start + end))
        total += length
    if chunk:
        yield chunk


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
    def length(text: str) -> int:
        # A blank at the end would count as a token of its own, so it is left out; but a piece of
        # blanks must count, or LangChain takes it into two parts. It also asks for the length of
        # its separator, which is empty.
        return max(1, count_tokens([text.strip()])[0]) if text else 0

    splitter = RecursiveCharacterTextSplitter(
        separators=["; ", ", ", " ", ""],
        keep_separator="end",
        chunk_size=PASSAGE_TOKENS,
        chunk_overlap=0,
        # White space stays, so that the parts put together are the sentence, and their lengths
        # tell where each of them stands.
        strip_whitespace=False,
        length_function=length,
    )
    start = span[0]
    for part in splitter.split_text(body[slice(*span)]):
        trimmed = part.strip()
        if trimmed:
            offset = start + part.index(trimmed)
            yield offset, offset + len(trimmed)
        start += len(part)
