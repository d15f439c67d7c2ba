"""The workbench over HTTP: a real server, asked as its page and as an attacker would ask."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner.bank import Bank
from aligner.reader.server import BankServer
from aligner.reader.workbench.target import BankTarget
from aligner.reader.workbench.web import Workbench


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BankServer]:
    root = tmp_path_factory.mktemp("bank")
    shutil.copytree(Bank().root / "a-66-359", root / "a-66-359")
    (root / "secret").mkdir()
    (root / "secret" / "units.yaml").write_text("SECRET", encoding="utf-8")
    bank = Bank(root)
    workbench = Workbench(bank.names, lambda name: BankTarget(bank, name))
    with BankServer(bank, workbench=workbench) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()
        workbench.close()


def ask(
    server: BankServer, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, str, http.client.HTTPMessage]:
    here = f"127.0.0.1:{server.server_port}"
    usual = {"Host": here, "Origin": f"http://{here}", "Content-Type": "application/json"} if body is not None else {}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    sent = {**usual, **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.request(
        "GET" if body is None else "POST", path, body, {name: value for name, value in sent.items() if value}
    )
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, content, answer.headers


def text(server: BankServer) -> str:
    assert server.workbench is not None
    return server.workbench.home


def rows(server: BankServer) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(ask(server, text(server) + "rows")[1])
    return value


def test_the_printed_address_lists_the_texts_and_each_is_a_page_that_allows_its_own_files_only(
    server: BankServer,
) -> None:
    assert server.workbench is not None
    path = f"/edit/{server.workbench.token}/"
    assert server.url == f"http://127.0.0.1:{server.server_port}{path}a-66-359/"  # there is one text
    status, body, _ = ask(server, path)
    assert status == 200
    assert '<a href="a-66-359/">' in body
    status, body, headers = ask(server, path + "a-66-359/")
    policy = headers["Content-Security-Policy"]
    assert status == 200
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "<style" not in body
    assert " style=" not in body
    assert "<script>" not in body
    for name, kind in (("workbench.js", "text/javascript"), ("workbench.css", "text/css")):
        assert ask(server, f"{path}-/{name}")[2]["Content-Type"].startswith(kind)


@pytest.mark.parametrize("path", ["/edit/", "/edit/x/", "/edit/x/a-66-359/", "/edit/x/a-66-359/rows", "/edit//rows"])
def test_nothing_is_shown_without_the_token(server: BankServer, path: str) -> None:
    assert ask(server, path)[0] == 404
    assert ask(server, path, b"{}")[0] == 404


@pytest.mark.parametrize(
    "name", ["secret/", "secret/rows", "../", "a-66-359/units.yaml", "-/../grid.py", "%2e%2e/rows"]
)
def test_no_path_of_a_request_is_opened(server: BankServer, name: str) -> None:
    assert server.workbench is not None
    status, body, _ = ask(server, f"/edit/{server.workbench.token}/{name}")
    assert status == 404
    assert "SECRET" not in body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 400),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": ""}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 403),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 403),
        ({"Content-Length": "99999999"}, 413),
        ({"Content-Length": "-1"}, 413),
    ],
)
def test_a_step_is_taken_from_a_page_of_the_workbench_only(
    server: BankServer, headers: dict[str, str], status: int
) -> None:
    before = rows(server)["version"]
    request = json.dumps({"version": before, "do": "nothing"}).encode()
    assert (
        ask(server, text(server) + "step", request, **{k.replace("-", "_"): v for k, v in headers.items()})[0] == status
    )
    assert rows(server)["version"] == before


def test_a_step_answers_with_the_rows_that_changed_and_an_old_version_with_a_conflict(server: BankServer) -> None:
    whole = rows(server)
    step = {"version": whole["version"], "advice": whole["advice"], "do": "join", "row": 3}
    status, body, _ = ask(server, text(server) + "step", json.dumps(step).encode())
    answer = json.loads(body)
    assert status == 200
    assert (answer["patch"]["start"], answer["patch"]["removed"], len(answer["patch"]["rows"])) == (3, 2, 1)
    assert answer["written"]
    status, body, _ = ask(server, text(server) + "step", json.dumps(step).encode())
    assert status == 409
    assert "read it anew" in json.loads(body)["problem"]
    undo = {"version": answer["version"], "do": "undo"}
    assert ask(server, text(server) + "step", json.dumps(undo).encode())[0] == 200
    assert rows(server)["rows"] == whole["rows"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"do": 1}', b'{"do": "join"}', b"[" * 90_000])
def test_what_no_page_sends_is_refused_in_words(server: BankServer, body: bytes) -> None:
    status, answer, _ = ask(server, text(server) + "step", body)
    assert status in (400, 409)
    assert json.loads(answer)["problem"]


def test_without_edit_nothing_is_taken(tmp_path: Path) -> None:
    with BankServer(Bank(tmp_path)) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            assert ask(opened, "/edit/x/")[0] == 404
            assert ask(opened, "/edit/x/t/step", b"{}")[0] == 501
        finally:
            opened.shutdown()
            thread.join()
