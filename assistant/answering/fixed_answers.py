"""What the assistant says where it quotes nothing: why not, what can be asked, and what it is."""

from datetime import date

from assistant import sentences
from assistant.answering.draft import Draft
from assistant.conversation import Answer, Status

_FEWEST_OFFERED, _OFFERED = 2, 4
"""How many documents are offered to somebody whose question is too vague."""


def refused(draft: Draft, status: Status, contact: str | None) -> Answer:
    """Return why a question is not answered, and whom to turn to."""
    text = sentences.say(draft.language, status, contact=_turn_to(contact, draft.language))
    return draft.finish(status, text, ())


def greeted(draft: Draft) -> Answer:
    """Return the greeting that answers a courtesy ("Hello", "Thanks")."""
    return draft.finish("clarification", sentences.say(draft.language, "greeting"), ())


def of_its_answer(draft: Draft) -> Answer:
    """Return the answer to a question about the last answer itself ("Are you sure?"): what the
    assistant cannot do with its answers, and how a person can check one."""
    return draft.finish("clarification", sentences.say(draft.language, "about_answer"), ())


def of_itself(draft: Draft, documents: int, newest: date | None, contact: str | None) -> Answer:
    """Return the answer to a question about the assistant: what it is, how many documents it has,
    the date of the newest, and what can be asked."""
    language = draft.language
    undated = sentences.say(language, "undated")
    text = sentences.say(
        language,
        "about_assistant",
        documents=str(documents),
        newest=sentences.long_date(newest, language) if newest else undated,
        contact=_turn_to(contact, language),
    )
    titles = offered(draft)
    if titles:
        text += f"\n\n{sentences.say(language, 'offered')}{_listed(titles)}"
    return draft.finish("clarification", text, (), titles)


def asked_back(draft: Draft, by_model: str | None = None) -> Answer:
    """Return the answer to a vague question: it asks back, in a model's words if there are any, and
    offers documents to ask about."""
    titles = offered(draft)
    if not titles:
        text = sentences.say(draft.language, "clarification_bare")
        return draft.finish("clarification", text, ())
    text = by_model or sentences.say(draft.language, "clarification")
    return draft.finish("clarification", text + _listed(titles), (), titles)


def offered(draft: Draft) -> tuple[str, ...]:
    """Return the titles of the nearest documents; none if there are too few to choose from."""
    titles = tuple(dict.fromkeys(hit.document.title for hit in draft.hits))[:_OFFERED]
    return titles if len(titles) >= _FEWEST_OFFERED else ()


def _turn_to(contact: str | None, language: str) -> str:
    return contact or sentences.say(language, "contact")


def _listed(titles: tuple[str, ...]) -> str:
    return "".join(f"\n- {title}" for title in titles)
