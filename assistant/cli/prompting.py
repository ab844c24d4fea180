"""`euif prompts`."""

from typing import Annotated

import typer

from assistant.cli.terminal import question_from, services_from_settings, show


def prompts(question: Annotated[str, typer.Argument(help="The question.")]) -> None:
    """Show what a language model would be sent for a question; nothing is sent."""
    from assistant.bootstrap.writing import prompts_of
    from assistant.composing.prompting import bounded, template

    body = question_from(question)
    with services_from_settings() as services:
        prompts = prompts_of(services.settings)
        with services.index() as index:
            found = services.assistant(index).pipeline.find(body.asked())
        filled = prompts.to_answer(found.question, found.language, bounded(found.hits))
        for message in template().format_messages(**filled):
            show(f"--- {message.type}")
            show(message.text)
        for name, digest in prompts.digests("answer").items():
            show(f"--- {name}.md {digest}")
