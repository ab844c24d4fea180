"""What can go wrong below the doors. Each text is a sentence for people that says what to do.

EuifError
├── ExtraMissing        an extra of euif-assistant is not installed
├── IndexInUse          another process owns the embedded index
├── IndexUnavailable    the Chroma server does not answer
├── ModelMismatch       the library was embedded by another model
├── ModelUnavailable    the embedding model cannot be loaded
├── LibraryUnusable     the database cannot be opened or used
├── TargetNotEmpty      the database to copy to holds something already
└── StorageFull         the disk is full
"""

from collections.abc import Iterator
from contextlib import contextmanager


class EuifError(Exception):
    """Base of the errors whose text may be shown to people as it stands."""


class ExtraMissing(EuifError):
    """An extra of euif-assistant is not installed."""


class IndexInUse(EuifError):
    """Another process owns the embedded index."""


class IndexUnavailable(EuifError):
    """The Chroma server does not answer."""


class ModelMismatch(EuifError):
    """The library was embedded by another model than the one configured."""


class ModelUnavailable(EuifError):
    """The embedding model cannot be loaded."""


class LibraryUnusable(EuifError):
    """The database cannot be opened or used."""


class TargetNotEmpty(EuifError):
    """The database to copy to holds something already."""


class StorageFull(EuifError):
    """The disk that holds the data is full."""


def first_line(error: Exception) -> str:
    """Return what people need of an error that another package raised, without a full stop."""
    return str(error).strip().partition("\n")[0][:300].rstrip(".") or type(error).__name__


@contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Import what an extra brings; where it is missing, say what needs it, and how to get it.
    Raises ExtraMissing."""
    try:
        yield
    except ImportError as error:
        raise ExtraMissing(
            f"{what} needs other packages, too: pip install 'euif-assistant[{extra}]'."
        ) from error
