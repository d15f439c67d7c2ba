"""The bank in the browser: a real server, asked as a browser and as an attacker would ask."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import tmx
from aligner.bank import Bank
from aligner.errors import UsageError
from aligner.reader.server import BankServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BankServer]:
    root = tmp_path_factory.mktemp("bank")
    annex = Bank().root / "a-66-359"
    shutil.copytree(annex, root / "a-66-359")
    (root / "broken").mkdir()
    (root / "broken" / "document.yaml").write_text("symbol: <b>X</b>\n", encoding="utf-8")
    (root / "secret.txt").write_text("SECRET", encoding="utf-8")
    (root.parent / "outside").mkdir()
    (root.parent / "outside" / "document.yaml").write_text("SECRET", encoding="utf-8")
    with BankServer(Bank(root)) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


def ask(
    server: BankServer, path: str, host: str | None = None, method: str = "GET"
) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=120)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, answer.headers


def test_the_first_page_lists_the_texts_with_their_status_and_says_which_cannot_be_read(server: BankServer) -> None:
    status, body, _ = ask(server, "/")
    assert status == 200
    assert 'href="/text/a-66-359"' in body
    assert body.count('class="badge unverified"') == 2
    assert "cannot be read" in body


def test_a_text_is_its_page_with_a_way_back(server: BankServer) -> None:
    status, body, headers = ask(server, "/text/a-66-359")
    assert status == 200
    assert '<a href="/">All texts</a>' in body
    assert "Not the official text in Chinese and Russian." in body
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_search_goes_across_the_texts_that_can_be_read(server: BankServer) -> None:
    status, body, _ = ask(server, "/?q=%E5%AE%89%E5%85%A8&kind=words")
    assert status == 200
    assert "20 hits in 1 text" in body
    assert body.count("<mark>安全</mark>") == 20
    assert 'href="/text/a-66-359#pledge-h"' in body


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/text/secret.txt",
        "/text/../secret.txt",
        "/text/..%2foutside",
        "/text/%2e%2e",
        "/text/a-66-359/../../secret.txt",
        "/text/a-66-359%2fdocument.yaml",
        "/text/a-66-359%00",
        "/../../etc/passwd",
        "//etc/passwd",
        "/text/",
        "/text/A%2F66%2F359",
    ],
)
def test_nothing_but_texts_by_their_names_is_served(server: BankServer, path: str) -> None:
    status, body, _ = ask(server, path)
    assert status == 404
    assert "SECRET" not in body
    assert "root:" not in body


def test_what_a_request_says_is_escaped(server: BankServer) -> None:
    _, body, _ = ask(server, "/?q=%3Cscript%3Ealert(1)%3C/script%3E&kind=exact")
    assert "<script>alert" not in body
    assert "&lt;script&gt;" in body
    assert ask(server, "/?q=a&kind=%3Cb%3E")[0] == 200


def test_a_text_that_cannot_be_read_says_why_and_is_escaped(server: BankServer) -> None:
    status, body, _ = ask(server, "/text/broken")
    assert status == 500
    assert "is missing" in body
    assert "<b>" not in body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8066", "", "192.168.1.7"])
def test_a_name_that_was_made_to_point_here_is_refused(server: BankServer, host: str) -> None:
    assert ask(server, "/", host=host or " ")[0] == 403


def test_it_only_gives_pages_and_changes_nothing(server: BankServer) -> None:
    assert ask(server, "/", method="HEAD")[:2] == (200, "")
    for method in ("POST", "PUT", "DELETE"):
        assert ask(server, "/", method=method)[0] == 501


def test_the_method_of_a_request_is_escaped(server: BankServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as client:
        client.sendall(b"<script>alert(1)</script> / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = client.makefile("rb").read()
    assert b" 501 " in answer.splitlines()[0]
    assert b"<script>" not in answer


def test_connections_that_say_nothing_are_dropped_and_do_not_keep_others_out(
    server: BankServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.reader.server.PATIENCE", 0.3)
    threads = threading.active_count()
    slow = [socket.create_connection(("127.0.0.1", server.server_port), timeout=20) for _ in range(60)]
    try:
        assert threading.active_count() - threads <= 2 * 32 + 2
        for client in slow:
            with contextlib.suppress(OSError):
                client.sendall(b"GET / HT")
            with contextlib.suppress(OSError):
                assert client.recv(1) == b""
        assert ask(server, "/")[0] == 200
    finally:
        for client in slow:
            client.close()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/?q=threat&view=lines&sort=counterpart,1R", '<table class="kwic">'),
        ("/?q=security&view=equivalents", "安全"),
        ("/?q=security&view=equivalents", "Not verified, never compared with the official text: zh, ru"),
        ("/?q=threat&with=zh%3D%E5%A8%81%E8%83%81&kind=lemma", "<mark>threat"),
        ("/?q=a%7B999999999%7D&kind=regex", "repeats more than"),
        ("/?q=%28&kind=regex", "is not a regular expression"),
        ("/?q=%5Bpos%3Dx%5D", "is not a test of a word"),
        ("/?q=zzz&language=fr", "no language"),
        ("/?q=securty", "written much like it: security"),
        ("/?q=a&sort=x&view=lines", "lines are not sorted by"),
    ],
)
def test_searches_show_what_they_are_asked_for(server: BankServer, address: str, shown: str) -> None:
    status, body, _ = ask(server, address)
    assert status == 200
    assert shown in body


def test_a_search_is_filtered_by_properties_and_counted_by_form(server: BankServer) -> None:
    """A property that no unit has is named as an error, not answered with nothing."""
    _, body, _ = ask(server, "/?q=%5Bthreat%5D&view=frequency&language=en&where=date%3D2011")
    assert "<td>threats</td>" in body.replace(' lang="en" dir="auto"', "")
    _, body, _ = ask(server, "/?q=%5Bthreat%5D&view=frequency&where=date%3D1999")
    assert "Nothing is found." in body
    _, body, _ = ask(server, "/?q=threat&where=colour%3Dred")
    assert "has a property &#39;colour&#39;" in body


def test_a_search_can_be_taken_away_as_csv_without_formulas(server: BankServer) -> None:
    status, body, headers = ask(server, "/hits.csv?q=threat&kind=lemma")
    assert status == 200
    assert headers["Content-Disposition"] == 'attachment; filename="hits.csv"'
    assert body.startswith("\ufeffdocument,unit,language,left,word,right,")


def test_memories_are_searched_and_shown_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "some memory.tmx"
    tmx.write(path, [tmx.TranslationUnit([tmx.Variant("en", "a <b>threat</b>"), tmx.Variant("fr", "menace")], "1")])
    (tmp_path / "bank").mkdir()
    with BankServer(Bank(tmp_path / "bank"), files=[str(path)]) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            assert 'href="/memory/1"' in ask(opened, "/")[1]
            body = ask(opened, "/?q=threat")[1]
            assert 'href="/memory/1#u-1"' in body
            assert "<b>" not in body
            assert ask(opened, "/memory/1")[0] == 200
            assert ask(opened, "/memory/2")[0] == ask(opened, "/memory/0")[0] == 404
        finally:
            opened.shutdown()
            thread.join()


def test_it_listens_on_this_machine_alone(server: BankServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="is not free"):
            BankServer(Bank(), taken.getsockname()[1])
