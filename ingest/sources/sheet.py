"""Sheets: `sources.toml` files that list sources, with what holds for their documents."""

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.fetching import Manners
from ingest.sources import Choice, Defaults, SourceUnusable
from ingest.validation import reasons
from vectorstore.language import LANGUAGES

FORUM = "forum:"
"""The name of the sheet of the Forum's public pages that comes with the project."""


class Entry(BaseModel):
    """A source of a sheet. Everything but `location` may stand under `[defaults]` for all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    location: str
    """A folder or a file, from the sheet's own folder on; a page, a sitemap or a feed."""
    publisher: str | None = None
    language: str | None = None
    access: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    depth: Annotated[int, Field(ge=0)] = 0
    """How many links deep a page is followed."""
    delay: Annotated[float, Field(ge=0)] = 1.0
    """Seconds between two requests to one host."""
    private_hosts: tuple[str, ...] = ()

    @field_validator("language")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and value not in LANGUAGES:
            raise ValueError(f"{value} is none of {', '.join(LANGUAGES)}")
        return value

    @property
    def choice(self) -> Choice:
        """Which of the items it meets are taken."""
        return Choice(self.include, self.exclude)

    @property
    def defaults(self) -> Defaults:
        """What holds for its documents."""
        return Defaults(self.publisher, self.language, self.access)

    @property
    def manners(self) -> Manners:
        """How its hosts are treated."""
        return Manners(self.delay, self.private_hosts)


def read_sheet(path: Path) -> list[Entry]:
    """Return the sources that a sheet lists. Raises SourceUnusable that says what is wrong."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceUnusable(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceUnusable(f"{path} is not TOML: {error}.") from error
    defaults, listed = said.pop("defaults", {}), said.pop("source", [])
    if said or not isinstance(defaults, dict) or not isinstance(listed, list) or not listed:
        raise SourceUnusable(
            f"{path} must hold `[[source]]` tables, each with a `location`, and may hold one "
            f"`[defaults]` table{f', but no `{next(iter(said))}`' if said else ''}."
        )
    return [_entry(path, number, defaults, one) for number, one in enumerate(listed, 1)]


def _entry(path: Path, number: int, defaults: dict[str, Any], said: Any) -> Entry:
    try:
        return Entry.model_validate({**defaults, **said} if isinstance(said, dict) else said)
    except ValidationError as error:
        raise SourceUnusable(
            f"Source {number} of {path} is wrong: {reasons(error, Entry)}."
        ) from error
