"""Written answers as people get them: from the command line, and as a stream that one may leave."""

from pathlib import Path

import httpx
import pytest
from commands import called, installed
from fakes import serving
from model_server import ModelServer, going_on, model_server

from assistant.bootstrap import Services, build

ASKED = "Who joined the EU Internet Forum in June 2024?"
RIGHT = "Amazon and SoundCloud joined the EU Internet Forum on 4 June 2024."
WRONG = "Spotify joined the EU Internet Forum on 4 June 2024."


def chat(server: ModelServer) -> dict[str, str]:
    """Return the settings that make a server's model write."""
    return {
        **{"EUIF_CHAT_MODEL": "openai:small", "EUIF_CHAT_BASE_URL": f"{server.address}/v1"},
        **{"OPENAI_API_KEY": "none"},
    }


@pytest.fixture(scope="module")
def data(forum: Services) -> Path:
    """Return the data folder, with the embedding model linked to: a second unpacking takes long."""
    folder = forum.settings.data_dir
    if not (folder / "models").exists():
        (folder / "models").symlink_to(forum.embedder._models)
    return folder


def test_the_command_prints_what_a_model_wrote_and_its_citations(data: Path) -> None:
    with model_server(f"{RIGHT} [1] {WRONG} [1]") as server:
        done = called(data, "ask", ASKED, **chat(server))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{RIGHT} [1]\n")
    assert "Spotify" not in done.stdout
    assert "[1] note: New members of the EU Internet Forum, 4 June 2024" in done.stdout
    with model_server("") as gone:
        address = chat(gone)
    done = installed(data, "ask", ASKED, **address)
    assert done.returncode == 0
    assert "Institute for Strategic Dialogue" in done.stdout
    assert "the model failed: error" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_shows_what_would_be_sent_and_sends_nothing(data: Path) -> None:
    done = called(data, "prompts", ASKED)
    assert done.returncode == 0, done.stderr
    system, _, human = done.stdout.partition("--- human")
    assert system.startswith("--- system\nYou answer a question of staff")
    assert "SoundCloud" in human
    assert "https://" not in human
    done = called(data, "ask", ASKED, EUIF_CHAT_MODEL="small")
    assert done.returncode == 2
    assert "named provider:model" in done.stderr


def test_who_leaves_a_stream_stops_the_model(
    forum: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = going_on(f"{RIGHT} [1] And ")
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with model_server(reply) as model:
        update = {"chat_model": "openai:small", "chat_base_url": f"{model.address}/v1"}
        services = build(
            forum.settings.model_copy(update=update), lambda line: None, forum.embedder
        )
        with serving(services) as address:
            with httpx.stream(
                "POST",
                f"{address}/v1/questions",
                json={"question": ASKED},
                headers={"Accept": "text/event-stream"},
                timeout=60,
            ) as response:
                assert any("delta" in line for line in response.iter_lines())
            assert model.is_left()
        services.close()
