"""A web of a few pages for tests: same limits, redirects and refusals, no network."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from townline.gateways.http.addresses import AddressRule, public_only
from townline.gateways.http.port import AddressRefused, Call, Limits, Reply, ReplyTooLarge, TooSlow, Unreachable
from townline.gateways.http.targets import next_hop, target_of


@dataclass(frozen=True)
class Page:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0


class FakeHttpClient:
    """`pages` by url; `addresses` by host, a public one where none is given."""

    def __init__(
        self,
        *,
        pages: Mapping[str, Page],
        addresses: Mapping[str, str] | None = None,
        may_reach: AddressRule = public_only,
    ) -> None:
        self._pages = pages
        self._addresses = addresses or {}
        self._may_reach = may_reach
        self.calls: list[Call] = []

    def send(self, *, call: Call, limits: Limits = Limits()) -> Reply:  # noqa: B008  frozen
        for _ in range(limits.redirects + 1):
            reply = self._one(call=call, limits=limits)
            hop = next_hop(
                url=call.url, method=call.method, status=reply.status, location=reply.headers.get("location")
            )
            if hop is None:
                return reply
            call = replace(call, url=hop)
        raise Unreachable("The address redirects too often.", permanent=True)

    def _one(self, *, call: Call, limits: Limits) -> Reply:
        host = target_of(call.url).host
        literal = host if host.replace(".", "").isdigit() or ":" in host else "93.184.215.14"
        if not self._may_reach(self._addresses.get(host, literal)):
            raise AddressRefused(f"{host} is not an address on the open internet.", permanent=True)
        self.calls.append(call)
        page = self._pages.get(call.url)
        if page is None:
            raise Unreachable("The connection failed: no such page.", permanent=False)
        if page.seconds > limits.seconds:
            raise TooSlow("The other side did not answer in time.", permanent=False)
        if len(page.body) > limits.bytes:
            raise ReplyTooLarge(f"The answer is larger than {limits.bytes} bytes.", permanent=True)
        headers = {name.lower(): value for name, value in page.headers.items()}
        return Reply(status=page.status, headers=headers, body=page.body, url=call.url)
