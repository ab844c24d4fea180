"""Changing the embedding model: nothing is lost, nobody waits, and there is a way back."""

import re
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from commands import EUIF, called, environment, service
from conftest import MakeServices
from fakes import TODAY, folder_of, take_in

import ingest
from assistant.bootstrap import Services
from assistant.calibration import SHIPPED, own_file, read, write
from assistant.keeping import reembed
from vectorstore.embedding import Embedder
from vectorstore.errors import ModelMismatch, ModelUnavailable
from vectorstore.passages import Model

CORPUS = Path(ingest.__file__).with_name("corpus")
BUNDLED_MODEL = "multilingual-e5-small"


@pytest.fixture(scope="session")
def other_model(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of another real model: the bundled one with its weights a little moved."""
    import torch
    from safetensors.torch import load_file, save_file

    folder = tmp_path_factory.mktemp("another") / "model-e5"
    shutil.copytree(model_folder, folder)
    (weights,) = folder.rglob("*.safetensors")
    torch.manual_seed(1)
    tensors = load_file(weights)
    moved = {
        name: one + 0.02 * one.std() * torch.randn_like(one)
        for name, one in tensors.items()
        if one.ndim == 2 and one.shape[0] < 10_000  # the table of words is large, and may stay
    }
    save_file({**tensors, **moved}, weights, metadata={"format": "pt"})
    return folder


@pytest.fixture(scope="session")
def other(other_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return Embedder(str(other_model), other_model.parent).identity


def quietly(done: int, total: int | None, name: str | None) -> None:
    """Show no progress."""


def calibrate(data: Path, model: Model) -> None:
    """Keep for a model what is shipped for the bundled one; without a reader, and without what is
    told by tokens, which it has not."""
    shipped = read(SHIPPED)
    size = shipped.language_axes.shape[1]
    networks = {
        name: getattr(shipped, name).model_copy(
            update={"hidden": getattr(shipped, name).hidden[:, :size]}
        )
        for name in ("intents", "about", "aside", "unsafe")
    }
    of_it = {"embedding_model": model.digest, "reader": {}, **networks}
    write(shipped.model_copy(update=of_it), own_file(data, model.digest))


def cosines_of(services: Services) -> dict[str, float]:
    """Return, for a question, the cosine by which the index finds each passage."""
    with services.index() as index:
        asked = services.embedder.question("Who joined?").vector
        found = dict(index.nearest(asked, index.count()))
        stored = services.catalogue.passages(sorted(found))
    assert found.keys() == services.library.indexed_ids() == stored.keys()
    for key, (passage, _) in stored.items():
        assert passage.vector is not None
        assert found[key] == pytest.approx(float(passage.vector @ asked), abs=1e-4)
        assert all(one.vector is not None for one in passage.sentences)
    return found


def test_the_library_changes_its_model_and_back_again(
    services: Services, tmp_path: Path, make_services: MakeServices, other_model: Path, other: Model
) -> None:
    folder = folder_of(tmp_path / "in", a="Amazon joined.", b="Nobody chaired it.\n\nIt was late.")
    take_in(services, folder)
    before = cosines_of(services)
    done = reembed(services, str(other_model), quietly)
    assert (done.passages, done.embedded) == (len(before), len(before))
    # What was opened before goes on by its own model and changes nothing any more.
    assert cosines_of(services) == before
    with pytest.raises(ModelMismatch, match=f"euif reembed {BUNDLED_MODEL}"):
        take_in(services, folder)

    renewed = services.renewed()
    assert renewed is not None
    assert renewed.model == other
    assert renewed.embedder.name == str(other_model)
    after = cosines_of(renewed)
    assert after.keys() == before.keys()
    assert after != before
    (report,) = take_in(renewed, folder)
    assert len(report.unchanged) == 2
    folder_of(folder, c="A third one.")
    take_in(renewed, folder)

    # Back: the new document alone is embedded.
    done = reembed(renewed, BUNDLED_MODEL, quietly)
    assert (done.passages, done.embedded) == (len(before) + 1, 1)
    back = renewed.renewed()
    assert back is not None
    assert {key: cosines_of(back)[key] for key in before} == pytest.approx(before)


def test_what_an_ingest_writes_meanwhile_is_embedded_too(
    services: Services, tmp_path: Path, other_model: Path
) -> None:
    folder = folder_of(tmp_path / "in", a="Amazon joined.")
    take_in(services, folder)
    folder_of(folder, a="Amazon joined later.")
    (source,) = services.opener.open(str(folder))
    written = services.sync(None, quietly)  # it stays pending
    written.run(source, TODAY)

    def meanwhile(done: int, total: int, name: str) -> None:
        if done < 4:
            folder_of(folder, **{f"b{done}": f"Number {done}."})
        written.run(source, TODAY)

    done = reembed(services, str(other_model), meanwhile)
    renewed = services.renewed()
    assert renewed is not None
    assert renewed.library.pending()
    cosines_of(renewed)  # opening takes the pending ones up
    assert renewed.library.pending() == []
    assert done.embedded == done.passages == renewed.catalogue.count_passages() + 1


def test_a_third_models_vectors_are_dropped_with_its_index(
    services: Services, tmp_path: Path, other_model: Path, other: Model
) -> None:
    take_in(services, folder_of(tmp_path / "in", a="Amazon joined."))
    third = tmp_path / "third"
    shutil.copytree(other_model, third)
    (third / "README.md").write_text("Another.")
    reembed(services, str(other_model), quietly)
    reembed(services, str(third), quietly)
    assert [model.name for model in services.ledger.models()] == [str(other_model), str(third)]
    renewed = services.renewed()
    assert renewed is not None
    cosines_of(renewed)
    with renewed.index() as index:
        names = {collection.name for collection in index._client.list_collections()}
    assert names == {index._name}


@pytest.mark.parametrize("name", ["no/such-model", "/no/such/folder"])
def test_an_unknown_model_changes_nothing(services: Services, tmp_path: Path, name: str) -> None:
    take_in(services, folder_of(tmp_path / "in", a="Amazon joined."))
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        reembed(services, name, quietly)
    assert services.ledger.models() == [services.embedder.identity]
    assert services.renewed() is None


def test_a_killed_change_goes_on_where_it_was(
    tmp_path: Path, make_services: MakeServices, other_model: Path, models: Path
) -> None:
    services = make_services(tmp_path / "data")
    take_in(services, *CORPUS.glob("[il]*.md"))  # some hundred passages
    total = services.catalogue.count_passages()
    (tmp_path / "data" / "models").symlink_to(models)
    command = [EUIF, "reembed", str(other_model)]
    process = subprocess.Popen(
        command, env=environment(tmp_path / "data"), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    with process, process.stderr:
        for line in process.stderr:
            if (done := re.match(r"(\d+)/", line)) and int(done[1]) >= 32:
                process.kill()
                break
    assert process.returncode == -signal.SIGKILL
    assert services.renewed() is None  # it is searched by the old model still
    cosines_of(services)
    done = reembed(services, str(other_model), quietly)
    assert done.passages == total
    assert 0 < done.embedded <= total - 32
    renewed = services.renewed()
    assert renewed is not None
    cosines_of(renewed)
    services.close()


def test_the_service_answers_all_the_time(
    tmp_path: Path, make_services: MakeServices, other_model: Path, other: Model, models: Path
) -> None:
    data = tmp_path / "data"
    services = make_services(data)
    notes = folder_of(
        tmp_path / "in",
        crocus="# Crocus\n\nThe Crocus Committee chose Maria Example as its chair in May 2021.",
        tulip="# Tulip\n\nThe Tulip Board has forty members from nine countries.",
    )
    take_in(services, notes)
    (data / "models").symlink_to(models)

    answers: list[dict[str, Any]] = []
    stop, answered = threading.Event(), threading.Event()
    with service(data) as address, httpx.Client(base_url=address, timeout=60) as http:

        def ask_on() -> None:
            body = {"question": "Who chairs the Crocus Committee?"}
            while not stop.wait(0.1):  # without a pause it takes the processor from the change
                answers.append(http.post("/v1/questions", json=body).raise_for_status().json())
                answered.set()

        asking = threading.Thread(target=ask_on)
        asking.start()
        try:
            assert answered.wait(60)
            changed = called(data, "reembed", other_model)
            assert changed.returncode == 0, changed.stderr
            assert "euif evaluate --calibrate --apply" in changed.stderr
            # Nothing is fitted to the model yet, so the service goes on by the one before.
            scores = {answer["trace"]["hits"][0]["dense"] for answer in answers}
            assert len(scores) == 1
            calibrate(data, other)
            deadline = time.monotonic() + 120
            while answers[-1]["trace"]["hits"][0]["dense"] in scores:
                assert time.monotonic() < deadline
                asking.join(0.1)  # it goes on, and leaves the processor to the service until then
                assert asking.is_alive()
            folder_of(notes, daisy="# Daisy\n\nThe Daisy Panel was founded by Ole Sample in 2019.")
            taken = called(data, "ingest", notes)
            assert taken.returncode == 0, taken.stderr
            listed = http.get("/v1/documents").json()["documents"]
            assert [document["title"] for document in listed] == ["Crocus", "Daisy", "Tulip"]
        finally:
            stop.set()
            asking.join()
    assert {answer["status"] for answer in answers} == {"answered"}
    assert {answer["citations"][0]["title"] for answer in answers} == {"Crocus"}
    services.close()
