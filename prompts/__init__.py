"""The words that are sent to a language model: one Markdown file each, with `$name` places."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from string import Template

_BUNDLED = Path(__file__).parent


class PromptWrong(ValueError):
    """A prompt cannot be read, or its places are not the values that it is given."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text with `$name` places; `$$` stands for a dollar sign."""

    name: str
    text: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, by which an answer can tell which words led to it."""
        return sha256(self.text.encode()).hexdigest()

    def render(self, **values: str) -> str:
        """Return the text with its places filled. Raises PromptWrong unless the names are equal."""
        template = Template(self.text)
        places = set(template.get_identifiers())
        if missing := sorted(places - values.keys()):
            raise PromptWrong(f"The prompt {self.name} also needs {', '.join(missing)}.")
        if unused := sorted(values.keys() - places):
            raise PromptWrong(f"The prompt {self.name} has no place for {', '.join(unused)}.")
        return template.substitute(values)


def load(name: str, folder: Path | None = None) -> Prompt:
    """Return a prompt: that of a folder, if it has one of this name, else the bundled one.

    Raises PromptWrong.
    """
    path = _BUNDLED / f"{name}.md"
    if folder and (own := folder / f"{name}.md").exists():
        path = own
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptWrong(f"The prompt {path} cannot be read: {error}.") from error
    if not Template(text).is_valid():
        raise PromptWrong(f"The prompt {path} has a `$` without a name; write `$$` for a dollar.")
    return Prompt(name, text)
