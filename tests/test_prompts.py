"""Prompts: every place is filled, nothing is given that has none, and the words have a digest."""

from pathlib import Path

import pytest

import prompts
from prompts import Prompt, PromptWrong


def test_places_are_filled_and_what_fills_them_is_left_alone() -> None:
    prompt = Prompt("greeting", "Dear $name, that is $$5 for ${what}s.")
    assert prompt.render(name="$what", what="tulip") == "Dear $what, that is $5 for tulips."


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": "x"}, "greeting also needs day, what"),
        ({"name": "x", "what": "y", "day": "z", "hour": "u"}, "greeting has no place for hour"),
    ],
)
def test_a_missing_or_unused_name_is_refused(values: dict[str, str], problem: str) -> None:
    with pytest.raises(PromptWrong, match=problem):
        Prompt("greeting", "$name, $what, $day").render(**values)


def test_a_folder_has_prompts_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "judge.md").write_text("Grüß $name.", encoding="utf-8")
    own = prompts.load("judge", tmp_path)
    assert own.render(name="Gott") == "Grüß Gott."
    assert own.digest != prompts.load("judge").digest == prompts.load("judge").digest
    (tmp_path / "judge.md").write_text("It costs $5.", encoding="utf-8")
    with pytest.raises(PromptWrong, match="a `\\$` without a name"):
        prompts.load("judge", tmp_path)
    with pytest.raises(PromptWrong, match=r"absent\.md cannot be read"):
        prompts.load("absent", tmp_path)


def test_every_bundled_prompt_can_be_loaded() -> None:
    names = [path.stem for path in Path(prompts.__file__).parent.glob("*.md")]
    assert "judge" in names
    for name in names:
        prompts.load(name)
