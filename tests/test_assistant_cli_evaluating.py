"""`euif evaluate` and `euif compare`: own questions about own documents, and what goes wrong."""

import json
import sys
from pathlib import Path

import pytest
from fakes import folder_of

from assistant.cli.comparing import compare
from assistant.cli.evaluating import evaluate
from assistant.errors import QuestionsWrong, ServiceUnavailable, WrongUse
from assistant.evaluation.run import Run
from vectorstore.errors import ExtraMissing

CASE = {
    **{"id": "chair", "kind": "fact", "language": "en", "status": "answered", "part": "tuning"},
    "question": "Who chairs the Crocus Committee?",
    "evidence": [{"fact": "chair", "document": "crocus.md", "quote": "chose Maria Example"}],
    "answers": [["Maria Example"]],
}
WRONG = {
    **{**CASE, "id": "wrong", "question": "Who chairs it?"},
    "evidence": [{"fact": "chair", "document": "crocus.md", "quote": "chose John"}],
}


@pytest.fixture(autouse=True)
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the settings to a data folder of the test's own."""
    monkeypatch.setenv("EUIF_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def minutes(tmp_path: Path) -> str:
    """Return a folder of one document, and a file that cannot be read."""
    folder = folder_of(
        tmp_path / "minutes",
        crocus="The Crocus Committee chose Maria Example as its chair in May 2021.",
        empty="",
    )
    return str(folder)


def questions(folder: Path, *cases: object) -> Path:
    path = folder / "my.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    return path


def test_own_questions_about_own_documents(
    tmp_path: Path, minutes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = questions(tmp_path, CASE)
    evaluate(mine, source=[minutes], results=tmp_path / "results")
    printed = capsys.readouterr()
    assert "empty.md is left out. There is no text in it." in printed.err
    assert "documents / tuning" in printed.out
    assert "neighbours" not in printed.out
    (folder,) = (tmp_path / "results").iterdir()
    config = Run(folder).config
    assert config
    assert config["sources"] == [minutes]
    assert config["neighbours"] == 0
    scores = (folder / "scores.jsonl").read_bytes()

    # A run can be scored again by its generated.jsonl alone, and gone on with over the same only.
    (folder / "config.json").rename(tmp_path / "config.json")
    (folder / "scores.jsonl").unlink()
    evaluate(mine, rescore=folder / "generated.jsonl")
    assert (folder / "scores.jsonl").read_bytes() == scores
    (tmp_path / "config.json").rename(folder / "config.json")
    with pytest.raises(WrongUse, match=f"was begun over {minutes}. Go on over the same"):
        evaluate(mine, resume=folder, url="http://127.0.0.1:9")

    capsys.readouterr()
    compare(folder, folder / "generated.jsonl")
    told = capsys.readouterr().out
    assert "documents / tuning\n  None of the 1 case got better or worse." in told
    assert f"comparison: {folder}/comparison.html" in told


def test_quotes_are_checked_against_the_sources(
    tmp_path: Path, minutes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = questions(tmp_path, CASE, WRONG)
    with pytest.raises(QuestionsWrong) as refused:
        evaluate(mine, source=[minutes], check=True)
    (problem,) = refused.value.problems
    assert problem == "line 2: wrong: 'crocus.md' does not hold the quote 'chose John'."
    with pytest.raises(QuestionsWrong, match=r"line 1: chair: there is no document 'crocus.md'"):
        evaluate(mine, check=True)
    evaluate(questions(tmp_path, CASE), source=[minutes + "/crocus.md"], check=True)
    assert capsys.readouterr().out == "1 cases, in order.\n"


def test_what_is_secret_in_an_address_is_kept_nowhere(tmp_path: Path) -> None:
    address = "http://me:secret@127.0.0.1:9/?token=secret#secret"
    with pytest.raises(ServiceUnavailable) as refused:
        evaluate(questions(tmp_path, CASE), url=address, results=tmp_path / "results")
    assert "secret" not in str(refused.value)
    (folder,) = (tmp_path / "results").iterdir()
    config = Run(folder).config
    assert config
    assert config["url"] == "http://127.0.0.1:9"
    assert not any(b"secret" in file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rescore": Path("none")}, "none is no run"),
        ({"resume": Path("none")}, "none is no run"),
        ({"rescore": Path("a"), "resume": Path("b")}, "--from and --resume do not go together"),
        ({"rescore": Path("a"), "url": "http://b"}, "--from and --url do not go together"),
        ({"source": ["a"], "url": "http://b"}, "--url and --source do not go together"),
        ({"source": ["/no/such/folder"]}, "There is no file or folder /no/such/folder"),
        ({"url": "127.0.0.1:8000"}, "begins with http:// or https://"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, options: dict[str, object], message: str) -> None:
    with pytest.raises(WrongUse, match=message):
        evaluate(questions(tmp_path, CASE), **options, results=tmp_path)  # type: ignore[arg-type]
    with pytest.raises(WrongUse, match="is no run"):
        compare(tmp_path, tmp_path)


def test_the_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("report", "comparison"):  # which import what the extra brings
        monkeypatch.setitem(sys.modules, f"assistant.evaluation.reporting.{module}", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'euif-assistant\[evaluate\]'"):
        evaluate(questions(tmp_path, CASE), results=tmp_path)
    with pytest.raises(ExtraMissing, match=r"pip install 'euif-assistant\[evaluate\]'"):
        compare(tmp_path, tmp_path)
