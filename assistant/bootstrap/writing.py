"""What writes answers with a language model, by the settings."""

from functools import partial

from assistant.chat import open_chat
from assistant.composing.prompting import Prompts
from assistant.composing.write import Writer
from assistant.errors import SettingsWrong
from assistant.settings import Settings
from assistant.verifying import Verify, supported
from prompts import PromptWrong
from vectorstore.embedding import Embedder
from vectorstore.entailment import Entailment


def writer(settings: Settings, embedder: Embedder) -> Writer | None:
    """Return what writes answers; None without a language model. Raises SettingsWrong,
    ModelUnavailable and, if the language model cannot be opened, WrongUse."""
    if not settings.chat_model:
        return None
    where = {"base_url": str(settings.chat_base_url)} if settings.chat_base_url else {}
    return Writer(
        settings.chat_model,
        open_chat(settings.chat_model, max_retries=1, **where),
        prompts_of(settings),
        verification(settings, embedder),
        settings.chat_timeout,
        settings.chat_at_once,
    )


def prompts_of(settings: Settings) -> Prompts:
    """Return what a language model is sent. Raises SettingsWrong."""
    try:
        return Prompts.load(settings.prompts_dir)
    except PromptWrong as error:
        raise SettingsWrong(f"{error} Look after EUIF_PROMPTS_DIR.") from error


def verification(settings: Settings, embedder: Embedder) -> Verify:
    """Return what holds a model's sentences against the passages that they cite. Raises
    ModelUnavailable."""
    entailment = Entailment(settings.entailment_model) if settings.entailment_model else None
    if entailment:
        entailment.load()
    return partial(
        supported,
        embeds=lambda sentence: embedder.sentences([sentence])[0],
        entails=entailment.probability if entailment else None,
    )
