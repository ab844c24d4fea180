"""`euif reembed`."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import progress_bar, say, services_from_settings, show
from assistant.errors import WrongUse
from vectorstore.errors import EuifError

if TYPE_CHECKING:
    from assistant.bootstrap import Services


def reembed(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            help="The bundled multilingual-e5-small, a folder, or a name on the Hugging Face hub.",
        ),
    ],
) -> None:
    """Embed the whole library by another model, and change to that."""
    if not model.strip():
        raise WrongUse("Give the name of an embedding model, or its folder.")
    with services_from_settings() as services:
        _change(services, model)


def _change(services: "Services", model: str) -> None:
    """Change the library's embedding model, and tell what is left to do."""
    from assistant import keeping

    with progress_bar() as progress:
        done = keeping.reembed(services, model, progress)
    changed = services.renewed()
    services = changed or services
    show(
        f"{done.embedded} passages embedded, {done.passages - done.embedded} were embedded before; "
        f"the library's model is {'now' if changed else 'still'} {services.model.name}."
    )
    if services.owner():
        say("A running assistant takes that up within seconds.")
    else:
        with services.index():
            pass  # opened now, so that the next question does not wait until it is filled
    try:
        services.require_calibration()
    except EuifError as error:
        say(f"{error} A running assistant goes on by the model before until then.")
    if services.settings.embedding_model:
        services.ledger.refuse_other(services.embedder.identity)
