"""What questions and documents are about unless they say otherwise: the Forum. Pure functions.

Staff ask "Who chaired the third meeting?" and mean the Forum's, also where another body's documents
tell who chaired its third meeting.
"""

from assistant.wording.held import held_by
from assistant.wording.names import Name, names

SUBJECT = "EU Internet Forum"


def unsaid(question: str, language: str) -> str:
    """Return what a question is about without naming it; empty if it names anything."""
    return "" if any(name.sure for name in names(question, language)) else SUBJECT


def named_besides(question: str, language: str) -> list[Name]:
    """Return the names that a question surely has and the Forum has not."""
    forum = held_by(SUBJECT, "en")
    return [
        name
        for name in names(question, language)
        if name.sure and not forum.holds(name.word, language)
    ]


def names_another(question: str, language: str) -> bool:
    """Tell whether a question names anything but that."""
    return any(name.sure for name in held_by(SUBJECT, "en").lacks(question, language))
