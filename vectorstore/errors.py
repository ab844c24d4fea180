"""What can go wrong below the doors. Each text is a sentence for people that says what to do.

EuifError
├── IndexInUse          another process owns the embedded index
├── IndexUnavailable    the Chroma server does not answer
├── ModelMismatch       the library was embedded by another model
├── ModelUnavailable    the embedding model cannot be loaded
├── LibraryUnusable     the database cannot be opened or used
├── TargetNotEmpty      the database to copy to holds something already
└── StorageFull         the disk is full
"""


class EuifError(Exception):
    """Base of the errors whose text may be shown to people as it stands."""


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
