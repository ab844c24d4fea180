"""Opens a language model by provider:model. The only place that does."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from assistant.errors import WrongUse
from vectorstore.errors import first_line, needing

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_EXTRAS = ("openai", "mistralai", "anthropic", "ollama")
"""The providers whose packages euif-assistant has extras for."""


def open_chat(name: str, **values: Any) -> "BaseChatModel":
    """Return the chat model of a name, as LangChain's `init_chat_model` takes it; it is not asked
    anything yet. `values` go to the provider's class.

    Raises WrongUse, which says what is missing.
    """
    from langchain.chat_models import init_chat_model

    provider = name.partition(":")[0]
    try:
        with needing(provider, "it") if provider in _EXTRAS else nullcontext():
            model: BaseChatModel = init_chat_model(name, temperature=0, **values)
    except Exception as error:  # each provider's package has errors of its own
        raise WrongUse(
            f"The language model {name} cannot be used (it is named provider:model, as in "
            f"openai:model-name): {first_line(error)}."
        ) from error
    if (model.profile or {}).get("temperature") is False:  # reasoning models refuse a request with
        return model.model_copy(update={"temperature": None})
    return model
