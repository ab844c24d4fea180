"""Markdown, with front matter that says what the document is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Annotated, Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from ingest.readers import Block, Reading, ReadingFailed, table_rows
from ingest.readers.characters import whole
from ingest.readers.decoding import decode
from ingest.readers.grids import Cell, headed, labelled
from ingest.readers.labels import apart, states_nothing
from ingest.validation import reasons

_Text = Annotated[str, AfterValidator(whole)]
"""YAML's escapes can write half a character."""

_ALSO_CALLED = {"date": "published_on", "lang": "language"}
"""What Hugo, Jekyll, Obsidian and Pandoc call what is a key here."""
_OF_OTHERS = frozenset(
    {
        *("aliases", "author", "authors", "categories", "category", "created", "cssclasses"),
        *("description", "draft", "icon", "id", "keywords", "lastmod", "layout", "modified"),
        *("permalink", "slug", "subtitle", "summary", "tags", "template", "toc", "updated"),
        *("version", "weight"),
    }
)
"""Keys that they write and that say nothing of who may read a document. Any other unknown key may
be meant to close it to somebody, and is refused."""


class FrontMatter(BaseModel):
    """The keys that may stand in front of a Markdown document."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["document", "note"] = "document"
    title: _Text | None = None
    url: _Text | None = None
    publisher: _Text | None = None
    published_on: date | None = None
    language: str | None = None
    access: tuple[_Text, ...] = ()
    summarises: tuple[_Text, ...] = ()

    @model_validator(mode="after")
    def _notes_are_notes(self) -> "FrontMatter":
        if self.kind == "note" and (self.url or self.publisher):
            raise ValueError("a note has no url and no publisher of its own")
        if self.kind == "note" and not self.summarises:
            raise ValueError("a note lists in `summarises` the addresses it rests on")
        for address in filter(None, (self.url, *self.summarises)):
            if not address.startswith(("https://", "http://")):
                raise ValueError(f"{address} is not an http or https address")
        if self.kind == "document" and self.summarises:
            raise ValueError("only a note (`kind: note`) has `summarises`")
        return self


def read_markdown(data: bytes, encoding: str | None = None) -> Reading:
    """Read Markdown; front matter between `---` lines is optional. Raises ReadingFailed."""
    text, warnings = decode(data, encoding)
    said, body = _front_matter(text)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    root = SyntaxTreeNode(parser.parse(body))
    blocks = tuple(block for block in _headed(root.children) if block.text)
    if any(node.type == "html_block" and node.content[:4] != "<!--" for node in root.children):
        warnings += ("It holds HTML, which was left out; write that as Markdown.",)
    return Reading(
        blocks,
        kind=said.kind,
        title=said.title
        or next((_inline(node) for node in root.children if node.type == "heading"), None)
        or next((block.text for block in blocks[:1] if block.level), None),
        url=said.url,
        publisher=said.publisher,
        published_on=said.published_on,
        language=said.language,
        access=said.access,
        summarises=said.summarises,
        warnings=warnings,
        dropped=_left_out(root),
    )


def _left_out(root: SyntaxTreeNode) -> Counter[str]:
    """Return how many characters stand in comments, and in what is struck out."""
    found = "".join(
        match[1].strip()
        for node in root.walk()
        if node.type in {"html_block", "html_inline"}
        for match in re.finditer(r"<!--(.*?)-->", node.content, re.DOTALL)
    )
    struck = "".join(_inline(node) for node in root.walk() if node.type == "s")
    return +Counter({"comments": len(found), "struck-out text": len(struck)})


def _front_matter(text: str) -> tuple[FrontMatter, str]:
    # Read generously: front matter that is overlooked would open a closed document to everybody.
    if not re.match(r"\s*---[ \t]*\n", text):
        return FrontMatter(), text
    parts = re.split(r"^[ \t]*---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) < 3:
        raise ReadingFailed("Its front matter does not end: put a line `---` below it.")
    try:
        said = yaml.safe_load(parts[1]) or {}
    except (yaml.YAMLError, ValueError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        raise ReadingFailed(
            f"Its front matter is not YAML{line}: {getattr(error, 'problem', None) or error}."
        ) from error
    if not isinstance(said, dict):
        raise ReadingFailed("Its front matter must be lines like `title: ...`.")
    try:
        return FrontMatter.model_validate(_in_our_words(said)), parts[2]
    except ValidationError as error:
        raise ReadingFailed(f"Its front matter is wrong: {reasons(error, FrontMatter)}.") from error


def _in_our_words(said: dict[object, object]) -> dict[object, object]:
    """Return front matter as other programs write it by the keys that there are here. A `date` with
    an hour is its day; what is no date ("June") is left to the text."""
    own = {key: value for key, value in said.items() if key not in (_OF_OTHERS | {*_ALSO_CALLED})}
    also = {_ALSO_CALLED[key]: value for key, value in said.items() if key in _ALSO_CALLED}
    day = also.get("published_on")
    if isinstance(day, datetime):
        also["published_on"] = day.date()
    elif not isinstance(day, date):
        also.pop("published_on", None)
    return also | own


def _headed(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    """Yield the blocks; a line in bold that states nothing is the heading of what follows."""
    level = 0
    for node, below in zip_longest(nodes, nodes[1:]):
        heading, rest = _below_bold_line(node)
        is_followed = rest or (below is not None and not _below_bold_line(below)[0])
        if heading and is_followed:
            yield Block(heading, level=min(level + 1, 6))
            yield Block(rest)
            continue
        for block in _blocks(node):
            level = block.level or level
            yield block


def _below_bold_line(node: SyntaxTreeNode) -> tuple[str, str]:
    """Return a line in bold that states nothing, and what stands below it in its paragraph, which
    only a question has; two empty texts if a node does not begin so."""
    if node.type != "paragraph":
        return "", ""
    first, *others = _said(node)
    line, *rest = _lines(node)
    heading = _joined(_words(first))
    if first.type != "strong" or not states_nothing(heading):
        return "", ""
    if not others:
        return heading, ""
    is_question = heading.endswith("?") and others[0].type in {"softbreak", "hardbreak"}
    below = "\n".join([line.removeprefix(heading).strip(), *rest]).strip()
    return (heading, below) if is_question else ("", "")


def _blocks(node: SyntaxTreeNode) -> list[Block]:
    match node.type:
        case "heading":
            return [Block(_inline(node), level=int(node.tag[1]))]
        case "paragraph":
            return [Block("\n".join(_lines(node)), bold=_bold(node))]
        case "bullet_list" | "ordered_list":
            return [Block("\n".join(_items(node)))]
        case "table":
            return [Block(_table(node), is_table=True)]
        case "fence" | "code_block":
            return [Block(node.content.strip())]
        case "blockquote":
            return [block for child in node.children for block in _blocks(child)]
    return []  # rules and raw HTML say nothing


def _bold(paragraph: SyntaxTreeNode) -> int:
    """Return how many characters of a paragraph's beginning are bold."""
    first = next(iter(_said(paragraph)), None)
    return len(_joined(_words(first))) if first is not None and first.type == "strong" else 0


def _lines(paragraph: SyntaxTreeNode) -> list[str]:
    """Return a paragraph's lines: a break before a label in bold is no mere wrapping ("**Chair:**
    Ada" above "**Place:** Brussels"), nor are those of a head."""
    said = _said(paragraph)
    lines, in_bold = [""], set[int]()
    for child, *after in zip_longest(said, said[1:], said[2:]):
        if child.type in {"softbreak", "hardbreak"}:
            if _is_label(*after):
                in_bold.add(len(lines))
            lines.append("")
        else:
            lines[-1] += _words(child)
    return apart([*map(_joined, lines)], in_bold)


def _said(paragraph: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    children = (child for inline in paragraph.children for child in inline.children)
    return [child for child in children if child.type != "text" or child.content]


def _is_label(first: SyntaxTreeNode | None, second: SyntaxTreeNode | None) -> bool:
    if first is None or first.type != "strong":
        return False
    return _words(first).endswith(":") or (second is not None and _words(second).startswith(":"))


def _items(node: SyntaxTreeNode) -> list[str]:
    lines = []
    for item in node.children:
        texts = [block.text for child in item.children for block in _blocks(child) if block.text]
        # An ordered item's number may be part of what it says: "3. December 2015 was the day."
        mark = f"{item.info}." if item.info else "-"
        lines += [f"{mark} {texts[0]}", *texts[1:]] if texts else []
    return lines


def _table(node: SyntaxTreeNode) -> str:
    rows = [
        [_inline(cell) for cell in row.children] for part in node.children for row in part.children
    ]
    if any(rows[0]):
        return table_rows(rows[0], rows[1:])
    grid = [[Cell(text, head=False) for text in row] for row in rows[1:]]
    return "\n".join(labelled(headed(grid)))


def _inline(node: SyntaxTreeNode) -> str:
    """Return the words of a node without its markup."""
    return _joined("".join(_words(child) for child in node.children))


def _joined(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _words(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak" | "hardbreak":
            return " "
        case "html_inline":
            return " " if node.content.lower().startswith("<br") else ""
        case "image" | "s":  # what is struck out is said no more
            return ""
    return "".join(_words(child) for child in node.children)
