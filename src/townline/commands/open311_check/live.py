"""A server on the network, asked one question at a time."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from townline.commands.open311_check.answers import Answer
from townline.gateways.errors import GatewayError
from townline.gateways.http.port import Call, HttpClient, Limits

_LIMITS = Limits(seconds=60.0, bytes=50_000_000, redirects=5)
_FORM = "application/x-www-form-urlencoded; charset=utf-8"


class LiveProbe:
    """`always` are arguments for every call: a jurisdiction_id."""

    is_recorded = False

    def __init__(
        self,
        *,
        client: HttpClient,
        endpoint: str,
        discovery: str | None = None,
        always: Mapping[str, str] | None = None,
    ) -> None:
        self._client = client
        self._endpoint = endpoint.rstrip("/")
        self._discovery = discovery
        self._always = dict(always or {})
        self.troubles: list[str] = []

    def discovery(self, *, suffix: str) -> Answer | None:
        places = [self._discovery] if self._discovery else discovery_places(self._endpoint)
        last: Answer | None = None
        for place in places:
            stem = place.removesuffix(".xml").removesuffix(".json")
            last = self._send(Call(url=f"{stem}.{suffix}"), suffix) or last
            if last is not None and last.status == 200:
                return last
        return last

    def get(self, *, path: str, query: Mapping[str, str]) -> Answer | None:
        arguments = urlencode({**self._always, **query})
        url = f"{self._endpoint}/{quote(path)}" + (f"?{arguments}" if arguments else "")
        return self._send(Call(url=url), path.rpartition(".")[2])

    def post(self, *, path: str, form: Sequence[tuple[str, str]]) -> Answer | None:
        body = urlencode([*self._always.items(), *form]).encode()
        call = Call(url=f"{self._endpoint}/{path}", method="POST", headers={"Content-Type": _FORM}, body=body)
        return self._send(call, path.rpartition(".")[2])

    def _send(self, call: Call, suffix: str) -> Answer | None:
        try:
            reply = self._client.send(call=call, limits=_LIMITS)
        except GatewayError as error:
            self.troubles.append(f"{call.method} {call.url}: {error}")
            return None
        return Answer(
            body=reply.body,
            suffix=suffix,
            source=f"{call.method} {call.url}",
            status=reply.status,
            content_type=reply.headers.get("content-type", ""),
        )


def discovery_places(endpoint: str) -> list[str]:
    """Beside the endpoint, above it, at the root: cities put the file in all three places."""
    parts = urlsplit(endpoint)
    folders = [parts.path.rstrip("/")]
    while folders[-1]:
        folders.append(folders[-1].rpartition("/")[0])
    order = [*folders[1:2], folders[0], *folders[2:]]
    return [urlunsplit((parts.scheme, parts.netloc, f"{folder}/discovery", "", "")) for folder in order]
