"""The settings, from EUIF_ environment variables. The only place that reads the environment."""

import difflib
import os
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import AnyHttpUrl, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsWrong

_PREFIX = "EUIF_"
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class Settings(BaseSettings):
    """Every setting, with its default; `EUIF_DATA_DIR` sets `data_dir`, and so on."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, env_ignore_empty=True)

    data_dir: Path = Field(
        default=platformdirs.user_data_path("euif-assistant", appauthor=False),
        description="The folder that holds everything that is written.",
    )
    database_url: str | None = Field(
        default=None,
        description="The database: sqlite:////path or postgresql://user:password@host/name; "
        "SQLite in the data folder if unset.",
    )
    chroma_url: AnyHttpUrl | None = Field(
        default=None, description="A Chroma server; the index is kept in the data folder if unset."
    )
    embedding_model: str = Field(
        default="multilingual-e5-small",
        description="The bundled embedding model, a folder, or a name on the Hugging Face hub.",
    )
    reranker_model: str | None = Field(
        default=None,
        description="A cross-encoder that reorders what was found: a folder, or a name on the hub.",
    )
    host: str = Field(default="127.0.0.1", description="The address the service listens on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8000, description="The port the service listens on; 0 takes a free one."
    )
    contact: str | None = Field(
        default=None,
        description="Where refusals and errors send people: an address, or a name.",
    )
    retention_days: Annotated[int, Field(ge=0, le=36_500)] = Field(
        default=365,
        description="Days after which questions and answers are deleted; 0 keeps none at all.",
    )
    largest_file: Annotated[int, Field(gt=0)] = Field(
        default=10_000_000, description="Bytes; larger files are reported and not read."
    )

    @field_validator("database_url")
    @classmethod
    def _of_a_known_kind(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(_DATABASES):
            raise ValueError("it begins with sqlite:/// or postgresql://")
        return value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @property
    def database(self) -> str:
        """The database's address in SQLAlchemy's form."""
        return self.database_url or f"sqlite:///{self.data_dir / 'library.sqlite3'}"


def load() -> Settings:
    """Return the settings. Raises SettingsWrong for an unknown name or an impossible value."""
    # OpenMP reads this when torch is imported. By default the model's threads spin while they wait
    # for each other: beside one other busy process a question then took 0.7 s instead of 0.02 s.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for name in sorted(os.environ):
        if name.startswith(_PREFIX):
            _require_known(name)
    try:
        return Settings()
    except ValidationError as error:
        # Values are not shown: an address may hold a password.
        reasons = "; ".join(
            f"{_PREFIX}{str(problem['loc'][0]).upper()}: "
            + problem["msg"].removeprefix("Value error, ")
            for problem in error.errors()
        )
        raise SettingsWrong(f"A setting is wrong: {reasons}.") from error


def _require_known(name: str) -> None:
    known = [_PREFIX + field.upper() for field in Settings.model_fields]
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"Did you mean {near[0]}?" if near else f"The settings are {', '.join(known)}."
        raise SettingsWrong(f"There is no setting {name}. {hint}")
