"""Neighbours: readable, repeatable, in seven languages, and never about a real body."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import TODAY, documents_of

from assistant.evaluation import neighbours
from assistant.evaluation.neighbours import write_neighbours
from ingest.chunking import cut
from vectorstore.language import detect
from vectorstore.passages import DocumentText
from vectorstore.splitting import split_sentences

REAL = re.compile(
    r"""
    EU[ ]Internet[ ]Forum | EUIF | Forum[ ]of[ ]the[ ]EU | EU-Internetforum
    | Forum[ ](de[ ]l'UE|de[ ]l'Union) | Forum[ ]dell'(UE|Unione)
    | Foro[ ]de[ ]Internet[ ]de[ ]la | Forum[ ]Internetow\w+[ ](UE|Unii)
    | Europol | GIFCT | Global[ ]Internet[ ]Forum | EU[ ]IRU | EU-Meldestelle | CSEP
    | Civil[ ]Society[ ]Empowerment | renforcement[ ]de[ ]la[ ]société[ ]civile
    | EU[ ]Crisis[ ]Protocol | Online[ ]Crisis[ ]Response | Content[ ]Incident[ ]Protocol
    | protocole[ ]de[ ]crise | ProtectEU | 2021/784 | Christchurch | Tech[ ]Against[ ]Terrorism
    | Digital[ ]Services[ ]Act | Radicalisation[ ]Awareness | Knowledge[ ]Hub
    | réseau[ ]de[ ]sensibilisation | Terrorist[ ]Content[ ]Analytics | \bEDRi\b | Bundestag
    | \((EU|UE|EC|CE|EG|WE)\) | European | europäisch | européen | europeo | europejsk | europees
    | \b(Facebook|Google|YouTube|Twitter|Microsoft|Telegram|Snap|Dropbox|TikTok|Meta|Discord)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
LANGUAGES = {"en", "de", "fr", "es", "it", "pl", "nl"}
WORDS = tomllib.loads(Path(neighbours.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "neighbours"
    write_neighbours(folder)
    return folder


@pytest.fixture(scope="module")
def documents(folder: Path) -> list[DocumentText]:
    return documents_of(folder)


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def body(content: DocumentText) -> str:
    *_, section = content.sections  # the one before is a heading that gives a day
    return content.text[section.start : section.end]


def test_every_byte_is_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    write_neighbours(tmp_path / "again")
    assert bytes_in(tmp_path / "again") == bytes_in(folder)


def test_there_are_as_many_as_were_asked_for(folder: Path, tmp_path: Path) -> None:
    assert len(bytes_in(folder)) == 1_000
    write_neighbours(tmp_path / "few", 7)
    assert len(bytes_in(tmp_path / "few")) == 7
    assert bytes_in(tmp_path / "few").items() <= bytes_in(folder).items()
    write_neighbours(tmp_path / "none", 0)
    assert not bytes_in(tmp_path / "none")


def test_fewer_leave_no_more_than_were_asked_for_and_nothing_else_is_removed(
    tmp_path: Path,
) -> None:
    others = {
        "own.md": b"# Own\n\nOwn.",
        "members-0001-en.md": b"# Of the same name.",
        "a.txt": b"",
    }
    write_neighbours(tmp_path, 9)
    few = dict(list(sorted(bytes_in(tmp_path).items(), key=lambda one: one[0].split("-")[-2])[:4]))
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
    write_neighbours(tmp_path, 4)
    assert bytes_in(tmp_path) == few | others
    write_neighbours(tmp_path, 2)
    assert len(bytes_in(tmp_path)) == 2 + len(others)


def test_they_are_documents_of_some_publisher(documents: list[DocumentText]) -> None:
    for content in documents:
        about = content.document
        assert (about.kind, about.summarises) == ("document", ())
        assert about.publisher
        assert about.published_on
        assert about.published_on < TODAY
        slug = about.locator.rpartition("/")[2].removesuffix(".md")
        assert about.url == f"https://neighbours.example/{slug}"
    years = {content.document.published_on.year for content in documents}  # type: ignore[union-attr]
    assert years == set(range(2012, 2027))


def test_languages(documents: list[DocumentText]) -> None:
    languages = Counter(content.document.language for content in documents)
    assert set(languages) == LANGUAGES
    assert 400 <= languages["en"] <= 500
    assert min(languages.values()) >= 60
    detected = [detect(body(content)) == content.document.language for content in documents]
    assert sum(detected) >= 970


def test_no_two_say_the_same(documents: list[DocumentText]) -> None:
    assert len({content.document.title for content in documents}) >= 900
    assert len({body(content) for content in documents}) == len(documents)


def test_each_makes_one_passage(documents: list[DocumentText]) -> None:
    def too_many(texts: Sequence[str]) -> list[int]:
        # The bundled model's own count takes seconds to load; it is lower for these texts.
        return [len(text) * 2 // 5 for text in texts]

    for content in documents:
        told = [one.text for one in cut(content, too_many) if one.text != content.document.title]
        assert told == [body(content)]


def test_none_is_about_a_real_body(folder: Path) -> None:
    texts = [text.decode() for text in bytes_in(folder).values()]
    assert not [match[0] for text in texts for match in REAL.finditer(text)]


def test_every_sentence_names_its_invented_body(documents: list[DocumentText]) -> None:
    invented = re.compile("|".join(WORDS["names"][0]))
    first, second = ("|".join(part) for part in WORDS["en"]["names"])
    english = re.compile(f"({first}) ({second})")
    for content in documents:
        language, text = content.document.language, body(content)
        spans = split_sentences(text, language)
        assert 2 <= len(spans) <= 4
        naming = english if language == "en" else invented
        assert all(naming.search(text[start:end]) for start, end in spans), text


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_has_every_subject(language: str) -> None:
    subjects = WORDS[language]["subjects"]
    assert subjects.keys() == WORDS["en"]["subjects"].keys()
    assert len(WORDS[language]["months"]) == 12
    for subject in subjects.values():
        assert all("{name}" in text for text in subject["titles"] + subject["sentences"])


def test_the_real_names_are_told_apart() -> None:
    titles = [note.document.title for note in documents_of("bundled:")]
    assert sum(1 for title in titles if REAL.search(title)) >= 40
