"""What Slack documents that a message or a dialog may hold at most, and how one looks as text."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Payload = dict[str, Any]


def require_allowed(method: str, given: Payload) -> None:
    """Raise AssertionError for a call that Slack would refuse."""
    assert len(given.get("text", "")) <= 4_000
    assert len(given.get("markdown_text", "")) <= 12_000
    assert len(given.get("title", "")) <= 200
    assert len(given.get("prompts", ())) <= 4
    for chunk in given.get("chunks", ()):
        assert len(chunk.get("text", "")) <= 12_000
    require_blocks(given.get("blocks") or [], 50)
    if method == "views.open":
        View(**given["view"]).to_dict()  # Slack's own checks of lengths
        require_blocks(given["view"]["blocks"], 100)


def require_blocks(blocks: list[Payload], most: int) -> None:
    """Raise AssertionError for blocks that Slack would refuse, and for ones it would not know."""
    assert len(blocks) <= most
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(ids) == len(set(ids))
    assert all(len(one) <= 255 for one in ids)
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None, block
        parsed.to_dict()
        assert sum(len(one) for one in texts_of(block)) <= 3_000, block
        elements = block.get("elements", [])
        assert len(elements) <= {"context": 10, "actions": 25, "context_actions": 5}.get(
            block["type"], 100
        )
        actions = [one["action_id"] for one in elements if "action_id" in one]
        assert len(actions) == len(set(actions))
        for element in elements:
            for button in (element, *_feedback(element)):
                if "value" in button:
                    assert len(button["value"]) <= 2_000
                    assert 0 < len(button["text"]["text"]) <= 75


def texts_of(block: Payload) -> Iterator[str]:
    """Yield the texts that a block shows, in turn."""
    if block["type"] == "text":
        yield block["text"]
    elif block["type"] == "link":
        assert len(block["url"]) <= 3_000
        yield block["text"]
    elif isinstance(block.get("text"), str):
        yield block["text"]
    elif "text" in block:
        yield block["text"]["text"]
    for element in (*block.get("elements", ()), *_feedback(block)):
        yield from texts_of({"type": "button", **element})


def shown(blocks: list[Payload]) -> str:
    """Return blocks as text: a line for each line, with marks for links, quotes and buttons."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Payload) -> Iterator[str]:
    kind = block["type"]
    if kind == "rich_text":
        for part in block["elements"]:
            yield from _part(part)
    elif kind in ("actions", "context_actions"):
        yield "  ".join(f"[ {text} ]" for text in texts_of(block))
    else:
        yield from texts_of(block)


def _part(part: Payload) -> Iterator[str]:
    if part["type"] == "rich_text_list":
        yield from (f"- {_line(item)}" for item in part["elements"])
    elif part["type"] == "rich_text_quote":
        yield f"> {_line(part)}"
    else:
        yield _line(part)


def _line(part: Payload) -> str:
    return "".join(
        f"@{one['user_id']}" if one["type"] == "user" else one["text"] for one in part["elements"]
    )


def _feedback(element: Payload) -> list[Payload]:
    return [element[name] for name in ("positive_button", "negative_button") if name in element]
