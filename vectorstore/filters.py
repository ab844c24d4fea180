"""What the asker narrows a search to."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker narrows the search to; None leaves a field open."""

    language: str | None = None
    publisher: str | None = None
    published_from: date | None = None
    published_to: date | None = None


EVERYTHING = Filters()
