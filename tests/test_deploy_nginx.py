"""nginx in front of the service, as `deploy/nginx.conf` has it: streams arrive as they are made."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from string import Template

import fastapi.routing
import httpx
import pytest
from conftest import MakeServices
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fakes import folder_of, serving, take_in
from model_server import Streamed, model_server

from assistant.bootstrap import Services

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
SITE = Path(__file__).parents[1] / "deploy" / "nginx.conf"
ASKED = {"question": "Who joined the EU Internet Forum in June 2024?"}
STREAM = {"Accept": "text/event-stream"}
FIRST = "Amazon joined the EU Internet Forum in June 2024."
SECOND = "Mistral AI joined the EU Internet Forum in June 2024."

pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx (apt-get install nginx)")

AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a key and a certificate of this machine's, under the usual names."""
    folder = tmp_path_factory.mktemp("certificates")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder


@contextmanager
def nginx(upstream: str, certificates: Path, folder: Path, patience: str) -> Iterator[httpx.Client]:
    """Run nginx in front of an address; yield a client of it. `patience` is its read timeout."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = SITE.read_text()
    assert "proxy_read_timeout 120s;" in site
    filled = Template(site.replace("proxy_read_timeout 120s", f"proxy_read_timeout {patience}"))
    folder.mkdir()
    (folder / "site.conf").write_text(
        filled.safe_substitute(
            UPSTREAM=upstream.removeprefix("http://"),
            LISTEN=f"127.0.0.1:{port}",
            SERVER_NAME="127.0.0.1",
            CERTIFICATES=certificates,
        )
    )
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    assert NGINX
    with subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf"]) as process:
        try:
            trusted = ssl.create_default_context(cafile=str(certificates / "fullchain.pem"))
            transport = httpx.HTTPTransport(verify=trusted, retries=6)
            with httpx.Client(
                base_url=f"https://127.0.0.1:{port}", transport=transport, timeout=30
            ) as http:
                yield http
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices) -> Services:
    """Return services over a document that says who joined."""
    services = make_services(tmp_path_factory.mktemp("behind"))
    folder = folder_of(tmp_path_factory.mktemp("in"), a=f"# Members\n\n{FIRST} {SECOND}")
    take_in(services, folder)
    return services


def test_sentences_arrive_while_the_next_is_written_and_a_long_silence_cuts_nothing(
    written: Services,
    make_services: MakeServices,
    certificates: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The model is silent for twice as long as nginx waits; only the comments keep it awake."""
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setattr(fastapi.routing, "_PING_INTERVAL", 0.1)
    reply = Streamed((f"{FIRST} [1] Mistral ", None, SECOND.removeprefix("Mistral "), " [1]"))
    with model_server(reply) as model:
        services = make_services(
            written.settings.data_dir,
            chat_model="openai:small",
            chat_base_url=f"{model.address}/v1",
        )
        with (
            serving(services) as address,
            nginx(address, certificates, tmp_path / "nginx", "4s") as http,
            http.stream("POST", "/v1/questions", json=ASKED, headers=STREAM) as response,
        ):
            lines = response.iter_lines()
            assert FIRST in next(line for line in lines if "Amazon" in line and "text" in line)
            for _ in range(80):
                next(line for line in lines if line.startswith(":"))
            model.go()
            rest = list(lines)
        services.close()
    assert "event: answer" in rest
    assert any(SECOND in line for line in rest)


def test_people_sign_in_by_https_and_figures_are_not_shown_outside(
    written: Services, make_services: MakeServices, certificates: Path, tmp_path: Path
) -> None:
    services = make_services(written.settings.data_dir, auth="token")
    key = services.keys.create("ann", ["ask"])
    with (
        serving(services) as address,
        nginx(address, certificates, tmp_path / "nginx", "30s") as http,
    ):
        page = http.get("/signin")
        own = {"Origin": str(http.base_url).rstrip("/")}
        signed_in = http.post("/signin", data={"key": key}, headers=own)
        cookie = signed_in.headers["set-cookie"]
        assert cookie.startswith("__Host-euif_session=")
        assert "Secure" in cookie.split("; ")
        assert http.get("/v1/about").status_code == 200
        foreign = http.post(
            "/signin", data={"key": key}, headers={"Origin": "https://evil.example"}
        )
        assert foreign.status_code == 403
        assert http.get("/metrics").status_code == 404
        assert "max-age" in page.headers["strict-transport-security"]
        too_large = http.post("/v1/questions", content=b"x" * 100_000)
        assert too_large.json()["status"] == 413, "the service says it itself"
    services.close()
