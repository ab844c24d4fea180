"""`euif documents`."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.cli.terminal import AsJson, services_from_settings, show
from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from vectorstore.passages import DocumentText


class _Listing(TyperGroup):
    """Lists where no command is named: `euif documents --stale 180d`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = args and (not args[0].startswith("-") or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["list", *args])


documents = typer.Typer(
    cls=_Listing, help="List, show, remove and restore documents. Without a command, list them."
)


@documents.command("list")
def list_documents(
    language: Annotated[str | None, typer.Option(help="Only those in this language: en.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Only those of this publisher.")] = None,
    source: Annotated[str | None, typer.Option(help="Only those that this source lists.")] = None,
    title: Annotated[str | None, typer.Option(help="Only those with this in their title.")] = None,
    stale: Annotated[
        str | None,
        typer.Option(
            metavar="DAYS",
            help="Only those that no run of ingest has seen for so many days: 180d.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the documents in the library."""
    from assistant.wire.documents import DocumentBody

    seen_before = _days_ago(stale) if stale else None
    with services_from_settings() as services:
        found = [
            one
            for one in services.catalogue.list_documents(None)
            if language in (None, one.language)
            and publisher in (None, one.publisher)
            and source in (None, one.source)
            and (title or "").casefold() in one.title.casefold()
            and (seen_before is None or one.retrieved_on < seen_before)
        ]
    if as_json:
        bodies = [DocumentBody.of(one).model_dump(mode="json") for one in found]
        show(json.dumps(bodies, indent=2, ensure_ascii=False))
        return
    for one in found:
        show(
            f"{one.id}  {one.published_on or '-'!s:<10}  {one.retrieved_on}  {one.language}  "
            f"{one.kind:<8}  {one.title}"
        )
    show(f"{len(found)} documents (id, published, last seen, language, kind, title)")


@documents.command("show")
def show_document(document_id: str, as_json: AsJson = False) -> None:
    """Show a document: what is known of it, and its passages with why they end where they do."""
    from assistant.wire.documents import DocumentTextBody

    with services_from_settings() as services:
        content = _document(services, document_id)
        passages = services.catalogue.passages_of(document_id)
        found_at = services.origins.of_documents({document_id}).get(document_id, set())
        relatives = services.kinship.of(document_id)
    if as_json:
        show(DocumentTextBody.of_text(content).model_dump_json(indent=2))
        return
    for name, value in (
        DocumentTextBody.of_text(content).model_dump(exclude={"text", "sections"}).items()
    ):
        show(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    show(f"access: {', '.join(content.document.access) or 'everybody'}")
    for source, address in sorted(found_at):
        show(f"found at: {address} by {source}")
    for relative in relatives:
        show(f"{relative.relation}: {relative.document_id} {relative.title} ({relative.language})")
    ends = {section.end for section in content.sections}
    for passage in passages:
        page = f", page {passage.page}" if passage.page else ""
        why = "its section ends" if passage.end in ends else "one more sentence would be too long"
        show(f"\n--- {passage.start}:{passage.end}{page} {' > '.join(passage.headings)}")
        show(passage.text)
        show(f"--- {len(passage.sentences)} sentences; it ends here because {why}")


@documents.command("runs")
def list_runs(as_json: AsJson = False) -> None:
    """Show what the last runs of ingest did, newest first."""
    with services_from_settings() as services:
        runs = services.ledger.runs()
    if as_json:
        reports = [{"finished_at": when.isoformat(), **report} for when, report in runs]
        show(json.dumps(reports, indent=2, ensure_ascii=False))
        return
    for when, report in runs:
        counts = ", ".join(
            f"{count} {name.replace('_', ' ')}" for name, count in report["counts"].items() if count
        )
        show(f"{when:%Y-%m-%d %H:%M}  {report['source']}: {counts or 'nothing'}")
    if not runs:
        show("There were no runs yet: `euif ingest` makes one.")


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


def _days_ago(stale: str) -> date:
    days = stale.removesuffix("d")
    if not days.isdecimal():
        raise WrongUse(f"--stale takes a number of days, like 180d; {stale!r} is none.")
    try:
        return datetime.now(UTC).date() - timedelta(days=int(days))
    except (OverflowError, ValueError) as error:
        raise WrongUse(
            f"--stale {stale} is before the calendar begins; take fewer days."
        ) from error


def _document(services: "Services", document_id: str) -> "DocumentText":
    content = services.catalogue.document(document_id, None)
    if content is None:
        raise WrongUse(f"There is no document {document_id}; see `euif documents list`.")
    return content
