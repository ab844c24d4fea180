"""Sync: the library follows its sources; a broken file harms nothing, a kill loses nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import TODAY, StandIn, folder_of, take_in

from assistant.bootstrap import Services, build
from assistant.settings import Settings
from ingest.run import Report
from vectorstore.errors import ModelMismatch, StorageFull
from vectorstore.passages import Model
from vectorstore.sight import Sight

pytestmark = pytest.mark.both_kinds


def names(locators: list[str]) -> set[str]:
    return {locator.rsplit("/", 1)[-1] for locator in locators}


def one(services: Services, source: Path) -> Report:
    (report,) = take_in(services, source)
    return report


def store(services: Services) -> dict[str, Any]:
    """Return all that searches and answers depend on."""
    with services.index() as index:
        held = index.ids()
        passages = services.catalogue.passages(sorted(services.library.indexed_ids()))
        return {
            key: (passage, document, key in held) for key, (passage, document) in passages.items()
        } | {"surplus": held - passages.keys(), "pending": services.library.pending()}


def test_creates_updates_deletes_and_leaves_alone(services: Services, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.", b="Discord joined.", c="Yubo joined.")
    assert names(one(services, source).created) == {"a.md", "b.md", "c.md"}
    folder_of(source, b="Discord and Twitch joined.", d="TikTok joined.")
    (source / "c.md").unlink()
    report = one(services, source)
    assert names(report.created) == {"d.md"}
    assert names(report.updated) == {"b.md"}
    assert names(report.unchanged) == {"a.md"}
    assert names(report.deleted) == {"c.md"}
    texts = {passage.text for passage, *_ in list(store(services).values())[:-2]}
    assert texts == {"Amazon joined.", "Discord and Twitch joined.", "TikTok joined."}
    assert store(services)["surplus"] == set()


def test_a_second_run_embeds_nothing(services: Services, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.", b="Discord joined.")
    one(services, source)

    def must_not(texts: list[str]) -> Any:
        raise AssertionError(texts)

    services.embedder.passages = must_not  # type: ignore[method-assign,assignment]
    try:
        report = one(services, source)
    finally:
        del services.embedder.passages  # type: ignore[method-assign]
    assert names(report.unchanged) == {"a.md", "b.md"}
    assert report.passages == 0


def test_only_new_sentences_are_embedded(services: Services, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", a="# Members\n\n## Old\n\nAmazon joined.\n")
    one(services, source)
    folder_of(source, a="# Members\n\n## Old\n\nAmazon joined.\n\n## New\n\nYubo joined.\n")
    embedded: list[str] = []
    original = services.embedder.passages

    def counting(texts: list[str]) -> Any:
        embedded.extend(texts)
        return original(texts)

    services.embedder.passages = counting  # type: ignore[method-assign,assignment]
    try:
        one(services, source)
    finally:
        del services.embedder.passages  # type: ignore[method-assign]
    assert embedded == ["Members - New\nYubo joined."]


def test_a_change_of_access_alone_is_taken_over_and_nothing_embedded(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder_of(tmp_path / "in", a="# Members\n\nAmazon joined. Yubo joined.")
    one(services, source)
    embedded: list[str] = []
    for kind in ("passages", "sentences"):
        monkeypatch.setattr(services.embedder, kind, lambda texts: embedded.extend(texts) or [])
    for groups in ("police", "police, judges", ""):
        front = f"---\naccess: [{groups}]\n---\n" if groups else ""
        folder_of(source, a=f"{front}# Members\n\nAmazon joined. Yubo joined.")
        assert names(one(services, source).updated) == {"a.md"}
        (document,) = services.catalogue.list_documents(None)
        assert set(document.access) == set(filter(None, groups.split(", ")))
        seen = services.catalogue.list_documents(Sight(frozenset({"customs"})))
        assert len(seen) == (not groups)
        assert store(services)["surplus"] == set()
    assert embedded == []


def test_broken_files_are_reported_and_harm_nothing(services: Services, tmp_path: Path) -> None:
    source = folder_of(
        tmp_path / "in", good="Amazon joined.", front="---\ntitel: x\n---\nText.", empty="\n"
    )
    (source / "binary.txt").write_bytes(b"\x00\x01\x02")
    (source / "latin.txt").write_bytes(("Das Forum für Europa. " * 20).encode("latin-1"))
    (source / "photo.png").write_bytes(b"\x89PNG")
    (source / "huge.txt").write_text("a " * 5_100_000)
    (source / ".hidden.md").write_text("Hidden.")
    report = one(services, source)
    assert names(report.created) == {"good.md", "latin.txt"}
    failed = {remark.file.rsplit("/", 1)[-1]: remark.text for remark in report.failed}
    assert failed.keys() == {"front.md", "empty.md", "binary.txt", "huge.txt"}
    assert "did you mean `title`" in failed["front.md"]
    assert "no text" in failed["empty.md"]
    assert "NUL" in failed["binary.txt"]
    assert "10.2 MB" in failed["huge.txt"]
    assert "EUIF_LARGEST_FILE" in failed["huge.txt"]
    assert names([remark.file for remark in report.skipped]) == {"photo.png"}
    assert names([remark.file for remark in report.warnings]) == {"latin.txt"}


def test_what_no_document_may_hold_harms_no_other(services: Services, tmp_path: Path) -> None:
    source = folder_of(
        tmp_path / "in", half='---\ntitle: "Half \\ud800 title"\n---\nText.', z="Yubo joined."
    )
    (source / "link.html").write_text(
        '<html lang=en><link rel="alternate" hreflang="fr" href="http://[x/fr">'
        '<link rel="canonical" href="http://[x/"><p>Amazon joined the Forum in June 2024.</p>'
    )
    report = one(services, source)
    assert names(report.created) == {"half.md", "link.html", "z.md"}
    assert report.failed == []
    assert names(one(services, source).unchanged) == {"half.md", "link.html", "z.md"}


def test_a_document_that_nobody_foresaw_fails_alone(
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    original = services.library.write

    def fails(content: Any, passages: Any) -> None:
        if "Discord" in content.text:
            raise ValueError("embedded null byte")
        original(content, passages)

    source = folder_of(tmp_path / "in", a="Amazon joined.", b="Discord joined.", c="Yubo joined.")
    with monkeypatch.context() as patch:
        patch.setattr(services.library, "write", fails)
        report = one(services, source)
    assert names(report.created) == {"a.md", "c.md"}
    (remark,) = report.failed
    assert remark.file.endswith("b.md")
    assert "ValueError" in remark.text
    assert "embedded null byte" in caplog.text
    assert services.ledger.runs()[0][1]["counts"]["failed"] == 1
    assert names(one(services, source).created) == {"b.md"}


def test_a_fault_of_the_library_ends_the_run(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFull("The disk is full.")

    monkeypatch.setattr(services.library, "write", full)
    with pytest.raises(StorageFull):
        one(services, folder_of(tmp_path / "in", a="Amazon joined.", b="Yubo joined."))


def test_a_file_whose_name_is_not_utf8_keeps_its_document(
    services: Services, tmp_path: Path
) -> None:
    source = folder_of(tmp_path / "in")
    Path(os.fsdecode(os.fsencode(source) + b"/caf\xe9.md")).write_text("Amazon joined.")
    one(services, source)
    copy = folder_of(tmp_path / "copy", a="Amazon joined.")
    report = one(services, copy)
    assert (len(report.created), report.moved) == (1, [])
    assert len(one(services, source).unchanged) == 1
    assert services.catalogue.count_documents() == 2


def test_a_document_that_breaks_keeps_its_last_good_version(
    services: Services, tmp_path: Path
) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.")
    one(services, source)
    folder_of(source, a="---\ntitle: [\n---\nText.")
    assert len(one(services, source).failed) == 1
    (document,) = services.catalogue.list_documents()
    content = services.catalogue.document(document.id)
    assert content is not None
    assert content.text == "Amazon joined."


def test_an_empty_folder_removes_nothing(services: Services, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.")
    one(services, source)
    (source / "a.md").unlink()
    (failed,) = one(services, source).failed
    assert "Nothing was changed" in failed.text
    assert services.catalogue.count_documents() == 1


def test_a_source_that_cannot_be_listed_does_not_stop_the_others(
    services: Services, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    first, second = take_in(services, empty, folder_of(tmp_path / "in", a="Amazon joined."))
    assert first.failed
    assert names(second.created) == {"a.md"}


def test_a_file_that_was_a_source_of_its_own_vanishes_with_its_folder(
    services: Services, tmp_path: Path
) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.", b="Yubo joined.")
    take_in(services, source / "a.md", source)
    (source / "a.md").unlink()
    assert names(one(services, source).deleted) == {"a.md"}


def test_a_link_to_nothing_fails_and_its_document_stays(services: Services, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", b="Yubo joined.")
    target = folder_of(source / ".kept", a="Amazon joined.") / "a.md"
    (source / "a.md").symlink_to(target)
    one(services, source)
    target.unlink()
    report = one(services, source)
    assert names([remark.file for remark in report.failed]) == {"a.md"}
    assert services.catalogue.count_documents() == 2


def test_a_document_removed_while_it_is_read_stays_out(services: Services, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.")
    one(services, source)
    (document,) = services.catalogue.list_documents()
    folder_of(source, a="Amazon joined in June.")
    original = services.embedder.passages

    def removing(texts: list[str]) -> Any:
        services.ledger.keep_out(document)
        services.library.remove([document.id])
        return original(texts)

    services.embedder.passages = removing  # type: ignore[method-assign,assignment]
    try:
        one(services, source)
    finally:
        del services.embedder.passages  # type: ignore[method-assign]
    assert services.catalogue.count_documents() == 0
    assert services.library.pending() == []


def test_a_run_that_is_interrupted_is_gone_on_with(services: Services, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.")

    def interrupted(texts: list[str]) -> Any:
        raise KeyboardInterrupt

    services.embedder.passages = interrupted  # type: ignore[method-assign,assignment]
    try:
        with pytest.raises(KeyboardInterrupt):
            one(services, source)
    finally:
        del services.embedder.passages  # type: ignore[method-assign]
    assert services.ledger.sources() == [str(source)]
    assert services.ledger.forget_source(str(source))
    assert not services.ledger.forget_source(str(source))


def test_a_run_removes_only_what_its_own_source_lost(services: Services, tmp_path: Path) -> None:
    first = folder_of(tmp_path / "first", a="Amazon joined.", b="Yubo joined.")
    second = folder_of(tmp_path / "second", c="Discord joined.")
    take_in(services, first, second)
    (first / "a.md").unlink()
    assert names(one(services, first).deleted) == {"a.md"}
    assert services.catalogue.count_documents() == 2


def test_a_removed_document_stays_out_until_it_is_let_in(
    services: Services, tmp_path: Path
) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.", b="Yubo joined.")
    one(services, source)
    document = next(d for d in services.catalogue.list_documents() if d.locator.endswith("a.md"))
    services.ledger.keep_out(document)
    services.library.remove([document.id])
    assert names(one(services, source).kept_out) == {"a.md"}
    assert services.catalogue.document(document.id) is None
    assert services.ledger.let_in(document.id)
    assert names(one(services, source).created) == {"a.md"}


def test_another_model_is_refused_before_anything_changes(
    services: Services, tmp_path: Path
) -> None:
    services.ledger.record_model(Model("another-model", "0" * 64))
    with pytest.raises(ModelMismatch, match="embedded by another-model"):
        one(services, folder_of(tmp_path / "in", a="Amazon joined."))
    assert services.library.pending() == []
    assert services.ledger.sources() == []


def test_without_the_index_what_is_written_waits_for_its_owner(
    services: Services, tmp_path: Path
) -> None:
    source = folder_of(tmp_path / "in", a="Amazon joined.")
    (folder,) = services.opener.open(str(source))
    services.sync(None, lambda done, total, name: None).run(folder, TODAY)
    assert services.catalogue.count_documents() == 0
    assert len(store(services)) == 3  # opening the index took the pending version up
    assert services.catalogue.count_documents() == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from fakes import StandIn, take_in
from assistant.bootstrap import build
from assistant.settings import Settings
from vectorstore.chroma import ChromaIndex
from vectorstore.library import Library

data, source, room, method, call = sys.argv[1:]
owner = {"ChromaIndex": ChromaIndex, "Library": Library}[room]
original, left = getattr(owner, method), int(call)

def killing(*args, **values):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*args, **values)

setattr(owner, method, killing)
take_in(build(Settings(data_dir=Path(data)), print, StandIn()), source)
"""


@pytest.mark.parametrize(
    ("room", "method", "call"),
    [
        ("Library", "write", 1),
        ("ChromaIndex", "write", 0),
        ("Library", "mark_indexed", 1),
        ("ChromaIndex", "delete", 1),
        ("Library", "forget_stale", 0),
    ],
)
def test_killed_anywhere_and_run_again_ends_in_the_same_store(
    room: str, method: str, call: int, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    again, undisturbed = (
        build(Settings(data_dir=folder), print, StandIn())  # type: ignore[arg-type]
        for folder in (data, tmp_path / "undisturbed")
    )
    source = folder_of(tmp_path / "in", a="Amazon came.", b="Yubo came.", d="Discord came.")
    take_in(again, source)
    take_in(undisturbed, source)
    again.close()
    folder_of(source, a="Amazon joined.", b="Yubo joined.", c="Twitch joined.")
    (source / "d.md").unlink()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, data, source, room, method, str(call)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    take_in(again, source)
    take_in(undisturbed, source)
    assert store(again) == store(undisturbed)
    for key in undisturbed.library.indexed_ids():
        (one_vector,), (other_vector,) = (
            services.library.vectors([key])[1] for services in (again, undisturbed)
        )
        assert np.allclose(one_vector, other_vector, atol=1e-6)
    again.close()
    undisturbed.close()
