"""What can go wrong at the doors. Every text is a sentence for people that says what to do.

EuifError (vectorstore.errors: also the errors of the rooms below)
├── WrongUse              a command was given what it cannot work with
├── SettingsWrong         an EUIF_ setting is unknown or has a wrong value
├── AddressInUse          the service's port is taken
├── BackupUnusable        a backup is damaged, or this version cannot restore it
├── CalibrationWrong      answerability.json cannot be used
├── QuestionsWrong        a question set cannot be used
├── NotKept               a conversation or an answer is not there, or is another person's
├── NotAllowed            a caller may not do what they ask for
├── TokenRefused          a token is not one that the issuer made for us, or no longer good
├── IssuerUnavailable     the OpenID Connect issuer does not answer
├── SwitchedOff           answering is switched off
├── ServiceUnavailable    a running service does not answer as it should
│   └── ServiceRefused    it answers, and refuses what it was asked
└── ChatModelUnavailable  a language model does not answer as it should
"""

from vectorstore.errors import EuifError


class WrongUse(EuifError):
    """A command was given what it cannot work with."""


class SettingsWrong(EuifError):
    """An EUIF_ setting is unknown or has a wrong value."""


class CalibrationWrong(EuifError):
    """What was fitted to an embedding model cannot be used."""


class AddressInUse(EuifError):
    """The address that the service should listen on cannot be had."""


class BackupUnusable(EuifError):
    """A backup is damaged, or of a version that this one does not know."""


class QuestionsWrong(EuifError):
    """A question set cannot be used; `problems` are all its faults, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class NotKept(EuifError):
    """A conversation or an answer is not there, or is another person's."""


class NotAllowed(EuifError):
    """A caller may not do what they ask for."""


class TokenRefused(EuifError):
    """A token is not one that the issuer made for us, or it is no longer good."""


class IssuerUnavailable(EuifError):
    """The OpenID Connect issuer does not answer as it should."""


class SwitchedOff(EuifError):
    """Answering is switched off."""


class ServiceUnavailable(EuifError):
    """A running service does not answer as it should."""


class ServiceRefused(ServiceUnavailable):
    """A running service refuses what it was asked: its HTTP status, and seconds to wait, if any."""

    def __init__(self, message: str, status: int, wait: int | None) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait


class ChatModelUnavailable(EuifError):
    """A language model does not answer as it should."""
