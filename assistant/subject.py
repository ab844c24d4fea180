"""What questions and documents are about unless they say otherwise: the Forum. Pure functions.

Staff ask "Who chaired the third meeting?" and mean the Forum's, also where another body's documents
tell who chaired its third meeting.
"""

from assistant.names import Held, names

SUBJECT = "EU Internet Forum"

_MOST = 4


def unsaid(question: str, language: str) -> str:
    """Return what a question is about without naming it; empty if it names anything."""
    return "" if any(name.sure for name in names(question, language)) else SUBJECT


def others(question: str, language: str, title: str, title_language: str) -> int:
    """Return how many names, up to four, a document's title has that neither the question nor the
    Forum has, in any language: it may be about somebody whom nobody asked about."""
    asked = Held(f"{question}\n{SUBJECT}", language)
    return min(_MOST, len({name.word for name in asked.lacks(title, title_language) if name.sure}))
