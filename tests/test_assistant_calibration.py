"""What was fitted: kept, preferred, refused for another model, and fitted anew to a set."""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from assistant import sentences, settings
from assistant.bootstrap import Services
from assistant.calibration import FEATURES, NAME, SHIPPED, load, own_file, read, write
from assistant.cli.evaluating import evaluate
from assistant.cli.generating import _known
from assistant.errors import CalibrationWrong, WrongUse
from assistant.evaluation.cases import BUNDLED_QUESTIONS, Case
from assistant.evaluation.fitting import examples
from assistant.evaluation.fitting.calibrate import _is_evidence
from assistant.evaluation.run import Run
from ingest.sources import BUNDLED
from vectorstore.embedding import Embedder
from vectorstore.findings import Candidate
from vectorstore.passages import Model
from vectorstore.query import Query


def tuning_cases(*statuses: str, least: int) -> list[str]:
    """Return lines of the bundled set's tuning part from all over it, so many of each status."""
    lines = BUNDLED_QUESTIONS.read_text(encoding="utf-8").splitlines()
    cases = [case for line in lines if (case := json.loads(line))["part"] == "tuning"]
    by_status = ([case for case in cases if case["status"] == status] for status in statuses)
    return [json.dumps(case) for of in by_status for case in of[:: len(of) // least][:least]]


def test_what_is_shipped_belongs_to_the_bundled_model(embedder: Embedder, tmp_path: Path) -> None:
    shipped = load(tmp_path, embedder.identity)
    assert shipped.digest == read(SHIPPED).digest
    assert shipped.evidence.keys() == {"intercept", "reader", *FEATURES}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    shipped = read(SHIPPED)
    write(shipped, tmp_path / "new" / NAME)
    assert read(tmp_path / "new" / NAME).digest == shipped.digest


def test_one_in_the_data_folder_is_preferred_and_refused_for_another_model(
    embedder: Embedder, tmp_path: Path
) -> None:
    own = read(SHIPPED).model_copy(update={"answerable": 9.0})
    for file in (tmp_path / NAME, own_file(tmp_path, embedder.identity.digest)):
        write(own, file)
        assert load(tmp_path, embedder.identity).answerable == 9.0
        own = own.model_copy(update={"embedding_model": "1" * 64})
        write(own, file)  # what was fitted to another model hides nothing
        assert load(tmp_path, embedder.identity).digest == read(SHIPPED).digest
        own = own.model_copy(update={"embedding_model": embedder.identity.digest})
    with pytest.raises(CalibrationWrong, match=r"another embedding model than other.*--calibrate"):
        load(tmp_path, Model("other", "0" * 64))


@pytest.mark.parametrize("content", ["", "{}", "no JSON", '{"embedding_model": 3}'])
def test_a_broken_file_is_told_with_what_to_do(
    embedder: Embedder, tmp_path: Path, content: str
) -> None:
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(CalibrationWrong, match=r"cannot be used .*take the file away"):
        load(tmp_path, embedder.identity)


def test_one_that_lacks_a_weight_is_refused_and_fitted_anew_without_training(
    embedder: Embedder, settled: Path
) -> None:
    settled.mkdir()
    earlier = read(SHIPPED).model_dump(mode="json")
    del earlier["evidence"]["dates"], earlier["adapter"]
    (settled / NAME).write_text(json.dumps(earlier), encoding="utf-8")
    with pytest.raises(CalibrationWrong, match=r"before these were weighed: dates\)\. Run"):
        load(settled, embedder.identity)
    known, shipped = _known(settings.load(), embedder), read(SHIPPED).trained
    assert known is not None
    assert known.reader.keys() == shipped.reader.keys() != set()
    assert np.array_equal(known.adapter, shipped.adapter)


def own_set(path: Path, lines: list[str]) -> tuple[Path, list[str]]:
    """Write a set that names files as people do; return its path and those of its documents."""
    path.write_text("\n".join(lines).replace(BUNDLED, ""), encoding="utf-8")
    names = {one["document"] for line in lines for one in json.loads(line)["evidence"]}
    corpus = files("ingest") / "corpus"
    return path, [str(corpus / name.removeprefix(BUNDLED)) for name in sorted(names)]


@pytest.fixture
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the settings to a data folder of the test's own, and return it."""
    monkeypatch.setenv("EUIF_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_set_is_fitted_to_and_the_data_folder_keeps_it(
    tmp_path: Path,
    settled: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Minutes less than with all.
    for name in ("_read", "_questions"):
        every = getattr(examples, name)
        monkeypatch.setattr(examples, name, lambda *of, every=every: every(*of)[::50])
    keys = sentences.keys()[::10]
    monkeypatch.setattr(sentences, "keys", lambda: keys)
    lines = tuning_cases("answered", "unanswerable", least=14)
    mine, notes = own_set(tmp_path / "my.jsonl", lines)
    evaluate(mine, source=notes, calibrate=True, apply=True, results=tmp_path / "results")
    told = capsys.readouterr().out
    assert "by cross-validation on the tuning part: AUC of answerable against unanswerable" in told
    (folder,) = (tmp_path / "results").iterdir()
    fitted = read(folder / NAME)
    assert read(own_file(settled, fitted.embedding_model)).digest == fitted.digest
    assert fitted.digest != read(SHIPPED).digest
    assert fitted.reader.keys() == read(SHIPPED).reader.keys()
    config = Run(folder).config
    assert config
    assert config["calibration"] == fitted.digest
    assert config["threshold"] == fitted.answerable
    # The next run goes by it.
    mine, notes = own_set(tmp_path / "one.jsonl", lines[:1])
    evaluate(mine, source=notes, results=tmp_path / "again")
    (again,) = (tmp_path / "again").iterdir()
    config = Run(again).config
    assert config
    assert config["calibration"] == fitted.digest


def test_evidence_is_known_by_its_file_s_name_as_when_it_is_scored(forum: Services) -> None:
    """Own question sets name files as people do, not by whole locators."""
    with forum.index() as index:
        (hit, *_) = forum.search(index).find(Query("Who joined in June 2024?", "en")).hits
    sentence = hit.passage.sentences[0]
    for name, held in ((hit.document.locator.removeprefix("bundled:"), True), ("other.md", False)):
        evidence = {"fact": "f", "document": name, "quote": hit.passage.wording(sentence)}
        case = {"id": "a", "kind": "fact", "language": "en", "question": "Who?", "part": "tuning"}
        known = {**case, "status": "answered", "evidence": [evidence], "answers": [["x"]]}
        assert _is_evidence(Case.model_validate(known), Candidate(hit, sentence)) is held


def test_too_small_a_set_is_not_fitted_to(tmp_path: Path, settled: Path) -> None:
    mine = tmp_path / "my.jsonl"
    mine.write_text("\n".join(tuning_cases("answered", least=3)), encoding="utf-8")
    with pytest.raises(WrongUse, match=r"independent facts in cases that should be 'answered'"):
        evaluate(mine, calibrate=True, neighbours=0, results=tmp_path / "results")
    assert not list(settled.glob("answerability*"))


@pytest.mark.parametrize(
    "options", [{"apply": True}, {"train": True}, {"calibrate": True, "url": "http://b"}]
)
def test_wrong_use_is_told(options: dict[str, object]) -> None:
    with pytest.raises(WrongUse, match="--calibrate"):
        evaluate(**options)  # type: ignore[arg-type]
