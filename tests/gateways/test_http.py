"""One contract for every implementation of the http port; the addresses that may never be reached."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pytest

from tests.local_server import LocalServer, served
from townline.gateways.http.addresses import anywhere, public_only
from townline.gateways.http.fake import FakeHttpClient, Page
from townline.gateways.http.port import (
    AddressRefused,
    Call,
    HttpClient,
    Limits,
    ReplyTooLarge,
    TooSlow,
    Unreachable,
)
from townline.gateways.http.stdlib import StdlibHttpClient

PAGES = {
    "/ok": Page(body=b"hello", headers={"Content-Type": "text/plain"}),
    "/missing": Page(body=b"no", status=404),
    "/moved": Page(status=302, headers={"Location": "/ok"}),
    "/inside": Page(status=302, headers={"Location": "http://127.0.0.2:9/secret"}),
    "/loop": Page(status=302, headers={"Location": "/loop"}),
    "/big": Page(body=b"x" * 5000),
    "/slow": Page(body=b"late", seconds=1.0),
}


class Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[bytes]] = []

    def do_GET(self) -> None:
        page = PAGES[self.path.partition("?")[0]]
        time.sleep(page.seconds)
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page.body)

    def do_POST(self) -> None:
        self.seen.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the library
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = LocalServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = False  # none is still asleep when the next file begins
    with served(running) as address:
        yield address


def only_first_loopback(address: str) -> bool:
    return address == "127.0.0.1"


def fake(base: str) -> HttpClient:
    pages = {base + path: page for path, page in PAGES.items()}
    return FakeHttpClient(pages=pages, may_reach=only_first_loopback)


def stdlib(base: str) -> HttpClient:
    return StdlibHttpClient(may_reach=only_first_loopback)


@pytest.fixture(params=[fake, stdlib])
def client(request: pytest.FixtureRequest, server: str) -> HttpClient:
    make: Callable[[str], HttpClient] = request.param
    return make(server)


class TestContract:
    def test_send_returns_status_headers_and_body(self, client: HttpClient, server: str) -> None:
        reply = client.send(call=Call(url=server + "/ok"))
        assert (reply.status, reply.body, reply.headers["content-type"]) == (200, b"hello", "text/plain")

    def test_send_returns_an_error_page_as_a_reply(self, client: HttpClient, server: str) -> None:
        assert client.send(call=Call(url=server + "/missing")).status == 404

    def test_send_follows_a_redirect_and_says_where_it_ended(self, client: HttpClient, server: str) -> None:
        reply = client.send(call=Call(url=server + "/moved"))
        assert (reply.body, reply.url) == (b"hello", server + "/ok")

    def test_send_does_not_follow_a_redirect_of_a_post(self, client: HttpClient, server: str) -> None:
        assert client.send(call=Call(url=server + "/moved", method="POST", body=b"a=1")).status == 302

    def test_send_checks_the_address_after_a_redirect(self, client: HttpClient, server: str) -> None:
        with pytest.raises(AddressRefused):
            client.send(call=Call(url=server + "/inside"))

    def test_send_ends_a_loop(self, client: HttpClient, server: str) -> None:
        with pytest.raises(Unreachable):
            client.send(call=Call(url=server + "/loop"))

    def test_send_stops_at_the_size_limit(self, client: HttpClient, server: str) -> None:
        with pytest.raises(ReplyTooLarge) as caught:
            client.send(call=Call(url=server + "/big"), limits=Limits(bytes=1000))
        assert caught.value.permanent

    def test_send_stops_at_the_time_limit(self, client: HttpClient, server: str) -> None:
        with pytest.raises(TooSlow) as caught:
            client.send(call=Call(url=server + "/slow"), limits=Limits(seconds=0.2))
        assert not caught.value.permanent

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://example.org/",
            "file:///etc/passwd",
            "http://",
            "http://me:pw@example.org/",
            "http://[::1",
            "hello",
            "",
        ],
    )
    def test_send_refuses_what_is_not_a_web_address(self, client: HttpClient, url: str) -> None:
        with pytest.raises(AddressRefused):
            client.send(call=Call(url=url))


def test_stdlib_refuses_a_name_that_resolves_inside() -> None:
    client = StdlibHttpClient(may_reach=public_only, resolver=lambda host, port: ["93.184.215.14", "10.0.0.7"])
    with pytest.raises(AddressRefused):
        client.send(call=Call(url="http://photos.example.org/a.jpg"))


def test_stdlib_connects_to_the_address_that_was_checked(server: str) -> None:
    port = server.rpartition(":")[2]
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    client = StdlibHttpClient(may_reach=only_first_loopback, resolver=lambda host, port: next(answers))
    assert client.send(call=Call(url=f"http://rebinding.example:{port}/ok")).body == b"hello"


def test_stdlib_ends_a_conversation_that_drips() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        talk, _ = listener.accept()
        with talk:
            try:
                for _ in range(400):
                    talk.sendall(b"H")
                    time.sleep(0.05)
            except OSError:
                return

    drip = threading.Thread(target=serve, daemon=True)
    drip.start()
    started = time.monotonic()
    client = StdlibHttpClient(may_reach=anywhere)
    with pytest.raises(TooSlow):
        client.send(call=Call(url=f"http://127.0.0.1:{listener.getsockname()[1]}/"), limits=Limits(seconds=0.4))
    listener.close()
    drip.join(10)
    assert time.monotonic() - started < 10  # it would drip for twenty seconds


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1",
        "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "2001:db8::1",
        "::7f00:1", "not an address", "",
    ],
)  # fmt: skip
def test_public_only_refuses(address: str) -> None:
    assert not public_only(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_public_only_allows(address: str) -> None:
    assert public_only(address)
