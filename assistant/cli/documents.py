"""`euif documents`."""

import json
from typing import TYPE_CHECKING

import typer

from assistant.cli.terminal import AsJson, services_from_settings, show
from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from vectorstore.passages import DocumentText

documents = typer.Typer(no_args_is_help=True, help="List, show, remove and restore documents.")


@documents.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """List the documents in the library."""
    from assistant.wire import DocumentBody

    with services_from_settings() as services:
        found = [DocumentBody.of(one) for one in services.catalogue.list_documents(None)]
    if as_json:
        show(
            json.dumps([one.model_dump(mode="json") for one in found], indent=2, ensure_ascii=False)
        )
        return
    for one in found:
        show(
            f"{one.id}  {one.published_on or '-'!s:<10}  {one.language}  {one.kind:<8}  {one.title}"
        )
    show(f"{len(found)} documents")


@documents.command("show")
def show_document(document_id: str, as_json: AsJson = False) -> None:
    """Show a document: what is known of it, and its passages."""
    from assistant.wire import DocumentTextBody

    with services_from_settings() as services:
        content = _document(services, document_id)
        passages = services.catalogue.passages_of(document_id)
    if as_json:
        show(DocumentTextBody.of_text(content).model_dump_json(indent=2))
        return
    for name, value in DocumentTextBody.of_text(content).model_dump(exclude={"text"}).items():
        show(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    for passage in passages:
        show(f"\n--- {passage.start}:{passage.end} {' > '.join(passage.headings)}")
        show(passage.text)


@documents.command("remove")
def remove_document(document_id: str) -> None:
    """Remove a document and keep later runs of ingest from bringing it back."""
    with services_from_settings() as services:
        content = _document(services, document_id)
        services.ledger.keep_out(content.document)
        services.library.remove([document_id])
    show(f"Removed {content.document.title!r}. `euif documents restore {document_id}` undoes it.")


@documents.command("restore")
def restore_document(document_id: str) -> None:
    """Let ingest bring a removed document back."""
    with services_from_settings() as services:
        if not services.ledger.let_in(document_id):
            kept_out = services.ledger.kept_out().items()
            removed = ", ".join(f"{key} ({title})" for key, title in kept_out) or "none"
            raise WrongUse(f"{document_id} was not removed by hand. Removed: {removed}.")
    show("The next `euif ingest` brings it back.")


def _document(services: "Services", document_id: str) -> "DocumentText":
    content = services.catalogue.document(document_id, None)
    if content is None:
        raise WrongUse(f"There is no document {document_id}; see `euif documents list`.")
    return content
