"""`euif doctor`."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import NO_DOCUMENTS, WORK_FAILED, services_from_settings, show

if TYPE_CHECKING:
    from assistant.bootstrap import Services


def doctor(
    rebuild_index: Annotated[
        bool, typer.Option("--rebuild-index", help="Build the dense index again from the library.")
    ] = False,
) -> None:
    """Look whether everything is in order; opening the index brings it in step with the library."""
    with services_from_settings() as services:
        show(f"data folder: {services.settings.data_dir}")
        recorded = services.ledger.model()
        show(f"embedding model: {recorded.name if recorded else 'none yet'}")
        services.ledger.refuse_other(services.embedder.identity)
        in_order = _check_index(services, rebuild_index) & _check_settings(services)
        # Counted last: opening the index takes up what waited for it.
        passages = services.catalogue.count_passages()
        show(f"library: {services.catalogue.count_documents(None)} documents, {passages} passages")
    if passages == 0:
        show(NO_DOCUMENTS)
    if not in_order or passages == 0:
        raise typer.Exit(WORK_FAILED)


def _check_index(services: "Services", rebuild: bool) -> bool:
    from vectorstore import upkeep

    owner = services.owner()
    if owner and owner.address and not rebuild:
        show(f"index: in use by the assistant at {owner.address} (process {owner.process})")
        return True
    with services.index() as index:
        if rebuild:
            upkeep.rebuild(services.library, index)
        vectors = index.count()
    show(f"index: {vectors} vectors")
    return vectors == services.catalogue.count_passages()


def _check_settings(services: "Services") -> bool:
    """Open what the settings name besides, as the service does. Raises EuifError."""
    from assistant.access.limits import storage_of
    from assistant.bootstrap.writing import writer

    settings = services.settings
    if services.reranker:
        services.reranker.load()
        show(f"reranking model: {services.reranker.name}")
    if writer(settings, services.embedder):
        show(f"language model: {settings.chat_model} (it was asked nothing)")
    if not settings.redis_url:
        return True
    answers: bool = storage_of(settings.redis_url).check()
    show(f"redis: {'answers' if answers else 'does not answer, so questions are not counted'}")
    return answers
