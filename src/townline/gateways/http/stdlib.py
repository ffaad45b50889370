"""The port over Python's own http.client. The name is resolved once, checked, and that very address is connected."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from townline.gateways.http.addresses import AddressRule
from townline.gateways.http.port import AddressRefused, Call, Limits, Reply, ReplyTooLarge, TooSlow, Unreachable
from townline.gateways.http.targets import Target, next_hop, target_of

Resolver = Callable[[str, int], list[str]]
_AGENT = "Townline"
_CHUNK = 65_536


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class StdlibHttpClient:
    def __init__(self, *, may_reach: AddressRule, resolver: Resolver = resolve) -> None:
        self._may_reach = may_reach
        self._resolver = resolver

    def send(self, *, call: Call, limits: Limits = Limits()) -> Reply:  # noqa: B008  frozen
        until = time.monotonic() + limits.seconds
        for _ in range(limits.redirects + 1):
            reply = self._one(call=call, limits=limits, until=until)
            hop = next_hop(
                url=call.url, method=call.method, status=reply.status, location=reply.headers.get("location")
            )
            if hop is None:
                return reply
            call = replace(call, url=hop)
        raise Unreachable("The address redirects too often.", permanent=True)

    def _one(self, *, call: Call, limits: Limits, until: float) -> Reply:
        target = target_of(call.url)
        address = self._address(target)
        connection = _connection(target, address, _left(until))
        # http.client waits per packet; the watchdog makes the limit one for the whole exchange.
        watchdog = threading.Timer(_left(until), _hang_up, [connection])
        watchdog.start()
        try:
            return _exchange(connection, target, call, limits)
        except TimeoutError as error:
            raise TooSlow("The other side did not answer in time.", permanent=False) from error
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            if time.monotonic() >= until:
                raise TooSlow("The other side did not answer in time.", permanent=False) from error
            raise Unreachable(f"The connection failed: {error}", permanent=False) from error
        finally:
            watchdog.cancel()
            connection.close()

    def _address(self, target: Target) -> str:
        try:
            found = self._resolver(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"The name {target.host} is not known.", permanent=False) from error
        # One private address among several is enough to refuse: the name is not to be trusted.
        if not found or not all(self._may_reach(address) for address in found):
            raise AddressRefused(f"{target.host} is not an address on the open internet.", permanent=True)
        return found[0]


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TooSlow("The other side did not answer in time.", permanent=False)
    return left


def _connection(target: Target, address: str, seconds: float) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection(target.host, target.port, timeout=seconds)

    def connect() -> None:
        plain = socket.create_connection((address, target.port), timeout=seconds)
        connection.sock = plain
        if target.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)

    connection.connect = connect  # type: ignore[method-assign]
    return connection


def _hang_up(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _exchange(connection: http.client.HTTPConnection, target: Target, call: Call, limits: Limits) -> Reply:
    headers = {"Host": target.host_header, "User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    connection.request(call.method, target.path, body=call.body, headers={**headers, **call.headers})
    with connection.getresponse() as response:  # a socket stays open as long as its response
        return Reply(
            status=response.status,
            headers={name.lower(): value for name, value in response.getheaders()},
            body=_body(response, limits.bytes),
            url=call.url,
        )


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        size += len(part)
        if size > most:
            raise ReplyTooLarge(f"The answer is larger than {most} bytes.", permanent=True)
        parts.append(part)
    return b"".join(parts)
