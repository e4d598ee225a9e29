"""Naming by a language model: only on request, only redacted statements, and never in the way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from textmine.errors import InputError
from textmine.themes import Theme
from textmine.themes.language_model import LanguageModel, name_with_model, question_about

THEME = Theme(0, "bolig, leie", ("bolig", "leie"), 9, ("Kari Nordmann på 91 23 45 67 fikk ikke bolig", "For dyr leie"))
ANSWER = {
    "navn_nb": "Dyre boliger",
    "navn_nn": "Dyre bustader",
    "definisjon_nb": "Om leie.",
    "definisjon_nn": "Om leige.",
}


class Service(HTTPServer):
    """A language model on this machine that always says the same, and remembers what it was sent."""

    def __init__(self, content: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        self.bodies: list[dict[str, object]] = []
        self.keys: list[str | None] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        self.server.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers["Authorization"])
        found = self.path == "/v1/chat/completions"
        body = json.dumps({"choices": [{"message": {"content": self.server.content}}]}).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    server = Service(getattr(request, "param", json.dumps(ANSWER)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_models_names_and_definition_are_taken(service: Service) -> None:
    named = name_with_model([THEME], LanguageModel(service.address, "liten"))[0]
    assert (named.name, named.names) == ("Dyre boliger", {"nb": "Dyre boliger", "nn": "Dyre bustader"})
    assert named.definition == {"nb": "Om leie.", "nn": "Om leige."}
    assert named.source == "model:liten"
    assert (named.id, named.keywords, named.size) == (THEME.id, THEME.keywords, THEME.size)


def test_only_redacted_statements_are_sent(service: Service) -> None:
    name_with_model([THEME], LanguageModel(service.address, "liten", key="hemmelig"))
    sent = json.dumps(service.bodies, ensure_ascii=False)
    assert "For dyr leie" in sent
    for secret in ("Kari", "Nordmann", "91 23 45 67", "hemmelig"):
        assert secret not in sent
    assert service.keys == ["Bearer hemmelig"]


def test_a_question_holds_a_few_statements_only() -> None:
    theme = Theme(0, "x", ("ord",), 99, tuple(f"utsagn nummer {n} her" for n in range(30)))
    assert question_about(theme).count("\n- ") == 8


@pytest.mark.parametrize(
    "service",
    [
        "Jeg kan dessverre ikke hjelpe med det.",
        "{}",
        "{navn}",
        json.dumps({**ANSWER, "navn_nn": " "}),
        json.dumps({**ANSWER, "navn_nb": 3}),
        "[1, 2]",
    ],
    indirect=True,
)
def test_an_answer_that_is_no_use_leaves_the_theme_as_it_was(service: Service) -> None:
    assert name_with_model([THEME], LanguageModel(service.address, "liten")) == [THEME]


@pytest.mark.parametrize("service", [f"Gjerne!\n```json\n{json.dumps(ANSWER)}\n```"], indirect=True)
def test_json_among_other_words_is_found(service: Service) -> None:
    assert name_with_model([THEME], LanguageModel(service.address, "liten"))[0].name == "Dyre boliger"


@pytest.mark.parametrize(
    "address", ["localhost:8080", "ftp://localhost/", "http://example.org/v1", "file:///etc/passwd", "", "http://"]
)
def test_what_is_no_address_or_an_unencrypted_one_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(InputError):
        LanguageModel(address, "liten")


def test_nobody_at_the_address_is_told_in_one_line(service: Service) -> None:
    for address in (f"{service.address}/elsewhere", "http://127.0.0.1:9"):
        with pytest.raises(InputError, match="no language model answers") as caught:
            name_with_model([THEME], LanguageModel(address, "liten"))
        assert "\n" not in str(caught.value)


def test_the_key_is_not_shown() -> None:
    assert "hemmelig" not in repr(LanguageModel("https://example.org/v1", "m", "hemmelig"))
