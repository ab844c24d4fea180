"""Reads what a model writes: sentences with the numbers of the passages they cite. Pure.

Models garble the form that they are asked for. Markers are read in every common shape, links,
images, HTML and Markdown are dropped, and a sentence is handed on once it is whole: nothing of it
is known before its marker is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal

from vectorstore.splitting import split_sentences

NONE = "NOT_IN_PASSAGES"
"""What a model writes when the passages do not answer; shared by prompt, code and tests."""

MISSING = "NOT_ANSWERED:"
"""What a model writes in front of the words of the question that it could not answer."""

Completeness = Literal["complete", "partial", "none"]

_NUMBERS = r"\^?\d{1,4}(?:\s*[,;&/–—-]\s*\^?\d{1,4})*"
# What stands in front of the number, in the languages that models fall into.
_SOURCE = (
    r"(?:source|passage|document|citation|reference|ref|quelle|beleg|abschnitt|extrait|fuente|"
    r"pasaje|fonte|brano|passo|bron|źródło|fragment|zdroj|kilde|källa|lähde|πηγή|източник)"
)
_MARKER = re.compile(
    rf"\s*(?:[\[【［〔](?:[^\W\d_]{{1,14}}\W{{0,3}})?(?P<square>{_NUMBERS})(?:†[^\]】］〕]{{0,40}})?"
    rf"[\]】］〕]|[(（]{_SOURCE}[^\W\d_]{{0,2}}\W{{0,3}}(?P<round>{_NUMBERS})[)）])",
    re.IGNORECASE,
)
_OPEN = re.compile(r"[\[【［〔(（<!][^\])】］〕）>\n]{0,200}$")
"""What may yet become a marker, a link or a tag."""
_MOST_IN_RANGE = 10

_THOUGHTS = re.compile(r"\s*<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THINKING = re.compile(r"\s*<(?:think|thinking|reasoning)>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_NUMBERED_LINK = re.compile(r"(\[\^?\d+\])\([^)\n]*\)")
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1>|$)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_ADDRESS = re.compile(r"(?:\b\w{2,12}:(?://|(?=alert|text/))|www\.)[^\s\]】]+", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")
_DECORATION = re.compile(r"\*\*|__|`+|^\s*(?:#+|>+)\s*|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence as a model wrote it, without its markers."""

    text: str
    numbers: tuple[int, ...]
    """The passages that it cites, invented ones among them."""
    gap: Literal[" ", "\n", "\n\n"]
    """What parts it from the sentence before."""


class TextReply:
    """Reads a reply in plain text, as it comes."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._held = ""
        self._gap: Literal[" ", "\n", "\n\n"] = " "
        self._spoke = False
        self.completeness: Completeness = "complete"
        self.missing = ""
        """The words of the question that the model says it could not answer."""

    def feed(self, piece: str) -> list[WrittenSentence]:
        """Return the sentences that are whole now."""
        self._held = _THOUGHTS.sub("", self._held + piece)
        if _THINKING.match(self._held):
            return []
        *lines, rest = self._held.split("\n")
        said = [one for line in lines for one in self._line(line)]
        whole, self._held = self._begun(rest)
        return said + whole

    def end(self) -> list[WrittenSentence]:
        """Return what was still held back."""
        held, self._held = self._held, ""
        return [] if _THINKING.match(held) else list(self._line(held))

    def _begun(self, line: str) -> tuple[list[WrittenSentence], str]:
        """Return the whole sentences of a line that goes on, and the rest of it.

        The last one may still get a marker, unless another begins.
        """
        start = line.lstrip()
        if _OPEN.search(line) or _begins(start, NONE) or _begins(start, MISSING):
            return [], line
        pieces = _pieces(line, self._language)
        if len(pieces) < 2:
            return [], line
        *whole, rest = pieces
        held = rest + line[len(line.rstrip()) :]
        return [one for piece in whole for one in self._said(piece)], held

    def _line(self, line: str) -> Iterator[WrittenSentence]:
        text = line.strip()
        if not text:
            self._gap = "\n\n" if self._spoke else " "
        elif text.startswith("```"):
            return
        elif NONE in text:
            self.completeness = "none"
        elif text.startswith(MISSING):
            self.completeness, self.missing = "partial", text.removeprefix(MISSING).strip()
        else:
            for piece in _pieces(line, self._language):
                yield from self._said(piece)
            self._gap = "\n" if self._spoke and self._gap == " " else self._gap

    def _said(self, piece: str) -> Iterator[WrittenSentence]:
        said = read(piece, self._gap)
        if said:
            self._gap, self._spoke = " ", True
            yield said


class StructuredReply:
    """Reads a reply in the form of SCHEMA, as it comes: each time all there is so far."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._read = 0
        self._reply: dict[str, Any] = {}
        self.completeness: Completeness = "complete"
        self.missing = ""

    def feed(self, reply: Any) -> list[WrittenSentence]:
        """Return the sentences that are whole now: another one, or another field, follows."""
        if not isinstance(reply, dict):
            return []
        self._reply = reply
        whole = len(self._sentences()) - (next(reversed(reply), "") == "sentences")
        return self._up_to(whole)

    def end(self) -> list[WrittenSentence]:
        """Return what was still held back."""
        said, missing = self._reply.get("completeness"), self._reply.get("missing")
        if said in ("partial", "none"):
            self.completeness = said
        self.missing = missing if isinstance(missing, str) else ""
        return self._up_to(len(self._sentences()))

    def _sentences(self) -> list[Any]:
        sentences = self._reply.get("sentences")
        return sentences if isinstance(sentences, list) else []

    def _up_to(self, end: int) -> list[WrittenSentence]:
        start, self._read = self._read, max(self._read, end)
        return [said for one in self._sentences()[start:end] for said in self._said(one)]

    def _said(self, one: Any) -> Iterator[WrittenSentence]:
        if not isinstance(one, dict) or not isinstance(one.get("text"), str):
            return
        cited = one.get("passages")
        numbers = [n for n in cited if type(n) is int] if isinstance(cited, list) else []
        for line in one["text"].split("\n"):
            for piece in _pieces(line, self._language):
                if said := read(piece, " "):
                    yield WrittenSentence(
                        said.text, tuple(dict.fromkeys([*numbers, *said.numbers])), said.gap
                    )


SCHEMA: dict[str, Any] = {
    "title": "answer",
    "description": "The answer, sentence by sentence.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "description": "The sentences of the answer; none if the passages do not answer.",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One sentence, without markers."},
                    "passages": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "description": "The numbers of the passages that carry it.",
                    },
                },
                "required": ["text", "passages"],
                "additionalProperties": False,
            },
        },
        "completeness": {"type": "string", "enum": ["complete", "partial", "none"]},
        "missing": {
            "type": "string",
            "description": "If partial: the words of the question that are not answered.",
        },
    },
    "required": ["sentences", "completeness", "missing"],
    "additionalProperties": False,
}
"""What a model that can is held to."""


def read(piece: str, gap: Literal[" ", "\n", "\n\n"]) -> WrittenSentence | None:
    """Return a sentence without its markers and decoration; None if no words are left."""
    item = _ITEM.match(piece)
    text = _plain(piece[item.end() :] if item else piece)
    numbers = [number for match in _MARKER.finditer(text) for number in _cited(match)]
    text = " ".join(_MARKER.sub("", text).split())
    text = re.sub(r"\s+([.,;:!?…])", r"\1", text)
    if not any(character.isalnum() for character in text):
        return None
    if item:
        gap, text = ("\n\n" if gap == "\n\n" else "\n"), f"- {text}"
    return WrittenSentence(text, tuple(dict.fromkeys(numbers)), gap)


def plain(text: str) -> str:
    """Return a model's words on one line, without markers, links, images, HTML and Markdown."""
    return " ".join(_MARKER.sub("", _plain(text)).split())


def _plain(text: str) -> str:
    for pattern, rest in (
        (_CODE, ""),
        (_IMAGE, ""),
        (_NUMBERED_LINK, r"\1"),
        (_LINK, r"\1"),
        (_TAG, ""),
        (_ADDRESS, ""),
    ):
        text = pattern.sub(rest, text)
    # Once more after the entities: what they hide must not come out as markup.
    text = _TAG.sub("", unescape(text))
    return _DECORATION.sub("", text).replace("<", "‹").replace(">", "›")


def _pieces(line: str, language: str) -> list[str]:
    """Return the sentences of a line, each with the markers that follow its full stop."""
    pieces: list[str] = []
    for start, end in split_sentences(line, language):
        text = line[start:end]
        leading = re.match(rf"(?:{_MARKER.pattern})+", text, re.IGNORECASE) if pieces else None
        if leading:
            pieces[-1] += f" {leading[0]}"
            text = text[leading.end() :].strip()
        if text and (not pieces or any(character.isalnum() for character in text)):
            pieces.append(text)
        elif text:
            pieces[-1] += text
    return pieces


def _begins(start: str, sign: str) -> bool:
    """Tell whether a line may be, or become, one that begins with a sign."""
    return bool(start) and (start.startswith(sign) or sign.startswith(start))


def _cited(marker: re.Match[str]) -> Iterator[int]:
    """Yield the numbers of a marker; "1-3" stands for three."""
    for part in re.split(r"[,;&/]", marker["square"] or marker["round"]):
        first, *last = (int(number) for number in re.findall(r"\d+", part))
        if last and 0 < last[-1] - first < _MOST_IN_RANGE:
            yield from range(first, last[-1] + 1)
        else:
            yield from (first, *last)
