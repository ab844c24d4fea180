"""Rectangles on a page of a PDF, in points from its lower left corner."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.top - self.bottom > self.right - self.left

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def turned(self, quarters: int) -> "Box":
        """Return the box after so many quarter turns to the right."""
        box = self
        for _ in range(quarters):
            box = Box(box.bottom, -box.right, box.top, -box.left)
        return box
