"""The settings, from EUIF_ environment variables. The only place that reads the environment."""

import difflib
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import platformdirs
from pydantic import (
    AnyHttpUrl,
    BeforeValidator,
    DirectoryPath,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsWrong

_PREFIX = "EUIF_"
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


def _listed(value: Any) -> Any:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Names = Annotated[frozenset[str], NoDecode, BeforeValidator(_listed)]
"""Several names in one variable, with commas or blanks between."""


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
    embedding_model: str | None = Field(
        default=None,
        description="A folder, or a name on the Hugging Face hub; unset, the model of the library.",
    )
    reranker_model: str | None = Field(
        default=None,
        description="A cross-encoder that reorders what was found: a folder, or a name on the hub.",
    )
    chat_model: str | None = Field(
        default=None,
        description="A language model that writes the answers: provider:model; none quotes them.",
    )
    chat_base_url: AnyHttpUrl | None = Field(
        default=None, description="The model's server, where it is not the provider's own."
    )
    chat_timeout: Annotated[float, Field(gt=0, le=600)] = Field(
        default=60.0, description="Seconds a model may take; then the answer is quoted."
    )
    chat_at_once: Annotated[int, Field(gt=0)] = Field(
        default=4, description="How many answers a model writes at the same time."
    )
    entailment_model: str | None = Field(
        default=None,
        description="A cross-encoder that checks what a model wrote: a folder, or a hub name.",
    )
    prompts_dir: DirectoryPath | None = Field(
        default=None, description="A folder of prompts that take the place of bundled ones."
    )
    host: str = Field(default="127.0.0.1", description="The address the service listens on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8000, description="The port the service listens on; 0 takes a free one."
    )
    public_url: AnyHttpUrl | None = Field(
        default=None,
        description="The address at which people reach the service, if a proxy stands before it.",
    )
    auth: Literal["none", "token", "oidc"] = Field(
        default="none",
        description="Who may ask: `none` (anybody on this machine), `token` (holders of API keys), "
        "`oidc` (people whom an issuer vouches for, and holders of keys).",
    )
    oidc_issuer: str | None = Field(
        default=None, description="The OpenID Connect issuer, as its tokens write it."
    )
    oidc_audience: str | None = Field(
        default=None, description="What tokens are made out to; the client id if unset."
    )
    oidc_client_id: str | None = Field(
        default=None, description="What the issuer calls this service; without it no page signs in."
    )
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="The secret that the issuer gave to this service, if it did."
    )
    oidc_groups_claim: str = Field(
        default="groups", description="The claim that lists a person's groups."
    )
    oidc_ask_groups: Names = Field(
        default=frozenset(),
        description="The groups whose members may ask; all whom the issuer knows if unset.",
    )
    oidc_admin_groups: Names = Field(
        default=frozenset(), description="The groups whose members may administer."
    )
    session_hours: Annotated[float, Field(gt=0, le=168)] = Field(
        default=8, description="Hours after which people in a browser sign in again."
    )
    api_key: SecretStr | None = Field(
        default=None, description="The key that commands show to a running service."
    )
    url: AnyHttpUrl | None = Field(
        default=None,
        description="The service that commands ask; the one on this machine if unset.",
    )
    allowed_origins: Names = Field(
        default=frozenset(),
        description="The other sites (https://host) whose pages may call the service and frame it.",
    )
    questions_per_minute: Annotated[int, Field(ge=1)] = Field(
        default=15, description="Questions that one person may ask in a minute."
    )
    key_questions_per_minute: Annotated[int, Field(ge=1)] = Field(
        default=300, description="Questions that may be asked with one key in a minute."
    )
    redis_url: str | None = Field(
        default=None,
        description="A Redis that counts questions for several processes; each counts for itself "
        "if unset.",
    )
    answers_at_once: Annotated[int, Field(ge=1)] = Field(
        default=8, description="Answers made at once; twice as many more may wait."
    )
    answer_seconds: Annotated[float, Field(gt=0)] = Field(
        default=60, description="Seconds after which an answer is given up."
    )
    notice: str = Field(
        default="You are talking to an AI system. Check what matters in the sources.",
        description="What people are told before they ask; pages say it in their language.",
    )
    privacy_url: AnyHttpUrl | None = Field(
        default=None, description="The page that says what is kept of people's questions."
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
    slack_bot_token: SecretStr | None = Field(
        default=None, description="The token of Slack's app that begins with xoxb-."
    )
    slack_app_token: SecretStr | None = Field(
        default=None, description="The one that begins with xapp-, for Socket Mode."
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        description="What Slack signs its requests with; with it and the bot's token the service "
        "answers Slack at /slack/events.",
    )
    slack_workspaces: Names = Field(
        default=frozenset(),
        description="The workspaces (T...) in which Slack's bot answers; all that installed it if "
        "unset.",
    )
    slack_channels: Names = Field(
        default=frozenset(),
        description="The channels (C...) in which it answers, besides direct messages; all it is "
        "in if unset.",
    )
    slack_shared_channels: bool = Field(
        default=False,
        description="Whether it answers in channels that are shared with other organisations.",
    )
    slack_api_url: AnyHttpUrl = Field(
        default=AnyHttpUrl("https://slack.com/api/"),
        description="Slack's own address; GovSlack has another.",
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

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: frozenset[str]) -> frozenset[str]:
        # They end up in a header, so nothing else may stand in them.
        if not all(re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", origin) for origin in value):
            raise ValueError("an origin is https://host or https://host:port, in small letters")
        return value

    @model_validator(mode="after")
    def _issuer_known(self) -> Self:
        if self.auth == "oidc":
            if not self.oidc_issuer:
                raise ValueError("EUIF_AUTH=oidc needs EUIF_OIDC_ISSUER")
            if not (self.oidc_audience or self.oidc_client_id):
                raise ValueError("EUIF_AUTH=oidc needs EUIF_OIDC_CLIENT_ID or EUIF_OIDC_AUDIENCE")
        return self

    @property
    def shown_key(self) -> str | None:
        """The key to show to a running service."""
        return self.api_key.get_secret_value() if self.api_key else None

    @property
    def own_notice(self) -> str | None:
        """The notice that somebody set; the default is said by each door in its reader's words."""
        return self.notice if "notice" in self.model_fields_set else None

    @property
    def notices(self) -> list[str]:
        """What people are told at every door, a line each."""
        lines = [self.notice]
        if self.privacy_url:
            lines.append(f"Privacy: {self.privacy_url}")
        if self.contact:
            lines.append(f"Contact: {self.contact}")
        return lines

    @property
    def database(self) -> str:
        """The database's address in SQLAlchemy's form."""
        return self.database_url or f"sqlite:///{self.data_dir / 'library.sqlite3'}"


def load() -> Settings:
    """Return the settings. Raises SettingsWrong for an unknown name or an impossible value."""
    for name in sorted(os.environ):
        if name.startswith(_PREFIX):
            _require_known(name)
    try:
        return Settings()
    except ValidationError as error:
        # Values are not shown: an address may hold a password.
        reasons = "; ".join(
            "".join(f"{_PREFIX}{str(place).upper()}: " for place in problem["loc"][:1])
            + problem["msg"].removeprefix("Value error, ")
            for problem in error.errors()
        )
        raise SettingsWrong(f"A setting is wrong: {reasons}.") from error


def exports_traces() -> bool:
    """Say whether OpenTelemetry's own variables ask for traces."""
    where = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    switched_off = os.environ.get("OTEL_TRACES_EXPORTER") == "none"
    return any(os.environ.get(name) for name in where) and not switched_off


_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def share_metrics(folder: Path) -> None:
    """Have the processes that this one starts count together, by files in a folder.

    Prometheus' client looks for it when it is imported.
    """
    os.environ[_METRICS_FOLDER] = str(folder)


def metrics_folder() -> Path | None:
    """Return the folder in which this process counts together with others, if it does."""
    folder = os.environ.get(_METRICS_FOLDER)
    return Path(folder) if folder else None


def _require_known(name: str) -> None:
    known = [_PREFIX + field.upper() for field in Settings.model_fields]
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"Did you mean {near[0]}?" if near else f"The settings are {', '.join(known)}."
        raise SettingsWrong(f"There is no setting {name}. {hint}")
