"""How the rules of a PDF page stand to each other: which touch, and which make a stack."""

from typing import NamedTuple

from ingest.readers.pdf.boxes import Box

NEAR = 3.0
"""Points: rules that are nearer to each other are drawn as one."""
FEWEST = 3
"""So many places of rules, beside or above each other, a table has at least; fewer are a frame
around text, or a rule below a heading."""
_NARROWEST = 90.0


class Stack(NamedTuple):
    """Level rules of one width above each other; `heights` are theirs from the top."""

    heights: list[float]
    left: float
    right: float

    @property
    def box(self) -> Box:
        """What stands between the first rule and the last one."""
        return Box(self.left - NEAR, self.heights[-1], self.right + NEAR, self.heights[0])


def stacked(rules: list[Box]) -> list[Stack]:
    """Return the stacks of at least three rules."""
    stacks: list[list[Box]] = []
    for rule in _levels(rules):
        stack = next((stack for stack in stacks if _is_as_wide(rule, stack[0])), None)
        if stack is None:
            stacks.append([rule])
        else:
            stack.append(rule)
    found = [
        Stack(places([rule.bottom for rule in stack])[::-1], stack[0].left, stack[0].right)
        for stack in stacks
    ]
    return [
        stack
        for stack in found
        if len(stack.heights) >= FEWEST and stack.right - stack.left >= _NARROWEST
    ]


def _levels(rules: list[Box]) -> list[Box]:
    """Return the level rules from the top, those that touch on one height as one."""
    levels: list[Box] = []
    for rule in sorted(rules, key=lambda rule: (-round(rule.bottom / NEAR), rule.left)):
        if rule.is_upright:
            continue
        last = levels[-1] if levels else None
        if last and abs(last.bottom - rule.bottom) <= NEAR and rule.left <= last.right + NEAR:
            levels[-1] = last._replace(right=max(last.right, rule.right))
        else:
            levels.append(rule)
    return levels


def _is_as_wide(rule: Box, other: Box) -> bool:
    return abs(other.left - rule.left) <= NEAR and abs(other.right - rule.right) <= NEAR


def connected(rules: list[Box]) -> list[list[Box]]:
    """Return the rules in groups that touch each other."""
    groups: list[list[Box]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is found for found in touching)]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + NEAR
        and other.left <= one.right + NEAR
        and one.bottom <= other.top + NEAR
        and other.bottom <= one.top + NEAR
    )


def places(values: list[float]) -> list[float]:
    """Return the places of rules, those near to each other as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found
